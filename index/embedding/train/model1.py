"""IBM Model 1 (Brown et al. 1993, https://aclanthology.org/J93-2003/), in both directions, without a null word."""

from __future__ import annotations

import numpy as np

from index.embedding.train.ragged import Ragged


def translate(left: Ragged, right: Ragged, rounds: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Every pair of words met in a pair of texts, and the geometric mean of the probabilities of each given the other.

    left[i] and right[i] say the same; a word counts once in a text.
    """
    types, places = links(left, right)
    forth = probabilities(types[2], places[1], types[0], rounds)
    back = probabilities(types[2], places[0], types[1], rounds)
    return types[0], types[1], np.sqrt(forth * back)


def links(left: Ragged, right: Ragged) -> tuple[tuple, tuple]:
    """(left word, right word of each type; type of each link), (left place, right place of each link)."""
    size = int(right.ids.max(initial=0)) + 1
    keys, places, at = [], ([], []), [0, 0]
    for one, two in zip(left.lists(), right.lists(), strict=True):
        sides = np.unique(one), np.unique(two)
        keys.append(np.repeat(sides[0].astype(np.int64), len(sides[1])) * size + np.tile(sides[1], len(sides[0])))
        numbers = [np.arange(start, start + len(side), dtype=np.int32) for start, side in zip(at, sides, strict=True)]
        places[0].append(np.repeat(numbers[0], len(sides[1])))
        places[1].append(np.tile(numbers[1], len(sides[0])))
        at = [start + len(side) for start, side in zip(at, sides, strict=True)]
    types, type_of = np.unique(np.concatenate(keys), return_inverse=True)
    joined = np.concatenate(places[0]), np.concatenate(places[1])
    return (types // size, types % size, type_of.astype(np.int32)), joined


def probabilities(type_of: np.ndarray, place: np.ndarray, given: np.ndarray, rounds: int) -> np.ndarray:
    """(types,) the probability of one word given the other: each ``place`` was made by one word of its pair."""
    t = 1.0 / np.bincount(given)[given]
    for _ in range(rounds):
        share = t[type_of]
        share /= np.bincount(place, weights=share)[place]
        count = np.bincount(type_of, weights=share, minlength=len(given))
        t = count / np.bincount(given, weights=count)[given]
    return t
