"""The words of clauses and titles as questions meet them, read once when a text comes in.

Of each passage three rows of numbers are kept: the pieces of its words (rows of the embedding's table, by which late
interaction compares them), its stems, and the concepts of the terminology. A folder a language holds them as arrays
that are mapped and not read: ``keys.npy`` the hashes of the passages' ids, ascending; ``places.npy`` the row of each;
``ends.npy`` where rows end; ``pieces.bin``, ``stems.bin``, ``concepts.bin``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np

from index import lexicon, ragged
from index.ragged import Ragged
from index.tokens import hashed

FORM = 1  # raised when passages are read otherwise than before
PARTS = {"pieces": "<u4", "stems": "<u8", "concepts": "<u2"}


@dataclass(frozen=True)
class Words:
    """What is known of the words of some passages of one language, a row a passage in each."""

    pieces: Ragged  # uint32, as StaticEmbedding.pieces gives them
    stems: Ragged  # uint64, hashes of the stems in reading order
    concepts: Ragged  # uint16, rows of the glossaries

    def __len__(self) -> int:
        return len(self.pieces)

    def take(self, rows: np.ndarray) -> Words:
        """Those of these passages, in the order asked for."""
        return Words(*(getattr(self, part).take(rows) for part in PARTS))


def read(texts: Sequence[str], language: str, embedding) -> Words:
    """The words of passages as they come. ``embedding``: a StaticEmbedding (see ``embedding.words_of``)."""
    words = [lexicon.words(text, language) for text in texts]
    return Words(
        embedding.pieces(list(texts)),
        ragged.of_rows([[stem_hash(w.stem) for w in found] for found in words], np.uint64),
        ragged.of_rows([sorted({c.row for c in lexicon.concepts(found, language, "texts")}) for found in words], np.uint16),
    )


NOTHING = Words(*(ragged.of_rows([], kind) for kind in PARTS.values()))


@lru_cache(maxsize=200_000)  # texts repeat their words
def stem_hash(stem: str) -> int:
    """What a stem is held as."""
    return hashed(stem)


def joined(parts: Sequence[Words]) -> Words:
    """The passages of one after those of another."""
    return Words(*(ragged.joined([getattr(part, name) for part in parts]) for name in PARTS))


class Passages:
    """Read side of one language. Safe from several threads: nothing in it changes."""

    def __init__(self, folder: Path, language: str, embedding):
        """Words that were read by other rules than today's, or with another embedding, count as not held."""
        self.language, self._embedding = language, embedding
        self._keys, self._places, self._held = _opened(folder, _rules(embedding))

    def __len__(self) -> int:
        return len(self._keys)

    def words(self, passages: Mapping[str, str]) -> Words:
        """The words of passages given as id → text, in their order: as held, or read now where they are not."""
        rows, held = self._rows(list(passages))
        if held.all():
            return self._held.take(rows)
        texts = list(passages.values())
        found = read([texts[i] for i in np.flatnonzero(~held)], self.language, self._embedding)
        order = np.argsort(np.concatenate([np.flatnonzero(held), np.flatnonzero(~held)]))
        return joined([self._held.take(rows[held]), found]).take(order)

    def others(self, gone: Iterable[int]) -> tuple[np.ndarray, Words]:
        """(keys, words) of all passages but those with the keys ``gone``, in the order that they were written."""
        kept = np.flatnonzero(~np.isin(self._keys, np.fromiter(gone, dtype=np.uint64)))
        kept = kept[np.argsort(self._places[kept])]
        return self._keys[kept], self._held.take(self._places[kept])

    def _rows(self, ids: list[str]) -> tuple[np.ndarray, np.ndarray]:
        """(row, whether it is held) of each id."""
        keys = _hashed(ids)
        if not len(self):
            return np.zeros(len(ids), dtype=np.int64), np.zeros(len(ids), dtype=bool)
        at = np.minimum(np.searchsorted(self._keys, keys), len(self) - 1)
        return self._places[at], self._keys[at] == keys


