"""What this process was asked since it started, in numbers: for whoever watches it."""

from __future__ import annotations

import functools
import threading
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

BOUNDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)  # seconds
OUTCOMES = ("answered", "abstained", "failed")
WHOLE = "all"  # the stage that stands for a question from beginning to end


@dataclass
class Histogram:
    """How many measurements fell under each bound (the last place: above all), and their sum."""

    counts: list[int] = field(default_factory=lambda: [0] * (len(BOUNDS) + 1))
    total: float = 0.0

    def add(self, seconds: float) -> None:
        """One measurement."""
        self.counts[bisect_left(BOUNDS, seconds)] += 1
        self.total += seconds


class Tally:
    """Counts of questions by outcome, of the seconds of their stages and of files given. Safe from several threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._outcomes: Counter[str] = Counter()
        self._stages: defaultdict[str, Histogram] = defaultdict(Histogram)
        self._files = 0

    def add(self, outcome: str, seconds: float, stages: Mapping[str, float]) -> None:
        """A question has ended."""
        with self._lock:
            self._outcomes[outcome] += 1
            for stage, took in {**stages, WHOLE: seconds}.items():
                self._stages[stage].add(took)

    def add_file(self) -> None:
        """A reader gave a file."""
        with self._lock:
            self._files += 1

    @property
    def files(self) -> int:
        """Files that readers gave."""
        return self._files

    def outcomes(self) -> dict[str, int]:
        """Questions by outcome, each of OUTCOMES named."""
        with self._lock:
            return {outcome: self._outcomes[outcome] for outcome in OUTCOMES}

    def stages(self) -> dict[str, Histogram]:
        """A copy of each stage's histogram, by its name."""
        with self._lock:
            return {stage: Histogram([*held.counts], held.total) for stage, held in sorted(self._stages.items())}


@functools.cache
def tally() -> Tally:
    """This process's own."""
    return Tally()
