"""Prose by a language model, sentence by sentence, each proved before anyone sees it.

The model proposes sentences with quotes; a quote must stand in a clause it was given (cite.py), and the sentence
may say no more than its quotes (faithful.py). A sentence that does is replaced by its quote; a quote that is not
there is dropped. What is left is the answer; where nothing is left, extraction answers.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from urllib.parse import urlsplit

from answer import cite, compose, context, faithful, model, prompts
from answer.cite import Draft, Proven, Quote
from answer.faithful import Support
from answer.question import Question
from schema import Clause, DocumentInfo, Hit, ModelUse
from settings import Settings

_CLAUSES = 8  # given to the model
_CHARS = 2_400  # of a clause's text given to it
_STATEMENTS = 6  # taken from it at most
_LONGEST = 700  # characters of a sentence
_LANGUAGES = {"en": "English", "fr": "French", "es": "Spanish", "ru": "Russian", "ar": "Arabic", "zh": "Chinese"}


@dataclass(frozen=True)
class Given:
    """A clause as the model gets it, with the lead-in that it goes on from."""

    clause: Clause
    document: DocumentInfo
    lead: Clause | None


@dataclass
class Tally:
    """What became of the model's sentences, counted while they come."""

    kept: int = 0
    replaced: int = 0
    dropped: int = 0
    failed: str = ""  # key of words.toml
    usage: model.Usage = field(default_factory=model.Usage)

    def use(self, settings: Settings) -> ModelUse:
        """The count as the answer carries it."""
        return ModelUse(
            name=settings.llm_model, host=urlsplit(settings.llm_base_url).hostname or "",
            tokens_in=self.usage.tokens_in, tokens_out=self.usage.tokens_out,
            kept=self.kept, replaced=self.replaced, dropped=self.dropped, failed=self.failed,
        )  # fmt: skip


@dataclass(frozen=True)
class Written:
    """The model's sentences that were proved, and what it did."""

    proven: Proven
    use: ModelUse


def write(question: Question, hits: tuple[Hit, ...], catalogue, settings: Settings, on_statement=None) -> Written | None:
    """The model's answer; None where no model is set. ``on_statement`` is told what is proved, once a sentence is."""
    if not settings.llm_base_url:
        return None
    tally, whole, untold = Tally(), Proven((), (), ()), []
    for draft in drafts(question, hits, catalogue, settings, tally):
        documents = {q.clause.document_id: catalogue.document(q.clause.document_id) for q in draft.quotes}
        proven = cite.prove([draft], documents, first=len(whole.citations) + 1)
        untold.append(proven)
        whole = Proven(
            whole.statements + proven.statements, whole.citations + proven.citations, whole.rejected + proven.rejected
        )
        while untold and tally.kept and on_statement:  # quotes alone are no better than extraction: they wait
            told = untold.pop(0)
            for statement in told.statements:
                on_statement(statement, told.citations)
    return Written(whole, tally.use(settings))


def drafts(question: Question, hits: tuple[Hit, ...], catalogue, settings: Settings, tally: Tally) -> Iterator[Draft]:
    """The model's sentences that say no more than their quotes, or the quotes in their place, as they come.

    Never raises for what the model does: ``tally.failed`` says what went wrong.
    """
    given = {f"C{n}": _given(hit, catalogue) for n, hit in enumerate(hits[:_CLAUSES], 1)}
    system = prompts.fill("system", language=_LANGUAGES[question.language])
    user = prompts.fill("question", question=json.dumps(question.text, ensure_ascii=False), clauses=_listed(given))
    shown: set = set()
    try:
        for proposal in proposals(model.stream(system, user, settings, tally.usage)):
            draft = _checked(proposal, given, question.language, tally)
            key = draft and (draft.text, *((q.start, q.end, q.clause.id) for q in draft.quotes))
            if draft and key not in shown:
                shown.add(key)
                yield draft
            if tally.kept + tally.replaced + tally.dropped >= _STATEMENTS:
                break
    except model.ModelFailed as failure:
        tally.failed = failure.key
    if not (tally.kept or tally.failed):
        tally.failed = "model_unproved" if tally.replaced or tally.dropped else "model_empty"


