"""Whether a printed line's first word would have fitted on the line before: then its author ended that one, not the page.

What a page tells of its lines' ends is an estimate: where it spreads the words over the line, lines seem shorter than
they are. The lines that go on in the middle of a sentence show by how much.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import inf

from ingest import labels, lines
from itu import headings

_LONG = 40  # characters; lines that show it
_FEWEST = 6  # of them
_MOST = 40.0  # points that the words can be spread; more is left by lines of titles and tables
_EXACT = 2.0  # points: where no line goes on that seems to leave more, the estimate is good
_SPARE = (6.0, 10.0)  # points, where it is good and where not
_CASELESS = ("ar", "zh")


@dataclass(frozen=True)
class Print:
    """What the page shows of a line."""

    fits: bool | None = None  # its first word on the line before
    bold: bool = False
    indented: bool = False  # as a paragraph's first line


def fits(rows: Sequence[str], spare: Sequence[float | None], language: str) -> list[bool | None]:
    """For each of ``rows``; None where the page does not show it.

    ``spare``: the points that the line before leaves beyond what the first word of this one takes, infinite where that one is
    centred and so tells nothing, None where not known.
    """
    found = [at for above, row, at in zip(rows, rows[1:], spare[1:], strict=False)
             if at is not None and at < _MOST and _goes_on(above, row, language)]
    if len(found) < _FEWEST:
        return [None if at is None or at > 0 else False for at in spare]
    slack = max(0.0, *found)
    slack += _SPARE[slack > _EXACT]
    return [None if at is None or at == inf or 0 < at <= slack else at > 0 for at in spare]


def _goes_on(above: str, row: str, language: str) -> bool:
    """Whether ``row`` is of the same sentence as the line above it, for certain."""
    begins = labels.read(row) or headings.match(row, language)
    long = len(above) >= (_LONG / 2 if language == "zh" else _LONG)
    return bool(long and not begins and not lines.ENDS.search(above) and (language in _CASELESS or row.strip()[:1].islower()))
