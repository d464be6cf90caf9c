"""The headings of resolutions, in six languages: which words open one, and what they mean.

The forms stand in headings.toml. A canonical key is the same in every language: "décide" is resolves.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

FIRST = r"(?:premi(?:er|[èe]re)|primer[oa]|перв(?:ая|ый)|ال[أا]ول[ىي]?)"  # an article's or a chapter's number in words

_DATA = Path(__file__).with_name("headings.toml")
_ARABIC_SIGNS = "[\u064b-\u0652\u0670\u0640]*"  # vowel signs and the stretching dash
_BRACKETED = re.compile(r"\s?[(（][^\W\d_]{2,6}[)）]$")
_ACCENTS = {"a": "àâáä", "e": "éèêë", "i": "îïíì", "o": "ôöóò", "u": "ùûüú", "c": "ç", "n": "ñ"}
_ALIKE = ("её", "اأإآٱ", "يى", "ةه", "'’ʼ‘´`", "-\u2010\u2011")  # written one for the other
# An accent may be lost on the way to us; none is put in.
_CLASS = {letter: f"[{letter}{base}]" for base, letters in _ACCENTS.items() for letter in letters}
_CLASS |= {letter: f"[{letters}]" for letters in _ALIKE for letter in letters}


@dataclass(frozen=True)
class Heading:
    """The words that open a heading: a span of the line they were found in."""

    key: str
    part: str  # "preamble" or "operative"
    start: int
    end: int  # end of the governing words, "further" and the like included
    running: bool  # the form also runs on in the middle of sentences
    further: bool = False  # it carries "further", "also" or the like


@cache
def _table() -> dict:
    return tomllib.loads(_DATA.read_text(encoding="utf-8"))


def all_keys() -> tuple[str, ...]:
    """The canonical keys, in the order of the table."""
    return tuple(k for k in _table() if not k.startswith("_"))


def forms(key: str, language: str) -> tuple[str, ...]:
    """The forms of a key in one language, as headings.toml writes them."""
    return tuple(_table()[key].get(language, ()))


def words(key: str, language: str) -> str:
    """The first form of a key in one language, as a text prints it; "" where it has none."""
    written = next(iter(forms(key, language)), "")
    return re.sub(r"\s?\([^()]*\)", "", re.sub(r"\{([^|}]*)[^}]*\}", r"\1", written))


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


@lru_cache(maxsize=2048)  # a line is asked about again and again while its text is read
def match(line: str, language: str) -> Heading | None:
    """The heading that ``line`` opens with, or None. The longest form wins."""
    start = len(line) - len(line.lstrip(" \t\u00a0•–-·*"))
    pattern, groups = _pattern(language)
    found = pattern.match(line, start)
    alone = _table()["_alone"].get(language, ())
    if found and found.group().strip().casefold() in alone and line[found.end():].strip(" :,"):
        return None
    return _heading(groups[found.lastgroup], found) if found else None


def find(text: str, language: str) -> tuple[Heading, ...]:
    """Heading words of one language anywhere in ``text``, in their order."""
    pattern, groups = _pattern(language, anywhere=True)
    alone = _table()["_alone"].get(language, ())
    return tuple(_heading(groups[m.lastgroup], m) for m in pattern.finditer(text) if m.group().strip().casefold() not in alone)


def _heading(key: str, found: re.Match) -> Heading:
    entry = _table()[key]
    further = found.group().strip(" ,") != found[found.lastgroup].strip(" ,")
    return Heading(key, entry["part"], found.start(), found.end(), entry.get("running", False), further)


def opens_paragraph(line: str, language: str) -> bool:
    """Whether ``line`` begins as the paragraph under a heading does ("to …", "that …", "de faire …")."""
    return bool(_opening(language).match(line.lstrip()))


def is_cut(line: str, language: str) -> bool:
    """Whether ``line`` ends with a word that no paragraph ends with: an article, a preposition, a conjunction.

    The last cell of a table's row may: "Class | Open to".
    """
    if " | " in line:
        return False
    last = re.search(r"(?<![\w-])[^\W\d_]+['’]?$", line.rstrip())
    return bool(last and last.group().replace("’", "'") in _table()["_unended"].get(language, ()))


def is_front(line: str, language: str) -> bool:
    """Whether a whole line is the heading of a Recommendation's unnumbered part: "Summary", "Mots clés".

    An acronym may follow in brackets.
    """
    words = _BRACKETED.sub("", " ".join(line.split()).rstrip(" :："))
    return bool(_part("_front", language).fullmatch(words)) or is_back(line, language)


def is_back(line: str, language: str) -> bool:
    """Whether a whole line is the heading of a part that may follow the clauses: "Bibliographie"."""
    return bool(_part("_back", language).fullmatch(" ".join(line.split()).rstrip(" :：")))


def is_contents(line: str, language: str) -> bool:
    """Whether a whole line heads a list of contents, of tables or of figures."""
    return bool(_part("_contents", language).fullmatch(" ".join(line.split()).rstrip(" :：")))


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
def _pattern(language: str, anywhere: bool = False) -> tuple[re.Pattern, dict[str, str]]:
    """(every form with "further" and the like before or after it, key of each form's group)."""
    table = _table()
    spaced = language != "zh"  # Chinese is written without spaces between words
    gap = r"[\s,]+" if spaced else r"[\s,，]*"
    end = r"(?![\w\u064b-\u0652])" if spaced else ""
    more = "|".join(map(form, sorted(table["_more"].get(language, ["(?!)"]), key=len, reverse=True)))
    forms = sorted(((w, key) for key in all_keys() for w in table[key].get(language, ())), key=lambda f: (-len(f[0]), f))
    groups = {f"f{i}": key for i, (_, key) in enumerate(forms)}
    either = "|".join(f"(?P<f{i}>{form(written)})" for i, (written, _) in enumerate(forms))
    edge = r"(?<![\w'’])" if anywhere and spaced else ""
    joined = rf"(?:(?:and|et|y|e|и|و){gap})?" if spaced else "(?:并)?"
    return re.compile(
        f"{edge}{joined}(?:(?:{more}){end}{gap})?(?:{either}){end}(?:{gap}(?:{more}){end}){{0,2}}", re.IGNORECASE), groups


@cache
def _part(name: str, language: str) -> re.Pattern:
    table = _table()[name]
    words = dict.fromkeys([*table.get(language, ()), *table["en"]])
    return re.compile("|".join(map(form, words)), re.IGNORECASE)


@cache
def _opening(language: str) -> re.Pattern:
    return re.compile(_table()["_opens"].get(language, "(?!)"), re.IGNORECASE)
