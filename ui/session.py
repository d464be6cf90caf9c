"""What the page keeps: the open index, shared by all readers, and each reader's conversation."""

from __future__ import annotations

import logging
import threading
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache

import streamlit as st

import settings
from errors import AssistantError, EmptyFilter, NoIndex
from itu.language import detect_language
from schema import Answer
from ui import access, uploads
from ui.text import page_language, view_words
from ui.text import words as language_words

log = logging.getLogger(__name__)
SHOWN = 400  # characters of a question
_ASIDE = ("off_topic", "small_talk", "empty", "too_long")  # reasons of answers that no question leans on
_ALONE = "alone"  # in the session: number of the first turn that the next question may lean on


@dataclass(frozen=True)
class Turn:
    """A question and what came of it: an answer, or a sentence that says why there is none."""

    question: str
    answer: Answer | None = None
    error: str = ""
    detail: str = ""  # for whoever runs the page: the command that puts it right, or what is wrong
    filters: Mapping[str, tuple] = field(default_factory=dict)  # those it was asked with, as ui.filters has them


def turns() -> list[Turn]:
    """The reader's conversation so far, oldest first."""
    return st.session_state.setdefault("turns", [])


def clear() -> None:
    """Start anew: nothing of the conversation is kept."""
    for name in ("turns", "opened", _ALONE):
        st.session_state.pop(name, None)


def history() -> tuple[Answer, ...]:
    """The earlier answers that the next question may lean on: not those that only said what can be asked here."""
    found = (turn.answer for turn in turns()[st.session_state.get(_ALONE, 0):])
    return tuple(answer for answer in found if answer and answer.reason not in _ASIDE)


def alone() -> None:
    """Have the next question stand by itself."""
    st.session_state[_ALONE] = len(turns())


def ask(question: str, words: dict, filters: Mapping[str, tuple] | None = None, on_statement: Callable | None = None) -> Turn:
    """Put one question. Never raises: what goes wrong becomes the turn's sentence."""
    question, filters = cleaned(question), dict(filters or {})
    turn = Turn(shown(question), filters=filters)
    try:
        access.spend("questions")
        return replace(turn, answer=_answer(question, filters, on_statement))
    except AssistantError as error:
        said, detail = trouble(error, words)
        return replace(turn, error=said, detail=detail)
    except Exception:  # the reader gets a sentence, whoever runs the page gets the trace
        log.exception("a question failed")
        return replace(turn, error=words["failed"])


def trouble(error: AssistantError, words: dict) -> tuple[str, str]:
    """What went wrong, as a sentence in the page's words, and what whoever runs the page needs to know."""
    if isinstance(error, access.OverLimit):
        return view_words("access")["limit"].format(minutes=error.minutes), ""
    if isinstance(error, NoIndex):
        return words["no_index"], settings.command("ingest")
    if isinstance(error, EmptyFilter):
        return view_words("ask")["filter"]["nothing"], ""
    return words["setup"], str(error)


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
    """The current generation of the index, opened once for all readers; that of the reader's own files where
    they are asked in its place.

    Raises NoIndex, IndexMismatch, BadSetting.
    """
    own = uploads.asked()
    return own.index() if own else shared()


def opened():
    """The index that ``index`` would give, None where the shared one has not been opened yet: it is not waited for.

    Raises what index() does.
    """
    own = uploads.asked()
    return own.index() if own else _held().get("index")


def shared():
    """The current generation of the index that all readers share. Raises NoIndex, IndexMismatch, BadSetting."""
    held = _held()
    with held["lock"]:
        from index import open_index  # seconds to import, so not before the first paint

        known = held.pop("index", None)  # put back only when it still opens
        held["index"] = known.current() if known else open_index(settings.load())
        return held["index"]


def warm() -> threading.Thread:
    """Load what the first questions need, of every language held, while the reader is still typing: once per process, and
    again where there was no index."""
    held = _held()
    with held["warming"]:
        thread = held.get("warm")
        if thread is None or (held.get("empty") and not thread.is_alive()):
            thread = held["warm"] = threading.Thread(target=_load, name="warm", daemon=True)
            thread.start()
        return thread


def _load() -> None:
    try:
        from answer import model
        from answer import warm as answers

        opened, chosen = shared(), settings.load()
        model.prepare(chosen)
        answers.prepare(opened, chosen)
    except Exception as error:  # the first question will meet it again and say it
        _held()["empty"] = isinstance(error, NoIndex)
        log.info("not loaded ahead: %s", error)


def choices(filters: Mapping[str, tuple]):
    """What the filters leave and what could be chosen beside them: an index.filters.Choices. Raises what index() does."""
    return index().choices(_filter(filters))


def document_name(document_id: str) -> str:
    """A document's name with its language, its id where it is not held any more."""
    try:
        info = index().catalogue.info(document_id)
    except (AssistantError, KeyError):
        return document_id
    return f"{info.name} ({language_words(info.language)['name']})"


def _answer(question: str, filters: Mapping[str, tuple], on_statement: Callable | None) -> Answer:
    from answer.ask import ask as answer_ask

    language = detect_language(question, default=page_language())  # where nothing tells, as the page speaks
    return answer_ask(
        question, index=index(), settings=settings.load(), language=language, history=history(),
        filters=_filter(filters), on_statement=on_statement,
    )


def _filter(filters: Mapping[str, tuple]):
    from index.filters import Filter

    as_of = filters.get("as_of", ())
    several = {name: tuple(values) for name, values in filters.items() if name != "as_of"}
    return Filter(**several, as_of=as_of[0] if as_of else None)


@cache
def _held() -> dict:
    return {"lock": threading.Lock(), "warming": threading.Lock()}
