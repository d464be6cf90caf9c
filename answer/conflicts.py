"""Clauses of two texts that do not go together: of the same matter and bodies, with another number or the opposite.

On the safe side: both must bind or permit, in one language and in nearly the same words. What two texts say in other
words is left to the reader.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from answer import claims, read
from answer.claims import Claims
from answer.question import Question
from answer.read import Evidence
from answer.words import say
from index import lexicon, revisions
from schema import Clause, DocumentInfo, Hit, Statement

_LOOKED_AT = 8  # hits
_ALIKE = 0.75  # share of their words, figures aside, that two clauses have in common (Dice, 1945)
_BINDING = ("operative", "article", "numbered", "annex", "definition")


def find(question: Question, found: Sequence[Evidence], hits: Sequence[Hit], catalogue) -> tuple[list[Evidence], list[Statement]]:
    """``found`` with the first hit that contradicts its first clause, where there is one, and what is to be said of it."""
    if not found:
        return list(found), []
    first = found[0]
    for hit in hits[:_LOOKED_AT]:
        if contradict((first.document, first.quote.clause), (hit.document, hit.clause)):
            shown = any(hit.clause.id == item.quote.clause.id for item in found)
            extra = [] if shown else [read.evidence(question, hit, catalogue.clauses(hit.document.id))]
            names = {"one": _place(first.document, first.quote.clause), "two": _place(hit.document, hit.clause)}
            return [*found, *extra], [Statement(say("conflict", question.language, **names), fixed=True)]
    return list(found), []


def contradict(one: tuple[DocumentInfo, Clause], two: tuple[DocumentInfo, Clause]) -> bool:
    """Whether the clauses, of different texts, say different things of one matter."""
    (document, clause), (other, there) = one, two
    if document.language != other.language or revisions.text_of(document) == revisions.text_of(other):
        return False
    if not (clause.kind in _BINDING and there.kind in _BINDING) or _alike(clause, there, document.language) < _ALIKE:
        return False
    mine, theirs = (claims.read(f"{c.heading} {c.text}", document.language) for c in (clause, there))
    same = set(mine.bodies) == set(theirs.bodies) and mine.strengths and theirs.strengths
    return bool(same) and (mine.denies != theirs.denies or _counted(mine) != _counted(theirs))


def _counted(said: Claims) -> tuple:
    return sorted(said.numbers), said.quantities


def _alike(one: Clause, two: Clause, language: str) -> float:
    left, right = _words(one.text, language), _words(two.text, language)
    return 2 * len(left & right) / max(1, len(left) + len(right))


@lru_cache(maxsize=2_000)
def _words(text: str, language: str) -> frozenset[str]:
    return frozenset(word.stem for word in lexicon.words(text, language) if not word.stem.isdigit())


def _place(document: DocumentInfo, clause: Clause) -> str:
    return f"{document.name}, {clause.address}"
