"""Footnotes: out of the paragraphs that they interrupt, onto lines of their own after them.

Two printed forms: a word processor's call ``[footnoteRef:1]1`` with the body ``[1: 1\\t…]``, and a
mark glued to a word with the body at the foot of the page.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest import furniture, lines
from ingest.trace import Edit, Move, Trace
from itu import headings

_REF = re.compile(r"\[footnoteRef:(?P<n>\d+)\]")
_PRINTED = re.compile(r"\d{1,3}\)?|\*{1,3}|[†‡§]|[a-z]\)")  # a mark, where the body does not tell it
_BODY_MARK = re.compile(r"\s*(?P<mark>[^\s\]]{1,5})\t")
_BREAK = re.compile(r"\s*\n\s*")
_FOOT = re.compile(r"(?:^|(?<=\f))[ \t]*(?P<mark>\d{1,2}|\*{1,3})\)?[ \t]+(?=[^\W\d_])", re.MULTILINE)
_HAN = "\u3400-\u9fff"
_LONGEST_NOTE = 3000  # characters
_FURTHEST_CALL = 12_000  # characters before the note: more than a page holds
_NEAR_HEAD = 300  # characters of a page where a note of the page before may be called: the line with the call moved on
_CITING = re.compile(  # words before a number that is no footnote's mark
    r"(?:[A-Z]\w*|articles?|annexe?s?|anexos?|resolutions?|résolutions?|resuelve|resolves|decides|décide|paragraph\w*|párrafos?|points?"
    r"|sections?|sección|tables?|tableaux?|cuadros?|figures?|chapters?|chapitres?|numéros?|número|numbers?|alinéas?|clauses?|parts?"
    r"|пункт\w*|стать\w+|приложени\w+|таблиц\w+|решает)$")


@dataclass(frozen=True)
class Taken:
    """A footnote by its places in the source, which no later step changes."""

    mark: str
    body: tuple[int, int]
    calls: tuple[int, ...]


@dataclass(frozen=True)
class Note:
    """A footnote of the cleaned text: where its body stands, and the places that call it."""

    mark: str
    start: int  # span of the body
    end: int
    calls: tuple[int, ...]  # positions where the mark stood


def take_out(trace: Trace) -> tuple[Trace, tuple[Taken, ...]]:
    """Drop the marks and move the bodies to lines at the text's end, out of the way of the fold."""
    found = _apart(_referenced(trace.text) + _at_page_feet(trace.text))
    if not found:
        return trace, ()
    taken, edits = [], []
    for mark, calls, whole, body in found:
        edits += [Edit(a, b, "", "footnote_marker") for a, b in (*calls, (whole[0], body[0]), (body[1], whole[1]))]
        edits += [Edit(m.start(), m.end(), " ", "white_space") for m in _BREAK.finditer(trace.text, *body)]
        taken.append(Taken(mark, (trace.source_at(body[0]), trace.source_at(body[1] - 1) + 1),
                           tuple(trace.source_at(a) for a, _ in calls)))
    trace = trace.edit([e for e in edits if e.start < e.end])
    trace = trace.edit([Edit(len(trace.text), len(trace.text), "\n", "")])
    trace = trace.move([Move(*_body(trace, note), len(trace.text)) for note in taken])
    ends = sorted(_body(trace, note)[1] for note in taken)
    return trace.edit([Edit(e, e, "\n", "") for e in ends]), tuple(taken)


def _apart(found: list[tuple]) -> list[tuple]:
    """The notes whose calls and bodies do not overlap those of a note before them."""
    out, claimed = [], []
    for note in found:
        spans = [*note[1], note[2]]
        if not any(a < d and c < b for a, b in spans for c, d in claimed):
            out.append(note)
            claimed += spans
    return out


def put_back(trace: Trace, notes: tuple[Taken, ...], language: str) -> Trace:
    """Move each body to the line after the paragraph that calls it, the last before it in the file."""
    moves = []
    for note in notes:
        start, end = _body(trace, note)
        call = trace.after(max((c for c in note.calls if c < note.body[0]), default=note.calls[0]))
        line_end = _after_title(trace.text, trace.text.find("\n", call), language)
        if 0 <= line_end < start:
            moves.append(Move(start, min(end + 1, len(trace.text)), line_end + 1))
    return trace.move(moves)


def _after_title(text: str, line_end: int, language: str) -> int:
    """``line_end``, or where it is inside a title block the end of that block."""
    before = text[max(0, line_end - 600):max(line_end, 0)].split("\n")[-4:]
    if line_end < 0 or not any(lines.number_line(row) for row in before):
        return line_end
    at = line_end
    for _ in range(6):
        following = text.find("\n", at + 1)
        row = text[at + 1:following if following >= 0 else len(text)]
        if lines.is_enacting(row) or headings.is_front(row, language) or headings.match(row, language):
            return at
        if following < 0 or lines.ENDS_SENTENCE.search(row):
            break
        at = following
    return line_end


def places(trace: Trace, notes: tuple[Taken, ...]) -> tuple[Note, ...]:
    """The notes by their places in the finished text, in its order."""
    out = [Note(n.mark, *_body(trace, n), tuple(trace.after(c) for c in n.calls)) for n in notes]
    return tuple(sorted(out, key=lambda n: n.start))


