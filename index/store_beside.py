"""Chroma in a process of its own, so that texts go on being read and written while it takes vectors.

Its ``add`` holds the interpreter's lock from beginning to end, two seconds for 5,000 vectors of a large collection: in
the process that writes, nothing else moves meanwhile. ``python -m index.store_beside FOLDER`` is the other process:
standard input holds what to do, (method, arguments) pickled, standard output what came of each, (result, what went
wrong). It ends when its input does, and so with whoever started it.
"""

from __future__ import annotations

import os
import pickle
import signal
import subprocess
import sys
from collections import deque
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import suppress
from itertools import islice
from pathlib import Path
from typing import BinaryIO

import numpy as np

from errors import AssistantError
from settings import ROOT

WAITING = 12  # calls that may wait, some 6 MB each: two for each language, as all have enough to store at about one time


class StoreBeside:
    """What ``store.StoreWriter`` is to a generation while it is built. Writing comes back before it is done; what went
    wrong with it is raised by a later call, at the latest by one that asks. Made and used by one thread."""

    def __init__(self, folder: Path):
        """Raises OSError where no process can be started."""
        self._folder = folder
        command = [sys.executable, "-m", "index.store_beside", str(folder)]
        self._process = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self._turns = ThreadPoolExecutor(1, thread_name_prefix="store")
        self._waiting: deque[Future] = deque()

    @property
    def languages(self) -> tuple[str, ...]:
        """As ``Store.languages``, once all that was asked for is done. Raises AssistantError."""
        return self._ask("languages")

    def count(self, language: str) -> int:
        """As ``Store.count``, once all that was asked for is done. Raises AssistantError."""
        return self._ask("count", language)

    def add(self, language: str, ids: Sequence[str], vectors: np.ndarray) -> None:
        """As ``StoreWriter.add``, later. Raises AssistantError for what went wrong before."""
        self._later("add", language, list(ids), vectors)

    def build_graph(self, language: str, vectors: str) -> None:
        """As ``StoreWriter.build_graph``, later. Raises AssistantError for what went wrong before."""
        self._later("build_graph", language, vectors)

    def delete(self, language: str, ids: Sequence[str]) -> None:
        """As ``StoreWriter.delete``, later. Raises AssistantError for what went wrong before."""
        self._later("delete", language, list(ids))

    def drop(self, language: str) -> None:
        """As ``StoreWriter.drop``, later. Raises AssistantError for what went wrong before."""
        self._later("drop", language)

    def close(self) -> None:
        """Let go of the folder; what still waits is not done. Does nothing the second time."""
        done = not self._waiting and self._process.poll() is None
        self._turns.shutdown(wait=False, cancel_futures=True)
        if not done:
            self._process.kill()
        with suppress(OSError):
            self._process.stdin.close()  # all is done: it closes Chroma and ends
        self._process.wait()
        self._process.stdout.close()

    def _later(self, *task: object) -> None:
        self._settle(WAITING - 1)
        self._waiting.append(self._turns.submit(self._told, task))

    def _ask(self, *task: object):
        self._later(*task)
        return self._settle(0)

    def _settle(self, most: int) -> object:
        """Wait until no more than ``most`` calls wait. Gives back what came of the last that was done, or raises what
        went wrong with one."""
        wait(list(islice(self._waiting, max(0, len(self._waiting) - most))))
        found = None
        while self._waiting and self._waiting[0].done():
            found = self._waiting.popleft().result()
        return found

    def _told(self, task: tuple) -> object:
        """What the other process says to a task."""
        try:
            pickle.dump(task, self._process.stdin, pickle.HIGHEST_PROTOCOL)
            self._process.stdin.flush()
            found, wrong = pickle.load(self._process.stdout)
        except Exception as error:  # a pipe that is closed, or an answer cut off anywhere
            do = "Check the memory that is free and run it again; the index stays as it is"
            raise AssistantError("the process that writes the vectors has died", where=str(self._folder), do=do) from error
        if wrong:
            do = "Check the disk and run it again; the index stays as it is"
            raise AssistantError(f"Chroma does not take the vectors ({wrong})", where=str(self._folder), do=do)
        return found


def main(folder: str) -> None:
    """Do what is asked for until there is nothing more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the process that asked ends this one
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints is no answer
    with suppress(EOFError, BrokenPipeError):  # whoever asked is done, or gone
        serve(Path(folder), sys.stdin.buffer, out)


def serve(folder: Path, tasks: BinaryIO, out: BinaryIO) -> None:
    """Answer each task. Raises EOFError where there are no more; the store is closed then."""
    held = None
    try:
        while True:
            name, *arguments = pickle.load(tasks)
            try:
                held = held or _opened(folder)
                answer = (_done(held, name, arguments), "")
            except Exception as error:  # told to whoever asked, who can say what it means for the index
                answer = (None, f"{type(error).__name__}: {error}")
            pickle.dump(answer, out, pickle.HIGHEST_PROTOCOL)
            out.flush()
    finally:
        if held is not None:
            held.close()


def _opened(folder: Path):
    from index.store import StoreWriter  # and chromadb with it

    return StoreWriter(folder)


def _done(held, name: str, arguments: list) -> object:
    found = getattr(held, name)
    return found(*arguments) if callable(found) else found


if __name__ == "__main__":
    main(*sys.argv[1:])
