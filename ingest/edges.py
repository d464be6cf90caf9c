"""Lines at the head and foot of pages that count on from page to page: what a page prints around its text.

A line is known as one by its page number, which grows as the pages do while the words beside it stay.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from ingest import articles, labels, lines
from ingest.trace import Edit

_LONGEST = 100  # characters
_ROWS = (0, -1, 1, -2)  # lines of a page that may be running ones, counted from its head and its foot
_BESIDE = {0: 1, 1: 0, -1: -2, -2: -1}
_FEWEST = 3  # pages on which words without a figure must count on
_ROMAN = {numeral: n for n, numeral in enumerate(labels.ROMAN, 1)}
_READINGS = (  # how a page's number stands beside the words
    ("alone", re.compile(r"(?P<rest>\s*)(?P<n>\d{1,4}|[ivxl]{1,6})\s*$")),
    ("left", re.compile(r"\s*(?P<n>\d{1,4}|[ivxl]{1,6})(?P<rest>\s+\S.*)$")),
    ("right", re.compile(r"(?P<rest>.*\S\s+|.*[^\d\s](?=\d))(?P<n>\d{1,4}|[ivxl]{1,6})\s*$")),
    ("dashes", re.compile(r"(?P<rest>.*?)(?:^|(?<=\s))[-–—]\s*(?P<n>\d{1,4})\s*[-–—](?=\s|$)")),
)
_CODE = re.compile(r"\w/\d+\S*-[A-Z]$")  # a paper of a meeting: "C24/16-E"
_LINE = re.compile(r"[^\n\f]+")
_LETTER_FOOT = re.compile(r"\S\s+[•·]\s+\S.*\S\s+[•·]\s+\S")  # parts of an address, set apart by bullets
_CONTACT = re.compile(r"@|\bwww\.|https?://|\+\d{1,3}[ .\d]{6,}")
_FOOT = 4  # lines of a page, at most, that its letter's foot and its number take
_VOLUME = re.compile(r"(?P<volume>[^\W\d_]{2,9}-\d{2,4})\s[–—-]\s")  # "WTSA-24 – ", with what part of it the page is of


@dataclass(frozen=True)
class _Edge:
    """One reading of a line at a page's edge."""

    page: int
    row: int
    start: int
    end: int
    side: str  # where the number stands: left, right, dashes; "" without one
    number: int
    rest: str


def running(text: str) -> list[tuple[int, int, str]]:
    """(start, end, page number as printed) of each running line that the pages' count shows."""
    if "\f" not in text:
        return []
    names = {_plain(m.group()) for m in _LINE.finditer(text) if lines.number_line(m.group())}
    groups = defaultdict(list)
    for edge in _edges(text, names):
        groups[edge.rest, edge.side == "alone", edge.number - edge.page if edge.side else None].append(edge)
    found = {(e.start, e.end, str(e.number) if e.side else "") for group in groups.values() for e in _running(group, names)}
    every = [e for group in groups.values() for e in group]
    found |= {(e.start, e.end, str(e.number)) for e in _facing(every)}
    found |= {(e.start, e.end, str(e.number) if e.side else "") for e in _on_two_lines(every)}
    found |= {(e.start, e.end, str(e.number)) for e in _of_the_volume(every, {text[a:b] for a, b, n in found if n})}
    found |= {(*span, "") for span in _letter_feet(text)}
    numbered = {(a, b) for a, b, n in found if n}
    return sorted(f for f in found if f[2] or f[:2] not in numbered)


def outermost(text: str) -> list[Edit]:
    """Running lines go, with the empty lines beside them; the ends of pages stay."""
    edits = []
    at = 0
    for start, end, number in running(text):
        start = max(start, at)  # the space before it may have gone with the line above
        kind = "page_number" if text[start:end].strip(" \t-–—") == number else "running_header"
        before, after = text[:start].rstrip(" \t\n"), text[end:].lstrip(" \t\n")
        head = not before or before.endswith("\f")
        left = start if head else max(len(before), at)
        right = len(text) - len(after) if head or not after else end
        edits += [Edit(left, start, "", "page_break"), Edit(start, end, "", kind), Edit(end, right, "", "page_break")]
        at = right
    return [e for e in edits if e.start < e.end]


def _edges(text: str, names: set[str]) -> Iterator[_Edge]:
    for page, (start, end) in enumerate(pages(text)):
        found = [m for m in _LINE.finditer(text, start, end) if m.group().strip()]
        rows = {found[row].start(): row for row in reversed(_ROWS) if -len(found) <= row < len(found)}
        for m in found:
            row = rows.get(m.start())
            may = row is not None and _may_run(m.group())
            for side, pattern in _READINGS if row is not None else ():
                if read := pattern.match(m.group()):
                    rest = _plain(read["rest"] + m.group()[read.end():])
                    number = int(read["n"]) if read["n"].isdigit() else _ROMAN.get(read["n"])
                    if number and (may or rest in names):
                        yield _Edge(page, row, m.start(), m.end(), side, number, rest)
            if may:
                yield _Edge(page, row, m.start(), m.end(), "", 0, _plain(m.group()))


