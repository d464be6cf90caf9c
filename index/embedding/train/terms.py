"""The project's own words in six languages: sets of words that mean the same, and sentences."""

from __future__ import annotations

import csv
from pathlib import Path

from index.embedding.train.data import OTHERS, Row

FOLDER = Path(__file__).parents[1]
GLOSSARIES = ("terms.tsv", "words.tsv", "words2.tsv", "words3.tsv")
SENTENCES = "sentences.tsv"
LANGUAGES = ("en", *OTHERS)
Concept = dict[str, tuple[str, ...]]  # language → its terms, at least one


def read_terms(folder: Path = FOLDER) -> list[Concept]:
    """The concepts of the glossaries that ``folder`` has."""
    concepts = []
    for name in GLOSSARIES:
        for row in rows_of(folder / name):
            cells = {language: (row.get(language) or "").split("|") for language in LANGUAGES}
            terms = {
                language: tuple(dict.fromkeys(term.strip() for term in cell if term.strip()))
                for language, cell in cells.items()
            }
            concepts.append({language: of for language, of in terms.items() if of})
    return concepts


def read_sentences(folder: Path = FOLDER) -> list[Row]:
    """Each sentence paired with each of its translations."""
    rows = rows_of(folder / SENTENCES)
    return [
        Row(row["en"], row[other], SENTENCES, language=other)
        for other in OTHERS
        for row in rows
        if row.get("en") and row.get(other)
    ]


def rows_of(path: Path) -> list[dict[str, str]]:
    """The rows of a table, none where there is no such file."""
    if not path.is_file():
        return []
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
