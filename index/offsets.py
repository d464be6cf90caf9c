"""From spans of a document's text back to the file's own characters."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from schema import MapRun


def source_span(source_map: Sequence[MapRun], start: int, end: int) -> tuple[int, int]:
    """The span of the file's characters that ``text[start:end]`` comes from.

    Where a run was replaced whole (its lengths differ), the whole of it counts. An empty span gives an
    empty one. Raises ValueError when the map does not cover the span.
    """
    first, last = _run(source_map, start), _run(source_map, max(end - 1, start))
    if end > last.start + last.length:
        raise ValueError(f"the map does not cover character {end - 1}")
    source_start = first.source_start + (start - first.start if first.length == first.source_length else 0)
    if end <= start:
        return source_start, source_start
    if last.length == last.source_length:
        return source_start, last.source_start + (end - last.start)
    return source_start, last.source_start + last.source_length


def _run(source_map: Sequence[MapRun], position: int) -> MapRun:
    place = bisect_right(source_map, position, key=lambda run: run.start) - 1
    if place < 0 or position > source_map[place].start + source_map[place].length:
        raise ValueError(f"the map does not cover character {position}")
    return source_map[place]
