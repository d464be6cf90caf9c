"""Documents, clauses and files of one generation, in SQLite.

Texts, the files' own characters and the map between them are stored compressed. The read side opens the
file as immutable: a published generation never changes.
"""

from __future__ import annotations

import json
import sqlite3
import threading
import zlib
from collections import OrderedDict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

import numpy as np

from index import revisions
from itu.references import Reference
from schema import Clause, Document, DocumentInfo, Dropped, Footnote, MapRun

INFO = tuple(field.name for field in fields(DocumentInfo))
CLAUSE = tuple(field.name for field in fields(Clause))
_FOOTNOTES, _REFERENCES = CLAUSE.index("footnotes"), CLAUSE.index("references")
REFERENCE = tuple(f"ref_{field.name}" for field in fields(Reference))
CACHED_DOCUMENTS = 32
VARIABLES = 900  # in one statement; SQLite took 999 at most before 3.32

TABLES = f"""
CREATE TABLE documents ({", ".join(f'"{name}"' for name in INFO)}, warnings, path, digest, PRIMARY KEY (id));
CREATE INDEX documents_work ON documents (work_id);
CREATE TABLE texts (document_id PRIMARY KEY, text BLOB, source BLOB, source_map BLOB, dropped BLOB, source_offset);
CREATE TABLE clauses ({", ".join(f'"{name}"' for name in CLAUSE)}, PRIMARY KEY (id));
CREATE INDEX clauses_order ON clauses (document_id, "order");
CREATE INDEX clauses_key ON clauses (document_id, "key");
CREATE TABLE citations (clause_id, document_id, place, words, {", ".join(f'"{name}"' for name in REFERENCE)}, target, work_id);
CREATE INDEX citations_document ON citations (document_id, place);
CREATE INDEX citations_target ON citations (target);
CREATE TABLE mandates (body, verb, clause_id, document_id, "order");
CREATE INDEX mandates_body ON mandates (body);
CREATE INDEX mandates_document ON mandates (document_id);
CREATE TABLE terms (name, clause_id, document_id);
CREATE INDEX terms_name ON terms (name);
CREATE INDEX terms_document ON terms (document_id);
CREATE TABLE findings (document_id, about, words, clause_id);
CREATE INDEX findings_document ON findings (document_id);
CREATE TABLE files (path PRIMARY KEY, file, size, mtime_ns, sha256, documents, warnings);
"""
SELECT_INFO = "SELECT " + ", ".join(f'd."{name}"' for name in INFO) + " FROM documents d "
SELECT_CLAUSE = "SELECT " + ", ".join(f'c."{name}"' for name in CLAUSE) + " FROM clauses c "


@dataclass(frozen=True)
class FileRecord:
    """A file that has been read: how it stood then, and the documents found in it."""

    path: str  # absolute
    file: str  # under the ingested folder
    size: int  # bytes
    mtime_ns: int
    sha256: str
    documents: tuple[str, ...]  # ids; some may be owned by another file with the same text
    warnings: tuple[str, ...]


@dataclass(frozen=True)
class Cited:
    """One text that a clause cites, and the document held that it means."""

    clause_id: str
    document_id: str  # that the clause is of
    words: str  # as printed; those of a list for each of its members
    reference: Reference
    target: str  # id of the document meant, "" when it is not held
    work_id: str  # its text, also when another revision of it is held; "" when none is


@dataclass(frozen=True)
class Status:
    """What a text held shows of another one's standing."""

    status: str  # "abrogated"
    clause_id: str  # the clause that shows it


class Place(NamedTuple):
    """What tells where a clause stands, of a Clause's fields."""

    id: str
    document_id: str
    kind: str
    section: str
    key: str


