"""One answer: its statements with their markers, then what each marker cites."""

from __future__ import annotations

from html import escape

import streamlit as st

from schema import Answer, Citation, Statement
from ui import session, source
from ui.markup import paragraph, wrapped

NEAREST = 3  # clauses offered when there is no answer


def show(answer: Answer, number: int) -> None:
    """Draw the answer of turn ``number``."""
    said = "".join(_statement(statement, answer.language) for statement in answer.statements)
    st.html(f"<div>{said}</div>")
    if answer.abstained:
        _nearest(answer, number)
    for citation in answer.citations:
        with st.container(gap=None):
            _citation(citation, answer, number)


def _statement(statement: Statement, language: str) -> str:
    markers = "".join(f' <span class="marker">[{marker}]</span>' for marker in statement.markers)
    return wrapped(escape(statement.text) + markers, css="statement", language=language)


def _citation(citation: Citation, answer: Answer, number: int) -> None:
    name = f"[{citation.marker}] {citation.document.name}, {citation.clause.address}"
    source.button(name, number, f"citation-{citation.marker}")
    if not any(_folded(citation.quote) in _folded(s.text) for s in answer.statements):
        st.html(paragraph(citation.quote, css="quote", language=citation.document.language))


def _nearest(answer: Answer, number: int) -> None:
    for place, hit in enumerate(answer.hits[:NEAREST]):
        with st.container(gap=None):
            source.button(f"{hit.document.name}, {hit.clause.address}", number, f"hit-{place}")
            st.html(paragraph(session.shortened(hit.clause.text, 240), css="quote", language=hit.document.language))


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())


