"""python -m tests.truth --corpus DIR: how the parser does against the truth of real files that DIR holds."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from errors import AssistantError
from settings import Settings
from tests.truth.files import CORPUS, Result, compare, known
from tests.truth.scoring import Score

_HEAD = f"{'file':42} {'true':>5} {'found':>5}  {'boundaries':^17}  {'and addresses':^17} {'kinds':>6} {'furn.':>5}  identity"
_UNDER = f"{'':42} {'':5} {'':5}  {'P':>5} {'R':>5} {'F1':>5}  {'P':>5} {'R':>5} {'F1':>5}"


def main(argv: list[str] | None = None) -> int:
    """Print the table and what is wrong. 0: done; 2: nothing to compare."""
    parser = argparse.ArgumentParser(prog="python -m tests.truth", description=__doc__)
    parser.add_argument("--corpus", type=Path, required=True, metavar="DIR", help="a folder with the real files")
    parser.add_argument("--truth", type=Path, default=CORPUS, metavar="DIR", help="a folder with their truth")
    parser.add_argument("--only", default="", help="files whose name holds this")
    parser.add_argument("--misses", type=int, default=1000, metavar="N", help="list at most N misses a file")
    parser.add_argument("--text", action="store_true", help="with the first words of each miss")
    args = parser.parse_args(argv)
    results, absent = results_of(args.corpus, args.truth, args.only)
    if not results:
        print(f"{args.corpus}: none of the files is there whose truth {args.truth} holds", file=sys.stderr)
        return 2
    print("\n".join(table(results)))
    for line in absent:
        print(f"not compared: {line}")
    for result in results:
        for line in misses(result, args.misses, args.text):
            print(line)
    return 0


def results_of(corpus: Path, truth: Path = CORPUS, only: str = "") -> tuple[list[Result], list[str]]:
    """(what came of each file of ``truth`` that ``corpus`` holds, by group; why others were not compared)"""
    held = {p.name: p for p in sorted(corpus.rglob("*")) if p.is_file()}
    results, absent = [], []
    for path in sorted(truth.glob("*.json")):
        entry = known(path)
        if only not in entry.file:
            continue
        if entry.file not in held:
            absent.append(f"{entry.file} is not there")
            continue
        try:
            results.append(compare(entry, held[entry.file], Settings()))
        except (AssistantError, ValueError) as error:
            absent.append(str(error))
    return sorted(results, key=lambda r: (r.known.group, r.known.file)), absent


def table(results: list[Result]) -> Iterator[str]:
    """A line per file, one per group, one for all."""
    yield _HEAD
    yield _UNDER
    for group, members in groupby(results, key=lambda r: r.known.group):
        members = list(members)
        for result in members:
            yield _row(result.known.file, result.score, "; ".join(result.identity) or "right")
        yield _row(f"= {group}", sum((r.score for r in members), Score()), _right(members))
    yield _row("= all", sum((r.score for r in results), Score()), _right(results))


def _right(results: list[Result]) -> str:
    return f"{sum(not r.identity for r in results)} of {len(results)} right"


def _row(name: str, score: Score, identity: str) -> str:
    figures = "  ".join(" ".join(f"{x:5.3f}" for x in m) for m in (score.boundaries, score.addresses))
    kinds = score.kinds / score.bounded if score.bounded else 0
    return f"{name[:42]:42} {score.true:5} {score.found:5}  {figures} {kinds:6.3f} {score.furnished:5}  {identity}"


def misses(result: Result, most: int, text: bool) -> Iterator[str]:
    """What is wrong in one file, a line each."""
    if result.differences and most:
        yield f"\n{result.known.file}"
    for d in result.differences[:most]:
        found = f" → {d.found}" if d.found else ""
        words = f"  {result.text[d.start:d.end][:60]!r} … {result.text[d.start:d.end][-30:]!r}" if text else ""
        yield f"  {d.what:9} {d.start:6}–{d.end:<6} {d.address}{found}{words}"
    if len(result.differences) > most > 0:
        yield f"  … and {len(result.differences) - most} more"


if __name__ == "__main__":
    sys.exit(main())
