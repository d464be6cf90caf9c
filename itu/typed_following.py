"""Labels that go on from an address named before: "and 21?", "et le 1 ?", "а пункт 3?", "那第3段呢？"."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from itu.typed_addresses import Address
from itu.typed_labels import read_labels
from itu.typed_letters import normalise
from itu.typed_places import read_places
from itu.typed_words import START, blank, w

_YEAR = re.compile(r"(?:19|20)\d\d")
_THOUSANDS = re.compile(r"\d,\d{3}(?!\d)")  # "1,000", which is no list of labels
_LETTER = re.compile(r"[^\W\d]+\)")
_PLACE = re.compile(r"(?P<place>.*, (?:paragraph|indent|row)) \d+")  # "2.2, paragraph 16"


def following(text: str, before: Address, *, lone: bool) -> tuple[Address, ...]:
    """The addresses that a text means which is nothing but labels: those beside ``before``; () where it is more.

    ``lone``: whether a letter alone counts too, not only with its bracket or called a clause, a paragraph or the like.
    A number that may be a year does not, alone.
    """
    plain = normalise(text)
    lead = _lead().match(plain)
    labels, end = read_labels(plain, lead.end())
    if not labels or not _tail().fullmatch(plain, end):
        return ()
    if _THOUSANDS.search(plain, lead.end(), end):
        return ()
    called = lead["number"] or lead["part"]
    if not called and any(_YEAR.fullmatch(label) for label in labels):
        return ()
    if not (called or lone or plain[lead.end()].isdigit() or ")" in plain[lead.end() : end]):
        return ()
    return tuple(_beside(before, label, lead) for label in labels)


def within(text: str) -> tuple[Address, ...]:
    """The places that a text is nothing but, in a document that is known: "and considering?", "et le titre ?"; else ()."""
    rest = normalise(text)
    places = read_places(rest, named=True)
    for start, end, _ in places:
        rest = blank(rest, start, end)
    found = tuple(Address(**fields) for *_, several in places for fields in several)
    return found if _rest().fullmatch(rest) and not any(_asking().search(address.addressee) for address in found) else ()


def _beside(before: Address, label: str, lead: re.Match) -> Address:
    """The address of a label beside an address: in its section, at its depth."""
    if before.article and lead["number"]:  # an article's marginal number
        return replace(before, article="", label=label.upper())
    if before.article and not before.label and label[0].isdigit() and not lead["part"]:
        return replace(before, article=label.upper())
    place = _PLACE.fullmatch(before.label)
    if place and lead["part"]:
        return replace(before, label=f"{place['place']} {label}", instead=label)
    if label[0].isdigit():
        return replace(before, label=label, instead="")
    parts = before.label.split()
    depth = next((n for n, part in enumerate(parts) if _LETTER.fullmatch(part)), len(parts))
    whole = " ".join([*parts[:depth], label])
    return replace(before, label=whole, instead=label if whole != label else "")


@cache
def _lead() -> re.Pattern:
    named = rf"(?:(?P<number>{w('number')})|(?P<part>{w('part')}|{w('clause')}))(?![^\W\d\u3400-\u9fff])[\s.]*"
    return re.compile(rf"{_around()}[^\w(]*(?:{named})?(?:{w('no')}\s?)?", re.IGNORECASE)


@cache
def _asking() -> re.Pattern:
    return re.compile(rf"{START}{w('asking')}(?![^\W\u3400-\u9fff])", re.IGNORECASE)


@cache
def _rest() -> re.Pattern:
    return re.compile(rf"{_around()}\W*", re.IGNORECASE)


@cache
def _tail() -> re.Pattern:
    return re.compile(rf"\s?[段项款节点号]?{_around()}\W*", re.IGNORECASE)


def _around() -> str:
    """The words that may stand around a label that is asked for."""
    return rf"(?:\W*(?:{w('around')}(?!\w|\s?\))|{w('around_unspaced')}))*"
