"""``python -m index.embedding.train --data DIR``: from parallel text to the weights, in minutes.

Two objectives, one after the other: translations lie close by the mean of their tokens; then
a heading finds the passage it names by late interaction, while the first is kept up.
"""

from __future__ import annotations

import argparse
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from errors import AssistantError, BadInput
from index.embedding.builtin import WEIGHTS, write_weights
from index.embedding.train import corpus as texts
from index.embedding.train.adagrad import Adagrad
from index.embedding.train.corpus import Corpus
from index.embedding.train.data import read_training
from index.embedding.train.late import late_step
from index.embedding.train.means import means_step
from index.embedding.train.rarity import rarity
from index.embedding.train.terms import read_terms
from index.embedding.train.tokenizer import train_tokenizer

DIRECTIONS = [("en", "en"), ("en", "fr"), ("fr", "en"), ("fr", "fr")]
TERM_COPIES = 20  # of the terminology in the tokenizer's text, so that its words stay whole


@dataclass(frozen=True)
class Recipe:
    """What training is set to; the defaults made the weights that ship."""

    pieces: int = 40_000
    dimensions: int = 256
    passes: int = 1  # over the translations
    rounds: int = 800  # of the second objective
    translation_batch: int = 1024
    translation_rate: float = 0.05
    translation_temperature: float = 0.05
    late_batch: int = 96
    late_rate: float = 0.02
    kept_batch: int = 768  # translations in each round of the second objective
    passage_batch: int = 512
    term_batch: int = 256
    seed: int = 7


def main(arguments: list[str] | None = None) -> int:
    options = parser().parse_args(arguments)
    recipe = Recipe(pieces=options.pieces, passes=options.passes, rounds=options.rounds, seed=options.seed)
    try:
        train(options.data, options.out, recipe)
    except AssistantError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def parser() -> argparse.ArgumentParser:
    default = Recipe()
    found = argparse.ArgumentParser(prog="python -m index.embedding.train", description=__doc__)
    found.add_argument("--data", type=Path, required=True, help="the folder of parallel text")
    found.add_argument("--out", type=Path, default=WEIGHTS, help="where the weights are written")
    found.add_argument("--seed", type=int, default=default.seed)
    found.add_argument("--pieces", type=int, default=default.pieces, help="of the tokenizer, at most")
    found.add_argument("--passes", type=int, default=default.passes, help="over the translations")
    found.add_argument("--rounds", type=int, default=default.rounds, help="of the second objective")
    return found


def train(data: Path, out: Path, recipe: Recipe) -> None:
    """Train and write the weights; raises BadInput when the data cannot serve."""
    say = Clock()
    rng = np.random.default_rng(recipe.seed)
    rows, concepts = read_training(data), read_terms()
    say(f"{len(rows):,} pairs, {len(concepts):,} concepts")
    sentences = (text for row in rows for text in (row.en, row.fr))
    terms = (term for concept in concepts for term in concept for _ in range(TERM_COPIES))
    tokenizer = train_tokenizer((text for part in (sentences, terms) for text in part), recipe.pieces)
    corpus = texts.tokenise(rows, concepts, tokenizer)
    if len(corpus.headings["en"]) < 2:
        raise BadInput("no headings with passages", where=str(data), do="The statutes need rows of kind marginal")
    say(f"{tokenizer.get_vocab_size():,} pieces, {len(corpus.headings['en']):,} headings with passages")

    pieces = tokenizer.get_vocab_size()
    table = 0.1 * rng.standard_normal((pieces, recipe.dimensions)).astype(np.float32)
    learn_translations(table, corpus, recipe, rng, say)
    log_rarity = start_weights(table, rarity(corpus, pieces))
    learn_questions(table, log_rarity, corpus, recipe, rng, say)
    weights = np.exp(log_rarity[:, 0])
    write_weights(out, tokenizer, table, weights / weights.mean())
    say(f"weights written to {out}")


def learn_translations(table, corpus: Corpus, recipe: Recipe, rng: np.random.Generator, say) -> None:
    """First objective. Changes ``table``."""
    optimizer, term_optimizer = (Adagrad(table.shape, recipe.translation_rate) for _ in range(2))
    count = len(corpus.texts["en"])
    size = min(recipe.translation_batch, count)
    for number in range(recipe.passes):
        order, losses = rng.permutation(count), []
        for first in range(0, count - size + 1, size):
            batch = texts.translations(corpus, order[first : first + size])
            losses.append(means_step(table, *batch, optimizer, recipe.translation_temperature))
            pair = texts.synonyms(corpus, recipe.term_batch, rng)
            means_step(table, *pair, term_optimizer, recipe.translation_temperature)
        say(f"pass {number + 1} over the translations, loss {np.mean(losses):.3f}")


def start_weights(table: np.ndarray, rare: np.ndarray) -> np.ndarray:
    """(pieces, 1) log of rarity times vector length: training has made a telling word's vector long."""
    lengths = np.linalg.norm(table, axis=1)
    return np.log(rare * lengths / lengths.mean() + 1e-3)[:, None].astype(np.float32)


def learn_questions(table, log_rarity, corpus: Corpus, recipe: Recipe, rng: np.random.Generator, say) -> None:
    """Second objective, with the first kept up. Changes ``table`` and ``log_rarity``."""
    late = Adagrad(table.shape, recipe.late_rate), Adagrad(log_rarity.shape, recipe.late_rate)
    kept, term_optimizer = (Adagrad(table.shape, recipe.late_rate) for _ in range(2))
    long = texts.long_texts(corpus)
    losses = []
    for number in range(recipe.rounds):
        for asked_in, answered_in in DIRECTIONS:
            batch = texts.questions(corpus, asked_in, answered_in, recipe.late_batch, rng)
            losses.append(late_step(table, log_rarity, *batch, late))
        asked_in, answered_in = DIRECTIONS[1 + number % 2]  # the two that cross languages
        batch = texts.remembered(corpus, long, asked_in, answered_in, recipe.late_batch, rng)
        late_step(table, log_rarity, *batch, late)
        rows = rng.integers(0, len(corpus.sources), recipe.kept_batch)
        means_step(table, *texts.translations(corpus, rows), kept, recipe.translation_temperature)
        asked_in, answered_in = DIRECTIONS[rng.integers(4)]
        batch = texts.questions(corpus, asked_in, answered_in, recipe.passage_batch, rng)
        means_step(table, *batch, kept, recipe.translation_temperature)
        pair = texts.synonyms(corpus, recipe.term_batch, rng)
        means_step(table, *pair, term_optimizer, recipe.translation_temperature)
        if number % 100 == 99:
            say(f"round {number + 1} of {recipe.rounds}, loss {np.mean(losses[-400:]):.3f}")


class Clock:
    """Prints lines with the seconds since the start."""

    def __init__(self):
        self.started = time.perf_counter()

    def __call__(self, line: str) -> None:
        print(f"{time.perf_counter() - self.started:6.0f} s  {line}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
