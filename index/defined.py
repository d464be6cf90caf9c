"""Under which names the catalogue holds the clauses that define terms, and under which a term asked for is looked up.

A name is the words of a term in no order, after its language: as they are written, and as their stems. So a term is
found in another number, case or order of words, and in another language by the terminology and the learned
translations (``lexicon``), and that with three looks at an index however many texts are held.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import islice, product

from index import lexicon
from index.tokens import fold
from itu import definitions
from schema import Clause

_NONE = ("title", "enacting", "foreword", "preambular", "table_row")  # kinds of clauses that define nothing
_SURE = 0.6  # strength from which the surest translation of a word is put in its place
_TRIED = 64  # combinations of translations at most
_WRITTEN, _LOOSE = "=", "~"  # before a name: words as they are written; stems less those that may be left out


def names(clause: Clause, language: str) -> tuple[str, ...]:
    """The names of the terms that a clause defines; () of one that defines none."""
    if clause.kind in _NONE:
        return ()
    found: list[str] = []
    for term in definitions.defined(clause.text, language):
        if stems := _stems(term, language):
            loose = _loose(stems, language)
            found += [_written(term, language), _name(stems, language)]
            found += [_LOOSE + _name(loose, language)] if loose != stems else []
    return tuple(dict.fromkeys(found))


def find(catalogue, term: str, language: str, languages: Sequence[str]) -> tuple[str, ...]:
    """Ids of the clauses in any of ``languages`` that define a term asked for in ``language``: those that print it as
    it is asked for, else in another form or language, else with "service" more or less. () when none defines it."""
    stems = _stems(term, language)
    if not stems:
        return ()
    said = [(other, found) for other in languages for found in _said(stems, language, other)]
    loose = [(other, found) for other in languages for found in _said(_loose(stems, language), language, other)]
    return (
        catalogue.defining([_written(term, language)])
        or catalogue.defining(list(dict.fromkeys(_name(found, other) for other, found in said)))
        or catalogue.defining(list(dict.fromkeys(mark + _name(found, other) for other, found in loose for mark in ("", _LOOSE))))
    )


def _said(stems: tuple[str, ...], language: str, other: str) -> list[tuple[str, ...]]:
    """The term in another language: the names of its concept, and its words' translations in all combinations."""
    whole = lexicon.named(stems, language, other)
    if language == other:
        return [stems, *whole]
    return [*whole, *islice(product(*(_surest(stem, language, other) for stem in stems)), _TRIED)]


def _surest(stem: str, language: str, other: str) -> list[str]:
    """The translations of a word that are surer than the rest."""
    known = lexicon.related(stem, language, other, False)
    best = max(known.values(), default=0.0)
    return [said for said, sure in known.items() if sure == best >= _SURE]


def _loose(stems: tuple[str, ...], language: str) -> tuple[str, ...]:
    """The stems but those of words that may be left out, unless no other is left."""
    return tuple(stem for stem in stems if stem not in _left_out(language)) or stems


@cache
def _left_out(language: str) -> frozenset[str]:
    return frozenset(stem for word in definitions.left_out(language) for stem in _stems(word, language))


def _stems(term: str, language: str) -> tuple[str, ...]:
    return tuple(word.stem for word in lexicon.words(term, language))


def _written(term: str, language: str) -> str:
    said = [fold(term[word.start : word.end]) for word in lexicon.words(term, language)]
    return _WRITTEN + _name(said, language)


def _name(words: Sequence[str], language: str) -> str:
    return f"{language} {' '.join(sorted(words))}"
