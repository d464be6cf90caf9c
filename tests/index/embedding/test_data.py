"""Passages, folding and what is kept out of training."""

import lzma

from index.embedding.train import data
from index.embedding.train.data import Passage, Row, fold, pair_passages, read_held_out, read_training

HELD = next(f"acts/{n}" for n in range(1000) if data.is_held_out(f"acts/{n}"))
SEEN = next(f"acts/{n}" for n in range(1000) if not data.is_held_out(f"acts/{n}"))


def row(en: str, kind: str, document: str = SEEN) -> Row:
    return Row(en, en.upper(), data.STATUTES, document, kind)


def passage(heading: str, text: str) -> Passage:
    return Passage(heading, heading.upper(), text, text.upper())


def test_a_heading_names_the_text_after_it():
    rows = [
        row("stray", "text"), row("h1", "marginal"), row("a", "text"), row("b", "text"), row("h2", "heading"),
        row("h3", "marginal"), row("c", "text"), row("t", "title"), row("d", "text"),
    ]  # fmt: skip
    assert pair_passages(rows) == [passage("h1", "a b"), passage("h3", "c")]


def test_a_heading_does_not_reach_into_the_next_document():
    assert pair_passages([row("h", "marginal", "acts/1"), row("a", "text", "acts/2")]) == []


def test_a_passage_ends_with_the_row_that_reaches_the_limit():
    long = " ".join(["word"] * data.PASSAGE_WORDS)
    assert pair_passages([row("h", "marginal"), row(long, "text"), row("b", "text")]) == [passage("h", long)]


def test_fold_leaves_the_words():
    assert fold("L’Œuvre :  Été\u00a0!") == fold("l'œuvre ete")


def write(folder, name, rows):
    with lzma.open(folder / f"{name}.tsv.xz", "wt", encoding="utf-8") as file:
        file.writelines(f"{r.en}\t{r.other}\t{r.document}\t{r.kind}\n" for r in rows)


def test_the_hold_out_is_unseen(tmp_path):
    clause = "a clause that is long enough to count"
    seen = [row("seen heading", "marginal"), row("seen text", "text"), row(clause, "text")]
    held = [
        row("copied heading here", "marginal", HELD), row("Seen, text!", "text", HELD),
        row("unseen heading here", "marginal", HELD), row("unseen text", "text", HELD),
        row("seen heading", "marginal", HELD), row("text under a seen heading", "text", HELD),
    ]  # fmt: skip
    write(tmp_path, data.STATUTES, seen + held)
    other = clause.replace("long", "quite long")
    write(tmp_path, data.MEASURED[0], [row(clause, "considering"), row(other, "noting"), row(other, "noting")])
    assert {r.document for r in read_training(tmp_path)} == {SEEN}
    held_out = read_held_out(tmp_path)
    assert held_out.passages == (passage("unseen heading here", "unseen text"),)
    assert [p.en for p in held_out.pairs] == [other]
