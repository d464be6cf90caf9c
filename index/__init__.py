"""The index: what has been ingested, ready to be searched.

``open_index(settings)`` gives an ``Index``; call ``index.current()`` before each question to see the
latest finished ingest.
"""

from __future__ import annotations

import threading
import weakref
from pathlib import Path
from typing import TYPE_CHECKING

from errors import AssistantError, IndexMismatch
from index import generations
from index.catalogue import Catalogue
from index.filters import Choices, Filter, Selection, Selector
from index.passages import Passages, Words
from index.vectors import Vectors
from settings import Settings

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import numpy as np

    from index.embedding import Embedding

_opened: weakref.WeakValueDictionary[tuple, Index] = weakref.WeakValueDictionary()
_opening = threading.Lock()


def open_index(settings: Settings, *, embedding: Embedding | None = None) -> Index:
    """Open the current generation; several callers in a process share one.

    ``embedding``: the one to read with, instead of the one that the settings name.
    Raises NoIndex when nothing has been ingested, IndexMismatch when it was built with another embedding
    or by a version with another form.
    """
    with _opening:
        generation, lease = generations.lease_current(settings.data)
        held = _opened.get((generation, settings))
        if held and not held.closed and (embedding is None or embedding.id == held.embedding.id):
            lease.release()
            return held
        try:
            opened = _open(generation, lease, settings, embedding)
        except AssistantError:
            lease.release()
            raise
        except Exception as error:  # damaged files, which each library reports in its own way
            lease.release()
            if not generations.has_room(settings.data):
                raise AssistantError(
                    "the index cannot be opened: the disk is full",
                    where=str(settings.data),
                    do="Free some space and ask again",
                ) from error
            raise IndexMismatch(
                f"the index cannot be read ({type(error).__name__}: {error})",
                where=str(generation),
                do=generations.REBUILD,
            ) from error
        _opened[generation, settings] = opened
        return opened


def _open(
    generation: Path, lease: generations.Lease, settings: Settings, embedding: Embedding | None
) -> Index:
    manifest = generations.read_manifest(generation)
    if embedding is None:
        from index.embedding import chosen

        embedding = chosen(settings)
    generations.check_embedding(manifest, embedding.id, settings.data)
    return Index(generation, manifest, lease, settings, embedding)


def _store(generation: Path, manifest: generations.Manifest, lease: generations.Lease, settings: Settings, vectors: dict):
    """What proposes clauses where all of a language are too many to compare: the server that is set, else the store in
    the generation, else (the generation was written for a server, and none is set now) nothing: all are compared."""
    from index.chroma_server import address
    from index.shared_store import SharedStore
    from index.store import readable

    to = address(settings)
    if to is not None:
        return SharedStore(to, settings.data, manifest.embedding, vectors)
    return readable(generation / "chroma", lease) if (generation / "chroma").is_dir() else None


class Index:
    """One generation, open for reading. Safe from several threads. Made by ``open_index``."""

    def __init__(
        self,
        generation: Path,
        manifest: generations.Manifest,
        lease: generations.Lease,
        settings: Settings,
        embedding: Embedding,
    ):
        from index.embedding import words_of
        from index.lexical import Lexical

        self.generation: str = generation.name
        self.manifest = manifest
        self.settings = settings
        self.embedding = embedding
        self.catalogue = Catalogue(generation / "catalogue.sqlite", lease)
        self.catalogue.documents()  # a damaged file shows now, not with the first question
        self._selector = Selector(self.catalogue)
        self.languages: tuple[str, ...] = tuple(sorted(manifest.clauses))
        self._vectors = {language: Vectors(generation / "vectors" / language) for language in self.languages}
        self.store = _store(generation, manifest, lease, settings, self._vectors)
        self._lexical = {
            language: Lexical(generation / "lexical" / language, language) for language in self.languages
        }
        words = words_of(embedding)
        self._passages = {
            language: Passages(generation / "passages" / language, language, words) for language in self.languages
        }
        self._lease = lease

    @property
    def closed(self) -> bool:
        """Whether close() was called."""
        return not self._lease.release.alive

    def close(self) -> None:
        """Let go of the generation. Needed only to do so at once: it also goes with the last who uses it."""
        if self.store is not None:
            self.store.close()
        self.catalogue.close()
        self._lease.release()

    def select(self, chosen: Filter) -> Selection:
        """What a filter leaves, to search in. Raises EmptyFilter when that is nothing."""
        return self._selector.select(chosen)

    def choices(self, chosen: Filter | None = None) -> Choices:
        """How many documents and clauses a filter leaves, and what could be chosen beside it."""
        return self._selector.choices(chosen or Filter())

    def search_dense(
        self, vector: np.ndarray, language: str, k: int, within: Selection | None = None
    ) -> list[tuple[str, float]]:
        """The k clauses of a language nearest to a normalised vector, shape (dimensions,): (id, cosine),
        best first, ties by id; [] for a language that is not held. ``within``: among those alone."""
        if language not in (self._vectors if within is None else within.rows):
            return []
        held = self._vectors[language]
        if within is None and len(held) > self.settings.exact_up_to and self.store is not None:
            found = self.store.search(vector, language, k, self.settings.candidates)
            if found is not None:
                return found
        return held.search(vector, k, within.rows[language] if within else None)

    def score_dense(self, vector: np.ndarray, language: str, ids: Sequence[str]) -> list[tuple[str, float]]:
        """The cosines of the given clauses of a language, best first; ids that are not held are left out."""
        return self._vectors[language].score(vector, ids) if language in self._vectors else []

    def words(self, language: str, passages: Mapping[str, str]) -> Words:
        """The words of clauses, or of what stands around a document's: id → passage, as ``index/passage.py`` makes
        it. Those that the index does not hold are read now."""
        return self._passages[language].words(passages)

    def search_lexical(
        self, text: str, language: str, k: int, within: Selection | None = None
    ) -> list[tuple[str, float]]:
        """The k best clauses of a language by BM25: (id, score above zero), best first, ties by id.
        ``within``: among those alone."""
        if language not in (self._lexical if within is None else within.rows):
            return []
        return self._lexical[language].search(text, k, within.rows[language] if within else None)

    def vector_store(self, language: str):
        """A language as a vector store of LlamaIndex (index/llama_store.py)."""
        from index.llama_store import ClauseVectorStore

        return ClauseVectorStore(self, language)

    def search_meaning(
        self, wanted: Sequence[Mapping[str, float]], language: str, k: int, within: Selection | None = None
    ) -> list[tuple[str, float]]:
        """The k best clauses of a language by its words that say what the question's do (``matching.wanted``):
        (id, score above zero), best first, ties by id. ``within``: among those alone."""
        if language not in (self._lexical if within is None else within.rows):
            return []
        return self._lexical[language].search_meaning(wanted, k, within.rows[language] if within else None)

    def current(self) -> Index:
        """This index, or the one that a later ingest has made current. Costs one small read.

        Raises what open_index raises.
        """
        generation = generations.current(self.settings.data)
        if generation is not None and generation.name == self.generation and not self.closed:
            return self
        return open_index(self.settings, embedding=self.embedding)
