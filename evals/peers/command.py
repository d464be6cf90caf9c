"""python -m evals peers: the same questions through our retriever and through what most people begin with."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

import settings as settings_module
from errors import BadInput
from evals import questions
from evals.collections.names import COLLECTIONS
from evals.peers import minilm
from evals.peers.compare import Cost, Row, compare, run
from evals.peers.systems import NAMES, wants_minilm
from evals.peers.table import table
from evals.peers.texts import read
from evals.peers.worker import Job
from schema import LANGUAGES

EACH, TOGETHER = "each", "together"  # --text-language: every language in turn; the texts of all of them in one index


def peers(args: argparse.Namespace, folder: Path | None = None, run=run) -> int:
    """Compare, print the tables and write the JSON. ``folder`` holds the peers' environment and what it embedded."""
    folder = folder or settings_module.load().data / "peers"
    cases = _cases(args)
    if args.json:
        _write(args.json, (), (), args.systems)  # a file that cannot be written shows now, not after minutes
    interpreter = _interpreter(folder, args)
    server = tuple(minilm.server(interpreter)) if interpreter else ()
    chosen = [name for name in args.systems if server or not wants_minilm(name)]
    rows, costs = [], []
    for name, path, corpus in cases:
        texts = read(corpus, settings_module.load(), _tell)
        asked = questions.load(path)
        for language, more, cost in compare(
            name, asked, texts, args.languages, _held(args.text_language, texts.languages),
            lambda system: Job(system, (), (), 0, server, str(folder / "minilm.sqlite")), chosen, _tell, run,
        ):  # fmt: skip
            print(_heading(name, language, more, texts), table(more, cost), sep="\n\n", end="\n\n", flush=True)
            rows, costs = [*rows, *more], [*costs, *cost]
    if not rows:
        raise BadInput("no question has an answer in these texts", where="peers", do="Name another language of text")
    if args.json:
        _write(args.json, rows, costs, args.systems)
    return 0


def add_to(commands) -> None:
    """Add the command to those of python -m evals."""
    parser = commands.add_parser("peers", help="our retriever beside LlamaIndex's default path, BM25 and all-MiniLM-L6-v2")
    parser.add_argument("--collection", action="append", choices=sorted(COLLECTIONS), help="one of the project's own (by default each)")
    parser.add_argument("--questions", type=Path, help="a question set of yours, JSON Lines, with --texts")
    parser.add_argument("--texts", type=Path, help="the folder of texts that it asks about")
    parser.add_argument("--languages", type=_languages, default=LANGUAGES, help="of the questions, such as en,fr (all)")
    parser.add_argument(
        "--text-language", type=_text_languages, default=(), metavar="LANGUAGES",
        help=f"hold only the texts in this language (en, else the first they are in), or in several in turn; {EACH}: in each "
             f"that they are in; {TOGETHER}: all of them in one index",
    )  # fmt: skip
    parser.add_argument("--systems", type=_systems, default=tuple(NAMES), help="some of " + ",".join(NAMES))
    parser.add_argument("--with-minilm", action="store_true", help="make the environment of all-MiniLM-L6-v2 first (1.5 GB)")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write every figure to FILE")
    parser.set_defaults(command=lambda args, parts: peers(args))


def _cases(args: argparse.Namespace) -> list[tuple[str, Path, Path]]:
    """(name, question set, texts) of what is to be compared."""
    if (args.questions is None) != (args.texts is None):
        raise BadInput("--questions and --texts belong together", where="peers", do="Give both, or --collection")
    if args.questions:
        return [(args.questions.stem, args.questions, args.texts)]
    chosen = [COLLECTIONS[name] for name in args.collection or COLLECTIONS]
    return [(c.name, c.questions, c.texts) for c in chosen]


def _interpreter(folder: Path, args: argparse.Namespace) -> Path | None:
    """The Python of all-MiniLM-L6-v2; None, with a line that says why, where it is wanted and not there."""
    if not any(map(wants_minilm, args.systems)):
        return None
    found = minilm.python(folder)
    try:
        if args.with_minilm and found is None:
            _tell("Making the environment of all-MiniLM-L6-v2 (1.5 GB, some minutes).")
            found = minilm.make(folder)
    except minilm.NoMiniLM as error:
        _tell(f"Left out: {error}")
        return None
    if found is None:
        _tell("all-MiniLM-L6-v2 is left out: give --with-minilm once, and an environment of its own is made (1.5 GB).")
    return found


def _heading(name: str, text_language: str, rows: Sequence[Row], texts) -> str:
    asked = next((row.questions for row in rows if row.language == "all"), 0)
    files = len(texts.of(text_language))
    return f"{name}, {text_language or 'all'} texts: {files} files, {asked} questions and languages"


def _write(path: Path, rows: Sequence[Row], costs: Sequence[Cost], wanted: Sequence[str]) -> None:
    """Every figure as JSON; ``left_out`` are the systems that were wanted and gave none."""
    done = {cost.system for cost in costs}
    held = {
        "systems": {name: NAMES[name] for name in wanted if name in done},
        "left_out": [name for name in wanted if name not in done],
        "rows": [asdict(row) for row in rows],
        "costs": [asdict(cost) for cost in costs],
    }
    try:
        path.write_text(json.dumps(held, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    except OSError as error:
        why = (error.strerror or "it cannot be written").lower()
        raise BadInput(why, where=str(path), do="Give --json a file that can be written") from None


def _tell(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


def _some(text: str, known: Sequence[str]) -> tuple[str, ...]:
    chosen = tuple(dict.fromkeys(part.strip() for part in text.split(",") if part.strip()))
    if not chosen or not set(chosen) <= set(known):
        raise argparse.ArgumentTypeError(f"{text!r}: name some of {','.join(known)}, with commas")
    return chosen


def _languages(text: str) -> tuple[str, ...]:
    return _some(text, LANGUAGES)


def _text_languages(text: str) -> tuple[str, ...]:
    return (text,) if text in (EACH, TOGETHER) else _some(text, LANGUAGES)


def _held(chosen: tuple[str, ...], languages: tuple[str, ...]) -> tuple[str, ...]:
    """The languages of text to hold in turn; "" for all together."""
    if chosen == (TOGETHER,):
        return ("",)
    if chosen == (EACH,):
        return languages
    return chosen or (("en",) if "en" in languages else languages[:1])


def _systems(text: str) -> tuple[str, ...]:
    return _some(text, tuple(NAMES))
