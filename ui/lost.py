"""Whether a conversation was lost: the server that held it has gone, or the page was loaded anew."""

from __future__ import annotations

import secrets
from functools import cache
from pathlib import Path

import streamlit as st

from ui.markup import label
from ui.text import page_words

_SESSION, _OVER = "session_name", "lost_over"  # in the session: a name that no other has; whether to say no more of it


def notice(turns: int) -> None:
    """Say so above a conversation that has only begun. ``turns``: how many it has, which the browser keeps in mind.

    A page whose server comes back keeps showing what it showed until the reader does something.
    """
    name = st.session_state.setdefault(_SESSION, secrets.token_hex(8))
    found = _component()(key="lost", data={"session": name, "turns": turns}, default={"lost": False}, on_lost_change=_noted, height=0)
    st.session_state[_OVER] = turns > 1 or st.session_state.get(_OVER, False)
    if found.lost and not st.session_state[_OVER]:
        st.info(label(page_words()["lost"]), icon=":material/history:")


def _noted() -> None:
    """Streamlit wants a callback for what a component tells of; that it runs the page again is all that is needed."""


@cache
def _component():
    return st.components.v2.component("lost", js=Path(__file__).with_name("lost.js").read_text("utf-8"))
