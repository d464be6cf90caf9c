"""The scale command: what it measures and what it says, with the measuring done by hand."""

import time
from types import SimpleNamespace

import pytest

from errors import BadInput
from evals.scale import command, worker
from evals.scale.stages import percentiles, timed
from evals.scale.table import table

STEPS = {"all": {"p50": 10.0, "p95": 20.0}, "retrieve": {"p50": 8.0, "p95": 15.0}, "read": None, "answered": 3}


def measured(lost: int = 0):
    def run(task, job, folder):
        if task == "ingest":
            clauses = sum(len(text) > 1 for text in ()) or run.clauses - lost
            return {"seconds": 2.0, "stages": {"chroma": 1.5, "other": 0.5}, "clauses": clauses, "refused": 0, "changed": 1,
                    "peak": 2**28, "bytes": 2**24, "cpu": 3.0, "load": 1.0,
                    "beside": {"seconds": {"read": 1.25}, "peak": 2**27}}  # fmt: skip
        return {
            "ask": {"first": 1.0, "cold": {"en": 400.0, "fr": 150.0}, "milliseconds": {"plain": STEPS}, "peak": 2**27},
            "warmed": {"seconds": 2.5, "first": {"en": 30.0, "fr": 20.0}},
            "chroma": {"rate": 300.0 if job.get("ours") else 600.0, "cpu": 1.0, "load": 2.0},
            "llama": {"seconds": 4.0, "chunks": 50, "peak": 2**28, "bytes": 2**23},
            "llama_ask": {"first": 2.0, "all": {"p50": 5.0, "p95": 10.0}, "peak": 2**27},
        }[task]  # fmt: skip

    return run


def test_what_is_measured(tmp_path, monkeypatch):
    run = measured()
    asked = command.Asked(300, 0, True, tmp_path)
    run.clauses = sum(command.corpus.write(tmp_path / "count", 300, 0).clauses.values())
    found = command.measure(asked, run)
    assert found["lost"] == 0 and found["changed_files"] == 1 and set(found["peer"]) == {1024, 128}
    said = table(found)
    assert "lost: 0" in said and f"{run.clauses / 2:,.0f} clauses/s" in said
    rate = run.clauses / 2
    assert f"{rate / 600:.2f} of Chroma alone with its defaults: 600 vectors/s" in said
    assert f"{rate / 300:.2f} of Chroma alone with our settings: 300 vectors/s" in said
    assert "first question of each language, nothing read before: en 400, fr 150 ms" in said
    assert "at its start (2.5 s): en 30, fr 20 ms" in said
    assert "beside: read      1.2 s" in said or "beside: read      1.3 s" in said
    assert "build 4.0 s (0.50)" in said and "p50 5 ms (2.00)" in said and "start to first texts 2.0 s (0.50)" in said


def test_a_lost_clause_fails(tmp_path, monkeypatch, capsys):
    run = measured(lost=2)
    run.clauses = sum(command.corpus.write(tmp_path / "count", 300, 0).clauses.values())
    monkeypatch.setattr(command, "run", run)
    args = SimpleNamespace(clauses=(300,), seed=0, peer=False, chroma="settings", folder=tmp_path / "new" / "place", json=tmp_path / "out.jsonl")
    assert command.scale(args) == 1
    said = capsys.readouterr().out
    assert "lost: 2" in said and "with our settings" in said and "with its defaults" not in said
    assert (tmp_path / "out.jsonl").read_text("utf-8").count("\n") == 1


def test_a_folder_that_cannot_be_made_is_named(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(BadInput, match="cannot be made a folder"):
        command.scale(SimpleNamespace(clauses=(300,), folder=tmp_path / "file" / "in"))


def test_stages_are_counted_once():
    owner = SimpleNamespace(inner=lambda: time.sleep(0.02), outer=lambda: owner.inner())
    plain, seconds = owner.outer, {}
    with timed(seconds, "outer", owner, "outer"), timed(seconds, "inner", owner, "inner"):
        owner.outer()
        owner.outer()
    assert seconds["inner"] >= 0.04 and seconds["outer"] < 0.02 and owner.outer is plain


@pytest.mark.parametrize(
    "values, p50, p95", [([1.0], 1.0, 1.0), (list(range(1, 101)), 50, 95), ([3.0, 1.0, 2.0], 2.0, 3.0)]
)
def test_percentiles(values, p50, p95):
    assert percentiles(values) == {"p50": p50, "p95": p95}


def test_of_nothing_there_are_no_percentiles():
    assert percentiles([]) is None


def test_a_real_ingest_and_its_stages(tmp_path):
    made = command.corpus.write(tmp_path / "texts", 100)
    found = worker.ingest({"folder": str(tmp_path / "texts"), "data": str(tmp_path / "data")})
    assert found["clauses"] == sum(made.clauses.values()) and not found["refused"]
    assert {"chroma", "read", "embed", "terms"} <= set(found["stages"])
    assert sum(found["stages"].values()) == pytest.approx(found["seconds"])


def test_cold_questions_are_told_apart_from_warm_ones(tmp_path):
    made = command.corpus.write(tmp_path / "texts", 150)
    worker.ingest({"folder": str(tmp_path / "texts"), "data": str(tmp_path / "data")})
    every = command.corpus.questions(made, 8)
    job = {"data": str(tmp_path / "data"), "cold": dict(zip(command.LANGUAGES, every, strict=False)), "questions": every[6:]}
    found = worker.ask({**job, "started": time.time()})
    assert list(found["cold"]) == list(command.LANGUAGES) and found["cold"]["en"] < 1000 * found["first"]
    assert set(found["milliseconds"]) == {"plain", "by year", "by part"}
    warmed = worker.warmed(job)
    assert list(warmed["first"]) == list(command.LANGUAGES) and warmed["seconds"] > 0
