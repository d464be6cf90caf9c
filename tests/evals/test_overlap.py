"""A sentence of the collection that the embedding was trained on is named by its place, and its words are not."""

from __future__ import annotations

import pytest

from evals.collections import build, overlap
from evals.collections.sources import read_all
from tests.evals.test_model_assembly import written

HEAD = "en\tfr\tes\tru\tar\tzh\n"
QUESTION = "@off_topic\nen How long may hemp lie in the open rain?\nfr a ?\nes b ?\nru в ?\nar ج ؟\nzh 麻绳在雨中可以放置多长时间而不腐烂？\n"


@pytest.fixture
def collection(tmp_path):
    """A collection of one text; ``faults(row)`` gives what is found when ``row`` was trained on."""
    written(tmp_path, last="en to burn them all before the first rain of autumn.\nfr de les brûler.\nes quemarlas.\nru сжечь их.\n"
                           "ar إحراقها.\nzh 在秋季第一场雨之前将其全部烧毁。")
    (tmp_path / "questions").mkdir()
    (tmp_path / "questions" / "emergency.txt").write_text(QUESTION, "utf-8")
    (tmp_path / "tables").mkdir()

    def faults(row):
        (tmp_path / "tables" / "words.tsv").write_text(f"{HEAD}sea|ocean\tmer\tmar\tморе\tبحر\t海\n{row}\n", "utf-8")
        return overlap.faults(read_all(tmp_path), tmp_path, tmp_path / "tables")

    return faults


@pytest.mark.parametrize(("row", "where"), [
    ("To burn them all before\u00a0the FIRST rain of autumn", "RES-4-2031, line 29, en"),
    ("yes|They resolve to burn them all before the first rain of autumn, and more", "RES-4-2031, line 29, en"),
    ("them all before the first rain of autumn|x", "RES-4-2031, line 29, en"),
    ("How long may hemp lie in the open rain", "emergency.txt, line 1, en"),
    ("\t\t\t\t\t他们在秋季第一场雨之前将其全部烧毁，", "RES-4-2031, line 29, zh"),
])  # fmt: skip
def test_a_sentence_trained_on_is_named_by_its_place(collection, row, where):
    (fault,) = collection(row)
    assert fault == f"{where}: stands in what the embedding is trained on (words.tsv, line 3)"


@pytest.mark.parametrize("row", [
    "burn", "before the first rain", "to burn them all after the first rain of autumn", "\tto burn them all before the first rain of autumn",
    "\t\t\t\t\t第一场雨",
])  # fmt: skip
def test_terms_other_sentences_and_other_languages_may_stand(collection, row):
    assert collection(row) == []


def test_questions_and_passages_of_pairs_are_looked_at(collection, tmp_path):
    (tmp_path / "tables" / "pairs.tsv").write_text("en_q\tpassage_en\nwhy so\tto burn them all before the first rain of autumn\n", "utf-8")
    (fault,) = collection("x")
    assert fault.endswith("(pairs.tsv, line 2)")


def test_nothing_of_the_collection_is_trained_on():
    assert overlap.faults(read_all(build.FOLDER), build.FOLDER) == []
