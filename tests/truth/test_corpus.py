"""The parser against the truth of real files, where a folder that holds them is given."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.truth.__main__ import main, results_of
from tests.truth.files import CORPUS, FIELDS, known
from tests.truth.scoring import Score

SHIPPED = Path(__file__).resolve().parents[2] / "corpus"
LEAST = {"resolutions and decisions": 0.97, "constitution": 0.97, "recommendations": 0.93, "excerpts": 0.93}  # F1 of boundaries + address


@pytest.fixture(scope="module")
def results(truth_corpus):
    found, absent = results_of(truth_corpus)
    assert found, f"{truth_corpus} holds none of the files: {absent[:3]}"
    return found


@pytest.mark.parametrize("group", LEAST)
def test_f1(results, group):
    members = [r for r in results if r.known.group == group]
    if not members:
        pytest.skip(f"the folder holds no {group}")
    assert sum((r.score for r in members), Score()).addresses[2] >= LEAST[group]


def test_no_clause_holds_a_running_header(results):
    assert [r.known.file for r in results if r.score.furnished] == []


def test_identity(results):
    assert {r.known.file: r.identity for r in results if r.identity} == {}


def test_the_shipped_text_is_read_without_a_fault():
    (result,), _ = results_of(SHIPPED, only="T-RES-T.57-2012-F")
    assert (result.differences, result.identity) == ((), ())
    assert result.score.true == 16


@pytest.mark.parametrize("path", sorted(CORPUS.glob("*.json")), ids=lambda p: p.stem)
def test_a_truth_holds_no_text(path: Path):
    """Addresses, offsets and hashes only, in order, none empty, none double."""
    entry = known(path)
    clauses = entry.truth.clauses
    assert clauses and all(c.start < c.end for c in clauses)
    assert len({(c.start, c.end) for c in clauses}) == len(clauses)
    assert all(len(h) == 64 for h in entry.hashes)
    assert all(set(d) == set(FIELDS) for d in entry.documents)


def test_the_command_says_when_there_is_nothing_to_compare(tmp_path, capsys):
    assert main(["--corpus", str(tmp_path)]) == 2
    assert "none of the files is there" in capsys.readouterr().err
