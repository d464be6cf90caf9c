"""A reader's own files: kept in a folder that goes with the session, with an index of their own."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
import weakref
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePath
from typing import BinaryIO, TextIO

import portalocker
import streamlit as st

import settings
from answer.tally import tally
from errors import BadInput, shown
from ingest.formats import SUFFIXES

STATE, ASKED = "uploads", "asks_own"
PREFIX, HELD = "itu-session-", "held"  # of the folders, and the file in each that is locked while it is in use
NAME_CHARS = 120

Progress = Callable[[float], None]  # the share that is done, from 0 to 1


@dataclass(frozen=True)
class Outcome:
    """What came of reading files: the ingest's report as a dictionary, or why there is none."""

    report: dict = field(default_factory=dict)
    error: str = ""


class Uploads:
    """Files and their index, under a temporary folder that is deleted when this goes, at the latest with the process."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix=PREFIX))
        self.files, self.data = self.folder / "files", self.folder / "data"
        self.files.mkdir()
        self._index = None
        held = (self.folder / HELD).open("a")  # locked as long as this lives: what a killed process leaves is not
        portalocker.lock(held, portalocker.LOCK_EX | portalocker.LOCK_NB)
        self._end = weakref.finalize(self, _remove, self.folder, held)

    def names(self) -> tuple[str, ...]:
        """The files held, by name."""
        return names_in(self.files)

    def index(self):
        """Their index, open. Raises NoIndex."""
        from index import open_index

        own = replace(settings.load(), data=self.data)
        self._index = self._index.current() if self._index else open_index(own)
        return self._index

    def drop(self) -> None:
        """Delete everything at once."""
        if self._index:
            self._index.close()
        self._end()


def sweep() -> int:
    """Delete what processes that were killed have left of readers' files; how many folders that was."""
    left = [folder for folder in Path(tempfile.gettempdir()).glob(f"{PREFIX}*") if _abandoned(folder)]
    for folder in left:
        shutil.rmtree(folder, ignore_errors=True)
    return len(left)


def _abandoned(folder: Path) -> bool:
    try:
        with (folder / HELD).open("r+") as held:
            portalocker.lock(held, portalocker.LOCK_EX | portalocker.LOCK_NB)
        return True
    except (OSError, portalocker.LockException):  # in use, begun this moment, or another user's
        return False


def _remove(folder: Path, held: TextIO) -> None:
    held.close()
    shutil.rmtree(folder, ignore_errors=True)


def mine() -> Uploads | None:
    """The session's uploads, None where it has none."""
    return st.session_state.get(STATE)


def begun() -> Uploads:
    """The session's uploads, begun now where there were none. Raises OSError when the disk is full."""
    return st.session_state.setdefault(STATE, mine() or Uploads())


def asked() -> Uploads | None:
    """The session's uploads where the reader has chosen to ask and read them in place of the texts held."""
    return mine() if st.session_state.get(ASKED) and mine() and mine().names() else None


def ask_own(own: bool) -> None:
    """Choose which texts are asked and shown: the reader's own or those held."""
    st.session_state[ASKED] = own


def names_in(folder: Path) -> tuple[str, ...]:
    """The texts in a folder, by name."""
    return tuple(sorted(p.name for p in folder.iterdir() if p.is_file())) if folder.is_dir() else ()


def save(file: BinaryIO, name: str, folder: Path, most: int) -> Path:
    """Write an uploaded file of at most ``most`` bytes into a folder, under a name that can do no harm.

    Raises BadInput for a name or a size that is not taken, OSError when it cannot be written.
    """
    safe = safe_name(name)
    size = file.seek(0, 2)
    file.seek(0)
    if size > most:
        raise BadInput(f"it has {size / 2**20:.1f} MB, and {most // 2**20} are taken", where=safe, do="Split it")
    path = folder / safe
    part = folder / f".{safe}.part"
    try:
        with part.open("wb") as out:
            shutil.copyfileobj(file, out)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
    tally().add_file()
    return path


def safe_name(name: str) -> str:
    """The name of an uploaded file without folders, control characters and a leading dot. Raises BadInput."""
    kept = shown(PurePath(name.replace("\\", "/")).name).replace("\\", "_").strip().lstrip(".")
    stem, suffix = PurePath(kept).stem.strip()[:NAME_CHARS], PurePath(kept).suffix.lower()
    while len(stem.encode()) > 200:  # what a file system takes, in bytes
        stem = stem[:-1]
    if not stem or suffix not in SUFFIXES:
        raise BadInput("files of this kind are not read", where=shown(name)[:NAME_CHARS], do=f"Give one of {', '.join(SUFFIXES)}")
    return stem + suffix


def remove(name: str, folder: Path) -> None:
    """Delete one file; nothing happens when it is gone."""
    if name in names_in(folder):
        (folder / name).unlink(missing_ok=True)


def read(data: Path, folder: Path, progress: Progress) -> Outcome:
    """Bring the index under ``data`` up to date with ``folder``, in a process of its own."""
    command = [sys.executable, "-m", "ui.reading", str(data), str(folder)]
    process = subprocess.Popen(command, cwd=settings.ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    outcome = Outcome(error="ended")
    try:
        for line in process.stdout:
            told = json.loads(line)
            if "done" in told:
                progress((told["done"] + 0.5) / (told["to_do"] + 1) if told["to_do"] else 1.0)
            else:
                outcome = Outcome(told.get("report", {}), told.get("error", ""))
    finally:
        if process.poll() is None and outcome.error == "ended":  # the reader has gone, or its output makes no sense
            process.terminate()
        process.wait()
    return outcome
