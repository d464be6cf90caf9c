"""The faults. Each is given a fresh bench and says, line by line, what was tried and what happened."""

from __future__ import annotations

import contextlib
import os
import resource
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from random import Random

from errors import AssistantError
from evals.collections.build import FOLDER
from evals.faults import mutate, outside
from evals.faults.bench import QUESTION, Bench, Done, Outcome, State, as_anyone, ended, told

MUTATED = 100  # files
# The phases of an ingest that writes: what it begins with, the part of the generation that tells, seconds to wait in it.
_PHASES = (
    ("it began to write", "", 0.0, 4.0), ("it began on the words", "lexical", 0.0, 1.0),
    ("the manifest was begun", "manifest.json", 0.0, 0.1),
)  # fmt: skip
_DEV = ("RES-13-", "DEC-5-", "RES-9-")  # of the formats that are collected, those of the development texts


def killed(bench: Bench, chance: Random, times: int) -> Iterator[Outcome]:
    """SIGKILL at random points of an ingest, from its first file to its last byte."""
    started = time.monotonic()
    bench.run("answer", QUESTION)
    start = (time.monotonic() - started) / 2  # about what a process needs before it does anything
    whole = bench.folder / "whole"
    shutil.copytree(bench.data, whole)
    bench.grow()
    started = time.monotonic()
    bench.run("ingest")
    lasts = time.monotonic() - started
    after = bench.after()
    for n in range(times):
        _put_back(whole, bench.data)
        drawn = (("it was started", None, start, lasts), *_PHASES)[n % (1 + len(_PHASES))]
        wait = chance.uniform(*drawn[2:])
        outcome, too_late = _killed_once(bench, whole, after, drawn[0], drawn[1], wait)
        if too_late and drawn[1] is None:
            lasts = max(start, min(lasts, wait))  # a busy machine was slower when it was timed
        yield outcome
        if n % 5 == 4:
            wrong = bench.mended()
            yield Outcome("killed", "ingest again", wrong or "everything is held", not wrong)
    wrong = bench.mended()
    yield Outcome("killed", "ingest again at last", wrong or "everything is held", not wrong)


def _killed_once(bench: Bench, whole: Path, after: State, since: str, part: str | None, wait: float) -> tuple[Outcome, bool]:
    """Kill an ingest ``wait`` seconds after a part of the generation is there. With whether it had ended before."""
    process = bench.start("ingest")
    if part is not None:
        _wait_for(part, bench, process)
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.wait(wait)
    process.send_signal(signal.SIGKILL)
    done, within, held = ended(process), _stage(bench, whole), bench.state()
    which = "as before" if held == bench.before else "all of the new" if held == after else "neither old nor new"
    when = f"killed {within}" if done.code == -signal.SIGKILL else "ended before"
    tried = f"SIGKILL {wait:.2f} s after {since}"
    return Outcome("killed", tried, f"{when}; the index is {which}", held in (bench.before, after)), done.code >= 0


def _put_back(whole: Path, data: Path) -> None:
    shutil.rmtree(data)
    shutil.copytree(whole, data)


def _wait_for(part: str, bench: Bench, process: subprocess.Popen) -> None:
    """Until the next generation's folder is there, or a part of it."""
    folder = bench.data / "generations"
    held = set(folder.iterdir())
    while process.poll() is None and not any((path / part).exists() for path in set(folder.iterdir()) - held):
        time.sleep(0.001)


def _stage(bench: Bench, whole: Path) -> str:
    """What an ingest that was killed had come to, as its files tell."""
    new = {path.name for path in (bench.data / "generations").iterdir()} - {path.name for path in (whole / "generations").iterdir()}
    if not new:
        return "before writing"
    name = max(new)
    folder = bench.data / "generations" / name
    if bench.generation() == folder:
        return "after publishing"
    if (folder / "manifest.json").exists():
        return "while publishing"
    return "while indexing words" if (folder / "lexical").exists() else "while writing"


def disk_full(bench: Bench, chance: Random, times: int) -> Iterator[Outcome]:
    """No file may grow beyond a size: writing fails as on a full disk."""
    largest = max(path.stat().st_size for path in bench.generation().rglob("*") if path.is_file())
    bench.grow()
    for _ in range(times):
        size = int(largest ** chance.uniform(0.5, 1.0))
        done = bench.run("ingest", before=partial(resource.setrlimit, resource.RLIMIT_FSIZE, (size, size)))
        yield _refused(bench, done, "disk full", f"no file over {size:,} bytes")
    wrong = bench.mended()
    yield Outcome("disk full", "ingest again with room", wrong or "everything is held", not wrong)


def read_only(bench: Bench, chance: Random, times: int) -> Iterator[Outcome]:
    """The data folder cannot be written to."""
    bench.grow()
    folders = [bench.data, *(path for path in bench.data.rglob("*"))]
    modes = {path: path.stat().st_mode for path in folders}
    for path in folders:
        path.chmod(0o555 if path.is_dir() else 0o444)
    try:
        done = bench.run("answer", QUESTION, before=as_anyone)
        yield Outcome("read-only", "a question", done.fault or told(done), not done.fault and done.code in (0, 3))
        done = bench.run("ingest", before=as_anyone)
        yield Outcome("read-only", "an ingest", done.fault or done.line, not done.fault and done.code == 2)
    finally:
        for path, mode in modes.items():
            path.chmod(mode)
    wrong = bench.mended()
    yield Outcome("read-only", "ingest again when it can be written to", wrong or "everything is held", not wrong)


