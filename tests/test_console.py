"""The command lines as they are typed: in a locale of ASCII, into a closed pipe, onto a full disk."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

import console
from errors import BadInput, BadSetting
from evals import questions
from settings import load

ROOT = Path(__file__).resolve().parents[1]
ASCII = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
QUESTION = "Quels groupes doivent identifier les sujets communs à étudier ?"


@pytest.fixture(scope="module")
def typed(tmp_path_factory):
    """Runs ``python -m …`` over an index of one text."""
    folder = tmp_path_factory.mktemp("typed")
    text = "RÉSOLUTION 5 (Dubaï, 2012)\n\nconsidérant\n\na) que les câbles sont usés,\n\ndécide\n\n1 de poser des câbles.\n"
    (folder / "corpus").mkdir()
    (folder / "corpus" / "T-RES-T.5-2012-F.txt").write_text(text, encoding="utf-8")

    def run(*argv, env=(), **streams):
        env = {**os.environ, "ITU_DATA": str(folder / "data"), "ITU_CORPUS": str(folder / "corpus"), **dict(env)}
        streams = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **streams}
        return subprocess.run([sys.executable, "-m", *argv], cwd=ROOT, env=env, **streams)

    done = run("ingest", env=ASCII)
    assert done.returncode == 0 and b"1 document" in done.stdout, done.stderr
    return run


def test_in_a_locale_of_ascii(typed):
    plain = typed("answer", "Que décide la Résolution 5 sur les câbles ?")
    done = typed("answer", "Que décide la Résolution 5 sur les câbles ?", env=ASCII)
    assert (done.stdout, done.returncode) == (plain.stdout, 0) and "câbles" in done.stdout.decode("utf-8")
    assert "Dubaï" in typed("ingest", "report", env=ASCII).stdout.decode("utf-8")


@pytest.mark.parametrize("argv", [["answer", "Que décide la Résolution 5 ?"], ["ingest", "export", "--jsonl"]])
def test_what_cannot_be_written(typed, argv):
    reading, writing = os.pipe()
    os.close(reading)
    done = typed(*argv, stdout=writing)
    os.close(writing)
    assert (done.returncode, done.stderr) == (console.CLOSED, b"")
    if os.path.exists("/dev/full"):
        with open("/dev/full", "w") as full:
            done = typed(*argv, stdout=full)
        assert done.returncode == 2
        assert done.stderr.startswith(b"the output cannot be written (No space left") and done.stderr.count(b"\n") == 1


@pytest.mark.parametrize("out", ["missing/out.jsonl", "/dev/full"])
def test_an_export_that_cannot_be_written(typed, tmp_path, out):
    done = typed("ingest", "export", "--jsonl", "--out", str(tmp_path / out))
    line = done.stderr.decode()
    assert done.returncode == 2 and "it cannot be written" in line and "index" not in line and line.count("\n") == 1


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("ITU_MAX_FILE_MB", "²", "not a number of megabytes"),
        ("ITU_MAX_FILE_MB", "9" * 5000, "not a number of megabytes"),
        ("ITU_DATA", os.devnull, "is not a folder"),
        ("ITU_DATA", os.path.join(os.devnull, "data"), "is not a folder"),
    ],
)
def test_settings_that_cannot_be_used(name, value, said):
    with pytest.raises(BadSetting, match=f"^{name}: .*{said}"):
        load({name: value})


def test_a_data_folder_that_is_still_to_be_made(tmp_path):
    assert load({"ITU_DATA": str(tmp_path / "a" / "b")}).data == tmp_path / "a" / "b"


def test_half_a_character_in_a_question(tmp_path):
    line = {"id": "a", "question": {"en": "What \ud800?"}, "answerable": False}
    (tmp_path / "set.jsonl").write_text(json.dumps(line))
    with pytest.raises(BadInput, match="set.jsonl, line 1: it has half of a character"):
        questions.load(tmp_path / "set.jsonl")


def test_arguments():
    typed_in_ascii = QUESTION.encode().decode("ascii", "surrogateescape")
    if sys.getfilesystemencoding() == "utf-8":
        assert console.argument(typed_in_ascii) == QUESTION == console.argument(QUESTION)


def test_what_a_file_s_name_hides_is_written_out():
    from dataclasses import replace
    from types import SimpleNamespace as Any

    from answer.__main__ import as_text
    from schema import Answer, Citation, Statement

    clause, document = Any(id="1", page=None, address="resolves 1"), Any(name="Resolution 1", file="a\n\u202exod.txt")
    citation = Citation(1, clause, document, "Said here", 0, 9)
    answer = Answer("?", "en", (Statement("Said", (1,)),), (citation,), (), (), False, "", "extractive", 0.0)
    printed = as_text(answer)
    assert printed.splitlines()[-1] == r"[1] Resolution 1, resolves 1 (a\n\u202exod.txt, 0-9)"
    lead = Citation(1, Any(id="0", page=None, address="resolves"), document, "that", 12, 16)
    whole = as_text(replace(answer, citations=(replace(citation, context=(lead,)),)))
    assert whole.splitlines()[-1] == "    resolves (12-16)"


def test_a_fault_of_ours_is_one_line():
    code = "import console, sys\ndef main(): raise KeyError('a\\nb')\nsys.exit(console.run(main))"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 2 and done.stderr.count("\n") == 1 and "-m ingest --rebuild" in done.stderr
    done = subprocess.run([sys.executable, "-X", "dev", "-c", code], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 1 and "Traceback" in done.stderr


HOLDS = """
import console, sys, time
from pathlib import Path
from tempfile import TemporaryDirectory
from evals import child

def main():
    with TemporaryDirectory(prefix="held-") as folder:
        Path(folder, "file").touch()
        if sys.argv[1:]:
            child.run([sys.executable, "-c", sys.argv[1]])
        time.sleep(60)

sys.exit(console.run(main))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="nothing is told to end there, it is ended")
def test_what_is_told_to_end_leaves_nothing_behind(tmp_path):
    """Neither its temporary folder nor that of a process that it waits for, which ends too."""
    process = subprocess.Popen([sys.executable, "-c", HOLDS, HOLDS], cwd=ROOT, env={**os.environ, "TMPDIR": str(tmp_path)})
    try:
        until = time.monotonic() + 30
        while len(list(tmp_path.glob("held-*/file"))) < 2 and time.monotonic() < until:
            time.sleep(0.02)
        assert len(list(tmp_path.glob("held-*/file"))) == 2
        process.send_signal(signal.SIGTERM)
        assert process.wait(30) == console.ENDED
        assert list(tmp_path.iterdir()) == []
    finally:
        process.kill()
