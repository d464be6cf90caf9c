"""The vectors on a Chroma server, where many processes ask and one ingest at a time writes (CHROMA_URL).

A data folder has a collection for each language and embedding. A row is a clause's vector; its id is the clause's id
with a digest of the vector, so that a clause that an ingest changes has a row for readers of either generation. The
collection holds the rows of every generation that stands in the data folder: what an ingest adds goes in before the
pointer moves, what nobody reads any more goes out after. Each reader takes from what the server finds only the
clauses of its own generation, and scores them by its own vectors; so rows too many do no harm, and answers are those
of the embedded store.
"""

from __future__ import annotations

import hashlib
import logging
import secrets
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from zlib import crc32

import numpy as np

from errors import IndexMismatch
from index import chroma_server, generations
from index.chroma_server import Address, NoServer
from index.store import BATCH, SEARCHED
from index.vectors import Vectors

log = logging.getLogger(__name__)
NAME = "chroma-name"  # the file in the data folder that names its collections
_MORE = 100  # rows asked for beyond those wanted: the server may hold some of other generations
_PAGE = 50_000  # ids listed in a call


class SharedStore:
    """The read side for one generation. Safe from several threads."""

    def __init__(self, to: Address, data: Path, embedding: str, vectors: Mapping[str, Vectors]):
        self._to, self._vectors = to, vectors
        self._data, self._embedding = data, embedding
        self._outage = chroma_server.outage(to)
        self._open: dict[str, object] = {}  # language -> its collection, once it has answered

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages of the generation, in alphabetical order."""
        return tuple(sorted(self._vectors))

    def count(self, language: str) -> int:
        """How many clauses of the generation the server has. Raises NoServer."""
        return len(self.ids(language))

    def ids(self, language: str) -> set[str]:
        """The ids of the generation's clauses that the server has. Raises NoServer."""
        held = _held(self.collection(language))
        return {_clause(key) for key in keys(self._vectors[language]) if key in held}

    def search(self, vector: np.ndarray, language: str, k: int, candidates: int) -> list[tuple[str, float]] | None:
        """As ``Store.search``; None where the server does not answer, or not with clauses of this generation."""
        if self._outage.on:
            return None
        own = self._vectors[language]
        try:
            collection = self._open.get(language) or self.collection(language)
            found = collection.query(query_embeddings=[vector], include=[], n_results=max(k, candidates) + _MORE)["ids"][0]
            self._open[language] = collection
        except Exception as error:  # whatever it is, the question can be answered without
            self._open.clear()
            if self._outage.begin():
                log.warning("%s: the Chroma server fails (%s); all vectors are searched instead", self._to.shown, type(error).__name__)
            return None
        self._outage.end()
        scored = own.score(vector, {_clause(key) for key in found})
        return scored[:k] if len(scored) >= min(k, len(own)) else None

    def collection(self, language: str):
        """The language's Chroma collection. Raises NoServer, or what Chroma raises."""
        name = collection_name(self._data, language, self._embedding)
        return chroma_server.client(self._to, chroma_server.ASK).get_collection(name, embedding_function=None)

    def close(self) -> None:
        """Nothing is held: the connections are the process's."""


class Later:
    """In place of the store of a generation while it is built: the server gets the rows once all are known."""

    languages: tuple[str, ...] = ()

    def add(self, language: str, ids: Sequence[str], vectors: np.ndarray) -> None:
        """Nothing yet."""

    def delete(self, language: str, ids: Sequence[str]) -> None:
        """Nothing yet."""

    def build_graph(self, language: str, vectors: str) -> None:
        """Nothing: the server's graphs are all built to be searched."""

    def close(self) -> None:
        """Nothing is held."""


def bring(to: Address, data: Path, more: Iterable[tuple[Path, str]] = (), *, drop: bool = True) -> None:
    """Have the server hold the rows of every finished generation under ``data``, and of those in ``more`` (folder and
    embedding). ``drop``: and no others. Call it under the ingest lock. Raises NoServer."""
    _name(data)
    wanted: dict[str, list[Vectors]] = {}
    for generation, embedding in (*_finished(data), *more):
        for folder in sorted((generation / "vectors").glob("*")):
            wanted.setdefault(collection_name(data, folder.name, embedding), []).append(Vectors(folder))
    try:
        client = chroma_server.client(to, chroma_server.WRITE)
        for name, held in wanted.items():
            _fill(client.get_or_create_collection(name, embedding_function=None, configuration={"hnsw": SEARCHED}), held, drop)
        if drop:
            mine = [c.name for c in client.list_collections() if c.name.startswith(_prefix(data))]
            for name in set(mine) - set(wanted):
                client.delete_collection(name)
    except NoServer:
        raise
    except Exception as error:
        again = "Run this again when it does; the index stays as it is"
        raise NoServer(f"the Chroma server does not take the vectors ({type(error).__name__})", where=to.shown, do=again) from error


def collection_name(data: Path, language: str, embedding: str) -> str:
    """Of a data folder, a language and an embedding: vectors of two embeddings do not go together."""
    return f"{_prefix(data)}{language}-{crc32(embedding.encode()):08x}"


def keys(vectors: Vectors) -> list[str]:
    """The ids of the rows of a language's clauses, in the clauses' order."""
    ids, rows = vectors.all()
    return [f"{clause}@{hashlib.blake2b(row.tobytes(), digest_size=8).hexdigest()}" for clause, row in zip(ids, rows, strict=True)]


def _fill(collection, held: Sequence[Vectors], drop: bool) -> None:
    """The collection gets what it lacks of ``held``, and loses what is in none of them."""
    places = {key: (vectors, row) for vectors in held for row, key in enumerate(keys(vectors))}
    there = _held(collection)
    missing = [place for key, place in places.items() if key not in there]
    names = [key for key in places if key not in there]
    for start in range(0, len(names), BATCH):
        rows = np.stack([vectors.all()[1][row] for vectors, row in missing[start : start + BATCH]])
        collection.upsert(ids=names[start : start + BATCH], embeddings=rows)
    gone = sorted(there - set(places)) if drop else []
    for start in range(0, len(gone), BATCH):
        collection.delete(ids=gone[start : start + BATCH])


def _held(collection) -> set[str]:
    """The ids of all rows."""
    held: set[str] = set()
    for start in range(0, collection.count(), _PAGE):
        held.update(collection.get(include=[], limit=_PAGE, offset=start)["ids"])
    return held


def _finished(data: Path) -> list[tuple[Path, str]]:
    """The generations that are whole, with the embedding of each."""
    found = []
    for path in sorted((data / "generations").glob("*/manifest.json")):
        try:
            found.append((path.parent, generations.read_manifest(path.parent).embedding))
        except IndexMismatch:  # damaged, or of another form: nobody reads it
            continue
    return found


def _clause(key: str) -> str:
    return key.rpartition("@")[0]


def _prefix(data: Path) -> str:
    """Begins the names of the folder's collections; the same for whoever shares the folder."""
    try:
        return (data / NAME).read_text("ascii").strip() + "-"
    except OSError:
        return "itu-none-"  # nothing was brought to a server yet


def _name(data: Path) -> None:
    """Give the folder its name, once."""
    path = data / NAME
    if not path.exists() or not path.read_text("ascii").strip():
        path.write_text(f"itu-{secrets.token_hex(6)}\n", "ascii")
