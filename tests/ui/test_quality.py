"""Quality: runs read back, and what readers report."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from evals import questions
from ui import candidates, runs

HEAD = "id,kind,language,text_language,answerable,question,lost_in,rank,confidence,first_citation\n"
LINES = ("a,actor,en,fr,True,Who?,,1,0.9,1\n", "b,actor,en,,True,When?,retrieval,7,0.8,0\n", "c,off_topic,fr,fr,False,Quoi ?,abstaining,,0.2,\n")


def write(folder, lines=LINES, **figures):
    folder.mkdir(parents=True)
    (folder / "results.csv").write_text(HEAD + "".join(lines), encoding="utf-8-sig")
    (folder / "measures.json").write_text(json.dumps({"all": {"all": {"hit_1": 0.5, **figures}}}), "utf-8")


def test_a_run_is_read_and_summed_up(tmp_path):
    write(tmp_path / "one")
    assert runs.found(tmp_path) == ("one",)
    run = runs.load(tmp_path, "one")
    assert [row["id"] for row in runs.failures(run)] == ["c", "b"]
    assert runs.risk(run) == [(1 / 3, 0), (2 / 3, 0.5), (1.0, 2 / 3)]
    assert {k: v for k, v in runs.ranks(run).items() if v} == {"1": 1, "6–10": 1}
    assert runs.heat(run) == {("en", "fr"): (1.0, 1), ("en", "none"): (0.0, 1)}


def test_runs_compared(tmp_path):
    write(tmp_path / "was")
    write(tmp_path / "now", ("a,actor,en,fr,True,Who?,reading,1,0.9,0\n", "b,actor,en,fr,True,When?,,1,0.8,1\n"))
    broken, mended = runs.turned(runs.load(tmp_path, "was"), runs.load(tmp_path, "now"))
    assert [r["id"] for r in broken] == ["a"] and [r["id"] for r in mended] == ["b"]


@pytest.mark.parametrize("name, words", [("measures.json", "{"), ("measures.json", "[]"), ("results.csv", "id\n"), ("measures.json", '{"all": 3}')])
def test_a_damaged_run_is_none(tmp_path, name, words):
    write(tmp_path / "one")
    (tmp_path / "one" / name).write_text(words, "utf-8")
    assert runs.load(tmp_path, "one") is None


@pytest.fixture
def candidate(answer):
    hit = answer.hits[2]
    right = (hit.document.name, hit.clause.address, hit.clause.text)
    return candidates.made(answer, right=right, unanswerable=False, note=" it is décide 2 ", who="a@itu.int")


def test_a_report_is_kept_reviewed_and_becomes_a_question_of_a_valid_set(tmp_path, candidate, answer):
    other = candidates.made(answer, right=None, unanswerable=True, note="", who="")
    candidates.save(candidate, tmp_path)
    candidates.save(other, tmp_path)
    assert candidates.waiting(tmp_path) == (candidate, other)
    path = candidates.promote(candidate, tmp_path)
    candidates.promote(other, tmp_path)
    candidates.promote(other, tmp_path)
    assert candidates.waiting(tmp_path) == ()
    first, second = questions.load(path)
    assert first.asked("en") == ("which group?",) and first.gold[0].quote == answer.hits[2].clause.text and first.answerable
    assert not second.answerable and second.gold == ()


def test_a_report_without_a_clause_cannot_be_promoted_and_can_be_dismissed(tmp_path, candidate):
    vague = replace(candidate, quote="", document="", address="")
    candidates.save(vague, tmp_path)
    with pytest.raises(ValueError):
        candidates.promote(vague, tmp_path)
    candidates.dismiss(vague, tmp_path)
    assert candidates.waiting(tmp_path) == ()


def test_a_line_that_was_cut_short_costs_no_other(tmp_path, candidate):
    candidates.save(candidate, tmp_path)
    path = tmp_path / candidates.FOLDER / candidates.CANDIDATES
    path.write_bytes(path.read_bytes() + b'{"id": "half')
    later = replace(candidate, id="later")
    candidates.save(later, tmp_path)
    assert [c.id for c in candidates.waiting(tmp_path)] == [candidate.id, "later"]


def test_a_full_disk_is_told_and_leaves_no_half_line(tmp_path, candidate, monkeypatch):
    candidates.save(candidate, tmp_path)
    real = candidates.os.write
    monkeypatch.setattr(candidates.os, "write", lambda file, line: real(file, line[:10]))
    with pytest.raises(OSError, match="space"):
        candidates.save(replace(candidate, id="later"), tmp_path)
    monkeypatch.undo()
    assert candidates.waiting(tmp_path) == (candidate,)
    assert (tmp_path / candidates.FOLDER / candidates.CANDIDATES).read_bytes().endswith(b"\n")
