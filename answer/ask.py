"""The flow of a question: understand, retrieve, read, compose, prove."""

from __future__ import annotations

import time
from collections.abc import Callable

from answer import abstain, cite, compose, generate, question, read, retrieve
from answer.cite import Proven
from answer.generate import Written
from answer.question import Question
from answer.words import say
from index.filters import Filter
from schema import Answer, Citation, Hit, Statement
from settings import Settings, load


def ask(
    text: str,
    *,
    index=None,
    settings: Settings | None = None,
    language: str | None = None,
    history: tuple[Answer, ...] = (),
    filters: Filter | None = None,
    on_statement: Callable[[Statement, tuple[Citation, ...]], None] | None = None,
) -> Answer:
    """Answer a question from the texts held, every citation proved: by extraction, or in the prose of a language
    model where ``settings`` name one.

    ``index`` is an open ``index.Index`` (by default the current generation under ``settings.data``),
    ``language`` overrides the question's detected language, ``history`` holds the conversation's earlier
    answers, oldest first, ``filters`` says which texts are asked; ``on_statement`` is told each statement
    with its citations as soon as it is proved. Raises NoIndex or IndexMismatch when there is nothing that can be
    searched, EmptyFilter when the filters leave nothing.
    """
    started = time.perf_counter()
    settings = settings or load()
    asked = question.understand(text[: settings.max_question_chars + 1], language, history)
    refusal = _refusal(asked, settings)
    if refusal:
        return _declined(asked, refusal, (), started)
    index = index or _open(settings)

    within = index.select(filters) if filters else None
    hits = abstain.rated(asked, retrieve.retrieve(asked, index, settings, within))
    reason = abstain.reason(asked, hits)
    if reason:
        return _declined(asked, reason, hits, started)
    found = read.read(asked, hits, index.catalogue)
    drafts = compose.compose(asked, found)
    proven = cite.prove(drafts, {e.document.id: index.catalogue.document(e.document.id) for e in found})
    if not proven.statements:
        return _declined(asked, abstain.NOT_PROVED, hits, started, proven.rejected)
    written = generate.write(asked, hits, index.catalogue, settings, on_statement)
    return _answered(asked, hits, proven, written, on_statement, started)


def _open(settings: Settings):
    from index import open_index  # slow to import: only when no open index was given

    return open_index(settings)


def _refusal(asked: Question, settings: Settings) -> abstain.Reason | None:
    """Why the question is not searched for at all, or None when it is."""
    if not asked.text:
        return abstain.Reason("empty")
    if len(asked.text) > settings.max_question_chars:
        return abstain.Reason("too_long", {"limit": settings.max_question_chars})
    return abstain.Reason("small_talk") if asked.small_talk else None


def _answered(asked: Question, hits, extracted: Proven, written: Written | None, on_statement, started: float) -> Answer:
    """The model's sentences where one was kept, else what was extracted; a model's failure is said below either."""
    use = written.use if written else None
    shown = written.proven if use and use.kept else extracted
    if on_statement and shown is extracted:
        for statement in extracted.statements:
            on_statement(statement, tuple(c for c in extracted.citations if c.marker in statement.markers))
    note = (Statement(say(use.failed, asked.language), fixed=True),) if use and use.failed else ()
    return Answer(
        question=asked.text,
        language=asked.language,
        statements=(*shown.statements, *note),
        citations=shown.citations,
        hits=hits,
        rejected=(*extracted.rejected, *(written.proven.rejected if written else ())),
        abstained=False,
        reason="",
        mode="extractive" if shown is extracted else use.name,
        seconds=time.perf_counter() - started,
        model=use,
    )


def _declined(asked: Question, reason: abstain.Reason, hits: tuple[Hit, ...], started: float, rejected=()) -> Answer:
    """An answer that states nothing of the texts and offers the nearest clauses as such."""
    statements: list[Statement] = compose.decline(asked, reason, nearest=bool(hits))
    return Answer(
        question=asked.text,
        language=asked.language,
        statements=tuple(statements),
        citations=(),
        hits=hits,
        rejected=rejected,
        abstained=True,
        reason=reason.key,
        mode="extractive",
        seconds=time.perf_counter() - started,
    )
