"""Which of the clauses found answer the question, and which words in them (no model).

Each piece of evidence is a clause, the words of it to quote, the words that answer, and the frame
(a sentence of words.toml) that says truly what kind of clause it is.
"""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from dataclasses import dataclass, replace

from answer import context, spans
from answer.cite import Quote, quote_span
from answer.priors import introduced
from answer.question import Question
from index.passage import QUOTED_WHOLE
from itu import mandates
from schema import Clause, DocumentInfo, Hit

_MANY = 4  # clauses cited at most
# How far behind the best, in standard deviations of the fused score, a clause is still cited, as the scores don't tell
# them apart: under the same heading, elsewhere in the text, and in another. Chosen on development questions: more cites
# what stands beside, less leaves out the clause that answers.
_UNDER_IT = 0.8
_NEAR = 0.6
_OF_ANOTHER = 0.2
_ASIDE = 900  # characters of a clause cited beside the best: what is longer lists
_FRAMES = ("title", "enacting")  # kinds of clauses that say what a text is


@dataclass(frozen=True)
class Actor:
    """Somebody a clause addresses: the gazetteer's key ("" if it has none) and the words as printed."""

    key: str
    printed: str


@dataclass(frozen=True)
class Called:
    """Whom a clause calls on: the verb's key, the addressee as printed, the bodies in it and their spans."""

    verb: str
    phrase: str
    actors: tuple[Actor, ...]
    places: tuple[tuple[int, int], ...]  # in Document.text
    in_heading: bool


@dataclass(frozen=True)
class Evidence:
    """A clause that answers: what to quote of it and around it, and how the answer may introduce it."""

    document: DocumentInfo
    quote: Quote
    frame: str  # key of words.toml
    before: tuple[Quote, ...] = ()  # the lead-in that it goes on from
    after: tuple[Quote, ...] = ()  # the items that it opens, and the heading that says who is to act
    called: tuple[Called, ...] = ()
    actors: tuple[Actor, ...] = ()  # of a clause that introduces bodies by name
    found: tuple[str, ...] = ()  # the words that answer, as printed

    @property
    def quotes(self) -> tuple[Quote, ...]:
        """In the order in which they are shown."""
        return (*self.before, self.quote, *self.after)


def read(question: Question, hits: tuple[Hit, ...], catalogue) -> list[Evidence]:
    """The evidence in ``hits`` (best first), best first; one clause where it stands out, else up to ``_MANY``.

    A lead-in and its items are quoted once: a clause that stands in an earlier piece of evidence makes none itself.
    """
    chosen = _named(hits) or _best(question, hits)
    answers = {hit.clause.id for hit in chosen}
    found: list[Evidence] = []
    for hit in chosen:
        if not any(hit.clause.id == quote.clause.id for item in found for quote in item.quotes):
            item = _without(evidence(question, hit, catalogue.clauses(hit.document.id)), found)
            found.append(replace(item, after=tuple(_answering(quote, answers) for quote in item.after)))
    return found


def _answering(quote: Quote, answers: Container[str]) -> Quote:
    """The item as one that answers by itself where it was chosen as such."""
    return replace(quote, context=quote.context and quote.clause.id not in answers)


def _named(hits: tuple[Hit, ...]) -> list[Hit]:
    """Those that the question's addresses mean: all of the documents that fit best, few of others."""
    named = [hit for hit in hits if "address" in hit.ranks]
    return named[: max(_MANY, sum("meant" in hit.ranks for hit in named))]


def _best(question: Question, hits: tuple[Hit, ...]) -> list[Hit]:
    """The first hit, whose items come with it, and those hardly worse that say something by themselves."""
    others = [hit for hit in hits[1:] if "item" not in hit.ranks or hit.features]  # items not found have no score
    others = sorted(others, key=lambda hit: -hit.score)[: _MANY - 1]
    return [*hits[:1], *(hit for hit in others if _as_good(hit, hits[0]) and _says(question, hit))]


def _as_good(hit: Hit, best: Hit) -> bool:
    """Whether the clause is hardly worse than the best."""
    if hit.document.work_id != best.document.work_id:
        return hit.score >= best.score - _OF_ANOTHER
    beside = hit.clause.heading == best.clause.heading
    return hit.score >= best.score - (_UNDER_IT if beside else _NEAR)


def _says(question: Question, hit: Hit) -> bool:
    """Whether the clause may answer beside another: with a number or date where one is asked for, and no mere lead-in."""
    clause = hit.clause
    if clause.kind in _FRAMES or context.opens(clause) or len(clause.text) > _ASIDE:
        return False
    return not spans.lacking(question.kind, clause.text, hit.document.language)


def _without(item: Evidence, found: list[Evidence]) -> Evidence:
    """``item`` without the lead-in that an earlier piece of evidence has quoted already."""
    said = {quote.clause.id for earlier in found for quote in earlier.quotes}
    return replace(item, before=tuple(quote for quote in item.before if quote.clause.id not in said))


