"""Where in the texts a conversation stands: the address that "and 21?" goes on from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from answer.again import Again
from itu import addresses
from itu.addresses import Address
from schema import Answer

_NOT_FOUND = ("no_such_address", "no_such_text", "not_held")  # why an address that was asked for is declined without a clause near it
_FRONT = ("title", "foreword")


def following(text: str, named: tuple[Address, ...], turns: Sequence[Answer], once: Again | None = None) -> tuple[Address, ...]:
    """What a question that goes on from ``turns``, the latest first, means by a label alone ("and 21?"), and the
    addresses ``named`` in it that say no document, with the one that the conversation is about; where it asks ``once``
    more, the place before; () where it does none of these."""
    before = _reached(turns)
    if before is None:
        return ()
    if before.section in _FRONT and not once:  # no label stands under a title
        before = replace(before, section="", label="")
    if not named:
        asked = _looked_up(turns[0])
        if once and before.section and (once.language or asked):
            return (before,)
        labels = addresses.following(text, before, lone=asked)
        return labels or tuple(_within(address, before) for address in (addresses.within(text) if asked else front(text)))
    if any(address.has_document for address in named):
        return ()
    return tuple(_within(address, before) for address in named)


def front(text: str) -> tuple[Address, ...]:
    """The title or the foreword, where a text is nothing but that ("and its title?"): any text has them, whatever was asked
    of it before; else ()."""
    named = addresses.within(text)
    return named if all(address.section in _FRONT for address in named) else ()


def _reached(turns: Sequence[Answer]) -> Address | None:
    """The address at which the earlier turns arrive, read from the first on; None where they name and cite none."""
    reached = None
    for turn in reversed(turns):
        reached = _place(turn, reached) or reached
    return reached


def _place(turn: Answer, before: Address | None) -> Address | None:
    """Where one turn arrives: at the clause that it asked for by its address, else at the one it cited first."""
    cited = addresses.of_clause(turn.citations[0].clause, turn.citations[0].document) if turn.citations else None
    if not _looked_up(turn):
        return cited
    named = addresses.parse_all(turn.question)
    if named and before and not any(address.has_document for address in named):
        named = tuple(_within(address, before) for address in named)
    elif not named and before:
        labels = addresses.following(turn.question, before, lone=True)
        named = labels or tuple(_within(address, before) for address in addresses.within(turn.question))
    asked = [address for address in named if address.section] or [replace(a, section="") for a in named if a.has_document]
    if cited and asked:
        document = turn.citations[0].document
        asked = [address for address in asked if addresses.names_document(address, document)]
        return _within(asked[0], cited) if asked and asked[0].section else cited
    return asked[0] if asked else cited


def _looked_up(turn: Answer) -> bool:
    """Whether a turn asked for a clause by its address, found or not."""
    return turn.reason in _NOT_FOUND or bool(turn.hits) and turn.hits[0].by_address


def _within(address: Address, before: Address) -> Address:
    """An address that names no document, in that of another."""
    if address.has_document:
        return address
    said = ("document_number", "document_kind", "body", "year", "place", "work")
    return replace(address, **{name: getattr(before, name) for name in said})
