"""Builds the next generation: a copy of the current one with documents put in and taken out."""

from __future__ import annotations

import shutil
from collections import defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path

from errors import AssistantError
from index import catalogue, contextual, generations, lexical, store, vectors
from index.catalogue import Catalogue, FileRecord
from index.catalogue_writer import CatalogueWriter, check
from index.embedding import Embedding
from index.passage import passage
from schema import Clause, Document, DocumentInfo

EMBED = 5_000  # clauses embedded and stored together: Chroma takes many at once faster than few


class Writer:
    """The next generation, while it is being built. Nobody sees it before publish()."""

    def __init__(self, data: Path, embedding: Embedding, program: str, base: Path | None):
        """``base``: the generation to start from; None to start empty."""
        self.data, self.embedding, self.program = data, embedding, program
        self.folder = generations.begin(data)
        self._touched: set[str] = set()  # languages whose clauses change
        self._languages: dict[str, str] = {}  # document id -> language, as held now
        self._clause_ids: dict[str, list[str]] = {}  # of the documents put in by this writer
        self._waiting: list[tuple[DocumentInfo, Clause]] = []  # in the catalogue, not yet in the store
        self._leaving: dict[str, list[str]] = defaultdict(list)  # out of the catalogue, still in the store
        self._base = None
        if base is not None:
            _copy(base, self.folder)
            self._base = Catalogue(base / "catalogue.sqlite")
            self._languages = {info.id: info.language for info in self._base.documents()}
        self.catalogue = CatalogueWriter(self.folder / "catalogue.sqlite")
        self.store = store.StoreWriter(self.folder / "chroma")

    def put(self, document: Document, clauses: Sequence[Clause], path: str) -> None:
        """Write a document from the file at ``path``, in place of the one with its id."""
        self.remove(document.id)
        self.catalogue.put(document, clauses, path)
        self._languages[document.id] = document.language
        self._clause_ids[document.id] = [clause.id for clause in clauses]
        self._touched.add(document.language)
        info = DocumentInfo(*(getattr(document, name) for name in catalogue.INFO))
        self._waiting += [(info, clause) for clause in clauses]
        if len(self._waiting) >= EMBED:
            self._store()

    def remove(self, document_id: str) -> None:
        """Take a document out, if it is held."""
        language = self._languages.pop(document_id, None)
        if language is None:
            return
        if document_id in self._clause_ids:
            self._store()  # its vectors may still be waiting
            self._leaving[language] += self._clause_ids.pop(document_id)
        else:
            self._leaving[language] += [clause.id for clause in self._base.clauses(document_id)]
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
        self._store()
        self.catalogue.commit()
        held = Catalogue(self.folder / "catalogue.sqlite")
        counts = held.counts()
        self._write_vectors(counts)
        progress("indexing words")
        self._index_words(held, counts)
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
        generations.publish(self.data, self.folder, manifest)
        return self.folder

    def close(self) -> None:
        """Let go of the files. What was not published is removed by the next sweep."""
        self.store.close()
        self.catalogue.close()
        if self._base is not None:
            self._base.close()

    def _store(self) -> None:
        """Bring the store up to the catalogue: what leaves goes first, as its ids may come again."""
        for language, ids in sorted(self._leaving.items()):
            self.store.delete(language, ids)
        self._leaving.clear()
        waiting, self._waiting = self._waiting, []
        by_language: dict[str, list[tuple[DocumentInfo, Clause]]] = defaultdict(list)
        for info, clause in waiting:
            by_language[info.language].append((info, clause))
        for language, pairs in sorted(by_language.items()):
            for batch in contextual.batches(pairs, EMBED):
                found = contextual.vectors(self.embedding, batch)
                self.store.add(language, [clause for _, clause in batch], found, [info for info, _ in batch])

    def _write_vectors(self, counts: dict[str, int]) -> None:
        for language in sorted(self._touched):
            folder = self.folder / "vectors" / language
            shutil.rmtree(folder, ignore_errors=True)
            if language in counts:
                vectors.write(folder, *self.store.read(language))

    def _index_words(self, held: Catalogue, counts: dict[str, int]) -> None:
        for language in sorted(self._touched):
            folder = self.folder / "lexical" / language
            shutil.rmtree(folder, ignore_errors=True)
            if language in counts:
                rows = ((clause.id, passage(info, clause)) for info, clause in held.clauses_in(language))
                lexical.build(folder, language, rows)
            elif language in self.store.languages:
                self.store.drop(language)

    def _check(self, counts: dict[str, int]) -> None:
        stored = {language: self.store.count(language) for language in self.store.languages}
        words = {
            path.name: len(lexical.Lexical(path, path.name))
            for path in sorted((self.folder / "lexical").glob("*"))
        }
        if not (stored == words == counts and check(self.folder / "catalogue.sqlite")):
            raise AssistantError(
                f"the new index does not agree with itself (clauses {counts}, vectors {stored}, "
                f"words {words})",
                where=str(self.folder),
                do="The earlier index stays. " + generations.REBUILD,
            )


def _copy(base: Path, folder: Path) -> None:
    shutil.copy(base / "catalogue.sqlite", folder / "catalogue.sqlite")
    if (base / "lexical").exists():
        shutil.copytree(base / "lexical", folder / "lexical")
        shutil.copytree(base / "vectors", folder / "vectors")
    store.copy(base / "chroma", folder / "chroma")
