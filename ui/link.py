"""The address that asks a question again: the question, the page's language and the filters as its parameters."""

from __future__ import annotations

from urllib.parse import urlencode

import streamlit as st

from ui import filters
from ui.text import CHOSEN, page_language

QUESTION = "q"
_MANY = 50  # values of one field taken from an address


def query(question: str, chosen: filters.Chosen) -> str:
    """What stands in the address after the page's own: ``?q=…&language=fr&years=2012``."""
    pairs = [(QUESTION, question), (CHOSEN, page_language())]
    return "?" + urlencode([*pairs, *((field, value) for field, values in chosen.items() for value in values)])


def read() -> str:
    """The question that the page's address asks, once, with the filters set to its own; "" otherwise."""
    question = st.query_params.get(QUESTION, "")
    if not question or st.session_state.get("linked") == question:
        return ""
    st.session_state.linked = question
    filters.choose({field: values for field in (*filters.FIELDS, filters.AS_OF) if (values := _values(field))})
    return question


def forget() -> None:
    """Take the question and its filters out of the address: it is no longer what the page shows."""
    for name in (QUESTION, *filters.FIELDS, filters.AS_OF):
        if name in st.query_params:
            del st.query_params[name]


def _values(field: str) -> tuple:
    """The values of a field in the address; a year that is no number is left out."""
    given = dict.fromkeys(st.query_params.get_all(field)[:_MANY])
    if field in ("years", filters.AS_OF):
        return tuple(int(value) for value in given if value.isdecimal() and len(value) <= 4)
    return tuple(given)
