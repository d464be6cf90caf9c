"""The training texts as lists of rows of the table, and the batches drawn from them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

import numpy as np
from tokenizers import Tokenizer

from index.embedding.train.data import OTHERS, Row, pair_passages
from index.embedding.train.ragged import Ragged, from_lists, join
from index.embedding.train.templates import ASKED
from index.embedding.train.terms import SENTENCES, Concept

TEXT_TOKENS = 64  # a sentence is cut to so many,
HEADING_TOKENS = 24  # a heading to so many,
PASSAGE_TOKENS = 80  # and a passage to so many
NEIGHBOURS = 8
ASKED_SHARE = 0.5  # of the headings are dressed as questions
SENTENCE_COPIES = 5  # the sentences are few and nearest to what is searched
Both = dict[str, Ragged]  # by language, aligned


@dataclass(frozen=True)
class Corpus:
    """What training draws from; every text is a list of rows of the table, never row 0."""

    pairs: dict[str, Both]  # language → its texts and the English ones
    sources: dict[str, np.ndarray]  # language → (pairs,) which file a pair is from, as a number
    headings: Both
    passages: Both
    concepts: list[dict[str, list[list[int]]]]  # language → terms
    asked: dict[str, list[tuple[list[int], list[int]]]]  # per language, what stands before and after


def tokenise(rows: list[Row], concepts: list[Concept], tokenizer: Tokenizer, row_of: np.ndarray) -> Corpus:
    named = pair_passages(rows)  # needs every row in its place, repeated or not
    rows = unique(rows)
    files = {source: number for number, source in enumerate(sorted({row.source for row in rows}))}

    encode = partial(encode_texts, tokenizer=tokenizer, row_of=row_of)
    headings = {"en": encode([p.heading_en for p in named]), "fr": encode([p.heading_fr for p in named])}
    passages = {"en": encode([p.en for p in named]), "fr": encode([p.fr for p in named])}
    long_enough = np.flatnonzero(
        np.logical_and.reduce(
            [side.lengths() > least for both, least in ((headings, 1), (passages, 7)) for side in both.values()]
        )
    )
    pairs, sources = {}, {}
    for language in OTHERS:
        own = [row for row in rows if row.language == language]
        own += [row for row in own if row.source == SENTENCES] * (SENTENCE_COPIES - 1)
        texts = {"en": encode([row.en for row in own]), language: encode([row.other for row in own])}
        filled = np.flatnonzero((texts["en"].lengths() > 0) & (texts[language].lengths() > 0))
        if len(filled):
            pairs[language] = {side: of.take(filled) for side, of in texts.items()}
            sources[language] = np.array([files[row.source] for row in own])[filled]
    return Corpus(
        pairs,
        sources,
        headings={language: side.take(long_enough) for language, side in headings.items()},
        passages={language: side.take(long_enough) for language, side in passages.items()},
        concepts=[known(concept, encode) for concept in concepts],
        asked={
            language: [tuple(encode(form.split("{}")).lists()) for form in forms]
            for language, forms in ASKED.items()
        },
    )


def encode_texts(texts: list[str], tokenizer: Tokenizer, row_of: np.ndarray) -> Ragged:
    """Each text as rows of the table."""
    parts = [texts[first : first + 20_000] for first in range(0, len(texts), 20_000)]
    lists = (tokenizer.encode_batch_fast(part, add_special_tokens=False) for part in parts)
    return meaning(join([from_lists([e.ids for e in part]) for part in lists] or [from_lists([])]), row_of)


def meaning(texts: Ragged, row_of: np.ndarray) -> Ragged:
    """Pieces as rows of the table, those that mean nothing left out."""
    rows = row_of[texts.ids]
    return Ragged(rows[rows > 0], np.concatenate([[0], np.cumsum(rows > 0)])[texts.starts])


def known(concept: Concept, encode) -> dict[str, list[list[int]]]:
    lists = {language: [x for x in encode(list(terms)).lists() if x] for language, terms in concept.items()}
    return {language: of for language, of in lists.items() if of}


def unique(rows: list[Row]) -> list[Row]:
    """The first of each pair of texts."""
    first: dict[tuple[str, str], Row] = {}
    for row in rows:
        first.setdefault((row.en, row.other), row)
    return list(first.values())


def translations(corpus: Corpus, language: str, rows: np.ndarray) -> tuple[Ragged, Ragged]:
    """These texts in English and in the language."""
    pair = corpus.pairs[language]
    return pair["en"].take(rows, TEXT_TOKENS), pair[language].take(rows, TEXT_TOKENS)


def synonyms(
    corpus: Corpus, one: str, other: str, size: int, rng: np.random.Generator
) -> tuple[Ragged, Ragged]:
    """A term in language ``one`` and a term in language ``other`` of each of at most ``size`` concepts."""
    left, right = [], []
    for place in rng.permutation(len(corpus.concepts)):
        concept = corpus.concepts[place]
        if one in concept and other in concept and (one != other or len(concept[one]) > 1):
            first = rng.integers(len(concept[one]))
            second = rng.integers(len(concept[other]))
            if one == other and first == second:
                second = (first + 1) % len(concept[one])
            left.append(concept[one][first])
            right.append(concept[other][second])
            if len(left) == size:
                break
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
    corpus: Corpus, language: str, asked_in: str, answered_in: str, rows: np.ndarray, rng: np.random.Generator
) -> tuple[Ragged, Ragged]:
    """Texts of which 10 to 60% of the words are left, as a reader remembers them, and their translations."""
    whole = corpus.pairs[language][asked_in].take(rows, TEXT_TOKENS)
    keep = rng.random(len(whole.ids)) < 0.1 + 0.5 * rng.random()
    keep[whole.starts[:-1]] = True
    left = Ragged(whole.ids[keep], np.concatenate([[0], np.cumsum(keep)])[whole.starts])
    return dress(left, corpus.asked[asked_in], rng), corpus.pairs[language][answered_in].take(rows, PASSAGE_TOKENS)


def dress(headings: Ragged, forms: list[tuple[list[int], list[int]]], rng: np.random.Generator) -> Ragged:
    dressed = []
    for ids in headings.lists():
        before, after = forms[rng.integers(len(forms))] if rng.random() < ASKED_SHARE else ([], [])
        dressed.append([*before, *ids, *after])
    return from_lists(dressed)


def learned_rows(corpus: Corpus, count: int) -> np.ndarray:
    """(count,) how often English and French learn a row, as a share of the words of their texts and terms."""
    texts = [of.ids for both in (corpus.pairs["fr"], corpus.headings, corpus.passages) for of in both.values()]
    terms = [
        np.concatenate(lists)
        for concept in corpus.concepts
        if "en" in concept and "fr" in concept
        for lists in (concept["en"], concept["fr"])
    ]
    return shares(np.concatenate([*texts, *terms]), count)


def shares(rows: np.ndarray, count: int) -> np.ndarray:
    """(count,) which share of ``rows`` each row is."""
    return np.bincount(rows, minlength=count) / max(1, len(rows))


def long_texts(corpus: Corpus, language: str, least: int) -> np.ndarray:
    """Rows of the texts with more than ``least`` words in both languages."""
    sides = corpus.pairs[language].values()
    return np.flatnonzero(np.logical_and.reduce([side.lengths() > least for side in sides]))
