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
def _opening(language: str) -> re.Pattern | None:
    """Matches a verb of mandate that opens a text, after a preposition or "that" at most."""
    forms = [
        f"(?P<{key}>{verb[language]})" for key, verb in _table()["verbs"].items() if language in verb
    ]
    if not forms:
        return None
    before = r"^\W{0,4}(?:(?:to|and|further|also|de|d['’]|à|aussi|également|en outre|a|que|также)\s?){0,3}"
    # An English heading may hold two verbs: "resolves to instruct …". The second one is the mandate.
    decides = r"(?:(?:resolves?|decides?|décide|resuelve|решает|تقرر|يقرر|做出决议)[,\s]+(?:to|de|d['’]|further|en outre)?\s?)?"
    ends = "" if language in ("ar", "zh") else r"\b"
    # Longer forms first: "prie instamment" is urges, "prie" is requests.
    forms.sort(key=len, reverse=True)
    return re.compile(before + decides + "(?:" + "|".join(forms) + ")" + ends, re.IGNORECASE)


def says(verb: str, language: str) -> str:
    """The verb in the third person in ``language``, e.g. ("invites", "fr") → "invite"; KeyError if unknown."""
    forms = _table()["verbs"][verb]["says"]
    return forms.get(language) or forms["en"]


def known(verb: str) -> bool:
    """Whether ``verb`` (a heading's canonical key) is a verb of mandate, one that addresses someone."""
    return verb in _table()["verbs"]


def mandate(text: str, language: str) -> Mandate | None:
    """The mandate that opens ``text`` (a clause or a heading), or None when it opens with none."""
    pattern = _opening(language)
    found = pattern.match(text) if pattern else None
    if not found:
        return None
    verb = found.lastgroup
    start = found.end()
    while start < len(text) and text[start].isspace():
        start += 1
    until = re.compile(_table()["until"][language], re.IGNORECASE)
    end = until.search(text, start)
    stop = end.start() if end else len(text)
    stop = min(stop, start + _LONGEST_ADDRESSEE)
    addressee = text[start:stop].rstrip(" ,;:")
    return Mandate(verb, found.start(verb), found.end(verb), start, start + len(addressee))
