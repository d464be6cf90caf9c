"""One system over one set of files, in a process of its own so that its memory is its own.

``python -m evals.peers.worker JOB OUT``: two JSON files, the first a ``Job``, the second the ``Found`` that comes of it.
"""

from __future__ import annotations

import json
import sys
from contextlib import nullcontext
from dataclasses import asdict, dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

import console
import settings as settings_module
from errors import AssistantError
from evals.peers import minilm, systems
from evals.peers.minilm_server import peak


@dataclass(frozen=True)
class Job:
    """What to build and to ask."""

    system: str  # key of systems.NAMES
    files: tuple[str, ...]
    questions: tuple[str, ...]
    k: int  # texts wanted for a question
    server: tuple[str, ...] = ()  # the command that starts all-MiniLM-L6-v2, () when it is not there
    cache: str = ""  # the file of what it has embedded


@dataclass(frozen=True)
class Found:
    """What came of it."""

    texts: list[str] = field(repr=False)  # every text that was returned, once
    ranked: list[list[int]] = field(repr=False)  # for each question the places in ``texts``, best first
    milliseconds: list[float] = field(repr=False)  # for each question, its embedding included
    build_seconds: float  # files to something that can be asked, reading them and embedding included
    bytes: int  # on disk
    peak: int  # most bytes of memory held; 0 where the system does not tell


def main(argv: list[str] | None = None) -> int:
    """Run the job. 0: done; 2: it cannot be, with a line that says why."""
    job, out = (Path(argument) for argument in (sys.argv[1:] if argv is None else argv))
    try:
        found = run(Job(**json.loads(job.read_text("utf-8"))))
    except AssistantError as error:
        print(error, file=sys.stderr)
        return 2
    out.write_text(json.dumps(asdict(found), ensure_ascii=False), encoding="utf-8")
    return 0


def run(job: Job) -> Found:
    """Build the system and ask it."""
    model = minilm.MiniLM(list(job.server), Path(job.cache)) if systems.wants_minilm(job.system) else None
    with model or nullcontext(), TemporaryDirectory(prefix="peers-", ignore_cleanup_errors=True) as folder:
        build = systems.prepare(job.system, systems.Means(settings_module.load(), model))
        search, seconds = _timed(model, lambda: build([Path(f) for f in job.files], Path(folder)))
        size = sum(path.stat().st_size for path in Path(folder).rglob("*") if path.is_file())
        for text in job.questions[:1]:
            search(text, job.k)  # what is read once, at the first question, is no part of a question's time
        answers = [_timed(model, lambda text=text: search(text, job.k)) for text in job.questions]
        held = peak() + (model.peak if model else 0)
    places: dict[str, int] = {}
    ranked = [[places.setdefault(text, len(places)) for text in found] for found, _ in answers]
    return Found(list(places), ranked, [1000 * taken for _, taken in answers], seconds, size, held)


def _timed(model, work) -> tuple:
    """What ``work`` gives and its seconds; what was looked up counts as long as it took to embed."""
    owed = model.owed if model else 0.0
    start = perf_counter()
    done = work()
    seconds = perf_counter() - start
    return done, seconds + (model.owed - owed if model else 0.0)


if __name__ == "__main__":
    sys.exit(console.run(main))
