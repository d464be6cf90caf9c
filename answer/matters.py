"""Which matters a question names that a clause does not: the terms of the terminology among its words.

Who asks in other words than the texts' is understood by what is alike; but a technical term that the question
names and the clause does not is seldom what the clause is about.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from index import lexicon
from index.lexicon import Concept, Word
from index.matching import CONTEXT, SAME
from index.passage import passage
from schema import Hit

_TECHNICAL = "technical"
_ASKING = "question"  # the topic of terms that only ask, or that say how much and when


@dataclass(frozen=True)
class _Read:
    stems: frozenset[str]
    concepts: frozenset[int]


def missing(text: str, language: str, hit: Hit) -> dict[str, float]:
    """Of the terms in a question, the longest that ``hit`` lacks, each as a share of the question's words.

    ``technical_unnamed``: a technical term that neither the clause nor its document's title names.
    ``technical_unmet``: one of which not even each word is said there in another way.
    ``phrase_unnamed``: a term of several words, of any matter, that is not named.
    """
    words = lexicon.words(text, language)
    spoken = hit.document.language
    own = _read(passage(hit.document, hit.clause), spoken)
    around = _read(f"{hit.document.name} {hit.document.title}", spoken)
    terms = [concept for concept in lexicon.concepts(words, language) if lexicon.topic(concept.row)]
    unnamed = [term for term in terms if term.row not in own.concepts | around.concepts]
    technical = [term for term in unnamed if lexicon.topic(term.row) == _TECHNICAL]
    named = {i for term in terms if term not in unnamed for i in range(term.first, term.last + 1)}
    met = {i for i, word in enumerate(words) if i in named or _said(word, language, spoken, own, around)}
    return {
        "technical_unnamed": _longest(technical, words),
        "technical_unmet": _longest([t for t in technical if not met.issuperset(range(t.first, t.last + 1))], words),
        "phrase_unnamed": _longest([t for t in unnamed if t.last > t.first and lexicon.topic(t.row) != _ASKING], words),
    }


def _said(word: Word, language: str, spoken: str, own: _Read, around: _Read) -> bool:
    """Whether the word, a translation or a synonym of it stands there; in the title it must be a surer one."""
    known = lexicon.related(word.stem, language, spoken)
    return any(
        strength >= SAME and stem in own.stems or CONTEXT * strength >= SAME and stem in around.stems
        for stem, strength in known.items()
    )


def _longest(terms: list[Concept], words: list[Word]) -> float:
    return max((term.last - term.first + 1 for term in terms), default=0) / max(1, len(words))


@lru_cache(maxsize=2_000)
def _read(text: str, language: str) -> _Read:
    words = lexicon.words(text, language)
    return _Read(frozenset(w.stem for w in words), frozenset(c.row for c in lexicon.concepts(words, language)))
