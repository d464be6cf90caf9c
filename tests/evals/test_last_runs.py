"""The report says when the test questions were last asked."""

from datetime import date

from evals import last_runs


def test_a_run_of_the_test_questions_is_noted_and_said(tmp_path):
    for name in ("questions.test.jsonl", "questions.dev.jsonl"):
        (tmp_path / "model").mkdir(exist_ok=True)
        (tmp_path / "model" / name).write_text("{}\n", encoding="utf-8")
    assert last_runs.said(tmp_path) == "Test questions of model: never run."
    last_runs.note(tmp_path / "model" / "questions.dev.jsonl", date(2031, 5, 4))
    assert last_runs.said(tmp_path) == "Test questions of model: never run."
    last_runs.note(tmp_path / "model" / "questions.test.jsonl", date(2031, 5, 4))
    assert last_runs.said(tmp_path) == "Test questions of model: last run on 2031-05-04."


def test_the_collections_that_ship_say_it():
    assert last_runs.said().startswith("Test questions of model-assembly: ")
