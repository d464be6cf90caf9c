"""Rows of a table, where the places of the pieces of text on a PDF's page show it for certain.

Either three lines or more, one below the other, of as many short cells each, the cells set apart by wide gaps and one
below the other. Two columns are not enough where the left one is labels or marginal numbers, or the right one the
pages of a list of contents.

Or a row whose cells take several lines and are drawn one after the other: after a cell's last line the drawing goes
back up, to the height of the row's first line and further to the right.

    Edition   Approval   Study          lines as drawn: "Edition Approval Study", "Group" ↑ "Unique", "ID"
                         Group
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import accumulate, groupby, pairwise

from ingest import labels
from ingest.readers.pdf_spacing import Line, Piece

Ends = Callable[[Piece], float]  # where a piece of text ends, in points from the left
Gap = tuple[int, int, str]  # start and end of white space, and what to put for it
BAR = " | "
_GAP = 1.2  # heights of the letters, at least, between two cells
_ALIGNED = 2.5  # points
_ROWS = {2: 4}  # of two columns; the head of a document may have three such lines
_FEWEST = 3  # of more
_WORDS, _LENGTH = 6, 40  # of a cell, at most
_MOST_LINES = 8  # of a cell
_CLOSE = 1.6  # heights of its letters, at most, that a line of a cell stands below the one before
_WORD = re.compile(r"[^\W\d_]{3,}|[\u3400-\u9fff]{2,}")


@dataclass(frozen=True)
class _Cell:
    text: str
    start: float
    end: float
    first: int  # character of its line
    last: int  # and the one after its last


@dataclass(frozen=True)
class _Row:
    """Lines that are one row of a table; those in ``back`` begin a cell."""

    lines: tuple[int, ...]
    back: frozenset[int]


def gaps(lines: list[Line], end: Ends) -> list[Gap]:
    """The white space in the rows of tables, in the lines joined by line ends."""
    cells = [_cells(line, end) for line in lines]
    starts = list(accumulate((len(line.text) + 1 for line in lines[:-1]), initial=0))
    filled = [i for i, line in enumerate(lines) if line.text.strip()]
    rows = _drawn_back(lines, filled)
    in_rows = {i for row in rows for i in row.lines}
    out = [gap for row in rows for gap in _joined(row, lines, cells, starts)]
    tails = _tails(lines, [i for i in filled if i not in in_rows], cells)
    tailed = {i for tail in tails.values() for i in tail}
    heads = [i for i in filled if i not in tailed]
    for (_, apart), run in groupby(heads, lambda i: (len(cells[i]), i in in_rows)):
        for table in _aligned(list(run), cells) if not apart else ():
            if _is_table([cells[i] for i in table]):
                whole = [_Row((i, *tails.get(i, ())), frozenset()) for i in table]
                out += [gap for row in whole for gap in _joined(row, lines, cells, starts)]
    return sorted(out)


def _tails(lines: list[Line], filled: list[int], cells: list[tuple[_Cell, ...]]) -> dict[int, list[int]]:
    """For the first lines of rows, the further lines of their cells: fewer, each below one of the first line's, close by."""
    out: dict[int, list[int]] = {}
    head = None
    for above, i in pairwise(filled):
        head = above if head is None and len(cells[above]) > 1 else head
        step = lines[above].y - lines[i].y
        close = 0 < step < _CLOSE * lines[i].size and i - above == 1
        if head is not None and close and 0 < len(cells[i]) < len(cells[head]) and cells[i][0].start > cells[head][0].end and all(
                any(abs(a.start - b.start) <= _ALIGNED for a in cells[head]) for b in cells[i]):
            out.setdefault(head, []).append(i)
        else:
            head = None
    return out


def _drawn_back(lines: list[Line], filled: list[int]) -> list[_Row]:
    """The rows whose drawing goes back up from one cell to the next."""
    rows: list[_Row] = []
    for place, (above, i) in enumerate(pairwise(filled), 1):
        first = _row_start(lines, filled, place) if _goes_back(lines[above], lines[i]) else None
        if first is None:
            continue
        if rows and filled[first] in rows[-1].lines:
            first = filled.index(rows[-1].lines[0])
            rows.pop()
        row = _Row(tuple(filled[first:place + 1]), frozenset(n for n in filled[first + 1:place + 1]
                   if _goes_back(lines[filled[filled.index(n) - 1]], lines[n])))
        rows.append(_with_rest(row, lines, filled[place + 1:]))
    return [row for row in rows if _is_row(row, lines)]


def _goes_back(above: Line, line: Line) -> bool:
    """Whether ``line`` is drawn higher than the one before it, and right of where that began."""
    return bool(above.size and line.size and line.y - above.y > 0.5 * line.size and _left(line) > _left(above))


