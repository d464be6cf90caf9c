"""The write side of the catalogue: documents, clauses and files into a generation that nobody reads yet."""

from __future__ import annotations

import itertools
import json
import sqlite3
import zlib
from collections.abc import Iterable, Sequence
from contextlib import closing
from hashlib import sha256
from pathlib import Path

import numpy as np

from index import defined
from index.catalogue import CLAUSE, INFO, TABLES, Catalogue, Cited, FileRecord
from itu import mandates, references
from schema import Clause, Document

Rows = dict[str, list[list]]  # table -> rows of one document; that of "documents" without its path

# A generation is built once, and thrown away where that does not end: no journal, no waiting for the disk, which
# publishing waits for. The pages kept in memory spare the indexes of a large catalogue the way to the disk.
_BULK = "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -131072;"


class CatalogueWriter:
    """The write side, used on a generation that nobody reads yet. Nothing is kept before commit()."""

    def __init__(self, path: Path):
        new = not path.exists()
        self._db = sqlite3.connect(path)
        self._db.executescript(_BULK)
        if new:
            self._db.executescript(TABLES)

    def put(self, document: Document, clauses: Sequence[Clause], path: str) -> None:
        """Write a document taken from the file at ``path``, in place of the one with its id."""
        self.put_rows(rows_of(document, clauses, digest(document, clauses)), path)

    def put_rows(self, rows: Rows, path: str) -> None:
        """Write a document by its rows, in place of the one with its id."""
        [[*info, warnings, value]] = rows["documents"]
        self.remove(info[INFO.index("id")])
        for table, found in {**rows, "documents": [[*info, warnings, path, value]]}.items():
            _insert(self._db, table, found)

    def own(self, document_id: str, path: str) -> None:
        """Note that a document that is held is now taken from another file."""
        self._db.execute("UPDATE documents SET path = ? WHERE id = ?", (path, document_id))

    def remove(self, document_id: str) -> None:
        """Take a document and its clauses out, if it is held."""
        for table in ("clauses", "texts", "citations", "mandates", "terms", "findings", "documents"):
            column = "id" if table == "documents" else "document_id"
            self._db.execute(f"DELETE FROM {table} WHERE {column} = ?", (document_id,))

    def put_file(self, record: FileRecord) -> None:
        """Write what is known of a file, in place of what was."""
        self.remove_file(record.path)
        values = (*vars(record).values(),)
        _insert(self._db, "files", [[*values[:5], _json(record.documents), _json(record.warnings)]])

    def remove_file(self, path: str) -> None:
        """Forget a file, if it is known."""
        self._db.execute("DELETE FROM files WHERE path = ?", (path,))

    def reading(self) -> Catalogue:
        """What has been written so far, to read. Ask for it again after writing more."""
        return Catalogue(Path(), db=self._db)

    def relate(self, cited: Iterable[Cited], findings: Iterable[tuple[str, str, str, str]]) -> None:
        """Write which document each citation means, and what the texts show of each other: rows of
        (document id, "warning" or "abrogated", words, clause id). Both in place of what was there."""
        self._db.execute("DELETE FROM citations")
        places = itertools.count()
        rows = (
            [c.clause_id, c.document_id, next(places), c.words, *vars(c.reference).values(), c.target, c.work_id]
            for c in cited
        )
        _insert(self._db, "citations", rows)
        self._db.execute("DELETE FROM findings")
        _insert(self._db, "findings", findings)

    def commit(self) -> None:
        """Keep what was written, and close."""
        self._db.commit()
        self._db.close()

    def close(self) -> None:
        """Close without keeping anything; does nothing after commit()."""
        self._db.close()


def rows_of(document: Document, clauses: Sequence[Clause], value: str) -> Rows:
    """A document's rows. ``value``: its digest."""
    return {
        "documents": [[*(getattr(document, name) for name in INFO), _json(document.warnings), value]],
        "texts": [_text_row(document)],
        "clauses": [_clause_row(clause) for clause in clauses],
        "citations": list(_citation_rows(document, clauses)),
        "mandates": list(_mandate_rows(document, clauses)),
        "terms": [[name, c.id, document.id] for c in clauses for name in defined.names(c, document.language)],
    }


def digest(document: Document, clauses: Sequence[Clause]) -> str:
    """Equal for equal documents with equal clauses."""
    parts = (document, document.text, document.source, document.source_map, document.dropped, tuple(clauses))
    return sha256(repr(parts).encode("utf-8", "surrogatepass")).hexdigest()


def check(path: Path) -> bool:
    """Whether SQLite finds the file whole."""
    try:
        with closing(sqlite3.connect(path)) as db:
            return db.execute("PRAGMA quick_check").fetchone() == ("ok",)
    except sqlite3.DatabaseError:
        return False


def _insert(db: sqlite3.Connection, table: str, rows: Iterable[Sequence]) -> None:
    rows = list(rows)
    if rows:
        db.executemany(f"INSERT INTO {table} VALUES ({', '.join('?' * len(rows[0]))})", rows)


def _text_row(document: Document) -> list:
    runs = np.array([tuple(vars(run).values()) for run in document.source_map], dtype="<i4")
    dropped = [tuple(vars(item).values()) for item in document.dropped]
    return [
        document.id,
        *(zlib.compress(text.encode("utf-8", "surrogatepass")) for text in (document.text, document.source)),
        zlib.compress(runs.tobytes()),
        zlib.compress(_json(dropped).encode()),
        document.source_offset,
    ]


def _citation_rows(document: Document, clauses: Sequence[Clause]) -> Iterable[list]:
    places = itertools.count()
    for clause in clauses:
        for words in clause.references:
            for named in references.read(words, document.language):
                yield [clause.id, document.id, next(places), words, *vars(named).values(), "", ""]


def _mandate_rows(document: Document, clauses: Sequence[Clause]) -> Iterable[list]:
    """Body, verb, clause, document and place of each mandate in the operative clauses."""
    for clause in clauses:
        if clause.kind == "operative":
            for call in mandates.calls(clause.heading, clause.text, document.language):
                for key in dict.fromkeys(m.key for m in call.mentions):
                    yield [key, call.verb, clause.id, document.id, clause.order]


def _clause_row(clause: Clause) -> list:
    values = {
        **vars(clause),
        "footnotes": _json([tuple(vars(note).values()) for note in clause.footnotes]),
        "references": _json(clause.references),
    }
    return [values[name] for name in CLAUSE]


def _json(value) -> str:
    return json.dumps(value, ensure_ascii=False)
