"""``python -m index.embedding.train --data DIR``: from parallel text to the weights, in minutes.

English and French learn by two objectives, one after the other: translations lie close by the mean of their
words; then a heading finds the passage it names by late interaction, while the first is kept up. The words of
the other languages, of which there is little text, then get the vectors of the English words that they mean.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from tokenizers import Tokenizer

from errors import AssistantError, BadInput
from index.embedding.builtin import WEIGHTS, StaticEmbedding, read_builtin, write_weights
from index.embedding.train import corpus as texts
from index.embedding.train.adagrad import Adagrad
from index.embedding.train.corpus import Corpus
from index.embedding.train.data import Row, read_training
from index.embedding.train.late import late_step
from index.embedding.train.means import means_step
from index.embedding.train.pairs import Asked, read_asked
from index.embedding.train.rarity import rarity
from index.embedding.train.teacher import Lessons, lesson, lesson_step, read_lessons
from index.embedding.train.terms import FOLDER, Concept, read_sentences, read_terms
from index.embedding.train.tokenizer import train_tokenizer
from index.embedding.train.transfer import transfer

OTHERS = ("es", "ru", "ar", "zh")  # that have the vectors of English words at first
DIRECTIONS = [("en", "en"), ("en", "fr"), ("fr", "en"), ("fr", "fr")]
TERM_COPIES = 3  # of the terminology in the tokenizer's text, so that its words are known


@dataclass(frozen=True)
class Recipe:
    """What training is set to; the defaults made the weights that ship."""

    dimensions: int = 256
    passes: int = 1  # over the translations
    rounds: int = 800  # of the second objective
    translation_batch: int = 1024
    translation_rate: float = 0.05
    translation_temperature: float = 0.05
    late_batch: int = 96
    late_rate: float = 0.02
    kept_batch: int = 768  # French translations in each round of the second objective
    passage_batch: int = 512
    term_batch: int = 256
    lessons: int = 300  # rounds with the teacher
    lesson_rate: float = 0.01
    plain: int = 300  # rounds with questions in plain words
    plain_rate: float = 0.01
    seed: int = 7


def main(arguments: list[str] | None = None) -> int:
    options = parser().parse_args(arguments)
    recipe = Recipe(passes=options.passes, rounds=options.rounds, lessons=options.lessons, plain=options.plain, seed=options.seed)
    try:
        train(options.data, options.out, recipe, options.start, options.words, options.teacher)
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
    found.add_argument("--passes", type=int, default=default.passes, help="over the translations")
    found.add_argument("--rounds", type=int, default=default.rounds, help="of the second objective")
    found.add_argument("--teacher", type=Path, default=None, help="what train.teacher wrote; without it no lessons")
    found.add_argument("--lessons", type=int, default=default.lessons, help="rounds of lessons")
    found.add_argument("--plain", type=int, default=default.plain, help="rounds with questions in plain words")
    found.add_argument("--start", type=Path, default=None, help="weights whose words keep their vectors at first")
    found.add_argument("--words", type=Path, default=FOLDER, help="the folder of the glossaries and sentences")
    return found


def train(
    data: Path, out: Path, recipe: Recipe, start: Path | None = None, words: Path = FOLDER, teacher: Path | None = None
) -> None:
    """Train and write the weights; raises BadInput when the data cannot serve.

    From the weights in ``start``, with no pass and no round, a change of the glossaries takes minutes: the
    tokenizer and the words of the languages of which there is little text are made anew, the others stay.
    """
    say = Clock()
    rng = np.random.default_rng(recipe.seed)
    tokenizer, row_of, corpus = prepare(data, words, say)
    count = int(row_of.max()) + 1
    table = 0.1 * rng.standard_normal((count, recipe.dimensions)).astype(np.float32)
    learned = texts.learned_rows(corpus, count)
    if start:
        old = keep(table, tokenizer, row_of, read_builtin(start))
        learned[old == 0] = 0
    learn_translations(table, corpus, recipe, rng, say)
    log_rarity = start_weights(table, rarity(corpus, count))
    if start:
        log_rarity[old > 0, 0] = np.log(old[old > 0])
    learn_questions(table, log_rarity, corpus, recipe, rng, say)
    if teacher:
        told = read_lessons(teacher, lambda of: texts.encode_texts(of, tokenizer, row_of))
        learn_lessons(table, log_rarity, corpus, told, recipe, rng, say)
    asked = read_asked(lambda of: texts.encode_texts(of, tokenizer, row_of), words)
    learn_asked(table, log_rarity, corpus, asked, ("en", "fr"), recipe, rng, say)
    say(f"{transfer(table, log_rarity, corpus, learned):,} rows of other languages")
    learn_asked(table, log_rarity, corpus, asked, OTHERS, recipe, rng, say)
    weights = np.exp(log_rarity[:, 0])
    write_weights(out, tokenizer, row_of, table, weights / weights[learned > 0].mean())
    say(f"weights written to {out}")


def prepare(data: Path, words: Path, say) -> tuple[Tokenizer, np.ndarray, Corpus]:
    """The tokenizer, the row of each of its pieces, and the texts by it."""
    rows, concepts = [*read_training(data), *read_sentences(words)], read_terms(words)
    say(f"{len(rows):,} pairs, {len(concepts):,} concepts")
    tokenizer, row_of = train_tokenizer(by_language(rows, concepts))
    corpus = texts.tokenise(rows, concepts, tokenizer, row_of)
    if len(corpus.headings["en"]) < 2:
        raise BadInput("no headings with passages", where=str(data), do="The statutes need rows of kind marginal")
    say(f"{len(row_of):,} pieces, {row_of.max():,} rows, {len(corpus.headings['en']):,} headings with passages")
    return tokenizer, row_of, corpus


def keep(table: np.ndarray, tokenizer: Tokenizer, row_of: np.ndarray, old: StaticEmbedding) -> np.ndarray:
    """Give the rows of ``table`` the vectors of their pieces in ``old``; (rows,) their weights there, 0 if it hasn't."""
    weights = np.zeros(len(table))
    places = old.tokenizer.get_vocab()
    for piece, place in sorted(tokenizer.get_vocab().items(), key=lambda item: -item[1]):  # a row's first piece last
        row = old.row_of[places[piece]] if piece in places else 0
        if row and row_of[place]:
            table[row_of[place]] = old.table[row]
            weights[row_of[place]] = old.rarity[row]
    return weights


