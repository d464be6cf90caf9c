"""Where the gold quotes stand among the texts held: what the parser lost is told from what retrieval missed."""

from __future__ import annotations

import re

from evals.folding import fold, forms, holds
from evals.questions import Question
from itu import addresses

_KEY = re.compile(r"(?:[a-z]+\.?)?\d+(?:\.\d+)*")  # a language-free place, as Clause.key gives it


def standing(questions: tuple[Question, ...], catalogue) -> dict[str, dict]:
    """Question id -> how its gold quotes stand among the clauses held, as fields of a Judgement.

    ``work`` is the text that holds the first of them: a work id (its revisions and languages together), the gold's
    own ``document`` where no clause holds the quote, "" without gold. Where several texts hold it, one whose name or
    id begins as ``document`` is meant. ``unheld`` is how many quotes no clause holds; ``placed`` and ``misplaced``
    how many stand at the address that the set gives, and elsewhere, ``instead``, or at wrong offsets. An address that is not in the form
    of one is for people, and counts as neither. ``unaligned`` are the languages in which the text of a quote is held
    and its clause is not: there it was read as another clause.
    """
    holding = _holding({gold.quote for question in questions for gold in question.gold}, catalogue)
    found = {}
    for question in questions:
        work = ""
        for gold in question.gold[:1]:
            texts = [info for info, _ in holding[gold.quote]]
            named = [info for info in texts if _named(info, gold.document)]
            work = (named or texts)[0].work_id if texts else gold.document
        places = [_place(gold.address, holding[gold.quote], catalogue) for gold in question.gold]
        found[question.id] = {
            "work": work,
            "unheld": sum(not holding[gold.quote] for gold in question.gold),
            "placed": places.count(""),
            "misplaced": sum(bool(place) for place in places),
            "instead": next(filter(None, places), ""),
            "unaligned": _unaligned([row for gold in question.gold for row in holding[gold.quote]], catalogue),
        }
    return found


def _holding(quotes: set[str], catalogue) -> dict[str, list[tuple]]:
    """Quote -> the clauses that contain it, each with its document."""
    folded = {quote: forms(quote) for quote in quotes}
    found: dict[str, list[tuple]] = {quote: [] for quote in quotes}
    if not quotes:
        return found
    for info in catalogue.documents():
        for clause in catalogue.clauses(info.id):
            text = forms(clause.text)
            for quote, wanted in folded.items():
                if holds(text, wanted):
                    found[quote].append((info, clause))
    return found


def _place(address: str, holding: list[tuple], catalogue) -> str | None:
    """"" when one of the clauses stands at ``address``, or where they stand instead; None when it cannot be told."""
    if not holding:
        return None
    if not any(catalogue.document(c.document_id).text[c.start : c.end] == c.text for _, c in holding):
        return f"{holding[0][1].address}, but not at its own offsets"
    if not address:
        return None
    typed = addresses.parse(address)
    for info, clause in holding:
        if fold(address) in (fold(clause.address), fold(clause.key), fold(clause.label)):
            return ""
        if typed and addresses.matches(typed, clause, info):
            return ""
    said = _KEY.fullmatch(address) or (typed and typed.section and typed.label)
    return f"{holding[0][1].address}, not {address}" if said else None


def _unaligned(holding: list[tuple], catalogue) -> tuple[str, ...]:
    """The languages that a text is held in and one of its clauses in ``holding`` is not."""
    found = set()
    for info, clause in holding:
        versions = {catalogue.document(c.document_id).language for c in (clause, *catalogue.siblings(clause))}
        same = {d.language for d in catalogue.documents() if (d.work_id, d.year) == (info.work_id, info.year)}
        found |= same - versions
    return tuple(sorted(found))


def _named(info, document: str) -> bool:
    return bool(document) and (info.name.startswith(document) or document in info.id)
