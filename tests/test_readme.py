"""What the README shows exists: its commands run and its files stand."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
TEXT = (ROOT / "README.md").read_text("utf-8")
CODE = re.findall(r"`([^`\n]+)`", TEXT) + re.findall(r"^ {4}(\S.*)$", TEXT, re.M)
COMMANDS = sorted({code for code in CODE if re.match(r"(python3|\.venv/bin/python) \S", code)})
OURS = re.compile(r"^(?:[\w.-]+/)*[\w.-]*\w\.(?:py|md|toml|txt)$|^(?:[\w-]+/)+$|^LICENSE$")
FILES = sorted({code for code in CODE if OURS.match(code)} | set(re.findall(r"\]\(([^):#]+)\)", TEXT)))


@pytest.mark.parametrize("command", COMMANDS)
def test_command_exists(command):
    """Run with --help: every command and subcommand parses its arguments before it does anything."""
    python, *arguments = shlex.split(command)
    assert arguments[0] in ("run.py", "-m"), f"what is {command}?"
    flags = [a for a in arguments[2:] if a.startswith("--")]
    words = [a for a in arguments if a not in flags]
    done = subprocess.run([sys.executable, *words, "--help"], cwd=ROOT, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    if "test" in words:
        return  # its flags are pytest's
    for flag in flags:
        assert flag in done.stdout, f"{command}: {flag} is not in its help"


@pytest.mark.parametrize("name", FILES)
def test_file_exists(name):
    assert (ROOT / name).exists(), f"README.md names {name}"


def test_every_flag_of_run_is_shown():
    done = subprocess.run([sys.executable, "run.py", "--help"], cwd=ROOT, capture_output=True, text=True)
    flags = set(re.findall(r"--[a-z-]+", done.stdout)) - {"--help"}
    assert flags and flags <= set(re.findall(r"--[a-z-]+", TEXT))


def test_the_readme_was_read():
    assert len(COMMANDS) >= 6 and "python3 run.py" in COMMANDS and "corpus/" in FILES
