"""Runs of the evaluation, read from the folders that ``python -m evals run`` writes. Pure but for reading."""

from __future__ import annotations

import csv
import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

MEASURES, ROWS = "measures.json", "results.csv"
HIGHER = ("hit_1", "hit_5", "mrr", "recall_10", "first_citation", "citation_precision", "citation_recall", "fact_coverage")
LOWER = ("false_answers", "false_refusals")
SHOWN = (*HIGHER, "citation_validity", *LOWER)


@dataclass(frozen=True)
class Run:
    """One run: its folder under the results, when it was written (seconds since 1970), its figures and its questions."""

    name: str
    written: float
    measures: dict  # as measures.json has them: "all", "pair", "intervals" …
    rows: tuple[dict[str, str], ...]  # as results.csv has them


def found(results: Path) -> tuple[str, ...]:
    """The folders under ``results`` that hold a run, the latest first."""
    folders = [path.parent for path in results.glob(f"**/{MEASURES}") if (path.parent / ROWS).is_file()]
    folders.sort(key=lambda folder: -(folder / MEASURES).stat().st_mtime)
    return tuple(folder.relative_to(results).as_posix() for folder in folders)


def load(results: Path, name: str) -> Run | None:
    """Read a run; None where its files are not in their form."""
    folder = results / name
    try:
        measures = json.loads((folder / MEASURES).read_text("utf-8"))
        with (folder / ROWS).open(encoding="utf-8-sig", newline="") as file:
            rows = tuple(csv.DictReader(file))
        if not (isinstance(measures["all"]["all"], dict) and rows and {"id", "language", "question", "lost_in"} <= rows[0].keys()):
            return None
        return Run(name, (folder / MEASURES).stat().st_mtime, measures, rows)
    except (OSError, ValueError, KeyError, TypeError):
        return None


def failures(run: Run) -> tuple[dict[str, str], ...]:
    """The questions that a step lost, by step, in the order of the run."""
    lost = [row for row in run.rows if row["lost_in"]]
    return tuple(sorted(lost, key=lambda row: row["lost_in"]))


def risk(run: Run) -> list[tuple[float, float]]:
    """(coverage, share of wrong first hits among so many of the surest), as ever more answers are given."""
    rated = sorted(((float(r["confidence"]), r.get("rank") == "1") for r in run.rows if r.get("confidence")), reverse=True)
    points, wrong = [], 0
    for number, (_, right) in enumerate(rated, 1):
        wrong += not right
        points.append((number / len(rated), wrong / number))
    return points


def ranks(run: Run) -> dict[str, int]:
    """How many questions with an answer have their first right hit at each rank; "–" where none of the hits is right."""
    counts = dict.fromkeys(("1", "2", "3", "4", "5", "6–10", "11–20", "–"), 0)
    for row in run.rows:
        if row.get("answerable") == "True":
            rank = row.get("rank") or "–"
            counts[rank if rank in counts else "6–10" if int(rank) <= 10 else "11–20"] += 1
    return counts


def heat(run: Run) -> dict[tuple[str, str], tuple[float, int]]:
    """(the question's language, the first cited text's or "none") -> (first citation@1, questions)."""
    cells: dict[tuple[str, str], list[float]] = defaultdict(list)
    for row in run.rows:
        if row.get("answerable") == "True" and row.get("first_citation"):
            cells[row["language"], row.get("text_language") or "none"].append(float(row["first_citation"]))
    return {pair: (sum(values) / len(values), len(values)) for pair, values in cells.items()}


def comparable(was: Run, now: Run) -> bool:
    """Whether the two runs have a question in common."""
    return bool({row["id"] for row in was.rows} & {row["id"] for row in now.rows})


def turned(was: Run, now: Run) -> tuple[Sequence[dict[str, str]], Sequence[dict[str, str]]]:
    """The questions that broke and those that were mended from one run to the other, of those that both have."""
    before = {(row["id"], row["language"]): row["lost_in"] for row in was.rows}
    both = [(row, before[row["id"], row["language"]]) for row in now.rows if (row["id"], row["language"]) in before]
    return [row for row, old in both if row["lost_in"] and not old], [row for row, old in both if old and not row["lost_in"]]
