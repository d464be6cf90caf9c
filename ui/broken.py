"""What a reader sees where a view fails: a sentence in the page's language. The trace goes to whoever runs the page."""

from __future__ import annotations

import logging

import streamlit as st

from ui.markup import label
from ui.text import page_words

log = logging.getLogger(__name__)


def said(error: Exception) -> bool:
    """Note the error and draw the sentence: what Streamlit's App takes as ``on_script_error``."""
    log.error("a view failed", exc_info=error)
    st.error(label(page_words()["broken"]))
    return True
