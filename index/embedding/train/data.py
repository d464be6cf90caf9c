"""Parallel text: read it, keep a part out of training, pair headings with the passages they name.

A file is xz-compressed TSV in UTF-8, one pair a line: English, the other language, then columns that
tell where it came from (in the statutes: document, kind of row). In the statutes the rows stand in
document order.
"""

from __future__ import annotations

import hashlib
import lzma
import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from errors import BadInput

STATUTES = "canada-laws.en-fr"
OTHERS = ("fr", "es", "ru", "ar", "zh")  # languages that English is paired with
TRAINED = (
    STATUTES, "eu-law.en-fr",
    *(f"{name}.en-{other}" for name in ("tico19", "tatoeba-test2021", "cc-legalcode4", "udhr") for other in OTHERS),
)  # fmt: skip
MEASURED = ("bipm-resolutions.en-fr", *(f"un-sdg.en-{other}" for other in OTHERS[1:]))  # never trained on
HELD_OUT_PERCENT = 4  # of the statutes' documents
PASSAGE_WORDS = 90  # a passage ends with the row that reaches it
WORD = re.compile(r"\w+")
NAMES = ("marginal", "heading")  # kinds of row that name the text after them


@dataclass(frozen=True)
class Row:
    """One pair, English and another language, and its origin. ``document`` and ``kind`` are "" where the file doesn't tell."""

    en: str
    other: str
    source: str
    document: str = ""
    kind: str = ""
    language: str = "fr"  # of ``other``


@dataclass(frozen=True)
class Passage:
    """A heading and the text it names, in both languages."""

    heading_en: str
    heading_fr: str
    en: str
    fr: str


@dataclass(frozen=True)
class HeldOut:
    """What training never saw."""

    pairs: tuple[Row, ...]  # clauses and targets with their translations, by language
    passages: tuple[Passage, ...]  # of the statutes held out


def read_file(folder: Path, name: str) -> list[Row]:
    """The pairs of ``folder/name.tsv.xz``; raises BadInput when it isn't there or not in that form."""
    path = folder / f"{name}.tsv.xz"
    if not path.is_file():
        raise BadInput("the file is missing", where=str(path), do="Point --data at the folder of parallel text")
    rows = []
    try:
        with lzma.open(path, "rt", encoding="utf-8", newline="\n") as lines:
            for line in lines:
                columns = [*line.rstrip("\n").split("\t"), "", ""]
                if len(columns) >= 4 and columns[0].strip() and columns[1].strip():
                    rows.append(Row(*columns[:2], name, *columns[2:4], language=name[-2:]))
    except (lzma.LZMAError, EOFError, UnicodeDecodeError) as error:
        raise BadInput(f"cannot be read ({error})", where=str(path), do="Fetch the file again") from error
    if not rows:
        raise BadInput("holds no pair of texts", where=str(path), do="It must be tab-separated, a pair a line")
    return rows


def read_training(folder: Path) -> list[Row]:
    """All pairs of the files in TRAINED that ``folder`` has, without the documents held out.

    The statutes must be there; the others add to them.
    """
    rows = [row for row in read_file(folder, STATUTES) if not is_held_out(row.document)]
    for name in TRAINED[1:]:
        if (folder / f"{name}.tsv.xz").is_file():
            rows += read_file(folder, name)
    return rows


def read_held_out(folder: Path, pairs: int = 500, passages: int = 1000) -> HeldOut:
    """The hold-out: at most so many pairs of each language, and passages, less any whose text training has."""
    seen = {fold(text) for row in read_training(folder) for text in (row.en, row.other)}

    def unseen(row: Row) -> bool:
        return fold(row.en) not in seen and fold(row.other) not in seen

    statutes = [row for row in read_file(folder, STATUTES) if is_held_out(row.document)]
    own = [row for group in group_rows(statutes) if all(map(unseen, rows_of(group))) for row in rows_of(group)]
    named = [p for p in pair_passages(own) if min(len(words(p.heading_en)), len(words(p.heading_fr))) > 1]
    named = unique(named, lambda p: (p.heading_en, p.heading_fr, p.en, p.fr))
    measured: list[Row] = []
    for name in MEASURED:
        if (folder / f"{name}.tsv.xz").is_file():
            clauses = [
                row for row in read_file(folder, name)
                if row.kind != "metadata" and len(words(row.en)) > 5 and unseen(row)
            ]  # fmt: skip
            measured += sample(unique(clauses, lambda row: (row.en, row.other)), pairs)
    return HeldOut(tuple(measured), tuple(sample(named, passages)))


def pair_passages(rows: list[Row]) -> list[Passage]:
    """Each heading or marginal note with the text rows that follow it, up to PASSAGE_WORDS."""
    return [
        Passage(heading.en, heading.other, " ".join(r.en for r in body), " ".join(r.other for r in body))
        for heading, body in group_rows(rows)
    ]


def group_rows(rows: list[Row]) -> list[tuple[Row, list[Row]]]:
    """Each heading with its text rows; ``rows`` must be whole documents in their order."""
    groups: list[tuple[Row, list[Row]]] = []
    named: Row | None = None  # the heading that the next text row stands under
    for row in rows:
        if row.kind in NAMES:
            groups.append((row, []))
            named = row
        elif row.kind != "text" or (named and row.document != named.document):
            named = None
        elif named and sum(len(words(r.en)) for r in groups[-1][1]) < PASSAGE_WORDS:
            groups[-1][1].append(row)
    return [(heading, body) for heading, body in groups if body]


def rows_of(group: tuple[Row, list[Row]]) -> list[Row]:
    return [group[0], *group[1]]


def is_held_out(document: str) -> bool:
    """Whether a document of the statutes is kept out of training; by the hash of its name."""
    return digest(document) % 100 < HELD_OUT_PERCENT


def fold(text: str) -> str:
    """The text's words alone, case and accents folded: equal for two copies of one text."""
    if not text.isascii():
        text = re.sub(r"[\u0300-\u036f]", "", unicodedata.normalize("NFKD", text))
    return " ".join(words(text.casefold()))


def words(text: str) -> list[str]:
    return WORD.findall(text)


def unique(items: list, texts) -> list:
    """The items none of whose ``texts(item)`` stands in the same place of an earlier item."""
    kept, seen = [], set()
    for item in items:
        keys = {(place, fold(text)) for place, text in enumerate(texts(item))}
        if not keys & seen:
            kept.append(item)
            seen |= keys
    return kept


def sample(items: list, n: int) -> list:
    """n of the items, the same ones whatever their order."""
    return sorted(items, key=lambda item: digest(item.en))[:n]


def digest(text: str) -> int:
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "big")
