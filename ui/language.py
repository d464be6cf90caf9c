"""The page's language: the box to choose it, and what Streamlit itself leaves English and written from the left."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import streamlit as st

from ui.markup import FROM_THE_RIGHT
from ui.text import CHOSEN, browser_language, languages, page_language, words


def choose() -> None:
    """Draw the box, and have the browser read the page in the chosen language. Once per page."""
    language = page_language()
    st.session_state[CHOSEN] = language
    with st.container(key="languages", width="content"):
        st.selectbox(
            words(language)["language"], languages(), format_func=lambda code: words(code)["name"], key=CHOSEN,
            placeholder="", label_visibility="collapsed", filter_mode=None, width=140,
        )
    _remember(language)
    _document()(key="document", data=_said(language), height=0)


def _said(language: str) -> dict:
    direction = "rtl" if language in FROM_THE_RIGHT else "ltr"
    return {"lang": language, "dir": direction, "spoken": words(language)["spoken"]}


def _remember(language: str) -> None:
    """Keep a choice in the address, so that it outlives a reload and goes along with a link."""
    asked = "" if language == browser_language() else language
    if asked and st.query_params.get(CHOSEN) != asked:
        st.query_params[CHOSEN] = asked
    elif not asked and CHOSEN in st.query_params:
        del st.query_params[CHOSEN]


@cache
def _document():
    return st.components.v2.component("document", js=Path(__file__).with_name("language.js").read_text("utf-8"))
