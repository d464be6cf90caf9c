"""Seconds on the clock of the parts of a run, and what is said of many of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from time import perf_counter

_running: list[list[float]] = []  # seconds of the timed calls within the one that runs


@contextmanager
def timed(seconds: dict[str, float], name: str, owner, function: str) -> Iterator[None]:
    """Add up under ``name`` the seconds of a module's or a class's function, less those of timed ones within."""
    plain = getattr(owner, function)

    def measured(*args, **options):
        _running.append([0.0])
        started = perf_counter()
        try:
            return plain(*args, **options)
        finally:
            taken = perf_counter() - started
            seconds[name] = seconds.get(name, 0.0) + taken - _running.pop()[0]
            if _running:
                _running[-1][0] += taken

    setattr(owner, function, measured)
    try:
        yield
    finally:
        setattr(owner, function, plain)


def percentiles(values: Sequence[float]) -> dict[str, float] | None:
    """The median and the 95th percentile (nearest rank); None of nothing."""
    ordered = sorted(values)
    if not ordered:
        return None
    return {name: ordered[max(0, -(-len(ordered) * share // 100) - 1)] for name, share in (("p50", 50), ("p95", 95))}
