"""What the index holds, written out: documents and clauses with offsets into text and file."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import TextIO

from errors import IndexMismatch
from index import generations
from index.catalogue import Catalogue
from index.offsets import source_span
from schema import Clause, Document
from settings import Settings


@dataclass(frozen=True)
class Held:
    """The catalogue of the current generation, open. It needs neither the embedding nor Chroma."""

    catalogue: Catalogue
    lease: generations.Lease

    def close(self) -> None:
        """Let the generation go."""
        self.catalogue.close()
        self.lease.release()


def held(settings: Settings) -> Held:
    """Open what is held. Raises NoIndex, IndexMismatch."""
    generation, lease = generations.lease_current(settings.data)
    try:
        generations.read_manifest(generation)
        catalogue = Catalogue(generation / "catalogue.sqlite")
        catalogue.documents()
    except sqlite3.Error as error:
        raise IndexMismatch(
            f"the index cannot be read ({error})", where=str(generation), do=generations.REBUILD
        ) from error
    return Held(catalogue, lease)


def write(catalogue: Catalogue, out: TextIO) -> None:
    """A line per document, then one per clause of it, by document id and place in the document."""
    for info in catalogue.documents():
        for row in rows(catalogue.document(info.id), catalogue.clauses(info.id)):
            out.write(json.dumps(row, ensure_ascii=False) + "\n")


def rows(document: Document, clauses: tuple[Clause, ...]) -> Iterator[dict]:
    """The document's row and the rows of its clauses.

    A document has all its fields: the cleaned ``text``, the file's own characters as ``source``, the map
    between them and what was dropped. A clause has all its fields, ``start`` and ``end`` into ``text``,
    ``source_start`` and ``source_end`` into ``source``.
    """
    yield {"type": "document", **asdict(document)}
    for clause in clauses:
        source_start, source_end = source_span(document.source_map, clause.start, clause.end)
        yield {"type": "clause", **asdict(clause), "source_start": source_start, "source_end": source_end}
