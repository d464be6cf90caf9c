"""Lines of Arabic that were drawn from the left: their pieces in the order in which they are read.

pypdf gives the letters of a run of Arabic as they are read, but the runs of a line, the figures and the brackets between
them, as they were drawn. Where they were drawn from left to right the line is put together from the right: figures and
Latin words keep their own direction, and a bracket, drawn as its mirror image, becomes what it is (Unicode Standard
Annex 9, rules W2, W4, W7 and L4, turned round).

    drawn: "(2022 بوخارست،) 136 بالقرار"        read: "بالقرار 136 (بوخارست، 2022)"
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from ingest.readers.pdf_spacing import Line, Piece

Ends = Callable[[Piece], float]  # where a piece of text ends, in points from the left
_ARABIC = re.compile("[\u060c\u061b\u061f\u0620-\u064a\u066e-\u06d3\ufb50-\ufdff\ufe70-\ufefc]")
_LEFT_TO_RIGHT = re.compile(r"[^\W\d_]")  # of what is not Arabic
_PARTS = re.compile(r"\w+|[^\w\s]")
_MIRROR = str.maketrans("()[]{}«»<>（）", ")(][}{»«><）（")
_WITHIN = frozenset(".,:/")  # between the figures of one number
_GAP, _WIDE = 0.15, 0.6  # heights of the letters, at least, between two words; and right of Arabic
_SIGNS = frozenset(".,:/-")  # hardly ever with a space beside them
_LABEL_ENDS = frozenset(")–—-•")
_NO_SPACE = re.compile(r"(?<=[(\[«]) | (?=[)\]»،؛:.])")


@dataclass(frozen=True)
class _Token:
    """A run of one direction, by its place on the line. Where Arabic ends is not known well: its letters are joined."""

    text: str
    start: float
    end: float
    space_left: bool = False  # known for Arabic alone
    space_right: bool = False

    @property
    def arabic(self) -> bool:
        return bool(_ARABIC.search(self.text))

    @property
    def latin(self) -> bool:
        return not self.arabic and bool(_LEFT_TO_RIGHT.search(self.text))

    @property
    def figures(self) -> bool:
        return self.text[:1].isdigit()


def in_order(lines: list[Line], end: Ends) -> list[Line] | None:
    """The lines as they are read; None where none was drawn from the left."""
    if not any(_ARABIC.search(line.text) for line in lines):
        return None
    out = [_turned(line, end) for line in lines]
    if all(a is b for a, b in zip(lines, out, strict=True)):
        return None
    return [_mirrored(line) if line is before else line for before, line in zip(lines, out, strict=True)]


def _turned(line: Line, end: Ends) -> Line:
    pieces = [piece for piece in line.pieces if piece.text.strip()]
    if line.words is not None or not _from_the_left(pieces):
        return line
    order = _read_order(_tokens(line, end), line.size)
    words = order[0].text
    for before, token in pairwise(order):
        label = before is order[0] and before.figures and len(before.text) < 3
        words += (" " if label and token.arabic or _apart(before, token, line.size) else "") + token.text
    return Line.of(_NO_SPACE.sub("", words), pieces[0], pieces)


def _mirrored(line: Line) -> Line:
    """A line of Arabic alone: only its brackets are as they were drawn."""
    if line.words is not None or not _ARABIC.search(line.text) or not line.size:
        return line
    pieces = [piece for piece in line.pieces if piece.text.strip()]
    return Line.of(line.text.translate(_MIRROR), pieces[0], pieces) if len(pieces) == 1 else line


def _from_the_left(pieces: list[Piece]) -> bool:
    """Whether most of what was drawn after Arabic, or before it, stands right of it, or left."""
    steps = [b.x - a.x for a, b in pairwise(pieces) if _ARABIC.search(a.text + b.text) and abs(b.x - a.x) > 0.5 * a.size]
    return bool(steps) and sum(step > 0 for step in steps) > 0.6 * len(steps)


def _tokens(line: Line, end: Ends) -> list[_Token]:
    """The line's tokens from left to right. A piece without Arabic is parted into words and signs."""
    out: list[_Token] = []
    blanks = [piece.x for piece in line.pieces if not piece.text.strip()]  # where a space ends that was drawn before Arabic
    at = 0.0
    for piece in _as_drawn(line):
        words = piece.text.strip()
        at = left = max(piece.x, at)  # a piece of several runs has one place for all
        right = max(end(piece), left + 0.1)
        if _ARABIC.search(words):
            spaced = any(0 <= x - piece.x < 0.6 * line.size for x in blanks)
            out.append(_Token(words.translate(_MIRROR), left, right, spaced or piece.text[-1:].isspace(), piece.text[:1].isspace()))
            continue
        each = (right - left) / len(words)
        out += [_Token(m.group(), left + m.start() * each, left + m.end() * each) for m in _PARTS.finditer(words)]
    return out


