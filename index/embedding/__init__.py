"""Texts as vectors. An embedding is chosen by name; the built-in one needs nothing but this folder."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Protocol

import numpy as np

from errors import BadSetting

if TYPE_CHECKING:
    from index.embedding.builtin import StaticEmbedding
    from settings import Settings


@dataclass(frozen=True, eq=False)
class TokenVectors:
    """The tokens of one text (words, in the built-in embedding): where they stand, what they mean,
    how much they matter.
    """

    spans: np.ndarray  # (n_tok, 2) int64: character offsets into the text, half open, ascending
    vectors: np.ndarray  # (n_tok, dimensions) float32, rows of length 1
    weights: np.ndarray  # (n_tok,) float32, >= 0: rarity, so that "telecommunication" outweighs "the"

    def __len__(self) -> int:
        return len(self.weights)


class Embedding(Protocol):
    """What the index needs of an embedding."""

    id: str  # name and hash of the weights: an index remembers which embedding built it
    dimensions: int

    def embed(self, texts: list[str]) -> np.ndarray:
        """(n, dimensions) float32, rows of length 1; a text without a known word gives zeros.

        Some embed questions otherwise than clauses: they have ``embed_questions`` too, which this then is not for.
        """
        ...

    def tokens(self, texts: list[str]) -> list[TokenVectors]:
        """The tokens of each text, in reading order."""
        ...


def embed_question(embedding: Embedding, text: str) -> np.ndarray:
    """The vector of a question, shape (dimensions,)."""
    return getattr(embedding, "embed_questions", embedding.embed)([text])[0]


def words_of(embedding: Embedding) -> StaticEmbedding:
    """The embedding that words are matched by: itself where it has words of its own, else the built-in one."""
    return embedding if hasattr(embedding, "pieces") else load("builtin")


def chosen(settings: Settings) -> Embedding:
    """The embedding that the settings name. Raises BadSetting, BadFile or EmbeddingFailed when there is none."""
    return load(
        settings.embedding,
        key=settings.embedding_key,
        seconds=settings.embedding_seconds,
        question=settings.embedding_question,
        passage=settings.embedding_passage,
    )


@lru_cache(maxsize=2)
def load(
    name: str = "builtin",
    *,
    key: str = "",
    seconds: float = 60.0,
    question: str | None = None,
    passage: str | None = None,
) -> Embedding:
    """The embedding of that name (see settings.py), read once per process.

    ``key`` and ``seconds`` are for an address, ``question`` and ``passage`` for what its model wants before each.
    Raises BadSetting for an unknown name, EmbeddingFailed where an address does not answer, BadFile for a model
    that cannot be read.
    """
    if name == "builtin":
        from index.embedding.builtin import read_builtin

        return read_builtin()
    if name.startswith(("http://", "https://")):
        from index.embedding.remote import RemoteEmbedding

        address, _, model = name.partition("#")
        return RemoteEmbedding(address, model, key=key, seconds=seconds, question=question or "", passage=passage or "")
    if name.startswith("onnx:"):
        from index.embedding.onnx import read_onnx

        return read_onnx(name.removeprefix("onnx:"), question=question, passage=passage)
    raise BadSetting(f"there is no embedding named {name!r}", where="ITU_EMBEDDING", do="Set it to builtin")
