"""One answer: its statements with their markers, then what each marker cites."""

from __future__ import annotations

from functools import cache
from html import escape
from pathlib import Path

import streamlit as st

from answer.nearest import nearest
from schema import Answer, Citation, Statement
from ui import session, source
from ui.markup import marked, paragraph, wrapped

QUOTATION_MARKS = " \u00a0\u202f«»“”„\""


def show(answer: Answer, number: int) -> None:
    """Draw the answer of turn ``number``."""
    said = "".join(_statement(statement, answer, number) for statement in answer.statements)
    st.html(f"<div>{said}</div>")
    if answer.abstained:
        _nearest(answer, number)
    for citation in answer.citations:
        with st.container(gap=None):
            _citation(citation, answer, number)


def listen() -> None:
    """Have the browser press a citation's button when its marker in the text is clicked. Once per page."""
    _listener()(key="markers", height=0)


@cache
def _listener():
    return st.components.v2.component("markers", js=Path(__file__).with_name("markers.js").read_text("utf-8"))


def _statement(statement: Statement, answer: Answer, number: int) -> str:
    """The sentence as HTML, with each quote in it set apart in the language of its text."""
    parts, rest, left = [], statement.text, ""
    for citation in _cited(statement, answer):
        before, quoted, after = rest.partition(citation.quote)
        if quoted:
            parts += [_words(before, answer.language), _quote(citation, number)]
            rest = after
        else:
            left += _marker(citation, number)
    return "".join([*parts, _words(rest, answer.language, left)])


def _cited(statement: Statement, answer: Answer) -> list[Citation]:
    return [c for c in answer.citations if c.marker in statement.markers]


def _words(text: str, language: str, markers: str = "") -> str:
    """The assistant's own words around a quote, without the quotation marks that enclosed it, and ``markers``."""
    text = text.strip(QUOTATION_MARKS)
    if not any(c.isalnum() for c in text) and not markers:
        return ""
    return wrapped(escape(text) + markers, css="statement", language=language)


def _quote(citation: Citation, number: int) -> str:
    html = marked(citation.quote, citation.start, (0, 0), citation.focus) + _marker(citation, number)
    return wrapped(html, css="quote", language=citation.document.language)


def _marker(citation: Citation, number: int) -> str:
    """[1] as a link that presses the citation's button (markers.js), with that button's key as its address."""
    key = source.key(number, f"citation-{citation.marker}")
    return f' <a class="marker" href="#{key}">[{citation.marker}]</a>'


def _citation(citation: Citation, answer: Answer, number: int) -> None:
    name = f"[{citation.marker}] {citation.document.name}, {citation.clause.address}"
    source.button(name, number, f"citation-{citation.marker}")
    if not any(citation.quote in s.text for s in answer.statements):
        st.html(_quote(citation, number))


def _nearest(answer: Answer, number: int) -> None:
    for hit in nearest(answer):
        with st.container(gap=None):
            source.button(f"{hit.document.name}, {hit.clause.address}", number, f"hit-{answer.hits.index(hit)}")
            st.html(paragraph(session.shortened(hit.clause.text, 240), css="quote", language=hit.document.language))
