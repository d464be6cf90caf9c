"""The training texts as token lists, and the batches drawn from them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from tokenizers import Tokenizer

from index.embedding.train.data import Row, pair_passages
from index.embedding.train.ragged import Ragged, from_lists, join
from index.embedding.train.templates import ASKED

TEXT_TOKENS = 64  # a sentence is cut to so many,
HEADING_TOKENS = 24  # a heading to so many,
PASSAGE_TOKENS = 80  # and a passage to so many
NEIGHBOURS = 8
ASKED_SHARE = 0.5  # of the headings are dressed as questions
Both = dict[str, Ragged]  # by language, "en" and "fr", aligned


@dataclass(frozen=True)
class Corpus:
    """What training draws from; every text is a list of piece ids."""

    texts: Both
    sources: np.ndarray  # (len(texts),) which file a text is from, as a number
    headings: Both
    passages: Both
    concepts: tuple[Ragged, ...]  # per concept its terms
    asked: dict[str, list[tuple[list[int], list[int]]]]  # per language, what stands before and after


def tokenise(rows: list[Row], concepts: list[tuple[str, ...]], tokenizer: Tokenizer) -> Corpus:
    named = pair_passages(rows)  # needs every row in its place, repeated or not
    rows = unique(rows)
    files = {source: number for number, source in enumerate(sorted({row.source for row in rows}))}

    def encode(texts: list[str]) -> Ragged:
        parts = [texts[first : first + 20_000] for first in range(0, len(texts), 20_000)]
        lists = (tokenizer.encode_batch_fast(part, add_special_tokens=False) for part in parts)
        return join([from_lists([e.ids for e in part]) for part in lists] or [from_lists([])])

    headings = {"en": encode([p.heading_en for p in named]), "fr": encode([p.heading_fr for p in named])}
    passages = {"en": encode([p.en for p in named]), "fr": encode([p.fr for p in named])}
    long_enough = np.flatnonzero(
        np.logical_and.reduce(
            [side.lengths() > least for both, least in ((headings, 1), (passages, 7)) for side in both.values()]
        )
    )
    return Corpus(
        texts={"en": encode([row.en for row in rows]), "fr": encode([row.fr for row in rows])},
        sources=np.array([files[row.source] for row in rows]),
        headings={language: side.take(long_enough) for language, side in headings.items()},
        passages={language: side.take(long_enough) for language, side in passages.items()},
        concepts=tuple(encode(list(concept)) for concept in concepts),
        asked={
            language: [tuple(encode(form.split("{}")).lists()) for form in forms]
            for language, forms in ASKED.items()
        },
    )


def unique(rows: list[Row]) -> list[Row]:
    """The first of each pair of texts."""
    first: dict[tuple[str, str], Row] = {}
    for row in rows:
        first.setdefault((row.en, row.fr), row)
    return list(first.values())


def translations(corpus: Corpus, rows: np.ndarray) -> tuple[Ragged, Ragged]:
    """These texts in English and in French."""
    return corpus.texts["en"].take(rows, TEXT_TOKENS), corpus.texts["fr"].take(rows, TEXT_TOKENS)


def synonyms(corpus: Corpus, size: int, rng: np.random.Generator) -> tuple[Ragged, Ragged]:
    """Two terms each of ``size`` concepts, of one language or two."""
    left, right = [], []
    for concept in rng.choice(len(corpus.concepts), min(size, len(corpus.concepts)), replace=False):
        terms = corpus.concepts[concept].lists()
        one, other = rng.choice(len(terms), 2, replace=False)
        left.append(terms[one])
        right.append(terms[other])
    return from_lists(left), from_lists(right)


def questions(
    corpus: Corpus, asked_in: str, answered_in: str, size: int, rng: np.random.Generator
) -> tuple[Ragged, Ragged]:
    """At most ``size`` headings, half of them dressed as questions, and the passages that they name.

    They come in runs of NEIGHBOURS from one text, since a question must tell a clause from the
    others around it.
    """
    count = len(corpus.headings["en"])
    firsts = rng.integers(0, max(1, count - NEIGHBOURS + 1), max(1, size // NEIGHBOURS))
    rows = np.unique(np.minimum(firsts[:, None] + np.arange(NEIGHBOURS), count - 1))
    headings = corpus.headings[asked_in].take(rows, HEADING_TOKENS)
    return dress(headings, corpus.asked[asked_in], rng), corpus.passages[answered_in].take(rows, PASSAGE_TOKENS)


def remembered(
    corpus: Corpus, rows: np.ndarray, asked_in: str, answered_in: str, size: int, rng: np.random.Generator
) -> tuple[Ragged, Ragged]:
    """Texts of which 10 to 60% of the words are left, as a reader remembers them, and their translations."""
    rows = rng.choice(rows, min(size, len(rows)), replace=False)
    whole = corpus.texts[asked_in].take(rows, TEXT_TOKENS)
    keep = rng.random(len(whole.ids)) < 0.1 + 0.5 * rng.random()
    keep[whole.starts[:-1]] = True
    left = Ragged(whole.ids[keep], np.concatenate([[0], np.cumsum(keep)])[whole.starts])
    return dress(left, corpus.asked[asked_in], rng), corpus.texts[answered_in].take(rows, PASSAGE_TOKENS)


def dress(headings: Ragged, forms: list[tuple[list[int], list[int]]], rng: np.random.Generator) -> Ragged:
    dressed = []
    for ids in headings.lists():
        before, after = forms[rng.integers(len(forms))] if rng.random() < ASKED_SHARE else ([], [])
        dressed.append([*before, *ids, *after])
    return from_lists(dressed)


def long_texts(corpus: Corpus, least: int = 10) -> np.ndarray:
    """Rows of the texts with more than ``least`` pieces in both languages."""
    return np.flatnonzero((corpus.texts["en"].lengths() > least) & (corpus.texts["fr"].lengths() > least))
