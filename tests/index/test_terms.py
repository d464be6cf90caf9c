"""The terms of clauses and BM25 over them: what bm25s itself computes, however the clauses come."""

import json

import bm25s
import numpy as np
import pytest

from index.lexical import Lexical
from index.terms import Spool, line
from index.tokens import tokenize

PASSAGES = {
    "c1": "resolves to instruct the Director to report to the Council",
    "c2": "the Council shall report every year, report in full",
    "c3": "…",
    "c4": "recognizing WRC-19 and the Director's report on radio services in the developing countries",
    "c5": "noting the services of the Council",
}


def written(folder, base, *rounds, drop=()):
    spool = Spool(folder)
    spool.drop(drop)
    for passages in rounds:
        spool.add(list(passages), [line(text, "en") for text in passages.values()])
    spool.finish(base)
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def some(*ids):
    return {clause_id: PASSAGES[clause_id] for clause_id in ids}


def test_scores_are_those_of_bm25s(tmp_path):
    written(tmp_path, None, PASSAGES)
    theirs = bm25s.BM25()
    theirs.index([tokenize(text, "en") or [""] for text in PASSAGES.values()], show_progress=False)
    ours = bm25s.BM25.load(tmp_path, show_progress=False)
    assert set(ours.vocab_dict) == set(theirs.vocab_dict)
    for term in ours.vocab_dict:
        assert np.array_equal(ours.get_scores([term]), theirs.get_scores([term])), term


def test_each_clause_keeps_its_terms_in_order(tmp_path):
    written(tmp_path, None, PASSAGES)
    vocabulary = list(json.loads((tmp_path / "vocab.index.json").read_text("utf-8")))
    flat, starts = np.load(tmp_path / "terms.npy"), np.load(tmp_path / "starts.npy")
    assert vocabulary == sorted(vocabulary)
    found = [[vocabulary[i] for i in flat[a:b]] for a, b in zip(starts, starts[1:], strict=False)]
    assert found == [tokenize(text, "en") or [""] for text in PASSAGES.values()]


@pytest.mark.parametrize(
    ("first", "second", "drop"),
    [
        (("c1", "c2", "c3"), ("c4", "c5"), ()),
        (("c5", "c3", "c1"), ("c2", "c4"), ()),
        (("c1", "c2", "c3", "c4", "c5"), ("c2", "c4"), ("c2", "c4")),
        (("c2",), ("c1", "c3", "c4", "c5"), ()),
    ],
)
def test_added_to_an_earlier_index_it_is_the_same_to_the_byte(tmp_path, first, second, drop):
    whole = written(tmp_path / "whole", None, PASSAGES)
    other = dict.fromkeys(drop, "quite other words")
    written(tmp_path / "a", None, {**some(*first), **other})
    assert written(tmp_path / "b", tmp_path / "a", some(*second), drop=drop) == whole


def test_terms_that_no_clause_has_any_more_go(tmp_path):
    written(tmp_path / "a", None, PASSAGES)
    left = some("c2", "c5")
    whole = written(tmp_path / "whole", None, left)
    assert written(tmp_path / "b", tmp_path / "a", {}, drop=set(PASSAGES) - set(left)) == whole


def test_what_is_taken_out_again_while_spooling_is_not_written(tmp_path):
    whole = written(tmp_path / "whole", None, some("c1", "c2"))
    spool = Spool(tmp_path / "a")
    spool.add(["c1", "c2", "c5"], ["x y", "z", "v"])
    spool.drop(["c1", "c2", "c5"])
    spool.add(["c2", "c1"], [line(PASSAGES[i], "en") for i in ("c2", "c1")])
    spool.finish(None)
    assert {path.name: path.read_bytes() for path in sorted((tmp_path / "a").iterdir())} == whole
    assert Lexical(tmp_path / "a", "en").search("director", 5)[0][0] == "c1"
