"""How long each step of a question took."""

from __future__ import annotations

from time import perf_counter


class Clock:
    """Seconds from its making, and those between one call of lap() and the next."""

    def __init__(self):
        self._started = self._last = perf_counter()
        self.stages: dict[str, float] = {}

    def lap(self, step: str) -> None:
        """The step ends now."""
        now = perf_counter()
        self.stages[step], self._last = now - self._last, now

    @property
    def seconds(self) -> float:
        """Since it was made."""
        return perf_counter() - self._started
