"""What the index holds, written out: documents and clauses with offsets into text and file."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
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
    """A line per document, then one per clause of it, by file and place in the file."""
    files = defaultdict(list)
    for info in catalogue.documents():
        files[info.file].append(info.id)
    for file in sorted(files):
        held = [catalogue.document(document_id) for document_id in files[file]]
        for document in sorted(held, key=lambda document: (document.source_offset, document.id)):
            for row in rows(document, catalogue.clauses(document.id)):
                out.write(json.dumps(row, ensure_ascii=False) + "\n")


def rows(document: Document, clauses: tuple[Clause, ...]) -> Iterator[dict]:
    """The document's row and the rows of its clauses.

    A document has all its fields: the cleaned ``text``, the file's own characters as ``source``, where these
    begin in the file (``source_offset``; 0 but for the later documents of a volume), the map between them and
    what was dropped. A clause has all its fields, ``start`` and ``end`` into ``text``, ``source_start`` and
    ``source_end`` into ``source``, ``file_start`` and ``file_end`` into all of the file's characters.
    """
    yield {"type": "document", **asdict(document)}
    at = document.source_offset
    for clause in clauses:
        start, end = source_span(document.source_map, clause.start, clause.end)
        places = {"source_start": start, "source_end": end, "file_start": at + start, "file_end": at + end}
        yield {"type": "clause", **asdict(clause), **places}
