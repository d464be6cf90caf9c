"""A quiz made from the evaluation's questions: which clause of the texts held gives the answer?"""

from __future__ import annotations

import json
import random
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import streamlit as st

import settings
from schema import Clause, DocumentInfo
from ui import citation, navigation, session
from ui.markup import isolated, label, paragraph
from ui.text import page_language

SETS = "evals/collections/*/questions.jsonl"  # under the project's folder
CHOICES, CHARS = 4, 260


@dataclass(frozen=True)
class Item:
    """A question and the clauses to choose from; ``right`` is the place of the one that answers."""

    question: str
    document: DocumentInfo
    choices: tuple[Clause, ...]
    right: int


def show(held, words: dict) -> None:
    """Draw one question, its choices, and after the choice the clause that answers."""
    items = made(held.documents(), held.clauses, _sets(), page_language())
    if not items:
        st.info(label(words["no_quiz"]))
        return
    state = st.session_state.setdefault("quiz", {"at": 0, "right": 0, "done": 0, "seed": random.randrange(10**6)})
    order = random.Random(state["seed"]).sample(range(len(items)), len(items))
    item = items[order[state["at"] % len(items)]]
    st.html(paragraph(words["quiz_lead"]) + paragraph(words["score"].format(right=state["right"], done=state["done"]), css="quiet"))
    _ask(item, state, words)


def made(documents: Iterable[DocumentInfo], clauses_of, sets: tuple[dict, ...], language: str) -> tuple[Item, ...]:
    """The items that can be made: of each question with words in ``language`` (else English) whose first gold quote
    one clause held contains, that clause among others of its document."""
    held = [(info, [c for c in clauses_of(info.id) if c.kind in ("preambular", "operative", "numbered", "footnote", "article")])
            for info in documents]
    folded = [(info, clauses, [_fold(c.text) for c in clauses]) for info, clauses in held]
    items = []
    for record in sets:
        asked = record.get("question") or {}
        question, gold = asked.get(language) or asked.get("en"), record.get("gold") or [{}]
        if question and gold[0].get("quote"):
            items += _item(question, _fold(gold[0]["quote"]), {_fold(g.get("quote", "")) for g in gold}, folded)
    return tuple(items)


def _item(question: str, quote: str, quotes: set[str], folded: list) -> list[Item]:
    for info, clauses, texts in folded:
        places = [n for n, text in enumerate(texts) if quote in text]
        others = [n for n, text in enumerate(texts) if not any(q in text for q in quotes)]
        if places and len(others) >= CHOICES - 1:
            drawn = random.Random(question)  # the same choices each time that it is asked
            chosen = sorted([places[0], *drawn.sample(others, CHOICES - 1)])
            return [Item(question, info, tuple(clauses[n] for n in chosen), chosen.index(places[0]))]
    return []


def _ask(item: Item, state: dict, words: dict) -> None:
    st.html(f'<h2 class="source">{paragraph(item.question)}</h2>' + paragraph(item.document.name, css="quiet", language=item.document.language))
    chosen = st.radio(
        words["which_clause"], range(len(item.choices)), index=None, key=f"quiz-{state['seed']}-{state['at']}",
        disabled=state.get("shown", False),
        format_func=lambda n: label(isolated(f"{item.choices[n].address}{citation.colon(item.document.language)}{session.shortened(item.choices[n].text, CHARS)}", page_language())),
    )
    if not state.get("shown"):
        st.button(words["check"], type="primary", disabled=chosen is None, key="quiz-check", on_click=_check, args=(chosen == item.right,))
        return
    right = item.choices[item.right]
    said = words["was_right"] if chosen == item.right else words["was_wrong"]
    (st.success if chosen == item.right else st.warning)(label(said.format(clause=isolated(citation.place(item.document, right), page_language()))))
    with st.container(horizontal=True):
        st.button(words["next"], type="primary", key="quiz-next", on_click=_next)
        st.button(words["read_clause"], key="quiz-read", on_click=navigation.read, args=(item.document.id, right.id))
        st.button(words["ask_it"], key="quiz-ask", icon=":material/forum:", on_click=navigation.ask, args=(item.question,))


def _check(right: bool) -> None:
    state = st.session_state.quiz
    state.update(shown=True, done=state["done"] + 1, right=state["right"] + right)


def _next() -> None:
    state = st.session_state.quiz
    state.update(shown=False, at=state["at"] + 1)


def _sets() -> tuple[dict, ...]:
    return tuple(record for path in sorted(settings.ROOT.glob(SETS)) for record in _read(path, path.stat().st_mtime_ns))


@lru_cache(maxsize=8)
def _read(path: Path, changed: int) -> tuple[dict, ...]:
    """The records of a question set that are JSON objects; ``changed`` has it read again when it changes."""
    found = []
    for line in path.read_text("utf-8-sig", errors="replace").split("\n"):
        try:
            record = json.loads(line)
        except ValueError:
            continue
        if isinstance(record, dict):
            found.append(record)
    return tuple(found)


def _fold(text: str) -> str:
    """Compatible forms of characters, apostrophes, hyphens and white space made one, in small letters."""
    plain = unicodedata.normalize("NFKC", text).casefold().translate(str.maketrans("’‘‐‑–", "''---"))
    return " ".join(plain.split())
