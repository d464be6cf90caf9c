"""Slips of the pen in typed addresses: a misspelt heading or kind, put right."""

from __future__ import annotations

import difflib
import re
from functools import cache

from itu import headings
from itu.typed_letters import plain_letter
from itu.typed_words import SHORT, table
from schema import LANGUAGES


def put_right(text: str, *, named: bool) -> str:
    """A short text with its misspelt heading or kind put right, where it has a number or label to go with it."""
    words = text.split()
    if not re.search(r"\d|\w\)", text) or len(words) > (SHORT if named else 5):
        return text
    return " ".join(_near(word) for word in words)


def _near(word: str) -> str:
    letters = re.search(r"[^\W\d_]{5,}", word)
    if not letters:
        return word
    typed = letters.group().lower()
    known = _vocabulary()
    near = [] if typed in known or _kind(typed) else difflib.get_close_matches(typed, known, 1, 0.8)
    return word.replace(letters.group(), near[0]) if near else word


def _kind(word: str) -> bool:
    """Whether a word is read as a kind of documents as it is: "resolutions" is no slip for one of them."""
    return any(re.fullmatch(words, word, re.IGNORECASE) for words in table()["kinds"].values())


@cache
def _vocabulary() -> tuple[str, ...]:
    """The words of headings and kinds, in all languages."""
    forms = {form for key in headings.all_keys() for language in LANGUAGES[:4] for form in headings.forms(key, language)}
    words = {w for form in forms for w in re.findall(r"[^\W\d_]{5,}", "".join(map(plain_letter, form)).lower())}
    return tuple(sorted(words | {"resolution", "resolucion", "decision", "recommendation", "recommandation", "резолюция", "решение"}))
