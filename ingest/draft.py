"""A clause as the grammar finds it, before it knows its document."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Draft:
    """One clause. Spans are in the cleaned text; ``canonical`` is the language-free base of its id."""

    kind: str
    start: int
    end: int
    address: str
    canonical: str
    key: str
    section: str = ""
    heading: tuple[int, int] = (0, 0)
    label: str = ""
    parent: str = ""  # canonical of the clause it stands under, or ""
    mark: str = ""  # of a footnote


@dataclass(frozen=True)
class Line:
    """One paragraph of the cleaned text, white space at its ends left out."""

    start: int
    end: int
    text: str
    contents: bool = False  # it is a whole list of contents


def lines_of(text: str, start: int = 0, end: int | None = None) -> list[Line]:
    """The lines of ``text[start:end]`` that are not empty."""
    out, at = [], start
    for raw in text[start:end].split("\n"):
        stripped = raw.strip()
        if stripped:
            left = at + len(raw) - len(raw.lstrip())
            out.append(Line(left, left + len(stripped), stripped))
        at += len(raw) + 1
    return out
