"""The built-in embedding: a text's vector is the mean of its tokens' vectors.

Static vectors, so no model runs: a tokenizer, a table, a sum. Weights stand in ``weights/``:
``tokenizer.json.gz`` and ``vectors.npz`` (``rows``: (pieces, dimensions) int8; ``scales``:
(pieces,) float16, a row's vector is its scale times its row; ``rarity``: (pieces,) float16).
A piece whose row is zero means nothing: the unknown one, and the bare mark of a word's start.
"""

from __future__ import annotations

import gzip
import hashlib
import zipfile
from functools import cached_property
from pathlib import Path

import numpy as np
from tokenizers import Tokenizer

from errors import BadFile
from index.embedding import TokenVectors

WEIGHTS = Path(__file__).parent / "weights"
TOKENIZER_FILE = "tokenizer.json.gz"
VECTORS_FILE = "vectors.npz"
MEANINGLESS = ("<unk>", "▁")
BATCH_CHARS = 400_000  # of text at a time, which bounds memory
LONG = 20_000  # pieces; a longer text is summed by counts, without a copy of each piece's row


class StaticEmbedding:
    """An Embedding over a tokenizer and a table of token vectors."""

    def __init__(self, tokenizer: Tokenizer, table: np.ndarray, rarity: np.ndarray, id: str):
        """``table``: (pieces, dimensions) float32; ``rarity``: (pieces,) float32, >= 0."""
        self.id = id
        self.dimensions = table.shape[1]
        self.tokenizer = tokenizer
        self.table = table
        self.rarity = rarity

    @cached_property
    def lengths(self) -> np.ndarray:
        """(pieces,) length of each row of the table."""
        return np.linalg.norm(self.table, axis=1)

    def embed(self, texts: list[str]) -> np.ndarray:
        vectors = np.zeros((len(texts), self.dimensions), dtype=np.float32)
        for first, last in batches(texts):
            lists = self.tokenizer.encode_batch_fast(texts[first:last], add_special_tokens=False)
            for row, encoding in enumerate(lists, first):
                vectors[row] = self._sum(np.array(encoding.ids, dtype=np.int64))
        norms = np.linalg.norm(vectors, axis=1, keepdims=True)
        return np.divide(vectors, norms, out=np.zeros_like(vectors), where=norms > 1e-12)

    def _sum(self, ids: np.ndarray) -> np.ndarray:
        if len(ids) <= LONG:
            return self.table[ids].sum(axis=0)
        return np.bincount(ids, minlength=len(self.table)).astype(np.float32) @ self.table

    def tokens(self, texts: list[str]) -> list[TokenVectors]:
        found = []
        for first, last in batches(texts):
            for encoding in self.tokenizer.encode_batch(texts[first:last], add_special_tokens=False):
                found.append(self._token_vectors(encoding))
        return found

    def _token_vectors(self, encoding) -> TokenVectors:
        """One token a word: its pieces' vectors summed, the weight of its rarest piece."""
        ids = np.array(encoding.ids, dtype=np.int64)
        means = self.lengths[ids] > 0
        ids = ids[means]
        if not len(ids):
            return TokenVectors(np.zeros((0, 2), np.int64), self.table[:0], self.rarity[:0])
        offsets = np.array(encoding.offsets, dtype=np.int64)[means]
        words = np.array(encoding.word_ids, dtype=np.int64)[means]
        firsts = np.flatnonzero(np.diff(words, prepend=-1))
        lasts = np.append(firsts[1:], len(words)) - 1
        vectors = np.add.reduceat(self.table[ids], firsts, axis=0)
        vectors /= np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-12)
        spans = np.stack([offsets[firsts, 0], offsets[lasts, 1]], axis=1)
        return TokenVectors(spans, vectors, np.maximum.reduceat(self.rarity[ids], firsts))


def read_builtin(folder: Path = WEIGHTS) -> StaticEmbedding:
    """The embedding whose weights stand in ``folder``; raises BadFile when they cannot be read."""
    try:
        packed = (folder / TOKENIZER_FILE).read_bytes()
        tokenizer = Tokenizer.from_buffer(gzip.decompress(packed))
        raw = (folder / VECTORS_FILE).read_bytes()
        with np.load(folder / VECTORS_FILE, allow_pickle=False) as arrays:
            table = arrays["rows"].astype(np.float32)
            table *= arrays["scales"].astype(np.float32)[:, None]
            rarity = arrays["rarity"].astype(np.float32)
    except (OSError, EOFError, ValueError, KeyError, zipfile.BadZipFile) as error:
        raise BadFile(
            f"the embedding's weights cannot be read ({error})", where=str(folder), do="Fetch them again"
        ) from error
    return StaticEmbedding(tokenizer, table, rarity, f"builtin-{hashlib.sha256(packed + raw).hexdigest()[:12]}")


def write_weights(folder: Path, tokenizer: Tokenizer, table: np.ndarray, rarity: np.ndarray) -> None:
    """Write what ``read_builtin`` reads, one byte a number: each row scaled to its largest."""
    table = table.copy()
    table[[tokenizer.token_to_id(piece) for piece in MEANINGLESS if tokenizer.token_to_id(piece) is not None]] = 0
    folder.mkdir(parents=True, exist_ok=True)
    scales = (np.abs(table).max(axis=1) / 127).astype(np.float16)
    safe = np.where(scales > 0, scales, 1).astype(np.float32)
    rows = np.clip(np.rint(table / safe[:, None]), -127, 127).astype(np.int8)
    np.savez(folder / VECTORS_FILE, rows=rows, scales=scales, rarity=rarity.astype(np.float16))
    text = tokenizer.to_str(pretty=False).encode()
    (folder / TOKENIZER_FILE).write_bytes(gzip.compress(text, compresslevel=9, mtime=0))


def batches(texts: list[str]) -> list[tuple[int, int]]:
    """Ranges of ``texts``, each of BATCH_CHARS characters or one text."""
    ranges, first, size = [], 0, 0
    for place, text in enumerate(texts):
        if place > first and size + len(text) > BATCH_CHARS:
            ranges.append((first, place))
            first, size = place, 0
        size += len(text)
    if first < len(texts):
        ranges.append((first, len(texts)))
    return ranges
