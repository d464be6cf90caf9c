"""The memory of a process over time, read from Linux."""

from __future__ import annotations

import os
import time
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

SHARE, LEAST = 0.10, 32 * 2**20  # memory has grown when it is over both: a share of it, and bytes


@dataclass
class Memory:
    """Samples of (second, resident bytes, of which its own: not of mapped files)."""

    process: int
    samples: list[tuple[float, int, int]] = field(default_factory=list)
    started: float = field(default_factory=time.monotonic)

    def sample(self) -> None:
        """Look now; a process that has ended is not looked at."""
        try:
            resident, shared = Path(f"/proc/{self.process}/statm").read_text("ascii").split()[1:3]
        except (OSError, ValueError):
            return
        page = os.sysconf("SC_PAGE_SIZE")
        self.samples.append((time.monotonic() - self.started, int(resident) * page, (int(resident) - int(shared)) * page))

    @property
    def peak(self) -> int:
        """The most bytes resident."""
        return max((resident for _, resident, _ in self.samples), default=0)

    def fifths(self) -> tuple[int, ...]:
        """The median of its own bytes in each fifth of the time."""
        if len(self.samples) < 10:
            return ()
        size = len(self.samples) / 5
        return tuple(int(median(own for _, _, own in self.samples[int(n * size) : int((n + 1) * size)])) for n in range(5))

    @property
    def grown(self) -> bool:
        """Whether the last fifth stands above the middle one by more than chance."""
        fifths = self.fifths()
        return bool(fifths) and fifths[4] - fifths[2] > max(SHARE * fifths[2], LEAST)
