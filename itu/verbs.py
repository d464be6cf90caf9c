"""Who a clause calls on and by which verb: "2 d'inviter les Directeurs à collaborer" → invites, the Directors.

The verb is the text's own and is never strengthened: what a text invites, it does not require.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_DATA = Path(__file__).with_name("verbs.toml")
_LONGEST_ADDRESSEE = 400  # characters; beyond it the end of the addressee was not found


@dataclass(frozen=True)
class Mandate:
    """A verb of mandate and whom it addresses, as spans of the text it was found in."""

    verb: str  # key: "invites"
    verb_start: int
    verb_end: int
    addressee_start: int
    addressee_end: int


@cache
def _table() -> dict:
    return tomllib.loads(_DATA.read_text(encoding="utf-8"))


@cache
def _opening(language: str, where: str) -> re.Pattern | None:
    """Matches a verb of mandate that opens a clause ("to invite", « d'inviter ») or a heading ("invites")."""
    forms = {
        key: verb.get(f"{where}_{language}", verb.get(language, "")) for key, verb in _table()["verbs"].items()
    }
    if not any(forms.values()):
        return None
    # "prie instamment" is urges, "prie" is requests: the file has the longer forms first.
    named = "|".join(f"(?P<{key}>{rule})" for key, rule in forms.items() if rule)
    ends = "" if language in ("ar", "zh") else r"\b"
    return re.compile(_before(language, where) + f"(?:{named})" + ends, re.IGNORECASE)


def _before(language: str, where: str) -> str:
    """What may stand before the verb, from the start of the text."""
    opening = _table()["opening"]
    return r"\W{0,4}" + opening[where].get(language, "")


def says(verb: str, language: str) -> str:
    """The verb in the third person in ``language``, e.g. ("invites", "fr") → "invite"; KeyError if unknown."""
    forms = _table()["verbs"][verb]["says"]
    return forms.get(language) or forms["en"]


def of_clause(text: str, language: str) -> tuple[Mandate, ...]:
    """The mandate that opens a clause's text: "to invite the Director to …" under "resolves"; () when none does."""
    return _mandates(text, language, "clause")


def of_heading(text: str, language: str) -> tuple[Mandate, ...]:
    """The mandates of a heading, in order: "requests the Secretary-General and instructs the Director"."""
    return _mandates(text, language, "heading")


def _mandates(text: str, language: str, where: str) -> tuple[Mandate, ...]:
    pattern = _opening(language, where)
    found = pattern.match(text) if pattern else None
    if not found:
        return ()
    first = _mandate(text, found, _addressee_end(text, found.end(), language))
    joined = re.compile(_table()["joined"].get(language, r"(?!)"), re.IGNORECASE)
    for link in joined.finditer(text, first.addressee_start, first.addressee_end):
        after = pattern.match(text, link.end())
        if after:  # the addressee ends where a second verb begins
            whole = _mandate(text, found, link.start())
            rest = _mandates(text[link.end() :], language, where)
            return (whole, *(moved(m, link.end()) for m in rest))
    return (first,)


def _addressee_end(text: str, start: int, language: str) -> int:
    end = re.compile(_table()["until"][language], re.IGNORECASE).search(text, start)
    return min(end.start() if end else len(text), start + _LONGEST_ADDRESSEE)


def _mandate(text: str, found: re.Match, stop: int) -> Mandate:
    group = next(name for name, value in found.groupdict().items() if value is not None)
    start = found.end() + len(text[found.end() :]) - len(text[found.end() :].lstrip())
    addressee = text[start:stop].rstrip(" ,;:")
    return Mandate(group, found.start(group), found.end(group), start, start + len(addressee))


def moved(found: Mandate, by: int) -> Mandate:
    """The mandate with its spans ``by`` characters further on."""
    spans = (found.verb_start, found.verb_end, found.addressee_start, found.addressee_end)
    return Mandate(found.verb, *(at + by for at in spans))
