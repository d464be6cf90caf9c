"""The fault matrix: that it does harm, and that it sees what was lost."""

import sys
from random import Random
from types import SimpleNamespace

import pytest

from evals import __main__ as evals
from evals.faults import cases, command, mutate, outside
from evals.faults.bench import Bench, Done, Outcome, ended


@pytest.fixture(scope="module")
def bench(tmp_path_factory):
    return Bench(tmp_path_factory.mktemp("bench"), seed=5)


def test_mutated_files_are_bad_and_equal_for_equal_seeds(tmp_path):
    good = tmp_path / "a.txt"
    good.write_bytes(b"RESOLUTION 5 (Dubai, 2012)\n\nresolves\n\n1 to number.\n" * 20)
    out = []
    for name, seed in (("one", 1), ("same", 1), ("other", 2)):
        (tmp_path / name).mkdir()
        out.append([path.read_bytes() for path in mutate.write([good], tmp_path / name, 30, seed)])
    assert out[0] == out[1] != out[2] and all(data != good.read_bytes() for data in out[0])


@pytest.mark.parametrize("done, fault", [
    (Done(0, "fine\n"), ""),
    (Done(2, "a: it is broken. Mend it."), ""),
    (Done(1, "Traceback (most recent call last):\n  File\nKeyError: 1\n"), "a stack trace: KeyError: 1"),
    (Done(-11, ""), "it died (-11)"),
])  # fmt: skip
def test_what_a_command_must_never_do(done, fault):
    assert done.fault == fault


def test_what_is_lost_is_seen(bench):
    assert bench.before and bench.state() == bench.before and bench.mended() == ""
    gone = next(iter(bench.texts.iterdir()))
    kept = gone.read_bytes()
    gone.unlink()
    bench.mended()
    assert len(bench.state()) == len(bench.before) - 1  # an index without a text is not the one before
    gone.write_bytes(kept)
    assert bench.mended() == "" and bench.state() == bench.before


def test_a_command_that_leaves_a_trace_is_seen(bench, monkeypatch):
    monkeypatch.setattr(bench, "run", lambda *_, **__: Done(1, "Traceback (most recent call last):\nKeyError: 1"))
    outcomes = list(cases.malformed(bench, Random(1), 1))
    assert [o.held for o in outcomes] == [False, False] and "KeyError" in outcomes[0].happened
    for path in bench.texts.glob("bad-*"):
        path.unlink()


def test_questions_that_no_delegate_types(bench):
    outcomes = list(cases.questions(bench, Random(2), 1))
    assert len(outcomes) == 11 and all(o.held for o in outcomes), [o for o in outcomes if not o.held]


def test_a_model_that_hangs(bench):
    outcomes = list(outside.model_hangs(bench, Random(3), 1))
    assert len(outcomes) == 3 and all(o.held for o in outcomes), outcomes


def test_how_far_an_ingest_came_is_told_by_its_files(bench, tmp_path):
    names = [path.name for path in (bench.data / "generations").iterdir()]
    for name in names:
        (tmp_path / "generations" / name).mkdir(parents=True)
    assert cases._stage(bench, tmp_path) == "before writing"
    new = bench.data / "generations" / "999999-abcdef"
    for part, said in ((new, "while writing"), (new / "lexical", "while indexing words"), (new / "manifest.json", "while publishing")):
        part.mkdir()
        assert cases._stage(bench, tmp_path) == said
    for part in (new / "manifest.json", new / "lexical", new):
        part.rmdir()


def test_without_faketime_the_clock_is_skipped_loudly(bench, monkeypatch):
    monkeypatch.setattr(outside.shutil, "which", lambda name: None)
    (only,) = outside.clock_set_back(bench, Random(1), 1)
    assert only.happened.startswith("SKIPPED")


@pytest.mark.parametrize("way", range(6))
def test_damage_changes_the_file(tmp_path, way):
    path = tmp_path / "a.bin"
    path.write_bytes(bytes(1000))
    said = cases._damage(path, Random(way))
    assert said in ("cut", "gone", "overwritten") and (not path.exists() or path.read_bytes() != bytes(1000))


def test_one_that_does_not_hold_fails_the_command(monkeypatch, capsys):
    def good(*_):
        yield Outcome("a", "this", "fine", True)

    def bad(*_):
        yield Outcome("b", "that\x1b[2J", "lost", False)

    monkeypatch.setattr("evals.faults.bench.Bench", lambda *_: SimpleNamespace(close=lambda: None))
    monkeypatch.setattr(cases, "CASES", {"a": good, "b": bad})
    assert command.faults(SimpleNamespace(seed=1, times=1, only=["a"])) == 0
    assert command.faults(SimpleNamespace(seed=1, times=1, only=None)) == 1
    out = capsys.readouterr().out
    assert "LOST  b" in out and "\x1b" not in out and "2 tried, 1 not held" in out


def test_a_fault_that_there_is_not(capsys):
    assert evals.main(["faults", "--only", "flood"]) == 2 and "no fault 'flood'" in capsys.readouterr().err


def test_a_killed_process_is_told():
    import subprocess

    process = subprocess.Popen([sys.executable, "-c", "import os; os.abort()"], text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    assert ended(process).fault.startswith("it died")


def test_what_was_started_ends_with_the_bench(bench):
    process = bench.start("http.server", "0")
    bench.close()
    assert process.poll() is not None
    process.stdout.close()
