"""How far each printed line of a PDF stands below the one before: close, as inside a paragraph, or apart.

pypdf tells where it finds each piece of text (its ``visitor_text``); the pieces joined are the page's text.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

APART, CLOSE, OPEN = "apart", "close", ""  # OPEN: not known, as at a page's head or where a column begins
_LONG = 30  # characters; lines that tell the pitch
_SMALL = 0.92  # times the size of the text's letters: smaller ones are small print
_LEAST, _MOST = 0.95, 2.2  # heights of its letters that a line can stand below the one before in a paragraph
_SHARE = 0.04  # of the long lines
_CLOSE, _APART = 1.1, 1.2  # times the pitch


@dataclass(frozen=True)
class Piece:
    """Text drawn at one go. Points, from the page's left and foot."""

    text: str
    x: float
    y: float
    size: float  # of its letters: their height
    font: object  # pypdf's dictionary of the font


@dataclass
class Line:
    """A printed line. ``size``: of its letters, their height in points."""

    y: float = 0.0
    size: float = 0.0
    letters: int = 0
    pieces: list[Piece] = field(default_factory=list)
    words: str | None = None  # its text, where that is not its pieces joined

    @classmethod
    def of(cls, words: str, first: Piece, pieces: Sequence[Piece]) -> Line:
        return cls(first.y, first.size, len(words), list(pieces), words)

    @property
    def text(self) -> str:
        return "".join(piece.text for piece in self.pieces) if self.words is None else self.words


@dataclass
class Visitor:
    """Collects the lines of one page while pypdf reads it."""

    lines: list[Line] = field(default_factory=lambda: [Line()])

    def __call__(self, text, cm, tm, font, size) -> None:
        x = tm[4] * cm[0] + tm[5] * cm[2] + cm[4]
        y = tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
        height = abs((size or 0) * (tm[0] * cm[1] + tm[1] * cm[1] + tm[3] * cm[3]))
        for i, part in enumerate(text.split("\n")):
            if i:
                self.lines.append(Line())
            line = self.lines[-1]
            if part:
                line.pieces.append(Piece(part, x, y, height, font))
            letters = len(part.strip())
            if letters and height > line.size:  # a raised mark is smaller than its line
                line.y, line.size = y, height
            line.letters += letters


def spacing(pages: list[Visitor | None]) -> list[list[str]]:
    """Of each line of each page, how it stands below the one before that holds letters; [] for a page unread."""
    sizes = Counter(round(line.size, 1) for page in pages if page for line in page.lines if line.letters >= _LONG)
    small = _SMALL * sizes.most_common(1)[0][0] if sizes else 0
    steps = [_steps(page.lines) if page else [] for page in pages]
    body = [[step for step, line in zip(found, page.lines if page else (), strict=True) if line.letters >= _LONG and line.size >= small]
            for page, found in zip(pages, steps, strict=True)]
    usual = _pitch([step for found in body for step in found])
    out = []
    for page, found, long in zip(pages, steps, body, strict=True):
        own = _pitch(long)
        pitch = own if 0 < own < _CLOSE * usual else usual  # a page of one-line paragraphs shows only the space between them
        places = [_place(step, pitch) for step in found]
        out.append([OPEN if place == APART and line.size < small else place  # small print has its own pitch
                    for place, line in zip(places, page.lines if page else (), strict=True)])
    return out


def _steps(found: list[Line]) -> list[float]:
    """How many heights of its letters a line stands below the one before; 0 where it does not."""
    out, before = [], None
    for line in found:
        step = 0.0
        if line.letters and line.size:
            if before and before.y > line.y:
                step = (before.y - line.y) / max(line.size, before.size)
            before = line
        out.append(step)
    return out


def _pitch(steps: list[float]) -> float:
    """The step between the lines of a paragraph: the smallest that recurs; 0 where none does."""
    steps = [step for step in steps if _LEAST <= step <= _MOST]
    recurring = [pitch for pitch, times in Counter(round(step, 1) for step in steps).items() if times >= max(2, _SHARE * len(steps))]
    near = [step for step in steps if recurring and abs(step - min(recurring)) <= 0.1]
    return sum(near) / len(near) if near else 0.0


def _place(step: float, pitch: float) -> str:
    if not step or not pitch:
        return OPEN
    return CLOSE if step < _CLOSE * pitch else APART if step > _APART * pitch else OPEN
