"""Chroma, embedded: a collection of clause vectors per language.

A row is a clause's id and its vector, no more: what the clause says stands in the catalogue, once. Texts and
metadata beside the vectors made Chroma four times as slow to write. Distances are cosines; searches are
rescored from the vectors themselves, so that an answer does not depend on the order in which the rows went in.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
import weakref
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path

import numpy as np

from index.generations import has_room
from index.vectors import Vectors, nearest

BATCH = 5_400  # rows in a call; Chroma takes 5,461 at most
# A graph is searched where a language has more clauses than are all compared (ITU_EXACT_UP_TO). Of 350,000 made clauses, each
# in hundreds of forms that differ little, this one finds 98.7 % of a question's 50 nearest; with 16 neighbours, an
# ef_construction of 64 and an ef_search of 400 it was 83.6 %. It takes 1.3 times the processor time to build.
SEARCHED = {"space": "cosine", "ef_search": 2_000, "ef_construction": 100, "max_neighbors": 32}
# Chroma builds one always. Where nobody will search it, it gets as little of the ingest's time as can be.
UNSEARCHED = {"space": "cosine", "ef_search": 100, "ef_construction": 16, "max_neighbors": 8}


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

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages that have a collection, in alphabetical order."""
        return tuple(sorted(c.name.removeprefix("clauses-") for c in self._client.list_collections()))

    def count(self, language: str) -> int:
        """How many clauses the language has."""
        return self.collection(language).count()

    def ids(self, language: str) -> set[str]:
        """The ids of all its clauses."""
        return set(self.collection(language).get(include=[])["ids"])

    def searched(self, language: str) -> bool:
        """Whether the language's graph was built to be searched."""
        built = self.collection(language).configuration["hnsw"]
        return built["max_neighbors"] != UNSEARCHED["max_neighbors"]

    def search(self, vector: np.ndarray, language: str, k: int, candidates: int) -> list[tuple[str, float]] | None:
        """The k clauses nearest to a normalised vector by Chroma's graph, with their cosines, ties by id; None where the
        graph was not built to be searched.

        ``candidates``: how many the graph is asked for, before they are rescored.
        """
        if not self.searched(language):
            return None
        collection = self.collection(language)
        wanted = min(max(k, candidates), collection.count())
        if k <= 0 or not wanted:
            return []
        found = collection.query(query_embeddings=[vector], include=["embeddings"], n_results=wanted)
        ids, vectors = _by_id(found["ids"][0], found["embeddings"][0])
        return [(ids[i], score) for i, score in nearest(vectors @ np.asarray(vector, dtype=np.float32), k)]

    def read(self, language: str) -> tuple[list[str], np.ndarray]:
        """Ids and vectors of all clauses of a language, shape (clauses, dimensions), by id."""
        rows = self.collection(language).get(include=["embeddings"])
        return _by_id(rows["ids"], rows["embeddings"])

    def collection(self, language: str):
        """The language's Chroma collection."""
        return self._client.get_collection(f"clauses-{language}", embedding_function=None)


class StoreWriter(Store):
    """The write side, used on a generation that nobody reads yet."""

    def add(self, language: str, ids: Sequence[str], vectors: np.ndarray, *, searched: bool = False) -> None:
        """Put clauses in with their vectors, shape (len(ids), dimensions). Their ids must be free. ``searched``: where the
        language is new, its graph will be searched.

        Chroma's ``add`` silently keeps the old row of an id that is taken: delete first what is replaced.
        """
        graph = SEARCHED if searched else UNSEARCHED
        held = self._client.get_or_create_collection(
            f"clauses-{language}", embedding_function=None, configuration={"hnsw": graph}
        )
        for start, end in _batches(len(ids)):
            held.add(ids=list(ids[start:end]), embeddings=vectors[start:end])

    def build_graph(self, language: str, vectors: str) -> None:
        """Give a language the graph that is searched, where it has another, from its vectors in the folder ``vectors``."""
        if not self.searched(language):
            self.drop(language)
            self.add(language, *Vectors(Path(vectors)).all(), searched=True)

    def delete(self, language: str, ids: Sequence[str]) -> None:
        """Take clauses out."""
        held = self.collection(language)
        for start, end in _batches(len(ids)):
            held.delete(ids=list(ids[start:end]))

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


def _by_id(ids: Sequence[str], vectors: Sequence[np.ndarray]) -> tuple[list[str], np.ndarray]:
    order = sorted(range(len(ids)), key=ids.__getitem__)
    rows = np.asarray(vectors, dtype=np.float32)
    return [ids[i] for i in order], rows[order] if order else rows


def _batches(rows: int) -> Iterator[tuple[int, int]]:
    """Equal parts, none larger than BATCH."""
    parts = -(-rows // BATCH)
    for part in range(parts):
        yield rows * part // parts, rows * (part + 1) // parts
