"""python -m evals faults: faults done to an index and its questions, and whether anything was lost."""

from __future__ import annotations

import argparse
from contextlib import ExitStack, closing
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from errors import BadInput, shown

TIMES = 5  # how often a fault that is drawn by chance is drawn


def faults(args: argparse.Namespace) -> int:
    """Do each in turn and print the table; 1 when something was lost, or a stack trace came out."""
    from evals.faults.bench import Bench
    from evals.faults.cases import CASES  # needs a system with POSIX limits

    bad = total = 0
    for name in args.only or CASES:
        with ExitStack() as stack:
            folder = stack.enter_context(TemporaryDirectory(prefix="faults-", ignore_cleanup_errors=True))
            bench = stack.enter_context(closing(Bench(Path(folder), args.seed)))
            for outcome in CASES[name](bench, Random(f"{name} {args.seed}"), args.times):
                total, bad = total + 1, bad + (not outcome.held)
                mark = "held" if outcome.held else "LOST"
                print(f"{mark}  {outcome.fault:11} {shown(outcome.tried)[:52]:52} {shown(outcome.happened)[:140]}", flush=True)
    print(f"seed {args.seed}: {total} tried, {bad} not held")
    return 1 if bad else 0


def add_to(commands) -> None:
    """Add the command to those of python -m evals."""
    parser = commands.add_parser("faults", help="faults done to an index and its questions, and whether anything was lost")
    parser.add_argument("--seed", type=int, default=0, help="another one draws others")
    parser.add_argument("--times", type=int, default=TIMES, help=f"how often each is drawn (default: {TIMES})")
    parser.add_argument("--only", action="append", metavar="FAULT", help="one of killed, disk-full, read-only, damaged, "
                        "two-at-once, malformed, questions, clock, model, chroma, page (by default all)")  # fmt: skip
    parser.set_defaults(command=lambda args, parts: _checked(args))


def _checked(args: argparse.Namespace) -> int:
    try:
        from evals.faults.cases import CASES
    except ImportError as error:
        raise BadInput(f"this system has no {error.name}", where="faults", do="Run it on Linux or macOS") from error
    unknown = sorted(set(args.only or ()) - set(CASES))
    if unknown:
        raise BadInput(f"there is no fault {unknown[0]!r}", where="faults", do=f"Name some of {', '.join(CASES)}")
    return faults(args)
