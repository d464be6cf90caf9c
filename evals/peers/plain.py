"""What most people begin with, at scale: Chroma alone taking vectors, and LlamaIndex's default path into it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from time import perf_counter

import numpy as np

ROWS = 5_000  # in a call; Chroma takes 5,461 at most


def chroma_alone(vectors: Iterator[tuple[str, np.ndarray]], folder: Path, hnsw: dict | None = None) -> float:
    """Vectors a second that Chroma takes, no text and no metadata beside them: (language, rows). ``hnsw``: its
    settings, None for its defaults."""
    client, rows, seconds = _client(folder), 0, 0.0
    for language, held in vectors:
        collection = client.create_collection(
            f"vectors-{language}", embedding_function=None, configuration={"hnsw": hnsw} if hnsw else None
        )
        for start in range(0, len(held), ROWS):
            batch = np.array(held[start : start + ROWS])
            ids = [f"{language}-{start + i}" for i in range(len(batch))]
            before = perf_counter()
            collection.add(ids=ids, embeddings=batch)
            seconds += perf_counter() - before
            rows += len(batch)
    return rows / seconds


def llama_build(files: list[Path], folder: Path, embedding, size: int) -> int:
    """Document, SentenceSplitter, VectorStoreIndex over Chroma, as its documentation has it; gives back the chunks."""
    from llama_index.core import Document, StorageContext, VectorStoreIndex
    from llama_index.core.node_parser import SentenceSplitter

    store = _store(folder)
    VectorStoreIndex.from_documents(
        [Document(text=path.read_text("utf-8"), doc_id=path.name) for path in files],
        storage_context=StorageContext.from_defaults(vector_store=store),
        embed_model=embedding,
        transformations=[SentenceSplitter(chunk_size=size, chunk_overlap=min(200, size // 5))],
    )
    return store._collection.count()


def llama_open(folder: Path, embedding, k: int) -> Callable[[str], int]:
    """A search over what was built: question -> how many texts came."""
    from llama_index.core import VectorStoreIndex

    retriever = VectorStoreIndex.from_vector_store(_store(folder), embed_model=embedding).as_retriever(similarity_top_k=k)
    return lambda text: len(retriever.retrieve(text))


def warm() -> None:
    """Import what is slow to import."""
    import llama_index.vector_stores.chroma  # noqa: F401  (and chromadb with it)


def _store(folder: Path):
    from llama_index.vector_stores.chroma import ChromaVectorStore

    return ChromaVectorStore(chroma_collection=_client(folder).get_or_create_collection("texts", embedding_function=None))


def _client(folder: Path):
    import chromadb
    from chromadb.config import Settings

    return chromadb.PersistentClient(str(folder), settings=Settings(anonymized_telemetry=False))