def _body(trace: Trace, note: Taken) -> tuple[int, int]:
    """Where a note's body stands in the text by now."""
    return trace.position(note.body[0]), trace.position(note.body[1] - 1) + 1


def _referenced(text: str) -> list[tuple]:
    """(mark, call spans, whole body with its brackets, body) of each note in the ``[footnoteRef:N]`` form."""
    calls: dict[str, list[re.Match]] = {}
    for m in _REF.finditer(text):
        calls.setdefault(m["n"], []).append(m)
    out = []
    for n, found in calls.items():
        whole = _bracketed(text, n, found[0].end())
        if not whole:
            continue
        inside = whole[0] + len(f"[{n}:")
        mark = _mark(text, found[0].end(), inside)
        body = re.compile(rf"\s*(?:{re.escape(mark)}\)?)?\s*").match(text, inside).end()
        end = whole[1] - 1
        while end > body and text[end - 1].isspace():
            end -= 1
        if body < end:
            spans = [(m.start(), m.end() + (len(mark) if text.startswith(mark, m.end()) else 0)) for m in found]
            out.append((mark or n, spans, whole, (body, end)))
    return out


def _mark(text: str, call: int, body: int) -> str:
    """The mark printed after the call at ``call``: the one that the body at ``body`` opens with, if any."""
    told = _BODY_MARK.match(text, body)
    if told and text.startswith(told["mark"], call):
        return told["mark"]
    printed = _PRINTED.match(text, call)
    if printed and (not told or text[body:body + 40].lstrip().startswith(printed[0])):
        return printed[0]
    return ""


def unanswered(text: str) -> list[tuple[int, int]]:
    """Calls in the ``[footnoteRef:N]`` form whose body the text does not hold, their marks included."""
    out = []
    for m in _REF.finditer(text):
        if not _bracketed(text, m["n"], m.end()):
            printed = _PRINTED.match(text, m.end())
            out.append((m.start(), printed.end() if printed else m.end()))
    return out


def glued_marks(text: str) -> tuple[str, ...]:
    """Words that end with a figure, as a footnote's mark glued to them leaves them: "countries1"."""
    return tuple(dict.fromkeys(re.findall(r"(?<![\w.])[^\W\d_]*[a-zà-ÿа-я]{4}\d{1,2}(?![\w.])", text)))


def _bracketed(text: str, n: str, after: int) -> tuple[int, int] | None:
    """The span of ``[n: …]``, its own brackets balanced."""
    start = text.find(f"[{n}:", after)
    if start < 0:
        return None
    depth = 0
    for i in range(start, min(len(text), start + 5000)):
        depth += {"[": 1, "]": -1}.get(text[i], 0)
        if depth == 0:
            return start, i + 1
    return None


def _at_page_feet(text: str) -> list[tuple]:
    """Notes whose body ends a page and whose mark is glued to a word earlier on that page, or at the head of the next."""
    out = []
    pages = furniture.page_spans(text)
    for (start, end), (after, last) in zip(pages, [*pages[1:], (len(text), len(text))], strict=True):
        feet = list(_FOOT.finditer(text, start, end))
        stop = end
        taken = set()  # a mark stands at the foot once
        for foot in reversed(feet):
            if foot["mark"] in taken or stop - foot.end() > _LONGEST_NOTE or _not_a_foot(text[foot.end():stop]):
                continue
            calls = _glued(text, foot["mark"], max(start, foot.start() - _FURTHEST_CALL), foot.start())
            if not calls and not any(m["mark"] == foot["mark"] for m in _FOOT.finditer(text, after, last)):
                calls = _glued(text, foot["mark"], after, min(last, after + _NEAR_HEAD))
            if not calls:
                continue
            body_end = foot.end() + len(text[foot.end():stop].rstrip())
            out.append((foot["mark"], calls, (foot.start(), body_end), (foot.end(), body_end)))
            stop = foot.start()
            taken.add(foot["mark"])
    return out[::-1]


def _glued(text: str, mark: str, start: int, end: int) -> list[tuple[int, int]]:
    """Where ``mark`` stands glued to the end of a word, as extraction leaves a superscript."""
    before = r"[\w)'’”»]" if "*" in mark else r"[^\W\d_](?:[^\W\d_]|[)'’”»])"
    pattern = rf"(?<={before})(?<!附件)(?<!附录)(?<![图表])({re.escape(mark)})(?=[\s,;:.)»”，；：。）、]|$)"
    if mark.isdigit():
        pattern = rf"(?:{pattern})|(?<=[{_HAN}])(?<![第年月表图件款条议定号节段编是为有]){re.escape(mark)}(?=[的和与及在应可将对等以并])"
    glued = [m.span() for m in re.compile(pattern).finditer(text, start, end)]
    return glued or [m.span(1) for m in re.compile(rf"(?<=[^\W\d_]{{4}}) ({re.escape(mark)})(?=[,;])").finditer(text, start, end)
                     if not _CITING.search(text[max(0, m.start() - 20):m.start()])]


def _not_a_foot(body: str) -> bool:
    """A page's foot holds sentences; a list or a heading below means the body of the text goes on."""
    lines = [line for line in body.split("\n") if line.strip()]
    return not lines or lines[0].strip()[0].islower() or len(lines) > 8 or any(
        re.match(r"\s*(?:[a-z]{1,2}\)|\d{1,2}(?:\.\d+)*\s)", line) for line in lines[1:])
