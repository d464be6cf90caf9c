import json

import pytest

from evals import __main__ as command
from evals.peers import command as peers
from evals.peers.worker import Found


@pytest.fixture
def call(monkeypatch, set_, folder, tmp_path):
    """Runs the command over the tiny texts with a stand-in for the systems; ``jobs`` keeps what they were given."""
    def run(job):
        jobs.append(job)
        return Found(["to paint every boat green;"], [[0] for _ in job.questions], [1.0 for _ in job.questions], 1.0, 1, 1)

    def call(*arguments):
        monkeypatch.setattr(peers, "peers", lambda args: plain(args, tmp_path / "peers", run))
        return command.main(["peers", "--questions", str(set_), "--texts", str(folder), *arguments])

    jobs, plain = [], peers.peers
    call.jobs = jobs
    return call


def test_english_texts_are_held_by_default_and_the_model_is_left_out_with_a_line_that_says_how_to_get_it(call, tmp_path, capsys):
    assert call("--json", str(tmp_path / "out.json")) == 0
    out, err = capsys.readouterr()
    assert "set, en texts: 2 files, 3 questions and languages" in out and "our retriever" in out
    assert err.count("\n") == 1 and "all-MiniLM-L6-v2 is left out" in err and "--with-minilm" in err
    assert [job.system for job in call.jobs] == ["ours", "dense", "bm25", "llama-1024-ours", "llama-128-ours"]
    written = json.loads((tmp_path / "out.json").read_text("utf-8"))
    assert written["left_out"] == ["minilm", "llama-1024-minilm", "llama-128-minilm"]
    (all_,) = [row for row in written["rows"] if (row["system"], row["language"]) == ("ours", "all")]
    assert all_["hits"] == {"1": pytest.approx(2 / 3), "5": pytest.approx(2 / 3), "10": pytest.approx(2 / 3)}


@pytest.mark.parametrize(("asked", "held"), [("fr", ["fr"]), ("each", ["en", "fr"]), ("together", ["all"]), ("fr,en", ["en", "fr"])])
def test_languages_of_text(call, capsys, asked, held):
    assert call("--text-language", asked, "--systems", "bm25") == 0
    heads = [line.split()[1] for line in capsys.readouterr().out.splitlines() if " texts: " in line]
    assert sorted(heads) == held


def test_an_environment_that_cannot_be_made_leaves_the_others_standing(call, monkeypatch, capsys):
    def make(folder):
        raise peers.minilm.NoMiniLM("no network", where="all-MiniLM-L6-v2")

    monkeypatch.setattr(peers.minilm, "make", make)
    assert call("--with-minilm") == 0
    making, left = capsys.readouterr().err.splitlines()
    assert making.startswith("Making the environment") and left == "Left out: all-MiniLM-L6-v2: no network."
    assert len(call.jobs) == 5


def test_an_environment_that_is_there_is_used(call, monkeypatch, tmp_path):
    monkeypatch.setattr(peers.minilm, "python", lambda folder: tmp_path / "python")
    assert call("--systems", "minilm,bm25") == 0
    assert [job.system for job in call.jobs] == ["minilm", "bm25"]
    assert call.jobs[0].server[0] == str(tmp_path / "python") and call.jobs[0].cache.endswith("minilm.sqlite")


@pytest.mark.parametrize("arguments", [
    ["--questions", "only.jsonl"], ["--languages", "xx"], ["--json", "/nowhere/at/all.json"], ["--systems", "google"], ["--text-language", "ru", "--systems", "bm25"],
])  # fmt: skip
def test_bad_arguments_exit_2(call, arguments, capsys):
    try:
        code = command.main(["peers", *arguments]) if "only.jsonl" in arguments else call(*arguments)
    except SystemExit as stop:
        code = stop.code
    assert code == 2 and capsys.readouterr().err
    assert call.jobs == []
