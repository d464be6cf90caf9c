"""Runs ingests that are killed: ``python -m tests.ingest.mortal FOLDER``, then a line per ingest on stdin.

A line is how many seconds to let it live, or the step of its progress at which it kills itself, or
``before_swap`` or ``after_swap``. Answers ``killed`` or the seconds it took. Everything is imported once;
each ingest runs in a fork of its own.
"""

from __future__ import annotations

import os
import signal
import sys
import time
from pathlib import Path

from tests.ingest.workshop import Workshop


def main(folder: Path) -> None:
    import bm25s  # noqa: F401
    from llama_index.core.schema import TextNode  # noqa: F401 - slow, and needed by each fork
    from llama_index.vector_stores.chroma import ChromaVectorStore  # noqa: F401

    print("ready", flush=True)
    for line in sys.stdin:
        print(run(Workshop(folder), line.strip()), flush=True)


def run(shop: Workshop, fate: str) -> str:
    """Run one ingest in a fork, and kill it as told."""
    started = time.monotonic()
    child = os.fork()
    if child == 0:
        work(shop, fate)
    if fate.replace(".", "").isdigit():
        time.sleep(float(fate))
        os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    return "killed" if os.WIFSIGNALED(status) else str(time.monotonic() - started)


def work(shop: Workshop, fate: str) -> None:
    """The fork: never comes back."""
    replace = os.replace

    def swap(*args) -> None:
        if fate == "before_swap":
            die()
        replace(*args)
        if fate == "after_swap":
            die()

    os.replace = swap
    try:
        shop.ingest(progress=lambda done, total, step: die() if step == fate else None)
    finally:
        os._exit(0)


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
