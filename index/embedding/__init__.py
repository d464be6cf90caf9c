"""Texts as vectors. An embedding is chosen by name; the built-in one needs nothing but this folder."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol

import numpy as np

from errors import BadSetting


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
        """(n, dimensions) float32, rows of length 1; a text without a known word gives zeros."""
        ...

    def tokens(self, texts: list[str]) -> list[TokenVectors]:
        """The tokens of each text, in reading order."""
        ...


@lru_cache(maxsize=2)
def load(name: str = "builtin") -> Embedding:
    """The embedding of that name, read once per process; raises BadSetting for an unknown name."""
    if name == "builtin":
        from index.embedding.builtin import read_builtin

        return read_builtin()
    raise BadSetting(f"there is no embedding named {name!r}", where="ITU_EMBEDDING", do="Set it to builtin")
