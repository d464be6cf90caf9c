"""The assistant's own sentences, read from words.toml; every fact beside them comes from a text."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

_DATA = Path(__file__).with_name("words.toml")


@cache
def _table() -> dict[str, dict[str, str]]:
    return tomllib.loads(_DATA.read_text(encoding="utf-8"))


def say(key: str, language: str, **fields: object) -> str:
    """The sentence ``key`` in ``language`` (English where it has none), its fields filled in.

    Raises KeyError for an unknown key or a field that is not given.
    """
    forms = _table()[key]
    return (forms.get(language) or forms["en"]).format(**fields)


def keys() -> tuple[str, ...]:
    return tuple(_table())


def join(items: list[str], language: str) -> str:
    """"a, b and c" in ``language``."""
    if len(items) < 2:
        return "".join(items)
    return say("comma", language).join(items[:-1]) + say("and", language) + items[-1]
