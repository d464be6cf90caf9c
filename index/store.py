"""Chroma, embedded: a collection of clause vectors per language, written through LlamaIndex's vector store.

A row's id is the clause's id. Distances are cosines; searches are rescored from the vectors themselves,
so that an answer does not depend on the order in which the rows went in.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
import threading
import weakref
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from index.generations import has_room
from schema import Clause

if TYPE_CHECKING:
    from llama_index.vector_stores.chroma import ChromaVectorStore

BATCH = 5_000  # rows in a call; Chroma takes 5,461 at most
EXACT_UP_TO = 20_000  # rows of a language searched whole (20 MB at 256 dimensions); above, by Chroma's graph
HNSW = {"space": "cosine", "ef_search": 400}
DECIMALS = 6  # cosines are compared after rounding: float32 holds no more


class Store:
    """The vectors of one generation. Reading is safe from several threads."""

    def __init__(self, folder: Path, lease: object = None):
        """``lease`` is kept for as long as this object is, and so the generation."""
        import chromadb
        from chromadb.config import Settings

        folder.mkdir(parents=True, exist_ok=True)
        self._client = chromadb.PersistentClient(str(folder), settings=Settings(anonymized_telemetry=False))
        # Chroma's files are let go by close(), or with this object. Calling it again does nothing.
        self.close = weakref.finalize(self, self._client.close)
        self._lease = lease
        self._lock = threading.Lock()
        self._whole: dict[str, tuple[list[str], np.ndarray] | None] = {}

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages that have a collection, in alphabetical order."""
        return tuple(sorted(c.name.removeprefix("clauses-") for c in self._client.list_collections()))

    def count(self, language: str) -> int:
        """How many clauses the language has."""
        return self._collection(language).count()

    def ids(self, language: str) -> set[str]:
        """The ids of all its clauses."""
        return set(self._collection(language).get(include=[])["ids"])

    def search(
        self, vector: np.ndarray, language: str, k: int, candidates: int, rows: np.ndarray | None = None
    ) -> list[tuple[str, float]]:
        """The k clauses nearest to a normalised vector, with their cosines, ties by id.

        ``candidates``: how many Chroma's graph is asked for, before they are rescored. ``rows``: search these
        alone, ascending places among the language's ids in order.
        """
        if k <= 0:
            return []
        ids, vectors = self._all(language) or self._around(vector, language, max(k, candidates))
        if rows is not None:
            ids, vectors = [ids[row] for row in rows], vectors[rows]
        return _nearest(vector, ids, vectors, k)

    def score(self, vector: np.ndarray, language: str, ids: Sequence[str]) -> list[tuple[str, float]]:
        """The cosines of the given clauses, best first; ids that are not held are left out."""
        found_ids: list[str] = []
        found_vectors: list[np.ndarray] = []
        for batch in _batches(list(ids)):
            found = self._collection(language).get(ids=batch, include=["embeddings"])
            found_ids += found["ids"]
            found_vectors += list(found["embeddings"])
        return _nearest(vector, *_by_id(found_ids, found_vectors), len(found_ids))

    def vector_store(self, language: str) -> ChromaVectorStore:
        """LlamaIndex's view of the language's collection."""
        from llama_index.vector_stores.chroma import ChromaVectorStore

        return ChromaVectorStore(chroma_collection=self._collection(language))

    def _collection(self, language: str):
        return self._client.get_collection(f"clauses-{language}", embedding_function=None)

    def _all(self, language: str) -> tuple[list[str], np.ndarray] | None:
        """Ids and vectors of a language, read once; None when they are too many to be searched whole."""
        with self._lock:
            if language not in self._whole:
                rows = None
                if self.count(language) <= EXACT_UP_TO:
                    rows = self._collection(language).get(include=["embeddings"])
                self._whole[language] = rows and _by_id(rows["ids"], rows["embeddings"])
            return self._whole[language]

    def _around(self, vector: np.ndarray, language: str, candidates: int) -> tuple[list[str], np.ndarray]:
        """Ids and vectors of the candidates that Chroma's graph gives."""
        collection = self._collection(language)
        found = collection.query(
            query_embeddings=[vector], include=["embeddings"], n_results=min(candidates, collection.count())
        )
        return _by_id(found["ids"][0], found["embeddings"][0])


