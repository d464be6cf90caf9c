"""Which of a question's words a clause meets, across languages: late interaction over words.

Each word of the question takes its best match in the clause: by the vectors of its tokens (late interaction), by a
translation or synonym (lexicon.py), by a body known under another name (the gazetteer), or in the document's title,
which counts less. Matches are squared, weighted by rarity and summed.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache, lru_cache, partial
from pathlib import Path

import numpy as np

from index import lexicon
from index.embedding import TokenVectors
from index.late import LENGTH_OFFSET, LateMatch, LateScorer
from index.tokens import fold
from itu import bodies

CONTEXT = 0.6  # a match in the document's title counts this much of one in the clause
KIN = 0.8  # a class of bodies that stands for one of them, or one for its class
_HEAVY = 0.5  # share of the heaviest word's weight from which a word is worth naming
_NAMED = 5  # words named at most
_CROWD = 5  # best covered passages
_NEAR = 8  # stems looked for in place of a word
SAME = 0.5  # strength from which two words count as saying the same thing


@dataclass(frozen=True)
class Terms:
    """A question's words as they are matched."""

    text: str
    language: str
    tokens: TokenVectors
    words: tuple[lexicon.Word, ...]
    weights: np.ndarray  # (words,) float, rarity of each word
    concepts: tuple[lexicon.Concept, ...]
    bodies: tuple[tuple[int, int, str], ...]  # start, end, key


@dataclass(frozen=True)
class Match:
    """How one passage meets the question. Spans are offsets into the passage."""

    score: float  # comparable between passages for one question
    coverage: float  # 0 to 1: share of the question's weight that is met
    absent: float  # 0 to 1: share of the question's weight that no passage meets at all
    names_missing: float  # 0 to 1: share of the question's names and numbers that are not met
    heaviest: float  # 0 to 1: share of the question's weight that its least met word alone leaves unmet
    anywhere: float  # 0 to 1: share of the question's weight that is met when each word is met by its best passage
    crowd: float  # 0 to 1: mean coverage of the best covered passages
    brevity: float  # 1 / the question's words that have weight, 1 when there is none
    unmatched: tuple[str, ...]  # the question's weighty words that no passage met, in the question's order
    places: Callable[[], tuple[tuple[int, int], ...]] = field(repr=False, compare=False)

    @property
    def matched(self) -> tuple[tuple[int, int], ...]:
        """The passage's words that the question's weighty words met: worked out when asked for, as few are shown."""
        return self.places()


@dataclass(frozen=True)
class Passage:
    """A clause's words as they are matched."""

    text: str
    words: tuple[lexicon.Word, ...]
    stems: frozenset[str]
    concepts: frozenset[int]


def terms(text: str, language: str, embedding, *, before: str = "", before_weight: float = 0.3) -> Terms:
    """The terms of a question; words of ``before``, the question that it goes on from, weigh less."""
    whole = f"{text} {before}".strip()
    tokens = embedding.tokens([whole])[0]
    words = lexicon.words(whole, language)
    concepts = tuple(lexicon.concepts(words, language, "asked"))
    weights = np.array([_rarity(tokens, w, whole, language) for w in words])
    weights[[w.start >= len(text) for w in words]] *= before_weight
    named = tuple((m.start, m.end, m.key) for m in bodies.find(whole, language, any_case=True))
    return Terms(whole, language, tokens, tuple(words), weights, concepts, named)


def wanted(terms: Terms, language: str) -> list[dict[str, float]]:
    """For each weighty word of the question the stems of ``language`` that say it best → strength, 0 to 1."""
    found = []
    for place, (word, weight) in enumerate(zip(terms.words, terms.weights, strict=True)):
        if weight > 0:
            known = lexicon.related(word.stem, terms.language, language)
            near = sorted(known, key=lambda stem: (-known[stem], stem))[:_NEAR]
            inside = [c for c in terms.concepts if c.first <= place <= c.last]
            named = {stem: c.strength for c in inside for stem in lexicon.stems(c, language)}
            found.append({word.stem: 1.0} | {stem: known[stem] for stem in near} | named)
    return found


def match(terms: Terms, passages: list[str], languages: list[str], titles: list[str], embedding) -> list[Match]:
    """One Match per passage, given the language of each and the name and title of its document."""
    scorer = LateScorer()
    tokens = embedding.tokens(passages)
    late = scorer.score(terms.tokens, tokens)
    unique = sorted(set(titles))
    context = dict(zip(unique, scorer.score(terms.tokens, embedding.tokens(unique)), strict=True))
    read = [_passage(text, language) for text, language in zip(passages, languages, strict=True)]
    around = [_passage(title, language) for title, language in zip(titles, languages, strict=True)]
    strengths = np.array([
        _strengths(terms, read[i], around[i], languages[i], late[i], context[titles[i]]) for i in range(len(passages))
    ])  # (passages, words)  # fmt: skip
    met = strengths**2
    # A word that every clause meets tells none of them apart.
    idf = np.log1p(len(passages) / (0.5 + met.sum(axis=0)))
    scores = (met * terms.weights * idf).sum(axis=1) / np.log(LENGTH_OFFSET + np.array([len(t) for t in tokens]))
    total = max(float(terms.weights.sum()), 1e-9)
    anywhere = strengths.max(axis=0) if len(passages) else np.zeros(0)
    unmatched = _unmatched(terms, anywhere)
    coverage = (met * terms.weights).sum(axis=1) / total
    whole = {
        "absent": float(terms.weights[anywhere < SAME].sum()) / total,
        "anywhere": float((anywhere**2 * terms.weights).sum()) / total,
        "crowd": float(np.sort(coverage)[-_CROWD:].mean()) if len(passages) else 0.0,
        "brevity": 1 / max(1, int((terms.weights > 0).sum())),
    }
    return [
        Match(
            score=float(scores[i]),
            coverage=float(coverage[i]),
            heaviest=float(((1 - met[i]) * terms.weights).max(initial=0.0)) / total,
            names_missing=_names_missing(terms, strengths[i]),
            unmatched=unmatched,
            places=partial(_matched, terms, read[i], languages[i], late[i], tokens[i]),
            **whole,
        )
        for i in range(len(passages))
    ]


