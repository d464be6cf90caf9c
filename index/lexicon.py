"""Which words say the same thing, across the six languages and within one.

Three sources, all data: the glossaries of ``embedding/`` (``terms.tsv``, ``words.tsv``, ``words2.tsv``), concepts
with their names in each language; ``embedding/synonyms.tsv``, words of one language that people ask with beside the
words of the texts, in English and in that language; and ``embedding/weights/lexicon.tsv.gz``, translations of single words between English and the others,
learned from parallel text (IBM Model 1, see the recipe). Words are compared by their stems.
"""

from __future__ import annotations

import csv
import gzip
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple

from index.tokens import fold, stem, stop_words

_FOLDER = Path(__file__).parent / "embedding"
GLOSSARIES = ("terms.tsv", "words.tsv", "words2.tsv", "words3.tsv")
SYNONYMS = "synonyms.tsv"
TERM = 0.9  # strength of two names of one concept of the terminology
ASKED = 0.75  # of a word of the texts beside a word that people ask with
_SURE = 0.35  # translation probability (geometric mean of both directions) that counts as certain
_LEAST = 0.35  # weaker relations are noise
_SURELY = 0.6  # a relation as strong as this leads on to the synonyms
_WORD = re.compile(r"[^\W_]+")
_HAN = re.compile(r"[㐀-䶿一-鿿]")


class Word(NamedTuple):
    """A word of a text that says something, with its stem. A Chinese word is one character."""

    stem: str
    start: int
    end: int


@dataclass(frozen=True)
class Concept:
    """A term of the glossaries found in a text: its number among their rows and the words that name it.

    The rows of the synonyms are counted on after those of the glossaries.
    """

    row: int
    first: int  # index among the text's words
    last: int  # inclusive

    @property
    def strength(self) -> float:
        """Of a passage that names the concept too, 0 to 1."""
        if self.row >= len(_rows()):
            return ASKED
        return 1.0 if self.last > self.first else TERM


def words(text: str, language: str) -> list[Word]:
    """The words of ``text`` in reading order, stop words left out."""
    found = []
    for match in _WORD.finditer(text):
        said = match.group()
        start, end = match.span()
        if _HAN.search(said):
            found += [Word(text[i], i, i + 1) for i in range(start, end)]
        elif known := _word(said, language):
            found.append(Word(known, start, end))
    return found


@lru_cache(maxsize=200_000)  # texts repeat their words
def _word(said: str, language: str) -> str:
    """The stem of a word, "" of one that says nothing."""
    folded = fold(said)
    says = folded and folded not in stop_words(language) and (len(folded) > 1 or folded.isdigit())
    return stem(folded, language) if says else ""


@lru_cache(maxsize=50_000)
def related(word: str, language: str, other: str, asked: bool = True) -> Mapping[str, float]:
    """Stems of ``other`` that say what the stem ``word`` of ``language`` says → strength, 0 to 1.

    ``asked``: with those that the texts use where people ask with ``word``, which need not say quite the same.
    """
    strengths: dict[str, float] = {word: 1.0} if language == other else {}
    for row in _single(language).get(word, ()):
        for name in _names(other)[row]:
            if len(name) == 1:
                strengths[name[0]] = max(strengths.get(name[0], 0.0), TERM)
    for found, probability in _translations(word, language, other).items():
        strength = min(1.0, probability / _SURE) ** 0.5
        if strength >= _LEAST:
            strengths[found] = max(strengths.get(found, 0.0), strength)
    if leads := _asked_singly(language, other) if asked else {}:
        # Within a language a word's own synonyms lead on to them too; by way of a translation they only blur.
        for by, strength in list(strengths.items()) if language == other else [(word, 1.0)]:
            for found in leads.get(by, ()) if strength >= _SURELY else ():
                strengths[found] = max(strengths.get(found, 0.0), ASKED * strength)
    return strengths


def concepts(found: Sequence[Word], language: str, side: str = "") -> list[Concept]:
    """The terms among ``found``, which are a text's words, the longest at each place.

    ``side``: "asked" for a question and "texts" for a text take the synonyms in too, by the names of that side.
    """
    stems, result = [word.stem for word in found], []
    table = _phrases(language, side)
    for first, word in enumerate(stems):
        for length in table.lengths.get(word, ()):
            last = first + length - 1
            rows = table.rows.get(tuple(stems[first : last + 1])) if last < len(stems) else None
            if rows:
                result += [Concept(row, first, last) for row in rows]
                break
    return result


def named(name: tuple[str, ...], language: str, other: str) -> list[tuple[str, ...]]:
    """The names in ``other`` of the concepts of the terminology that ``name``, a tuple of stems, names as a whole."""
    rows = [row for row in _phrases(language).rows.get(name, ()) if topic(row)]
    return list(dict.fromkeys(found for row in rows for found in _names(other)[row] if found))


def topic(row: int) -> str:
    """What the terminology files a concept under ("technical", "procedure", …); "" for a word of everyday use."""
    return _rows()[row].get("topic") or ""


def stems(concept: Concept, language: str) -> list[str]:
    """The single words of ``language`` that name a concept, as stems; none of the synonyms, which ``related`` knows."""
    names = _names(language)[concept.row] if concept.row < len(_rows()) else ()
    return [name[0] for name in names if len(name) == 1]


