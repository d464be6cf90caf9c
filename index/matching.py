"""Which of a question's words a clause meets, across languages: late interaction over words.

Each word of the question takes its best match in the clause: by the vectors of its tokens (late interaction), by a
translation or synonym (lexicon.py), by a body known under another name (the gazetteer), or in the document's title,
which counts less. Matches are squared, weighted by rarity and summed.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache, partial
from pathlib import Path

import numpy as np

from index import lexicon, ragged
from index.embedding import TokenVectors, words_of
from index.late import LENGTH_OFFSET, Late, late
from index.passages import Words, stem_hash
from index.ragged import Ragged
from index.tokens import fold
from itu import bodies

CONTEXT = 0.6  # a match in the document's title counts this much of one in the clause
KIN = 0.8  # a class of bodies that stands for one of them, or one for its class
_HEAVY = 0.5  # share of the heaviest word's weight from which a word is worth naming
_NAMED = 5  # words named at most
_NEAR = 8  # stems looked for in place of a word
_LETTERS = 0.8  # cosine from which a word of unknown letters counts as met: by itself, or in another form of it
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
    spelled: np.ndarray  # (words,) bool, those whose vectors tell nothing


@dataclass(frozen=True)
class Match:
    """How one passage meets the question. Spans are offsets into the passage."""

    score: float  # comparable between passages for one question
    coverage: float  # 0 to 1: share of the question's weight that is met
    absent: float  # 0 to 1: share of the question's weight that no passage meets at all
    names_missing: float  # 0 to 1: share of the question's names and numbers that are not met
    heaviest: float  # 0 to 1: share of the question's weight that its least met word alone leaves unmet
    brevity: float  # 1 / the question's words that have weight, 1 when there is none
    length: int  # tokens of the passage
    unmatched: tuple[str, ...]  # the question's weighty words that no passage met, in the question's order
    places: Callable[[], tuple[tuple[int, int], ...]] = field(repr=False, compare=False)

    @property
    def matched(self) -> tuple[tuple[int, int], ...]:
        """The passage's words that the question's weighty words met: worked out when asked for, as few are shown."""
        return self.places()


@dataclass(frozen=True)
class Group:
    """Passages of one language, with what stands around them."""

    language: str
    texts: tuple[str, ...]
    words: Words  # of each passage
    titles: Words  # of the names and titles of their documents
    title: np.ndarray  # (passages,) int, which of the titles is each one's


def terms(text: str, language: str, embedding, *, before: str = "", before_weight: float = 0.3) -> Terms:
    """The terms of a question; words of ``before``, the question that it goes on from, weigh less."""
    whole = f"{text} {before}".strip()
    tokens = embedding.tokens([whole])[0]
    words = lexicon.words(whole, language)
    concepts = tuple(lexicon.concepts(words, language, "asked"))
    weights = np.array([_rarity(tokens, w, whole, language) for w in words])
    weights[[w.start >= len(text) for w in words]] *= before_weight
    named = tuple((m.start, m.end, m.key) for m in bodies.find(whole, language, any_case=True))
    spelled = words_of(embedding).spelled(whole)
    unknown = np.array([_within(spelled, w.start, w.end).any() for w in words], dtype=bool)
    return Terms(whole, language, tokens, tuple(words), weights, concepts, named, unknown)


def wanted(terms: Terms, language: str) -> list[dict[str, float]]:
    """For each weighty word of the question the stems of ``language`` that say it best → strength, 0 to 1."""
    found = []
    for place, (word, weight) in enumerate(zip(terms.words, terms.weights, strict=True)):
        if weight > 0:
            known = lexicon.related(word.stem, terms.language, language)
            near = _nearest(word.stem, terms.language, language)
            inside = [c for c in terms.concepts if c.first <= place <= c.last]
            named = {stem: c.strength for c in inside for stem in lexicon.stems(c, language)}
            found.append({word.stem: 1.0} | {stem: known[stem] for stem in near} | named)
    return found


@lru_cache(maxsize=20_000)
def _nearest(stem: str, language: str, other: str) -> tuple[str, ...]:
    known = lexicon.related(stem, language, other)
    return tuple(sorted(known, key=lambda word: (-known[word], word))[:_NEAR])


def match(terms: Terms, groups: Sequence[Group], embedding) -> list[Match]:
    """One Match per passage, group by group. ``embedding``: the StaticEmbedding that the words were read with."""
    if not groups:
        return []
    near = late(terms.tokens.vectors, ragged.joined([g.words.pieces for g in groups]), embedding)
    far = late(terms.tokens.vectors, ragged.joined([g.titles.pieces for g in groups]), embedding).best
    titles = np.cumsum([0, *(len(g.titles) for g in groups)])
    far = far[:, np.concatenate([first + g.title for first, g in zip(titles, groups, strict=False)])]
    named = _concepts(terms)
    said = np.concatenate([_said(terms, group, *named) for group in groups], axis=1)
    strengths = np.maximum(_alike(terms, np.maximum(near.best, CONTEXT * far)), said)
    _meet_bodies(terms, groups, strengths)
    strengths = strengths.T  # (passages, words)
    met = strengths**2
    # A word that every clause meets tells none of them apart.
    idf = np.log1p(len(met) / (0.5 + met.sum(axis=0)))
    scores = (met * terms.weights * idf).sum(axis=1) / np.log(LENGTH_OFFSET + near.lengths)
    total = max(float(terms.weights.sum()), 1e-9)
    coverage = (met * terms.weights).sum(axis=1) / total
    heaviest = ((1 - met) * terms.weights).max(axis=1, initial=0.0) / total
    missing = _names_missing(terms, strengths)
    whole = _whole(terms, strengths, total)
    texts = [(group.language, text) for group in groups for text in group.texts]
    places = [partial(_matched, terms, embedding, near, at, *text) for at, text in enumerate(texts)]
    columns = zip(
        scores.tolist(), coverage.tolist(), heaviest.tolist(), missing.tolist(), near.lengths.tolist(), places, strict=True
    )
    return [
        Match(*row[:2], heaviest=row[2], names_missing=row[3], length=row[4], places=row[5], **whole) for row in columns
    ]


def _whole(terms: Terms, strengths: np.ndarray, total: float) -> dict:
    """What is the same for all passages of a question."""
    anywhere = strengths.max(axis=0)
    return {
        "absent": float(terms.weights[anywhere < SAME].sum()) / total,
        "brevity": 1 / max(1, int((terms.weights > 0).sum())),
        "unmatched": _unmatched(terms, anywhere),
    }


def _rarity(tokens: TokenVectors, word: lexicon.Word, text: str, language: str) -> float:
    """Weight of a word: its tokens' mean rarity; 0 for a word that only asks."""
    inside = _within(tokens.spans, word.start, word.end)
    if asks(text[word.start : word.end], language) or not inside.any():
        return 0.0
    return float(tokens.weights[inside].mean())


