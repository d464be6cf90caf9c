"""What the page keeps: the open index, shared by all readers, and each reader's conversation."""

from __future__ import annotations

import logging
import threading
import unicodedata
from dataclasses import dataclass
from functools import cache

import streamlit as st

import settings
from errors import AssistantError, NoIndex
from itu.language import detect_language
from schema import Answer
from ui.text import page_language

log = logging.getLogger(__name__)
SHOWN = 400  # characters of a question


@dataclass(frozen=True)
class Turn:
    """A question and what came of it: an answer, or a sentence that says why there is none."""

    question: str
    answer: Answer | None = None
    error: str = ""
    detail: str = ""  # for whoever runs the page: the command that puts it right, or what is wrong


def turns() -> list[Turn]:
    """The reader's conversation so far, oldest first."""
    return st.session_state.setdefault("turns", [])


def clear() -> None:
    """Start anew."""
    st.session_state.turns = []
    st.session_state.opened = {}


def ask(question: str, words: dict) -> Turn:
    """Put one question. Never raises: what goes wrong becomes the turn's sentence."""
    question = cleaned(question)
    try:
        found = _answer(question)
        return Turn(shown(question), answer=found)
    except NoIndex:
        return Turn(shown(question), error=words["no_index"], detail=settings.command("ingest"))
    except AssistantError as error:
        return Turn(shown(question), error=words["setup"], detail=str(error))
    except Exception:  # the reader gets a sentence, whoever runs the page gets the trace
        log.exception("a question failed")
        return Turn(shown(question), error=words["failed"])


def shown(question: str) -> str:
    """As much of the question as the page repeats: what follows is for the answer."""
    return shortened(cleaned(question), SHOWN)


def cleaned(question: str) -> str:
    """The question on one line, without control characters."""
    kept = (" " if unicodedata.category(c) in ("Cc", "Cs", "Zl", "Zp") else c for c in question)
    return " ".join("".join(kept).split())


def shortened(text: str, limit: int) -> str:
    """The text up to ``limit`` characters, cut between words, with an ellipsis where it was cut."""
    if len(text) <= limit:
        return text
    return text[:limit].rsplit(None, 1)[0] + " …"


def index():
    """The current generation of the index, opened once for all readers.

    Raises NoIndex, IndexMismatch, BadSetting.
    """
    held = _held()
    with held["lock"]:
        from index import open_index  # seconds to import, so not before the first paint

        known = held.pop("index", None)  # put back only when it still opens
        held["index"] = known.current() if known else open_index(settings.load())
        return held["index"]


@cache
def warm() -> threading.Thread:
    """Load what the first question needs, once per process, while the reader is still typing."""
    def load() -> None:
        try:
            import answer.ask  # noqa: F401

            index()
        except Exception as error:  # the first question will meet it again and say it
            log.info("not loaded ahead: %s", error)

    thread = threading.Thread(target=load, name="warm", daemon=True)
    thread.start()
    return thread


def _answer(question: str) -> Answer:
    from answer.ask import ask as answer_ask

    earlier = tuple(turn.answer for turn in turns() if turn.answer)
    language = detect_language(question, default=page_language())  # where nothing tells, as the page speaks
    return answer_ask(question, index=index(), settings=settings.load(), language=language, history=earlier)


@cache
def _held() -> dict:
    return {"lock": threading.Lock()}
