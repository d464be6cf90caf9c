"""A page in two columns whose lines were drawn across: the left line, then the right line, of each row.

pypdf gives the pieces of text in the order of drawing, and so the two columns line by line among each other. Where
the places of the pieces show it for certain, the left column is read first. All other pages stay as they are.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from math import inf
from statistics import median

from ingest.readers.pdf_spacing import Line, Piece

Ends = Callable[[Piece], float]  # where a piece of text ends, in points from the left
_ROWS = 6  # rows with words in both columns, at least
_SHARE = 0.7  # of the rows from the first of those to the last; also of the lines that fill their column
_GUTTER, _EDGE = 0.6, 2.0  # its least width, in heights of the letters; how far from a column's edge, in points
_LETTERS, _WORDS = 22, 4  # in the middle line of running text
_FOOT = 3.0  # heights of its letters: below such a gap stands what is not in the columns
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufefc]")
LEFT, RIGHT, ACROSS = "left", "right", "across"


@dataclass(frozen=True)
class _Part:
    """What one line has in one column, or a line across both."""

    side: str
    pieces: tuple[Piece, ...]

    @property
    def text(self) -> str:
        return "".join(piece.text for piece in self.pieces).strip()

    @property
    def first(self) -> Piece:
        return next(piece for piece in self.pieces if piece.text.strip())


def in_order(lines: list[Line], end: Ends) -> list[Line] | None:
    """The lines with the left column before the right one; None where they are not two columns drawn across."""
    if any(_RIGHT_TO_LEFT.search(piece.text) for line in lines for piece in line.pieces):
        return None
    edge = _edge(lines, end)
    if edge is None:
        return None
    parts = [part for line in lines for part in _split(line, edge, end)]
    rows = [i for i, (a, b) in enumerate(zip(parts, parts[1:], strict=False)) if _is_row(a, b)]
    if len(rows) < _ROWS or not _are_columns(parts[rows[0]:rows[-1] + 2], edge, len(rows)):
        return None
    return [Line.of(part.text, part.first, part.pieces) for part in _sorted(parts, rows[0], rows[-1] + 2)]


def _edge(lines: list[Line], end: Ends) -> float | None:
    """Where most pieces begin that stand right of another with a gap between: the right column's left edge."""
    pieces = [piece for line in lines for piece in line.pieces if piece.text.strip()]
    jumps = Counter()
    for a, b in zip(pieces, pieces[1:], strict=False):
        if abs(a.y - b.y) < max(a.size, b.size) and a.x < b.x < inf and b.x - end(a) > _GUTTER * b.size:
            jumps[round(b.x / _EDGE)] += 1
    place, times = max(((n, jumps[n] + jumps[n + 1]) for n in jumps), key=lambda found: found[1], default=(0, 0))
    return place * _EDGE - _EDGE if times >= _ROWS else None


def _split(line: Line, edge: float, end: Ends) -> list[_Part]:
    """What a line has in the columns, in the order of drawing; all of it together where it crosses the gutter."""
    sides, side = [], ""
    for piece in line.pieces:
        if piece.text.strip():  # a space belongs to what stands before it
            now = RIGHT if piece.x >= edge else LEFT
            sides += [] if now == side else [_Part(now, ())]
            side = now
        if sides:
            sides[-1] = _Part(side, (*sides[-1].pieces, piece))
    for i, part in enumerate(sides):
        after = sides[i + 1].first.x if i + 1 < len(sides) else edge + _EDGE
        reach = max(end(piece) for piece in part.pieces if piece.text.strip())
        if part.side == LEFT and after - reach < _GUTTER * part.first.size / (1 if i + 1 < len(sides) else 2):
            return [_Part(ACROSS, tuple(line.pieces))]
    return sides


def _is_row(a: _Part, b: _Part) -> bool:
    return (a.side, b.side) == (LEFT, RIGHT) and abs(a.first.y - b.first.y) < max(a.first.size, b.first.size)


def _are_columns(parts: list[_Part], edge: float, rows: int) -> bool:
    """Whether both sides are running text from the first row to the last, and the right one has a straight edge."""
    left, right = ([part for part in parts if part.side == side] for side in (LEFT, RIGHT))
    across = len(parts) - len(left) - len(right)
    straight = sum(part.first.x <= edge + 2 * _EDGE for part in right)
    return (rows >= _SHARE * (max(len(left), len(right)) + across) and straight >= _SHARE * len(right)
            and _is_prose([part.text for part in left]) and _is_prose([part.text for part in right]))


def _is_prose(texts: list[str]) -> bool:
    """Whether lines run on: long, of several words, mostly letters, most of them as long as the column is wide."""
    sizes = [len(text) for text in texts]
    whole = "".join(texts)
    letters = sum(c.isalpha() or c.isspace() for c in whole)
    words = median(len(text.split()) for text in texts)
    chinese = len(re.findall("[\u3400-\u9fff]", whole)) * 2 > len(whole)
    return (letters > 0.8 * len(whole) and (chinese and median(sizes) >= _LETTERS / 2 or median(sizes) >= _LETTERS and words >= _WORDS)
            and sum(size >= 0.6 * max(sizes) for size in sizes) >= _SHARE * len(sizes))


def _sorted(parts: list[_Part], first: int, last: int) -> list[_Part]:
    """Between lines that run across: left, then right. What stands above the first row or far below the last stays."""
    out, band = list(parts[:first]), []
    for i, part in enumerate(parts[first:], first):
        below = i >= last and parts[i - 1].first.y - part.first.y > _FOOT * part.first.size
        if below or part.side == ACROSS:
            out += sorted(band, key=lambda p: p.side == RIGHT) + ([] if below else [part])
            band = []
        if below:
            return out + parts[i:]
        if part.side != ACROSS:
            band.append(part)
    return out + sorted(band, key=lambda p: p.side == RIGHT)
