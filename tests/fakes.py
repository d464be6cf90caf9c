"""Stand-ins for what tests of the index do without: a tiny embedding, and documents written by hand."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from errors import BadFile
from schema import Clause, Document, MapRun


class FakeEmbedding:
    """Counts letters: deterministic, and near texts are near. ``name`` makes another embedding of it."""

    dimensions = 26

    def __init__(self, name: str = "letters"):
        self.id = f"{name}-1"

    def embed(self, texts: list[str]) -> np.ndarray:
        rows = np.array(
            [[text.lower().count(chr(97 + i)) for i in range(26)] for text in texts], dtype=np.float32
        )
        rows = rows.reshape(len(texts), 26)
        return rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)


def document(
    document_id: str,
    paragraphs: list[str],
    *,
    file: str = "a.txt",
    warnings: tuple[str, ...] = (),
    digest: str = "",
) -> tuple[Document, tuple[Clause, ...]]:
    """A document whose clauses are the paragraphs; its id ends in ``-YEAR-LANGUAGE``.

    The "file" has two spaces before each paragraph, so that the map back is not the identity.
    """
    work, year, language = document_id.rsplit("-", 2)
    text, source, runs, clauses = "", "", [], []
    for order, words in enumerate(paragraphs):
        start = len(text)
        runs.append(MapRun(start, len(words) + 1, len(source) + 2, len(words) + 1))
        text += words + "\n"
        source += "  " + words + "\n"
        clauses.append(
            Clause(
                id=f"{document_id}#p{order + 1}",
                document_id=document_id,
                kind="operative",
                section="resolves",
                heading="",
                heading_start=0,
                heading_end=0,
                label=str(order + 1),
                address=f"resolves {order + 1}",
                key=f"1.{order + 1}",
                parent_id="",
                order=order,
                page=None,
                page_label="",
                start=start,
                end=start + len(words),
                text=words,
                references=("Resolution 1",),
            )
        )
    info = Document(
        id=document_id,
        work_id=work,
        name=work,
        body="",
        kind="resolution",
        number="1",
        revision="",
        year=int(year),
        language=language,
        title="Title",
        history="",
        file=file,
        url="",
        sha256=digest,
        pages=None,
        text=text,
        source=source,
        source_map=tuple(runs),
        dropped=(),
        warnings=warnings,
    )
    return info, tuple(clauses)


def build(path: Path, file: str, sha256: str) -> list[tuple[Document, tuple[Clause, ...]]]:
    """Reads ``# WORK-YEAR-LANGUAGE`` lines, each followed by its paragraphs; "bad" alone is refused."""
    text = path.read_text(encoding="utf-8")
    if text.startswith("bad"):
        raise BadFile("it is bad", where=file, do="Mend it")
    parts = text.split("# ")[1:]
    found = []
    for part in parts:
        head, *paragraphs = part.strip().splitlines()
        warnings = tuple(line[1:] for line in paragraphs if line.startswith("!"))
        paragraphs = [line for line in paragraphs if not line.startswith("!")]
        found.append(document(head.strip(), paragraphs, file=file, warnings=warnings, digest=sha256))
    return found
