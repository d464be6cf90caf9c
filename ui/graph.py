"""A small graph of citations, drawn as SVG by the page itself: nothing is fetched for it, and it prints."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Protocol

import streamlit as st

from schema import DocumentInfo

MOST = 7  # texts on a side
_ROW, _BOX, _WIDTH, _TALL = 44, 230, 860, 32  # SVG units
_CHARS = 30


class Named(Protocol):
    """What is drawn: a text by its name."""

    name: str
    document_id: str


def drawn(info: DocumentInfo, cites: Sequence[Named], cited_by: Sequence[Named], words: dict) -> None:
    """Draw the text in the middle, what cites it on the left, what it cites on the right."""
    st.html(f'<div class="wide" dir="ltr">{svg(info.name, [c.name for c in cites], [c.name for c in cited_by], words["graph"])}</div>')


def svg(name: str, cites: Sequence[str], cited_by: Sequence[str], alt: str) -> str:
    """The graph as SVG; ``alt`` is what it is called. More than MOST texts of a side are a count."""
    sides = [_some(cited_by), _some(cites)]
    height = max(1, *(len(side) for side in sides)) * _ROW + 8
    middle = height / 2
    shapes = [_box(_WIDTH / 2, middle, name, "own")]
    for side, across, edge in ((sides[0], _BOX / 2 + 2, 1), (sides[1], _WIDTH - _BOX / 2 - 2, -1)):
        for number, other in enumerate(side):
            y = middle + (number - (len(side) - 1) / 2) * _ROW
            shapes.insert(0, _line(across + edge * _BOX / 2, y, _WIDTH / 2 - edge * _BOX / 2, middle, towards=edge))
            shapes.append(_box(across, y, other, "other"))
    arrow = '<defs><marker id="arrow" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path d="M0 0L8 4L0 8z"/></marker></defs>'
    return f'<svg class="graph" viewBox="0 0 {_WIDTH} {height:.0f}" role="img" aria-label="{escape(alt)}">{arrow}{"".join(shapes)}</svg>'


def _some(names: Sequence[str]) -> list[str]:
    names = list(names)
    return names if len(names) <= MOST else [*names[: MOST - 1], f"+ {len(names) - MOST + 1}"]


def _box(x: float, y: float, name: str, css: str) -> str:
    short = name if len(name) <= _CHARS else name[: _CHARS - 1] + "…"
    return (
        f'<g class="{css}"><title>{escape(name)}</title><rect x="{x - _BOX / 2:.0f}" y="{y - _TALL / 2:.0f}" width="{_BOX}" '
        f'height="{_TALL}" rx="6"/><text x="{x:.0f}" y="{y + 5:.0f}" text-anchor="middle">{escape(short)}</text></g>'
    )


def _line(x: float, y: float, x2: float, y2: float, *, towards: int) -> str:
    """A line between a box at the side and the middle; the arrow shows who cites whom."""
    a, b = ((x, y), (x2, y2)) if towards == 1 else ((x2, y2), (x, y))
    return f'<line x1="{a[0]:.0f}" y1="{a[1]:.0f}" x2="{b[0]:.0f}" y2="{b[1]:.0f}" marker-end="url(#arrow)"/>'
