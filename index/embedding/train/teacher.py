"""Lessons of a teacher: English texts that it finds alike are to be alike by the cosine of sums too.

The teacher is all-MiniLM-L6-v2 (Apache-2.0), in the environment that ``python -m evals peers`` makes.
``python -m index.embedding.train.teacher --data DIR --python PYTHON --out FILE`` draws texts from the training data
and has them encoded by that environment's Python. A lesson is some texts with the teacher's nearest texts to each:
the student's cosines among them, as shares of a softmax, are to be the teacher's (Kullback-Leibler divergence,
after Hinton 2015, https://arxiv.org/abs/1503.02531).
"""

from __future__ import annotations

import argparse
import json
import random
import re
import subprocess
import sys
import zipfile
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from errors import AssistantError, BadInput
from index.embedding.train.adagrad import Adagrad
from index.embedding.train.data import Row, read_training
from index.embedding.train.ragged import Ragged, scatter_sums, segment_sums
from index.embedding.train.terms import FOLDER, read_sentences, read_terms

ENCODER = Path(__file__).with_name("encode.py")
# Texts drawn of each source: so many, of so many words at least and at most.
DRAWN = (
    ("canada-laws", 9_000, 6, 45), ("canada-laws", 6_000, 2, 8), ("eu-law", 9_000, 8, 45),
    ("tatoeba-test2021", 12_000, 4, 25), ("tico19", 2_500, 6, 40),
)  # fmt: skip
WORD = re.compile(r"[a-z][a-z'-]*[a-z]")
LEAST = 4  # texts that hold a word
ANCHORS = 64  # texts of a lesson,
NEAREST = 16  # of whose nearest ones
TAKEN = 6  # so many are drawn
TEMPERATURE = 0.07
SELF = 1e4  # taken from a text's likeness to itself


@dataclass(frozen=True)
class Lessons:
    """Texts as rows of the table, and the teacher's vectors, shape (texts, its dimensions), of length 1."""

    texts: Ragged
    vectors: np.ndarray


def lesson(lessons: Lessons, rng: np.random.Generator) -> tuple[Ragged, np.ndarray]:
    """Some texts with texts near them, and their vectors."""
    anchors = rng.choice(len(lessons.texts), min(ANCHORS, len(lessons.texts)), replace=False)
    alike = lessons.vectors[anchors] @ lessons.vectors.T
    near = np.argpartition(-alike, min(NEAREST, alike.shape[1] - 1), axis=1)[:, :NEAREST]
    drawn = rng.permuted(near, axis=1)[:, :TAKEN]
    rows = np.unique(np.concatenate([anchors, drawn.ravel()]))
    return lessons.texts.take(rows), lessons.vectors[rows]


def lesson_step(table: np.ndarray, texts: Ragged, vectors: np.ndarray, optimizer: Adagrad) -> float:
    """One step towards the teacher's likenesses among ``texts``, every one non-empty. Changes ``table``; gives the loss."""
    sums = segment_sums(table[texts.ids], texts.starts)
    norms = np.linalg.norm(sums, axis=1, keepdims=True) + 1e-8
    unit = sums / norms
    itself = SELF * np.eye(len(unit), dtype=np.float32)
    wanted = shares(vectors @ vectors.T / TEMPERATURE - itself)
    found = shares(unit @ unit.T / TEMPERATURE - itself)
    slope = (found - wanted) / (len(unit) * TEMPERATURE)
    unit_slope = (slope + slope.T) @ unit
    sum_slope = (unit_slope - unit * (unit * unit_slope).sum(axis=1, keepdims=True)) / norms
    ids, row_slope = scatter_sums(texts.ids, np.repeat(sum_slope, texts.lengths(), axis=0))
    optimizer.step(table, ids, row_slope.astype(np.float32))
    return float((wanted * (np.log(wanted + 1e-9) - np.log(found + 1e-9))).sum(axis=1).mean())


def shares(logits: np.ndarray) -> np.ndarray:
    """Softmax of each row."""
    grown = np.exp(logits - logits.max(axis=1, keepdims=True))
    return grown / grown.sum(axis=1, keepdims=True)


def read_lessons(path: Path, encode) -> tuple[Lessons, Lessons]:
    """Of sentences and of single words. ``encode``: texts → Ragged. Raises BadInput when the file can't serve."""
    try:
        with np.load(path, allow_pickle=False) as arrays:
            texts, vectors = str(arrays["texts"]).split("\n"), arrays["vectors"].astype(np.float32)
            sentences = int(arrays["sentences"])
    except (OSError, EOFError, ValueError, KeyError, zipfile.BadZipFile) as error:
        raise BadInput(f"cannot be read ({error})", where=str(path), do="Make it with train.teacher") from error
    words = vectors[sentences:] - vectors[sentences:].mean(axis=0)  # single words have much in common
    words /= np.linalg.norm(words, axis=1, keepdims=True)
    return told(encode(texts[:sentences]), vectors[:sentences]), told(encode(texts[sentences:]), words)


def told(texts: Ragged, vectors: np.ndarray) -> Lessons:
    filled = np.flatnonzero(texts.lengths() > 0)
    return Lessons(texts.take(filled), vectors[filled])


def sentences(rows: list[Row], rng: random.Random) -> list[str]:
    """English texts drawn from the training data, and the project's own sentences."""
    drawn = []
    for source, count, least, most in DRAWN:
        texts = {row.en for row in rows if row.source.startswith(source) and least <= len(row.en.split()) <= most}
        drawn += rng.sample(sorted(texts), min(count, len(texts)))
    drawn += dict.fromkeys(row.en for row in read_sentences(FOLDER))
    rng.shuffle(drawn)
    return [" ".join(text.split()) for text in drawn]


def words(rows: list[Row]) -> list[str]:
    """English words of the training data, and the English names of the glossaries."""
    held = Counter(word for row in rows for word in set(WORD.findall(row.en.lower())))
    names = {name.lower() for concept in read_terms(FOLDER) for name in concept.get("en", ())}
    return sorted({word for word, count in held.items() if count >= LEAST and len(word) < 25} | names)


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m index.embedding.train.teacher", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="the folder of parallel text")
    parser.add_argument("--python", required=True, help="the Python that has the teacher (DATA/peers/env/bin/python)")
    parser.add_argument("--out", type=Path, required=True, help="where the lessons are written (.npz)")
    parser.add_argument("--seed", type=int, default=7)
    options = parser.parse_args(arguments)
    try:
        rows = read_training(options.data)
        drawn = sentences(rows, random.Random(options.seed))
        texts = drawn + words(rows)
        ask(options.python, texts, options.out, len(drawn))
    except AssistantError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def ask(python: str, texts: list[str], out: Path, count: int) -> None:
    """Have ``texts`` encoded and write the lessons; the first ``count`` are sentences."""
    plain = out.with_suffix(".npy")
    done = subprocess.run([python, str(ENCODER), str(plain)], input=json.dumps(texts), text=True, check=False)
    if done.returncode:
        raise BadInput("the teacher did not answer", where=python, do="Make its environment: python -m evals peers")
    np.savez(out, texts=np.array("\n".join(texts)), vectors=np.load(plain), sentences=count)
    plain.unlink()


if __name__ == "__main__":
    sys.exit(main())
