"""The side-by-side table of a comparison, as text."""

from __future__ import annotations

from collections.abc import Sequence

from evals.peers.compare import KS, Cost, Row
from evals.peers.systems import NAMES

_MB = 1e6


def table(rows: Sequence[Row], costs: Sequence[Cost]) -> str:
    """One block for each k of hit@k, with a column for each language of question, then one for what it costs.

    ``rows`` and ``costs`` are of one collection and one language of text. "-" stands where nothing was measured.
    """
    languages = list(dict.fromkeys(row.language for row in rows))
    of = {(row.system, row.language): row for row in rows}
    systems = list(dict.fromkeys(row.system for row in rows))
    blocks = []
    for k in KS:
        lines = [[f"hit@{k}", *languages, "characters"]]
        for system in systems:
            cells = [f"{of[system, language].hits[k]:.2f}" for language in languages]
            lines.append([NAMES[system], *cells, f"{of[system, 'all'].characters[k]:,.0f}"])
        blocks.append(lines)
    head = ["cost", "build s", "ms p50", "ms p95", "MB on disk", "peak MB"]
    blocks.append([head, *(_cost(cost) for cost in costs)])
    width = max(len(line[0]) for block in blocks for line in block)
    return "\n\n".join(_aligned(block, width) for block in blocks)


def _cost(cost: Cost) -> list[str]:
    times = (f"{value:.1f}" for value in (cost.build_seconds, cost.milliseconds, cost.milliseconds_95))
    return [NAMES[cost.system], *times, f"{cost.bytes / _MB:.1f}", f"{cost.peak / _MB:.0f}" if cost.peak else "-"]


def _aligned(lines: list[list[str]], first: int) -> str:
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    return "\n".join(
        "  ".join([line[0].ljust(first), *(cell.rjust(width) for cell, width in zip(line[1:], widths[1:], strict=True))])
        for line in lines
    )
