"""From a file's characters to a document's text: ordered, pure steps that keep the way back.

Each step is ``str -> list of edits``; a Trace composes them, keeping the map and the ledger of what
was dropped. In the text that comes out, every line is one paragraph.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field

from ingest import fold, footnotes, furniture, unbroken
from ingest.source import SourceText
from ingest.trace import Edit, Trace
from itu.language import detect_language
from schema import Dropped, MapRun

# Latin ligatures, and the shapes of Arabic letters that some PDFs hold instead of the letters.
_LIGATURES = re.compile("[\ufb00-\ufb06\ufb50-\ufdff\ufe70-\ufefc]")
_INVISIBLE = re.compile("[\ufeff\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\x00-\x08\x0e-\x1f]+")


@dataclass(frozen=True)
class CleanText:
    """The cleaned text, one paragraph a line, with what the grammar and the document need."""

    text: str = field(repr=False)
    source_map: tuple[MapRun, ...] = field(repr=False)
    dropped: tuple[Dropped, ...] = field(repr=False)
    notes: tuple[footnotes.Note, ...]
    language: str
    page_labels: tuple[tuple[int, str], ...] = ()  # (offset in the source, printed page number)
    warnings: tuple[str, ...] = ()
    source: str = field(default="", repr=False)  # the file's own characters


def clean(source: SourceText, language: str = "") -> CleanText:
    """Clean a file's text. ``language`` is detected where it is not given."""
    language = language or detect_language(source.text)
    trace = Trace.of(source.text)
    for step in (line_ends, bookmarks, soft_hyphens, ligatures, unbroken.slices, unbroken.running_heads):
        trace = trace.edit(step(trace.text))
    breaks = unbroken.line_breaks(trace.text, language)
    trace = trace.edit(breaks)
    trace = trace.edit(furniture.outermost(trace.text))
    trace, notes = footnotes.take_out(trace)
    missing = footnotes.unanswered(trace.text)
    trace = trace.edit(Edit(a, b, "", "footnote_marker") for a, b in missing)
    labels = furniture.page_labels(trace)
    trace = trace.edit(furniture.running_lines(trace.text))
    trace = trace.edit(furniture.marginal_marks(trace.text))
    trace = trace.edit(line_end_hyphens(trace.text))
    trace = trace.edit(fold.line_breaks(trace.text, language, printed=not breaks and source.format in ("txt", "pdf")))
    trace = footnotes.put_back(trace, notes, language)
    trace = trace.edit(white_space(trace.text))
    warnings = [unbroken.WARNING] if breaks else []
    if missing:
        warnings.append(f"{len(missing)} footnote calls whose notes the file does not hold")
    glued = footnotes.glued_marks(trace.text)
    if glued:
        warnings.append(f"figures that may be marks of footnotes the file does not hold: {', '.join(glued[:5])}")
    return CleanText(trace.text, trace.runs, trace.dropped, footnotes.places(trace, notes), language, labels,
                     tuple(warnings), source.text)


def line_ends(text: str) -> list[Edit]:
    """Line ends of every kind become one; byte order marks and other invisible characters go."""
    edits = [Edit(m.start(), m.end(), "\n", "white_space")
             for m in re.finditer("\r\n|\r|\x0b|\x85|\u2028|\u2029", text)]
    edits += [Edit(m.start(), m.end(), "", "white_space")
              for m in _INVISIBLE.finditer(text)]
    return edits


def bookmarks(text: str) -> list[Edit]:
    """The marks that a word processor's bookmarks leave."""
    return [Edit(m.start(), m.end(), "", "bookmark") for m in re.finditer(r"\[bookmark: ?[^\[\]\n]*\]", text)]


def soft_hyphens(text: str) -> list[Edit]:
    """A soft hyphen goes, with the line break after it."""
    return [Edit(m.start(), m.end(), "", "hyphenation") for m in re.finditer("\u00ad+(?:[ \t]*\n)?", text)]


def line_end_hyphens(text: str) -> list[Edit]:
    """A word cut at a line's end is rejoined; a hyphen that is the word's own stays.

    The text itself decides: a compound found elsewhere in it, a capital after the hyphen, or two
    parts that are both words of the text keep their hyphen, and only the line break goes.
    """
    # From a word's first letter only: tried from each one, a long run of letters costs its square.
    cut = re.compile(r"(?<![^\W\d_])([^\W\d_]+)-([ \t]*\n[ \t]*)([^\W\d_]+)")
    words = set(re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", cut.sub(" ", text).lower()))
    edits = []
    for m in cut.finditer(text):
        left, right = m[1].lower(), m[3].lower()
        own = m[3][0].isupper() or f"{left}-{right}" in words or (
            f"{left}{right}" not in words and left in words and right in words)
        edits.append(Edit(m.start(2) if own else m.end(1), m.end(2), "", "hyphenation"))
    return edits


def white_space(text: str) -> list[Edit]:
    """Runs become one space; spaces at the ends of lines and empty lines go."""
    edits = []
    for m in re.finditer(r"[ \t\u00a0\u2000-\u200a\u202f\u3000\f\n]+", text):
        run = m.group()
        edge = m.start() == 0 or m.end() == len(text)
        wanted = "" if edge else "\n" if "\n" in run or "\f" in run else " "
        if len(run) == 1 and not edge and run != "\f" and run != "\t":
            continue
        at = run.find(wanted) if wanted else -1
        if at >= 0:  # keep the character itself where the run holds it
            edits.append(Edit(m.start(), m.start() + at, "", "white_space"))
            edits.append(Edit(m.start() + at + 1, m.end(), "", "white_space"))
        else:
            edits.append(Edit(m.start(), m.end(), wanted, "white_space"))
    return [e for e in edits if e.start < e.end]


def ligatures(text: str) -> list[Edit]:
    """A ligature becomes its letters, an Arabic letter's shape the letter."""
    edits = [(m.start(), unicodedata.normalize("NFKC", m.group())) for m in _LIGATURES.finditer(text)]
    return [Edit(at, at + 1, letters, "ligature") for at, letters in edits if letters.strip()]
