"""Files and their truth: reading both, and what the project makes of a file."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from ingest.documents import build
from ingest.readers import read
from schema import DocumentInfo
from settings import Settings
from tests.truth import scoring
from tests.truth.scoring import Difference, Found, Score, TrueClause, Truth

DATA = Path(__file__).resolve().parents[1] / "data"
CORPUS, GRAMMAR = DATA / "truth", DATA / "grammar"
FIELDS = ("body", "kind", "number", "revision", "year", "language", "title_sha256")


@dataclass(frozen=True)
class Known:
    """The truth of one file, as its .json has it."""

    file: str  # the file's name
    group: str
    documents: tuple[dict, ...]  # identity of each document in it; a field that is null is not judged
    truth: Truth
    hashes: tuple[str, ...]  # of the clauses' characters, white space folded


@dataclass(frozen=True)
class Result:
    """What came of comparing one file."""

    known: Known
    score: Score
    differences: tuple[Difference, ...]
    identity: tuple[str, ...]  # what is wrong with the documents' identity; () when nothing is
    text: str


def known(path: Path) -> Known:
    """Read one truth."""
    data = json.loads(path.read_text("utf-8"))
    clauses, ignore, scope, furniture, hashes = [], [], [], [], []
    for document in data["documents"]:
        for c in document["clauses"]:
            clauses.append(TrueClause(c["address"], c["kind"], c["source_start"], c["source_end"],
                                 tuple(c.get("also", ())), c.get("optional", False)))
            hashes.append(c["sha256"])
        ignore += map(tuple, document.get("ignore", ()))
        scope += map(tuple, document.get("scope", ()))
        furniture += map(tuple, document.get("furniture", ()))
    documents = tuple(d["document"] for d in data["documents"])
    truth = Truth(tuple(clauses), tuple(ignore), tuple(scope), tuple(furniture))
    return Known(data["file"], _group(data["file"], documents), documents, truth, tuple(hashes))


def _group(file: str, documents: tuple[dict, ...]) -> str:
    kind = documents[0]["kind"]
    if file.startswith(("RES-", "DEC-", "T-RES-")):
        return "resolutions and decisions"
    if kind == "constitution" and file.startswith("CON"):
        return "constitution"
    if file.startswith(("T-REC-", "R-REC-")):
        return "recommendations"
    return "excerpts"


def compare(known: Known, path: Path, settings: Settings) -> Result:
    """Read, build and compare one file.

    Raises errors.BadFile when it cannot be read, ValueError when it is not the file that the truth is of.
    """
    source = read(path, settings)
    stale = [c.address for c, h in zip(known.truth.clauses, known.hashes, strict=True)
             if scoring.sha256(source.text[c.start:c.end]) != h]
    if stale:
        raise ValueError(f"{known.file} is not the text that its truth is of: {len(stale)} clauses differ, first {stale[0]}")
    built = build(source, path.name, "0" * 64)
    counts, differences = scoring.score(source.text, known.truth, _found(built))
    return Result(known, counts, differences, identity(known, [d.info for d, _ in built]), source.text)


def _found(built: list) -> list[Found]:
    """Every clause with its span in the file; a volume's documents each count from their own beginning."""
    out, base = [], 0
    for document, clauses in built:
        for c in clauses:
            parts = tuple((base + a, base + b) for a, b in document.source_spans(c.start, c.end))
            out.append(Found(c.address, c.kind, min(a for a, _ in parts), max(b for _, b in parts), parts))
        base += len(document.source)
    return out


def identity(known: Known, found: list[DocumentInfo]) -> tuple[str, ...]:
    """What is wrong with the identity of the documents found, in the file's order."""
    if len(found) != len(known.documents):
        return (f"{len(known.documents)} documents, found {len(found)}",)
    wrong = []
    for true, info in zip(known.documents, found, strict=True):
        for field in FIELDS:
            if true[field] is None:
                continue
            value = scoring.sha256(info.title.casefold()) if field == "title_sha256" else getattr(info, field)
            if field == "revision":
                same = scoring.folded(value).casefold() == scoring.folded(true[field]).casefold()
            else:
                same = value == true[field]
            if not same:
                wrong.append("title" if field == "title_sha256" else f"{field} {true[field]!r}, found {value!r}")
    return tuple(wrong)
