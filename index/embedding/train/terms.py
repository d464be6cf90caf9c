"""The project's terminology (``terms.tsv``) as sets of words that mean the same."""

from __future__ import annotations

import csv
from pathlib import Path

TERMS = Path(__file__).parents[1] / "terms.tsv"
LANGUAGES = ("en", "fr")


def read_terms(path: Path = TERMS) -> list[tuple[str, ...]]:
    """For each concept its English and French terms; concepts that have only one are left out."""
    with path.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    cells = ([term for language in LANGUAGES for term in row[language].split("|")] for row in rows)
    concepts = (tuple(dict.fromkeys(term.strip() for term in cell if term.strip())) for cell in cells)
    return [concept for concept in concepts if len(concept) > 1]
