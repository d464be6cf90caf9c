"""``python -m index.embedding.measure --data DIR``: the embedding's figures on texts that training never saw.

Prints them and writes them between the marks of MODEL_CARD.md.
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

import numpy as np

from errors import AssistantError, BadInput
from index.embedding import Embedding, TokenVectors
from index.embedding.builtin import WEIGHTS, read_builtin
from index.embedding.train.data import OTHERS, HeldOut, read_held_out
from index.late import LENGTH_OFFSET

TRANSLATIONS = "A clause's translation, by cosine of means and by late interaction:"
CARD = Path(__file__).parent / "MODEL_CARD.md"
START, END = "<!-- figures: written by python -m index.embedding.measure -->", "<!-- end of figures -->"


def main(arguments: list[str] | None = None) -> int:
    options = parser().parse_args(arguments)
    try:
        held_out = read_held_out(options.data)
        embedding = read_builtin(options.weights)
        figures = "\n\n".join(
            [
                f"Weights `{embedding.id}`.",
                translations_table(embedding, held_out),
                passages_table(embedding, held_out),
                cost_table(embedding, held_out, options.weights),
            ]
        )
        print(figures)
        if options.card:
            write_card(options.card, figures)
    except AssistantError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def parser() -> argparse.ArgumentParser:
    found = argparse.ArgumentParser(prog="python -m index.embedding.measure", description=__doc__)
    found.add_argument("--data", type=Path, required=True, help="the folder of parallel text")
    found.add_argument("--weights", type=Path, default=WEIGHTS, help="the weights to measure")
    found.add_argument("--card", type=Path, default=None, help="the model card to write the figures into")
    return found


def translations_table(embedding: Embedding, held_out: HeldOut) -> str:
    pairs = held_out.pairs
    if not pairs:
        return "No translations in the data that training leaves out: they were not measured."
    rows = []
    for language in sorted({p.language for p in pairs}, key=OTHERS.index):
        own = [p for p in pairs if p.language == language]
        texts = {"en": [p.en for p in own], language: [p.other for p in own]}
        vectors = {side: embedding.embed(of) for side, of in texts.items()}
        tokens = {side: embedding.tokens(of) for side, of in texts.items()}
        for one, other in (("en", language), (language, "en")):
            cosine, late = vectors[one] @ vectors[other].T, late_scores(tokens[one], tokens[other])
            for name, scores in (("cosine", cosine), ("late", late)):
                rows.append((f"{one} → {other}", name, len(own), *hits(scores)))
    return TRANSLATIONS + "\n\n" + table(("", "by", "among", "hit@1", "hit@5", "MRR"), rows)


def passages_table(embedding: Embedding, held_out: HeldOut) -> str:
    if not held_out.passages:
        return "No passages held out: questions were not measured."
    asked = {"en": [p.heading_en for p in held_out.passages], "fr": [p.heading_fr for p in held_out.passages]}
    texts = {"en": [p.en for p in held_out.passages], "fr": [p.fr for p in held_out.passages]}
    rows = []
    for language in ("en", "fr"):
        tokens = {side: embedding.tokens(asked[side]) for side in asked}
        clauses, vectors = embedding.tokens(texts[language]), embedding.embed(texts[language])
        for side in ("en", "fr"):
            cosine = embedding.embed(asked[side]) @ vectors.T
            late = late_scores(tokens[side], clauses)
            for name, scores in (("cosine", cosine), ("late", late), ("both", standard(cosine) + standard(late))):
                rows.append((f"{side} → {language}", name, *hits(scores)))
    rows.sort(key=lambda row: row[0])
    title = f"A heading's passage among {len(held_out.passages)}, by cosine of means, late interaction, and both:"
    return title + "\n\n" + table(("", "by", "hit@1", "hit@5", "MRR"), rows)


def cost_table(embedding: Embedding, held_out: HeldOut, folder: Path) -> str:
    texts = [text for p in held_out.passages for text in (p.en, p.fr)][:2000] or [
        text for p in held_out.pairs for text in (p.en, p.other)
    ]
    words = sum(len(text.split()) for text in texts) / max(1, len(texts))
    load_seconds = min(seconds(lambda: read_builtin(folder)) for _ in range(5))
    used = time.process_time()  # of the processor, all threads: so many seconds on one core
    embedding.embed(texts)
    rate = len(texts) / max(time.process_time() - used, 1e-9)
    size = sum(file.stat().st_size for file in folder.iterdir())
    return table(
        ("cost", "figure"),
        [
            ("load, seconds (best of five)", f"{load_seconds:.2f}"),
            (f"texts of {words:.0f} words embedded per second of one core", f"{rate:,.0f}"),
            ("weights and tokenizer, bytes", f"{size:,}"),
        ],
    )


def seconds(work) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def late_scores(questions: list[TokenVectors], clauses: list[TokenVectors]) -> np.ndarray:
    """(questions, clauses) scores as LateScorer gives them, without its words; no clause may be empty."""
    lengths = np.array([len(clause) for clause in clauses])
    starts = np.cumsum(lengths) - lengths
    vectors = np.concatenate([clause.vectors for clause in clauses]).T
    divisor = np.log(LENGTH_OFFSET + lengths)
    scores = np.zeros((len(questions), len(clauses)), dtype=np.float32)
    for first in range(0, len(questions), 50):  # a block at a time: one large product is faster than many
        block = questions[first : first + 50]
        cosines = np.concatenate([question.vectors for question in block]) @ vectors
        matched = np.maximum(np.maximum.reduceat(cosines, starts, axis=1), 0) ** 2
        ends = np.cumsum([len(question) for question in block])
        for n, (question, end) in enumerate(zip(block, ends, strict=True), first):
            scores[n] = question.weights @ matched[end - len(question) : end] / divisor
    return scores


def standard(scores: np.ndarray) -> np.ndarray:
    """Each question's scores at mean 0 and standard deviation 1."""
    return (scores - scores.mean(axis=1, keepdims=True)) / (scores.std(axis=1, keepdims=True) + 1e-9)


def hits(scores: np.ndarray) -> tuple[str, str, str]:
    """hit@1, hit@5 and MRR where row i's right answer is column i; a tie counts against it."""
    right = np.diag(scores)[:, None]
    ranks = (scores >= right).sum(axis=1)
    return f"{(ranks == 1).mean():.3f}", f"{(ranks <= 5).mean():.3f}", f"{(1 / ranks).mean():.3f}"


def table(head: tuple[str, ...], rows: list[tuple]) -> str:
    lines = [head, ("---",) * len(head), *rows]
    return "\n".join("| " + " | ".join(map(str, line)) + " |" for line in lines)


def write_card(card: Path, figures: str) -> None:
    """Put the figures between the card's marks; raises BadInput when it hasn't got them."""
    text = card.read_text(encoding="utf-8") if card.is_file() else ""
    if text.count(START) != 1 or text.count(END) != 1:
        raise BadInput("the marks for the figures are missing", where=str(card), do=f"Add the line {START}")
    before, rest = text.split(START)
    after = rest.split(END)[1]
    card.write_text(f"{before}{START}\n\n{figures}\n\n{END}{after}", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