def evidence(question: Question, hit: Hit, clauses: Sequence[Clause]) -> Evidence:
    """What one clause gives to the answer; ``clauses`` are its document's, in order."""
    clause, document = hit.clause, hit.document
    named = _introduced(question, clause, document.language) if question.kind == "definition" else None
    called = _called(clause, document.language)
    focus = named.places if named else _focus(question, clause, called, document.language)
    lead = context.lead(clause, clauses)
    before = (_around(lead),) if lead else ()
    after = tuple(_around(item) for item in context.items(clause, clauses))
    if question.kind == "actor" and called and called[0].in_heading:
        places = tuple(place for c in called for place in c.places)
        after += (Quote(clause, clause.heading_start, clause.heading_end, clause.heading, places, context=True),)
    return Evidence(
        document=document,
        quote=_quote(clause, focus or hit.matched, focus),
        frame="named" if named else _frame(question, clause, document, called, focus),
        before=before,
        after=after,
        called=called,
        actors=named.actors if named else (),
        found=tuple(dict.fromkeys(_words(clause, focus))) if question.kind == "reference" else (),
    )


def _frame(question: Question, clause: Clause, document: DocumentInfo, called: tuple[Called, ...], focus) -> str:
    """The sentence of words.toml that introduces the clause; it must be true of it."""
    if called and called[0].in_heading:
        # Its address already reads "charge le Directeur … 1" to those who know the text's language.
        return "at" if question.language == document.language else "mandate"
    if called:
        return "mandate" if question.kind == "actor" or question.language != document.language else "at"
    if focus and question.kind == "reference":
        return "cites"
    if clause.kind == "title" and not clause.text.startswith(("(", "（")):  # a history alone
        return "title_history" if document.history and document.history in clause.text else "title"
    if clause.kind == "preambular":
        return "reason" if question.kind == "reason" else "preambular"
    if clause.kind == "foreword":
        return "foreword" if clause.section == "foreword" else "says"
    return clause.kind if clause.kind in ("operative", "footnote") else "says"


def _called(clause: Clause, language: str) -> tuple[Called, ...]:
    """Whom the clause calls on, and by which verb; () when it calls on nobody."""
    if clause.kind != "operative":
        return ()
    return tuple(
        Called(
            verb=call.verb,
            phrase=call.phrase,
            actors=tuple(Actor(m.key, call.phrase[m.start : m.end]) for m in call.mentions),
            places=tuple((at + m.start, at + m.end) for m in call.mentions),
            in_heading=call.in_heading,
        )
        for call in mandates.calls(clause.heading, clause.text, language)
        for at in [call.start + (clause.heading_start if call.in_heading else clause.start)]
    )


def _introduced(question: Question, clause: Clause, language: str) -> Called | None:
    """The bodies asked about that the clause introduces by name and acronym, "… (GCNT)"; None when none."""
    mentions = [m for m in introduced(question, clause.text, language) if m.key]
    if not mentions:
        return None
    actors = tuple(Actor(m.key, clause.text[m.start : m.end]) for m in mentions)
    return Called("", "", actors, tuple((clause.start + m.start, clause.start + m.end) for m in mentions), False)


def _focus(question: Question, clause: Clause, called: tuple[Called, ...], language: str) -> tuple[tuple[int, int], ...]:
    """Spans in Document.text of the words in the clause's text that answer a question of this kind."""
    if question.kind == "actor":
        return tuple(place for c in called if not c.in_heading for place in c.places)
    if question.kind == "reference":
        found = [(at, at + len(r)) for r in clause.references if (at := clause.text.find(r)) >= 0]
    else:
        found = spans.answering(question.kind, clause.text, language)
    return tuple((clause.start + s, clause.start + e) for s, e in found)


def _words(clause: Clause, places) -> list[str]:
    return [clause.text[s - clause.start : e - clause.start] for s, e in places]


def _quote(clause: Clause, wanted, focus) -> Quote:
    """The clause whole when it is short, else the sentences of it around the wanted spans."""
    if len(clause.text) <= QUOTED_WHOLE:
        return quote_span(clause, clause.start, clause.end, focus)
    pieces = _pieces(clause)
    scores = [sum(1 for s, e in wanted if start <= s and e <= end) for start, end in pieces]
    best = max(range(len(pieces)), key=lambda i: scores[i])
    start, end = pieces[best]
    low, high = best, best
    while True:  # widen towards the better neighbour while the quote stays short
        sides = [i for i in (low - 1, high + 1) if 0 <= i < len(pieces)]
        sides = [i for i in sides if max(end, pieces[i][1]) - min(start, pieces[i][0]) <= QUOTED_WHOLE]
        if not sides:
            break
        side = max(sides, key=lambda i: scores[i])
        low, high = min(low, side), max(high, side)
        start, end = pieces[low][0], pieces[high][1]
    return quote_span(clause, start, end, [f for f in focus if start <= f[0] and f[1] <= end])


def _around(clause: Clause) -> Quote:
    """The quote of a clause that is shown for another's sake."""
    return replace(_quote(clause, (), ()), context=True)


def _pieces(clause: Clause) -> list[tuple[int, int]]:
    """Spans in Document.text of the clause's sentences and its parts between semicolons and lines."""
    ends = [m.end() for m in re.finditer(r"[.;:。；](?=\s)|\n", clause.text)] + [len(clause.text)]
    pieces, at = [], 0
    for end in ends:
        part = clause.text[at:end]
        if part.strip():
            lead = len(part) - len(part.lstrip())
            pieces.append((clause.start + at + lead, clause.start + at + len(part.rstrip())))
        at = end
    return pieces