def by_language(rows: list[Row], concepts: list[Concept]) -> dict[str, list[str]]:
    """All texts of each language that the rows have."""
    found: dict[str, list[str]] = {"en": [row.en for row in rows]}
    for row in rows:
        found.setdefault(row.language, []).append(row.other)
    for concept in concepts:
        for language, terms in concept.items():
            if language in found:
                found[language] += [term for term in terms for _ in range(TERM_COPIES)]
    return found


def learn_translations(table, corpus: Corpus, recipe: Recipe, rng: np.random.Generator, say) -> None:
    """First objective. Changes ``table``."""
    optimizer, term_optimizer = (Adagrad(table.shape, recipe.translation_rate) for _ in range(2))
    count = len(corpus.sources["fr"])
    size = min(recipe.translation_batch, count)
    for number in range(recipe.passes):
        order, losses = rng.permutation(count), []
        for first in range(0, count - size + 1, size):
            batch = texts.translations(corpus, "fr", order[first : first + size])
            losses.append(means_step(table, *batch, optimizer, recipe.translation_temperature))
            learn_terms(table, corpus, term_optimizer, recipe, rng)
        say(f"pass {number + 1} over the translations, loss {np.mean(losses):.3f}")


def learn_terms(table, corpus: Corpus, optimizer: Adagrad, recipe: Recipe, rng: np.random.Generator) -> None:
    """One step on terms of English and French that mean the same. Changes ``table``."""
    one, other = DIRECTIONS[rng.integers(4)]
    pair = texts.synonyms(corpus, one, other, recipe.term_batch, rng)
    if len(pair[0]) > 1:
        means_step(table, *pair, optimizer, recipe.translation_temperature)


def start_weights(table: np.ndarray, rare: np.ndarray) -> np.ndarray:
    """(rows, 1) log of rarity times vector length: training has made a telling word's vector long."""
    lengths = np.linalg.norm(table, axis=1)
    return np.log(rare * lengths / lengths.mean() + 1e-3)[:, None].astype(np.float32)


