"""The conversation taken along: as Markdown, as a Word document, or printed."""

from __future__ import annotations

import streamlit as st

from ui import browser_button, export, filters
from ui.markup import paragraph
from ui.session import Turn
from ui.text import page_language, page_words, view_words

_PAPER = "paper"  # in the session, for the rest of a run
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def show(turns: list[Turn]) -> None:
    """Draw the button, and behind it the ways to take the conversation along."""
    own, language = view_words("ask")["export"], page_language()
    found = export.blocks(turns, page_words(), own, filters.said)  # here: a download is made where no page is known
    with st.popover(own["title"], icon=":material/download:", type="tertiary", key="save"):
        st.download_button(
            own["markdown"], lambda: export.markdown(found), "conversation.md", "text/markdown",
            icon=":material/article:", type="tertiary", on_click="ignore", key="save-markdown",
        )
        st.download_button(
            own["word"], lambda: export.docx(found, language), "conversation.docx", _WORD,
            icon=":material/description:", type="tertiary", on_click="ignore", key="save-word",
        )
        browser_button.print_page(own["print"], "save-print")
        st.html(paragraph(own["print_help"], css="quiet"))
    st.session_state[_PAPER] = export.html(found)


def paper() -> None:
    """Draw the conversation as it is printed: it is seen on paper alone, and nothing else is (style.css)."""
    if written := st.session_state.pop(_PAPER, ""):
        st.html(written)
