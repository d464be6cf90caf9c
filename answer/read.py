"""Which of the clauses found answer the question, and which words in them (no model).

Each piece of evidence is a clause, the words of it to quote, the words that answer, and the frame
(a sentence of words.toml) that says truly what kind of clause it is.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from answer import spans
from answer.cite import Quote, quote_span
from answer.priors import introduced
from answer.question import Question
from itu import bodies, verbs
from schema import Clause, DocumentInfo, Hit

_WHOLE = 700  # characters: a clause up to this long is quoted whole
_MANY = 3  # clauses quoted at most where a question may have several answers
_MARGIN = {"list": 0.8, "action": 0.8, "reason": 0.8, "reference": 0.8}  # share of the best score that also counts
_MARGIN_OTHER = 0.92
_FOUND = ("date", "number", "reference")  # kinds whose lead-in repeats the words that answer
_FEW = 4  # such words at most


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
    """A clause that answers: what to quote of it, and how the answer may introduce it."""

    document: DocumentInfo
    quotes: tuple[Quote, ...]
    frame: str  # key of words.toml
    verb: str = ""  # key of the text's own verb, when the clause addresses someone
    actors: tuple[Actor, ...] = ()
    phrase: str = ""  # who is addressed, as printed
    found: tuple[str, ...] = ()  # the words that answer, as printed

    @property
    def clause(self) -> Clause:
        return self.quotes[0].clause


def read(question: Question, hits: tuple[Hit, ...]) -> list[Evidence]:
    """The evidence in ``hits`` (best first), best first; at most a few clauses."""
    named = [hit for hit in hits if "address" in hit.ranks]
    if named:
        return [evidence(question, hit) for hit in named[:_MANY]]
    many = _MANY if question.kind in _MARGIN else 2
    floor = hits[0].score * _MARGIN.get(question.kind, _MARGIN_OTHER)
    return [evidence(question, hit) for hit in hits[:many] if hit.score >= floor]


def evidence(question: Question, hit: Hit) -> Evidence:
    """What one clause gives to the answer."""
    clause, language = hit.clause, hit.document.language
    if question.kind == "definition":
        defined = _defined(question, hit)
        if defined:
            return defined
    called = _mandate(clause, language)
    focus = _focus(question, clause, language)
    if question.kind == "actor" and called and not called.in_heading:
        focus = called.places
    quotes = [_quote(clause, focus or hit.matched, focus)]
    if question.kind == "actor" and called and called.in_heading:
        quotes.append(Quote(clause, clause.heading_start, clause.heading_end, clause.heading, called.places))
    found = tuple(dict.fromkeys(_words(clause, focus))) if question.kind in _FOUND else ()
    frame = _frame(question, clause, called, found)
    if not called:
        return Evidence(hit.document, tuple(quotes), frame, found=found)
    return Evidence(hit.document, tuple(quotes), frame, called.verb, called.actors, called.phrase, found)


def _defined(question: Question, hit: Hit) -> Evidence | None:
    """The clause as one that introduces the body asked about by its name and acronym."""
    clause = hit.clause
    mentions = [m for m in introduced(question, clause.text, hit.document.language) if m.key]
    if not mentions:
        return None
    focus = tuple((clause.start + m.start, clause.start + m.end) for m in mentions)
    actors = tuple(Actor(m.key, clause.text[m.start : m.end]) for m in mentions)
    return Evidence(hit.document, (_quote(clause, focus, focus),), "named", actors=actors)


def _frame(question: Question, clause: Clause, called: Called | None, found: tuple[str, ...]) -> str:
    """The sentence of words.toml that introduces the clause; it must be true of it."""
    if called:
        return "mandate"
    if clause.kind == "title":
        return "title"
    if 0 < len(found) <= _FEW:
        return "found"
    if clause.kind == "preambular":
        return "reason" if question.kind == "reason" else "preambular"
    return clause.kind if clause.kind in ("operative", "footnote", "foreword") else "says"


def _mandate(clause: Clause, language: str) -> Called | None:
    """Whom the clause calls on, and by which verb; None when it calls on nobody.

    The clause itself comes first: under "décide", "1 d'inviter les Directeurs" addresses the Directors.
    """
    if clause.kind != "operative":
        return None
    for text, start, in_heading in ((clause.text, clause.start, False), (clause.heading, clause.heading_start, True)):
        found = verbs.mandate(text, language)
        if found and found.addressee_end > found.addressee_start:
            phrase = text[found.addressee_start : found.addressee_end]
            actors, places = _actors(phrase, start + found.addressee_start, language)
            return Called(found.verb, phrase, actors, places, in_heading)
    return None


def _actors(phrase: str, offset: int, language: str) -> tuple[tuple[Actor, ...], tuple[tuple[int, int], ...]]:
    """The bodies named in an addressee that starts at ``offset`` of Document.text, and where."""
    mentions = bodies.find(phrase, language)
    if not mentions:
        return (Actor("", phrase),), ((offset, offset + len(phrase)),)
    actors = tuple(Actor(m.key, phrase[m.start : m.end]) for m in mentions)
    return actors, tuple((offset + m.start, offset + m.end) for m in mentions)


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
