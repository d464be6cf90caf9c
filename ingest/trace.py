"""A text under edit, with the map back to the characters it came from."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from schema import Dropped, MapRun, source_spans


@dataclass(frozen=True)
class Edit:
    """Replace ``text[start:end]`` by ``replacement``; ``kind`` is the ledger's word for what went.

    ``start == end`` inserts. An empty replacement drops the characters into the ledger.
    """

    start: int
    end: int
    replacement: str
    kind: str


@dataclass(frozen=True)
class Move:
    """Take ``text[start:end]`` out and put it in at ``to`` (outside the span)."""

    start: int
    end: int
    to: int


Step = Callable[[str], Iterable[Edit]]


@dataclass(frozen=True)
class Trace:
    """``text``, the runs that lead each of its characters back to the source, and what was dropped.

    Runs ascend by ``start`` and cover ``text``; together with ``dropped`` they cover the source
    exactly once. A run of length 0 in the source was put in by a step.
    """

    text: str
    runs: tuple[MapRun, ...]
    dropped: tuple[Dropped, ...] = ()

    @classmethod
    def of(cls, source: str) -> Trace:
        """The source unchanged."""
        return cls(source, (MapRun(0, len(source), 0, len(source)),) if source else ())

    def edit(self, edits: Iterable[Edit]) -> Trace:
        """Apply edits that do not overlap, in any order; ValueError if two do."""
        pieces, out, dropped, at = [], [], list(self.dropped), 0
        for edit in sorted(edits, key=lambda e: (e.start, e.end)):
            if edit.start < at:
                raise ValueError(f"edits overlap at {edit.start}")
            pieces += self._cut(at, edit.start)
            out += [self.text[at : edit.start], edit.replacement]
            gone = self._cut(edit.start, edit.end)
            if edit.replacement:
                pieces.append(self._replaced(gone, edit))
                gone = gone[1:]
            dropped += [Dropped(r.source_start, r.source_start + r.source_length, edit.kind)
                        for r in gone if r.source_length]
            at = edit.end
        pieces += self._cut(at, len(self.text))
        out.append(self.text[at:])
        return Trace("".join(out), _laid(pieces), _joined(dropped))

    def move(self, moves: Iterable[Move]) -> Trace:
        """Apply moves whose spans do not overlap; ``to`` may not lie inside a moved span."""
        moves = sorted(moves, key=lambda m: m.start)
        if not moves:
            return self
        marks = sorted({0, len(self.text), *(x for m in moves for x in (m.start, m.end, m.to))})
        taken = {m.start: m for m in moves}
        arrivals: dict[int, list[Move]] = {}
        for m in moves:
            arrivals.setdefault(m.to, []).append(m)
        order: list[tuple[int, int]] = []
        skip_to = -1
        for a, b in zip(marks, [*marks[1:], len(self.text)], strict=True):
            order += [(m.start, m.end) for m in arrivals.get(a, ())]
            if a in taken:
                skip_to = taken[a].end
            if a >= skip_to and a < b:
                order.append((a, b))
        pieces = [run for a, b in order for run in self._cut(a, b)]
        return Trace("".join(self.text[a:b] for a, b in order), _laid(pieces), self.dropped)

    def source_at(self, position: int) -> int:
        """Where in the source ``text[position]`` comes from."""
        return self._cut(position, position + 1)[0].source_start

    def position(self, source: int) -> int:
        """Where in the text the source's character stands; where it is gone, the next one that is there."""
        best, nearest = len(self.text), None
        for run in self.runs:
            if run.source_length and run.source_start <= source < run.source_start + run.source_length:
                return run.start + min(source - run.source_start, run.length - 1)
            if run.source_start >= source and (nearest is None or run.source_start < nearest):
                nearest, best = run.source_start, run.start
        return best

    def after(self, source: int) -> int:
        """Where in the text a character dropped from ``source`` stood: after the last one before it."""
        best, at = -1, 0
        for run in self.runs:
            if run.source_length and best < run.source_start < source:
                best, at = run.source_start, run.start + min(source - run.source_start, run.length)
        return at

    def _cut(self, start: int, end: int) -> list[MapRun]:
        """The runs of ``text[start:end]``; a replaced run is never cut."""
        if start >= end:
            return []
        found = []
        first = max(0, bisect_right(self.runs, start, key=lambda r: r.start) - 1)
        for run in self.runs[first:]:
            if run.start >= end:
                break
            a, b = max(start, run.start), min(end, run.start + run.length)
            if a >= b:
                continue
            if run.length == run.source_length:
                found.append(MapRun(a, b - a, run.source_start + a - run.start, b - a))
            elif (a, b) == (run.start, run.start + run.length):
                found.append(run)
            else:
                raise ValueError(f"a step cuts a replaced run at {a}")
        return found

    def _replaced(self, gone: list[MapRun], edit: Edit) -> MapRun:
        """The run of a replacement: it stands for the first stretch of source it replaces."""
        if gone:
            return MapRun(0, len(edit.replacement), gone[0].source_start, gone[0].source_length)
        return MapRun(0, len(edit.replacement), self._source_at(edit.start), 0)

    def _source_at(self, position: int) -> int:
        """Where in the source an insertion before ``text[position]`` stands."""
        before = self._cut(position - 1, position) if position else []
        return before[0].source_start + before[0].source_length if before else 0


def _laid(pieces: list[MapRun]) -> tuple[MapRun, ...]:
    """Pieces in reading order laid end to end, neighbours that continue one another joined."""
    runs: list[MapRun] = []
    at = 0
    for piece in pieces:
        last = runs[-1] if runs else None
        if (
            last
            and last.length == last.source_length
            and piece.length == piece.source_length
            and last.source_start + last.source_length == piece.source_start
        ):
            runs[-1] = MapRun(last.start, last.length + piece.length, last.source_start,
                              last.source_length + piece.source_length)
        else:
            runs.append(MapRun(at, piece.length, piece.source_start, piece.source_length))
        at += piece.length
    return tuple(runs)


def _joined(dropped: list[Dropped]) -> tuple[Dropped, ...]:
    """In source order, neighbours of one kind joined."""
    out: list[Dropped] = []
    for d in sorted(dropped, key=lambda d: d.source_start):
        if out and out[-1].kind == d.kind and out[-1].source_end == d.source_start:
            out[-1] = Dropped(out[-1].source_start, d.source_end, d.kind)
        else:
            out.append(d)
    return tuple(out)


def to_source(runs: tuple[MapRun, ...], start: int, end: int) -> tuple[int, int]:
    """The source span that ``text[start:end]`` came from: from its first to its last character.

    A replaced run counts whole. Where a footnote was moved out of the span, the source span holds it.
    """
    spans = source_spans(runs, start, end)
    return (min(s for s, _ in spans), max(e for _, e in spans)) if spans else (0, 0)
