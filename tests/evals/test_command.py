"""The command line over fakes of ingest, index and ask."""

import json
from dataclasses import replace
from types import SimpleNamespace

import pytest

from evals import __main__ as command
from evals.collections.names import Collection
from ingest.report import Refused
from settings import Settings
from tests.evals.conftest import answer

LINE = {
    "id": "a", "kind": "actor", "question": {"en": "Who?", "fr": "Qui ?"},
    "gold": [{"document": "Resolution 1", "address": "décide 1", "quote": "d'inviter les groupes"}],
    "facts": [], "answerable": True,
}  # fmt: skip


@pytest.fixture
def parts(index):
    """Fakes that find the right clause; ``seen`` keeps the settings of the ingest."""

    def ingest(paths, settings):
        seen.extend([paths, settings])
        return SimpleNamespace(refused=(Refused("x.pdf", "x.pdf: it is empty."),))

    def ask(question, index, settings, history):
        first = index.catalogue.all()[0]
        return answer(index.catalogue, question, [first], [first])

    seen = []
    parts = command.Parts(ingest, lambda settings: index, ask)
    return SimpleNamespace(parts=parts, seen=seen)


@pytest.fixture
def outside(tmp_path):
    (tmp_path / "texts").mkdir()
    (tmp_path / "set.jsonl").write_text(json.dumps(LINE), encoding="utf-8")
    texts, out = str(tmp_path / "texts"), str(tmp_path / "out")
    return ["run", "--questions", str(tmp_path / "set.jsonl"), "--corpus", texts, "--languages", "en,fr", "--out", out]


@pytest.fixture
def own(tmp_path, monkeypatch):
    questions = tmp_path / "set.jsonl"
    questions.write_text(json.dumps(LINE), encoding="utf-8")
    own = [Collection(name, questions, questions, ("en", "fr"), tmp_path / f"{name}.json") for name in ("first", "second")]
    monkeypatch.setattr(command, "COLLECTIONS", {c.name: c for c in own})
    monkeypatch.setattr(command, "RESULTS", tmp_path / "results")


def test_an_outside_set_is_run_to_the_end(outside, parts, tmp_path, capsys):
    assert command.main(outside, parts.parts) == 0
    printed = capsys.readouterr().out
    assert "Not ingested: x.pdf: it is empty." in printed
    assert "first citation@1" in printed
    assert "Median length of hits" in printed
    assert {p.name for p in (tmp_path / "out").iterdir()} == {
        "answers.jsonl", "measures.json", "judged.jsonl", "results.csv", "report.html",
    }  # fmt: skip
    summary = json.loads((tmp_path / "out" / "measures.json").read_text())
    assert summary["all"]["all"]["hit_1"] == 1.0
    assert summary["refused"] == ["x.pdf: it is empty."]


def test_the_index_of_a_run_is_its_own_and_goes_with_it(outside, parts, tmp_path):
    command.main(outside, parts.parts)
    paths, settings = parts.seen
    assert paths == [tmp_path / "texts"] and settings.corpus == tmp_path / "texts"
    assert settings.data != Settings().data
    assert not settings.data.exists()


def test_an_error_is_told_and_the_exit_is_1(outside, parts, capsys):
    def ask(question, index, settings, history):
        raise RuntimeError("no")

    broken = command.Parts(parts.parts.ingest, parts.parts.open_index, ask)
    assert command.main(outside, broken) == 1
    assert "a (en) could not be asked: RuntimeError: no" in capsys.readouterr().err


def test_a_bad_question_file_is_one_line_and_exit_2(outside, parts, tmp_path, capsys):
    (tmp_path / "set.jsonl").write_text("{}", encoding="utf-8")
    assert command.main(outside, parts.parts) == 2
    error = capsys.readouterr().err
    assert "line 1" in error and error.count("\n") == 1


def test_an_out_that_is_a_file_is_one_line_and_exit_2(outside, parts, tmp_path, capsys):
    assert command.main([*outside, "--out", str(tmp_path / "set.jsonl")], parts.parts) == 2
    error = capsys.readouterr().err
    assert "set.jsonl" in error and error.count("\n") == 1
    assert parts.seen == []


@pytest.mark.parametrize("argument", ["--languages=en,klingon", "--languages=", "--corpus=/nowhere/at/all"])
def test_bad_arguments_exit_2(outside, parts, argument):
    try:
        assert command.main([*outside, argument], parts.parts) == 2
    except SystemExit as stop:
        assert stop.code == 2


