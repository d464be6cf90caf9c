"""Counts the blocks of a source: the label that each language prints, and the place that all share.

The counting is done anew here, by the drafting rules, so that the parser can be held to it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from evals.collections.sources import Block

_LATIN = "abcdefghijklmnopqrstuvwxyz"
_LETTERS = {"ru": "абвгдежзиклмнопрстуфхцчшщэюя", "ar": "أبجدهوزحطيكلمنسعفصقرشتثخذضظغ"}
_APART = "أدهوزذر"  # Arabic letters printed apart from the bracket
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")


@dataclass(frozen=True)
class Numbered:
    """A block with its place: ``key`` is that of the parser's clauses, ``path`` its open lists."""

    block: Block
    key: str
    path: tuple[tuple[str, int], ...] = ()  # (style, ordinal) from the outermost list in
    above: int = 0  # of "nn": the number it stands under
    margin: int = 0  # of "m": the marginal number


def number(blocks: Iterable[Block]) -> tuple[Numbered, ...]:
    """Every block with its place in the text."""
    counter = _Counter()
    return tuple(counter.take(block) for block in blocks)


def label(item: Numbered, language: str) -> str:
    """The label as printed in ``language``, "" for a block without one."""
    if not item.path:
        return ""
    style, ordinal = item.path[-1]
    if style == "l":
        return letter(ordinal, language)
    return {"n": str(ordinal), "nn": f"{item.above}.{ordinal}", "r": f"{_ROMAN[ordinal - 1]})", "d": "–"}[style]


def letter(ordinal: int, language: str) -> str:
    """The ordinal-th letter with its bracket: "b)", "б)", "ب)", "أ )"."""
    letters = _LETTERS.get(language, _LATIN)
    turns, at = divmod(ordinal - 1, len(letters))
    char = letters[at] * (turns + 1)
    return f"{char} )" if language == "ar" and char in _APART else f"{char})"


class _Counter:
    """The open place while the blocks go by."""

    def __init__(self) -> None:
        self.base = ""
        self.headings = self.annexes = self.notes = self.margin = 0
        self._open("")

    def _open(self, base: str) -> None:
        self.base, self.path, self.plain, self.rows, self.above = base, (), 0, 0, 0

    def take(self, block: Block) -> Numbered:
        if block.kind in ("l", "n", "nn", "r", "d"):
            return self._listed(block)
        return getattr(self, f"_{block.kind}")(block)

    def _listed(self, block: Block) -> Numbered:
        """The next of an open list, or the first of a new one under the open ones."""
        style = block.kind
        styles = [s for s, _ in self.path]
        if style == "nn" and "nn" not in styles:
            self.above = self.path[0][1]
        if style in styles:
            at = styles.index(style)
            self.path = (*self.path[:at], (style, self.path[at][1] + 1))
        else:
            self.path = (*self.path, (style, 1))
        self.plain = 0
        return Numbered(block, self._key(), self.path, self.above)

    def _key(self, *more: str) -> str:
        parts = [f"d{n}" if style == "d" else str(n) for style, n in self.path]
        return ".".join(filter(None, [self.base, *parts, *more]))

    def _title(self, block: Block) -> Numbered:
        return Numbered(block, "title")

    def _h(self, block: Block) -> Numbered:
        self.headings += 1
        self._open(str(self.headings))
        return Numbered(block, self.base)

    def _annex(self, block: Block) -> Numbered:
        self.annexes += 1
        self._open(f"A{self.annexes}")
        return Numbered(block, self.base)

    def _p(self, block: Block) -> Numbered:
        self.plain += 1
        if self.margin:
            return Numbered(block, f"{self.margin}.p{self.plain}")
        bare = self.plain == 1 and not self.path and not self.annexes
        return Numbered(block, self.base if bare else self._key(f"p{self.plain}"))

    def _row(self, block: Block) -> Numbered:
        self.rows += 1
        return Numbered(block, self._key(f"r{self.rows}"))

    def _note(self, block: Block) -> Numbered:
        self.notes += 1
        return Numbered(block, f"note.{self.notes}")

    def _article(self, block: Block) -> Numbered:
        self.headings += 1
        self._open(f"h{self.headings}")
        return Numbered(block, self.base)

    _preamble = _article

    def _m(self, block: Block) -> Numbered:
        """A paragraph with a marginal number; its own label, if any, is counted within the article."""
        self.margin += 1
        self.plain = 0
        if block.option:
            styles = [s for s, _ in self.path]
            at = styles.index(block.option) if block.option in styles else len(self.path)
            last = self.path[at][1] if at < len(self.path) else 0
            self.path = (*self.path[:at], (block.option, last + 1))
        else:
            self.path = ()
        return Numbered(block, str(self.margin), self.path, 0, self.margin)
