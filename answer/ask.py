"""The flow of a question: understand, retrieve, read, compose, prove."""

from __future__ import annotations

from collections.abc import Callable

from answer import (
    absent,
    abstain,
    addressed,
    cite,
    compose,
    conflicts,
    context,
    definitions,
    duties,
    editions,
    frames,
    generate,
    lookup,
    question,
    read,
    retrieve,
    revised,
    unasked,
    unheld,
)
from answer.cite import Proven
from answer.clock import Clock
from answer.generate import Written
from answer.log import logged
from answer.question import Question
from answer.words import say
from index.filters import Filter
from schema import Answer, Citation, Document, Hit, Statement
from settings import Settings, load


@logged
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
    clock = Clock()
    settings = settings or load()
    asked = question.understand(text[: settings.max_question_chars + 1], language, history)
    clock.lap("understand")
    refusal = _refusal(asked, settings)
    if refusal:
        return _declined(asked, refusal, (), clock)
    index = index or _open(settings)
    clock.lap("open")

    within = index.select(filters) if filters else None
    among = within.documents if within else index.catalogue.documents()
    asked = duties.told(definitions.told(lookup.spoken(asked, among)))
    left_out = compose.left_out(asked.language, within.undated if within else 0)
    clock.lap("filter")
    every = duties.find(asked, index.catalogue, within)
    every = every if every.hits else editions.find(asked, index.catalogue, among)
    documents = index.catalogue.documents()
    missing, lacking = unheld.find(asked, documents), absent.find(asked, documents)
    searched = retrieve.retrieve(absent.without(asked, lacking), index, settings, within) if not every.hits else ()
    hits = every.hits or abstain.rated(asked, frames.behind(asked, searched))
    reason = None if every.hits else _unanswered(asked, missing, lacking, hits, among)
    hits = context.with_items(hits, index.catalogue) if not every.hits else hits
    clock.lap("retrieve")
    if reason:
        return _declined(asked, reason, hits, clock, missing=missing, lacking=lacking, notes=left_out)
    found = every.read(asked, index.catalogue) or read.read(asked, frames.saying(hits), index.catalogue)
    clock.lap("read")
    compared = revised.compare(asked, found, index.catalogue) if not every.hits else None
    found = compared.found if compared else found
    found, differ = conflicts.find(asked, found, hits, index.catalogue) if not (every.hits or compared) else (found, [])
    drafts = [*compose.compose(asked, found), *revised.abrogations(found, asked.language, index.catalogue)]
    proven = cite.prove(drafts, _quoted(drafts, index.catalogue))
    clock.lap("prove")
    if not proven.statements:
        return _declined(asked, abstain.NOT_PROVED, hits, clock, proven.rejected, missing, left_out)
    listed = sum("meant" in hit.ranks for hit in hits) > 1
    whole = every.hits or compared or differ or listed  # nothing that a language model could leave out
    written = None if whole else generate.write(asked, hits, index.catalogue, settings, on_statement)
    clock.lap("write")
    notes = [*([every.note(asked.language)] if every.hits else ()), *([compared.note] if compared else ())]
    notes += [*differ, *left_out]
    told = [*(one.named for one in missing), *lacking]
    notes += addressed.notes(asked, proven.citations, index.catalogue, among, told)
    notes += absent.notes(asked, lacking)
    notes += revised.later(proven.citations, asked.language, index.catalogue) if not compared else []
    return _answered(asked, hits, proven, written, missing, notes, on_statement, clock)


def _unanswered(asked: Question, missing, lacking, hits: tuple[Hit, ...], among) -> abstain.Reason | None:
    """Why the texts do not answer, or None when they do."""
    nothing = absent.reason(asked, lacking, hits) or unheld.reason(asked, missing, hits)
    return nothing or frames.reason(asked, hits, among) or abstain.reason(asked, hits)


def _quoted(drafts, catalogue) -> dict[str, Document]:
    """The documents that the drafts quote, by id."""
    return {quote.clause.document_id: catalogue.document(quote.clause.document_id) for d in drafts for quote in d.quotes}


def _open(settings: Settings):
    from index import open_index  # slow to import: only when no open index was given

    return open_index(settings)


def _refusal(asked: Question, settings: Settings) -> abstain.Reason | None:
    """Why the question is not searched for at all, or None when it is."""
    if not asked.text:
        return abstain.Reason("empty")
    if len(asked.text) > settings.max_question_chars:
        return abstain.Reason("too_long", {"limit": settings.max_question_chars})
    if asked.small_talk:
        return abstain.Reason("small_talk")
    return abstain.Reason("off_topic") if unasked.nothing(asked) else None


def _answered(asked: Question, hits, extracted: Proven, written: Written | None, missing, notes, on_statement, clock) -> Answer:
    """The model's sentences where one was kept, else what was extracted; above either what is ``missing``, below it
    ``notes`` and a model's failure."""
    use = written.use if written else None
    shown = written.proven if use and use.kept else extracted
    if on_statement and shown is extracted:
        for statement in extracted.statements:
            on_statement(statement, tuple(c for c in extracted.citations if c.marker in statement.markers))
    if use and use.failed:
        notes = [*notes, Statement(say(use.failed, asked.language), fixed=True)]
    return Answer(
        question=asked.text,
        language=asked.language,
        statements=(*unheld.notes(asked, missing, shown.citations), *shown.statements, *notes),
        citations=shown.citations,
        hits=retrieve.worded(asked, hits, shown.citations),
        rejected=(*extracted.rejected, *(written.proven.rejected if written else ())),
        abstained=False,
        reason="",
        mode="extractive" if shown is extracted else use.name,
        seconds=clock.seconds,
        stages=clock.stages,
        model=use,
    )


def _declined(
    asked: Question, reason: abstain.Reason, hits: tuple[Hit, ...], clock: Clock, rejected=(), missing=(), notes=(), lacking=()
) -> Answer:
    """An answer that states nothing of the texts and offers the nearest clauses as such."""
    first = unheld.notes(asked, missing, ()) if reason.key != unheld.NOT_HELD else []
    first += absent.notes(asked, lacking) if reason.key != absent.NO_TEXT else []
    statements: list[Statement] = [*first, *compose.decline(asked, reason, nearest=bool(hits)), *notes]
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
        seconds=clock.seconds,
        stages=clock.stages,
    )
