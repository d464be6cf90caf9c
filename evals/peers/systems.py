"""The systems compared: each is built from files in a folder of its own and then gives texts for a question."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from evals.peers.minilm import MiniLM
from settings import Settings

Search = Callable[[str, int], list[str]]  # question, k -> the k best texts, best first
Build = Callable[[list[Path], Path], Search]  # files, an empty folder -> a search over what stands in it then

NAMES = {
    "ours": "our retriever",
    "dense": "our dense part alone",
    "bm25": "BM25 alone over our clauses",
    "minilm": "all-MiniLM-L6-v2 over our clauses",
    "llama-1024-minilm": "LlamaIndex 1024/20, all-MiniLM-L6-v2",
    "llama-128-minilm": "LlamaIndex 128/20, all-MiniLM-L6-v2",
    "llama-1024-ours": "LlamaIndex 1024/20, our embedding",
    "llama-128-ours": "LlamaIndex 128/20, our embedding",
}
_OVERLAP = 20  # tokens


@dataclass(frozen=True)
class Means:
    """What a system may need: settings, and all-MiniLM-L6-v2 where it is there."""

    settings: Settings
    minilm: MiniLM | None = None


def wants_minilm(system: str) -> bool:
    """Whether the system needs all-MiniLM-L6-v2."""
    return "minilm" in system


def prepare(system: str, means: Means) -> Build:
    """The system's build, with all that it imports and loads done: what is measured afterwards is its work."""
    if system == "minilm":
        return _clauses(means)
    if system.startswith("llama-"):
        _, size, embedding = system.split("-")
        return _llama(int(size), _minilm(means) if embedding == "minilm" else _builtin(means), means)
    return _own({"ours": _retriever, "dense": _dense, "bm25": _lexical}[system], means)


def _own(part: Callable, means: Means) -> Build:
    """Our whole index; ``part`` is how it is asked."""
    from index import open_index
    from index.embedding import load
    from ingest.pipeline import ingest

    load(means.settings.embedding)

    def build(files: list[Path], folder: Path) -> Search:
        settings = replace(means.settings, data=folder)
        ingest(files, settings)
        return part(open_index(settings), settings)

    return build


def _retriever(index, settings: Settings) -> Search:
    from answer import question, retrieve

    def search(text: str, k: int) -> list[str]:
        return [hit.clause.text for hit in retrieve.retrieve(question.understand(text), index, settings)[:k]]

    return search


def _dense(index, settings: Settings) -> Search:
    def search(text: str, k: int) -> list[str]:
        vector = index.embedding.embed([text])[0]
        return _texts(index, [row for language in index.languages for row in index.search_dense(vector, language, k)], k)

    return search


def _lexical(index, settings: Settings) -> Search:
    def search(text: str, k: int) -> list[str]:
        return _texts(index, [row for language in index.languages for row in index.search_lexical(text, language, k)], k)

    return search


def _texts(index, scored: list[tuple[str, float]], k: int) -> list[str]:
    """The texts of the k best of (clause id, score)."""
    ids = [id for id, _ in sorted(scored, key=lambda row: (-row[1], row[0]))[:k]]
    held = index.catalogue.clauses_by_ids(ids)
    return [held[id].text for id in ids]


def _clauses(means: Means) -> Build:
    """Our clauses, each with its heading, by cosine."""
    import numpy as np

    from index.passage import passage
    from ingest import documents, readers

    def build(files: list[Path], folder: Path) -> Search:
        held = [
            (document, clause)
            for path in files
            for document, clauses in documents.build(readers.read(path, means.settings), path.name, "0" * 64)
            for clause in clauses
        ]
        vectors = np.concatenate([
            means.minilm.embed([passage(d, c) for d, c in held[at : at + 100]]) for at in range(0, len(held), 100)
        ])  # fmt: skip
        np.save(folder / "vectors.npy", vectors)

        def search(text: str, k: int) -> list[str]:
            best = np.argsort(-(vectors @ means.minilm.embed([text])[0]), kind="stable")[:k]
            return [held[i][1].text for i in best]

        return search

    return build


def _llama(size: int, embedding, means: Means) -> Build:
    """LlamaIndex's default path into Chroma: Document, SentenceSplitter, VectorStoreIndex, as_retriever."""
    import chromadb
    from chromadb.config import Settings as ChromaSettings
    from llama_index.core import Document, StorageContext, VectorStoreIndex
    from llama_index.core.node_parser import SentenceSplitter
    from llama_index.vector_stores.chroma import ChromaVectorStore

    from ingest import readers

    splitter = SentenceSplitter(chunk_size=size, chunk_overlap=_OVERLAP)

    def build(files: list[Path], folder: Path) -> Search:
        client = chromadb.PersistentClient(str(folder), settings=ChromaSettings(anonymized_telemetry=False))
        collection = client.create_collection("texts", embedding_function=None)
        index = VectorStoreIndex.from_documents(
            [Document(text=readers.read(path, means.settings).text, doc_id=path.name) for path in files],
            storage_context=StorageContext.from_defaults(vector_store=ChromaVectorStore(chroma_collection=collection)),
            embed_model=embedding,
            transformations=[splitter],
        )

        def search(text: str, k: int) -> list[str]:
            return [found.node.get_content() for found in index.as_retriever(similarity_top_k=k).retrieve(text)]

        return search

    return build


def _builtin(means: Means):
    from index.embedding import load
    from index.embedding.llama import ClauseEmbedding

    return ClauseEmbedding(load(means.settings.embedding))


def _minilm(means: Means):
    from llama_index.core.base.embeddings.base import BaseEmbedding

    class Cached(BaseEmbedding):
        """LlamaIndex's own kind, over means.minilm."""

        def _get_text_embedding(self, text: str) -> list[float]:
            return means.minilm.embed([text])[0].tolist()

        def _get_text_embeddings(self, texts: list[str]) -> list[list[float]]:
            return means.minilm.embed(texts).tolist()

        def _get_query_embedding(self, query: str) -> list[float]:
            return self._get_text_embedding(query)

        async def _aget_query_embedding(self, query: str) -> list[float]:
            return self._get_text_embedding(query)

    return Cached(model_name="all-MiniLM-L6-v2")
