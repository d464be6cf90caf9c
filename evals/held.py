"""Where the gold quotes stand among the texts held: what the parser lost is told from what retrieval missed."""

from __future__ import annotations

from evals.folding import forms, holds
from evals.questions import Question


def standing(questions: tuple[Question, ...], catalogue) -> dict[str, dict]:
    """Question id -> ``work``, the text that holds its first gold quote, and ``unheld``, how many quotes no clause holds.

    ``work`` is a work id (its revisions and languages together), the gold's own ``document`` where no clause holds
    the quote, "" without gold. Where several texts hold it, one whose name or id begins as ``document`` is meant.
    """
    texts = _texts({gold.quote for question in questions for gold in question.gold}, catalogue)
    found = {}
    for question in questions:
        work = ""
        for gold in question.gold[:1]:
            named = [info for info in texts[gold.quote] if _named(info, gold.document)]
            work = (named or texts[gold.quote])[0].work_id if texts[gold.quote] else gold.document
        found[question.id] = {"work": work, "unheld": sum(not texts[gold.quote] for gold in question.gold)}
    return found


def _texts(quotes: set[str], catalogue) -> dict[str, list]:
    """Quote -> the documents with a clause that contains it."""
    folded = {quote: forms(quote) for quote in quotes}
    found: dict[str, list] = {quote: [] for quote in quotes}
    if not quotes:
        return found
    for info in catalogue.documents():
        for clause in catalogue.clauses(info.id):
            text = forms(clause.text)
            for quote, wanted in folded.items():
                if holds(text, wanted):
                    found[quote].append(info)
    return found


def _named(info, document: str) -> bool:
    return bool(document) and (info.name.startswith(document) or document in info.id)