def _translations(word: str, language: str, other: str) -> dict[str, float]:
    """Learned translations; between two other languages than English, and within one, by way of a third."""
    tables = _learned()
    if language != other and "en" in (language, other):
        return tables.get((language, other), {}).get(word, {})
    pivot = "fr" if language == other == "en" else "en"
    back = tables.get((pivot, other), {})
    strengths: dict[str, float] = {}
    for between, there in tables.get((language, pivot), {}).get(word, {}).items():
        for again, probability in back.get(between, {}).items():
            if language != other or again != word:
                strengths[again] = max(strengths.get(again, 0.0), there * probability)
    return strengths


@cache
def _learned() -> dict[tuple[str, str], dict[str, dict[str, float]]]:
    """(language, other) → stem → stem of the other → probability; one of the two is English."""
    tables: dict[tuple[str, str], dict[str, dict[str, float]]] = defaultdict(lambda: defaultdict(dict))
    with gzip.open(_FOLDER / "weights" / "lexicon.tsv.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            other, english, word, probability = line.rstrip("\n").split("\t")
            tables["en", other][english][word] = tables[other, "en"][word][english] = float(probability)
    return {pair: dict(table) for pair, table in tables.items()}


@cache
def _rows() -> list[dict[str, str]]:
    """The concepts of all glossaries: language → names, as they are written."""
    table = []
    for glossary in GLOSSARIES:
        with open(_FOLDER / glossary, encoding="utf-8", newline="") as lines:
            table += csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
    return table


@cache
def _names(language: str) -> list[list[tuple[str, ...]]]:
    """Per concept its names in the language, each a tuple of stems."""
    return [[_stems(name, language) for name in (row[language] or "").split("|")] for row in _rows()]


def _stems(name: str, language: str) -> tuple[str, ...]:
    """The stems of ``words``."""
    found: list[str] = []
    for said in _WORD.findall(name):
        found += said if _HAN.search(said) else filter(None, (_word(said, language),))
    return tuple(found)


@cache
def _single(language: str) -> dict[str, tuple[int, ...]]:
    """Stem → the concepts that it alone names."""
    table: dict[str, list[int]] = defaultdict(list)
    for row, names in enumerate(_names(language)):
        for name in names:
            if len(name) == 1:
                table[name[0]].append(row)
    return {word: tuple(dict.fromkeys(rows)) for word, rows in table.items()}


@dataclass(frozen=True)
class _Phrases:
    """Names of concepts, each a tuple of stems."""

    rows: dict[tuple[str, ...], list[int]] = field(default_factory=dict)  # name -> its concepts
    lengths: dict[str, tuple[int, ...]] = field(default_factory=dict)  # first stem -> stems of such names, most first

    def add(self, name: tuple[str, ...], row: int) -> None:
        """Put in one more name of a concept."""
        if name:
            held = self.rows.setdefault(name, [])
            if row not in held:
                held.append(row)
            known = self.lengths.get(name[0], ())
            if len(name) not in known:
                self.lengths[name[0]] = tuple(sorted((*known, len(name)), reverse=True))


@dataclass(frozen=True)
class _Synonyms:
    """Names that people ask with in one language beside names of the texts, in English and in that language."""

    language: str
    asked: tuple[tuple[str, ...], ...]  # each a tuple of stems
    texts: Mapping[str, tuple[tuple[str, ...], ...]]  # language → names


@cache
def _synonyms() -> list[_Synonyms]:
    with open(_FOLDER / SYNONYMS, encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    return [
        _Synonyms(
            own := row["language"],
            _names_of(row["asked"], own),
            {own: _names_of(row["own"], own), "en": _names_of(row["en"], "en")},
        )
        for row in rows
    ]


def _names_of(cell: str, language: str) -> tuple[tuple[str, ...], ...]:
    return tuple(filter(None, (_stems(name, language) for name in cell.split("|"))))


@cache
def _asked_singly(language: str, other: str) -> dict[str, tuple[str, ...]]:
    """Stem that people ask with in ``language`` → stems of the texts in ``other``."""
    table: dict[str, list[str]] = defaultdict(list)
    for row in _synonyms():
        for name in row.asked if row.language == language else ():
            if len(name) == 1:
                table[name[0]] += [text[0] for text in row.texts.get(other, ()) if len(text) == 1]
    return {word: tuple(dict.fromkeys(found)) for word, found in table.items()}


@cache
def _phrases(language: str, side: str = "") -> _Phrases:
    """The names of the glossaries, and those of one side of the synonyms: "asked", "texts" or ""."""
    found = _Phrases()
    for row, names in enumerate(_names(language)):
        for name in names:
            found.add(name, row)
    for number, synonyms in enumerate(_synonyms() if side else (), len(_rows())):
        asked = synonyms.asked if synonyms.language == language else ()
        for name in asked if side == "asked" else synonyms.texts.get(language, ()):
            found.add(name, number)
    return found


@cache
def concepts_hash() -> str:
    """What the numbers of the concepts depend on."""
    data = b"".join((_FOLDER / name).read_bytes() for name in (*GLOSSARIES, SYNONYMS))
    return blake2b(data, digest_size=8).hexdigest()
