"""What is typed and asks nothing: code, markup, a wall of numbers, words that ask without saying what for.

Told by its form alone, before anything is searched: any text has clauses that are near to it.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path

from answer.question import Question
from index import lexicon

_DATA = Path(__file__).with_name("unasked.toml")
_CODE = 0.5  # share of the characters from which it is code, and no question that holds some
_WORDS = 3  # that say something beside the code, from which they ask something
_NUMBERS = 5  # and nothing else, from which they are a wall; fewer may be a provision's
_REPEATED = re.compile(r"([^\W\d_])\1{2,}")  # a letter three times or more


def nothing(question: Question) -> bool:
    """Whether the question asks nothing. One that goes on from another, or names a text, leaves its matter to them."""
    if question.before or question.focus:
        return False
    return in_code(question.text, question.language) or not (question.address or _says(question.text, question.language))


def in_code(text: str, language: str) -> bool:
    """Whether a text is written for a machine in the main, and says little beside."""
    left = text
    for pattern in _patterns():
        left = pattern.sub(" ", left)
    size = len("".join(text.split()))
    taken = size - len("".join(left.split()))
    return taken >= _CODE * max(1, size) and len(_said(left, language)) < _WORDS


def _says(text: str, language: str) -> bool:
    said = _said(text, language)
    numbers = [word for word in said if word.isdigit()]
    return len(said) > len(numbers) or 0 < len(numbers) < _NUMBERS


def _said(text: str, language: str) -> list[str]:
    """The words of a text that say something: not those that every clause has, nor a letter over and over."""
    words = (text[word.start : word.end] for word in lexicon.words(text, language))
    return [word for word in words if not (_REPEATED.fullmatch(word) and word.islower())]


@cache
def _patterns() -> tuple[re.Pattern, ...]:
    table = tomllib.loads(_DATA.read_text(encoding="utf-8"))
    pieces = [re.compile(rule, re.IGNORECASE | re.DOTALL) for rule in table["pieces"]]
    return (*pieces, *(re.compile(rule) for rule in table["operators"]))
