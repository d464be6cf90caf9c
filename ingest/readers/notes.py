"""Footnotes and endnotes of a Word document: their numbers, marks and bodies."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass, field

from lxml import etree

from ingest.readers.numbering import W, child, children, value
from ingest.readers.numerals import numeral

_KINDS = {"footnoteReference": ("footnote", "decimal"), "endnoteReference": ("endnote", "lowerRoman")}


@dataclass(frozen=True)
class Note:
    """A note that was called: its number in the file, from 1, its printed mark, and its ``w:footnote``."""

    number: int
    mark: str
    element: etree._Element

    def written(self, text: str) -> str:
        """``mark\\ttext``: the body's own mark, where it has one, stands once."""
        text = text.strip()
        mark = self.mark or (found[0] if (found := re.match(r"\S{1,4}(?=\s)", text)) else "")
        return f"{mark}\t{text.removeprefix(mark).lstrip()}"


@dataclass
class Notes:
    """The notes of one document, numbered in the order in which they are called."""

    footnotes: etree._Element | None
    endnotes: etree._Element | None
    settings: etree._Element | None
    _called: dict[tuple[str, str], int] = field(default_factory=dict)
    _counts: dict[str, int] = field(default_factory=dict)
    _waiting: list[Note] = field(default_factory=list)
    _held: int = 0

    def __post_init__(self) -> None:
        self._bodies = {
            (kind, note.get(W + "id", "")): note
            for kind, root in (("footnote", self.footnotes), ("endnote", self.endnotes))
            for note in children(root, kind)
        }

    def call(self, reference, following: Callable[[etree._Element], str]) -> str:
        """Write the call of a note: ``[footnoteRef:N]`` and its mark.

        Where the author chose the mark it follows in the text anyway; ``following(reference)`` tells it.
        """
        kind, form = _KINDS[etree.QName(reference).localname]
        key = (kind, reference.get(W + "id", ""))
        if key not in self._bodies:
            return ""
        custom = reference.get(W + "customMarkFollows", "0") not in ("0", "false", "off")
        if key in self._called:
            return f"[footnoteRef:{self._called[key]}]"
        number = self._called[key] = len(self._called) + 1
        mark = following(reference).strip() if custom else self._next_mark(kind, form)
        self._waiting.append(Note(number, mark, self._bodies[key]))
        return f"[footnoteRef:{number}]" + ("" if custom else mark)

    def take(self) -> list[Note]:
        """The notes called since the last time; none while a table row is being read."""
        if self._held:
            return []
        taken, self._waiting = self._waiting, []
        return taken

    @contextmanager
    def held(self):
        """Hold the bodies back until the row's end."""
        self._held += 1
        yield
        self._held -= 1

    def _next_mark(self, kind: str, form: str) -> str:
        self._counts[kind] = self._counts.get(kind, 0) + 1
        chosen = value(child(child(self.settings, kind + "Pr"), "numFmt"))
        return numeral(self._counts[kind], chosen or form)
