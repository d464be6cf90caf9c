"""Each system over two tiny texts: the real libraries, and a stand-in for all-MiniLM-L6-v2."""

import json
import subprocess
import sys

import pytest

from evals.peers.systems import NAMES, wants_minilm
from evals.peers.worker import Job, run
from settings import ROOT

ASKED = ("Which colour must boats be painted?", "What rings at noon?")


def job(system, folder, server=(), cache=""):
    return Job(system, tuple(sorted(str(path) for path in folder.glob("*-E.txt"))), ASKED, 3, tuple(server), str(cache))


@pytest.mark.parametrize("system", NAMES)
def test_a_system_gives_texts_for_each_question_best_first(system, folder, server, tmp_path):
    found = run(job(system, folder, server[0], tmp_path / "cache.sqlite"))
    assert len(found.ranked) == len(found.milliseconds) == 2
    assert all(1 <= len(ranked) <= 3 for ranked in found.ranked)
    assert found.build_seconds > 0 and found.bytes > 1_000 and found.peak > 1_000_000
    said = [found.texts[at] for at in found.ranked[1]]
    assert any("bells at noon" in text for text in said)
    if system.startswith("llama"):
        assert len(said[0]) > 60  # chunks, not clauses
    else:
        assert "to ring the bells at noon;" in said
    if wants_minilm(system):
        assert found.build_seconds > 15  # what the stand-in says that it takes
        assert found.peak > 123_000_000


def test_a_job_that_cannot_be_done_is_one_line(tmp_path):
    (tmp_path / "job.json").write_text(json.dumps({"system": "bm25", "files": [str(tmp_path / "none.txt")], "questions": [], "k": 3}))
    command = [sys.executable, "-m", "evals.peers.worker", str(tmp_path / "job.json"), str(tmp_path / "out.json")]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 2 and done.stderr.count("\n") == 1 and "none.txt" in done.stderr
