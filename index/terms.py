"""The search terms of one language's clauses, and BM25 over them, written as they come.

Beside bm25s's own files and ``ids.json``, the folder keeps which terms each clause has, in the order of its text:
``terms.npy`` (int32, rows of the vocabulary, which is in alphabetical order) and ``starts.npy`` (int64, where each
clause's terms begin, and last where they end). So an ingest that changes a few texts reads no other text again.
"""

from __future__ import annotations

import json
from array import array
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from index.tokens import tokenize

PART = "terms.part"


def line(text: str, language: str) -> str:
    """The terms of a passage, with spaces between."""
    return " ".join(tokenize(text, language))


class Spool:
    """Terms as they come, kept on disk; ``finish`` puts them in order beside those of an earlier index."""

    def __init__(self, folder: Path):
        folder.mkdir(parents=True, exist_ok=True)
        self._folder, self._count = folder, 0
        self._gone: dict[str, int] = {}  # id -> how many had come when it was taken out
        self._lines = open(folder / PART, "w+", encoding="utf-8")  # noqa: SIM115 - until finish() or close()

    def add(self, ids: Sequence[str], lines: Sequence[str]) -> None:
        """Put in clauses, each with its ``line``."""
        self._count += len(ids)
        self._lines.writelines(f"{json.dumps(clause_id)}\t{terms}\n" for clause_id, terms in zip(ids, lines, strict=True))

    def drop(self, ids: Iterable[str]) -> None:
        """Take out what has come with these ids, now or in the earlier index."""
        self._gone.update(dict.fromkeys(ids, self._count))

    def finish(self, base: Path | None) -> None:
        """Write the folder, with what is left of the folder ``base``."""
        held = self._come()
        if base is not None and (base / "ids.json").exists():
            held = _joined(_kept(_read(base), set(self._gone)), held)
        _write(self._folder, _sorted(held))
        self.close()

    def close(self) -> None:
        """Remove what was kept for the time being."""
        self._lines.close()
        (self._folder / PART).unlink(missing_ok=True)

    def _come(self) -> _Terms:
        known: dict[str, int] = defaultdict()
        known.default_factory = known.__len__
        ids, flat, lengths = [], array("i"), array("i")
        self._lines.seek(0)
        for place, row in enumerate(self._lines):
            clause_id, _, terms = row[:-1].partition("\t")
            clause_id = json.loads(clause_id)
            if place >= self._gone.get(clause_id, 0):
                words = terms.split(" ")  # one empty term where there is none
                ids.append(clause_id)
                flat.extend(map(known.__getitem__, words))
                lengths.append(len(words))
        return _Terms(ids, list(known), np.array(flat, dtype=np.int32), np.array(lengths, dtype=np.int64))


@dataclass(frozen=True, eq=False)
class _Terms:
    """The terms of clauses: ``flat`` holds rows of ``vocabulary``, so many for each clause as ``lengths`` says."""

    ids: list[str]
    vocabulary: list[str]
    flat: np.ndarray
    lengths: np.ndarray


def _read(folder: Path) -> _Terms:
    vocabulary: dict[str, int] = json.loads((folder / "vocab.index.json").read_text("utf-8"))
    ids = json.loads((folder / "ids.json").read_text("utf-8"))
    return _Terms(ids, list(vocabulary), np.load(folder / "terms.npy"), np.diff(np.load(folder / "starts.npy")))


def _kept(held: _Terms, gone: set[str]) -> _Terms:
    """Without the clauses that are gone."""
    return _taken(held, np.array([i for i, clause_id in enumerate(held.ids) if clause_id not in gone], dtype=np.int64))


def _joined(one: _Terms, other: _Terms) -> _Terms:
    places = {term: place for place, term in enumerate(one.vocabulary)}
    moved = np.array([places.setdefault(term, len(places)) for term in other.vocabulary], dtype=np.int32)
    flat = np.concatenate([one.flat, moved[other.flat]])
    return _Terms(one.ids + other.ids, list(places), flat, np.concatenate([one.lengths, other.lengths]))


def _sorted(held: _Terms) -> _Terms:
    """The clauses by id, the vocabulary in alphabetical order and no term in it that no clause has."""
    held = _taken(held, np.array(sorted(range(len(held.ids)), key=held.ids.__getitem__), dtype=np.int64))
    used = np.flatnonzero(np.bincount(held.flat, minlength=len(held.vocabulary)))
    used = np.array(sorted(used.tolist(), key=held.vocabulary.__getitem__), dtype=np.int64)
    moved = np.zeros(len(held.vocabulary), dtype=np.int32)
    moved[used] = np.arange(len(used))
    return _Terms(held.ids, [held.vocabulary[i] for i in used], moved[held.flat], held.lengths)


def _taken(held: _Terms, places: np.ndarray) -> _Terms:
    """The clauses at ``places``, in their order."""
    starts, lengths = _starts(held.lengths), held.lengths[places]
    within = np.arange(lengths.sum()) - np.repeat(_starts(lengths)[:-1], lengths)
    flat = held.flat[np.repeat(starts[:-1][places], lengths) + within]
    return _Terms([held.ids[i] for i in places], held.vocabulary, flat, lengths)


def _starts(lengths: np.ndarray) -> np.ndarray:
    return np.concatenate([[0], np.cumsum(lengths)]).astype(np.int64)


def _write(folder: Path, held: _Terms) -> None:
    import bm25s

    bm25 = bm25s.BM25()
    bm25.scores, bm25.nonoccurrence_array = _scores(held, bm25.k1, bm25.b), None
    bm25.vocab_dict = {term: place for place, term in enumerate(held.vocabulary)}
    bm25.save(folder, show_progress=False)
    np.save(folder / "terms.npy", held.flat)
    np.save(folder / "starts.npy", _starts(held.lengths))
    (folder / "ids.json").write_text(json.dumps(held.ids), encoding="utf-8")


def _scores(held: _Terms, k1: float, b: float) -> dict:
    """What bm25s's own ``build_index_from_ids`` gives for its default method (Lucene's BM25), for all clauses at once
    and not one after the other: a column for each term, with the clauses that have it and their scores."""
    clauses, terms = len(held.ids), len(held.vocabulary)
    owners = np.repeat(np.arange(clauses), held.lengths)
    cells, counts = np.unique(held.flat.astype(np.int64) * clauses + owners, return_counts=True)
    columns, rows = cells // clauses, cells % clauses
    having = np.bincount(columns, minlength=terms)
    rarity = np.log(1 + (clauses - having + 0.5) / (having + 0.5)).astype(np.float32)
    scale = k1 * ((1 - b) + b * held.lengths / held.lengths.mean())
    data = rarity[columns] * (counts / (scale[rows] + counts))
    return {
        "data": data.astype(np.float32), "indices": rows.astype(np.int32),
        "indptr": _starts(having).astype(np.int32), "num_docs": clauses,
    }  # fmt: skip
