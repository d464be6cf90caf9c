"""What a clause gains or loses for a question of a kind, before its words are compared: where answers stand.

Reasons stand in preambles, duties in operative parts; who asks for a date is not helped by a clause without one.
In standard deviations of the fused score; the figures are data (priors.toml).
"""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
from pathlib import Path

from answer import spans
from answer.question import Question, fold_question
from itu import bodies, verbs
from schema import Clause, DocumentInfo

_DATA = Path(__file__).with_name("priors.toml")
_CLASSES = Path(__file__).with_name("classes.toml")
_ACRONYM = re.compile(r"\b[A-Z][A-Z\d]*[A-Z](?:-[A-Z])?\b")
_OPENING = 120  # characters
_ACTORS = ("office", "role", "advisory_group", "study_group", "conference", "assembly", "council", "other")


def prior(
    question: Question,
    clause: Clause,
    document: DocumentInfo,
    named: frozenset[str] = frozenset(),
    revised: frozenset[str] = frozenset(),
    defining: frozenset[str] = frozenset(),
) -> float:
    """Standard deviations to add to the clause's fused score. ``named``: ids of documents that the question names;
    ``revised``: of those held in another revision too, which alone can tell what changed; ``defining``: ids of the
    clauses that define the term asked for."""
    table = _table()
    total = table["named"] if document.id in named else 0.0
    if clause.id in defining:
        total += table["defines"]
    if question.kind == "revision" and document.id in revised:
        total += table["revised"]
    if question.focus == document.work_id and not named:  # who names a text has left the one before
        total += table["focus"]
    if clause.id in question.quoted:
        total += table["quoted"]
    total += table["kinds"].get(question.kind, {}).get(clause.kind, 0.0)
    if _holds(question, clause, document.language):
        total += table["holds"].get(question.kind, 0.0)
    if question.bodies and opens(question, clause, document.language):
        total += table["opens"].get(question.kind, 0.0)
    if question.kind == "actor" and _of_class(question, clause, document.language):
        total += table["of_class"]
    return total


def _of_class(question: Question, clause: Clause, language: str) -> bool:
    """Whether the clause names a body of the class asked for, "which groups …", that the question does not."""
    kinds = _asked_classes(fold_question(question.text), question.language)
    if not kinds:
        return False
    named = {m.key for m in bodies.find(clause.text, language)} - set(question.bodies) - {"ITU"}
    return any(bodies.get(key).kind in kinds for key in named)


@lru_cache(maxsize=256)
def _asked_classes(folded: str, language: str) -> frozenset[str]:
    table = _class_table()
    return frozenset(kind for row in table if language in row and re.search(row[language], folded) for kind in row["kinds"])


@cache
def _class_table() -> list[dict]:
    return tomllib.loads(_CLASSES.read_text(encoding="utf-8"))["class"]


def opens(question: Question, clause: Clause, language: str) -> bool:
    """Whether the clause begins with a body that the question names, as its subject."""
    first = bodies.find(clause.text[:_OPENING], language)
    return bool(first) and first[0].start <= 6 and first[0].key in question.bodies


def _holds(question: Question, clause: Clause, language: str) -> bool:
    """Whether the clause holds what a question of this kind asks for, whatever it is about."""
    if question.kind in ("date", "number", "frequency"):
        return bool(spans.answering(question.kind, clause.text, language))
    if question.kind == "reference":
        return bool(clause.references)
    if question.kind == "definition":
        return bool(introduced(question, clause.text, language))
    if question.kind == "actor":
        opens = verbs.of_clause(clause.text, language) or verbs.of_heading(clause.heading, language)
        return bool(opens) or any(bodies.get(m.key).kind in _ACTORS for m in bodies.find(clause.text, language))
    return False


def introduced(question: Question, text: str, language: str) -> list[bodies.Mention]:
    """Where the text introduces by its acronym a body that the question asks about: "… (GCNT)"."""
    asked = set(_ACRONYM.findall(question.text)) | {bodies.acronym(key, language) for key in question.bodies}
    wanted = {f"({acronym})" for acronym in asked if acronym}
    found = [m for m in bodies.find(text, language) if m.key in question.bodies and any(w in text[m.start : m.end] for w in wanted)]
    if found:
        return found
    return [bodies.Mention("", at, at + len(w)) for w in sorted(wanted) if (at := text.find(w)) >= 0]


@cache
def _table() -> dict[str, dict]:
    return tomllib.loads(_DATA.read_text(encoding="utf-8"))
