"""A clause in its document: heading, neighbours above and below, the quoted words marked."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

import streamlit as st

from answer.words import say
from errors import AssistantError, shown
from schema import Answer, Citation, Clause, DocumentInfo
from ui import browser_button, citation, compare, picture, scroll, session, standing
from ui.markup import Span, isolated, label, marked, paragraph, wrapped
from ui.text import page_language, view_words

ABOVE, BELOW = 1, 2  # clauses shown before and after
NEIGHBOUR_CHARS = 600


@dataclass(frozen=True)
class Opened:
    """What to show: a clause, and the words of it that are quoted and that answer."""

    clause: Clause
    document: DocumentInfo
    quote: Span = (0, 0)
    focus: tuple[Span, ...] = ()
    unasked: bool = False  # opened by itself: seen only where it stands beside the answer
    words: str = ""  # those quoted
    also: tuple[tuple[str, str], ...] = ()  # as Hit has it
    context: tuple[Citation, ...] = ()  # as Citation has it


@dataclass(frozen=True)
class Passage:
    """Clauses of one document in their order, and the footnotes that the opened one calls."""

    clauses: tuple[Clause, ...]
    footnotes: tuple[Clause, ...] = ()
    moved: bool = False  # the document has changed since the answer was given


def button(name: str, number: int, what: str) -> None:
    """The button that opens ``what`` ("citation-1", "hit-0") beside turn ``number``, or closes it."""
    st.button(
        label(name), key=key(number, what), type="tertiary", icon=":material/menu_book:",
        on_click=_toggle, args=(number, what),
    )


def key(number: int, what: str) -> str:
    """The key of the button that opens ``what`` beside turn ``number``."""
    return f"open-{number}-{what}"


def opened(answer: Answer, number: int, *, unasked: bool = False) -> Opened | None:
    """What is open beside turn ``number``, if anything is.

    ``unasked``: the first citation opens by itself, until the reader opens or closes something.
    """
    what = st.session_state.get("opened", {}).get(number)
    if what is None:
        return _cited(answer, answer.citations[0], unasked=True) if unasked and answer.citations else None
    kind, _, place = what.partition("-")
    if kind == "citation":
        return _cited(answer, next(c for c in answer.citations if c.marker == int(place)))
    if kind == "hit":
        return Opened(answer.hits[int(place)].clause, answer.hits[int(place)].document)
    return _held(place) if kind == "clause" else None


def _held(clause_id: str) -> Opened | None:
    """A clause as the index has it now; None when it has it no more."""
    try:
        catalogue = session.index().catalogue
        clause = catalogue.clause(clause_id)
        return Opened(clause, catalogue.info(clause.document_id))
    except (AssistantError, KeyError):
        return None


def _cited(answer: Answer, it: Citation, *, unasked: bool = False) -> Opened:
    also = next((hit.also for hit in answer.hits if hit.clause.id == it.clause.id), ())
    return Opened(it.clause, it.document, (it.start, it.end), it.focus, unasked, it.quote, also, it.context)


def show(it: Opened, number: int, own: dict) -> None:
    """Draw the panel in the words ``own``."""
    passage = _passage(it.clause, frozenset(part.clause.id for part in it.context))
    with st.container(border=True, key=f"{'unasked' if it.unasked else 'source'}-{number}"):
        st.html(_title(it, own))
        if passage.moved:
            st.warning(own["moved"])
        _warnings(standing.of(it.document))
        st.html(_body(it, passage))
        file = paragraph(f"{own['file']}{citation.colon(page_language())}{shown(it.document.file)}", css="quiet")
        st.html(_also(it, page_language()) + file)
        picture.offer(it.clause, it.document, it.words, number)
        _buttons(it, number, own)


def _warnings(found: standing.Standing) -> None:
    own, language = view_words("ask")["source"], page_language()
    if found.later:
        st.warning(label(own["later"].format(name=isolated(found.later, language))), icon=":material/history:")
    if found.abrogated:
        st.warning(label(own["abrogated"].format(name=isolated(found.abrogated, language))), icon=":material/block:")


def _buttons(it: Opened, number: int, own: dict) -> None:
    with st.container(horizontal=True, vertical_alignment="center", key=f"deeds-{number}"):
        written = citation.written(it.document, it.clause, it.words)
        browser_button.copy(view_words("ask")["copy"]["citation"], written, f"copy-{number}")
        compare.offer(it.clause, it.document, number)
        if it.document.url.startswith(("https://", "http://")):
            st.link_button(own["official"], it.document.url, icon=":material/open_in_new:")
        st.button(own["close"], key=f"close-{number}", on_click=_toggle, args=(number, ""))


def around(clause: Clause, clauses: tuple[Clause, ...], quoted: frozenset[str] = frozenset()) -> tuple[Clause, ...]:
    """The clause with its parents, its nearest neighbours and those of the ids ``quoted``, from the document's
    ``clauses`` in order."""
    body = [c for c in clauses if c.kind != "footnote" or c.id == clause.id]
    place = next(i for i, c in enumerate(body) if c.id == clause.id)
    chosen = {c.id for c in body[max(place - ABOVE, 0): place + BELOW + 1]} | quoted
    by_id = {c.id: c for c in body}
    above = by_id.get(clause.parent_id)
    while above and above.id not in chosen:
        chosen.add(above.id)
        above = by_id.get(above.parent_id)
    return tuple(c for c in body if c.id in chosen)


def _toggle(number: int, what: str) -> None:
    now = st.session_state.setdefault("opened", {})
    was = now.get(number)
    now[number] = "" if was == what else what
    if now[number]:
        scroll.aim(f"source-{number}", inner=".cited")
    elif (was or "").startswith(("citation-", "hit-")):
        scroll.aim(key(number, was))  # back to where it was opened


def _passage(clause: Clause, quoted: frozenset[str] = frozenset()) -> Passage:
    """The clause's surroundings as the index has them now; the clause alone when it is gone or changed."""
    try:
        clauses = session.index().catalogue.clauses(clause.document_id)
    except (AssistantError, KeyError):
        return Passage((clause,), moved=True)
    now = {c.id: c for c in clauses}
    same = now.get(clause.id)
    if same is None or (same.text, same.start) != (clause.text, clause.start):
        return Passage((clause,), moved=True)
    notes = tuple(now[note.clause_id] for note in clause.footnotes if note.clause_id in now)
    return Passage(around(clause, clauses, quoted), notes)


