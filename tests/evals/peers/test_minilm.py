import json
import subprocess
import sys

import numpy as np
import pytest

from evals.peers import minilm
from evals.peers.minilm import MiniLM, NoMiniLM


def calls(log):
    return [json.loads(line) for line in log.read_text("utf-8").splitlines()] if log.exists() else []


def test_a_text_is_embedded_once_and_then_looked_up(server, tmp_path):
    command, log = server
    with MiniLM(command, tmp_path / "cache.sqlite") as model:
        first = model.embed(["a", "bb", "a"])
    assert calls(log) == [["a", "bb"]]
    assert first.shape == (3, 384) and np.array_equal(first[0], first[2]) and not np.array_equal(first[0], first[1])
    with MiniLM(["no-such-program"], tmp_path / "cache.sqlite") as model:
        assert np.array_equal(model.embed(["a", "bb", "a"]), first)
        assert model.peak == 123_000_000
    with MiniLM(command, tmp_path / "cache.sqlite") as model:
        model.embed(["bb", "c"])
    assert calls(log)[1:] == [["c"]]


def test_what_is_looked_up_counts_as_long_as_it_took(server, tmp_path):
    for _ in range(2):
        with MiniLM(server[0], tmp_path / "cache.sqlite") as model:
            model.embed(["a", "bb"])
            assert 15 < model.owed <= 20  # 10 s each, less what was spent here


def test_an_environment_that_does_not_run_is_one_line(tmp_path):
    with MiniLM(["no-such-program-at-all"], tmp_path / "a.sqlite") as model, pytest.raises(NoMiniLM, match="does not run"):
        model.embed(["a"])


def test_a_server_that_dies_is_one_line(tmp_path):
    dies = [sys.executable, "-c", "raise SystemExit(1)"]
    with MiniLM(dies, tmp_path / "b.sqlite") as model, pytest.raises(NoMiniLM, match="does not run"):
        model.embed(["a"])


def made(folder, fails=()):
    """A stand-in for subprocess.run that makes the interpreter's file, and fails at the steps named."""
    def run(step, **_):
        steps.append(step)
        if len(steps) in fails:
            return subprocess.CompletedProcess(step, 1, "", "noise\nERROR: No matching distribution found for torch.\nbye\n")
        if "venv" in step:
            for path in ("bin/python", "Scripts/python.exe"):
                (folder / "env" / path).parent.mkdir(parents=True, exist_ok=True)
                (folder / "env" / path).write_text("")
        return subprocess.CompletedProcess(step, 0, "", "")

    steps = []
    return run, steps


def test_the_environment_is_made_once_torch_first(tmp_path):
    run, steps = made(tmp_path)
    assert minilm.python(tmp_path) is None
    assert minilm.make(tmp_path, run) == minilm.make(tmp_path, run) == minilm.python(tmp_path)
    assert len(steps) == 3 and "torch==2.13.0" in steps[1] and any("minilm" in word for word in steps[2])


def test_an_environment_that_cannot_be_made_says_why_and_is_not_taken_for_one(tmp_path):
    run, steps = made(tmp_path, fails={2})
    with pytest.raises(NoMiniLM, match="No matching distribution found for torch.*network"):
        minilm.make(tmp_path, run)
    assert minilm.python(tmp_path) is None and len(steps) == 2


def test_an_environment_of_other_packages_is_made_anew(tmp_path):
    run, _ = made(tmp_path)
    minilm.make(tmp_path, run)
    (tmp_path / "env" / "ready.json").write_text('["torch==1.0"]')
    assert minilm.python(tmp_path) is None
