"""Builds the next generation: a copy of the current one with documents put in and taken out."""

from __future__ import annotations

import os
import shutil
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import chain
from pathlib import Path

import numpy as np

from errors import AssistantError
from index import generations, passages, shared_store, store, terms, vectors
from index.catalogue import Catalogue, FileRecord
from index.catalogue_writer import CatalogueWriter, check
from index.chroma_server import Address
from index.embedding import Embedding, words_of
from index.entry import Entry, embedded, make
from index.lexical import Lexical
from index.store_beside import StoreBeside
from schema import Clause, Document

# Clauses of a language embedded and stored together: Chroma takes many at once faster than few. So many are also worth a
# process of its own for Chroma, which takes a second to start.
EMBED = 5_000
PARTS = ("vectors", "passages", "lexical")  # folders with one of each language, which never change once they are written


class Writer:
    """The next generation, while it is being built. Nobody sees it before publish()."""

    def __init__(
        self, data: Path, embedding: Embedding, program: str, base: Path | None, server: Address | None = None, *,
        exact_up_to: int,
    ):  # fmt: skip
        """``base``: the generation to start from; None to start empty. ``server``: the Chroma server that the vectors
        go to, in place of a store in the generation. ``exact_up_to``: with more clauses a language's graph is searched."""
        self._exact_up_to = exact_up_to
        self.data, self.embedding, self.program, self._server = data, embedding, program, server
        self.folder = generations.begin(data)
        self._touched: set[str] = set()  # languages whose clauses change
        self._languages: dict[str, str] = {}  # document id -> language, as held now
        self._waiting: dict[str, dict[str, Entry]] = defaultdict(dict)  # by language and document, not yet stored
        self._leaving: dict[str, list[str]] = defaultdict(list)  # out of the catalogue, still in the store
        self._spools: dict[str, tuple[vectors.Spool, passages.Spool, terms.Spool]] = {}  # by language, as PARTS
        self._base = base
        if base is not None:
            shutil.copy(base / "catalogue.sqlite", self.folder / "catalogue.sqlite")
        self.catalogue = CatalogueWriter(self.folder / "catalogue.sqlite")
        self._store_held: store.StoreWriter | StoreBeside | shared_store.Later | None = None
        if base is not None:
            self._languages = {info.id: info.language for info in self.catalogue.reading().documents()}

    @property
    def store(self) -> store.StoreWriter | StoreBeside | shared_store.Later:
        """Where the vectors go, made when it is first asked for."""
        return self._opened_store(beside=False)

    def put(self, document: Document, clauses: Sequence[Clause], path: str) -> None:
        """Write a document from the file at ``path``, in place of the one with its id."""
        self.put_entry(make(document, clauses), path)

    def put_entry(self, entry: Entry, path: str) -> None:
        """Write a document from the file at ``path``, in place of the one with its id."""
        document_id, language = entry.info.id, entry.info.language
        self.remove(document_id)
        self.catalogue.put_rows(entry.rows, path)
        self._languages[document_id] = language
        self._touched.add(language)
        self._waiting[language][document_id] = entry if entry.vectors is None else replace(entry, rows={})
        if sum(len(entry.ids) for entry in self._waiting[language].values()) >= EMBED:
            self._opened_store(beside=True)
            self._store(language)

    def remove(self, document_id: str) -> None:
        """Take a document out, if it is held."""
        language = self._languages.pop(document_id, None)
        if language is None:
            return
        if self._waiting[language].pop(document_id, None) is None:
            self._leaving[language] += self.catalogue.reading().clause_ids(document_id)
        self.catalogue.remove(document_id)
        self._touched.add(language)

    def put_file(self, record: FileRecord) -> None:
        """Write what is known of a file."""
        self.catalogue.put_file(record)

    def remove_file(self, path: str) -> None:
        """Forget a file."""
        self.catalogue.remove_file(path)

    def own(self, document_id: str, path: str) -> None:
        """Note that a document that is held is now taken from another file."""
        self.catalogue.own(document_id, path)

    def publish(self, progress: Callable[[str], None] = lambda step: None) -> Path:
        """Finish, check and make current. ``progress`` is told each step. Raises AssistantError when the
        check fails; the current generation then stays."""
        progress("storing")
        for language in sorted(self._touched):
            self._store(language)
        self.catalogue.commit()
        held = Catalogue(self.folder / "catalogue.sqlite")
        counts = held.counts()
        self._keep_untouched(counts)
        self._write_languages(counts, progress)
        progress("checking")
        self._check(counts)
        manifest = generations.Manifest(
            generations.FORM,
            self.embedding.id,
            self.embedding.dimensions,
            self.program,
            len(held.documents()),
            counts,
        )
        held.close()
        self.close()
        if self._server:
            progress("sending vectors to Chroma")
            shared_store.bring(self._server, self.data, [(self.folder, self.embedding.id)], drop=False)
        generations.publish(self.data, self.folder, manifest)
        return self.folder

    def close(self) -> None:
        """Let go of the files. What was not published is removed by the next sweep."""
        for spool in chain.from_iterable(self._spools.values()):
            spool.close()
        if self._store_held is not None:
            self._store_held.close()
        self.catalogue.close()

    def _opened_store(self, *, beside: bool) -> store.StoreWriter | StoreBeside | shared_store.Later:
        """The store, made now where it was not: with ``beside`` in a process of its own, where one can be started."""
        if self._store_held is None:
            self._store_held = shared_store.Later() if self._server else self._embedded(beside)
        return self._store_held

    def _embedded(self, beside: bool) -> store.StoreWriter | StoreBeside:
        """The generation's own store, with what the earlier one has: from its store, or, where that was on a server,
        from its vectors."""
        target = self.folder / "chroma"
        copied = self._base is not None and (self._base / "chroma").is_dir()
        if copied:
            store.copy(self._base / "chroma", target)
        made = _beside(target) if beside else store.StoreWriter(target)
        for folder in sorted((self._base / "vectors").glob("*")) if self._base and not copied else ():
            made.add(folder.name, *vectors.Vectors(folder).all())
        return made

    def _store(self, language: str) -> None:
        """Bring the store up to the catalogue: what leaves goes first, as its ids may come again."""
        leaving, waiting = self._leaving.pop(language, []), self._waiting.pop(language, {})
        if language not in self._spools:
            at = [self.folder / part / language for part in PARTS]
            self._spools[language] = vectors.Spool(at[0]), passages.Spool(at[1]), terms.Spool(at[2])
        spool, words, lexical = self._spools[language]
        if leaving:
            self.store.delete(language, leaving)
            spool.drop(leaving)
            lexical.drop(leaving)
            words.drop({*leaving, *(clause_id.partition("#")[0] for clause_id in leaving)})
        plain = [entry for entry in waiting.values() if entry.vectors is None]
        ready = [entry for entry in waiting.values() if entry.vectors is not None]
        entries = ready + (embedded(self.embedding, plain) if plain else [])
        ids = [clause_id for entry in entries for clause_id in entry.ids]
        if ids:
            rows = np.concatenate([entry.vectors for entry in entries])
            self.store.add(language, ids, rows)
            spool.add(ids, rows)
            lexical.add(ids, [line for entry in entries for line in entry.terms])
        for entry in entries:
            if entry.ids:
                words.add([entry.info.id, *entry.ids], entry.words)

    def _keep_untouched(self, counts: dict[str, int]) -> None:
        """The languages that nothing has changed in, as the earlier index has them."""
        for part in PARTS if self._base else ():
            for language in sorted(set(counts) - self._touched):
                _link(self._base / part / language, self.folder / part / language)

    def _write_languages(self, counts: dict[str, int], progress: Callable[[str], None]) -> None:
        """Vectors and words of the languages that have changed."""
        for language, (spool, words, lexical) in sorted(self._spools.items()):
            bases = [self._base / part / language if self._base else None for part in PARTS]
            if language in counts:
                progress("ordering vectors")
                spool.finish(bases[0])
                if counts[language] > self._exact_up_to:
                    self.store.build_graph(language, str(self.folder / PARTS[0] / language))
                progress("indexing words")
                words.finish(language, words_of(self.embedding), bases[1])
                lexical.finish(bases[2])
            else:
                for part, closing in zip(PARTS, (spool, words, lexical), strict=True):
                    closing.close()
                    shutil.rmtree(self.folder / part / language)
                if language in self.store.languages:
                    self.store.drop(language)

    def _check(self, counts: dict[str, int]) -> None:
        stored = counts if self._server else {language: self.store.count(language) for language in self.store.languages}
        words = {
            path.name: len(Lexical(path, path.name))
            for path in sorted((self.folder / "lexical").glob("*"))
        }
        rows = {path.name: len(vectors.Vectors(path)) for path in sorted((self.folder / "vectors").glob("*"))}
        if not (stored == rows == words == counts and check(self.folder / "catalogue.sqlite")):
            raise AssistantError(
                f"the new index does not agree with itself (clauses {counts}, vectors {stored}, "
                f"words {words})",
                where=str(self.folder),
                do="The earlier index stays. " + generations.REBUILD,
            )


def _beside(folder: Path) -> store.StoreWriter | StoreBeside:
    try:
        return StoreBeside(folder)
    except OSError:  # no process can be started: it is done here
        return store.StoreWriter(folder)


def _link(source: Path, target: Path) -> None:
    """A folder's files in another one too: one copy on the disk for both, where the system can."""
    target.mkdir(parents=True)
    for path in source.iterdir():
        try:
            os.link(path, target / path.name)
        except OSError:
            shutil.copyfile(path, target / path.name)