class Spool:
    """The words of one language's passages as they come, put on disk; ``finish`` adds those of an earlier index."""

    def __init__(self, folder: Path):
        folder.mkdir(parents=True, exist_ok=True)
        self._folder = folder
        self._keys: list[np.ndarray] = []
        self._lengths: list[np.ndarray] = []  # (parts, passages) each
        self._gone: dict[int, int] = {}  # key -> how many had come when it was taken out
        self._files = [open(folder / f"{part}.bin", "wb") for part in PARTS]  # noqa: SIM115 - until finish() or close()

    def add(self, ids: Sequence[str], words: Words) -> None:
        """Put in passages."""
        self._append(_hashed(ids), words)

    def drop(self, ids: Iterable[str]) -> None:
        """Take out what has come with these ids, now or in the earlier index."""
        come = sum(map(len, self._keys))
        self._gone.update((hashed(id), come) for id in ids)

    def finish(self, language: str, embedding, base: Path | None) -> None:
        """Write what ``Passages`` reads, with what is left of the folder ``base``. ``embedding``: what the words were
        read with."""
        come = sum(map(len, self._keys))
        if base is not None:
            self._append(*Passages(base, language, embedding).others(self._gone))
        keys = np.concatenate([*self._keys, _hashed([])])
        gone = [place for place in range(come) if place < self._gone.get(int(keys[place]), 0)] if self._gone else []
        places = np.delete(np.arange(len(keys), dtype=np.uint32), gone)
        places = places[np.argsort(keys[places], kind="stable")]
        lengths = np.concatenate([*self._lengths, np.zeros((len(PARTS), 0), dtype=np.int64)], axis=1)
        np.save(self._folder / "keys.npy", keys[places])
        np.save(self._folder / "places.npy", places)
        np.save(self._folder / "ends.npy", np.pad(np.cumsum(lengths, axis=1), ((0, 0), (1, 0))))
        (self._folder / "rules.txt").write_text(_rules(embedding), encoding="ascii")
        self.close()

    def close(self) -> None:
        """Let go of the files."""
        for file in self._files:
            file.close()

    def _append(self, keys: np.ndarray, words: Words) -> None:
        parts = [getattr(words, part) for part in PARTS]
        self._keys.append(keys)
        self._lengths.append(np.stack([part.lengths for part in parts]))
        for file, part in zip(self._files, parts, strict=True):
            file.write(np.ascontiguousarray(part.values))


def _opened(folder: Path, rules: str) -> tuple[np.ndarray, np.ndarray, Words]:
    """Keys, the places of their rows, and the rows: none where they were written by other rules."""
    written = folder / "rules.txt"
    if not written.exists() or written.read_text(encoding="ascii") != rules:
        return _hashed([]), np.zeros(0, dtype=np.uint32), NOTHING
    ends = _mapped(folder / "ends.npy")
    rows = [Ragged(_raw(folder / f"{part}.bin", kind), ends[at]) for at, (part, kind) in enumerate(PARTS.items())]
    return _mapped(folder / "keys.npy"), _mapped(folder / "places.npy"), Words(*rows)


def _hashed(ids: Sequence[str]) -> np.ndarray:
    """(n,) uint64: what ids are found by. Eight bytes each, where the ids themselves take eighty in memory."""
    return np.array([hashed(id) for id in ids], dtype=np.uint64)


def _mapped(path: Path) -> np.ndarray:
    return np.asarray(np.load(path, mmap_mode="r"))


def _raw(path: Path, kind: str) -> np.ndarray:
    """A file of numbers without a header, which can be added to while it is written."""
    return np.asarray(np.memmap(path, dtype=kind, mode="r")) if path.stat().st_size else np.zeros(0, dtype=kind)


def _rules(embedding) -> str:
    """What the words of a passage depend on beside its text."""
    return f"{FORM} {embedding.id} {lexicon.concepts_hash()}"
