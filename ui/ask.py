"""The chat: what was asked, what was answered, and beside each answer the source that is open."""

from __future__ import annotations

import streamlit as st

from ui import answer_card, session, source
from ui.markup import label, paragraph
from ui.text import page_words, words


def show() -> None:
    """Draw the whole view; a new question is answered and then drawn with the others."""
    page = page_words()
    typed = st.chat_input(page["input"])
    question = st.session_state.pop("picked", None) or typed or ""
    turns = session.turns()
    _head(page, bool(turns))
    if not turns and not question.strip():
        _examples(page)
    for number, turn in enumerate(turns):
        _turn(number, turn, page)
    if question.strip():
        _answer(question, page)
    session.warm()


def _head(page: dict, talking: bool) -> None:
    if not talking:
        st.title(page["title"], anchor=False)
        st.html(paragraph(page["lead"], css="lead"))
        return
    name, fresh = st.columns([3, 2], vertical_alignment="center")
    name.html(f'<h1 class="small">{page["title"]}</h1>')
    fresh.button(page["new"], icon=":material/edit_square:", type="tertiary", on_click=session.clear)


def _examples(page: dict) -> None:
    st.html(paragraph(page["examples_lead"], css="quiet"))
    for number, example in enumerate(page["examples"]):
        st.button(label(example), key=f"example-{number}", on_click=_pick, args=(example,))


def _pick(example: str) -> None:
    st.session_state.picked = example


def _answer(question: str, page: dict) -> None:
    with st.chat_message("user"):
        st.html(paragraph(session.cleaned(question)))
    with st.chat_message("assistant"), st.spinner(page["reading"]):
        turn = session.ask(question, page)
    session.turns().append(turn)
    st.rerun()


def _turn(number: int, turn: session.Turn, page: dict) -> None:
    """One question and its answer; the open source stands beside it, or below on a narrow screen."""
    with st.chat_message("user"):
        st.html(paragraph(turn.question))
    said, beside = st.columns([3, 2], gap="large")
    with said, st.chat_message("assistant"):
        if turn.answer is None:
            st.warning(label(turn.error))
            return
        answer_card.show(turn.answer, number)
    opened = source.opened(turn.answer, number)
    if opened:
        with beside:
            source.show(opened, number, words(turn.answer.language))
