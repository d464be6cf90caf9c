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
from index import ragged
from index.embedding import TokenVectors
from index.ragged import Ragged

WEIGHTS = Path(__file__).parent / "weights"
TOKENIZER_FILE = "tokenizer.json.gz"
VECTORS_FILE = "vectors.npz"
HAN = re.compile("[㐀-䶿一-鿿豈-﫿]")
ZERO = 8  # what stands for 0 in four bits
LEVELS = 7  # a number of four bits is -7 to 7
CLIP = 2.6  # root mean squares of a row beyond which its numbers are cut, so that the others are finer
WORD = np.uint32(1 << 31)  # marks the first piece of a word
BATCH_CHARS = 400_000  # of text at a time, which bounds memory
LETTERS = 3  # a shorter word has no longer pieces
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
        return np.array([HAN.match(name.removeprefix("##")) is not None for name in self._names])

    @cached_property
    def continuing(self) -> np.ndarray:
        """(pieces,) whether a piece goes on from the one before it in a word."""
        return np.array([name.startswith("##") for name in self._names])

    @cached_property
    def _names(self) -> list[str]:
        return [self.tokenizer.id_to_token(piece) for piece in range(len(self.row_of))]

    def embed(self, texts: list[str]) -> np.ndarray:
        return normalised(self.sums(texts))

    def sums(self, texts: list[str]) -> np.ndarray:
        """(n, dimensions) float32: the sums that ``embed`` brings to length 1. The sum of two texts' rows is that of
        the two one after the other."""
        vectors = np.zeros((len(texts), self.dimensions), dtype=np.float32)
        for first, last in batches(texts):
            lists = self.tokenizer.encode_batch_fast(texts[first:last], add_special_tokens=False)
            for row, encoding in enumerate(lists, first):
                vectors[row] = self._sum(self.row_of[encoding.ids])
        return vectors

    def sums_of(self, pieces: Ragged) -> np.ndarray:
        """The ``sums`` of texts by their ``pieces``."""
        rows = pieces.values & ~WORD
        vectors = np.zeros((len(pieces), self.dimensions), dtype=np.float32)
        for text, (start, end) in enumerate(zip(pieces.ends, pieces.ends[1:], strict=False)):
            vectors[text] = self._sum(rows[start:end])
        return vectors

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

    def pieces(self, texts: list[str]) -> Ragged:
        """The pieces of each text's words as rows of the table, uint32, WORD added to the first piece of each
        word; those that mean nothing are left out. What ``tokens`` makes its vectors of, in a tenth of the time."""
        found = [ragged.of_rows([], np.uint32)]
        for first, last in batches(texts):
            lists = self.tokenizer.encode_batch_fast(texts[first:last], add_special_tokens=False)
            ids = ragged.of_rows([encoding.ids for encoding in lists], np.int64)
            means, firsts = self._firsts(ids.values)
            rows = self.row_of[ids.values[means]].astype(np.uint32)
            rows[firsts] |= WORD
            found.append(Ragged(rows, np.append(0, np.cumsum(means))[ids.ends]))
        return ragged.joined(found)

    def word_vectors(self, rows: Ragged) -> np.ndarray:
        """The vector of each word, shape (words, dimensions), of its pieces' rows in the table; no word is empty."""
        vectors = np.add.reduceat(self.table[rows.values], rows.ends[:-1], axis=0) if len(rows) else self.table[:0]
        return vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-12)

    def word_spans(self, text: str) -> np.ndarray:
        """(words, 2) int64, where the words that ``pieces`` tells of stand in a text."""
        return self._words(self.tokenizer.encode(text, add_special_tokens=False))[2]

    def spelled(self, text: str) -> np.ndarray:
        """(n, 2) int64: where words stand of which the table knows little more than their letters, as the tokenizer cuts
        them into pieces of less than two. What such a word is near to tells nothing. Of plain Latin letters alone: in
        other scripts it cuts words of every day so."""
        encoding = self.tokenizer.encode(text, add_special_tokens=False)
        offsets = np.array(encoding.offsets, dtype=np.int64).reshape(-1, 2)
        ids = np.array(encoding.ids, dtype=np.int64)
        firsts = np.flatnonzero(~self.continuing[ids] | self.chinese[ids])
        if not len(firsts):
            return offsets
        pieces = np.diff(np.append(firsts, len(offsets)))
        spans = np.stack([offsets[firsts, 0], offsets[firsts + pieces - 1, 1]], axis=1)
        lengths = spans[:, 1] - spans[:, 0]
        spans = spans[(pieces > 1) & (lengths >= LETTERS) & (lengths < 2 * pieces)]
        return spans[[text[start:end].isascii() for start, end in spans.tolist()]] if len(spans) else spans

    def _token_vectors(self, encoding) -> TokenVectors:
        """One token a word: its pieces' vectors summed, the weight of its rarest piece."""
        rows, firsts, spans = self._words(encoding)
        if not len(rows):
            return TokenVectors(spans, self.table[:0], self.rarity[:0])
        vectors = self.word_vectors(Ragged(rows, np.append(firsts, len(rows))))
        return TokenVectors(spans, vectors, np.maximum.reduceat(self.rarity[rows], firsts))

    def _words(self, encoding) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """The rows of the pieces that mean something, where among them each word begins, and its span in the text."""
        ids = np.array(encoding.ids, dtype=np.int64)
        means, firsts = self._firsts(ids)
        offsets = np.array(encoding.offsets, dtype=np.int64).reshape(-1, 2)[means]
        lasts = np.append(firsts[1:], len(offsets))[: len(firsts)] - 1
        return self.row_of[ids[means]], firsts, np.stack([offsets[firsts, 0], offsets[lasts, 1]], axis=1)

    def _firsts(self, ids: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Which of a text's or of several texts' pieces mean something, shape (pieces,), and the places among these
        of the first of each word."""
        means = self.row_of[ids] > 0
        words = np.cumsum(~self.continuing[ids])[means]
        return means, np.flatnonzero((np.diff(words, prepend=0) != 0) | self.chinese[ids[means]])


def normalised(rows: np.ndarray) -> np.ndarray:
    """Rows of length 1; one of zeros stays."""
    norms = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.divide(rows, norms, out=np.zeros_like(rows), where=norms > 1e-12)


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