def asks(word: str, language: str) -> bool:
    """Whether a word only asks, or says that a text says."""
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


def _alike(terms: Terms, cosines: np.ndarray) -> np.ndarray:
    """(words, passages) the mean cosine of each word's tokens; 0 for a number, which is met by itself alone, and for a
    word of which the letters alone are known where they are not the same: any formula has letters."""
    found = np.zeros((len(terms.words), cosines.shape[1]))
    for at, word in enumerate(terms.words):
        inside = _within(terms.tokens.spans, word.start, word.end)
        if inside.any() and not _number(word.stem):
            found[at] = np.clip(cosines[inside].mean(axis=0), 0.0, 1.0)
    found[terms.spelled] *= found[terms.spelled] >= _LETTERS
    return found


def _said(terms: Terms, group: Group, concepts: np.ndarray, named: np.ndarray) -> np.ndarray:
    """(words, passages) how surely each word is said by itself, a synonym, a translation or a term that it is part
    of; single words count less in a title, and terms nothing."""
    known, sure = _relatives(terms, group.language)
    less = np.where([_number(word.stem) for word in terms.words], 1.0, CONTEXT)[:, None]
    own, title = (_surest(words.stems, known, sure) for words in (group.words, group.titles))
    return np.maximum.reduce([own, less * title[:, group.title], _surest(group.words.concepts, concepts, named)])


