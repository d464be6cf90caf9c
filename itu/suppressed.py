"""Clauses of which nothing is left but the word that they are suppressed: "(SUP)", "supprimé", "Not used".

They stand for a number that is no more. Whoever asks for that number is told so; no other question is answered by them.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
from pathlib import Path

from itu.typed_letters import normalise

_DATA = Path(__file__).with_name("suppressed.toml")
_LONGEST = 90  # characters of a clause that says no more


def only(text: str) -> bool:
    """Whether a clause's text says nothing but that it is suppressed, in whichever language."""
    return len(text) <= _LONGEST and _only(text)


@lru_cache(maxsize=20_000)
def _only(text: str) -> bool:
    said, whole = _patterns()
    plain = normalise(text).casefold()
    return bool(said.search(plain) and whole.fullmatch(plain))


@cache
def _patterns() -> tuple[re.Pattern, re.Pattern]:
    """What says that a clause is suppressed, and a text of such words alone."""
    table = tomllib.loads(_DATA.read_text(encoding="utf-8"))
    said, beside = (
        rf"(?<!\w)(?:{'|'.join(words for name, words in group.items() if name != 'zh')})(?!\w)|{group['zh']}"
        for group in (table["said"], table["beside"])
    )
    return re.compile(said), re.compile(rf"(?:{said}|{beside}|\W)*+")
