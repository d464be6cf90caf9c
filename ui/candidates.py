"""What readers say is wrong, kept as candidate questions, and promoted to a question set by an operator."""

from __future__ import annotations

import json
import os
import threading
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

from schema import Answer

CANDIDATES, QUESTIONS = "candidates.jsonl", "questions.jsonl"  # under the data folder's feedback/
FOLDER = "feedback"
NOTE_CHARS, SAID_CHARS, MOST_BYTES = 1_000, 4_000, 20 * 2**20

_writing = threading.Lock()


@dataclass(frozen=True)
class Candidate:
    """A question whose answer a reader finds wrong."""

    id: str
    when: str  # ISO 8601, UTC
    question: str
    language: str
    said: str  # the answer as it was shown
    cited: tuple[str, ...]  # document and address of each clause cited
    document: str = ""  # the clause that the reader thinks right
    address: str = ""
    quote: str = ""
    unanswerable: bool = False  # the reader thinks that the texts do not say it
    note: str = ""
    who: str = ""


def made(answer: Answer, *, right: tuple[str, str, str] | None, unanswerable: bool, note: str, who: str) -> Candidate:
    """A candidate of an answer; ``right``: (document, address, quote) of the clause that should have been cited."""
    when = datetime.now(UTC).isoformat(timespec="seconds")
    document, address, quote = right or ("", "", "")
    name = sha256("\n".join((answer.question, answer.language, when, quote, note)).encode("utf-8", "replace")).hexdigest()[:12]
    cited = tuple(f"{c.document.name}, {c.clause.address}" for c in answer.citations)
    return Candidate(
        f"reader-{name}", when, answer.question, answer.language, answer.text[:SAID_CHARS], cited, document, address, quote,
        unanswerable, note.strip()[:NOTE_CHARS], who,
    )


def save(candidate: Candidate, data: Path) -> None:
    """Add it, whole or not at all. Raises OSError when it cannot be written or too many are kept."""
    _append(data / FOLDER / CANDIDATES, asdict(candidate))


def waiting(data: Path) -> tuple[Candidate, ...]:
    """The candidates that nobody has promoted or dismissed, the oldest first."""
    records = _read(data / FOLDER / CANDIDATES)
    done = {record["done"] for record in records if "done" in record}
    found = []
    for record in records:
        try:
            candidate = Candidate(**{**record, "cited": tuple(record.get("cited", ()))})
        except TypeError:
            continue
        if candidate.id not in done:
            found.append(candidate)
    return tuple(found)


def promote(candidate: Candidate, data: Path) -> Path:
    """Add the candidate to the question set, and give back where that is. Raises OSError.

    One that says neither which clause is right nor that none is cannot be judged, and raises ValueError.
    """
    if not candidate.quote and not candidate.unanswerable:
        raise ValueError("it has no clause")
    gold = [] if candidate.unanswerable else [{"document": candidate.document, "address": candidate.address, "quote": candidate.quote}]
    path = data / FOLDER / QUESTIONS
    if candidate.id not in {record.get("id") for record in _read(path)}:
        _append(path, {
            "id": candidate.id, "kind": "near_miss" if candidate.unanswerable else "other",
            "question": {candidate.language: candidate.question}, "gold": gold, "facts": [], "answerable": not candidate.unanswerable,
        })
    dismiss(candidate, data)
    return path


def dismiss(candidate: Candidate, data: Path) -> None:
    """Note that it is dealt with. Raises OSError."""
    _append(data / FOLDER / CANDIDATES, {"done": candidate.id})


def _append(path: Path, record: dict) -> None:
    """Add one line by one write at the end of the file, after what a write that was cut short may have left."""
    path.parent.mkdir(parents=True, exist_ok=True)
    line = json.dumps(record, ensure_ascii=False).encode("utf-8", "replace") + b"\n"
    with _writing:
        file = os.open(path, os.O_RDWR | os.O_APPEND | os.O_CREAT, 0o600)
        try:
            size = os.fstat(file).st_size
            if size > MOST_BYTES:
                raise OSError(f"{path.name} is full")
            os.lseek(file, max(size - 1, 0), os.SEEK_SET)
            cut = size and os.read(file, 1) != b"\n"
            written = os.write(file, b"\n" + line if cut else line)
            if written < len(line):
                os.ftruncate(file, size)
                raise OSError("no space left on device")
            os.fsync(file)
        finally:
            os.close(file)


def _read(path: Path) -> list[dict]:
    try:
        lines = path.read_text("utf-8", errors="replace").split("\n")
    except FileNotFoundError:
        return []
    found = []
    for line in lines:
        try:
            record = json.loads(line)
        except ValueError:
            continue  # blank, or cut short by a full disk
        if isinstance(record, dict):
            found.append(record)
    return found
