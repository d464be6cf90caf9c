"""Learns what everyday talk sounds like, beside the matters of ITU texts: what answer/everyday.py scores with.

The questions of everyday.tsv are of both sides; those of the embedding's pairs.tsv that stand in all six languages
are of the texts' side too. A question's vector is the mean of its versions; words are those of its English one, as they
share one space. The constants were chosen by the order of questions over real texts that are not in the repository.
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from answer.everyday import BY_WORDS, Learned, kernel, norm, units
from index.embedding import Embedding
from index.embedding.builtin import WEIGHTS
from schema import LANGUAGES

DATA = Path(__file__).with_name("everyday.tsv")
PAIRS = WEIGHTS.with_name("pairs.tsv")
_TALK = "everyday"  # the kind of the one side
_WORDS = "en"  # the language whose words stand for those of all
_PASSAGES = 2_500  # of the pairs', evenly: more of one side tell the two apart no better, and each is compared with
_RIDGE = 0.1  # for an example of average weight


@dataclass(frozen=True)
class Example:
    """A question."""

    talk: bool  # everyday talk, or a matter of the texts
    domain: str  # what it is about; no domain has questions of both sides
    said: dict[str, str]  # language -> the question


@dataclass(frozen=True)
class Study:
    """The regression with what it takes to leave examples out of it afterwards."""

    examples: tuple[Example, ...]
    learned: Learned
    holds: np.ndarray  # (examples, words), the weight of each word; an example's words are as like themselves as 1
    inverse: np.ndarray  # (examples, examples), of the ridged kernel

    def without(self, domain: str) -> Learned:
        """What the examples of all other domains tell, by the inverse in blocks."""
        out = np.array([example.domain == domain for example in self.examples])
        weights = self.learned.weights
        if out.any():
            weights = weights - self.inverse[:, out] @ np.linalg.solve(self.inverse[np.ix_(out, out)], weights[out])
            weights[out] = 0.0
        held = self.learned
        return Learned(held.embedding, held.vectors, weights, held.words, weights @ self.holds)


def examples() -> tuple[Example, ...]:
    """The questions of both tables, of the pairs _PASSAGES at most; one of several to the same passage."""
    own = [Example(row["kind"] == _TALK, row["domain"], _said(row, "")) for row in _rows(DATA)]
    plain = {row["passage_en"]: _said(row, "_q") for row in _rows(PAIRS) if all(_said(row, "_q").values())}
    said = list(plain.values())
    taken = np.linspace(0, len(said) - 1, min(len(said), _PASSAGES)).astype(int).tolist()
    return (*own, *(Example(False, f"passage {number}", said[number]) for number in taken))


def study(found: Sequence[Example], embedding: Embedding) -> Study:
    """Learn from the examples; both sides weigh the same."""
    said = [example.said[code] for example in found for code in LANGUAGES]
    vectors = units(embedding.embed(said).reshape(len(found), len(LANGUAGES), -1).mean(axis=1))
    words, holds = _words(found, embedding)
    alike = (1 - BY_WORDS) * kernel(vectors, vectors.T) + BY_WORDS * holds @ kernel(words, words.T) @ holds.T
    sides = np.array([1.0 if example.talk else -1.0 for example in found])
    shares = np.where(sides > 0, 0.5 / (sides > 0).sum(), 0.5 / (sides < 0).sum()) * len(sides)
    inverse = np.linalg.inv(alike.astype(np.float64) + np.diag(_RIDGE / shares))
    weights = inverse @ sides
    return Study(tuple(found), Learned(embedding.id, vectors, weights, words, weights @ holds), holds, inverse)


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def _said(row: dict[str, str], ending: str) -> dict[str, str]:
    return {code: row[f"{code}{ending}"] for code in LANGUAGES}


def _words(found: Sequence[Example], embedding: Embedding) -> tuple[np.ndarray, np.ndarray]:
    """The vectors of all words, (words, dimensions), and ``holds`` of Study."""
    texts = [example.said[_WORDS] for example in found]
    place: dict[str, int] = {}
    vectors, holding = [], []
    for at, (text, tokens) in enumerate(zip(texts, embedding.tokens(texts), strict=True)):
        own = max(norm(tokens.vectors, tokens.weights), 1e-9)
        for (start, end), vector, weight in zip(tokens.spans, tokens.vectors, tokens.weights, strict=True):
            word = text[start:end].casefold()
            if word not in place:
                place[word] = len(vectors)
                vectors.append(vector)
            holding.append((at, place[word], weight / own))
    holds = np.zeros((len(texts), len(vectors)), dtype=np.float32)
    for at, word, weight in holding:
        holds[at, word] += weight
    return np.array(vectors), holds
