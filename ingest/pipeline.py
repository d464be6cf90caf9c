"""Files to index: what is new or changed is read, what is gone is taken out, then all of it is swapped in.

A file is the unit that is read, a document the unit that is replaced. Where two files hold the same
document, the one whose format loses least is kept (see ``formats.SUFFIXES``), then the larger one.
"""

from __future__ import annotations

import sqlite3
import time
import zlib
from collections import defaultdict
from collections.abc import Callable, Generator, Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from index import chroma_server, generations, shared_store
from index.catalogue import Catalogue, FileRecord
from index.embedding import Embedding
from index.entry import Entry, make
from index.recovery import recover
from index.writer import Writer
from ingest import files, refusals, same
from ingest.files import Found
from ingest.plan import Held, Plan, as_found, held_in, make_plan, rank
from ingest.reading import Build, ReadFile, read_here, real_build
from ingest.relate import relate
from ingest.report import Refused, Report
from ingest.workers import read_beside, worth_it
from schema import Clause, Document
from settings import Settings

Progress = Callable[[int, int, str], None]  # files done, files to do, what is going on


def ingest(
    paths: Sequence[Path],
    settings: Settings,
    *,
    prune: bool | None = None,
    rebuild: bool = False,
    progress: Progress | None = None,
    embedding: Embedding | None = None,
    build: Build | None = None,
) -> Report:
    """Bring the index up to date with files and folders; give back what was done.

    ``prune``: take out what stood in a given folder and is gone. None: yes, unless the folder holds no
    text at all any more, which raises BadInput. ``rebuild``: read and index everything again.
    ``embedding`` and ``build`` (path, file, sha256 -> documents) stand in for the settings' own.
    Raises BadInput for a path that is not there, IngestRunning when another ingest holds the index, NoServer when
    a Chroma server is set and cannot be used,
    IndexMismatch when the index was built with another embedding and ``rebuild`` is not set.
    A file that cannot be read is in the report and does not stop the others.
    """
    started = time.monotonic()
    listing = files.list_files(paths)
    chosen = build is None and embedding is None
    embedding = embedding or _load(settings)
    server = chroma_server.address(settings)
    with generations.ingest_lock(settings.data):
        if server:
            chroma_server.check(server)
        recovered = recover(settings.data)
        generations.sweep(settings.data)
        held = held_in(settings.data, embedding, rebuild)
        plan = make_plan(listing, held, prune, rebuild)
        reading = _reading(settings, plan, embedding, build, chosen)
        run = _Run(settings, embedding, held, plan, reading, progress or (lambda *_: None))
        try:
            report = run.report()
            refusals.remember(settings.data, listing.refused + report.refused)
        finally:
            run.close()
            generations.sweep(settings.data)  # the one before, or what a failed run has left
        tidied = _tidied(server, settings.data) if server else ""
    notes = [(name, words) for name, words in (("CURRENT", recovered), ("CHROMA_URL", tidied)) if words]
    return replace(
        report,
        warnings=(*notes, *report.warnings),
        refused=listing.refused + report.refused,
        skipped=listing.skipped,
        seconds=time.monotonic() - started,
    )


def _tidied(server: chroma_server.Address, data: Path) -> str:
    """Have the Chroma server hold what is read now, no less and no more. Gives back a sentence to warn with where it
    failed: what is missing there is searched without it, and the next ingest tries again."""
    try:
        shared_store.bring(server, data)
    except chroma_server.NoServer as error:
        return str(error)
    return ""


