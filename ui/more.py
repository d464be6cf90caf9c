"""What an answer leads on to: the rest of its section, and what else is asked of the body that it names."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from errors import AssistantError
from itu import bodies, mandates
from schema import Answer, Citation, Clause, DocumentInfo
from ui import citation as written
from ui import session, source
from ui.markup import isolated
from ui.text import page_language, view_words

MANY = 6  # clauses offered under each head
_WORDS = 70  # characters of a clause's own words on its button


@dataclass(frozen=True)
class Suggestion:
    """A clause to read next."""

    clause: Clause
    document: DocumentInfo
    near: bool = False  # of the document that the answer cites: its address alone says which it is


def show(answer: Answer, number: int) -> None:
    """Draw what the answer's first citation leads to; nothing where it leads to nothing."""
    if not answer.citations:
        return
    own, first = view_words("ask")["more"], answer.citations[0]
    shown = frozenset(part.clause.id for c in answer.citations for part in c.parts)
    try:
        catalogue = session.index().catalogue
        rest = _of_section(first, catalogue, shown)
        body, others = _of_body(first, catalogue, shown | {s.clause.id for s in rest})
    except (AssistantError, KeyError):
        return
    _offer(own["section"], rest, number)
    if others:
        _offer(own["body"].format(body=isolated(_body(body, first.document.language), page_language())), others, number)


def _offer(head: str, suggestions: list[Suggestion], number: int) -> None:
    if not suggestions:
        return
    with st.expander(head, icon=":material/read_more:"):
        for it in suggestions:
            where = it.clause.address if it.near else written.place(it.document, it.clause)
            words = session.shortened(" ".join(it.clause.text.split()), _WORDS)
            source.button(isolated(f"{where}{written.colon(it.document.language)}{words}", page_language()), number, f"clause-{it.clause.id}")


def _of_section(first: Citation, catalogue, shown: frozenset[str]) -> list[Suggestion]:
    """The clauses under the same heading, nearest first where there are many, in the document's order."""
    own = first.clause
    if not own.heading:
        return []
    same = [
        c for c in catalogue.clauses(own.document_id)
        if (c.heading, c.heading_start) == (own.heading, own.heading_start) and c.kind != "footnote" and c.id not in shown
    ]
    nearest = sorted(same, key=lambda c: abs(c.order - own.order))[:MANY]
    return [Suggestion(c, first.document, near=True) for c in sorted(nearest, key=lambda c: c.order)]


def _of_body(first: Citation, catalogue, shown: frozenset[str]) -> tuple[str, list[Suggestion]]:
    """The body that the cited clause calls on first, and the other clauses that call on it: those of the same
    language where there are any, without those of superseded revisions."""
    from index import revisions  # with numpy: not before the first paint

    calls = mandates.calls(first.clause.heading, first.clause.text, first.document.language)
    if not calls:
        return "", []
    body = calls[0].mentions[0].key
    outdated = revisions.superseded(catalogue.documents())
    found = catalogue.clauses_by_ids(catalogue.mandated(mandates.called_with(body))).values()
    others = [
        Suggestion(c, catalogue.info(c.document_id), c.document_id == first.document.id) for c in found
        if c.id not in shown and c.document_id not in outdated
    ]
    same = [s for s in others if s.document.language == first.document.language]
    return body, (same or others)[:MANY]


def _body(key: str, language: str) -> str:
    return bodies.acronym(key, language) or bodies.name(key, language)