class StoreWriter(Store):
    """The write side, used on a generation that nobody reads yet."""

    def add(self, language: str, clauses: Sequence[Clause], vectors: np.ndarray) -> None:
        """Put clauses in with their vectors, shape (len(clauses), dimensions). Their ids must be free.

        LlamaIndex's store adds, and Chroma's ``add`` silently keeps the old row of an id that is taken:
        delete first what is replaced.
        """
        self._client.get_or_create_collection(
            f"clauses-{language}", embedding_function=None, configuration={"hnsw": HNSW}
        )
        store = self.vector_store(language)
        nodes = [_node(clause, vector) for clause, vector in zip(clauses, vectors, strict=True)]
        for batch in _batches(nodes):
            store.add(batch)

    def delete(self, language: str, ids: Sequence[str]) -> None:
        """Take clauses out."""
        store = self.vector_store(language)
        for batch in _batches(list(ids)):
            store.delete_nodes(batch)

    def drop(self, language: str) -> None:
        """Take a language out whole."""
        self._client.delete_collection(f"clauses-{language}")


def readable(folder: Path, lease: object = None) -> Store:
    """A store to read, also where its folder cannot be written to. Chroma writes when it opens one: from a
    folder closed to writing, or on a full disk, a copy among the temporary files is read."""
    try:
        return Store(folder, lease)
    except Exception:
        if os.access(folder, os.W_OK) and os.access(folder / "chroma.sqlite3", os.W_OK) and has_room(folder):
            raise
    scratch = tempfile.TemporaryDirectory(prefix="itu-index-")
    for path in folder.rglob("*"):
        if path.is_file():
            target = Path(scratch.name, path.relative_to(folder))
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, target)
    return Store(Path(scratch.name), (lease, scratch))  # removed with the store


def copy(source: Path, target: Path) -> None:
    """Copy a store that readers may have open: opening writes to Chroma's SQLite, so that is backed up."""
    shutil.copytree(source, target, ignore=shutil.ignore_patterns("chroma.sqlite3*"))
    with (
        closing(sqlite3.connect(source / "chroma.sqlite3")) as old,
        closing(sqlite3.connect(target / "chroma.sqlite3")) as new,
    ):
        old.backup(new)


def _node(clause: Clause, vector: np.ndarray):
    from llama_index.core.schema import NodeRelationship, RelatedNodeInfo, TextNode

    document = RelatedNodeInfo(node_id=clause.document_id)
    return TextNode(
        id_=clause.id,
        text=clause.text,
        embedding=vector.tolist(),
        relationships={NodeRelationship.SOURCE: document},
    )


def _nearest(vector: np.ndarray, ids: list[str], vectors: np.ndarray, k: int) -> list[tuple[str, float]]:
    """``ids`` ascending; a stable sort then breaks ties by id."""
    if not ids:
        return []
    cosines = np.round(vectors @ np.asarray(vector, dtype=np.float32), DECIMALS)
    best = np.argsort(-cosines, kind="stable")[:k]
    return [(ids[i], float(cosines[i])) for i in best]


def _by_id(ids: Sequence[str], vectors: Sequence[np.ndarray]) -> tuple[list[str], np.ndarray]:
    order = sorted(range(len(ids)), key=ids.__getitem__)
    rows = np.asarray(vectors, dtype=np.float32)
    return [ids[i] for i in order], rows[order] if order else rows


def _batches(items: list) -> Iterator[list]:
    for start in range(0, len(items), BATCH):
        yield items[start : start + BATCH]
