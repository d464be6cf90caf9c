"""What came of a crowd, for people."""

from __future__ import annotations

from statistics import quantiles

from evals.load.crowd import Found
from evals.load.memory import Memory


def well(found: Found, memory: Memory) -> bool:
    """Whether every question was answered, as in quiet, without memory that grows."""
    return bool(found.seconds) and not found.errors and not found.different and not memory.grown


def table(way: str, delegates: int, found: Found, memory: Memory) -> str:
    """Lines of name and figure."""
    asked = len(found.seconds) + len(found.different) + sum(found.errors.values())
    cuts = quantiles(found.seconds, n=100, method="inclusive") if len(found.seconds) > 1 else [0.0] * 99
    span = max(found.when, default=0.0) + 0.001
    rows = [
        ("delegates, tabs opened", f"{delegates}, {found.tabs}"),
        ("questions, a second", f"{asked}, {asked / span:.1f}"),
        ("seconds p50, p95, p99, worst", f"{cuts[49]:.2f}, {cuts[94]:.2f}, {cuts[98]:.2f}, {max(found.seconds, default=0):.2f}"),
        ("errors", str(sum(found.errors.values()))),
        ("answers unlike the quiet ones", str(len(found.different))),
        ("memory, peak", f"{memory.peak / 2**20:,.0f} MB"),
        ("its own memory by fifths of the time", ", ".join(f"{own / 2**20:,.0f}" for own in memory.fifths()) + " MB"),
        ("memory grows", "YES" if memory.grown else "no"),
    ]
    lines = [f"{way}: {'held' if well(found, memory) else 'NOT HELD'}", *(f"  {name:38} {figure}" for name, figure in rows)]
    lines += [f"  {count} x {error}" for error, count in found.errors.most_common(5)]
    lines += [f"  another answer: {question[:100]}" for question in found.different[:5]]
    return "\n".join(lines)
