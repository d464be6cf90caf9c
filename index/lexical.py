"""BM25 over the clauses of one language, by bm25s with a tokenizer that knows these texts.

Built whole and saved in a folder per language: bm25s's own files and ``ids.json``.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import numpy as np

from index import terms
from index.tokens import tokenize


class Lexical:
    """Read side of one language. Safe from several threads: nothing in it changes."""

    def __init__(self, folder: Path, language: str):
        import bm25s

        self.language = language
        self._ids: list[str] = json.loads((folder / "ids.json").read_text(encoding="utf-8"))
        self._bm25 = bm25s.BM25.load(folder, mmap=True, show_progress=False)
        # Mapped all the same: a slice of a memmap costs ten times that of an array.
        self._starts, self._clauses, self._weights = (
            np.asarray(self._bm25.scores[part]) for part in ("indptr", "indices", "data")
        )

    def __len__(self) -> int:
        return len(self._ids)

    def search(self, text: str, k: int, rows: np.ndarray | None = None) -> list[tuple[str, float]]:
        """The k best clauses with scores above zero, ties by id.

        ``rows``: search these alone, ascending places among the ids in order.
        """
        known = self._bm25.vocab_dict
        words = [word for word in dict.fromkeys(tokenize(text, self.language)) if word in known]
        if not words or k <= 0:
            return []
        scores = np.zeros(len(self._ids), dtype=np.float32)
        for word in words:
            clauses, weights = self._postings(known[word])
            scores[clauses] += weights
        return self._best(scores, k, rows)

    def search_meaning(
        self, wanted: Sequence[Mapping[str, float]], k: int, rows: np.ndarray | None = None
    ) -> list[tuple[str, float]]:
        """The k best clauses by what a question means, ties by id.

        ``wanted``: for each word of the question the stems that say it → strength. A word counts by the stem that
        serves a clause best: its BM25 times its strength.
        """
        vocabulary = self._bm25.vocab_dict
        scores, best = np.zeros((2, len(self._ids)), dtype=np.float32)
        for stems in wanted:
            touched = []
            for stem, strength in stems.items():
                if (place := vocabulary.get(stem)) is not None:
                    at, weights = self._postings(place)
                    best[at] = np.maximum(best[at], strength * weights)
                    touched.append(at)
            for at in touched:  # a clause that several touched is added once: it is 0 by then
                scores[at] += best[at]
                best[at] = 0
        return self._best(scores, k, rows)

    def _postings(self, word: int) -> tuple[np.ndarray, np.ndarray]:
        """The clauses that hold a word of the vocabulary, each once, and its weight in each."""
        held = slice(self._starts[word], self._starts[word + 1])
        return self._clauses[held], self._weights[held]

    def _best(self, scores: np.ndarray, k: int, rows: np.ndarray | None) -> list[tuple[str, float]]:
        matched = np.flatnonzero(scores > 0) if rows is None else rows[scores[rows] > 0]
        if 0 < k < len(matched):  # what cannot be among the best is left out before they are put in order
            found = scores[matched]
            matched = matched[found >= np.partition(found, len(found) - k)[len(found) - k]]
        best = matched[np.argsort(-scores[matched], kind="stable")][: max(k, 0)]  # ids ascend with the place
        return [(self._ids[i], float(scores[i])) for i in best]


def build(folder: Path, language: str, passages: Iterable[tuple[str, str]]) -> None:
    """Index (clause id, passage) pairs and save them; the order that they come in makes no difference."""
    spool = terms.Spool(folder)
    for clause_id, text in passages:
        spool.add([clause_id], [terms.line(text, language)])
    spool.finish(None)