def learn_questions(table, log_rarity, corpus: Corpus, recipe: Recipe, rng: np.random.Generator, say) -> None:
    """Second objective, with the first kept up. Changes ``table`` and ``log_rarity``."""
    late = Adagrad(table.shape, recipe.late_rate), Adagrad(log_rarity.shape, recipe.late_rate)
    kept, term_optimizer = (Adagrad(table.shape, recipe.late_rate) for _ in range(2))
    long = texts.long_texts(corpus, "fr", 10)
    losses = []
    for number in range(recipe.rounds):
        for asked_in, answered_in in DIRECTIONS:
            batch = texts.questions(corpus, asked_in, answered_in, recipe.late_batch, rng)
            losses.append(late_step(table, log_rarity, *batch, late))
        asked_in, answered_in = DIRECTIONS[1 + number % 2]  # the two that cross languages
        rows = rng.choice(long, min(recipe.late_batch, len(long)), replace=False)
        batch = texts.remembered(corpus, "fr", asked_in, answered_in, rows, rng)
        late_step(table, log_rarity, *batch, late)
        rows = rng.integers(0, len(corpus.sources["fr"]), recipe.kept_batch)
        means_step(table, *texts.translations(corpus, "fr", rows), kept, recipe.translation_temperature)
        asked_in, answered_in = DIRECTIONS[rng.integers(4)]
        batch = texts.questions(corpus, asked_in, answered_in, recipe.passage_batch, rng)
        means_step(table, *batch, kept, recipe.translation_temperature)
        learn_terms(table, corpus, term_optimizer, recipe, rng)
        if number % 100 == 99:
            say(f"round {number + 1} of {recipe.rounds}, loss {np.mean(losses[-400:]):.3f}")


def learn_lessons(
    table, log_rarity, corpus: Corpus, told: tuple[Lessons, Lessons], recipe: Recipe, rng: np.random.Generator, say
) -> None:
    """What the teacher finds alike, with both objectives kept up. Changes ``table`` and ``log_rarity``."""
    optimizers = [Adagrad(table.shape, recipe.lesson_rate) for _ in told]
    late = Adagrad(table.shape, recipe.lesson_rate), Adagrad(log_rarity.shape, recipe.lesson_rate)
    kept, losses = Adagrad(table.shape, recipe.lesson_rate), []
    for number in range(recipe.lessons):
        losses.append(lesson_step(table, *lesson(told[0], rng), optimizers[0]))
        if number % 2:
            lesson_step(table, *lesson(told[1], rng), optimizers[1])
        rows = rng.integers(0, len(corpus.sources["fr"]), recipe.kept_batch)
        means_step(table, *texts.translations(corpus, "fr", rows), kept, recipe.translation_temperature)
        batch = texts.questions(corpus, *DIRECTIONS[number % 4], recipe.late_batch, rng)
        late_step(table, log_rarity, *batch, late)
        if number % 50 == 49:
            say(f"lesson {number + 1} of {recipe.lessons}, loss {np.mean(losses[-50:]):.3f}")


def learn_asked(
    table, log_rarity, corpus: Corpus, asked: Asked, languages: Sequence[str], recipe: Recipe, rng: np.random.Generator, say
) -> None:
    """Questions in plain words, asked in ``languages``, with the translations kept up. Changes ``table`` and ``log_rarity``."""
    late = Adagrad(table.shape, recipe.plain_rate), Adagrad(log_rarity.shape, recipe.plain_rate)
    means, kept = (Adagrad(table.shape, recipe.plain_rate) for _ in range(2))
    ways = [way for way in asked.pairs if way[0] in languages]
    named = [way for way in asked.names if way[0] in languages]
    losses = []
    for number in range(recipe.plain if ways else 0):
        batch = asked.questions(ways[number % len(ways)], recipe.late_batch, rng)
        losses.append(late_step(table, log_rarity, *batch, late))
        batch = asked.questions(ways[number % len(ways)], recipe.passage_batch, rng)
        means_step(table, *batch, means, recipe.translation_temperature)
        if named:
            batch = asked.synonyms(named[number % len(named)], recipe.term_batch, rng)
            means_step(table, *batch, means, recipe.translation_temperature)
        language = languages[number % len(languages)]
        language = language if language in corpus.sources else "fr"
        rows = rng.integers(0, len(corpus.sources[language]), recipe.kept_batch)
        means_step(table, *texts.translations(corpus, language, rows), kept, recipe.translation_temperature)
        if "en" in languages:
            batch = texts.questions(corpus, *DIRECTIONS[number % 4], recipe.late_batch, rng)
            late_step(table, log_rarity, *batch, late)
        if number % 50 == 49:
            say(f"round {number + 1} of {recipe.plain} in plain words, loss {np.mean(losses[-50:]):.3f}")


class Clock:
    """Prints lines with the seconds since the start."""

    def __init__(self):
        self.started = time.perf_counter()

    def __call__(self, line: str) -> None:
        print(f"{time.perf_counter() - self.started:6.0f} s  {line}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
