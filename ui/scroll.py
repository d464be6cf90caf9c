"""Brings a part of the page into view; Streamlit itself only ever scrolls to the bottom."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import streamlit as st

_NOTHING = ("", "", 0)


def aim(key: str, inner: str = "") -> None:
    """Remember that the container ``key`` is what the reader wants to see next.

    ``inner``: a CSS selector of what must be seen whole in it.
    """
    st.session_state.aim = (key, inner, st.session_state.get("aim", _NOTHING)[-1] + 1)


def now() -> None:
    """Scroll to what was aimed at last; nothing happens when that has been done already."""
    key, inner, count = st.session_state.get("aim", _NOTHING)
    if key:
        _component()(key="scroll", data={"target": key, "inner": inner, "count": count}, height=0)


@cache
def _component():
    return st.components.v2.component("scroll", js=Path(__file__).with_name("scroll.js").read_text("utf-8"))
