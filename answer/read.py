"""Which of the clauses found answer the question, and which words in them (no model).

Each piece of evidence is a clause, the words of it to quote, the words that answer, and the frame
(a sentence of words.toml) that says truly what kind of clause it is.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from answer import spans
from answer.cite import Quote, quote_span
from answer.question import Question
from itu import bodies, verbs
from schema import Clause, DocumentInfo, Hit

_WHOLE = 700  # characters: a clause up to this long is quoted whole
_MANY = 3  # clauses quoted at most where a question may have several answers
_MARGIN = {"list": 0.8, "action": 0.8, "reason": 0.8, "reference": 0.8}  # share of the best score that also counts
_MARGIN_OTHER = 0.92


@dataclass(frozen=True)
class Actor:
    """Somebody a clause addresses: the gazetteer's key ("" if it has none) and the words as printed."""

    key: str
    printed: str


@dataclass(frozen=True)
class Evidence:
    """A clause that answers: what to quote of it, and how the answer may introduce it."""

    document: DocumentInfo
    quotes: tuple[Quote, ...]
    frame: str  # key of words.toml
    verb: str = ""  # key of the text's own verb, when the clause addresses someone
    actors: tuple[Actor, ...] = ()
    found: tuple[str, ...] = ()  # the words that answer, as printed

    @property
    def clause(self) -> Clause:
        return self.quotes[0].clause


def read(question: Question, hits: tuple[Hit, ...]) -> list[Evidence]:
    """The evidence in ``hits`` (best first), best first; at most a few clauses."""
    if not hits:
        return []
    floor = hits[0].score * _MARGIN.get(question.kind, _MARGIN_OTHER)
    many = _MANY if question.kind in _MARGIN else 2
    chosen = [hit for hit in hits[:many] if hit.score >= floor]
    return [evidence(question, hit) for hit in chosen]


def evidence(question: Question, hit: Hit) -> Evidence:
    """What one clause gives to the answer."""
    clause, document = hit.clause, hit.document
    verb, actors, actor_spans, heading_span = _mandate(clause, document.language)
    focus = _focus(question, clause, document.language)
    if question.kind == "actor" and not focus:
        focus = actor_spans
    quotes = [_quote(clause, focus or hit.matched, focus)]
    if question.kind == "actor" and heading_span:
        start, end = heading_span
        printed = clause.heading[start - clause.heading_start : end - clause.heading_start]
        quotes.append(Quote(clause, start, end, printed))
    found = () if question.kind == "actor" else tuple(dict.fromkeys(_words(clause, focus)))
    return Evidence(document, tuple(quotes), _frame(question, clause, verb, found), verb, actors, found)


def _frame(question: Question, clause: Clause, verb: str, found: tuple[str, ...]) -> str:
    """The sentence of words.toml that introduces the clause; it must be true of it."""
    if verb:
        return "mandate"
    if found:
        return "found"
    if clause.kind == "preambular":
        return "reason" if question.kind == "reason" else "preambular"
    return clause.kind if clause.kind in ("operative", "footnote", "foreword", "title") else "says"


def _mandate(clause: Clause, language: str):
    """Verb, actors, their spans in the clause, and the heading's span if the mandate stands there.

    The clause itself comes first: under "décide", "1 d'inviter les Directeurs" addresses the Directors.
    """
    if clause.kind != "operative":
        return "", (), (), None
    own = verbs.mandate(clause.text, language)
    if own and own.addressee_end > own.addressee_start:
        actors, places = _actors(clause.text, own, clause.start, language)
        return own.verb, actors, places, None
    above = verbs.mandate(clause.heading, language)
    if above and above.addressee_end > above.addressee_start:
        actors, _ = _actors(clause.heading, above, clause.heading_start, language)
        return above.verb, actors, (), (clause.heading_start, clause.heading_end)
    return "", (), (), None


def _actors(text: str, mandate: verbs.Mandate, offset: int, language: str):
    """Who is addressed in ``text``; spans are moved by ``offset`` into Document.text."""
    start, end = mandate.addressee_start, mandate.addressee_end
    phrase = text[start:end]
    mentions = bodies.find(phrase, language)
    if not mentions:
        return (Actor("", phrase),), ((offset + start, offset + end),)
    actors = tuple(Actor(m.key, phrase[m.start : m.end]) for m in mentions)
    places = tuple((offset + start + m.start, offset + start + m.end) for m in mentions)
    return actors, places


def _focus(question: Question, clause: Clause, language: str) -> tuple[tuple[int, int], ...]:
    """Spans in Document.text of the words in the clause's text that answer a question of this kind."""
    if question.kind == "reference":
        found = [(at, at + len(r)) for r in clause.references if (at := clause.text.find(r)) >= 0]
    else:
        found = spans.answering(question.kind, clause.text, language)
    return tuple((clause.start + s, clause.start + e) for s, e in found)


def _words(clause: Clause, places) -> list[str]:
    return [clause.text[s - clause.start : e - clause.start] for s, e in places]


def _quote(clause: Clause, wanted, focus) -> Quote:
    """The clause whole when it is short, else the sentences of it around the wanted spans."""
    if len(clause.text) <= _WHOLE:
        return quote_span(clause, clause.start, clause.end, focus)
    pieces = _pieces(clause)
    scores = [sum(1 for s, e in wanted if start <= s and e <= end) for start, end in pieces]
    best = max(range(len(pieces)), key=lambda i: scores[i])
    start, end = pieces[best]
    low, high = best, best
    while True:  # widen towards the better neighbour while the quote stays short
        sides = [i for i in (low - 1, high + 1) if 0 <= i < len(pieces)]
        sides = [i for i in sides if max(end, pieces[i][1]) - min(start, pieces[i][0]) <= _WHOLE]
        if not sides:
            break
        side = max(sides, key=lambda i: scores[i])
        low, high = min(low, side), max(high, side)
        start, end = pieces[low][0], pieces[high][1]
    return quote_span(clause, start, end, [f for f in focus if start <= f[0] and f[1] <= end])


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
