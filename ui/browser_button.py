"""Buttons whose deed is the browser's own: copying and printing."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import streamlit as st

from ui.text import view_words

_HTML = '<button type="button"><span class="name"></span></button><span role="status" class="unseen"></span>'


def copy(name: str, text: str, key: str) -> None:
    """A button that copies ``text``."""
    _draw(key, {"name": name, "text": text})


def copy_link(name: str, query: str, key: str) -> None:
    """A button that copies the page's own address with ``query`` after it."""
    _draw(key, {"name": name, "query": query})


def print_page(name: str, key: str) -> None:
    """A button that opens the browser's dialog for printing."""
    _draw(key, {"name": name, "print": True})


def _draw(key: str, data: dict) -> None:
    own = view_words("ask")["copy"]
    _component()(key=key, data={**data, "done": own["done"], "refused": own["refused"]}, width="content")


@cache
def _component():
    here = Path(__file__)
    css, js = (here.with_suffix(suffix).read_text("utf-8") for suffix in (".css", ".js"))
    return st.components.v2.component("browser_button", html=_HTML, css=css, js=js)