def _title(it: Opened, own: dict) -> str:
    kind = own["kinds"].get(it.clause.kind, it.clause.kind)
    page = it.clause.page_label or it.clause.page
    where = f" · {own['page'].format(page=page)}" if page else ""
    language = it.document.language
    return (
        f'<h2 class="source" dir="auto" lang="{escape(language)}">'
        f"{escape(citation.place(it.document, it.clause))}</h2>"
        + paragraph(it.document.title, css="quiet", language=language)
        + f'<p class="badges"><span class="badge {escape(it.clause.kind)}">{escape(kind)}</span>'
        f"{_revision(it.document)}{escape(where)}</p>"
    )


def _revision(document: DocumentInfo) -> str:
    """The revision as a chip; the year alone where none is printed."""
    said = document.revision or (str(document.year) if document.year else "")
    return f' <span class="badge" dir="auto" lang="{escape(document.language)}">{escape(said)}</span>' if said else ""


def _body(it: Opened, passage: Passage) -> str:
    parts, heading = [], None
    for clause in passage.clauses:
        if clause.heading and (clause.heading, clause.heading_start) != heading:
            heading = (clause.heading, clause.heading_start)
            parts.append(_heading(clause, it))
        parts.append(_clause(clause, it))
    parts += [_line(note.label, escape(note.text), "footnote", it) for note in passage.footnotes]
    return f'<div class="passage">{"".join(parts)}</div>'


def _heading(clause: Clause, it: Opened) -> str:
    whole = clause.heading_end - clause.heading_start == len(clause.heading)
    if not whole:
        return paragraph(clause.heading, css="heading", language=it.document.language)
    html = marked(clause.heading, clause.heading_start, *_marks(it, clause.heading_start, clause.heading_end))
    return wrapped(html, css="heading", language=it.document.language)


def _marks(it: Opened, start: int, end: int) -> tuple[Span, tuple[Span, ...]]:
    """What is quoted between two places of the document, and the words of it that answer."""
    quoted = [(it.quote, it.focus), *(((part.start, part.end), part.focus) for part in it.context)]
    return next((pair for pair in quoted if start <= pair[0][0] < end), ((start, start), ()))


def _clause(clause: Clause, it: Opened) -> str:
    quoted = clause.id in {part.clause.id for part in it.context}
    if clause.id != it.clause.id and not quoted:
        return _line(clause.label, escape(session.shortened(clause.text, NEIGHBOUR_CHARS)), "neighbour", it)
    css = "cited" if clause.id == it.clause.id else "quoted"
    return _line(clause.label, marked(clause.text, clause.start, *_marks(it, clause.start, clause.end)), css, it)


def _also(it: Opened, language: str) -> str:
    """The question's words beside those of the clause that were matched to them; each word keeps its own direction."""
    if not it.also:
        return ""
    spoken = escape(it.document.language)
    pairs = (f'<bdi>{escape(asked)}</bdi>\u00a0↔\u00a0<bdi lang="{spoken}">{escape(found)}</bdi>' for asked, found in it.also)
    return wrapped(say("also", language, pairs=say("comma", language).join(pairs)), css="quiet", language=language)


def _line(name: str, html: str, css: str, it: Opened) -> str:
    numbered = f'<span class="label">{escape(name)}</span> ' if name else ""
    return wrapped(numbered + html, css=css, language=it.document.language)
