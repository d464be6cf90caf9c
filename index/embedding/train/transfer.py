"""Rows of the languages of which there is little text, made of the English rows that they translate to.

Which word translates which is told by IBM Model 1 (Brown et al. 1993, https://aclanthology.org/J93-2003/) over
the rows of each pair of sentences and of each pair of terms, in both directions; a word's vector and weight are
the means of those of its translations. So a word of Russian inherits what English learned from a hundred times
as much text.
"""

from __future__ import annotations

import numpy as np

from index.embedding.train.corpus import Corpus, shares
from index.embedding.train.model1 import translate
from index.embedding.train.ragged import Ragged, from_lists, join

ROUNDS = 5  # of expectation and maximisation
LONGEST = 40  # words; longer sentences tell little of which word is which
LEAST = 0.03  # probability kept
EN_TERMS, OTHER_TERMS = 4, 6  # of a concept, the usual ones first
TERM_COPIES = 2
COMMONER = 25  # times, from which a spelling that English or French has too may be a word of the other language
SAME = 0.2  # probability from which a word is its own translation: numbers, names, "general"


def transfer(table: np.ndarray, log_rarity: np.ndarray, corpus: Corpus, learned: np.ndarray) -> int:
    """Set the rows that have translations and aren't English or French; gives how many. Changes both arrays.

    ``learned``: (rows,) how often English and French learn a row (``learned_rows``). A spelling that is far commoner
    in the other language, and isn't its own translation, is a word of that one: Spanish "los" is no city.
    """
    done = 0
    known = learned > 0
    for language in corpus.pairs:
        if language == "fr":
            continue
        en, other, probability = translations(corpus, language)
        common = shares(corpus.pairs[language][language].ids, len(table)) > COMMONER * learned
        itself = np.bincount(other, weights=probability * (en == other), minlength=len(table))
        own = ~known | (common & (itself < SAME))
        kept = (probability >= LEAST) & known[en] & own[other]
        en, other, probability = en[kept], other[kept], probability[kept]
        total = np.bincount(other, weights=probability, minlength=len(table))
        rows = np.flatnonzero(total)
        share = (probability / total[other]).astype(np.float32)[:, None]
        table[rows] = sums(other, share * table[en], rows)
        log_rarity[rows] = sums(other, share * log_rarity[en], rows)
        done += len(rows)
    return done


def sums(of: np.ndarray, values: np.ndarray, rows: np.ndarray) -> np.ndarray:
    """(rows, d) the sum of ``values`` for each of ``rows``, which are the distinct ``of``, ascending."""
    order = np.argsort(of, kind="stable")
    return np.add.reduceat(values[order], np.searchsorted(of[order], rows), axis=0)


def translations(corpus: Corpus, language: str) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """English row, row of the language, geometric mean of the probabilities of each given the other."""
    en_terms, other_terms = terms(corpus, language)
    en = join([corpus.pairs[language]["en"], *[en_terms] * TERM_COPIES])
    other = join([corpus.pairs[language][language], *[other_terms] * TERM_COPIES])
    short = np.flatnonzero((en.lengths() <= LONGEST) & (other.lengths() <= LONGEST))
    return translate(en.take(short), other.take(short), ROUNDS)


def terms(corpus: Corpus, language: str) -> tuple[Ragged, Ragged]:
    """Each English term of a concept beside each term of the language."""
    pairs = [
        (one, two)
        for concept in corpus.concepts
        for one in concept.get("en", [])[:EN_TERMS]
        for two in concept.get(language, [])[:OTHER_TERMS]
    ]
    return from_lists([one for one, _ in pairs]), from_lists([two for _, two in pairs])
