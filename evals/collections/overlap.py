"""Whether a sentence of a model collection stands in what the embedding was trained on: then its figures would flatter.

Trained on are the tables of ``index/embedding`` (columns of each language, alternatives apart by ``|``). Compared are
letters and figures alone, so that case, marks and line breaks make no difference. Terms are not sentences: what is
shorter than the lengths below may stand on both sides.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from evals.collections import asking, check, layout
from evals.collections.sources import Source
from schema import LANGUAGES
from settings import ROOT

TABLES = ROOT / "index" / "embedding"
SENTENCE = {"zh": 10}  # least length of the collection's sentences: words, characters in Chinese
_SENTENCE = 5
ENTRY = {"zh": 16}  # of what was trained on, when it stands within a longer sentence of the collection
_ENTRY = 8
_ENDS = re.compile(r"[.;:!?\n]\s|[。；：！？؛؟]|[.;:!?]$")


@dataclass(frozen=True)
class Said:
    """A passage of the collection in one language, and where it is written."""

    where: str
    language: str
    words: str


@dataclass(frozen=True)
class Trained:
    """All that was trained on in one language as one text, an entry a line."""

    text: str
    starts: tuple[int, ...]
    where: tuple[str, ...]  # of each entry: file and line

    def place(self, words: str) -> str:
        """Where ``words`` stand, "" when they do not."""
        at = self.text.find(words)
        return self.where[bisect_right(self.starts, at) - 1] if at >= 0 else ""


def faults(sources: tuple[Source, ...], folder: Path, tables: Path = TABLES) -> list[str]:
    """One line for each passage of the collection that stands in what was trained on, or the reverse.

    The words are not repeated: those of the test half are not to be read.
    """
    out = []
    said = [*_texts(sources), *_questions(folder)]
    for language in LANGUAGES:
        trained = _trained(tables, language)
        for passage in said:
            place = passage.language == language and _found(passage.words, language, trained)
            if place:
                out.append(f"{passage.where}, {language}: stands in what the embedding is trained on ({place})")
        out += _within([p for p in said if p.language == language], language, trained)
    return list(dict.fromkeys(out))


def folded(words: str, language: str) -> str:
    """Letters and figures alone, a space between words and at both ends; in Chinese no spaces."""
    found = re.findall(r"\w+", unicodedata.normalize("NFKC", words).casefold())
    return "".join(found) if language == "zh" else f" {' '.join(found)} "


def length(text: str, language: str) -> int:
    """Words of a folded text; characters in Chinese."""
    return len(text) if language == "zh" else len(text.split())


def _found(words: str, language: str, trained: Trained) -> str:
    """Where the passage or one of its sentences was trained on."""
    for sentence in (words, *_ENDS.split(words)):
        text = folded(sentence, language)
        if length(text, language) >= SENTENCE.get(language, _SENTENCE):
            place = trained.place(text)
            if place:
                return place
    return ""


def _within(said: list[Said], language: str, trained: Trained) -> list[str]:
    """Entries trained on that stand within a longer passage of the collection."""
    whole = "\n".join(folded(passage.words, language) for passage in said)
    starts, at = [], 0
    for passage in said:
        starts.append(at)
        at += len(folded(passage.words, language)) + 1
    out = []
    for entry, place in zip(trained.text.split("\n"), trained.where, strict=True):
        found = whole.find(entry) if length(entry, language) >= ENTRY.get(language, _ENTRY) else -1
        if found >= 0:
            passage = said[bisect_right(starts, found) - 1]
            out.append(f"{passage.where}, {language}: stands in what the embedding is trained on ({place})")
    return out


def _trained(tables: Path, language: str) -> Trained:
    entries, where = [], []
    for path in sorted(tables.glob("*.tsv")):
        with path.open(encoding="utf-8", newline="") as lines:
            for number, row in enumerate(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE), start=2):
                columns = (language, f"{language}_q", f"passage_{language}")
                for entry in "|".join(row.get(column) or "" for column in columns).split("|"):
                    entries.append(folded(entry, language))
                    where.append(f"{path.name}, line {number}")
    starts, at = [], 0
    for entry in entries:
        starts.append(at)
        at += len(entry) + 1
    return Trained("\n".join(entries), tuple(starts), tuple(where))


def _texts(sources: tuple[Source, ...]) -> Iterator[Said]:
    for source in sources:
        for block in source.blocks:
            if block.kind in check.FORMULAS:
                continue
            for language, words in block.words.items():
                yield Said(f"{source.name}, line {block.line}", language, layout.plain(words))


def _questions(folder: Path) -> Iterator[Said]:
    for asked in asking.read_all(folder).values():
        for question in asked:
            for turn in question.turns:
                for language, words in turn.items():
                    yield Said(question.where.rsplit("/", 1)[-1], language, words)
