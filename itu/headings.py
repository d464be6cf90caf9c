"""The headings of resolutions, in six languages: which words open one, and what they mean.

The forms stand in headings.toml. A canonical key is the same in every language: "décide" is resolves.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_DATA = Path(__file__).with_name("headings.toml")
_ARABIC_SIGNS = "[\u064b-\u0652\u0670\u0640]*"  # vowel signs and the stretching dash
_ALIKE = {  # letters that extraction and typing confuse
    "a": "aàâáä", "e": "eéèêë", "i": "iîïíì", "o": "oôöóò", "u": "uùûüú", "c": "cç", "n": "nñ",
    "е": "её", "ا": "اأإآٱ", "ي": "يى", "ة": "ةه", "'": "'’ʼ‘´`", "-": "-\u2010\u2011",
}
_CLASS = {letter: f"[{letters}]" for letters in _ALIKE.values() for letter in letters}


@dataclass(frozen=True)
class Heading:
    """The words that open a heading: a span of the line they were found in."""

    key: str
    part: str  # "preamble" or "operative"
    start: int
    end: int  # end of the governing words, "further" and the like included
    running: bool  # the form also runs on in the middle of sentences


@cache
def _table() -> dict:
    return tomllib.loads(_DATA.read_text(encoding="utf-8"))


def keys() -> tuple[str, ...]:
    """The canonical keys, in the order of the table."""
    return tuple(k for k in _table() if not k.startswith("_"))


def is_operative(key: str) -> bool:
    """Whether a heading says what is to be done; False for preambular and unknown keys."""
    return _table().get(key, {}).get("part") == "operative"


def is_preambular(key: str) -> bool:
    """Whether a heading says why; False for operative and unknown keys."""
    return _table().get(key, {}).get("part") == "preamble"


def place(name: str, language: str) -> str:
    """What a place without a heading is called in an address: ("footnote", "fr") → "note"."""
    words = _table()["_places"][name]
    return words.get(language) or words["en"]


def places(name: str) -> tuple[str, ...]:
    """The word for a place in every language."""
    return tuple(_table()["_places"][name].values())


def match(line: str, language: str) -> Heading | None:
    """The heading that ``line`` opens with, or None. The longest form wins."""
    start = len(line) - len(line.lstrip(" \t\u00a0•–-·*"))
    best = None
    for key, pattern in _patterns(language):
        found = pattern.match(line, start)
        if found and (best is None or found.end("form") > best[1].end("form")):
            best = key, found
    if best is None:
        return None
    key, found = best
    entry = _table()[key]
    return Heading(key, entry["part"], found.start(), found.end(), entry.get("running", False))


def opens_paragraph(line: str, language: str) -> bool:
    """Whether ``line`` begins as the paragraph under a heading does ("to …", "that …", "de faire …")."""
    return bool(_opening(language).match(line.lstrip()))


def form(written: str) -> str:
    """A form of headings.toml as a regular expression that forgives case, accents and apostrophes."""
    out = []
    for char in written:
        if char in "{|})(":
            out.append({"{": "(?:", "|": "|", "}": ")", "(": "(?:", ")": ")?"}[char])
        elif char == " ":
            out.append(r"[\s,]+")
        else:
            out.append(_CLASS.get(char, re.escape(char)))
            if "\u0600" <= char <= "\u06ff":
                out.append(_ARABIC_SIGNS)
    return "".join(out).replace(")?" + r"[\s,]+", r")?[\s,]*").replace(r"[\s,]+(?:", r"[\s,]*(?:")


@cache
def _patterns(language: str) -> tuple[tuple[str, re.Pattern], ...]:
    """One pattern per key: a form, with "further" and the like before or after it."""
    table = _table()
    spaced = language not in ("zh",)
    gap = r"[\s,]+" if spaced else r"[\s,，]*"
    end = r"(?![\w\u064b-\u0652])" if spaced else ""
    more = "|".join(sorted(map(form, table["_more"].get(language, ["(?!)"])), key=len, reverse=True))
    out = []
    for key in keys():
        forms = table[key].get(language)
        if not forms:
            continue
        either = "|".join(sorted(map(form, forms), key=len, reverse=True))
        out.append((key, re.compile(
            f"(?:(?:and|et|y|и|و|并)?{gap if spaced else ''})?(?:(?:{more}){end}{gap})?"
            f"(?P<form>{either}){end}(?:{gap}(?:{more}){end}){{0,2}}", re.IGNORECASE)))
    return tuple(out)


@cache
def _opening(language: str) -> re.Pattern:
    return re.compile(_table()["_opens"].get(language, "(?!)"), re.IGNORECASE)