def proposals(words: Iterable[str]) -> Iterator[dict]:
    """The JSON objects with a sentence in the model's words, each as soon as it is whole; anything else is skipped.

    A model may wrap them in a list, in an object of its own or in a code fence.
    """
    text, at, decoder = "", 0, json.JSONDecoder()
    for piece in words:
        text += piece
        if "}" not in piece:
            continue
        brace = text.find("{", at)
        while brace >= 0:
            try:
                found, end = decoder.raw_decode(text, brace)
            except (ValueError, RecursionError):
                found = None
            if isinstance(found, dict) and isinstance(found.get("text"), str):
                yield found
                at = end
            else:
                end = brace + 1  # a sentence may stand inside
            brace = text.find("{", max(end, at))


def _given(hit: Hit, catalogue) -> Given:
    return Given(hit.clause, hit.document, context.lead(hit.clause, catalogue.clauses(hit.document.id)))


def _listed(given: dict[str, Given]) -> str:
    """The clauses as JSON, a line each: nothing in a clause can end it and pose as the next."""
    return "\n".join(
        json.dumps(
            {"clause": name, "address": f"{g.document.name}, {g.clause.address}", "heading": g.clause.heading,
             "after": g.lead.text[:_CHARS] if g.lead else "", "text": g.clause.text[:_CHARS]},
            ensure_ascii=False,
        )
        for name, g in given.items()
    )  # fmt: skip


def _checked(proposal: dict, given: dict[str, Given], language: str, tally: Tally) -> Draft | None:
    """The sentence with its quotes; its quotes alone where it says more than they do; None where they are not there."""
    sentence = " ".join(proposal["text"].split())
    found = [_found(item, given) for item in _items(proposal)]
    quotes = [pair for pair in found if pair]
    if not quotes:
        tally.dropped += 1
        return None
    sound = len(quotes) == len(found) and 0 < len(sentence) <= _LONGEST and not re.search(r"\[\d+\]", sentence)
    if sound and not faithful.fault(sentence, language, [_support(quote, g) for quote, g in quotes]):
        tally.kept += 1
        return Draft(sentence, _once([q for quote, g in quotes for q in (quote, *_governing(quote, g))]))
    tally.replaced += 1
    quote, g = quotes[0]
    return compose.alone(language, g.document, (quote, *_governing(quote, g)))


def _once(quotes: list[Quote]) -> tuple[Quote, ...]:
    """Each place once: as a quote of the sentence where it is one, else as the context of another."""
    by_place = {(q.clause.id, q.start, q.end): q for q in sorted(quotes, key=lambda quote: not quote.context)}
    return tuple(dict.fromkeys(by_place[q.clause.id, q.start, q.end] for q in quotes))


def _items(proposal: dict) -> list[dict]:
    quotes = proposal.get("quotes")
    return [item for item in quotes if isinstance(item, dict)][:6] if isinstance(quotes, list) else []


def _found(item: dict, given: dict[str, Given]) -> tuple[Quote, Given] | None:
    """The place of the quote in the clause it names, white space aside; None when it is not there."""
    g = given.get(str(item.get("clause")))
    words = item.get("quote")
    if not g or not isinstance(words, str) or len("".join(words.split())) < 2:
        return None
    quote = cite.find(g.clause, words.strip())
    return (quote, g) if quote and quote.start >= g.clause.start else None


def _governing(quote: Quote, g: Given) -> tuple[Quote, ...]:
    """What the quote goes on from and who the heading calls on: without them it may read as something else."""
    lead = (cite.quote_span(g.lead, g.lead.start, g.lead.end),) if g.lead else ()
    clause = g.clause
    heading = (Quote(clause, clause.heading_start, clause.heading_end, clause.heading),) if clause.heading else ()
    return tuple(replace(quote, context=True) for quote in (*lead, *(heading if clause.kind == "operative" else ())))


def _support(quote: Quote, g: Given) -> Support:
    governing = f"{g.clause.heading} {g.lead.text if g.lead else ''}".strip()
    name = f"{g.document.name}, {g.clause.address}"
    return Support(quote.text, governing, name, g.document.language, g.clause.kind == "operative")
