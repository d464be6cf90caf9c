"""One answer: its statements with their markers, then what each marker cites."""

from __future__ import annotations

import re
from functools import cache
from html import escape
from pathlib import Path

import streamlit as st

from answer.nearest import nearest
from schema import Answer, Citation, Statement
from ui import citation as written
from ui import model, more, session, source
from ui.markup import isolated, marked, paragraph, wrapped
from ui.text import page_language

QUOTATION_MARKS = " \u00a0\u202f«»“”„\""
_OPENING, _INSIDE = ("«", "“", "„", '"'), " \u00a0\u202f…"  # before a quote, and between the mark and it


class Coming:
    """The statements of an answer that is being made, each drawn as soon as it is proved."""

    def __init__(self, place):
        self._place, self._said = place, ""

    def add(self, statement: Statement, citations: tuple[Citation, ...]) -> None:
        """Draw one more: what answer.ask tells as ``on_statement``."""
        self._said += _statement(statement, citations, "", None)
        places = "".join(paragraph(_name(c), css="quiet", language=c.document.language) for c in citations)
        self._said += places
        self._place.html(f"<div>{self._said}</div>")


def show(answer: Answer, number: int, *, newest: bool = False) -> None:
    """Draw the answer of turn ``number``."""
    said = "".join(
        _statement(statement, answer.citations, answer.language, number) for statement in answer.statements
    )
    st.html(f"<div>{said}</div>")
    if answer.abstained:
        _nearest(answer, number)
    with st.container(gap="xxsmall"):
        for citation in answer.citations:
            _citation(citation, answer, number)
    if newest:
        more.show(answer, number)
    if answer.model:
        model.used(answer.model)


def listen() -> None:
    """Have the browser press a citation's button when its marker in the text is clicked. Once per page."""
    _listener()(key="markers", height=0)


@cache
def _listener():
    return st.components.v2.component("markers", js=Path(__file__).with_name("markers.js").read_text("utf-8"))


def _statement(statement: Statement, citations: tuple[Citation, ...], language: str, number: int | None) -> str:
    """The sentence as HTML, with each quote in it set apart in the language of its text; ``number`` as for _marker."""
    cited = [c for c in citations if c.marker in statement.markers]
    around = [part for c in cited for part in c.context]
    quotes = _places(statement.text, [*cited, *around])
    placed = [citation for _, _, citation in quotes]
    left = "".join(_marker(c, number) for c in cited if c not in placed)
    parts, at = [], 0
    for start, end, citation in quotes:
        marker = _marker(citation, number) if citation not in around else ""
        parts += [_words(statement.text[at:start], language), _quote(citation, marker, cited[0])]
        at = end
    rest = statement.text[at:]
    if parts and not any(c.isalnum() for c in rest):  # no line of markers alone
        return "".join(parts).removesuffix("</p>") + left + "</p>"
    return "".join([*parts, _words(rest, language, left)])


def _places(text: str, cited: list[Citation]) -> list[tuple[int, int, Citation]]:
    """Where the quotes stand in the sentence, in its order. A lead-in may name what is quoted after it, and a quote may
    stand in a longer one: what follows a quotation mark comes first, and the longest is looked for first."""
    found: list[tuple[int, int, Citation]] = []
    for citation in sorted(cited, key=lambda c: -len(c.quote)):
        spans = [match.span() for match in re.finditer(re.escape(citation.quote), text)]
        free = [(a, b) for a, b in spans if all(b <= start or end <= a for start, end, _ in found)]
        if free:
            place = next(((a, b) for a, b in free if text[:a].rstrip(_INSIDE).endswith(_OPENING)), free[0])
            found.append((*place, citation))
    return sorted(found, key=lambda place: place[:2])


def _words(text: str, language: str, markers: str = "") -> str:
    """The assistant's own words around a quote, without the quotation marks that enclosed it, and ``markers``."""
    text = text.strip(QUOTATION_MARKS)
    if not any(c.isalnum() for c in text) and not markers:
        return ""
    return wrapped(escape(text) + markers, css="statement", language=language)


def _quote(citation: Citation, marker: str, of: Citation | None = None) -> str:
    """The words as HTML; with their address where they stand beside those ``of`` another clause of the text."""
    html = marked(citation.quote, citation.start, (0, 0), citation.focus) + marker
    if of and of.clause.id != citation.clause.id and of.document.id == citation.document.id:
        html = f'<span class="label">{escape(citation.clause.address)}</span> {html}'
    return wrapped(html, css="quote", language=citation.document.language)


def _marker(citation: Citation, number: int | None) -> str:
    """[1] as a link that presses the citation's button (markers.js), with that button's key as its address; no link
    where there is no turn yet."""
    if number is None:
        return f' <span class="marker">[{citation.marker}]</span>'
    key = source.key(number, f"citation-{citation.marker}")
    return f' <a class="marker" href="#{key}">[{citation.marker}]</a>'


def _citation(citation: Citation, answer: Answer, number: int) -> None:
    source.button(_name(citation), number, f"citation-{citation.marker}")
    if not any(citation.quote in s.text for s in answer.statements):
        quotes = (_quote(part, _marker(citation, number) if part is citation else "", citation) for part in citation.parts)
        st.html("".join(quotes))


def _name(citation: Citation) -> str:
    return f"[{citation.marker}] {isolated(written.place(citation.document, citation.clause), page_language())}"


def _nearest(answer: Answer, number: int) -> None:
    for hit in nearest(answer):
        with st.container(gap=None):
            source.button(written.place(hit.document, hit.clause), number, f"hit-{answer.hits.index(hit)}")
            st.html(paragraph(session.shortened(hit.clause.text, 240), css="quote", language=hit.document.language))