class _Run:
    """One pass over the files to read. The next generation is begun only when something is to be written."""

    def __init__(
        self,
        settings: Settings,
        embedding: Embedding,
        held: Held,
        plan: Plan,
        reading: Generator[ReadFile | str, None, None],
        progress: Progress,
    ):
        """``reading``: what comes of each file to read, in turn, or why nothing does."""
        self.settings, self.embedding, self.held, self.plan = settings, embedding, held, plan
        self.reading, self.progress = reading, progress
        self.owners: dict[str, str] = {}  # document id -> path, as it will be
        self.claims: dict[str, tuple] = {}  # document id -> rank of the best file that has it
        self._alike: dict[str, set[str]] = defaultdict(set)  # plain id -> ids that go by it
        self.digests: dict[str, str] = {}  # document id -> digest, of those read in this run
        self.names = {path: record.file for path, record in held.files.items()}
        self.names.update((item.path, item.file) for item in plan.read)
        self.warnings: list[tuple[str, str]] = []
        self.refused: list[Refused] = []
        self._writer: Writer | None = None
        self._written: set[str] = set()  # ids of the documents put into the next generation
        self._records: dict[str, FileRecord] = {}  # by path, of the files noted in this run

    @property
    def writer(self) -> Writer:
        """The next generation."""
        if self._writer is None:
            base = None if self.plan.fresh else self.held.generation
            server = chroma_server.address(self.settings)
            self._writer = Writer(
                self.settings.data, self.embedding, self.plan.program, base, server, exact_up_to=self.settings.exact_up_to
            )  # fmt: skip
        return self._writer

    def close(self) -> None:
        self.reading.close()
        if self._writer is not None:
            self._writer.close()

    def report(self) -> Report:
        """Do it all, and say what was done."""
        self._claim_unread()
        for done, item in enumerate(self.plan.read):
            self.progress(done, len(self.plan.read), item.file)
            self._take(item, next(self.reading))
        self._carry()
        self._forget()
        self.progress(len(self.plan.read), len(self.plan.read), "")
        generation = self.held.generation
        if self._writer is not None:
            self._relate()
            generation = self._writer.publish(
                lambda step: self.progress(len(self.plan.read), len(self.plan.read), step)
            )
        return self._sum_up(generation)

    def _relate(self) -> None:
        """See all texts together; warn of those read in this run."""
        held = self.writer.catalogue
        files = {info.id: info.file for info in held.reading().documents()}
        self.warnings += [(files[i], words) for i, words in relate(held) if i in self.digests]

    def _claim_unread(self) -> None:
        """What files that stay as they are have a right to."""
        read = {item.path for item in self.plan.read}
        for path, record in self.held.files.items():
            if path not in read and path not in self.plan.gone:
                self._claim_again(record)

    def _claim_again(self, record: FileRecord) -> None:
        place = rank(as_found(record))
        for document_id in record.documents:
            if self.held.owners.get(document_id) == record.path and document_id not in self.owners:
                self._own(document_id, record.path, place)

    def _take(self, item: Found, read: ReadFile | str) -> None:
        if isinstance(read, str):
            return self._refuse(item, read)
        warnings = [warning for entry in read.entries for warning in entry.warnings]
        ids = []
        for entry in read.entries:
            document_id, more = self._place(item, entry)
            ids.append(document_id)
            warnings += more
        self._remember(item, read.sha256, tuple(ids), tuple(dict.fromkeys(warnings)))

    def _refuse(self, item: Found, why: str) -> None:
        record = self.held.files.get(item.path)
        kept: tuple[str, ...] = ()
        if record is not None:
            self._claim_again(record)
            self._claim_renamed(record)
            kept = tuple(i for i in self._records.get(item.path, record).documents if self.owners.get(i) == item.path)
        self.refused.append(Refused(item.file, why, kept))

    def _claim_renamed(self, record: FileRecord) -> None:
        """What is kept of a file though another text has taken its id since."""
        for document_id in record.documents:
            other = self.owners.get(document_id)
            if self.held.owners.get(document_id) != record.path or other in (None, record.path):
                continue
            with closing(Catalogue(self.held.generation / "catalogue.sqlite")) as catalogue:
                document, clauses = catalogue.document(document_id), catalogue.clauses(document_id)
            if any(self._same(document, record.path, i) for i in self._named(same.plain(document_id))):
                continue
            document, clauses = same.renamed(document, clauses, same.distinct(document_id, record.path))
            self._own(document.id, record.path, rank(as_found(record)))
            self._write(record.path, make(document, clauses))
            earlier = self._records.get(record.path, record)
            ids = tuple(document.id if i == document_id else i for i in earlier.documents)
            self._put_file(replace(earlier, documents=ids))

    def _place(self, item: Found, entry: Entry) -> tuple[str, list[str]]:
        """Write a document, unless a better file has it. Gives back its id and what there is to warn of.

        Of different texts that go by one id the best file's has it, the others' ids get a suffix.
        """
        wanted, place = entry.info.id, rank(item)
        other = self.owners.get(wanted)
        if other == item.path:
            return wanted, [f"two parts of this file are both named {wanted}; the first is kept"]
        twin = next((i for i in self._named(wanted) if self._same(entry.made[0], item.path, i)), None)
        if twin and self.claims[twin] < place:
            return twin, [f"the same document ({twin}) as {self._name(self.owners[twin], item)}, which is kept"]
        warnings = self._give_up(twin, item) if twin else []
        if other is not None and twin != wanted:
            if self.claims[wanted] < place:
                entry = make(*same.renamed(*entry.made, same.distinct(wanted, item.path)))
            else:
                self._rename(wanted)
            words = f"another text than {self._name(other, item)} by the same name ({wanted}); this one is "
            warnings.append(words + entry.info.id)
        self._own(entry.info.id, item.path, place)
        self._write(item.path, entry)
        return entry.info.id, warnings

    def _named(self, wanted: str) -> list[str]:
        """The ids of the texts that go by one id, the best file's first."""
        return sorted((i for i in self._alike[wanted] if i in self.owners), key=self.claims.__getitem__)

    def _own(self, document_id: str, path: str, place: tuple) -> None:
        self.owners[document_id], self.claims[document_id] = path, place
        self._alike[same.plain(document_id)].add(document_id)

    def _same(self, document: Document, path: str, held_id: str) -> bool:
        return same.same(document.text, path, self._held(held_id)[0].text, self.owners[held_id])

    def _held(self, document_id: str) -> tuple[Document, tuple[Clause, ...]]:
        """A document as it will be held: written in this run, or held from before."""
        if document_id in self._written:
            written = self.writer.catalogue.reading()
            return written.document(document_id), written.clauses(document_id)
        with closing(Catalogue(self.held.generation / "catalogue.sqlite")) as catalogue:
            return catalogue.document(document_id), catalogue.clauses(document_id)

    def _give_up(self, twin: str, item: Found) -> list[str]:
        """A better file has come for a document."""
        other = self.owners.pop(twin)
        del self.claims[twin]
        if not Path(other).exists():  # a file that has only moved
            return []
        return [f"the same document ({twin}) as {self._name(other, item)}; this one is kept"]

    def _rename(self, document_id: str) -> None:
        """Another text takes a document's id: the document gets one with a suffix."""
        path = self.owners.pop(document_id)
        document, clauses = same.renamed(*self._held(document_id), same.distinct(document_id, path))
        self._own(document.id, path, self.claims.pop(document_id))
        self._write(path, make(document, clauses))
        record = self._records.get(path) or self.held.files[path]
        ids = tuple(document.id if i == document_id else i for i in record.documents)
        self._put_file(replace(record, documents=ids))

    def _name(self, path: str, beside: Found) -> str:
        """A file's name under its folder; its whole path where the other file has the same name."""
        return path if self.names[path] == beside.file else self.names[path]

    def _write(self, path: str, entry: Entry) -> None:
        document_id = entry.info.id
        self.digests[document_id] = entry.digest
        fresh = self.plan.fresh or document_id in self._written
        if fresh or self.held.digests.get(document_id) != entry.digest:
            self.writer.put_entry(entry, path)
            self._written.add(document_id)
        elif self.held.owners[document_id] != path:
            self.writer.own(document_id, path)

    def _remember(
        self, item: Found, sha256: str, documents: tuple[str, ...], warnings: tuple[str, ...]
    ) -> None:
        self.warnings += [(item.file, warning) for warning in warnings]
        record = FileRecord(
            item.path, item.file, item.size, files.remembered_time(item), sha256, documents, warnings
        )
        if self.plan.fresh or self.held.files.get(item.path) != record:
            self._put_file(record)

    def _put_file(self, record: FileRecord) -> None:
        self._records[record.path] = record
        self.writer.put_file(record)

    def _carry(self) -> None:
        """In an index built anew, what was kept though its file could not be read comes from the old one."""
        if self.plan.fresh and self.held.lost:
            words = "the earlier index could not be read at all: only the paths given were read; give the others again"
            self.warnings.append(("catalogue.sqlite", words))
        kept = sorted(set(self.owners) - set(self.digests)) if self.plan.fresh else []
        if not kept:
            return
        with closing(Catalogue(self.held.generation / "catalogue.sqlite")) as catalogue:
            for document_id in kept:
                self._carry_one(catalogue, document_id)
        for path in sorted({self.owners[i] for i in kept if i in self.owners}):
            if path not in self._records:
                self.writer.put_file(self.held.files[path])

    def _carry_one(self, catalogue: Catalogue, document_id: str) -> None:
        path = self.owners[document_id]
        gone = not Path(path).is_file()
        try:
            document, clauses = catalogue.document(document_id), catalogue.clauses(document_id)
        except (sqlite3.Error, zlib.error, LookupError, TypeError, ValueError):  # damaged, or of another form
            del self.owners[document_id]
            why = "its file is gone" if gone else "its file cannot be read"
            words = f"{document_id} is no longer held: {why}, nor can the earlier index"
            self.warnings.append((self.names[path], words))
            return
        self.writer.put(document, clauses, path)
        self._written.add(document_id)
        if gone:
            words = f"the file is gone: {document_id} is kept as the earlier index has it"
            self.warnings.append((self.names[path], words))

    def _forget(self) -> None:
        """Take out the documents that no file has any more, and the files that are gone."""
        if self.plan.fresh:
            if self.held.generation is not None:
                _ = self.writer  # even an index that has become empty replaces the old one
            return
        for document_id in self.removed:
            self.writer.remove(document_id)
        for path in self.plan.gone:
            self.writer.remove_file(path)
        if self._writer is not None:
            moved = set(self.held.files) - set(self.owners.values()) - set(self.plan.gone)
            for path in sorted(path for path in moved if not Path(path).exists()):
                self.writer.remove_file(path)

    @property
    def removed(self) -> tuple[str, ...]:
        """Documents that were held and will not be."""
        return tuple(sorted(set(self.held.owners) - set(self.owners)))

    def _sum_up(self, generation: Path | None) -> Report:
        clauses = 0 if generation is None else sum(generations.read_manifest(generation).clauses.values())
        added = sorted(set(self.owners) - set(self.held.owners))
        changed = sorted(i for i, value in self.digests.items() if self.held.digests.get(i, value) != value)
        return Report(
            documents=len(self.owners),
            clauses=clauses,
            added=tuple(added),
            changed=tuple(changed),
            removed=self.removed,
            unchanged=len(self.owners) - len(added) - len(changed),
            warnings=tuple(self.warnings),
            refused=tuple(self.refused),
            generation="" if generation is None else generation.name,
        )


def _load(settings: Settings) -> Embedding:
    from index.embedding import chosen

    return chosen(settings)


def _reading(
    settings: Settings, plan: Plan, embedding: Embedding, build: Build | None, chosen: bool
) -> Generator[ReadFile | str, None, None]:
    """Each file of the plan read: beside this process where that is worth it, else here, when it is asked for.

    ``chosen``: readers and embedding are those that the settings name, which other processes can make too.
    """
    if chosen and worth_it(plan.read):
        return read_beside(plan.read, settings, embedding)
    return read_here(plan.read, settings, build or real_build(settings))
