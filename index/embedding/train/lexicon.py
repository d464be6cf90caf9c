"""``python -m index.embedding.train.lexicon --data DIR``: word translations from parallel text.

IBM Model 1 (Brown et al. 1993, https://aclanthology.org/J93-2003/) in both directions over the stems of each pair,
without a null word; a translation's probability is the geometric mean of the two. Needs about 6 GB of memory.
"""

from __future__ import annotations

import argparse
import gzip
import sys
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from tqdm import tqdm

from errors import AssistantError
from index.embedding.builtin import WEIGHTS
from index.embedding.train.data import Row, read_training
from index.lexicon import words

FILE = "lexicon.tsv.gz"
WORDS = 32  # of a sentence, each once; longer sentences tell little of which word is which
SEEN = 4  # times a word must occur
ROUNDS = 6  # of expectation and maximisation
LEAST = 0.04  # probability kept


@dataclass(frozen=True)
class Links:
    """Every pair of words of every pair of sentences.

    ``type``: (links,) which pair of words; ``en_place``, ``fr_place``: (links,) which word of which sentence;
    ``en``, ``fr``: (types,) the words, as places in ``en_words`` and ``fr_words``.
    """

    type: np.ndarray
    en_place: np.ndarray
    fr_place: np.ndarray
    en: np.ndarray
    fr: np.ndarray
    en_words: list[str]
    fr_words: list[str]


def learn(rows: list[Row]) -> list[tuple[str, str, float]]:
    """(English stem, French stem, probability), sorted; ``rows`` are pairs of sentences."""
    found = links(rows)
    forth = _probabilities(found.type, found.fr_place, found.en)  # of the French word, given the English
    back = _probabilities(found.type, found.en_place, found.fr)
    both = np.sqrt(forth * back)
    kept = np.flatnonzero(both >= LEAST)
    return sorted(
        (found.en_words[found.en[i]], found.fr_words[found.fr[i]], round(float(both[i]), 2)) for i in kept
    )


def links(rows: list[Row]) -> Links:
    """The links of all rows; words seen less than SEEN times are left out."""
    en_ids: dict[str, int] = {}
    fr_ids: dict[str, int] = {}
    unique = {(row.en, row.fr) for row in rows}
    pairs = [
        (_numbered(en, "en", en_ids), _numbered(fr, "fr", fr_ids))
        for en, fr in tqdm(sorted(unique), unit="pair", desc="words", disable=None)
    ]
    en_common, fr_common = (_common(side) for side in zip(*pairs, strict=True))
    keys, en_places, fr_places, en_at, fr_at = [], [], [], 0, 0
    for en, fr in pairs:
        en, fr = en[en_common[en]], fr[fr_common[fr]]
        keys.append(np.repeat(en.astype(np.int64), len(fr)) * len(fr_ids) + np.tile(fr, len(en)))
        en_places.append(np.repeat(np.arange(en_at, en_at + len(en), dtype=np.int32), len(fr)))
        fr_places.append(np.tile(np.arange(fr_at, fr_at + len(fr), dtype=np.int32), len(en)))
        en_at, fr_at = en_at + len(en), fr_at + len(fr)
    types, type_of = np.unique(np.concatenate(keys), return_inverse=True)
    return Links(
        type_of.astype(np.int32), np.concatenate(en_places), np.concatenate(fr_places),
        types // len(fr_ids), types % len(fr_ids), list(en_ids), list(fr_ids),
    )  # fmt: skip


def _numbered(text: str, language: str, ids: dict[str, int]) -> np.ndarray:
    """The numbers of a sentence's stems, each once; empty for a sentence too long."""
    stems = list(dict.fromkeys(word.stem for word in words(text, language) if word.stem.isalpha()))
    return np.array([ids.setdefault(s, len(ids)) for s in stems] if len(stems) <= WORDS else [], dtype=np.int64)


def _common(side: tuple[np.ndarray, ...]) -> np.ndarray:
    return np.bincount(np.concatenate(side)) >= SEEN


def _probabilities(type_of: np.ndarray, place: np.ndarray, given: np.ndarray) -> np.ndarray:
    """(types,) the probability of one word given the other: each ``place`` was made by one word of its pair."""
    t = 1.0 / np.bincount(given)[given]
    for _ in tqdm(range(ROUNDS), unit="round", desc="model 1", disable=None):
        share = t[type_of]
        share /= np.bincount(place, weights=share)[place]
        count = np.bincount(type_of, weights=share, minlength=len(given))
        t = count / np.bincount(given, weights=count)[given]
    return t


def write(lexicon: list[tuple[str, str, float]], file: Path) -> None:
    """Write what index/lexicon.py reads: a line each, tabs between."""
    text = "".join(f"{en}\t{fr}\t{probability:.2f}\n" for en, fr, probability in lexicon)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(gzip.compress(text.encode(), compresslevel=9, mtime=0))


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m index.embedding.train.lexicon", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="the folder of the parallel text")
    parser.add_argument("--out", type=Path, default=WEIGHTS, help="the folder to write (default: the one that ships)")
    options = parser.parse_args(arguments)
    try:
        lexicon = learn(read_training(options.data))
    except AssistantError as error:
        print(error, file=sys.stderr)
        return 1
    write(lexicon, options.out / FILE)
    print(f"{len(lexicon)} translations in {options.out / FILE}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
