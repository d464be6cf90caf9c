"""python -m evals load: many delegates at one page, and at the answer function alone."""

from __future__ import annotations

import argparse
import asyncio
import os
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from errors import AssistantError, BadInput
from evals.load import mix, table
from evals.load.crowd import Found, Open, crowd, quiet
from evals.load.memory import Memory
from settings import Settings

EVERY = 2.0  # seconds between two looks at the memory
WAYS = ("page", "function")
MOST_SECONDS = 3_600


def load(args: argparse.Namespace) -> int:
    """Ask in each way and print its table; 1 on an error, a lost session, another answer or memory that grows."""
    if not Path("/proc/self/statm").exists():
        raise BadInput("this system does not tell a process's memory", where="load", do="Run it on Linux")
    well = True
    for way in args.only or WAYS:
        with TemporaryDirectory(prefix="load-", ignore_cleanup_errors=True) as folder:
            data = args.data or _ingested(Path(folder))
            found, memory = asyncio.run(_page(args, data, Path(folder)) if way == "page" else _function(args, data))
        print(table.table(way, args.delegates, found, memory), end="\n\n", flush=True)
        well = well and table.well(found, memory)
    return 0 if well else 1


async def _page(args: argparse.Namespace, data: Path, folder: Path) -> tuple[Found, Memory]:
    from evals.load.page import Server, Session

    server = Server(data, folder / "page.log")
    try:
        await asyncio.to_thread(server.wait)
        found, memory = await _watched(args, lambda: Session.open(server.port), server.process.pid)
    finally:
        await asyncio.to_thread(server.stop)
    traces = (folder / "page.log").read_text("utf-8", "replace").count("Traceback (most recent call last)")
    if traces:
        found.errors["the server's log has stack traces"] += traces
        print((folder / "page.log").read_text("utf-8", "replace")[-2_000:], file=sys.stderr)
    return found, memory


async def _function(args: argparse.Namespace, data: Path) -> tuple[Found, Memory]:
    from evals.load.function import Talk
    from index import open_index

    index = open_index(replace(Settings(), data=data))
    with ThreadPoolExecutor(args.delegates) as threads:

        async def begun() -> Talk:
            return Talk(index, threads)

        found = await _watched(args, begun, os.getpid())
    index.close()
    return found


async def _watched(args: argparse.Namespace, open_: Open, process: int) -> tuple[Found, Memory]:
    """The quiet pass, then the crowd, with an eye on the memory."""
    _tell("asking with nobody else there")
    conversations = mix.conversations(args.seed)
    known = await quiet(open_, conversations)
    again = await quiet(open_, conversations[:: mix.PER_LANGUAGE])
    unsteady = sum(known[turn] != shown for turn, shown in again.items())
    if unsteady:
        raise AssistantError(f"{unsteady} answers differ with nobody else asking", where="load")
    _tell(f"{args.delegates} delegates ask for {args.seconds} seconds")
    memory = Memory(process)
    watch = asyncio.create_task(_watch(memory))
    found = await crowd(open_, known, args.delegates, args.seconds, args.pause, args.seed)
    watch.cancel()
    return found, memory


async def _watch(memory: Memory) -> None:
    while True:
        memory.sample()
        await asyncio.sleep(EVERY)


def _ingested(folder: Path) -> Path:
    from ingest.pipeline import ingest

    _tell("making an index")
    ingest([mix.COLLECTION.texts], replace(Settings(), corpus=mix.COLLECTION.texts, data=folder / "data"))
    return folder / "data"


def _tell(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


def add_to(commands) -> None:
    """Add the command to those of python -m evals."""
    parser = commands.add_parser("load", help="many delegates at one page: times, errors, memory, answers that differ")
    parser.add_argument("--delegates", type=_number(1, 1_000), default=50, help="how many (default: 50)")
    parser.add_argument("--seconds", type=_number(5, MOST_SECONDS), default=600, help="for how long (default: 600)")
    parser.add_argument("--pause", type=_number(1, 600), default=20, help="seconds between a delegate's questions, in the mean (default: 20)")
    parser.add_argument("--seed", type=int, default=0, help="another one asks others")
    parser.add_argument("--only", action="append", choices=WAYS, help="the page, or the answer function alone (default: both)")
    parser.add_argument("--data", type=Path, metavar="DIR", help="an index of yours (default: one of the evaluation's texts)")
    parser.set_defaults(command=lambda args, parts: load(args))


def _number(least: int, most: int):
    def number(text: str) -> int:
        if not (text.isascii() and text.isdigit() and least <= int(text) <= most):
            raise argparse.ArgumentTypeError(f"{text!r}: give a number from {least} to {most}")
        return int(text)

    return number
