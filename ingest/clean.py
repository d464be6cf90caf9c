"""From a file's characters to a document's text: ordered, pure steps that keep the way back.

Each step is ``str -> list of edits``; a Trace composes them, keeping the map and the ledger of what
was dropped. In the text that comes out, every line is one paragraph.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from ingest import edges, fold, footnotes, furniture, room, unbroken
from ingest.source import SourceText
from ingest.trace import Edit, Trace
from itu.language import detect_language
from schema import Dropped, MapRun

# Latin ligatures, and the shapes of Arabic letters that some PDFs hold instead of the letters.
_LIGATURES = re.compile("[\ufb00-\ufb06\ufb50-\ufdff\ufe70-\ufefc]")
_STRETCH = re.compile("(?<=[\u0620-\u0652])\u0640+(?=[\u0620-\u0652])")
_APART = re.compile(r"[\u3400-\u9fff](?: [\u3400-\u9fff]){4,}")
_GLUED = re.compile(r"^[ \t]*[A-Z]?\d{1,2}(?:\.\d{1,2}){1,4}(?=[A-ZÀ-ÖА-Я][a-zà-ÿа-я]{3})", re.MULTILINE)
_INVISIBLE = re.compile("[\ufeff\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\x00-\x08\x0e-\x1f]+")
_PLAIN = {ord(c): " " for c in "\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f"}
_PLAIN |= {ord(c): "-" for c in "\u2010\u2011"}
_HYPHEN_ALIKE = re.compile("(?<=[A-ZА-Я\\d])\u00ad(?=[A-ZА-Я\\d])")
_SPACES = re.compile(r"[^\S\n\f]{2,}")
_SOFT_HYPHENS = re.compile("\u00ad+(?:[ \\t]*\n)?")


@dataclass(frozen=True)
class CleanText:
    """The cleaned text, one paragraph a line, with what the grammar and the document need."""

    text: str = field(repr=False)
    plain: str = field(repr=False)  # the same, character for character, as the grammar reads it
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
    trace = replace(Trace.of(source.text), text=source.text.translate(_PLAIN))
    trace = trace.edit(_apart(Edit(a, b, put, "white_space") for a, b, put in source.gaps))
    for step in (line_ends, bookmarks, soft_hyphens, ligatures, stretches, apart, glued_numbers, unbroken.slices, unbroken.running_heads):
        trace = trace.edit(step(trace.text))
    breaks = unbroken.line_breaks(trace.text, language)
    trace = trace.edit(breaks)
    labels = furniture.page_labels(trace)
    trace = trace.edit(_apart(edges.outermost(trace.text)))
    trace, notes = footnotes.take_out(trace)
    missing = footnotes.unanswered(trace.text)
    trace = trace.edit(Edit(a, b, "", "footnote_marker") for a, b in missing)
    trace = trace.edit(furniture.empty_feet(trace.text))
    trace = trace.edit(_apart(furniture.running_lines(trace.text)))
    trace = trace.edit(_apart(furniture.marginal_marks(trace.text)))
    trace = trace.edit(line_end_hyphens(trace.text))
    trace = trace.edit(fold.line_breaks(trace.text, language, printed=not breaks and source.format in ("txt", "pdf"),
                                        paged=source.format == "pdf", spacing=_spacing(trace, source.spacing, notes), ends=_ends(trace, source.text), shown=_print(trace, source, notes, language)))
    trace = footnotes.put_back(trace, notes, language)
    trace = trace.edit(white_space(trace.text))
    warnings = [unbroken.WARNING] if breaks else []
    if missing:
        warnings.append(f"{len(missing)} footnote calls whose notes the file does not hold")
    glued = footnotes.glued_marks(trace.text)
    if glued:
        warnings.append(f"figures that may be marks of footnotes the file does not hold: {', '.join(glued[:5])}")
    return CleanText(_as_printed(trace, source.text), trace.text, trace.runs, trace.dropped, footnotes.places(trace, notes), language, labels,
                     tuple(warnings), source.text)


def _apart(edits: Iterable[Edit]) -> list[Edit]:
    """Those that overlap none before them: what two signs show of one place is taken once."""
    out: list[Edit] = []
    for edit in sorted(edits, key=lambda e: (e.start, e.end)):
        if not out or edit.start >= out[-1].end:
            out.append(edit)
    return out


def _spacing(trace: Trace, known: tuple[tuple[int, str], ...], notes: tuple[footnotes.Taken, ...]) -> list[str]:
    """How each line of the text that is not empty stands below the one before: as its reader tells, where that is still so."""
    starts = [start for start, _ in known]
    bodies = {trace.position(note.body[0]) for note in notes} if known else set()
    out, above = [], None
    for m in re.finditer(r"[^\n]*\S[^\n]*", trace.text) if known else ():
        first, last = (bisect_right(starts, _source_of(trace, at)) - 1 for at in (m.start(), m.end() - 1))
        out.append(known[first][1] if first - 1 == above and m.start() not in bodies else "")
        above = last
    return out


def _print(trace: Trace, source: SourceText, notes: tuple[footnotes.Taken, ...], language: str) -> list[room.Print]:
    """What the page shows of each line that is not empty; [] where it shows nothing."""
    rooms = {at[0]: at[1:] for at in source.room}
    bodies = {trace.position(note.body[0]) for note in notes} if rooms else set()
    found = list(re.finditer(r"[^\n]*\S[^\n]*", trace.text)) if rooms else []
    spare, bold, indented = [], [], []
    left = None
    for m in found:
        first, last = (rooms.get(_line_start(source.text, _source_of(trace, at))) for at in (m.start(), m.end() - 1))
        spare.append(left - first[1] if left is not None and first and m.start() not in bodies else None)
        bold.append(bool(first and last and first[2] and last[2]))
        indented.append(bool(first and first[3]))
        left = last[0] if last else None
    fits = room.fits([m.group() for m in found], spare, language)
    return [room.Print(*of) for of in zip(fits, bold, indented, strict=True)]


def _ends(trace: Trace, source: str) -> list[int]:
    """How many characters the last printed line of each line that is not empty holds: words cut at line ends are one here."""
    out = []
    for m in re.finditer(r"[^\n]*\S[^\n]*", trace.text):
        end = _source_of(trace, m.end() - 1)
        at = max(source.rfind(c, 0, end) for c in "\n\f")
        out.append(min(len(m.group().rstrip()), end - at))
    return out


def _line_start(source: str, at: int) -> int:
    return max(source.rfind(c, 0, at) for c in "\n\f") + 1


def _source_of(trace: Trace, at: int) -> int:
    run = trace.runs[bisect_right(trace.runs, at, key=lambda r: r.start) - 1]
    return run.source_start + (at - run.start if run.length == run.source_length else 0)


def _as_printed(trace: Trace, source: str) -> str:
    """The text with the file's own spaces and hyphens, which are read as plain ones: no place moves. Of several spaces on
    end a plain one is left."""
    read = source.translate(_PLAIN)
    if read == source:
        return trace.text
    source = _SPACES.sub(lambda m: m.group().translate(_PLAIN), source)
    out = []
    for run in trace.runs:
        part = slice(run.source_start, run.source_start + run.source_length)
        words = trace.text[run.start:run.start + run.length]
        if run.length == run.source_length and source[part] != read[part]:
            words = "".join(own if char == word else word for own, char, word in zip(source[part], read[part], words, strict=True))
        out.append(words)
    return "".join(out)


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
    """A soft hyphen goes, with the line break after it; between capitals or figures it is printed for a hyphen: "ITU-T"."""
    hyphens = {m.start() for m in _HYPHEN_ALIKE.finditer(text)}
    return [Edit(m.start(), m.end(), "-" if m.start() in hyphens else "", "hyphenation") for m in _SOFT_HYPHENS.finditer(text)]


def line_end_hyphens(text: str) -> list[Edit]:
    """A word cut at a line's end is rejoined; a hyphen that is the word's own stays.

    The text itself decides: a compound found elsewhere in it, a capital after the hyphen, or two
    parts that are both words of the text keep their hyphen, and only the line break goes.
    """
    # From a word's first letter only: tried from each one, a long run of letters costs its square.
    cut = re.compile(r"(?<![^\W\d_])([^\W\d_]+)-([ \t]*\n[ \t]*)([^\W\d_]+)")
    found = list(cut.finditer(text)) if "-" in text else []
    words = set(re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", cut.sub(" ", text).lower())) if found else set()
    edits = []
    for m in found:
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


def stretches(text: str) -> list[Edit]:
    """The dashes that stretch an Arabic word go; one that stands beside a letter, as in the label "هـ)", stays."""
    return [Edit(m.start(), m.end(), "", "stretch") for m in _STRETCH.finditer(text)]


def apart(text: str) -> list[Edit]:
    """Chinese letters printed apart, as in a widely set title, come together."""
    edits = []
    for m in _APART.finditer(text):
        edits += [Edit(s.start(), s.end(), "", "white_space") for s in re.compile(" ").finditer(text, *m.span())]
    return edits


def glued_numbers(text: str) -> list[Edit]:
    """A clause's number and the heading glued to it are parted: "A1.2.1Functions"."""
    return [Edit(m.end(), m.end(), " ", "") for m in _GLUED.finditer(text)]


def ligatures(text: str) -> list[Edit]:
    """A ligature becomes its letters, an Arabic letter's shape the letter."""
    edits = [(m.start(), unicodedata.normalize("NFKC", m.group())) for m in _LIGATURES.finditer(text)]
    return [Edit(at, at + 1, letters, "ligature") for at, letters in edits if letters.strip()]
