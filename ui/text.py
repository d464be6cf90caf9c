"""The page's own words, from text.toml, by language."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path


def words(language: str) -> dict:
    """The page's words in ``language``, in English where text.toml lacks it."""
    known = _read()
    return known.get(language, known["en"])


def page_words() -> dict:
    """The page's words in its language."""
    return words(page_language())


def page_language() -> str:
    """The browser's language, English where text.toml lacks it."""
    import streamlit as st

    language = (st.context.locale or "en").split("-")[0].lower()
    return language if language in _read() else "en"


@cache
def _read() -> dict[str, dict]:
    return tomllib.loads(Path(__file__).with_name("text.toml").read_text("utf-8"))
