"""The chat: what was asked, what was answered, and beside each answer the source that is open."""

from __future__ import annotations

from html import escape

import streamlit as st

from ui import (
    answer_card,
    browser_button,
    citation,
    examples,
    filters,
    link,
    lost,
    model,
    report,
    save,
    scroll,
    session,
    source,
)
from ui.markup import ISOLATES, isolated, label, paragraph
from ui.text import page_language, page_words, view_words

_IN_FOCUS = 60  # characters of a question named in the chip
_ASKING = "asking"  # in the session: questions not answered yet, for a run that another one cuts short


def show() -> None:
    """Draw the whole view; a new question is answered and then drawn with the others."""
    page = page_words()
    talk = st.container()
    linked = link.read()
    with st.container(key="ask", gap=None):
        _tools()
        typed = st.chat_input(page["input"])
        model.notice()
    picked = st.session_state.pop("picked", None)
    if picked or typed:
        link.forget()
    waiting = _waiting(picked or typed or linked)
    with talk:
        _talk(waiting[0] if waiting else "", page)
    save.paper()
    scroll.now()
    answer_card.listen()
    session.warm()


def _waiting(question: str) -> list[str]:
    """The questions to be answered, oldest first, with this one; one that is asked twice in haste counts once."""
    waiting = st.session_state.setdefault(_ASKING, [])
    if question.strip() and question not in waiting[-1:]:
        waiting.append(question)
    return waiting


def _tools() -> None:
    """What the next question is put to, and what it goes on from."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="tools"):
        filters.show()
        earlier = session.history()
        if earlier:
            own = view_words("ask")["focus"]
            name = own["on"].format(name=isolated(_focus(earlier[-1]), page_language()))
            st.button(
                label(name), key="focus", icon=":material/close:", type="tertiary", help=own["drop"], on_click=session.alone,
            )


def _focus(answer) -> str:
    """The document that a short question would go on from; the question before where nothing was cited."""
    cited = answer.citations[0].document.name if answer.citations else ""
    return cited or citation.quoted(session.shortened(answer.question, _IN_FOCUS), page_language())


def _talk(question: str, page: dict) -> None:
    turns = session.turns()
    _head(page, bool(turns or question))
    lost.notice(len(turns) + bool(question))
    if not turns and not question:
        _examples(page)
    for number, turn in enumerate(turns):
        _turn(number, turn, newest=number == len(turns) - 1 and not question)
    if question:
        _answer(question, len(turns), page)


def _head(page: dict, talking: bool) -> None:
    if not talking:
        st.title(page["title"], anchor=False)
        st.html(paragraph(page["lead"], css="lead"))
        model.nowhere()
        return
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
        st.html(f'<h1 class="small">{escape(page["title"])}</h1>', width="content")
        with st.container(horizontal=True, width="content", gap="small"):
            save.show(session.turns())
            st.button(page["new"], icon=":material/edit_square:", type="tertiary", on_click=_clear)


def _clear() -> None:
    session.clear()
    st.session_state.pop(_ASKING, None)
    link.forget()


def _examples(page: dict) -> None:
    offered = examples.first()
    if offered:
        st.html(paragraph(page["examples_lead"], css="quiet"))
    for number, example in enumerate(offered):
        st.button(label(example), key=f"example-{number}", on_click=_pick, args=(example.translate(ISOLATES),))


def _pick(example: str) -> None:
    st.session_state.picked = example


def _answer(question: str, number: int, page: dict) -> None:
    scroll.aim(f"turn-{number}")
    with st.container(key=f"turn-{number}"):
        with st.chat_message("user", avatar=":material/person:"):
            st.html(paragraph(session.shown(question)))
        scroll.now()
        with st.chat_message("assistant", avatar=":material/menu_book:"), st.spinner(page["reading"]):
            coming = answer_card.Coming(st.empty())
            turn = session.ask(question, page, filters.chosen(), coming.add)
    session.turns().append(turn)
    st.session_state[_ASKING].remove(question)
    scroll.aim(f"turn-{number}")  # once more: now there is an answer to make room for
    st.rerun()


def _turn(number: int, turn: session.Turn, *, newest: bool) -> None:
    """One question and its answer; the open source stands beside it, or below on a narrow screen."""
    with st.container(key=f"turn-{number}"):
        with st.chat_message("user", avatar=":material/person:"):
            st.html(paragraph(turn.question))
            if turn.filters:
                st.html(paragraph(filters.said(turn.filters), css="quiet"))
        said, beside = st.columns([3, 2], gap="large")
        with said, st.chat_message("assistant", avatar=":material/menu_book:"):
            _said(turn, number, newest=newest)
        opened = source.opened(turn.answer, number, unasked=newest) if turn.answer else None
        if opened:
            with beside:
                source.show(opened, number, page_words())


def _said(turn: session.Turn, number: int, *, newest: bool) -> None:
    if turn.answer:
        answer_card.show(turn.answer, number, newest=newest)
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            again = link.query(turn.answer.question, turn.filters)
            browser_button.copy_link(view_words("ask")["copy"]["link"], again, f"link-{number}")
            report.button(turn.answer, str(number))
    else:
        st.warning(label(turn.error))
        if turn.detail:
            st.code(turn.detail, language=None, wrap_lines=True)
