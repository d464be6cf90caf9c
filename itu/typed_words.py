"""The words of typed addresses (addresses.toml), and what all who read them share."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

_DATA = Path(__file__).with_name("addresses.toml")
GONE = "\x00"  # stands for what has been read already
SHORT = 8  # words: a text this short may be an address with a slip of the pen
START = r"(?<![^\W\u3400-\u9fff])"
DECIMAL = r"\d{1,6}(?:\.\d{1,3}){0,4}"


@cache
def table() -> dict[str, dict[str, str]]:
    """The patterns of addresses.toml: table -> name -> pattern."""
    return tomllib.loads(_DATA.read_text(encoding="utf-8"))


def w(name: str) -> str:
    """The pattern of a name among the "words" of addresses.toml, as a group."""
    return f"(?:{table()['words'][name]})"


def blank(text: str, start: int, end: int) -> str:
    """The text with a span of it marked as read."""
    return text[:start] + GONE * (end - start) + text[end:]
