"""The grammar: a cleaned text → its clauses. Pure; knows ITU's forms, not any one text.

A resolution is front matter, a title block, an enacting formula, then headings with paragraphs under
them, then annexes. Every line of the cleaned text is one paragraph.
"""

from __future__ import annotations

from ingest import labels, lines
from ingest.draft import Draft, Line, lines_of
from itu import headings
from itu.headings import place

_LONGEST_HEADING = 320  # characters; a longer line that opens with a heading's words is a paragraph


def resolution(text: str, start: int, end: int, language: str, notes: dict[int, str]) -> tuple[Draft, ...]:
    """The clauses of the resolution, decision or opinion in ``text[start:end]``.

    ``notes``: the marks of footnote bodies by the place where they start.
    """
    rows = lines_of(text, start, end)
    grammar = _Resolution(text, language, notes)
    number = next((i for i, row in enumerate(rows) if lines.number_line(row.text)), None)
    body = number if number is not None else 0
    body = _last_number_line(rows, body)
    grammar.bullets = any(headings.match(r.text, language) and r.text[:1] in "•▪●◦" for r in rows)
    grammar.front(rows[:body])
    at = grammar.title(rows, body) if number is not None else 0
    for i in range(at, len(rows)):
        grammar.row(rows[i], rows[i + 1] if i + 1 < len(rows) else None)
    return tuple(grammar.out)


def has_headings(text: str, language: str) -> bool:
    """Whether a text has a resolution's headings, each alone on its line."""
    rows = lines_of(text)
    alone = [h for row, after in zip(rows, rows[1:], strict=False)
             if (h := _alone(row, after, language))]
    return len(alone) >= 1 and any(headings.match(r.text, language) for r in rows)


def _last_number_line(rows: list[Line], first: int) -> int:
    """A cover repeats the number line: the one nearest before the enacting formula counts."""
    for i in range(first, len(rows)):
        if lines.is_enacting(rows[i].text):
            return max((j for j in range(first, i) if lines.number_line(rows[j].text)), default=first)
    return first


def _alone(row: Line, after: Line | None, language: str) -> headings.Heading | None:
    """The heading that a line is, its addressee included; None for a paragraph that only begins so."""
    found = headings.match(row.text, language)
    if not found or len(row.text) > _LONGEST_HEADING:
        return None
    rest = row.text[found.end:].strip(" :,")
    if not rest:
        return found
    if found.part == "preamble" and (len(rest.split()) > 6 or found.running):
        return None
    if lines.ENDS.search(row.text) and not row.text.endswith(":"):
        return None
    if after is None or headings.match(after.text, language):
        return None
    return found


