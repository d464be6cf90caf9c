"""python -m evals.speed [PATH ...]: what reading texts into clauses costs, beside a plain splitter over the same files.

CPU seconds of this process and its children, without the embedding, as medians of rounds in which the two take
turns. The peer is what most people begin with: pypdf's text of a PDF (our readers' for the other formats) cut
by LlamaIndex's SentenceSplitter with its defaults. Its chunks have no address, so this is no contest, only a
measure that holds from one machine to the next.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Callable
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

import console
import settings as settings_module
from errors import AssistantError, BadInput
from ingest import documents, files, readers
from ingest.readers import pdf

STAGES = {  # a stage and the function that is all of it; the rest of building a document is "other"
    "pypdf": (pdf, "_read_first"),
    "read": (readers, "read"),
    "clean": (documents, "clean"),
    "grammar": (documents, "_read"),
    "identity": (documents, "_name"),
}


@dataclass
class Round:
    """One pass over the files."""

    pieces: int = 0  # clauses, or the peer's chunks
    seconds: float = 0.0
    stages: dict[str, float] = field(default_factory=dict)  # "read" has pypdf's in it


def main(argv: list[str] | None = None) -> int:
    """Run the command line. 0: measured; 2: nothing to measure."""
    parser = argparse.ArgumentParser(prog="python -m evals.speed", description=__doc__.partition("\n\n")[0])
    parser.add_argument("paths", nargs="*", type=Path, metavar="PATH", help="files and folders (default: corpus/)")
    parser.add_argument("--rounds", type=int, default=5, help="how often each takes its turn (default: 5)")
    args = parser.parse_args(argv)
    settings = settings_module.load()
    try:
        paths = readable(args.paths or [settings.corpus], settings)
    except AssistantError as error:
        print(error, file=sys.stderr)
        return 2
    ours, peer = measure(paths, settings, max(1, args.rounds))
    print("\n".join(table(ours, peer, len(paths))))
    return 0


def readable(paths: list[Path], settings) -> list[Path]:
    """The texts under ``paths`` that can be read. Raises BadInput when there are none."""
    found = []
    for item in files.list_files(paths).found:
        try:
            readers.read(Path(item.path), settings)
        except AssistantError as error:
            print(f"left out: {error}", file=sys.stderr)
        else:
            found.append(Path(item.path))
    if not found:
        raise BadInput("no text there can be read", where=str(paths[0]), do="Give files or folders with texts")
    return found


def measure(paths: list[Path], settings, rounds: int) -> tuple[list[Round], list[Round]]:
    """Rounds of ours and of the peer's, in turns, after one of each that does not count."""
    split = _splitter()
    pairs = [(_ours(paths, settings), _peer(paths, settings, split)) for _ in range(rounds + 1)][1:]
    return [ours for ours, _ in pairs], [peer for _, peer in pairs]


def table(ours: list[Round], peer: list[Round], count: int) -> list[str]:
    """What was measured, as lines."""
    seconds, beside = median(r.seconds for r in ours), median(r.seconds for r in peer)
    clauses, chunks = ours[0].pieces, peer[0].pieces
    stages = {name: median(r.stages.get(name, 0.0) for r in ours) for name in STAGES}
    stages["other"] = max(0.0, seconds - sum(v for name, v in stages.items() if name != "pypdf"))
    out = [
        f"{count} files, {len(ours)} rounds, medians of CPU seconds without the embedding",
        f"ours  {seconds:8.3f} s  {clauses:6,} clauses  {clauses / seconds:8,.0f} clauses a second",
        f"peer  {beside:8.3f} s  {chunks:6,} chunks   {chunks / beside:8,.0f} chunks a second"
        "  (pypdf and SentenceSplitter)",
        f"ours to peer: {seconds / beside:.2f} times its seconds",
    ]
    out += [f"  {name:9}{value:8.3f} s  {value / seconds:4.0%}" for name, value in stages.items()]
    return [*out, "  (pypdf is part of read)"]


def _ours(paths: list[Path], settings) -> Round:
    done = Round()
    with ExitStack() as stack:
        for name, (module, function) in STAGES.items():
            stack.enter_context(_timed(done.stages, name, module, function))
        start = _cpu()
        for path in paths:
            built = documents.build(readers.read(path, settings), path.name, "0" * 64)
            done.pieces += sum(len(clauses) for _, clauses in built)
        done.seconds = _cpu() - start
    return done


def _peer(paths: list[Path], settings, split: Callable[[str], list[str]]) -> Round:
    done, start = Round(), _cpu()
    for path in paths:
        text = _plain(path) if path.suffix.lower() == ".pdf" else readers.read(path, settings).text
        done.pieces += len(split(text))
    done.seconds = _cpu() - start
    return done


def _plain(path: Path) -> str:
    from pypdf import PdfReader

    with pdf.remarks():
        return "\n".join(page.extract_text() for page in PdfReader(path).pages)


def _splitter() -> Callable[[str], list[str]]:
    from llama_index.core.node_parser import SentenceSplitter

    return SentenceSplitter().split_text


@contextmanager
def _timed(seconds: dict[str, float], name: str, module, function: str):
    """Add up the CPU seconds of a module's function under ``name``."""
    plain = getattr(module, function)

    def timed(*args, **options):
        start = _cpu()
        try:
            return plain(*args, **options)
        finally:
            seconds[name] = seconds.get(name, 0.0) + _cpu() - start

    setattr(module, function, timed)
    try:
        yield
    finally:
        setattr(module, function, plain)


def _cpu() -> float:
    """CPU seconds of this process and of its children that have ended."""
    children = os.times()
    return time.process_time() + children.children_user + children.children_system


if __name__ == "__main__":
    sys.exit(console.run(main))
