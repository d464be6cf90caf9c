"""``python -m index.embedding.train.lexicon --data DIR``: word translations from parallel text.

For English and each other language but Chinese, IBM Model 1 (Brown et al. 1993, https://aclanthology.org/J93-2003/)
in both directions over the stems of each pair, without a null word; a translation's probability is the geometric
mean of the two. Needs about 6 GB of memory.
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
from index.embedding.train.terms import read_sentences
from index.lexicon import words

FILE = "lexicon.tsv.gz"
WORDS = 32  # of a sentence, each once; longer sentences tell little of which word is which
SEEN = 4  # times a word must occur
ROUNDS = 6  # of expectation and maximisation
LEAST = 0.04  # probability kept,
LEAST_FEW = 0.1  # or this for a language of which there is little text
LANGUAGES = ("fr", "es", "ru", "ar")  # a Chinese word is one character to index/lexicon.py


@dataclass(frozen=True)
class Links:
    """Every pair of words of every pair of sentences.

    ``type``: (links,) which pair of words; ``en_place``, ``other_place``: (links,) which word of which sentence;
    ``en``, ``other``: (types,) the words, as places in ``en_words`` and ``other_words``.
    """

    type: np.ndarray
    en_place: np.ndarray
    other_place: np.ndarray
    en: np.ndarray
    other: np.ndarray
    en_words: list[str]
    other_words: list[str]


def learn(rows: list[Row], least: float = LEAST) -> list[tuple[str, str, float]]:
    """(English stem, other stem, probability), sorted; ``rows`` are pairs of sentences, of one other language."""
    found = links(rows)
    forth = _probabilities(found.type, found.other_place, found.en)  # of the other word, given the English
    back = _probabilities(found.type, found.en_place, found.other)
    both = np.sqrt(forth * back)
    kept = np.flatnonzero(both >= least)
    return sorted(
        (found.en_words[found.en[i]], found.other_words[found.other[i]], round(float(both[i]), 2)) for i in kept
    )


def links(rows: list[Row]) -> Links:
    """The links of all rows; words seen less than SEEN times are left out."""
    en_ids: dict[str, int] = {}
    other_ids: dict[str, int] = {}
    unique = {(row.en, row.other) for row in rows}
    language = rows[0].language
    pairs = [
        (_numbered(en, "en", en_ids), _numbered(other, language, other_ids))
        for en, other in tqdm(sorted(unique), unit="pair", desc="words", disable=None)
    ]
    en_common, other_common = (_common(side) for side in zip(*pairs, strict=True))
    keys, en_places, other_places, en_at, other_at = [], [], [], 0, 0
    for en, other in pairs:
        en, other = en[en_common[en]], other[other_common[other]]
        keys.append(np.repeat(en.astype(np.int64), len(other)) * len(other_ids) + np.tile(other, len(en)))
        en_places.append(np.repeat(np.arange(en_at, en_at + len(en), dtype=np.int32), len(other)))
        other_places.append(np.tile(np.arange(other_at, other_at + len(other), dtype=np.int32), len(en)))
        en_at, other_at = en_at + len(en), other_at + len(other)
    types, type_of = np.unique(np.concatenate(keys), return_inverse=True)
    return Links(
        type_of.astype(np.int32), np.concatenate(en_places), np.concatenate(other_places),
        types // len(other_ids), types % len(other_ids), list(en_ids), list(other_ids),
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


def write(lexicon: dict[str, list[tuple[str, str, float]]], file: Path) -> None:
    """Write what index/lexicon.py reads: the other language, the two words and their probability, tabs between."""
    text = "".join(
        f"{language}\t{en}\t{other}\t{probability:.2f}\n"
        for language, words in lexicon.items()
        for en, other, probability in words
    )
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(gzip.compress(text.encode(), compresslevel=9, mtime=0))


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m index.embedding.train.lexicon", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="the folder of the parallel text")
    parser.add_argument("--out", type=Path, default=WEIGHTS, help="the folder to write (default: the one that ships)")
    options = parser.parse_args(arguments)
    try:
        rows = [*read_training(options.data), *(row for row in read_sentences() if row.language != "fr")]
    except AssistantError as error:
        print(error, file=sys.stderr)
        return 1
    by_language = {language: [row for row in rows if row.language == language] for language in LANGUAGES}
    lexicon = {
        language: learn(own, LEAST if language == "fr" else LEAST_FEW) for language, own in by_language.items() if own
    }
    write(lexicon, options.out / FILE)
    print(f"{sum(map(len, lexicon.values()))} translations in {options.out / FILE}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