def pages(text: str) -> list[tuple[int, int]]:
    """The spans between form feeds."""
    edges = [0, *(m.end() for m in re.finditer("\f", text)), len(text) + 1]
    return [(a, b - 1) for a, b in zip(edges, edges[1:], strict=False)]


def _running(group: list[_Edge], names: set[str]) -> list[_Edge]:
    """Those lines of one wording and one count that are running ones. ``names``: the number lines of the text."""
    found = len({e.page for e in group})
    named = re.search(r"\d", group[0].rest) and re.search(r"[^\W\d_]", group[0].rest)
    outer = [e for e in group if e.row in (0, -1)]
    if not group[0].side:  # the same line twice, without a number of the page
        same = group if _CODE.search(group[0].rest) else outer
        beside = any(b.page - a.page in (1, 2) and a.row == b.row for a in same for b in same)
        return same if named and beside else []
    if not group[0].rest:
        return outer if group[0].side == "dashes" or found > 1 or outer and outer[0].number == outer[0].page + 1 else []
    if group[0].side and group[0].rest in names:
        return outer
    if found < 2 or not re.search(r"[^\W\d_]", group[0].rest):
        return []
    if named or group[0].side == "dashes":
        return group
    alternating = {"left", "right"} <= {e.side for e in outer}
    return outer if alternating or len({e.page for e in outer}) >= _FEWEST else []


def _facing(edges: list[_Edge]) -> Iterator[_Edge]:
    """Lines of facing pages, whose words may differ: the number stands left on each even page and right on each odd one."""
    groups = defaultdict(list)
    for edge in edges:
        if edge.row in (0, -1) and edge.side == ("right" if edge.number % 2 else "left") and re.search(r"[^\W\d_]{3}", edge.rest):
            groups[edge.row, edge.number - edge.page].append(edge)
    for group in groups.values():
        if any(b.page - a.page == 1 for a in group for b in group):
            yield from group


def _on_two_lines(edges: list[_Edge]) -> Iterator[_Edge]:
    """The outermost two lines of pages, one of them the page's number and the other a name that is another page's too, its
    figures apart, in whichever order: "751" above "Rés. 238" on one page and below it on the next, and "Rés. 239" after that."""
    words = {(e.page, e.row): e for e in edges if not e.side and re.search(r"[^\W\d_].*\d", e.rest)}
    groups = defaultdict(list)
    for number in edges:
        name = words.get((number.page, _BESIDE[number.row])) if number.side == "alone" else None
        if name:
            groups[re.sub(r"\d+", "#", name.rest), number.number - number.page, number.row < 0].append((number, name))
    for pairs in groups.values():
        if len({number.page for number, _ in pairs}) > 1:
            yield from (edge for pair in pairs for edge in pair)


def _of_the_volume(edges: list[_Edge], running: set[str]) -> Iterator[_Edge]:
    """Lines that name the volume as the running ones do, and another part of it: "WTSA-24 – Proceedings ii"."""
    volumes = {m["volume"] for line in running if (m := _VOLUME.search(line))}
    for edge in edges:
        named = _VOLUME.match(edge.rest)
        if named and named["volume"] in volumes and edge.row in (0, -1) and edge.side in ("left", "right"):
            yield edge


def _letter_feet(text: str) -> Iterator[tuple[int, int]]:
    """The lines at a page's foot with the sender's address and how to reach it, as the first page of a letter prints them:
    "Union • 1 Quay Street • Thule", "Tel: +00 12 345 678 • E-mail: …"."""
    for start, end in pages(text):
        foot = [m for m in _LINE.finditer(text, start, end) if m.group().strip()][-_FOOT:]
        parted = [m for m in foot if len(m.group()) <= 2 * _LONGEST and _LETTER_FOOT.search(m.group())]
        if any(_CONTACT.search(m.group()) for m in parted):
            yield from (m.span() for m in parted)


def _may_run(line: str) -> bool:
    """Whether a line may be no part of the text, its count apart."""
    words = line.strip()
    return not (len(words) > _LONGEST or lines.ENDS.search(words) or lines.LEADERS.search(words) or articles.HEAD.match(words)
                or lines.ANNEX.match(words) or lines.DIVISION.match(words) or lines.CAPTION.match(words) or lines.number_line(words) or lines.HISTORY.match(words))


def _plain(words: str) -> str:
    return " ".join(words.split())