def test_the_own_set_fails_without_a_baseline_passes_once_blessed_and_fails_when_worse(own, parts, index, capsys):
    assert command.main(["run"], parts.parts) == 1
    assert "bless" in capsys.readouterr().err
    assert command.main(["bless"], parts.parts) == 0
    assert command.main(["run"], parts.parts) == 0

    def worse(question, index, settings, history):
        return answer(index.catalogue, question, index.catalogue.all(), [index.catalogue.all()[1]])

    capsys.readouterr()
    assert command.main(["run"], command.Parts(parts.parts.ingest, parts.parts.open_index, worse)) == 1
    told = capsys.readouterr().err.splitlines()
    assert told[0] == "all: first_citation is 0.0000, more than 0.500 worse than the best ever blessed, 1.0000."
    assert {line.split()[1] for line in told[1:-1]} == {"citation_precision", "citation_recall", "span_precision", "span_recall"}
    assert told[-1] == "Lost in reading: 2, the baseline has 0."
    results = str(command.RESULTS / "first")
    assert command.main(["gate", results], parts.parts) == 1
    assert command.main(["gate"], parts.parts) == 0
    assert command.main(["gate", results], parts.parts) == 0


def test_a_protected_question_that_breaks_fails_the_run(own, parts, capsys):
    command.COLLECTIONS["first"].questions.write_text(json.dumps(LINE | {"protected": True}), encoding="utf-8")
    assert command.main(["bless"], parts.parts) == 0

    def declines_in_french(question, index, settings, history):
        first = index.catalogue.all()[0]
        return answer(index.catalogue, question, [first], [] if question == "Qui ?" else [first], abstained=question == "Qui ?")

    broken = command.Parts(parts.parts.ingest, parts.parts.open_index, declines_in_french)
    assert command.main(["run"], broken) == 1
    assert "a (fr) is protected and came out wrong: it was declined (lost in abstaining).\n" in capsys.readouterr().err
    assert command.main(["bless"], broken) == 2


def test_two_runs_are_compared(outside, parts, tmp_path, capsys):
    assert command.main(outside, parts.parts) == 0
    out = str(tmp_path / "out")
    assert command.main(["compare", out, out], parts.parts) == 0
    assert "Newly broken: 0" in capsys.readouterr().out
    assert command.main(["compare", out, str(tmp_path / "none")], parts.parts) == 2
    assert "judged.jsonl" in capsys.readouterr().err


def test_a_question_set_is_checked(outside, parts, tmp_path, capsys):
    path = tmp_path / "set.jsonl"
    assert command.main(["check", str(path)], parts.parts) == 0
    assert "all 1 in good form" in capsys.readouterr().out
    path.write_text(json.dumps(LINE) + "\n{}", encoding="utf-8")
    assert command.main(["check", str(path)], parts.parts) == 1
    assert capsys.readouterr().out.startswith(f"{path}, line 2: ")
    assert command.main(["check", str(path), "--corpus", str(tmp_path / "none")], parts.parts) == 2


def test_the_baseline_holds_only_when_the_whole_own_set_is_run(own, parts, tmp_path):
    assert command.main(["run", "--languages", "fr"], parts.parts) == 0
    assert command.main(["run", "--corpus", str(tmp_path)], parts.parts) == 0


def test_each_collection_that_was_blessed_is_run_and_held_to_its_own_baseline(own, parts, tmp_path, capsys):
    assert command.main(["bless", "--collection", "second"], parts.parts) == 0
    assert not command.COLLECTIONS["first"].baseline.exists()
    capsys.readouterr()
    assert command.main(["run"], parts.parts) == 0
    assert capsys.readouterr().out.startswith("second:\n")
    assert command.main(["run", "--collection", "first"], parts.parts) == 1
    assert command.main(["bless", "--collection", "first", "--collection", "second"], parts.parts) == 0
    capsys.readouterr()
    assert command.main(["run", "--languages", "en,fr"], parts.parts) == 0
    assert [line for line in capsys.readouterr().out.splitlines() if line in ("first:", "second:")] == ["first:", "second:"]
    assert {path.name for path in command.RESULTS.iterdir()} == {"first", "second"}


def test_results_are_held_to_the_baseline_of_their_questions(own, parts, tmp_path):
    second = command.COLLECTIONS["second"]
    (tmp_path / "other.jsonl").write_text(json.dumps(LINE | {"id": "b"}), encoding="utf-8")
    command.COLLECTIONS["second"] = replace(second, questions=tmp_path / "other.jsonl")
    assert command.main(["bless", "--collection", "first", "--collection", "second"], parts.parts) == 0
    for name in ("first", "second"):
        assert command.main(["gate", str(command.RESULTS / name)], parts.parts) == 0
