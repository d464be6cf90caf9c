"""A small graph of citations: what cites a text, the text, what it cites. Of the page's own HTML, so that it follows
the theme and the width of the window, and nothing is fetched for it."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

MOST = 7  # texts on a side


def html(name: str, cites: Sequence[str], cited_by: Sequence[str], alt: str) -> str:
    """The graph as HTML; ``alt`` is what a screen reader calls it, which reads the lists in its place. More than
    MOST texts of a side are a count."""
    left, right = _side(cited_by), _side(cites)
    middle = f'<div class="side"><span class="node own" dir="auto">{escape(name)}</span></div>'
    arrow = '<div class="arrow">→</div>'
    parts = [*([left, arrow] if left else []), middle, *([arrow, right] if right else [])]
    return f'<div class="graph" role="img" dir="ltr" aria-label="{escape(alt)}">{"".join(parts)}</div>'


def _side(names: Sequence[str]) -> str:
    shown = list(names) if len(names) <= MOST else [*names[: MOST - 1], f"+ {len(names) - MOST + 1}"]
    nodes = "".join(f'<span class="node" dir="auto">{escape(name)}</span>' for name in shown)
    return f'<div class="side">{nodes}</div>' if nodes else ""
