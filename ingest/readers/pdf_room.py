"""How much room each printed line of a PDF leaves at its end, and whether it is bold.

Where the next line's first word would have fitted, the line was ended by its author, not by the page.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from math import inf
from typing import NamedTuple

from ingest.readers.pdf_spacing import Line, Piece

Ends = Callable[[Piece], float]  # where a piece of text ends, in points from the left
Span = tuple[float, float]  # where the words of a line begin and end, in points
_AROUND = 25  # lines before and after one on its page that show where its column ends
_LONG = 25  # characters; lines that show it
_FEWEST = 8  # of them
_FULL = 15  # lines of a page that has its own measure: where few of them are long, they are in narrow columns
_OUTER = 3  # the line that reaches the third furthest right: the others may reach too far
_INDENT, _ALIKE = 1.5, 1.0  # heights of its letters: what a line leaves on both sides where it is centred; how far they may differ
_FIRST, _NARROW = 0.8, 0.2  # heights of its letters that a first line is set in; share of its width that a full line may leave
_SPACE = 0.25  # width of a space, in heights of the letters
_EDGE = 3.0  # points by which the left edges of pages alike may differ
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufefc]")
_WORD = re.compile("[\u3400-\u9fff\uff00-\uffef\u3000-\u303f]{1,2}|[^ \u3400-\u9fff]+")  # a line may end after any Chinese letter
_BOLD = re.compile("bold|black|heavy", re.IGNORECASE)


class Room(NamedTuple):
    """Of one line."""

    left: float  # points left at its end, infinite where that is not known
    first: float  # points that its first word takes, with a space
    bold: bool
    indented: bool  # as a paragraph's first line: it begins right of the line before and of the line after it


def rooms(pages: Sequence[Sequence[Line]], end: Ends) -> list[list[Room | None]]:
    """Of each line of each page; None where it has no words, or they run from right to left."""
    spans = [[_span(line, end) for line in lines] for lines in pages]
    long = [[span for line, span in zip(*page, strict=True) if span and line.letters >= _LONG] for page in zip(pages, spans, strict=True)]
    edges = [_nth(sorted(span[0] for span in found if span)) for found in spans]
    out = []
    for n, lines in enumerate(pages):
        alike = [span for m in sorted(range(len(pages)), key=lambda m: abs(m - n))[1:5]
                 if edges[m] is not None and edges[n] is not None and abs(edges[m] - edges[n]) <= _EDGE for span in long[m]]
        filled = sum(span is not None for span in spans[n])
        out.append([_room(line, span, _around(lines, spans[n], i), alike if filled < _FULL else [], end, _is_indented(lines, spans[n], i))
                    if span else None for i, (line, span) in enumerate(zip(lines, spans[n], strict=True))])
    return out


def _nth(values: list[float]) -> float | None:
    """The third of them, or the last of fewer; None of none."""
    return values[min(_OUTER, len(values)) - 1] if values else None


def _span(line: Line, end: Ends) -> Span | None:
    pieces = [piece for piece in line.pieces if piece.text.strip()]
    if not pieces or not line.size or _RIGHT_TO_LEFT.search(line.text):
        return None
    furthest = max(piece.x for piece in pieces)
    return min(piece.x for piece in pieces), max(end(piece) for piece in pieces if piece.x == furthest)


def _around(lines: Sequence[Line], spans: Sequence[Span | None], at: int) -> list[Span]:
    """The long lines near one on its page."""
    near = range(max(0, at - _AROUND), min(len(lines), at + _AROUND + 1))
    return [spans[i] for i in near if spans[i] and lines[i].letters >= _LONG]


def _room(line: Line, span: Span, around: list[Span], alike: list[Span], end: Ends, indented: bool) -> Room:
    """``alike``: long lines of pages whose left edge is that of this one, for where it has few."""
    start, stop = span
    beside = _beside(span, around)
    if len(beside) < _FEWEST:
        beside += _beside(span, alike)
    left = inf
    if len(beside) >= _FEWEST:
        left = _nth(sorted((b for _, b in beside), reverse=True)) - stop
        indent = start - _nth(sorted(a for a, _ in beside))
        if indent > _INDENT * line.size and abs(indent - left) < _ALIKE * line.size:
            left = inf  # centred
    full = left < _NARROW * (stop - start)
    return Room(left, _first_word(line, end) + _SPACE * line.size, _is_bold(line), indented and full)


def _is_indented(lines: Sequence[Line], spans: Sequence[Span | None], at: int) -> bool:
    """Whether a line begins right of both the line before and the line after it, which begin alike."""
    if not 0 < at < len(lines) - 1 or not (spans[at - 1] and spans[at] and spans[at + 1]):
        return False
    before, here, after = (spans[i][0] for i in (at - 1, at, at + 1))
    return abs(before - after) < _EDGE and here - max(before, after) > _FIRST * lines[at].size


def _beside(span: Span, others: list[Span]) -> list[Span]:
    """Those in the same column."""
    start, stop = span
    return [(a, b) for a, b in others if min(b, stop) - max(a, start) > 0.5 * min(b - a, stop - start)]


def _first_word(line: Line, end: Ends) -> float:
    """How wide the first word of a line is, in points."""
    opening = next(piece for piece in line.pieces if piece.text.strip())
    word = _WORD.match(line.text.lstrip())
    return end(Piece(word.group(), 0.0, 0.0, opening.size, opening.font)) if word else 0.0


def _is_bold(line: Line) -> bool:
    fonts = {id(piece.font): piece.font for piece in line.pieces if re.search(r"[^\W\d_]", piece.text)}
    return bool(fonts) and all(hasattr(f, "get") and _BOLD.search(str(f.get("/BaseFont", ""))) for f in fonts.values())
