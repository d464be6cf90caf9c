"""Which words say the same thing, across the six languages and within one.

Two sources, both data: the glossaries of ``embedding/`` (``terms.tsv``, ``words.tsv``, ``words2.tsv``), concepts
with their names in each language, and ``embedding/weights/lexicon.tsv.gz``, translations of single words between
English and the others, learned from parallel text (IBM Model 1, see the recipe). Words are compared by their stems.
"""

from __future__ import annotations

import csv
import gzip
import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from index.tokens import fold, stem, stop_words

_FOLDER = Path(__file__).parent / "embedding"
GLOSSARIES = ("terms.tsv", "words.tsv", "words2.tsv")
TERM = 0.9  # strength of two names of one concept of the terminology
_SURE = 0.35  # translation probability (geometric mean of both directions) that counts as certain
_LEAST = 0.35  # weaker relations are noise
_WORD = re.compile(r"[^\W_]+")
_HAN = re.compile(r"[㐀-䶿一-鿿]")


@dataclass(frozen=True)
class Word:
    """A word of a text that says something, with its stem. A Chinese word is one character."""

    stem: str
    start: int
    end: int


@dataclass(frozen=True)
class Concept:
    """A term of the glossaries found in a text: its number among their rows and the words that name it."""

    row: int
    first: int  # index among the text's words
    last: int  # inclusive


def words(text: str, language: str) -> list[Word]:
    """The words of ``text`` in reading order, stop words left out."""
    stop = stop_words(language)
    found = []
    for match in _WORD.finditer(text):
        start, end = match.span()
        if _HAN.search(match.group()):
            found += [Word(text[i], i, i + 1) for i in range(start, end)]
            continue
        folded = fold(match.group())
        if folded and folded not in stop and (len(folded) > 1 or folded.isdigit()):
            found.append(Word(stem(folded, language), start, end))
    return found


@lru_cache(maxsize=50_000)
def related(word: str, language: str, other: str) -> Mapping[str, float]:
    """Stems of ``other`` that say what the stem ``word`` of ``language`` says → strength, 0 to 1."""
    strengths: dict[str, float] = {word: 1.0} if language == other else {}
    for row in _single(language).get(word, ()):
        for name in _names(other)[row]:
            if len(name) == 1:
                strengths[name[0]] = max(strengths.get(name[0], 0.0), TERM)
    for found, probability in _translations(word, language, other).items():
        strength = min(1.0, probability / _SURE) ** 0.5
        if strength >= _LEAST:
            strengths[found] = max(strengths.get(found, 0.0), strength)
    return strengths


def concepts(found: list[Word], language: str) -> list[Concept]:
    """The terms among ``found``, which are a text's words, the longest at each place."""
    table, result = _phrases(language), []
    for first, word in enumerate(found):
        for name, rows in table.get(word.stem, ()):  # longest first
            if tuple(w.stem for w in found[first : first + len(name)]) == name:
                result += [Concept(row, first, first + len(name) - 1) for row in rows]
                break
    return result


def topic(row: int) -> str:
    """What the terminology files a concept under ("technical", "procedure", …); "" for a word of everyday use."""
    return _rows()[row].get("topic") or ""


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
    return [
        [tuple(w.stem for w in words(name, language)) for name in (row[language] or "").split("|")] for row in _rows()
    ]


@cache
def _single(language: str) -> dict[str, tuple[int, ...]]:
    """Stem → the concepts that it alone names."""
    table: dict[str, list[int]] = defaultdict(list)
    for row, names in enumerate(_names(language)):
        for name in names:
            if len(name) == 1:
                table[name[0]].append(row)
    return {word: tuple(dict.fromkeys(rows)) for word, rows in table.items()}


@cache
def _phrases(language: str) -> dict[str, list[tuple[tuple[str, ...], tuple[int, ...]]]]:
    """First stem → (name, its concepts), longest first."""
    rows: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for row, names in enumerate(_names(language)):
        for name in names:
            if name:
                rows[name].append(row)
    table: dict[str, list] = defaultdict(list)
    for name in sorted(rows, key=lambda n: -len(n)):
        table[name[0]].append((name, tuple(dict.fromkeys(rows[name]))))
    return dict(table)
