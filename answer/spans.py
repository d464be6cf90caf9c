"""The words in a text that answer a question of a kind: dates, places, numbers (patterns in spans.toml)."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path

_DATA = Path(__file__).with_name("spans.toml")
_TYPED = ("date", "number", "frequency")  # kinds whose answer must hold such words
_ANY_CASE = ("number", "frequency")
_ALSO = {"date": ("place",), "history": ("date", "place"), "enactment": ("date", "place")}


def answering(kind: str, text: str, language: str) -> list[tuple[int, int]]:
    """Spans of ``text`` in order; of two that overlap the longer."""
    spans = [m.span() for name in (kind, *_ALSO.get(kind, ())) for p in _patterns(name, language) for m in p.finditer(text)]
    kept: list[tuple[int, int]] = []
    for start, end in sorted(set(spans), key=lambda s: (s[0], -s[1])):
        if not kept or start >= kept[-1][1]:
            kept.append((start, end))
    return kept


def lacking(kind: str, text: str, language: str) -> bool:
    """Whether a question of this kind asks for a date or a number, and the text holds none."""
    return kind in _TYPED and not answering(kind, text, language)


@cache
def _patterns(kind: str, language: str) -> tuple[re.Pattern, ...]:
    table = tomllib.loads(_DATA.read_text(encoding="utf-8"))
    rules = [*table.get(kind, {}).get("any", ()), *table.get(kind, {}).get(language, ())]
    # A month is told from a verb by its capital: "in May", "a State may".
    flags = re.IGNORECASE if kind in _ANY_CASE else 0
    return tuple(re.compile(rule, flags) for rule in rules)
