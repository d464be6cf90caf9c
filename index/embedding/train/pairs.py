"""Third objective: a question in plain words finds the clause that answers it, in the project's own pairs.

``pairs.tsv`` has questions and passages in some or all of the six languages, ``synonyms.tsv`` words that people ask
with beside words of the texts. Both were written for this; none is from a text that is searched.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from index.embedding.train.ragged import Ragged, from_lists
from index.embedding.train.terms import FOLDER, LANGUAGES, rows_of

PAIRS = "pairs.tsv"  # columns en_q … zh_q, passage_en … passage_zh; a cell may be empty
SYNONYMS = "synonyms.tsv"  # columns language, asked, en, own
QUESTION_TOKENS = 32
PASSAGE_TOKENS = 80


@dataclass(frozen=True)
class Asked:
    """Questions and their passages by (language asked in, language answered in), and names by the same."""

    pairs: dict[tuple[str, str], tuple[Ragged, Ragged, np.ndarray]]  # the last: which passage it is, as a number
    names: dict[tuple[str, str], list[tuple[list[list[int]], list[list[int]]]]]

    def questions(self, way: tuple[str, str], size: int, rng: np.random.Generator) -> tuple[Ragged, Ragged]:
        """At most ``size`` questions with their passages, each of which comes once."""
        asked, answered, passage = self.pairs[way]
        order = rng.permutation(len(asked))
        rows = order[np.sort(np.unique(passage[order], return_index=True)[1])[:size]]
        return asked.take(rows, QUESTION_TOKENS), answered.take(rows, PASSAGE_TOKENS)

    def synonyms(self, way: tuple[str, str], size: int, rng: np.random.Generator) -> tuple[Ragged, Ragged]:
        """Of at most ``size`` rows a name that people ask with and one of the texts."""
        held = self.names[way]
        drawn = [held[row] for row in rng.choice(len(held), min(size, len(held)), replace=False)]
        one, other = ([names[rng.integers(len(names))] for names in side] for side in zip(*drawn, strict=True))
        return from_lists(one), from_lists(other)


def read_asked(encode: Callable[[list[str]], Ragged], folder: Path = FOLDER) -> Asked:
    """What ``folder`` has of both; either may be missing. ``encode``: texts → rows of the table."""
    return Asked(_pairs(encode, rows_of(folder / PAIRS)), _names(encode, rows_of(folder / SYNONYMS)))


def _pairs(encode, rows: list[dict[str, str]]) -> dict[tuple[str, str], tuple[Ragged, Ragged, np.ndarray]]:
    found = {}
    for one in LANGUAGES:
        for other in dict.fromkeys((one, "en", "fr")):
            both = [(row[f"{one}_q"], row[f"passage_{other}"]) for row in rows]
            both = [pair for pair in both if all(pair)]
            asked, answered = (encode([pair[side] for pair in both]) for side in (0, 1))
            filled = np.flatnonzero((asked.lengths() > 0) & (answered.lengths() > 0)) if both else []
            if len(filled) > 1:
                passage = np.unique([pair[1] for pair in both], return_inverse=True)[1]
                found[one, other] = asked.take(filled), answered.take(filled), passage[filled]
    return found


def _names(encode, rows: list[dict[str, str]]) -> dict[tuple[str, str], list]:
    found: dict[tuple[str, str], list] = {}
    for row in rows:
        asked = _encoded(encode, row["asked"])
        for other, column in ((row["language"], "own"), ("en", "en")):
            texts = _encoded(encode, row[column])
            if asked and texts:
                found.setdefault((row["language"], other), []).append((asked, texts))
    return found


def _encoded(encode, cell: str) -> list[list[int]]:
    names = [name.strip() for name in cell.split("|") if name.strip()]
    return [name for name in encode(names).lists() if name] if names else []