class Catalogue:
    """The read side. Safe from several threads: one connection, one query at a time."""

    def __init__(self, path: Path, lease: object = None, *, db: sqlite3.Connection | None = None):
        """``lease`` is kept for as long as this object is, and so the generation. ``db``: a connection that
        is open already, to read what is being written."""
        self._lease = lease
        self._db = db or sqlite3.connect(
            f"{path.resolve().as_uri()}?immutable=1", uri=True, check_same_thread=False
        )
        self._lock = threading.RLock()
        self._texts: OrderedDict[str, Document] = OrderedDict()

    def documents(self) -> tuple[DocumentInfo, ...]:
        """All documents, by id."""
        return self._documents

    def info(self, document_id: str) -> DocumentInfo:
        """What identifies a document, without its text. Raises KeyError."""
        return self._infos[document_id]

    def document(self, document_id: str) -> Document:
        """A document with its text. Raises KeyError."""
        with self._lock:
            if document_id not in self._texts:
                self._texts[document_id] = self._read_document(document_id)
                if len(self._texts) > CACHED_DOCUMENTS:
                    self._texts.popitem(last=False)
            self._texts.move_to_end(document_id)
            return self._texts[document_id]

    def clauses(self, document_id: str) -> tuple[Clause, ...]:
        """The clauses of a document in order; () for an unknown one."""
        rows = self._rows(SELECT_CLAUSE + 'WHERE c.document_id = ? ORDER BY c."order"', (document_id,))
        return tuple(map(clause_of, rows))

    def clauses_of(self, document_ids: Sequence[str], section: str = "") -> dict[str, list[Clause]]:
        """The clauses of each of several documents in order, or those of one section."""
        found: dict[str, list[Clause]] = {document_id: [] for document_id in document_ids}
        only, values = ("AND c.section = ? ", (section,)) if section else ("", ())
        for start in range(0, len(document_ids), VARIABLES):
            batch = document_ids[start : start + VARIABLES]
            where = f"WHERE c.document_id IN ({', '.join('?' * len(batch))}) {only}"
            for row in self._rows(SELECT_CLAUSE + where + 'ORDER BY c.document_id, c."order"', (*batch, *values)):
                clause = clause_of(row)
                found[clause.document_id].append(clause)
        return found

    def clause_ids(self, document_id: str) -> list[str]:
        """The ids of a document's clauses in order; [] for an unknown one."""
        return [row[0] for row in self._rows('SELECT id FROM clauses WHERE document_id = ? ORDER BY "order"', (document_id,))]

    def clause(self, clause_id: str) -> Clause:
        """Raises KeyError."""
        return self.clauses_by_ids((clause_id,))[clause_id]

    def clauses_by_ids(self, ids: Iterable[str]) -> dict[str, Clause]:
        """Clauses by id, in the order asked for; unknown ids are left out."""
        wanted = list(ids)
        found: dict[str, Clause] = {}
        for start in range(0, len(wanted), VARIABLES):
            batch = wanted[start : start + VARIABLES]
            marks = ", ".join("?" * len(batch))
            rows = self._rows(SELECT_CLAUSE + f"WHERE c.id IN ({marks})", batch)
            found.update((clause.id, clause) for clause in map(clause_of, rows))
        return {clause_id: found[clause_id] for clause_id in wanted if clause_id in found}

    def siblings(self, clause: Clause) -> tuple[Clause, ...]:
        """The same clause of the same text and year in the other languages, by language."""
        own = self.info(clause.document_id)
        rows = self._rows(
            SELECT_CLAUSE + "JOIN documents d ON d.id = c.document_id WHERE d.work_id = ? AND d.year IS ? "
            'AND c."key" = ? AND d.language <> ? ORDER BY d.language, c.id',
            (own.work_id, own.year, clause.key, own.language),
        )
        return tuple(map(clause_of, rows))

    def citing(self, document_id: str) -> tuple[tuple[str, str, str], ...]:
        """What a document cites but itself: (clause id, printed words, id of the document meant or ""), in
        its order."""
        own = self._infos[document_id].work_id if document_id in self._infos else ""
        rows = self.references(document_id)
        return tuple(dict.fromkeys((r.clause_id, r.words, r.target) for r in rows if not own or r.work_id != own))

    def cited_by(self, document_id: str) -> tuple[tuple[str, str, str], ...]:
        """Who cites a document: (clause id, printed words, id of the document that cites), by document and
        place. A document's own references to itself are left out."""
        rows = self._rows(
            "SELECT r.clause_id, r.words, r.document_id FROM citations r JOIN documents d ON d.id = r.document_id "
            "WHERE r.target = ? AND d.work_id <> r.work_id ORDER BY r.document_id, r.place",
            (document_id,),
        )
        return tuple(dict.fromkeys(rows))

    def references(self, document_id: str | None = None) -> tuple[Cited, ...]:
        """The texts that a document cites, taken apart, in its order; of all documents when none is given."""
        names = ", ".join(REFERENCE)
        where, values = ("", ()) if document_id is None else ("WHERE document_id = ? ", (document_id,))
        rows = self._rows(
            f"SELECT clause_id, document_id, words, {names}, target, work_id FROM citations {where}"
            "ORDER BY document_id, place",
            values,
        )
        return tuple(Cited(*row[:3], Reference(*row[3:-2]), *row[-2:]) for row in rows)

    def mandated(self, bodies: Iterable[str]) -> tuple[str, ...]:
        """Ids of the operative clauses that call on any of these bodies (keys of the gazetteer), a document after
        the other in the order of its text."""
        keys = sorted(set(bodies))
        marks = ", ".join("?" * len(keys))
        sql = f'SELECT DISTINCT document_id, "order", clause_id FROM mandates WHERE body IN ({marks}) ORDER BY 1, 2'
        return tuple(row[2] for row in self._rows(sql, keys))

    def defining(self, names: Sequence[str]) -> tuple[str, ...]:
        """Ids of the clauses that define terms of these names (``defined.asked``), in order."""
        found: set[str] = set()
        for start in range(0, len(names), VARIABLES):
            batch = names[start : start + VARIABLES]
            marks = ", ".join("?" * len(batch))
            found.update(row[0] for row in self._rows(f"SELECT clause_id FROM terms WHERE name IN ({marks})", batch))
        return tuple(sorted(found))

    def places_of(self, ids: Sequence[str]) -> dict[str, Place]:
        """Where clauses stand, by id in the order asked for: a tenth of the work of reading them."""
        found: dict[str, Place] = {}
        for start in range(0, len(ids), VARIABLES):
            batch = ids[start : start + VARIABLES]
            marks = ", ".join("?" * len(batch))
            rows = self._rows(f'SELECT id, document_id, kind, section, "key" FROM clauses WHERE id IN ({marks})', batch)
            found.update((row[0], Place(*row)) for row in rows)
        return {clause_id: found[clause_id] for clause_id in ids if clause_id in found}

    def own_warnings(self, document_id: str) -> tuple[str, ...]:
        """What was to be warned of when the document was read: Document.warnings, without reading its text."""
        rows = self._rows("SELECT warnings FROM documents WHERE id = ?", (document_id,))
        return tuple(json.loads(rows[0][0])) if rows else ()

    def clause_count(self, document_id: str) -> int:
        """How many clauses a document has; 0 for an unknown one."""
        return self._rows("SELECT count(*) FROM clauses WHERE document_id = ?", (document_id,))[0][0]

    def warnings(self, document_id: str) -> tuple[str, ...]:
        """What is to be warned of beside the document's own warnings, once all texts are seen together."""
        return tuple(words for words, _ in self._findings(document_id, "warning"))

    def status(self, document_id: str) -> Status | None:
        """What the texts held show of a document's standing, None when they show nothing. That is not to
        say that it is in force."""
        shown = self._findings(document_id, "abrogated")
        return Status("abrogated", shown[0][1]) if shown else None

    def latest(self, work_id: str, language: str) -> DocumentInfo | None:
        """The latest revision held of a text, in ``language`` where it is held in it, else the first by id;
        None for a text that is not held. A document without a year counts as the earliest."""
        text = next((revisions.text_of(i) for i in self._documents if i.work_id == work_id), work_id)
        held = [info for info in self._documents if revisions.text_of(info) == text]
        held.sort(key=lambda i: (i.language != language, i.id))
        return max(held, key=revisions.rank, default=None)  # the first of those that rank alike

    def files(self) -> tuple[FileRecord, ...]:
        """The files that were read, by file name under their folder."""
        rows = self._rows("SELECT * FROM files ORDER BY file, path")
        return tuple(
            FileRecord(*row[:5], tuple(json.loads(row[5])), tuple(json.loads(row[6]))) for row in rows
        )

    def owners(self) -> dict[str, str]:
        """Document id -> absolute path of the file that it was taken from."""
        return dict(self._rows("SELECT id, path FROM documents ORDER BY id"))

    def digests(self) -> dict[str, str]:
        """Document id -> digest of all that is held of it."""
        return dict(self._rows("SELECT id, digest FROM documents ORDER BY id"))

    def counts(self) -> dict[str, int]:
        """Language -> number of clauses, for the languages that have any."""
        return dict(
            self._rows(
                "SELECT d.language, count(*) FROM clauses c JOIN documents d "
                "ON d.id = c.document_id GROUP BY d.language ORDER BY d.language"
            )
        )

    def section_counts(self) -> dict[str, list[tuple[str, str, int]]]:
        """Document id -> its (clause kind, section, number of clauses)."""
        counts: dict[str, list[tuple[str, str, int]]] = {}
        for row in self._rows(
            "SELECT document_id, kind, section, count(*) FROM clauses GROUP BY document_id, kind, section"
        ):
            counts.setdefault(row[0], []).append(row[1:])
        return counts

    def outline(self) -> Iterator[tuple[str, str, str, str]]:
        """(document id, kind, key, heading) of every clause, in no order: a look at all texts without reading them."""
        with self._lock:
            yield from self._db.execute('SELECT document_id, kind, "key", heading FROM clauses')

    def places(self, language: str) -> list[tuple[str, str, str]]:
        """(document id, kind, section) of each clause of a language, by clause id."""
        return self._rows(
            "SELECT c.document_id, c.kind, c.section FROM clauses c JOIN documents d ON d.id = c.document_id "
            "WHERE d.language = ? ORDER BY c.id",
            (language,),
        )

    def ids_in(self, language: str, where: str = "", values: Sequence = ()) -> list[str]:
        """Ids of the clauses of a language, in order. ``where``: a condition on them (``c``) and on their
        documents (``d``) in SQL, with its values."""
        sql = "SELECT c.id FROM clauses c JOIN documents d ON d.id = c.document_id WHERE d.language = ? "
        return [row[0] for row in self._rows(f"{sql}{f'AND ({where}) ' if where else ''}ORDER BY c.id", (language, *values))]

    def clauses_in(self, language: str) -> Iterator[tuple[DocumentInfo, Clause]]:
        """All clauses of a language with their documents, by document id and place."""
        for info in self._documents:
            if info.language == language:
                for clause in self.clauses(info.id):
                    yield info, clause

    def close(self) -> None:
        """Calling it again does nothing."""
        self._db.close()

    @cached_property
    def _documents(self) -> tuple[DocumentInfo, ...]:
        return tuple(DocumentInfo(*row) for row in self._rows(SELECT_INFO + "ORDER BY d.id"))

    @cached_property
    def _infos(self) -> dict[str, DocumentInfo]:
        return {info.id: info for info in self._documents}

    def _findings(self, document_id: str, about: str) -> list[tuple[str, str]]:
        sql = "SELECT words, clause_id FROM findings WHERE document_id = ? AND about = ? ORDER BY rowid"
        return self._rows(sql, (document_id, about))

    def _read_document(self, document_id: str) -> Document:
        # Its row alone: while an index is written, listing all documents for each would cost their square.
        infos = self._rows(SELECT_INFO + "WHERE d.id = ?", (document_id,))
        if not infos:
            raise KeyError(document_id)
        *packed, warnings = self._rows(
            "SELECT t.text, t.source, t.source_map, t.dropped, t.source_offset, d.warnings FROM texts t "
            "JOIN documents d ON d.id = t.document_id WHERE d.id = ?",
            (document_id,),
        )[0]
        return document_of(DocumentInfo(*infos[0]), packed, json.loads(warnings))

    def _rows(self, sql: str, values: Sequence = ()) -> list[tuple]:
        with self._lock:
            return self._db.execute(sql, values).fetchall()


def document_of(info: DocumentInfo, packed: Sequence, warnings: Iterable[str]) -> Document:
    """A document from what the table of texts holds of it: text, source, map, what was dropped, offset."""
    text, source = (zlib.decompress(blob).decode("utf-8", "surrogatepass") for blob in packed[:2])
    runs = np.frombuffer(zlib.decompress(packed[2]), dtype="<i4").reshape(-1, 4).tolist()
    return Document(
        **vars(info),
        text=text,
        source=source,
        source_map=tuple(MapRun(*run) for run in runs),
        dropped=tuple(Dropped(*item) for item in json.loads(zlib.decompress(packed[3]))),
        warnings=tuple(warnings),
        source_offset=packed[4],
    )


def clause_of(row: Sequence) -> Clause:
    """A clause from its row."""
    values = list(row)
    values[_FOOTNOTES] = tuple(Footnote(*note) for note in _listed(values[_FOOTNOTES]))
    values[_REFERENCES] = tuple(_listed(values[_REFERENCES]))
    return Clause(*values)


def _listed(text: str) -> Sequence:
    return json.loads(text) if text != "[]" else ()  # most have none
