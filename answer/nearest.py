"""What is offered where there is no answer: the clauses that came nearest and can be read."""

from __future__ import annotations

from schema import Answer, Hit

OFFERED = 3
_LEAST = 8  # letters: the cell of a table or the line of a formula has fewer


def nearest(answer: Answer) -> tuple[Hit, ...]:
    """The best hits, without those that are all figures and signs, such as a formula's rows or a table's."""
    return tuple(hit for hit in answer.hits if _reads(hit.clause.text))[:OFFERED]


def _reads(text: str) -> bool:
    signs = "".join(text.split())
    letters = sum(map(str.isalpha, signs))
    return letters >= _LEAST and letters >= len(signs) / 2