class _Resolution:
    """Reads the lines of one resolution in order and notes its clauses."""

    def __init__(self, text: str, language: str, notes: dict[int, str]):
        self.text, self.language, self.notes = text, language, notes
        self.out: list[Draft] = []
        self.seen: dict[str, int] = {}  # headings as printed → times met
        self.headings = 0
        self.bullets = False  # headings are bulleted: bullets say nothing
        self.annexes = 0
        self.foreword = 0
        self.footnotes = 0
        self.under("", "", (0, 0), "")
        self.zone = "body"

    def under(self, key: str, base: str, span: tuple[int, int], place_key: str) -> None:
        """Open a heading: what follows stands under it."""
        self.section, self.base, self.heading, self.place_key = key, base, span, place_key
        self.levels: labels.Levels = ()
        self.stack: list[tuple[labels.Level, str]] = []  # open lists and the canonical of their last clause
        self.plain = 0
        self.last = ""

    # The front and the title block

    def front(self, rows: list[Line]) -> None:
        """Cover and foreword, up to the number line."""
        cover: list[Line] = []
        heading = (0, 0)
        opened = False
        for row in rows:
            if self.note(row):
                continue
            if lines.FOREWORD.match(row.text):
                heading, opened = (row.start, row.end), True
            elif not opened:
                cover.append(row)
            else:
                self.foreword += 1
                n = self.foreword
                self.add("foreword", row.start, row.end, f"{place('foreword', self.language)} {n}",
                         f"foreword {n}", f"foreword.{n}", section="foreword", heading=heading)
        if cover:
            front = Draft("foreword", cover[0].start, cover[-1].end, place("cover", self.language),
                          "cover", "cover", section="cover")
            self.out.insert(0, front)

    def title(self, rows: list[Line], at: int) -> int:
        """Number line, title and history as one clause, then the enacting formula; returns the next row."""
        first, last = rows[at], rows[at]
        i = at + 1
        notes = []
        while i < len(rows):
            row = rows[i]
            if row.start in self.notes:
                notes.append(row)
            elif lines.is_enacting(row.text) or headings.match(row.text, self.language) or i > at + 8:
                break
            elif lines.HISTORY.match(row.text):
                last = row
                i += 1
                break
            elif labels.read(row.text) or lines.ENDS_SENTENCE.search(row.text):
                break
            else:
                last = row
            i += 1
        self.add("title", first.start, last.end, place("title", self.language), "title", "title", section="title")
        for row in notes:
            if row.start > last.end:
                self.note(row)
        return i

    # The body

    def row(self, row: Line, after: Line | None) -> None:
        """One paragraph of the body or of an annex."""
        if self.note(row) or self.annex(row):
            return
        if self.zone == "body":
            if not self.headings and lines.is_enacting(row.text):
                self.add("enacting", row.start, row.end, place("enacting", self.language), "enacting formula",
                         "enacting", section="enacting")
                return
            if lines.HISTORY.match(row.text):
                self.add("title", row.start, row.end, place("history", self.language), "history", "history",
                         section="history")
                return
            if self.open_heading(row, after):
                return
        self.paragraph(row)

    def open_heading(self, row: Line, after: Line | None) -> bool:
        """Open a heading, alone on its line or with its paragraph behind it; False for a plain paragraph."""
        found = _alone(row, after, self.language)
        if found:
            words = row.text.rstrip(" :,").lstrip("•–-· ")
            start = row.start + row.text.index(words)
            self.begin(found.key, start, start + len(words))
            return True
        found = headings.match(row.text, self.language)
        if not found or not self.inline(row, found):
            return False
        start = row.start + found.start
        words = row.text[found.start:found.end].rstrip(" ,:")
        self.begin(found.key, start, start + len(words))
        begin = start + len(words)
        begin += len(self.text[begin:row.end]) - len(self.text[begin:row.end].lstrip(" ,:"))
        self.item(None, begin, row.end)
        return True

    def inline(self, row: Line, found: headings.Heading) -> bool:
        """Whether a paragraph that begins with a heading's words is that heading and its paragraph."""
        return not self.last or bool(lines.ENDS.search(self.last))

    def begin(self, key: str, start: int, end: int) -> None:
        """A heading begins at ``text[start:end]``."""
        self.headings += 1
        words = " ".join(self.text[start:end].split())
        times = self.seen[words.casefold()] = self.seen.get(words.casefold(), 0) + 1
        base = words if times == 1 else f"{words} ({times})"
        self.under(key, base, (start, end), str(self.headings))
        self.zone = "body"

    def annex(self, row: Line) -> bool:
        """Open an annex: its own title line is a clause, what follows stands under it."""
        if not lines.ANNEX.match(row.text) or not self.out:
            return False
        self.annexes += 1
        found = lines.ANNEX.match(row.text)
        name = f"{place('annex', self.language)} {found['number'] or self.annexes}"
        canonical = f"annex {found['number'] or self.annexes}"
        self.zone = "annex"
        self.add("annex", row.start, row.end, name, canonical, f"A{self.annexes}", section="annex")
        self.under("annex", name, (0, 0), f"A{self.annexes}")
        return True

    def note(self, row: Line) -> bool:
        """A footnote's body is a clause of its own."""
        if row.start not in self.notes:
            return False
        self.footnotes += 1
        mark = self.notes[row.start].rstrip(")")
        times = self.seen[f"\0{mark}"] = self.seen.get(f"\0{mark}", 0) + 1
        which = mark if times == 1 else f"{mark} ({times})"
        self.add("footnote", row.start, row.end, f"{place('footnote', self.language)} {which}",
                 f"footnote {which}", f"note.{self.footnotes}", section="footnote", label=mark, mark=mark)
        return True

    def paragraph(self, row: Line) -> None:
        """A paragraph under the open heading, with its label if it has one that is due."""
        label = labels.read(row.text)
        if label and label.style == "dash" and self.bullets and row.text[:1] == label.printed:
            self.item(None, row.start + label.end, row.end)  # where headings have bullets too, they are layout
        elif label and label.end < len(row.text):
            levels = labels.place(label, self.levels, opener=True)
            if levels is not None:
                self.levels = levels
                self.item(label, row.start + label.end, row.end)
            else:
                self.item(None, row.start, row.end)
        else:
            self.item(None, row.start, row.end)

    def item(self, label: labels.Label | None, start: int, end: int) -> None:
        """Note the clause of a labelled paragraph, or of a plain one (``label`` None)."""
        kind = "annex" if self.zone == "annex" else (
            "operative" if headings.is_operative(self.section) else
            "preambular" if headings.is_preambular(self.section) else "paragraph")
        if label:
            self.plain = 0
            printed, key = self.path()
            parent = self._parent()
        else:
            self.plain += 1
            printed, key = self.path()
            parent = self.stack[-1][1] if self.stack else ""
            first = self.plain == 1 and not self.stack and kind not in ("annex", "paragraph")
            if not first:
                n = self.plain
                printed = ", ".join(filter(None, [printed, f"{place('paragraph', self.language)} {n}"]))
                key = ".".join(filter(None, [key, f"p{n}"]))
        worded = printed.startswith((place("paragraph", self.language), place("indent", self.language)))
        comma = ", " if self.zone == "annex" or worded else " "
        address = f"{self.base}{comma if self.base else ''}{printed}" if printed else self.base
        if label:
            self.stack = self.stack[:len(self.levels) - 1] + [(self.levels[-1], address)]
        self.add(kind, start, end, address, address, ".".join(filter(None, [self.place_key, key])),
                 section=self.section, heading=self.heading, label=printed, parent=parent)
        self.last = self.text[start:end]

    def path(self) -> tuple[str, str]:
        """The printed label path and its language-free key, from the open lists."""
        printed, key = "", []
        for level in self.levels:
            if level.style == "decimal":
                printed, key = level.label.rstrip(")."), [str(p) for p in level.parts]
            elif level.style == "dash":
                printed += (", " if printed else "") + f"{place('indent', self.language)} {level.ordinal}"
                key.append(f"d{level.ordinal}")
            else:
                printed += (" " if printed else "") + level.label
                key.append(f"{level.ordinal}{level.suffix}")
        return printed, ".".join(key)

    def _parent(self) -> str:
        return self.stack[len(self.levels) - 2][1] if len(self.levels) > 1 and len(self.stack) >= len(self.levels) - 1 else ""

    def add(self, kind: str, start: int, end: int, address: str, canonical: str, key: str, **more) -> None:
        self.out.append(Draft(kind, start, end, address, canonical, key, **more))


def paragraphs(text: str, language: str, notes: dict[int, str]) -> tuple[Draft, ...]:
    """Every line a clause, numbered from 1: for a text with no structure that the grammar knows."""
    grammar = _Resolution(text, language, notes)
    for row in lines_of(text):
        if not grammar.note(row):
            grammar.item(None, row.start, row.end)
    return tuple(grammar.out)
