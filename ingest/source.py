"""What a reader makes of a file, whatever its format."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class SourceText:
    """A file's own characters, as its reader gives them.

    Conventions of ``text``, the same for every format: a paragraph is a line (a line break
    inside it is one too); labels that the word processor generates are written out (``a)\\t``);
    a footnote call is ``[footnoteRef:N]`` and its printed mark, and the note's body stands at the
    end of the line of the paragraph that calls it as ``[N: mark\\ttext]``, where N counts the
    notes of the file from 1; a table row is a line, its cells joined by ``" | "``.
    """

    text: str = field(repr=False)
    pages: tuple[int, ...]  # start in text of each physical page; () where the format has none
    page_labels: tuple[str, ...]  # printed number of each page, "" when the file names none
    format: str  # "txt", "pdf", "docx", "doc" or "html"
    reader: str  # the libraries and programs that read it
    warnings: tuple[str, ...] = ()  # for the ingest report
    # (start of each printed line, "close" or "apart": how it stands below the one before; "" where that is not known)
    spacing: tuple[tuple[int, str], ...] = field(default=(), repr=False)
    # (start of each printed line, points left at its end, points that its first word takes, whether it is bold, whether
    # it is set in as a paragraph's first line is), where that is known; the second is infinite where only the others are
    room: tuple[tuple[int, float, float, bool, bool], ...] = field(default=(), repr=False)
    # (start, end, what to put for it) of white space in a table's rows, where the reader knows only the places of its cells
    gaps: tuple[tuple[int, int, str], ...] = field(default=(), repr=False)
