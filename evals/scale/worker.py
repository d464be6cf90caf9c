"""One measurement in a process of its own, so that its memory and its start are its own.

``python -m evals.scale.worker TASK JOB OUT``: TASK is a key of TASKS; JOB and OUT are JSON files.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path

import console
import settings as settings_module
from evals.peers.minilm_server import peak
from evals.scale.stages import percentiles, timed

HITS = 20  # texts wanted for a question, of ours and of the peer


def ingest(job: dict) -> dict:
    """Bring the index under ``data`` up to date with ``folder``; seconds, the stages within, what is held."""
    from concurrent.futures import Future

    from index import contextual, generations, passages, store, terms, vectors
    from index.catalogue_writer import CatalogueWriter
    from index.store import StoreWriter
    from index.store_beside import StoreBeside
    from index.writer import Writer
    from ingest import pipeline, reading

    places = {
        "waiting": (Future, "result"),  # for the processes that read
        "store": (StoreBeside, "_settle"),  # waiting for the process that has Chroma
        "read": (reading, "read_file"), "catalogue": (CatalogueWriter, "put_rows"), "embed": (contextual, "vectors"),
        "chroma": (StoreWriter, "add"), "delete": (StoreWriter, "delete"), "copy": (store, "copy"),
        "vectors": (vectors.Spool, "finish"), "terms": (terms.Spool, "finish"), "passages": (passages.Spool, "finish"), "relate": (pipeline, "relate"),
        "check": (Writer, "_check"), "to disk": (generations, "publish"),
    }  # fmt: skip
    settings = replace(settings_module.load({}), data=Path(job["data"]))
    _warm(settings)
    stages: dict[str, float] = {}
    with ExitStack() as stack:
        beside = stack.enter_context(_beside())
        for name, (owner, function) in places.items():
            stack.enter_context(timed(stages, name, owner, function))
        started, before = time.perf_counter(), time.process_time()
        report = pipeline.ingest([Path(job["folder"])], settings)
        seconds, cpu = time.perf_counter() - started, time.process_time() - before
    stages["other"] = seconds - sum(stages.values())
    return {
        "seconds": seconds, "stages": stages, "documents": report.documents, "clauses": report.clauses,
        "refused": len(report.refused), "changed": len(report.changed), "peak": peak(), "bytes": _size(settings.data),
        "cpu": cpu + _spent_beside(), "beside": beside, "load": _load(),
    }  # fmt: skip


def ask(job: dict) -> dict:
    """Ask the index under ``data``, in a process that has read nothing: seconds to the first answer of all, milliseconds of
    the first question of each language (``cold``, language -> question), then of each stage of ``questions``, whose
    languages have all been asked in by then."""
    from answer.ask import ask as answer
    from index import open_index
    from index.filters import Filter

    settings = replace(settings_module.load({}), data=Path(job["data"]))
    index = open_index(settings)
    cold, first = {}, 0.0
    for language, text in job["cold"].items():
        cold[language] = 1000 * answer(text, index=index, settings=settings).seconds
        first = first or time.time() - job["started"]
    loads = {"plain": None, "by year": Filter(years=(2039,)), "by part": Filter(sections=("operative",))}
    found = {}
    for name, chosen in loads.items():
        if chosen:
            answer(job["questions"][0], index=index, settings=settings, filters=chosen)  # a filter is resolved once
        answers = [answer(text, index=index, settings=settings, filters=chosen) for text in job["questions"]]
        steps = {step: percentiles([1000 * a.stages[step] for a in answers if step in a.stages]) for step in ("retrieve", "read", "prove")}
        found[name] = {"all": percentiles([1000 * a.seconds for a in answers]), **steps}
        found[name]["answered"] = sum(not a.abstained for a in answers)
    return {"first": first, "cold": cold, "milliseconds": found, "peak": peak()}


def warmed(job: dict) -> dict:
    """What the page's server does before anyone asks, in a process that has read nothing: seconds that it takes, and
    milliseconds of the first question that a reader then asks in each language."""
    from answer import warm
    from answer.ask import ask as answer
    from index import open_index

    settings = replace(settings_module.load({}), data=Path(job["data"]))
    index = open_index(settings)
    started = time.perf_counter()
    warm.prepare(index, settings)
    seconds = time.perf_counter() - started
    asked = {language: 1000 * answer(text, index=index, settings=settings).seconds for language, text in job["cold"].items()}
    return {"seconds": seconds, "first": asked}


def chroma(job: dict) -> dict:
    """Chroma alone over the vectors of the index under ``data``, by its defaults or (``ours``) as we set it for languages
    of that size: vectors a second."""
    import numpy as np

    from evals.peers.plain import chroma_alone
    from index import generations
    from index.store import SEARCHED, UNSEARCHED

    held = generations.current(Path(job["data"])) / "vectors"
    rows = {path.name: np.load(path / "vectors.npy", mmap_mode="r") for path in sorted(held.iterdir())}
    searched = max(map(len, rows.values())) > settings_module.load({}).exact_up_to
    rate = chroma_alone(iter(rows.items()), Path(job["folder"]), (SEARCHED if searched else UNSEARCHED) if job["ours"] else None)
    return {"rate": rate, "cpu": time.process_time(), "load": _load()}


def llama(job: dict) -> dict:
    """LlamaIndex's default path over ``files`` into ``folder``."""
    from evals.peers.plain import llama_build

    embedding = _llama_embedding()
    started = time.perf_counter()
    chunks = llama_build([Path(file) for file in job["files"]], Path(job["folder"]), embedding, job["size"])
    return {"seconds": time.perf_counter() - started, "chunks": chunks, "peak": peak(), "bytes": _size(Path(job["folder"]))}


