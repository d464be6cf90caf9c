"""What the README shows exists: its commands run and its files stand."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from ingest import fetch, site

ROOT = Path(__file__).resolve().parents[1]
TEXT = (ROOT / "README.md").read_text("utf-8")
CODE = re.findall(r"`([^`\n]+)`", TEXT) + re.findall(r"^ {4}(\S.*)$", TEXT, re.M)
COMMANDS = sorted({code for code in CODE if re.match(r"(python3|\.venv/bin/python) \S", code)})
OURS = re.compile(r"^(?:[\w.-]+/)*[\w.-]*\w\.(?:py|md|toml|txt)$|^(?:[\w-]+/)+$|^LICENSE$")
FILES = sorted({code for code in CODE if OURS.match(code)} | set(re.findall(r"\]\(([^):#]+)\)", TEXT)))


RUN = [c for c in COMMANDS if re.search(r"-m (ingest|answer)\b(?! fetch)", c)]


@pytest.fixture(scope="module")
def typed(tmp_path_factory, corpus):
    """Runs a command as it is shown, over the text that ships and an index that is already there."""
    def run(command: str) -> subprocess.CompletedProcess:
        words = [sys.executable, *shlex.split(command.replace("DIR", str(folder)))[1:]]
        return subprocess.run(words, cwd=ROOT, env=env, encoding="utf-8", input="Résolution 57, décide 1\n", capture_output=True, timeout=200)

    folder = tmp_path_factory.mktemp("folder")
    env = {**os.environ, "ITU_DATA": str(folder / "data"), "ITU_CORPUS": str(corpus), "PYTHONIOENCODING": "utf-8"}
    assert run(".venv/bin/python -m ingest").returncode == 0
    return run


@pytest.mark.parametrize("command", RUN)
def test_command_runs_as_shown(typed, command):
    done = typed(command)
    assert done.returncode == 0, done.stderr
    assert done.stdout and "Traceback" not in done.stderr


@pytest.mark.parametrize("command", [c for c in COMMANDS if c not in RUN])
def test_command_exists(command):
    """What takes minutes or a network is run with --help: its command and its options are known."""
    python, *arguments = shlex.split(command)
    assert arguments[0] in ("run.py", "-m"), f"what is {command}?"
    flags = [a for a in arguments[2:] if a.startswith("--")]
    first = next((n for n, a in enumerate(arguments[2:], 2) if a.startswith("--")), len(arguments))
    done = subprocess.run([sys.executable, *arguments[:first], "--help"], cwd=ROOT, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    if "test" in arguments:
        return  # its flags are pytest's
    for flag in flags:
        assert flag in done.stdout, f"{command}: {flag} is not in its help"


def test_every_needed_option_is_shown(typed):
    """A command that is shown without an option it needs stops at its arguments."""
    done = typed(next(c for c in COMMANDS if "measure" in c))
    assert done.returncode == 1 and "the file is missing" in done.stderr


def test_text_to_fetch_has_a_known_address():
    shown = next(c for c in COMMANDS if " fetch " in c)
    args = fetch._parser().parse_args(shlex.split(shown)[4:])
    (text,) = site.texts(args.body, args.kind, args.number, args.year, args.language)
    assert text.file == "T-RES-T.57-2012-PDF-F.pdf"


@pytest.mark.parametrize("module", ["ingest", "answer", "index.embedding.measure", "evals"])
def test_every_option_of_a_command_is_named(module):
    """The options of the help stand in the README; those of fetch are left to its own help."""
    done = subprocess.run([sys.executable, "-m", module, "--help"], cwd=ROOT, capture_output=True, text=True)
    options = re.findall(r"^  (?:-\w, )?(--[a-z-]+)", done.stdout, re.M)
    assert options or module == "evals"
    left = {"--help", "--weights", "--card"}
    assert [o for o in options if o not in left and not re.search(rf"{o}(?![a-z-])", TEXT)] == []


def test_exit_codes_are_those_of_the_commands(typed, tmp_path):
    """3 for no answer; 1 for a refused file beside a good one."""
    assert "3 the texts hold no answer" in TEXT and "1 some files were refused" in TEXT
    assert typed('.venv/bin/python -m answer "what does a ticket for the Paris metro cost?"').returncode == 3
    (tmp_path / "broken.pdf").write_bytes(b"%PDF-1.7")
    (tmp_path / "good.txt").write_text("RESOLUTION 1 (Geneva, 2020)\n\nGardens\n\nresolves\n\n1\tto plant trees.\n")
    assert typed(f'.venv/bin/python -m ingest "{tmp_path}"').returncode == 1


@pytest.mark.parametrize("name", ["run", "calibrate", "peers", "scale", "faults", "load", "speed"])
def test_what_a_long_command_takes_is_told(name):
    (row,) = re.findall(rf"^\| `\.venv/bin/python -m evals[ .]{name}\b.*$", TEXT, re.M)
    assert re.search(r"\b\d+ (s|min)\b", row.partition("` |")[2])


@pytest.mark.parametrize("name", FILES)
def test_file_exists(name):
    assert (ROOT / name).exists(), f"README.md names {name}"


def test_every_flag_of_run_is_shown():
    done = subprocess.run([sys.executable, "run.py", "--help"], cwd=ROOT, capture_output=True, text=True)
    flags = set(re.findall(r"--[a-z-]+", done.stdout)) - {"--help"}
    assert flags and flags <= set(re.findall(r"--[a-z-]+", TEXT))


def test_the_readme_was_read():
    assert len(COMMANDS) >= 6 and "python3 run.py" in COMMANDS and "corpus/" in FILES