def _surest(held: Ragged, known: np.ndarray, sure: np.ndarray) -> np.ndarray:
    """(words, passages) of ``sure``, (words, known), the greatest of what each passage holds."""
    if not len(known):
        return np.zeros((len(sure), len(held)))
    at = np.minimum(np.searchsorted(known, held.values), len(known) - 1)
    return held.greatest(np.where(known[at] == held.values, sure[:, at], 0.0))


def _relatives(terms: Terms, language: str) -> tuple[np.ndarray, np.ndarray]:
    """The stems of ``language`` that any word of the question has to do with, as they are held, ascending; and
    (words, stems) how sure each is."""
    related = [_related(word.stem, terms.language, language) for word in terms.words]
    if not related:
        return np.zeros(0, dtype=np.uint64), np.zeros((0, 0))
    stems, strengths = (np.concatenate(column) for column in zip(*related, strict=True))
    known, place = np.unique(stems, return_inverse=True)
    sure = np.zeros((len(related), len(known)))
    sure[np.repeat(np.arange(len(related)), [len(own) for own, _ in related]), place] = strengths
    return known, sure


@lru_cache(maxsize=20_000)
def _related(stem: str, language: str, other: str) -> tuple[np.ndarray, np.ndarray]:
    """``lexicon.related`` as it is held and compared; a number is met by itself alone."""
    found = {stem: 1.0} if _number(stem) else lexicon.related(stem, language, other)
    return np.array([stem_hash(word) for word in found], dtype=np.uint64), np.array(list(found.values()))


def _concepts(terms: Terms) -> tuple[np.ndarray, np.ndarray]:
    """The concepts of the question, ascending; and (words, concepts) how sure each word is where one is named."""
    known = sorted({concept.row for concept in terms.concepts})
    sure = np.zeros((len(terms.words), len(known)))
    for concept in terms.concepts:
        named = slice(concept.first, concept.last + 1), known.index(concept.row)
        sure[named] = np.maximum(sure[named], concept.strength)
    return np.array(known, dtype=np.uint16), sure


def _number(stem: str) -> bool:
    return any(character.isdigit() for character in stem)


def _meet_bodies(terms: Terms, groups: Sequence[Group], strengths: np.ndarray) -> None:
    """Raise the strengths, (words, passages), of the words that name a body where a passage names it too."""
    for start, end, key in terms.bodies:
        inside = np.array([start <= w.start and w.end <= end for w in terms.words], dtype=bool)
        for at, (text, language) in enumerate((text, g.language) for g in groups for text in g.texts):
            if kin := bodies.kin(key) & _bodies(text, language):
                strengths[inside, at] = np.maximum(strengths[inside, at], 1.0 if key in kin else KIN)


@lru_cache(maxsize=20_000)
def _bodies(text: str, language: str) -> frozenset[str]:
    """The bodies named in a passage: looked for only when the question names one."""
    return frozenset(m.key for m in bodies.find(text, language))


def _matched(terms: Terms, embedding, near: Late, at: int, language: str, text: str) -> tuple[tuple[int, int], ...]:
    """The words of the passage ``at`` that the question's weighty words met."""
    wanted = {w.stem for w, weight in zip(terms.words, terms.weights, strict=True) if weight > 0}
    said = {s for stem in wanted for s, v in lexicon.related(stem, terms.language, language).items() if v >= SAME}
    spans = embedding.word_spans(text).tolist()
    best = zip(near.places(at), near.best[:, at].tolist(), strict=False)
    places = {tuple(spans[place]) for place, cosine in best if cosine >= SAME}
    return tuple(
        (w.start, w.end)
        for w in lexicon.words(text, language)
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


def _names_missing(terms: Terms, strengths: np.ndarray) -> np.ndarray:
    """(passages,) share of names and numbers not met: words with a digit, or with a capital inside the question."""
    named = [at for at, w in enumerate(terms.words) if w.start > 0 and (terms.text[w.start].isupper() or _number(w.stem))]
    return (strengths[:, named] < SAME).mean(axis=1) if named else np.zeros(len(strengths))


def _within(spans: np.ndarray, start: int, end: int) -> np.ndarray:
    """Which tokens overlap ``start:end``."""
    return (spans[:, 0] < end) & (spans[:, 1] > start)
