"""How a command is named to the one who is to type it."""

from __future__ import annotations

import re
from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest

import settings
from errors import BadSetting


@pytest.mark.parametrize("executable, root, typed", [
    ("/home/a/itu/.venv/bin/python", PurePosixPath("/home/a/itu"), ".venv/bin/python"),
    ("/usr/bin/python3", PurePosixPath("/home/a/itu"), "/usr/bin/python3"),
    ("/home/a b/bin/python3", PurePosixPath("/srv"), '"/home/a b/bin/python3"'),
    (r"C:\itu\.venv\Scripts\python.exe", PureWindowsPath(r"C:\itu"), r".venv\Scripts\python"),
])
def test_the_interpreter_as_it_is_typed(executable, root, typed):
    assert settings.python(executable, root) == typed


def test_no_message_names_a_python_that_may_be_another():
    """Where a command is named to a user, settings.command() writes it."""
    told = re.compile(r"(?:prog=|do=|Run: |run: |Then: )[^`\n]*python -m (?:ingest|answer)")
    files = [f for part in ("answer", "index", "ingest", "ui") for f in (settings.ROOT / part).rglob("*.py")]
    assert [str(Path(f).name) for f in files if told.search(f.read_text("utf-8"))] == []


@pytest.mark.parametrize("value", ["builtin", "http://127.0.0.1:11434/v1#bge-m3", "https://example.org/v1#m", "onnx:models/e5"])
def test_an_embedding_is_chosen_by_one_setting(value):
    assert settings.load({"ITU_EMBEDDING": value}).embedding == value


@pytest.mark.parametrize("value", ["bulitin", "http://127.0.0.1:11434/v1", "https://#m", "onnx:", "ftp://x#m"])
def test_what_is_no_embedding_is_said_so(value):
    with pytest.raises(BadSetting, match="ITU_EMBEDDING: .* is no embedding"):
        settings.load({"ITU_EMBEDDING": value})
