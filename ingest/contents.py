"""Lists of contents: which lines are of one, with leaders between words and page or without.

A line of such a list ends with the number of a page, and the numbers rise. A heading ("Table of Contents") says that
a list begins; where none stands, the words of most of its lines are found again further on, as headings are.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest import lines
from ingest.draft import Line
from itu import headings

_NUMBER = re.compile(r"(?:\d{1,3}|[ivxl]{1,6})$")  # of a page, at the end of a line
_BEFORE = " \t\u00a0\u3000.…·_"  # it: spaces, leaders
_PAGE = re.compile(r"^\s*(?:pages?|página|стр\.?|страница|الصفحة|页码?|页次)\s*$", re.IGNORECASE)
_OPENS = re.compile(  # what a line of the list may begin with
    r"^\s*(?:[A-ZА-Я]?\.?\d{1,2}(?:\.\d{1,2}){0,5}\.?\s|[IVX]{1,5}(?:\.\d+)*[\s.]|[a-z]\)\s)|^\s*(?:ANNEXE?|ANEXO|APPENDIX|APPENDICE|APÉNDICE|ATTACHMENT"
    r"|ПРИЛОЖЕНИЕ|ДОПОЛНЕНИЕ|CHAPTER|CHAPITRE|CAPÍTULO|ГЛАВА|ARTICLE|ARTÍCULO|СТАТЬЯ|PART|PARTIE|PARTE|ЧАСТЬ|SECTION|SECCIÓN|РАЗДЕЛ"
    r"|TABLE|TABLEAU|CUADRO|FIGURE|FIGURA|ТАБЛИЦА|РИСУНОК|الملحق|التذييل|المادة|附件|附录|第)(?![^\W\d_])", re.IGNORECASE)
_LAST = frozenset("0123456789ivxlIVXL")
_BETWEEN = 3  # lines on end that may carry no page: an entry takes several
_LONGEST, _FAR = 160, 600  # characters of an entry's words, and of all of it with its leaders
_ALIKE = 18  # characters of an entry's words by which they are known again
_FEWEST = 3  # lines of a list without a heading


@dataclass(frozen=True)
class _Entry:
    row: int
    page: int
    sure: bool  # it has leaders, or begins as an entry does


def entries(rows: Sequence[str], language: str) -> frozenset[int]:
    """The places in ``rows`` of the lines of lists of contents, their headings included."""
    found = [entry for i, row in enumerate(rows) if (entry := _entry(i, row))]
    if not found:
        return frozenset()
    later = _openings(rows)
    out: set[int] = set()
    for run in _runs(found, rows, language):
        if any(_cites(rows[e.row]) for e in run):
            continue
        first = _heading(rows, run[0].row, language)
        again = [e for e in run if later.get(_opening(rows[e.row]), -1) > run[-1].row]
        leaders = sum(bool(lines.LEADERS.search(rows[e.row])) for e in run)
        sure = sum(e.sure or e in again or _goes_on(rows, e.row) for e in run)
        if first < run[0].row and sure >= 0.6 * len(run) or leaders > 1 or (
                len(run) >= _FEWEST and 2 * len(again) > len(run)):
            out.update(range(first, run[-1].row + 1))
    return frozenset(out)


def _entry(i: int, row: str) -> _Entry | None:
    words, page = _parts(row)
    if not page or " | " in row:
        return None
    sure = bool(lines.LEADERS.search(row) or _OPENS.match(row))
    return _Entry(i, int(page) if page.isdigit() else -1, sure)


def _cites(row: str) -> bool:
    """Whether the number that a line ends with is one of a provision cited: "in accordance with No. 12"."""
    return not lines.LEADERS.search(row) and bool(lines.NUMBERED.search(_parts(row)[0]))


def _parts(row: str) -> tuple[str, str]:
    """(words, page) of a line that ends with the number of a page; (the line, "") of others."""
    line = row.rstrip()
    found = _NUMBER.search(line, max(0, len(line) - 6)) if line[-1:] in _LAST and len(line) < _FAR else None
    if not found:
        return row, ""
    words = line[:found.start()].rstrip(_BEFORE)
    between = line[len(words):found.start()]
    parted = len(between) > 2 or between.isspace()
    return (words, found.group()) if parted and len(words) <= _LONGEST and any(map(str.isalpha, words)) else (row, "")


def _goes_on(rows: Sequence[str], at: int) -> bool:
    """Whether the line ``at`` ends an entry that began on the line before."""
    return at > 0 and not _entry(at - 1, rows[at - 1]) and bool(_OPENS.match(rows[at - 1]))


def _runs(found: list[_Entry], rows: Sequence[str], language: str) -> list[list[_Entry]]:
    """Entries whose pages rise, with few lines between them that carry no page."""
    runs: list[list[_Entry]] = []
    for entry in found:
        last = runs[-1][-1] if runs else None
        near = last and entry.row - last.row <= _BETWEEN and entry.page >= last.page and not any(
            lines.ENDS_SENTENCE.search(rows[i]) and not lines.LEADERS.search(rows[i]) for i in range(last.row + 1, entry.row))
        if near:
            runs[-1].append(entry)
        else:
            runs.append([entry])
    return runs


def _heading(rows: Sequence[str], first: int, language: str) -> int:
    """Where the list begins whose first entry with a page is ``first``: with its heading, where one is near."""
    for i in range(first - 1, max(-1, first - _BETWEEN - 2), -1):
        if headings.is_contents(rows[i], language):
            return i
    page = first - 1
    return page if page >= 0 and _PAGE.match(rows[page]) else first


def _openings(rows: Sequence[str]) -> dict[str, int]:
    """The last place of each opening of a row."""
    return {_opening(row): i for i, row in enumerate(rows)}


def _opening(row: str) -> str:
    """The letters and figures that a row begins with, its page left out where it has one."""
    return re.sub(r"[\W_]+", "", _parts(row)[0][:_LONGEST].casefold())[:_ALIKE]


def gathered(rows: list[Line], language: str) -> list[Line]:
    """``rows`` with each list of contents as one line."""
    places = sorted(entries([row.text for row in rows], language))
    out, at = [], 0
    for run in _consecutive(places):
        out += rows[at:run[0]]
        for part in _parted(rows[run[0]:run[-1] + 1], language):
            out.append(Line(part[0].start, part[-1].end, "\n".join(row.text for row in part), contents=True))
        at = run[-1] + 1
    return out + rows[at:]


def _consecutive(places: list[int]) -> list[list[int]]:
    runs: list[list[int]] = []
    for place in places:
        if runs and place == runs[-1][-1] + 1:
            runs[-1].append(place)
        else:
            runs.append([place])
    return runs


def _parted(rows: list[Line], language: str) -> list[list[Line]]:
    """One list after another, where a second has its own heading."""
    parts: list[list[Line]] = []
    for row in rows:
        if parts and not headings.is_contents(row.text, language):
            parts[-1].append(row)
        else:
            parts.append([row])
    return parts
