"""The terms that a clause defines: it begins with them and a mark ("Telecommunication: Any transmission …").

How such a clause begins stands in definitions.toml, by the language of the text.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path

_DATA = Path(__file__).with_name("definitions.toml")
_OPENING = 240  # characters in which the term and its mark stand
_WORDS = 9  # of a term at most
_BRACKETS = re.compile(r"[\[(（［][^\])）］]{1,60}[\])）］]")
_SHORT_FORM = re.compile(r"[(（]([^\W\d_][\w./-]{1,11})[)）]")
_QUOTES = "\"“”„«»‘’「」『』"
_NUMBER = r"(?:\d[\d.]*[A-Za-z]?[.)]?\s+(?=\D))?"  # of a paragraph, where it is not its label
_TERM = rf"[{_QUOTES}]?\s?(?P<term>[^.:：;,|?!\n{_QUOTES}]{{1,90}}?)\s?[{_QUOTES}]?(?P<after>(?:\s?[\[(（［][^\])）］]{{1,60}}[\])）］]){{0,3}})\s?[{_QUOTES}]?"


def defined(text: str, language: str) -> tuple[str, ...]:
    """The term that the text begins by defining, and its short form in brackets: ("business continuity plan", "BCP");
    () when it defines none."""
    opening = text[:_OPENING]
    for pattern in _patterns(language):
        match = pattern.match(opening)
        if match and match.end() < len(text.rstrip()):
            words = f"{match['term']}{match['after']}"
            term = " ".join(_BRACKETS.sub(" ", words).split())
            if term and len(term.split()) <= _WORDS:
                return (term, *dict.fromkeys(_SHORT_FORM.findall(words)))
    return ()


def left_out(language: str) -> tuple[str, ...]:
    """The words without which a term still names the same thing: "broadcasting service", "broadcasting"."""
    return tuple(_table()["left_out"].get(language, ()))


@cache
def _table() -> dict:
    return tomllib.loads(_DATA.read_text(encoding="utf-8"))


@cache
def _patterns(language: str) -> tuple[re.Pattern, ...]:
    table = _table()
    lead = table["lead"].get(language, "")
    rules = [*table["any"], *table.get(language, ())]
    return tuple(re.compile(rule.replace("{term}", _NUMBER + lead + _TERM), re.IGNORECASE) for rule in rules)
