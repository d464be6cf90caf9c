"""Which of a question's words a clause meets, across languages: late interaction with context and exact terms."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace

import numpy as np

from index.embedding import TokenVectors
from index.late import LENGTH_OFFSET, LateMatch, LateScorer
from index.tokens import fold, stop_words
from itu import bodies

CONTEXT = 0.6  # a match in the document's title counts this much of one in the clause
SAME = 0.5  # cosine from which two words count as saying the same thing
_WORD = re.compile(r"\w+(?:[.\-/]\w+)*")
_EXACT = re.compile(r"\d+(?:[.,\-/]\d+)*|[^\W\d_]*\d[\w.\-/]*")  # numbers, and names that hold one


@dataclass(frozen=True)
class Terms:
    """A question's words as they are matched: tokens with their weights, the bodies and numbers it names."""

    text: str
    tokens: TokenVectors
    bodies: tuple[tuple[int, int, str], ...]  # start, end, key
    exact: frozenset[str]


@dataclass(frozen=True)
class Match:
    """How one passage meets the question. Spans are offsets into the passage."""

    score: float  # late interaction, comparable between passages for one question
    coverage: float  # 0 to 1: share of the question's weight that is met
    bodies: float  # 0 to 1: share of the bodies named that the passage names too; 0 when none is named
    exact: float  # 0 to 1: likewise for numbers
    matched: tuple[tuple[int, int], ...]
    unmatched: tuple[str, ...]  # the question's words that nothing in the passage met, weightiest first


def terms(text: str, language: str, embedding, *, before: str = "", before_weight: float = 0.3) -> Terms:
    """The terms of a question; words of ``before``, the question that it goes on from, weigh less."""
    whole = f"{text} {before}".strip()
    tokens = embedding.tokens([whole])[0]
    weights = tokens.weights.copy()
    stop = stop_words(language)
    for word in _WORD.finditer(whole):
        if fold(word.group()) in stop:
            weights[_within(tokens.spans, *word.span())] = 0.0
    weights[tokens.spans[:, 0] >= len(text)] *= before_weight
    named = tuple((m.start, m.end, m.key) for m in bodies.find(whole, language))
    return Terms(whole, replace(tokens, weights=weights), named, exact_terms(text))


def exact_terms(text: str) -> frozenset[str]:
    """Numbers and the like, which mean the same in every language and nothing by resemblance."""
    return frozenset(unicodedata.normalize("NFKC", word).casefold() for word in _EXACT.findall(text))


def match(terms: Terms, passages: list[str], languages: list[str], titles: list[str], embedding) -> list[Match]:
    """One Match per passage, given the language of each and the title of its document."""
    scorer = LateScorer()
    tokens = embedding.tokens(passages)
    own = scorer.score(terms.tokens, tokens)
    unique = sorted(set(titles))
    context = dict(zip(unique, scorer.score(terms.tokens, embedding.tokens(unique)), strict=True))
    return [
        _match(terms, passage, language, found, late, context[title])
        for passage, language, title, found, late in zip(passages, languages, titles, tokens, own, strict=True)
    ]


def _match(terms: Terms, passage: str, language: str, tokens: TokenVectors, own: LateMatch, title: LateMatch) -> Match:
    weights = terms.tokens.weights
    cosines = _cosines(own, len(weights))
    keys = {m.key for m in bodies.find(passage, language)} if terms.bodies else set()
    for start, end, key in terms.bodies:
        if key in keys:  # the same body under another name is a match that no vector need show
            cosines[_within(terms.tokens.spans, start, end)] = 1.0
    best = np.maximum(cosines, CONTEXT * _cosines(title, len(weights)))
    met = weights * np.maximum(best, 0) ** 2
    named = {key for _, _, key in terms.bodies}
    return Match(
        score=float(met.sum() / np.log(LENGTH_OFFSET + len(tokens))),
        coverage=float(met.sum() / max(weights.sum(), 1e-9)),
        bodies=len(named & keys) / len(named) if named else 0.0,
        exact=len(terms.exact & exact_terms(passage)) / len(terms.exact) if terms.exact else 0.0,
        matched=_matched(terms, passage, tokens, own),
        unmatched=_unmatched(terms, best),
    )


def _cosines(late: LateMatch, count: int) -> np.ndarray:
    return np.array([b.cosine for b in late.best]) if late.best else np.zeros(count)


def _matched(terms: Terms, passage: str, tokens: TokenVectors, own: LateMatch) -> tuple[tuple[int, int], ...]:
    """The passage's words that the question's weighty tokens met."""
    places = {
        tuple(tokens.spans[b.clause_token]) for b in own.best if b.cosine >= SAME and b.weight > 0
    }
    words = [w.span() for w in _WORD.finditer(passage)]
    return tuple(
        (start, end) for start, end in words if any(s < end and start < e for s, e in places)
    )


def _unmatched(terms: Terms, best: np.ndarray) -> tuple[str, ...]:
    """Words none of whose tokens found a like one."""
    missing = []
    for word in _WORD.finditer(terms.text):
        inside = _within(terms.tokens.spans, *word.span())
        weight = terms.tokens.weights[inside]
        if weight.sum() > 0 and (best[inside] * weight).sum() / weight.sum() < SAME:
            missing.append((float(weight.sum()), word.group()))
    return tuple(dict.fromkeys(word for _, word in sorted(missing, key=lambda m: -m[0])))


def _within(spans: np.ndarray, start: int, end: int) -> np.ndarray:
    """Which tokens overlap ``start:end``."""
    return (spans[:, 0] < end) & (spans[:, 1] > start)