def llama_ask(job: dict) -> dict:
    """Ask what llama() has built; retrieval alone, as it has no other part."""
    from evals.peers.plain import llama_open

    search = llama_open(Path(job["folder"]), _llama_embedding(), HITS)
    search(job["questions"][0])
    first = time.time() - job["started"]
    return {"first": first, "all": percentiles([_milliseconds(partial(search, text)) for text in job["questions"]]), "peak": peak()}


TASKS = {"ingest": ingest, "ask": ask, "warmed": warmed, "chroma": chroma, "llama": llama, "llama_ask": llama_ask}


def main(argv: Sequence[str] | None = None) -> int:
    """Do one task."""
    task, job, out = sys.argv[1:] if argv is None else argv
    found = TASKS[task](json.loads(Path(job).read_text("utf-8")))
    Path(out).write_text(json.dumps(found), "utf-8")
    return 0


def _warm(settings) -> None:
    """Import and load what the first text would: what is measured afterwards is the work."""
    from evals.peers.plain import warm
    from index.embedding import chosen

    warm()
    chosen(settings).embed(["a"])


@contextmanager
def _beside() -> Iterator[dict]:
    """What the processes beside this one cost, those that read and the one that has Chroma: seconds of processor time by
    part, and the most memory that one of each had; {} where there were none."""
    from index.store_beside import StoreBeside
    from ingest.workers import Team

    found: dict = {}
    read, stored = Team.close, StoreBeside.close

    def reading_closed(team) -> None:
        memory = [_memory(process.pid) for process in team._processes]
        read(team)
        found.setdefault("seconds", {}).update(team.seconds)
        found["peak"] = max(memory, default=0)

    def store_closed(store) -> None:
        if store._process.poll() is None:
            found.setdefault("seconds", {})["chroma"] = _seconds(store._process.pid)
            found["chroma peak"] = _memory(store._process.pid)
        stored(store)

    Team.close, StoreBeside.close = reading_closed, store_closed
    try:
        yield found
    finally:
        Team.close, StoreBeside.close = read, stored


def _memory(pid: int) -> int:
    """The most memory that a process has had, in bytes; 0 where the system does not tell."""
    try:
        told = Path(f"/proc/{pid}/status").read_text("ascii", "replace")
    except OSError:
        return 0
    return next((int(line.split()[1]) * 1024 for line in told.splitlines() if line.startswith("VmHWM:")), 0)


def _seconds(pid: int) -> float:
    """Of processor time that a process has spent; 0 where the system does not tell."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text("ascii", "replace").rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _llama_embedding():
    from index.embedding import chosen
    from index.embedding.llama import ClauseEmbedding

    return ClauseEmbedding(chosen(settings_module.load({})))


def _spent_beside() -> float:
    """Seconds of processor time of the processes that this one started and that have ended."""
    times = os.times()
    return times.children_user + times.children_system


def _load() -> float:
    return os.getloadavg()[0] if hasattr(os, "getloadavg") else 0.0


def _milliseconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return 1000 * (time.perf_counter() - started)


def _size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


if __name__ == "__main__":
    sys.exit(console.run(main))
