"""Headings of annexes, parts, chapters and articles at the edges of pages: which of those that recur are running lines.

Another number is another part: "ANNEX 1 TO RESOLUTION 12" and "ANNEX 2 TO RESOLUTION 12" head their texts, at whichever
page's head they stand. The same words at the same place of page after page are the page's, but for the first of them,
where nothing else heads the part.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Protocol

from ingest import articles, lines

_HEAD = 3  # lines of a page's head
_NEAR = 2  # pages from one to the next: right and left ones may differ
_FEWEST = 3  # pages with a heading that has no number
_LONGEST = 120  # characters
_TABLE = re.compile(r"\s*(?:TABLE|CUADRO|ТАБЛИЦА|الجدول|表)", re.IGNORECASE)


class Edge(Protocol):
    """A line near the head or the foot of a page."""

    start: int
    end: int
    page: int
    head: int  # its place among the page's lines, counted from the head
    foot: int  # and from the foot, below 0


def is_heading(line: str) -> bool:
    """Whether ``line`` heads a part of a text, or a table, with its number where it has one."""
    table = _TABLE.match(line) and lines.CAPTION.match(line)  # a figure at a page's head interrupts the text
    return len(line.strip()) < _LONGEST and bool(
        table or lines.ANNEX.match(line) or articles.HEAD.match(line) or lines.DIVISION.match(line))


def running(text: str, found: Iterable[Edge], texts: Sequence[int]) -> Iterator[Edge]:
    """Those of the headings ``found`` that are the page's. ``texts``: where the texts of a volume begin."""
    groups: dict[tuple[int, str], list[Edge]] = defaultdict(list)
    for edge in found:
        groups[bisect_right(texts, edge.start), " ".join(text[edge.start:edge.end].split())].append(edge)
    for (nth, words), group in groups.items():
        for run in _runs(group):
            least = 2 if re.search(r"\d|(?<!\w)[IVXLА-ЯA-Z](?!\w)", words) else _FEWEST
            if len(run) < least and not lines.CONTINUED.search(words):
                continue
            begins = texts[nth - 1] if nth else 0
            own = run[0].head < _HEAD and not lines.CONTINUED.search(words) and not _headed(text, words, begins, run)
            yield from run[1:] if own else run


def _runs(group: list[Edge]) -> list[list[Edge]]:
    """Parts of a group of alike lines that stand at one place of pages near one another."""
    out: list[list[Edge]] = []
    for last, edge in pairwise([None, *sorted(group, key=lambda e: e.start)]):
        same = last and edge.page - last.page <= _NEAR and edge.page > last.page and (
            edge.head == last.head or edge.foot == last.foot)
        if same:
            out[-1].append(edge)
        else:
            out.append([edge])
    return out


def _headed(text: str, words: str, begins: int, run: list[Edge]) -> bool:
    """Whether another line, before the run's second, heads the same part of the text that begins at ``begins``."""
    own = {(edge.start, edge.end) for edge in run}
    end = run[1].start if len(run) > 1 else run[0].end
    return any(_name(m.group()) == _name(words) for m in re.finditer(r"[^\n\f]+", text[begins:end])
               if (begins + m.start(), begins + m.end()) not in own and is_heading(m.group()))


def _name(line: str) -> tuple[str, ...]:
    """What a heading is called: an annex by its word and number, whatever it says besides."""
    annex = lines.ANNEX.match(line)
    if annex:
        return annex["word"].casefold(), (annex["number"] or "").casefold()
    return (" ".join(line.split()).casefold(),)
