"""Files read by other processes of this machine, beside the one that writes the index.

Each process reads a few files at a time and gives back entries with their vectors, so that what is left here is to
write. What comes back comes in the order of the files: an index is the same however many read. A process that dies
takes no other file along; it dies with this one, which holds the other end of its pipe.
"""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
import threading
from collections import Counter, deque
from collections.abc import Generator, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from itertools import chain, islice

from errors import BadFile
from index.embedding import Embedding
from ingest.files import Found
from ingest.reading import ReadFile, read_here, real_build
from settings import ROOT, Settings

WORTH = 2**19  # bytes of text from which several processes are worth their start of a second
FILES = 8  # as many at least
MOST = 8  # processes
CHUNK = 2**18  # bytes of text that a process reads at a time; a larger file goes alone
_AHEAD = 3  # chunks for each process that may be read before their turn has come, which bounds memory

Result = ReadFile | str  # as reading.read_file gives it


def worth_it(items: Sequence[Found]) -> bool:
    """Whether there is so much to read that other processes should."""
    return _count() > 1 and len(items) >= FILES and sum(item.size for item in items) >= WORTH


def read_beside(items: Sequence[Found], settings: Settings, embedding: Embedding) -> Generator[Result, None, None]:
    """What comes of each file, in their order. Close the generator to end the processes before the end."""
    team = Team(settings, embedding.id)
    with ThreadPoolExecutor(_count(), thread_name_prefix="read") as threads:  # each keeps a process busy
        try:
            rest = _chunks(items)
            waiting = deque((chunk, threads.submit(team.read, chunk)) for chunk in islice(rest, _AHEAD * _count()))
            while waiting:
                chunk, found = waiting.popleft()
                results = found.result()
                waiting.extend((more, threads.submit(team.read, more)) for more in islice(rest, 1))
                yield from results or read_here(chunk, settings, real_build(settings))
        finally:
            threads.shutdown(wait=False, cancel_futures=True)
            team.close()


class Team:
    """The processes that read, one for each thread that asks."""

    def __init__(self, settings: Settings, embedding_id: str):
        self._task = (settings, embedding_id)
        self._local = threading.local()
        self._processes: list[subprocess.Popen] = []
        self._closed = False
        self._lock = threading.Lock()
        self.seconds: Counter[str] = Counter()  # of processor time that each part of the reading took, in all of them

    def read(self, chunk: list[Found]) -> list[Result]:
        """What comes of the files of a chunk; [] where no process can be started. Where their process dies, each is
        read by one of its own."""
        if not self._ready():
            return []
        found = self._asked(chunk)
        if found:
            return found
        if len(chunk) == 1:
            return [_died(chunk[0])]
        return list(chain.from_iterable(self.read([item]) or [_died(item)] for item in chunk))

    def close(self) -> None:
        """End all processes."""
        with self._lock:
            self._closed = True
            for process in self._processes:
                process.kill()
            for process in self._processes:
                process.wait()
                for pipe in (process.stdin, process.stdout):
                    with suppress(OSError):  # what it has not read of its task is nobody's any more
                        pipe.close()

    def _ready(self) -> bool:
        """Whether this thread has a process that waits for a task, started now where it had none."""
        process = getattr(self._local, "process", None)
        if process is not None and process.poll() is None:
            return True
        with self._lock:
            if self._closed:
                return False
            try:
                process = self._local.process = subprocess.Popen(
                    [sys.executable, "-m", "ingest.worker"], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE
                )
            except OSError:
                return False
            self._processes = [p for p in self._processes if p.poll() is None] + [process]
        return self._told(self._task) == "ready"

    def _asked(self, chunk: list[Found]) -> list[Result]:
        """What this thread's process answers; [] when it has died."""
        seconds, found = self._told(chunk) or ({}, [])
        with self._lock:
            self.seconds.update(seconds)
        return found

    def _told(self, message: object) -> object:
        """What this thread's process says to a message; None when it has died."""
        process = self._local.process
        try:
            pickle.dump(message, process.stdin, pickle.HIGHEST_PROTOCOL)
            process.stdin.flush()
            return pickle.load(process.stdout)
        except Exception:  # a pipe that is closed, or an answer cut off anywhere
            process.kill()
            process.wait()
            return None


def _chunks(items: Sequence[Found]) -> Iterator[list[Found]]:
    chunk: list[Found] = []
    for item in items:
        if chunk and sum(one.size for one in chunk) + item.size > CHUNK:
            yield chunk
            chunk = []
        chunk.append(item)
    if chunk:
        yield chunk


def _died(item: Found) -> str:
    error = BadFile("reading it ended the process that read it", where=item.file, do="Check what is in it, or split it")
    return str(error)


def _count() -> int:
    """Processors that this process may use, which in a container can be fewer than the machine has."""
    usable = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(MOST, usable)
