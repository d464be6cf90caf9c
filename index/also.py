"""Which words of a clause say what other words of the question say: "topics" ↔ « sujets », "TSAG" ↔ « GCNT ».

Of the same sources that clauses are matched by: the terminology, the learned translations and the gazetteer.
"""

from __future__ import annotations

from functools import lru_cache

from index import lexicon
from index.tokens import fold
from itu import bodies

MOST = 6  # pairs given of a clause
SURE = 0.8  # strength from which two single words are shown as saying the same


def also(question: str, language: str, text: str, other: str) -> tuple[tuple[str, str], ...]:
    """(words of the question, words of ``text`` in ``other`` that were matched to them), as written, in the
    question's order; what is written alike is left out."""
    asked, held = _words(question, language), lexicon.words(text, other)
    found: list[tuple[int, int, str]] = []
    for pairs in (
        _named(question, language, text, other),
        _terms(question, asked, language, text, held, other),
        _single(question, asked, language, text, held, other),
    ):
        for pair in sorted(pairs, key=lambda p: p[1] - p[0]):
            if not any(pair[0] < end and start < pair[1] for start, end, _ in found):
                found.append(pair)
    pairs = dict.fromkeys((question[start:end], words) for start, end, words in sorted(found))
    return tuple((one, two) for one, two in pairs if fold(one) != fold(two))[:MOST]


@lru_cache(maxsize=256)  # a question is held against twenty clauses
def _words(question: str, language: str) -> tuple[lexicon.Word, ...]:
    return tuple(lexicon.words(question, language))


@lru_cache(maxsize=256)
def _concepts(question: str, language: str) -> tuple[lexicon.Concept, ...]:
    return tuple(lexicon.concepts(_words(question, language), language))


def _named(question: str, language: str, text: str, other: str) -> list[tuple[int, int, str]]:
    """Bodies that both name."""
    held = {m.key: text[m.start : m.end] for m in reversed(bodies.find(text, other))}
    asked = bodies.find(question, language, any_case=True)
    return [(m.start, m.end, held[key]) for m in asked for key in sorted(bodies.kin(m.key) & held.keys())[:1]]


def _terms(question, asked, language, text, held, other) -> list[tuple[int, int, str]]:
    """Terms of several words of the terminology that both hold."""
    there = {c.row: c for c in reversed(lexicon.concepts(held, other))}
    return [
        (asked[c.first].start, asked[c.last].end, text[held[there[c.row].first].start : held[there[c.row].last].end])
        for c in _concepts(question, language)
        if c.row in there
    ]


def _single(question, asked, language, text, held, other) -> list[tuple[int, int, str]]:
    """Single words by their strongest relative in the text."""
    found = []
    for word in asked:
        known = lexicon.related(word.stem, language, other)
        best = max(held, key=lambda w: known.get(w.stem, 0.0), default=None)
        if best is not None and known.get(best.stem, 0.0) >= SURE:
            found.append((word.start, word.end, text[best.start : best.end]))
    return found