def damaged(bench: Bench, chance: Random, times: int) -> Iterator[Outcome]:
    """A file of the index is cut, overwritten or gone; a language's words are gone."""
    files = sorted(path for path in bench.generation().rglob("*") if path.is_file())
    whole = bench.folder / "whole"
    shutil.copytree(bench.data, whole)
    for n in range(times + 1):
        path = bench.generation() / "lexical" / "fr" if n == 0 else chance.choice(files)
        tried = f"{path.relative_to(bench.generation())} {_damage(path, chance)}"
        done = bench.run("answer", QUESTION)
        yield Outcome("damaged", tried, done.fault or told(done), not done.fault and (done.code != 2 or _one_line(done)))
        wrong = bench.mended(True)
        yield Outcome("damaged", "ingest --rebuild", wrong or "everything is held", not wrong)
        shutil.rmtree(bench.data)
        shutil.copytree(whole, bench.data)


def two_at_once(bench: Bench, chance: Random, times: int) -> Iterator[Outcome]:
    """Two ingests, and a reader that is open meanwhile."""
    from index import open_index

    reader = open_index(bench.settings)
    bench.grow()
    done = [ended(process) for process in [bench.start("ingest"), bench.start("ingest")]]
    fault = next((d.fault for d in done if d.fault), "")
    codes = sorted(d.code for d in done)
    said = "; ".join(d.line for d in done if d.code == 2) or "both went through"
    whole = bench.state() == bench.after()
    yield Outcome("two ingests", "at once", fault or said, not fault and whole and codes in ([0, 0], [0, 2]))
    seen = {d.id for d in reader.current().catalogue.documents()}
    yield Outcome("reader", "open while texts are ingested", f"sees {len(seen)} documents", seen == set(bench.after()))
    reader.close()


def malformed(bench: Bench, chance: Random, times: int) -> Iterator[Outcome]:
    """Files mutated from good ones, beside the good ones."""
    good = [path for path in sorted((FOLDER / "formats").iterdir()) if path.name.startswith(_DEV)]
    bench.after()
    mutate.write([*good, *bench.files[:12]], bench.texts, MUTATED, chance.randrange(2**32))
    done = bench.run("ingest", str(bench.texts))
    held = bench.state()
    lost = sum(digest not in held.values() for digest in bench.before.values())
    what = done.fault or f"exit code {done.code}; {lost} good texts lost, {len(held) - len(bench.before)} more documents held"
    yield Outcome("malformed", f"{MUTATED} mutated files", what, not done.fault and done.code in (0, 1) and not lost)
    done = bench.run("answer", QUESTION)
    yield Outcome("malformed", "a question", done.fault or told(done), not done.fault and done.code in (0, 3))


def questions(bench: Bench, chance: Random, times: int) -> Iterator[Outcome]:
    """Questions that no delegate types."""
    from answer.__main__ import as_text
    from answer.ask import ask
    from index import open_index

    index = open_index(bench.settings)
    noise = "".join(chr(chance.choice((chance.randrange(32), chance.randrange(0x110000)))) for _ in range(300))
    for name, text in {
        "1 MB of words": "report " * 150_000, "1 MB without a space": "a" * 2**20, "control characters": "who\x00 must\x1b[2J report\x07?",
        "right to left overrides": "who \u202emust\u2066 report\u2069?", "markup": "<b>who</b> must <img src=x onerror=alert(1)> report?",
        "script": "<script>alert(1)</script>", "halves of characters": "who \ud800must report\udfff?", "brackets": "(" * 1_900,
        "patterns": ".*+?^${}()|[]\\" * 100, "any characters": noise, "nothing": " \u200b\n",
    }.items():  # fmt: skip
        started = time.monotonic()
        try:
            answer = ask(text, index=index, settings=bench.settings)
            as_text(answer)
            what, held = f"{'declined: ' + answer.reason if answer.abstained else 'answered'}, {time.monotonic() - started:.1f} s", True
        except Exception as error:  # what comes out is what is looked for
            what, held = f"{type(error).__name__}: {error}", isinstance(error, AssistantError)
        yield Outcome("question", name, what, held and time.monotonic() - started < 10)
    index.close()


CASES = {
    "killed": killed, "disk-full": disk_full, "read-only": read_only, "damaged": damaged, "two-at-once": two_at_once,
    "malformed": malformed, "questions": questions, **outside.CASES,
}  # fmt: skip


def _refused(bench: Bench, done: Done, fault: str, tried: str) -> Outcome:
    """An ingest that either went through or said in a line why not, with the index as it was."""
    held = bench.state()
    if done.code == 0:
        return Outcome(fault, tried, "there was room enough", held == bench.after())
    as_it_was = held in (bench.before, bench.after())
    what = done.fault or f"{done.line[:100]}{'' if as_it_was else ' BUT the index has changed'}"
    return Outcome(fault, tried, what, not done.fault and as_it_was and done.code in (1, 2))


def _damage(path: Path, chance: Random) -> str:
    if path.is_dir():
        shutil.rmtree(path)
        return "is gone"
    size, way = path.stat().st_size, chance.choice(("cut", "gone", "overwritten"))
    if way == "gone":
        path.unlink()
    elif way == "cut":
        os.truncate(path, chance.randrange(size) if size else 0)
    else:
        at = chance.randrange(max(1, size - 512))
        with open(path, "r+b") as file:
            file.seek(at)
            file.write(chance.randbytes(min(512, max(1, size - at))))
    return way


def _one_line(done: Done) -> bool:
    return len(done.said.strip().splitlines()) == 1
