"""A process that reads files for another: ``python -m ingest.worker``, started by ingest/workers.py.

Standard input holds the settings and the embedding's id, then chunks of files, all pickled; standard output what
came of each chunk. It ends when its input does.
"""

from __future__ import annotations

import os
import pickle
import signal
import sys
from dataclasses import replace
from time import process_time
from typing import BinaryIO

from index.embedding import Embedding, chosen
from index.entry import embedded
from ingest.files import Found
from ingest.reading import Build, ReadFile, read_file, real_build
from settings import Settings


def main() -> None:
    """Read until there is nothing more to read."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the process that asked ends this one
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints is no answer
    try:
        serve(sys.stdin.buffer, out)
    except (EOFError, BrokenPipeError):
        os._exit(0)  # whoever asked is gone


def serve(tasks: BinaryIO, out: BinaryIO) -> None:
    """Say "ready", then answer each task. Raises EOFError where there are no more."""
    settings, embedding_id = pickle.load(tasks)
    build, embedding = real_build(settings), _embedding(settings, embedding_id)
    answer: object = "ready"
    while True:
        pickle.dump(answer, out, pickle.HIGHEST_PROTOCOL)
        out.flush()
        answer = read(pickle.load(tasks), settings, build, embedding)


def read(
    items: list[Found], settings: Settings, build: Build, embedding: Embedding | None
) -> tuple[dict[str, float], list[ReadFile | str]]:
    """What comes of each file, with its vectors; before it, seconds of processor time."""
    times = [process_time()]
    found = [read_file(item, settings, build) for item in items]
    times.append(process_time())
    entries = [entry for one in found if isinstance(one, ReadFile) for entry in one.entries]
    try:
        done = iter(embedded(embedding, entries) if embedding and entries else entries)
    except Exception:  # the one who writes will make them, or say why that cannot be done
        done = iter(entries)
    times.append(process_time())
    out = [replace(one, entries=[next(done) for _ in one.entries]) if isinstance(one, ReadFile) else one for one in found]
    return {"read": times[1] - times[0], "embed": times[2] - times[1]}, out


def _embedding(settings: Settings, embedding_id: str) -> Embedding | None:
    """The built-in embedding, which is small and quick; others are asked by the process that writes, many texts at a
    time."""
    if settings.embedding != "builtin":
        return None
    embedding = chosen(settings)
    return embedding if embedding.id == embedding_id else None


if __name__ == "__main__":
    main()
