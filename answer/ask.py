"""The flow of a question: understand, retrieve, read, compose, prove."""

from __future__ import annotations

import time

from answer import abstain, cite, compose, question, read, retrieve
from answer.question import Question
from index.filters import Filter
from schema import Answer, Hit, Statement
from settings import Settings, load


def ask(
    text: str,
    *,
    index=None,
    settings: Settings | None = None,
    language: str | None = None,
    history: tuple[Answer, ...] = (),
    filters: Filter | None = None,
) -> Answer:
    """Answer a question from the texts held, by extraction, every citation proved.

    ``index`` is an open ``index.Index`` (by default the current generation under ``settings.data``),
    ``language`` overrides the question's detected language, ``history`` holds the conversation's earlier
    answers, oldest first, ``filters`` says which texts are asked. Raises NoIndex or IndexMismatch when there
    is nothing that can be searched, EmptyFilter when the filters leave nothing.
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
    return Answer(
        question=asked.text,
        language=asked.language,
        statements=proven.statements,
        citations=proven.citations,
        hits=hits,
        rejected=proven.rejected,
        abstained=False,
        reason="",
        mode="extractive",
        seconds=time.perf_counter() - started,
    )


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
