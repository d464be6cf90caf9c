"""Old Word files: which converter reads them, and what becomes of one that fails."""

import shutil
import stat
import sys
import time
from pathlib import Path

import pytest

from errors import BadFile
from ingest.readers import doc as reader
from tests.ingest.readers.doc97 import doc
from tests.ingest.readers.files import docx, in_list, level, lists, p, read_bytes

LINES = ("RÉSOLUTION 57 (Rév. Dubaï, 2012)", "décide", "1 d'inviter le Groupe à œuvrer « ensemble »;", "2 отчет.")
COPY = "import shutil, sys; shutil.copy({made!r}, sys.argv[sys.argv.index('--outdir') + 1] + '/converted.docx')"


@pytest.fixture
def program(tmp_path, monkeypatch):
    """Installs fake converters; nothing else is on the path."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    monkeypatch.setattr(reader, "CONVERTERS", tuple(reader.replace(c, places=()) for c in reader.CONVERTERS))

    def install(name: str, python: str) -> Path:
        path = folder / name
        path.write_text(f"#!{sys.executable}\n{python}\n", "utf-8")
        path.chmod(path.stat().st_mode | stat.S_IXUSR)
        return path

    return install


def _printing(text: str) -> str:
    return f"import sys; sys.stdout.buffer.write({text.encode()!r})"


@pytest.mark.parametrize("name", ["antiword", "catdoc"])
def test_a_real_file_with_a_real_converter(tmp_path, monkeypatch, name):
    if not shutil.which(name):
        pytest.skip(f"{name} is not installed")
    monkeypatch.setattr(reader, "CONVERTERS", tuple(c for c in reader.CONVERTERS if c.program == name))
    source = read_bytes(tmp_path, "a.doc", doc(*LINES))
    assert tuple(line for line in source.text.splitlines() if line) == LINES
    assert (source.format, source.reader) == ("doc", name)


def test_none_is_installed(tmp_path, program):
    with pytest.raises(BadFile) as error:
        read_bytes(tmp_path, "a.doc", doc(*LINES))
    assert str(error.value) == (
        f"{tmp_path / 'a.doc'}: it is a Word file of the old .doc kind, and no program that converts it is installed. "
        "Install LibreOffice (or antiword), or save it as .docx and ingest that."
    )


def test_libreoffice_first_with_a_profile_of_its_own(tmp_path, program):
    made = tmp_path / "made.docx"
    made.write_bytes(docx(p("decides") + p("to act", in_list(1)), numbering=lists(level(0, "decimal", "%1"))))
    told = tmp_path / "told"
    program("soffice", f"import sys; open({str(told)!r}, 'w').write(' '.join(sys.argv)); {COPY.format(made=str(made))}")
    program("antiword", _printing("not this"))
    source = read_bytes(tmp_path, "a.doc", doc(*LINES))
    assert source.text == "decides\n1\tto act"
    assert (source.format, source.reader) == ("doc", "soffice, lxml")
    assert "-env:UserInstallation=file:///" in told.read_text() and "--headless" in told.read_text()
    folder = told.read_text().split("--outdir ")[1].split()[0]
    assert not Path(folder).exists()


@pytest.mark.parametrize("fault", ["raise SystemExit(1)", "", "import os; os.abort()", "print('no zip')", _printing("  \n")])
def test_one_that_fails_leaves_it_to_the_next(tmp_path, program, fault):
    program("soffice", fault)
    program("antiword", _printing("décide\n|a |b c |\n| 5\n"))
    source = read_bytes(tmp_path, "a.doc", doc(*LINES))
    assert source.text.splitlines() == ["décide", "a | b c", "| 5"] and source.reader == "antiword"


def test_all_fail(tmp_path, program):
    program("antiword", "raise SystemExit(3)")
    program("catdoc", _printing("\n"))
    with pytest.raises(BadFile) as error:
        read_bytes(tmp_path, "a.doc", doc(*LINES))
    assert "(antiword fails (exit code 3); catdoc finds no text in it)" in str(error.value)


def test_one_that_hangs_is_ended_with_what_it_has_started(tmp_path, program, monkeypatch):
    monkeypatch.setattr(reader, "SECONDS", 1)
    mark = tmp_path / "mark"
    child = f"import time; time.sleep(3); open({str(mark)!r}, 'w')"
    program("soffice", f"import subprocess, sys, time; subprocess.Popen([sys.executable, '-c', {child!r}]); time.sleep(60)")
    before = time.monotonic()
    with pytest.raises(BadFile, match="soffice takes more than 1 s"):
        read_bytes(tmp_path, "a.doc", doc(*LINES))
    assert time.monotonic() - before < 3
    time.sleep(max(0, 4 - (time.monotonic() - before)))
    assert not mark.exists()


def test_a_flood_is_not_taken_in(tmp_path, program, monkeypatch):
    monkeypatch.setattr(reader, "MOST", 1000)
    program("antiword", "print('x' * 5000)")
    with pytest.raises(BadFile, match="antiword gives too much"):
        read_bytes(tmp_path, "a.doc", doc(*LINES))