def _row_start(lines: list[Line], filled: list[int], place: int) -> int | None:
    """Which line before ``filled[place]`` stands at its height, left of it."""
    line = lines[filled[place]]
    for before in range(place - 1, max(-1, place - 1 - _MOST_LINES), -1):
        other = lines[filled[before]]
        if abs(other.y - line.y) < 0.3 * line.size:
            return before if _left(other) < _left(line) else None
    return None


def _with_rest(row: _Row, lines: list[Line], after: list[int]) -> _Row:
    """The row with the further lines of its last cell."""
    rest, last = [], lines[row.lines[-1]]
    left = _left(last)
    for i in after[:_MOST_LINES]:
        below = lines[i]
        if not 0 < lines[(rest or [row.lines[-1]])[-1]].y - below.y < _CLOSE * below.size or abs(_left(below) - left) > _ALIGNED:
            break
        rest.append(i)
    return _Row((*row.lines, *rest), row.back)


def _is_row(row: _Row, lines: list[Line]) -> bool:
    """Whether they are cells of a table, not a label or a marginal number beside its text, nor two columns."""
    first = lines[row.lines[0]].text.strip()
    label = labels.read(first + " ")
    words = sum(bool(_WORD.search(lines[i].text)) for i in row.lines)
    return words > 1 and not (label and label.end >= len(first)) and not re.fullmatch(r"\d{1,4}[A-Z]{0,2}", first)


def _joined(row: _Row, lines: list[Line], cells: list[tuple[_Cell, ...]], starts: list[int]) -> list[Gap]:
    """A row's lines as one: bars between its cells, spaces between the lines of a cell."""
    out = []
    for above, i in pairwise(row.lines):
        start = starts[above] + len(lines[above].text.rstrip())
        out.append((start, starts[i] + len(lines[i].text) - len(lines[i].text.lstrip()), BAR if i in row.back else " "))
    return out + [(starts[i] + a.last, starts[i] + b.first, BAR) for i in row.lines for a, b in pairwise(cells[i]) if a.last < b.first]


def _left(line: Line) -> float:
    return min(piece.x for piece in line.pieces if piece.text.strip())


def _cells(line: Line, end: Ends) -> tuple[_Cell, ...]:
    """The words of a line that no wide gap parts; none where they go back, or where the line is not as drawn."""
    if line.words is not None:
        return ()
    groups: list[list[tuple[int, Piece]]] = []
    at = 0
    for piece in line.pieces:
        place, at = at, at + len(piece.text)
        if not piece.text.strip():
            continue
        last = groups[-1][-1][1] if groups else None
        if last and piece.x < last.x:
            return ()
        if last and piece.x - end(last) <= _GAP * max(last.size, piece.size):
            groups[-1].append((place, piece))
        else:
            groups.append([(place, piece)])
    return tuple(_cell(line.text, group, end) for group in groups)


def _cell(words: str, group: list[tuple[int, Piece]], end: Ends) -> _Cell:
    (first, opening), (last, closing) = group[0], group[-1]
    first += len(opening.text) - len(opening.text.lstrip())
    last += len(closing.text.rstrip())
    return _Cell(words[first:last], opening.x, max(end(piece) for _, piece in group), first, last)


def _aligned(run: list[int], cells: list[tuple[_Cell, ...]]) -> list[list[int]]:
    """Parts of a run of lines with as many cells in which each cell stands below the one above."""
    out = [[run[0]]]
    for above, i in pairwise(run):
        if all(_is_below(a, b) for a, b in zip(cells[above], cells[i], strict=True)):
            out[-1].append(i)
        else:
            out.append([i])
    return out


def _is_below(a: _Cell, b: _Cell) -> bool:
    """Whether two cells begin, end or have their middle at one place."""
    return min(abs(a.start - b.start), abs(a.end - b.end), abs(a.start + a.end - b.start - b.end) / 2) <= _ALIGNED


def _is_table(rows: Sequence[tuple[_Cell, ...]]) -> bool:
    width = len(rows[0])
    if width < 2 or len(rows) < _ROWS.get(width, _FEWEST):
        return False
    longest, words = (_LENGTH, _WORDS) if width == 2 else (1.5 * _LENGTH, 1.5 * _WORDS)
    if any(len(cell.text) > longest or len(cell.text.split()) > words for row in rows for cell in row):
        return False
    columns = [[row[i].text for row in rows] for i in range(width)]
    named = sum(bool(_WORD.search(text)) for text in columns[0])
    if _are_pages(columns[-1]) and (width == 2 or 2 * sum(labels.read(f"{text} ") is not None for text in columns[0]) > len(rows)):
        return False  # a list of contents
    return width > 2 or 2 * named > len(rows)


def _are_pages(column: list[str]) -> bool:
    """Whether they are numbers of up to three figures that rise, as in a list of contents; longer ones are years."""
    numbers = [int(text) for text in column if text.isascii() and text.isdigit() and len(text) <= 3]
    return 2 * len(numbers) > len(column) and numbers == sorted(numbers)
