"""One line of JSON for each question, for whoever runs the page: how long it took and what became of it.

Written where ITU_LOG says; nothing where it says nothing. No question, no clause and no word of an answer stands in
it unless ITU_LOG_QUESTIONS=yes: what a delegate asks is nobody else's.
"""

from __future__ import annotations

import functools
import json
import os
import secrets
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from time import perf_counter

from answer.tally import tally
from schema import Answer
from settings import Settings, load

STANDARD_ERROR = "-"


def logged(ask: Callable[..., Answer]) -> Callable[..., Answer]:
    """``ask`` with an id for each answer and a line in the log for each call, also for one that raises."""

    @functools.wraps(ask)
    def asked(text: str, *, settings: Settings | None = None, **options) -> Answer:
        settings, started, question_id = settings or load(), perf_counter(), secrets.token_hex(8)
        try:
            answer = replace(ask(text, settings=settings, **options), id=question_id)
        except Exception as error:
            took = perf_counter() - started
            tally().add("failed", took, {})
            _write({"id": question_id, "seconds": took, "error": type(error).__name__}, text, settings)
            raise
        tally().add("abstained" if answer.abstained else "answered", answer.seconds, answer.stages)
        _write(_told(answer), text, settings)
        return answer

    return asked


def _told(answer: Answer) -> dict:
    """What is said of an answer."""
    told = {
        "id": answer.id,
        "seconds": answer.seconds,
        "stages": dict(answer.stages),
        "language": answer.language,
        "outcome": answer.reason or "answered",
        "mode": answer.mode,
        "hits": len(answer.hits),
        "citations": len(answer.citations),
        "rejected": len(answer.rejected),
    }
    use = answer.model
    return told if use is None else {**told, "tokens_in": use.tokens_in, "tokens_out": use.tokens_out, "failed": use.failed}


def _write(told: dict, text: str, settings: Settings) -> None:
    """Add the line. A log that cannot be written stops no question."""
    if not settings.log:
        return
    line = {"time": datetime.now(UTC).isoformat(timespec="milliseconds"), **told}
    if settings.log_questions:
        line["question"] = text[: settings.max_question_chars]
    words = json.dumps(line, default=str) + "\n"
    try:
        if settings.log == STANDARD_ERROR:
            sys.stderr.write(words)
            sys.stderr.flush()
            return
        handle = os.open(settings.log, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        try:
            os.write(handle, words.encode("ascii"))  # at once: several processes may write to one file
        finally:
            os.close(handle)
    except OSError as error:
        print(f"{settings.log}: the log cannot be written ({error.strerror}). Check ITU_LOG.", file=sys.stderr)
