"""What a reader says against an answer: "this answer is wrong", with the clause that should have been cited."""

from __future__ import annotations

import streamlit as st

import settings
from schema import Answer
from ui import access, candidates, citation, messages
from ui.markup import label, paragraph
from ui.text import view_words


def button(answer: Answer, key: str) -> None:
    """Draw "this answer is wrong": a form that keeps the question, the answer and the clause that should be cited."""
    words = view_words("quality")
    with st.popover(words["wrong"], icon=":material/flag:", type="tertiary", key=f"wrong-{key}"):
        if st.session_state.get(f"reported-{key}"):
            st.html(paragraph(words["thanks"]))
            return
        st.html(paragraph(words["wrong_lead"]))
        clauses = answer.hits
        options = [*range(len(clauses)), "none", "unknown"]
        with st.form(f"report-{key}", border=False):
            chosen = st.selectbox(
                words["right_clause"], options, index=len(options) - 1, key=f"right-{key}", placeholder="",
                format_func=lambda n: words[f"clause_{n}"] if isinstance(n, str) else citation.place(clauses[n].document, clauses[n].clause),
            )
            note = st.text_area(words["note"], key=f"note-{key}", max_chars=candidates.NOTE_CHARS, height=90)
            sent = st.form_submit_button(words["send"], type="primary")
        if sent:
            _keep(answer, chosen, note, key, words)


def _keep(answer: Answer, chosen: int | str, note: str, key: str, words: dict) -> None:
    hit = answer.hits[chosen] if isinstance(chosen, int) else None
    right = (hit.document.name, hit.clause.address, hit.clause.text) if hit else None
    made = candidates.made(answer, right=right, unanswerable=chosen == "none", note=note, who=access.reader().name)
    try:
        candidates.save(made, settings.load().data)
    except OSError as error:
        st.warning(label(messages.unwritten(error, words["not_kept"])))
        return
    st.session_state[f"reported-{key}"] = True
    st.rerun()
