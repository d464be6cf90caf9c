"""A limit of time for one file: none, whatever is in it, may stop the whole ingest."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable
from typing import TypeVar

from errors import BadFile

LEAST = 120.0  # seconds
PER_MEGABYTE = 30.0  # seconds; plain texts take about a third of that on a slow machine
_AGAIN = 5.0  # seconds after which it is raised again, should a library have caught it
T = TypeVar("T")


class _TooLong(BaseException):
    """Not an Exception: libraries that carry on after any of those must not carry on after this."""


def in_time(size: int, where: str, work: Callable[[], T]) -> T:
    """Do ``work`` and give back what it gives; stop it when a file of ``size`` bytes takes too long. Raises BadFile.

    By a signal, which also ends a long search of a regular expression; so only where there is one (not on
    Windows) and in a program's main thread. Elsewhere there is no limit. The signal counts while ``work`` runs
    and never after: what comes next, such as writing the index, is not cut in two. (A context manager could not
    promise that: the signal may come in contextlib's own code, which is not inside the block.)
    """
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        return work()
    seconds, working = LEAST + PER_MEGABYTE * size / 2**20, False

    def stop(*_) -> None:
        if working:
            raise _TooLong

    before = signal.signal(signal.SIGALRM, stop)
    try:
        signal.setitimer(signal.ITIMER_REAL, seconds, _AGAIN)
        try:
            working = True
            return work()
        finally:
            working = False
    except _TooLong:
        working = False
        raise BadFile(
            f"reading it took more than {seconds:.0f} seconds", where=where, do="Check what is in it, or split it"
        ) from None
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
