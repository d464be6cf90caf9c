"""Word files of the old .doc kind, through a converter that is installed."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from dataclasses import dataclass, replace
from pathlib import Path

from errors import BadFile
from ingest.readers import docx, package, txt
from ingest.source import SourceText

SECONDS = 90  # for one file; LibreOffice alone starts in 5 to 20
MOST = 64 * 2**20  # bytes of a converted text

_INSTALL = "Install LibreOffice (or antiword), or save it as .docx and ingest that"
_OFFICE = ("--headless", "--norestore", "--nologo", "-env:UserInstallation={profile}", "--convert-to", "docx",
           "--outdir", "{folder}", "{file}")  # fmt: skip


@dataclass(frozen=True)
class Converter:
    """A program and what it is called with; its text is ``converted.docx`` or what it prints."""

    program: str
    arguments: tuple[str, ...]
    format: str  # "docx" or "txt"
    places: tuple[str, ...] = ()  # where it may stand when it is not on the path


# What keeps most of a text first: numbers that Word generates, notes and tables.
CONVERTERS = (
    Converter("soffice", _OFFICE, "docx", ("/Applications/LibreOffice.app/Contents/MacOS/soffice",
              r"C:\Program Files\LibreOffice\program\soffice.exe")),
    Converter("libreoffice", _OFFICE, "docx"),
    Converter("textutil", ("-convert", "docx", "-output", "{folder}/converted.docx", "{file}"), "docx"),
    Converter("antiword", ("-m", "UTF-8.txt", "-w", "0", "{file}"), "txt"),
    Converter("catdoc", ("-w", "-d", "utf-8", "{file}"), "txt"),
)  # fmt: skip


def read(data: bytes, where: str) -> SourceText:
    """Convert and read it. Raises BadFile when nothing installed can do so."""
    failures = []
    for converter in CONVERTERS:
        if program := _installed(converter):
            try:
                return _read(converter, program, data, where)
            except (BadFile, OSError, subprocess.TimeoutExpired) as error:
                failures.append(f"{converter.program} {_reason(error)}")
    if failures:
        raise BadFile(f"it cannot be converted ({'; '.join(failures)})", where=where, do=_INSTALL)
    what = "it is a Word file of the old .doc kind, and no program that converts it is installed"
    raise BadFile(what, where=where, do=_INSTALL)


def _installed(converter: Converter) -> str:
    """The program's path, "" when it is not there."""
    return shutil.which(converter.program) or next((p for p in converter.places if Path(p).is_file()), "")


def _read(converter: Converter, program: str, data: bytes, where: str) -> SourceText:
    converted = _converted(converter, program, data)
    if converter.format == "docx":
        package.check(converted, where)
        source, reader = docx.read(converted, where), f"{converter.program}, lxml"
    else:
        source, reader = txt.read(converted, where), converter.program
        source = replace(source, text="\n".join(map(_row, source.text.split("\n"))))
    if not source.text.strip():
        raise BadFile("finds no text in it", where="")
    return replace(source, format="doc", reader=reader)


def _converted(converter: Converter, program: str, data: bytes) -> bytes:
    """What the converter makes of the file, in a folder and with a profile of its own."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        folder = Path(name)
        (folder / "converted.doc").write_bytes(data)
        profile = (folder / "profile").as_uri()
        places = {"folder": str(folder), "file": str(folder / "converted.doc"), "profile": profile}
        printed = folder / "printed"
        _run([program, *(argument.format(**places) for argument in converter.arguments)], folder, printed)
        out = folder / "converted.docx" if converter.format == "docx" else printed
        if not out.is_file() or not 0 < out.stat().st_size <= MOST:
            raise BadFile("gives nothing" if not out.is_file() or not out.stat().st_size else "gives too much", where="")
        return out.read_bytes()


def _run(command: list[str], folder: Path, printed: Path) -> None:
    """Run it, and end it with all that it has started when it takes too long."""
    with open(printed, "wb") as output:
        process = subprocess.Popen(
            command, cwd=folder, stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.DEVNULL, start_new_session=True
        )
        try:
            code = process.wait(SECONDS)
        finally:
            _end(process)
    if code:
        raise BadFile(f"fails (exit code {code})", where="")


def _end(process: subprocess.Popen) -> None:
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except (AttributeError, OSError):  # gone already, or a system without process groups
        process.kill()
    process.wait()


def _row(line: str) -> str:
    """A table row as antiword draws it (|cell |cell |), in the form of the other readers."""
    if not (line.startswith("|") and line.rstrip().endswith("|") and len(line) > 1):
        return line
    return " | ".join(cell.strip() for cell in line.strip().strip("|").split("|"))


def _reason(error: Exception) -> str:
    if isinstance(error, subprocess.TimeoutExpired):
        return f"takes more than {SECONDS} s"
    return error.what if isinstance(error, BadFile) else f"cannot be run ({getattr(error, 'strerror', None) or error})"
