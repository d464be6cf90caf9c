"""Plots as inline SVG and HTML, without scripts and without anything from outside. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

_WIDTH, _HEIGHT, _LEFT, _TOP, _BELOW = 360, 220, 44, 10, 40  # of the plots, in SVG units


def heat_map(cells: Mapping[tuple[str, str], tuple[float | None, int]], rows: Sequence[str], columns: Sequence[str]) -> str:
    """A table of ``cells`` ((row, column) -> rate from 0 to 1, count), darker for a higher rate; empty without one."""
    head = "".join(f"<th>{escape(column)}</th>" for column in columns)
    body = "".join(
        f"<tr><th>{escape(row)}</th>{''.join(_heat(cells.get((row, column))) for column in columns)}</tr>" for row in rows
    )
    return f'<table class="heat"><tr><th></th>{head}</tr>{body}</table>'


def curve(points: Sequence[tuple[float, float]], across: str, up: str) -> str:
    """A line through ``points``, both axes from 0 to 1."""
    line = " ".join(f"{_x(x):.1f},{_y(y):.1f}" for x, y in points)
    return _frame(f'<polyline points="{line}"/>', [(share, f"{share:g}") for share in (0, 0.25, 0.5, 0.75, 1)], across, up)


def bars(counts: Mapping[str, int], across: str, up: str) -> str:
    """A bar for each of ``counts``, as a share of them all, with the count in its title."""
    total, width = sum(counts.values()) or 1, 1 / max(len(counts), 1)
    shapes, ticks = [], []
    for at, (name, count) in enumerate(counts.items()):
        top, title = _y(count / total), f"<title>{escape(name)}: {count}</title>"
        left, broad, tall = _x(at * width) + 1, width * _inner() - 2, _y(0) - top
        shapes.append(f'<rect x="{left:.1f}" y="{top:.1f}" width="{broad:.1f}" height="{tall:.1f}">{title}</rect>')
        ticks.append(((at + 0.5) * width, name))
    return _frame("".join(shapes), ticks, across, up)


def _heat(cell: tuple[float | None, int] | None) -> str:
    if cell is None or cell[0] is None:
        return '<td class="none"></td>'
    rate, count = cell
    ink = "#fff" if rate > 0.55 else "#14213d"
    style = f"background:hsl(212 60% {95 - 62 * rate:.0f}%);color:{ink}"
    return f'<td style="{style}">{rate:.2f}<small>{count}</small></td>'


def _frame(shapes: str, ticks: Sequence[tuple[float, str]], across: str, up: str) -> str:
    """Axes from 0 to 1 upwards with ``ticks`` (place from 0 to 1, words) across, around ``shapes``."""
    grid = "".join(
        f'<line x1="{_LEFT}" x2="{_WIDTH - 8}" y1="{_y(v):.1f}" y2="{_y(v):.1f}"/>'
        f'<text x="{_LEFT - 6}" y="{_y(v) + 4:.1f}" text-anchor="end">{v:g}</text>'
        for v in (0, 0.25, 0.5, 0.75, 1)
    )
    marks = "".join(
        f'<text x="{_x(place):.1f}" y="{_y(0) + 15:.1f}" text-anchor="middle">{escape(words)}</text>'
        for place, words in ticks
    )
    middle = _TOP + (_y(0) - _TOP) / 2
    names = (
        f'<text x="{_x(0.5):.1f}" y="{_HEIGHT - 6}" text-anchor="middle">{escape(across)}</text>'
        f'<text x="10" y="{middle:.0f}" text-anchor="middle" transform="rotate(-90 10 {middle:.0f})">{escape(up)}</text>'
    )
    label = escape(f"{up} by {across}", quote=True)
    return f'<svg viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img" aria-label="{label}">{grid}{shapes}{marks}{names}</svg>'


def _x(share: float) -> float:
    return _LEFT + share * _inner()


def _y(share: float) -> float:
    return _HEIGHT - _BELOW - share * (_HEIGHT - _BELOW - _TOP)


def _inner() -> int:
    return _WIDTH - _LEFT - 8
