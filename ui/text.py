"""The page's own words, from text.toml, by language."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

CHOSEN = "language"  # in the session and in the page's address: what the reader chose


def languages() -> tuple[str, ...]:
    """The languages that the page speaks, in the order in which it offers them."""
    return tuple(_read())


def words(language: str) -> dict:
    """The page's words in ``language``, in English where text.toml lacks it."""
    known = _read()
    return known.get(language, known["en"])


def page_words() -> dict:
    """The page's words in its language."""
    return words(page_language())


def view_words(view: str) -> dict:
    """The words of one view in the page's language, from the view's own file (library.toml)."""
    known = read_view(view)
    return known.get(page_language(), known["en"])


def page_language() -> str:
    """What the reader chose, else what the page's address asks for, else the browser's language."""
    import streamlit as st

    asked = (st.session_state.get(CHOSEN), st.query_params.get(CHOSEN))
    return next((language for language in asked if language in _read()), browser_language())


def browser_language() -> str:
    """The browser's language, English where text.toml lacks it."""
    import streamlit as st

    language = (st.context.locale or "en").split("-")[0].lower()
    return language if language in _read() else "en"


@cache
def _read() -> dict[str, dict]:
    return tomllib.loads(Path(__file__).with_name("text.toml").read_text("utf-8"))


@cache
def read_view(view: str) -> dict[str, dict]:
    """The words of one view, by language."""
    return tomllib.loads(Path(__file__).with_name(f"{view}.toml").read_text("utf-8"))
