"""The built-in embedding: a text's vector is the mean of its tokens' vectors.

Static vectors, so no model runs: a tokenizer, a table, a sum. Weights stand in ``weights/``:
``tokenizer.json.gz`` and ``vectors.npz`` (``row_of``: (pieces,) int32, the row of the table that a piece
reads; ``halves``: (rows, dimensions / 2) uint8, two numbers of four bits in each, 8 standing for 0, the
first half of the dimensions in the high bits; ``scales``: (rows,) float16, a row's vector is its scale
times its numbers; ``rarity``: (rows,) float16). Several pieces may read one row. Row 0 is zero: endings, articles
and what is unknown read it and mean nothing.
"""

from __future__ import annotations

import gzip
import hashlib
import io
import re
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
HAN = re.compile("[㐀-䶿一-鿿豈-﫿]")
ZERO = 8  # what stands for 0 in four bits
LEVELS = 7  # a number of four bits is -7 to 7
CLIP = 2.6  # root mean squares of a row beyond which its numbers are cut, so that the others are finer
BATCH_CHARS = 400_000  # of text at a time, which bounds memory
LONG = 20_000  # pieces; a longer text is summed by counts, without a copy of each piece's row


class StaticEmbedding:
    """An Embedding over a tokenizer and a table of token vectors."""

    def __init__(self, tokenizer: Tokenizer, row_of: np.ndarray, table: np.ndarray, rarity: np.ndarray, id: str):
        """``row_of``: (pieces,) int; ``table``: (rows, dimensions) float32; ``rarity``: (rows,) float32, >= 0."""
        self.id = id
        self.dimensions = table.shape[1]
        self.tokenizer = tokenizer
        self.row_of = row_of
        self.table = table
        self.rarity = rarity

    @cached_property
    def chinese(self) -> np.ndarray:
        """(pieces,) whether a piece is of Chinese: such a piece is a word of its own."""
        return np.array(
            [
                HAN.match(self.tokenizer.id_to_token(piece).removeprefix("##")) is not None
                for piece in range(len(self.row_of))
            ]
        )

    def embed(self, texts: list[str]) -> np.ndarray:
        vectors = np.zeros((len(texts), self.dimensions), dtype=np.float32)
        for first, last in batches(texts):
            lists = self.tokenizer.encode_batch_fast(texts[first:last], add_special_tokens=False)
            for row, encoding in enumerate(lists, first):
                vectors[row] = self._sum(self.row_of[encoding.ids])
        norms = np.linalg.norm(vectors, axis=1, keepdims=True)
        return np.divide(vectors, norms, out=np.zeros_like(vectors), where=norms > 1e-12)

    def _sum(self, rows: np.ndarray) -> np.ndarray:
        if len(rows) <= LONG:
            return self.table[rows].sum(axis=0)
        return np.bincount(rows, minlength=len(self.table)).astype(np.float32) @ self.table

    def tokens(self, texts: list[str]) -> list[TokenVectors]:
        found = []
        for first, last in batches(texts):
            for encoding in self.tokenizer.encode_batch(texts[first:last], add_special_tokens=False):
                found.append(self._token_vectors(encoding))
        return found

    def _token_vectors(self, encoding) -> TokenVectors:
        """One token a word: its pieces' vectors summed, the weight of its rarest piece."""
        pieces = np.array(encoding.ids, dtype=np.int64)
        rows = self.row_of[pieces]
        means = rows > 0
        if not means.any():
            return TokenVectors(np.zeros((0, 2), np.int64), self.table[:0], self.rarity[:0])
        offsets = np.array(encoding.offsets, dtype=np.int64)[means]
        words = np.array(encoding.word_ids, dtype=np.int64)[means]
        rows = rows[means]
        firsts = np.flatnonzero((np.diff(words, prepend=-1) != 0) | self.chinese[pieces[means]])
        lasts = np.append(firsts[1:], len(words)) - 1
        vectors = np.add.reduceat(self.table[rows], firsts, axis=0)
        vectors /= np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-12)
        spans = np.stack([offsets[firsts, 0], offsets[lasts, 1]], axis=1)
        return TokenVectors(spans, vectors, np.maximum.reduceat(self.rarity[rows], firsts))


def read_builtin(folder: Path = WEIGHTS) -> StaticEmbedding:
    """The embedding whose weights stand in ``folder``; raises BadFile when they cannot be read."""
    try:
        packed = (folder / TOKENIZER_FILE).read_bytes()
        tokenizer = Tokenizer.from_buffer(gzip.decompress(packed))
        raw = (folder / VECTORS_FILE).read_bytes()
        with np.load(io.BytesIO(raw), allow_pickle=False) as arrays:
            table = unpack(arrays["halves"], arrays["scales"])
            row_of = arrays["row_of"].astype(np.int64)
            rarity = arrays["rarity"].astype(np.float32)
    except (OSError, EOFError, ValueError, KeyError, zipfile.BadZipFile) as error:
        raise BadFile(
            f"the embedding's weights cannot be read ({error})", where=str(folder), do="Fetch them again"
        ) from error
    name = f"builtin-{hashlib.sha256(packed + raw).hexdigest()[:12]}"
    return StaticEmbedding(tokenizer, row_of, table, rarity, name)


def write_weights(
    folder: Path, tokenizer: Tokenizer, row_of: np.ndarray, table: np.ndarray, rarity: np.ndarray
) -> None:
    """Write what ``read_builtin`` reads. Row 0 is written as zero."""
    table = table.copy()
    table[0] = 0
    folder.mkdir(parents=True, exist_ok=True)
    halves, scales = pack(table)
    np.savez(
        folder / VECTORS_FILE, row_of=row_of.astype(np.int32), halves=halves, scales=scales,
        rarity=rarity.astype(np.float16),
    )  # fmt: skip
    text = tokenizer.to_str(pretty=False).encode()
    (folder / TOKENIZER_FILE).write_bytes(gzip.compress(text, compresslevel=9, mtime=0))


def pack(table: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """``halves`` and ``scales`` of (rows, dimensions) float32; the dimensions must be even."""
    spread = np.sqrt((table**2).mean(axis=1))
    largest = np.minimum(np.abs(table).max(axis=1), CLIP * spread)
    scales = (largest / LEVELS).astype(np.float16)
    safe = np.where(scales > 0, scales, 1).astype(np.float32)
    levels = np.clip(np.rint(table / safe[:, None]), -LEVELS, LEVELS).astype(np.int8) + ZERO
    half = table.shape[1] // 2
    return (levels[:, :half].astype(np.uint8) << 4) | levels[:, half:].astype(np.uint8), scales


def unpack(halves: np.ndarray, scales: np.ndarray) -> np.ndarray:
    """(rows, dimensions) float32."""
    half = halves.shape[1]
    table = np.empty((len(halves), 2 * half), dtype=np.float32)
    table[:, :half] = halves >> 4
    table[:, half:] = halves & 15
    table -= ZERO
    table *= scales.astype(np.float32)[:, None]
    return table


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