def _as_drawn(line: Line) -> list[Piece]:
    """The pieces in the order of drawing; what was drawn after others left of all of them comes before."""
    groups: list[list[Piece]] = []
    for piece in line.pieces:
        if not piece.text.strip():
            continue
        if not groups or piece.x < min(p.x for p in groups[-1]) - line.size:
            groups.append([])
        groups[-1].append(piece)
    return [piece for group in sorted(groups, key=lambda group: min(p.x for p in group)) for piece in group]


def _read_order(tokens: list[_Token], size: float) -> list[_Token]:
    """From the right, what is written from the left in its own order; lone signs mirrored."""
    runs: list[list[_Token]] = []
    for i, token in enumerate(tokens):
        if runs and _goes_on(runs[-1], token, tokens[i + 1:i + 6], size):
            runs[-1].append(token)
        else:
            runs.append([token])
    return [replace(t, text=t.text.translate(_MIRROR)) if len(run) == 1 and not t.arabic else t for run in reversed(runs) for t in run]


def _goes_on(run: list[_Token], token: _Token, after: Sequence[_Token], size: float) -> bool:
    """Whether ``token`` is of the Latin words or of the number that ``run`` holds. ``after``: the tokens right of it."""
    if token.arabic or not (run[0].latin or run[0].figures):
        return False
    sign = not (token.latin or token.figures)
    close = not _spaced(run[-1], token, size)
    between = bool(sign and close and after and (after[0].latin or after[0].figures) and not _spaced(token, after[0], size))
    if any(t.latin for t in run):
        closed = next((i for i, t in enumerate(after) if t.text in "()"), 0) if token.text == "(" else 0
        opened = sum(t.text == "(" for t in run) > sum(t.text == ")" for t in run)
        return between or not sign or closed > 0 and not any(t.arabic for t in after[:closed]) or token.text == ")" and opened
    return between and token.text in _WITHIN and after[0].figures or close and not sign


def _apart(before: _Token, token: _Token, size: float) -> bool:
    """Whether a space stands between two tokens that are read one after the other."""
    if token.arabic and not before.arabic and before.start > token.start and before.text in _LABEL_ENDS:
        return True
    if token.text[0] in "([«" and (before.arabic or token.arabic) and before.text[-1] not in "([«":
        return True  # as it does before a bracket that opens
    return _spaced(before, token, size) if before.start < token.start else _spaced(token, before, size)


def _spaced(left: _Token, right: _Token, size: float) -> bool:
    """Whether a space stands between two tokens one beside the other."""
    if right.arabic and right.space_left or left.arabic and left.space_right:
        return True
    if _SIGNS.issuperset(left.text) or _SIGNS.issuperset(right.text):  # how wide figures are is not always known
        return right.start - left.end > (_GAP + 0.1 * len(left.text)) * size
    return right.start - left.end > (_WIDE if left.arabic else _GAP) * size
