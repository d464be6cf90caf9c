"""How every command line meets the outside: the streams that it prints to, and what ends it."""

from __future__ import annotations

import codecs
import io
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from errors import AssistantError, shown
from settings import command

CLOSED = 141  # as a shell has it when the reader of our output has gone: 128 + SIGPIPE
ENDED = 143  # and when we were told to end: 128 + SIGTERM
MEND = f"Build the index again: {command('ingest', '--rebuild')}. The whole trace: add -X dev after python."


class _Output(io.TextIOWrapper):
    """A standard output that remembers that it could not be written to."""

    failed = False

    def write(self, text: str) -> int:
        try:
            return super().write(text)
        except OSError:
            self.failed = True
            raise

    def flush(self) -> None:
        try:
            super().flush()
        except OSError:
            self.failed = True
            raise


def run(main: Callable[[], int]) -> int:
    """Run a command; gives back its exit code. What goes wrong with its output is one line or nothing."""
    make_printable()
    with _tidy_end():
        return _run(main)


def _run(main: Callable[[], int]) -> int:
    try:
        code = main()
        sys.stdout.flush()
        return code
    except AssistantError as error:
        print(error, file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:  # as `head` does once it has seen enough
        _drop_output()
        return CLOSED
    except Exception as error:
        if output_fails():
            _drop_output()
            why = getattr(error, "strerror", "") or error
            print(f"the output cannot be written ({why}). Free some space or write elsewhere.", file=sys.stderr)
        elif sys.flags.dev_mode:
            raise
        else:  # a fault of ours, or files damaged in a way that nothing has noticed
            what = " ".join(f"{type(error).__name__}: {error}".split())
            print(f"this failed ({shown(what)}). {MEND}", file=sys.stderr)
        return 2


@contextmanager
def _tidy_end() -> Iterator[None]:
    """Let SIGTERM end the command by way of its ``finally`` clauses: temporary folders go, and processes that it started."""
    if threading.current_thread() is not threading.main_thread():  # which alone may say what a signal does
        yield
        return
    before = signal.signal(signal.SIGTERM, _end)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _end(*_) -> None:
    signal.signal(signal.SIGTERM, signal.SIG_IGN)  # a second one would cut the tidying short
    raise SystemExit(ENDED)


def make_printable() -> None:
    """Let the standard streams take any text: UTF-8 where the locale has only ASCII, escapes for the rest."""
    for stream in (sys.stdout, sys.stderr):
        ascii_only = codecs.lookup(stream.encoding or "ascii").name == "ascii"
        stream.reconfigure(encoding="utf-8" if ascii_only else stream.encoding, errors="backslashreplace")
    out = sys.stdout
    options = {"encoding": out.encoding, "errors": out.errors, "line_buffering": out.line_buffering}
    sys.stdout = sys.__stdout__ = _Output(out.detach(), **options)


def argument(text: str) -> str:
    """A typed argument that is words, not a path: UTF-8 also where the locale has only ASCII."""
    return os.fsencode(text).decode("utf-8", "replace") if _has_surrogates(text) else text


def output_fails() -> bool:
    """Whether something could not be printed."""
    return getattr(sys.stdout, "failed", False)


def _has_surrogates(text: str) -> bool:
    return any("\udc80" <= char <= "\udcff" for char in text)


def _drop_output() -> None:
    """Let what waits go nowhere: Python would try again on its way out, and complain."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
