"""python -m evals scale: what ingesting and asking cost over made corpora of growing size, beside the usual path."""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from errors import AssistantError, BadInput
from evals import child
from evals.scale import corpus
from evals.scale.table import table
from schema import LANGUAGES

CHANGED = 0.01  # share of the files that the incremental run finds changed
QUESTIONS = 60
PEER_UP_TO = 200_000  # clauses; above, the peer is left out unless it is asked for
ALONE = {"chroma": "its defaults", "chroma as set": "our settings"}
CHUNKS = (1024, 128)  # tokens: LlamaIndex's default, and about a clause


@dataclass(frozen=True)
class Asked:
    """What is to be measured, and where."""

    clauses: int
    seed: int
    peer: bool
    folder: Path
    alone: tuple[str, ...] = tuple(ALONE)  # which of them Chroma alone is measured with


def scale(args: argparse.Namespace) -> int:
    """Measure each size in turn and print its table; 1 when a clause was lost."""
    whole = True
    if args.folder:
        _make(args.folder)
    for clauses in args.clauses:
        with TemporaryDirectory(prefix="scale-", dir=args.folder, ignore_cleanup_errors=True) as folder:
            peer = args.peer if args.peer is not None else clauses <= PEER_UP_TO
            alone = tuple(name for name, words in ALONE.items() if args.chroma in ("both", words.split()[-1]))
            found = measure(Asked(clauses, args.seed, peer, Path(folder), alone), run)
        print(table(found), end="\n\n", flush=True)
        whole = whole and not found["lost"]
        if args.json:
            _append(args.json, found)
    return 0 if whole else 1


def measure(asked: Asked, run: Callable[[str, dict, Path], dict]) -> dict:
    """Make the corpus, then take every measurement. ``run``: (task, job, folder) -> what it found."""
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else 0.0
    _tell(f"making {asked.clauses:,} clauses")
    made = corpus.write(asked.folder / "texts", asked.clauses, asked.seed)
    texts, data = str(asked.folder / "texts"), str(asked.folder / "data")
    every = corpus.questions(made, len(LANGUAGES) + QUESTIONS, asked.seed)  # in each language in turn
    cold, questions = dict(zip(LANGUAGES, every, strict=False)), every[len(LANGUAGES) :]
    found: dict = {"clauses": sum(made.clauses.values()), "files": len(made.files), "load": load}
    found["first"] = run("ingest", {"folder": texts, "data": data}, asked.folder)
    found["lost"] = found["clauses"] - found["first"]["clauses"] + found["first"]["refused"]
    for name in asked.alone:  # at once, while the machine is as busy as it was
        job = {"data": data, "folder": str(asked.folder / name), "ours": name == "chroma as set"}
        found[name] = run("chroma", job, asked.folder)
        shutil.rmtree(job["folder"], ignore_errors=True)
    found["unchanged"] = run("ingest", {"folder": texts, "data": data}, asked.folder)
    found["changed_files"] = corpus.change(made, CHANGED, asked.seed)
    found["changed"] = run("ingest", {"folder": texts, "data": data}, asked.folder)
    found["ask"] = run("ask", {"data": data, "cold": cold, "questions": questions}, asked.folder)
    found["warmed"] = run("warmed", {"data": data, "cold": cold}, asked.folder)
    found["peer"] = {size: _peer(made, questions, size, asked, run) for size in CHUNKS} if asked.peer else {}
    return found


def _peer(made: corpus.Made, questions, size: int, asked: Asked, run) -> dict:
    job = {"files": [str(path) for path in made.files], "folder": str(asked.folder / f"llama-{size}"), "size": size}
    return {"build": run("llama", job, asked.folder), "ask": run("llama_ask", {**job, "questions": questions}, asked.folder)}


def run(task: str, job: dict, folder: Path) -> dict:
    """Do a task in a process of its own. Raises AssistantError with its last line when it fails."""
    _tell(task.replace("_", " "))
    paths = [folder / "job.json", folder / "found.json"]
    paths[0].write_text(json.dumps({**job, "started": time.time()}, ensure_ascii=False), "utf-8")
    done = child.run([sys.executable, "-m", "evals.scale.worker", task, *map(str, paths)])
    if done.returncode:
        why = (done.stderr.strip().splitlines() or [f"it ended with {done.returncode}"])[-1]
        raise AssistantError(why.rstrip("."), where=f"scale, {task}", do="Check the disk and the memory")
    return json.loads(paths[1].read_text("utf-8"))


def add_to(commands) -> None:
    """Add the command to those of python -m evals."""
    parser = commands.add_parser("scale", help="what ingesting and asking cost over made corpora of growing size")
    parser.add_argument("--clauses", type=_counts, default=(10_000,), help="how many, such as 10000,100000 (default: 10000)")
    parser.add_argument("--seed", type=int, default=0, help="another one makes other texts")
    parser.add_argument(
        "--peer", action=argparse.BooleanOptionalAction, default=None,
        help=f"LlamaIndex's default path over the same texts (by default up to {PEER_UP_TO:,} clauses)",
    )  # fmt: skip
    parser.add_argument(
        "--chroma", choices=("both", "defaults", "settings", "none"), default="both",
        help="what Chroma alone is measured with over the same vectors: its defaults, our settings",
    )  # fmt: skip
    parser.add_argument("--folder", type=Path, metavar="DIR", help="where to work: 1,000,000 clauses want some 10 GB")
    parser.add_argument("--json", type=Path, metavar="FILE", help="add every figure to FILE, a JSON object a line")
    parser.set_defaults(command=lambda args, parts: scale(args))


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise BadInput("it cannot be made a folder", where=str(folder), do="Give --folder one that can be written to") from error


def _append(path: Path, found: dict) -> None:
    try:
        with open(path, "a", encoding="utf-8") as file:
            file.write(json.dumps(found) + "\n")
    except OSError as error:
        raise BadInput("it cannot be written", where=str(path), do="Give --json a file that can be written") from error


def _counts(text: str) -> tuple[int, ...]:
    try:
        counts = tuple(int(part) for part in text.split(","))
    except ValueError:
        counts = ()
    if not counts or min(counts) < 100:
        raise argparse.ArgumentTypeError(f"{text!r}: give numbers of 100 or more, with commas")
    return counts


def _tell(line: str) -> None:
    print(line, file=sys.stderr, flush=True)
