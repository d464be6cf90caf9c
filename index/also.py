"""Which words of a clause say what other words of the question say: "topics" ↔ « sujets », "TSAG" ↔ « GCNT ».

Of the same sources that clauses are matched by: the terminology, the learned translations and the gazetteer.
"""

from __future__ import annotations

from functools import lru_cache
from os.path import commonprefix

from index import lexicon
from index.tokens import fold
from itu import bodies

MOST = 6  # pairs given of a clause
SURE = 0.8  # strength from which two single words are shown as saying the same
LONGEST = 2  # times its stem's length that a word is long at most
BEGUN, SHARE = 5, 0.7  # letters, and share of the longer word, that words written alike begin with


def also(question: str, language: str, text: str, other: str) -> tuple[tuple[str, str], ...]:
    """(words of the question, words of ``text`` in ``other`` that were matched to them), as written, in the
    question's order; what is written alike is left out, and words whose stems alone are those of others."""
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
    return tuple((one, two) for one, two in pairs if not _alike(fold(one), fold(two)))[:MOST]


def _near(word: lexicon.Word) -> bool:
    """Whether a word is not much longer than its stem: "communications" has that of "commun"."""
    return word.end - word.start <= LONGEST * len(word.stem)


def _alike(one: str, two: str) -> bool:
    """Whether two words are written alike but for their ends: "identify", "identifier"."""
    begun = len(commonprefix((one, two)))
    return one == two or begun >= BEGUN and begun >= SHARE * max(len(one), len(two))


@lru_cache(maxsize=256)  # a question is held against each clause cited
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
    """Terms of the terminology that both hold."""
    there = {c.row: c for c in reversed(lexicon.concepts(held, other)) if c.first < c.last or _near(held[c.first])}
    return [
        (asked[c.first].start, asked[c.last].end, text[held[there[c.row].first].start : held[there[c.row].last].end])
        for c in _concepts(question, language)
        if c.row in there and (c.first < c.last or _near(asked[c.first]))
    ]


def _single(question, asked, language, text, held, other) -> list[tuple[int, int, str]]:
    """Single words by their strongest relative in the text."""
    found = []
    near = [word for word in held if _near(word)]
    for word in filter(_near, asked):
        known = lexicon.related(word.stem, language, other)
        best = max(near, key=lambda w: known.get(w.stem, 0.0), default=None)
        if best is not None and known.get(best.stem, 0.0) >= SURE:
            found.append((word.start, word.end, text[best.start : best.end]))
    return found