def _rarity(tokens: TokenVectors, word: lexicon.Word, text: str, language: str) -> float:
    """Weight of a word: its tokens' mean rarity; 0 for a word that only asks."""
    inside = _within(tokens.spans, word.start, word.end)
    if _asks(text[word.start : word.end], language) or not inside.any():
        return 0.0
    return float(tokens.weights[inside].mean())


def _asks(word: str, language: str) -> bool:
    folded = fold(word)
    whole, openings = _asking(language)
    return folded in whole or folded.startswith(openings)


@cache
def _asking(language: str) -> tuple[frozenset[str], tuple[str, ...]]:
    """Whole words, and the openings of those with any ending."""
    lists = tomllib.loads(Path(__file__).with_name("askingwords.toml").read_text(encoding="utf-8"))
    words = lists.get(language, "").split()
    whole = frozenset(fold(word) for word in words if not word.endswith("*"))
    return whole, tuple(fold(word[:-1]) for word in words if word.endswith("*"))


@lru_cache(maxsize=20_000)
def _passage(text: str, language: str) -> Passage:
    words = tuple(lexicon.words(text, language))
    concepts = frozenset(c.row for c in lexicon.concepts(list(words), language, "texts"))
    return Passage(text, words, frozenset(w.stem for w in words), concepts)


@lru_cache(maxsize=20_000)
def _bodies(text: str, language: str) -> frozenset[str]:
    """The bodies named in a passage: looked for only when the question names one."""
    return frozenset(m.key for m in bodies.find(text, language))


def _strengths(
    terms: Terms, passage: Passage, around: Passage, language: str, own: LateMatch, title: LateMatch
) -> np.ndarray:
    """(words,) how strongly each word of the question is met, 0 to 1, in the passage or in what stands around it."""
    near, far = _cosines(own, len(terms.tokens)), _cosines(title, len(terms.tokens))
    cosines = np.maximum(near, CONTEXT * far)
    strengths = np.array([_strength(terms, word, passage, around, language, cosines) for word in terms.words])
    for concept in terms.concepts:
        if concept.row in passage.concepts:
            named = slice(concept.first, concept.last + 1)
            strengths[named] = np.maximum(strengths[named], concept.strength)
    for start, end, key in terms.bodies:
        if kin := bodies.kin(key) & _bodies(passage.text, language):
            inside = [start <= w.start and w.end <= end for w in terms.words]
            strengths[inside] = np.maximum(strengths[inside], 1.0 if key in kin else KIN)
    return strengths


def _strength(terms: Terms, word: lexicon.Word, passage: Passage, around: Passage, language: str, cosines) -> float:
    if any(character.isdigit() for character in word.stem):
        return float(word.stem in passage.stems or word.stem in around.stems)  # a number is met by itself alone
    known = lexicon.related(word.stem, terms.language, language)
    said = max((strength for stem, strength in known.items() if stem in passage.stems), default=0.0)
    there = max((strength for stem, strength in known.items() if stem in around.stems), default=0.0)
    inside = _within(terms.tokens.spans, word.start, word.end)
    alike = float(cosines[inside].mean()) if inside.any() else 0.0
    return min(1.0, max(said, CONTEXT * there, alike, 0.0))


def _cosines(late: LateMatch, count: int) -> np.ndarray:
    return np.array([b.cosine for b in late.best]) if late.best else np.zeros(count)


def _matched(terms, passage: Passage, language: str, own: LateMatch, tokens: TokenVectors) -> tuple[tuple[int, int], ...]:
    """The passage's words that the question's weighty words met."""
    wanted = {w.stem for w, weight in zip(terms.words, terms.weights, strict=True) if weight > 0}
    said = {s for stem in wanted for s, v in lexicon.related(stem, terms.language, language).items() if v >= SAME}
    places = [tuple(tokens.spans[b.clause_token]) for b in own.best if b.cosine >= SAME]
    return tuple(
        (w.start, w.end)
        for w in passage.words
        if w.stem in said or any(start < w.end and w.start < end for start, end in places)
    )


def _unmatched(terms: Terms, anywhere: np.ndarray) -> tuple[str, ...]:
    """The question's words that no passage met, in their order; light words, such as "often", are left out."""
    heavy = _HEAVY * max(terms.weights, default=0.0)
    missing = [
        terms.text[w.start : w.end]
        for w, weight, strength in zip(terms.words, terms.weights, anywhere, strict=True)
        if weight > 0 and weight >= heavy and strength < SAME
    ]
    return tuple(dict.fromkeys(missing))[:_NAMED]


def _names_missing(terms: Terms, strengths: np.ndarray) -> float:
    """Share of names and numbers not met: words with a digit, or with a capital inside the question."""
    named = [
        strength < SAME
        for w, strength in zip(terms.words, strengths, strict=True)
        if w.start > 0 and (terms.text[w.start].isupper() or any(c.isdigit() for c in w.stem))
    ]
    return sum(named) / len(named) if named else 0.0


def _within(spans: np.ndarray, start: int, end: int) -> np.ndarray:
    """Which tokens overlap ``start:end``."""
    return (spans[:, 0] < end) & (spans[:, 1] > start)
