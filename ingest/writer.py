"""Noting clauses as a grammar reads them: open headings, label paths, addresses, footnotes, annexes."""

from __future__ import annotations

import re
from dataclasses import replace

from ingest import labels, lines
from ingest.draft import Draft, Line
from itu import headings
from itu.headings import place

_LONGEST_COVER = 20  # lines
_LONGEST_TABLE = 5000  # characters from its caption to its notes


class Writer:
    """The clauses noted so far and the place the reading has reached. The grammars build on it."""

    def __init__(self, text: str, language: str, notes: dict[int, str]):
        self.text, self.language, self.notes = text, language, notes
        self.out: list[Draft] = []
        self.seen: dict[str, int] = {}  # headings and marks as printed → times met
        self.headings = self.annexes = self.forewords = self.footnotes = self.plain = 0
        self.zone = "body"  # or "annex"
        self.section = self.base = self.place_key = ""
        self.annex_address = ""  # of the open annex
        self.heading = (0, 0)
        self.unused = False  # the open heading has no clause yet
        self.levels: labels.Levels = ()
        self.stack: list[str] = []  # canonical address of the last clause of each open list
        self.rows = 0
        self.counts: dict[str, int] = {}  # paragraphs and indents met so far under a label path
        self.root = ""  # canonical address of the numbered paragraph that the open lists stand under
        self.joined: set[int] = set()  # depths of the open lists whose items before the last ended with semicolons
        self.table = -1  # where the caption of the last table or figure stands

    def under(self, section: str, base: str, span: tuple[int, int], place_key: str) -> None:
        """Open a heading: what follows stands under it. ``base``: its words in addresses."""
        self.close()
        self.section, self.base, self.heading, self.place_key, self.root = section, base, span, place_key, ""
        self.levels, self.stack, self.plain, self.rows, self.counts = (), [], 0, 0, {}
        self.unused = span[1] > 0

    def close(self) -> None:
        """A heading that nothing stands under is a clause itself."""
        if self.unused:
            start, end = self.heading
            self.heading, self.unused = (0, 0), False
            self.add(self.kind(), start, end, self.base, self.base, self.place_key, section=self.section)
            self.out.sort(key=lambda d: d.start)  # a footnote may have come after the heading

    def begin(self, section: str, start: int, end: int) -> None:
        """Open the heading printed at ``text[start:end]``; a repeated one carries its count."""
        self.headings += 1
        words = " ".join(self.text[start:end].split())
        times = self.seen[words.casefold()] = self.seen.get(words.casefold(), 0) + 1
        key = str(self.headings) if self.zone == "body" else f"A{self.annexes}.{self.headings}"
        prefix = "" if self.zone == "body" else f"{place('annex', self.language)} {self.annex_number}, "
        self.under(section, prefix + (words if times == 1 else f"{words} ({times})"), (start, end), key)

    def annex(self, row: Line) -> bool:
        """Open an annex: its own line is a clause, what follows stands under it."""
        found = lines.ANNEX.match(row.text)
        if not found or not self.out:
            return False
        self.close()
        self.annexes += 1
        self.zone, self.headings = "annex", 0
        self.annex_number = found["number"] or str(self.annexes)
        word = found["word"].capitalize()
        name = " ".join(filter(None, [word, found["number"]]))
        times = self.seen[name.casefold()] = self.seen.get(name.casefold(), 0) + 1
        name = name if times == 1 else f"{name} ({times})"
        self.annex_address = name
        self.add("annex", row.start, row.end, name, name, f"A{self.annexes}", section="annex")
        self.under("annex", name, (0, 0), f"A{self.annexes}")
        return True

    def note(self, row: Line) -> bool:
        """A footnote's body is a clause of its own, wherever it stands."""
        if row.start not in self.notes:
            return False
        self.footnotes += 1
        mark = self.notes[row.start].rstrip(")")
        times = self.seen[f"note {mark}"] = self.seen.get(f"note {mark}", 0) + 1
        which = f"{place('footnote', self.language)} {mark}"
        if times > 1 and self.zone == "annex":  # annexes count their notes anew
            which = f"{self.annex_address}, {which}"
            times = self.seen[which.casefold()] = self.seen.get(which.casefold(), 0) + 1
        which += f" ({times})" if times > 1 else ""
        slug = "star" * mark.count("*") if "*" in mark else mark
        self.add("footnote", row.start, row.end, which,
                 f"footnote {slug}", f"note.{self.footnotes}", section="footnote", label=mark, mark=mark)
        return True

    def aside(self, row: Line) -> bool:
        """What belongs to no list and no paragraph around it: a footnote's body, a list of contents."""
        return self.note(row) or self.listed(row)

    def listed(self, row: Line) -> bool:
        """A list of contents is one clause, by the words of its own heading."""
        if not row.contents:
            return False
        self.close()
        words = row.text.split("\n")[0]
        headed = headings.is_contents(words, self.language)
        name = " ".join(words.split()).rstrip(" :：") if headed else place("contents", self.language)
        times = self.seen[name.casefold()] = self.seen.get(name.casefold(), 0) + 1
        name = name if times == 1 else f"{name} ({times})"
        start = row.start
        if headed and "\n" in row.text:
            below = self.text[start + len(words):row.end]
            start += len(words) + len(below) - len(below.lstrip())
        heading = (row.start, row.start + len(words)) if start > row.start else (0, 0)
        self.add("paragraph", start, row.end, name, name, f"contents.{times}", section="contents", heading=heading)
        return True

    def kind(self) -> str:
        """The kind of a clause under the open heading."""
        if self.zone == "annex":
            return "annex"
        if headings.is_operative(self.section):
            return "operative"
        return "preambular" if headings.is_preambular(self.section) else "paragraph"

    def labelled(self, label: labels.Label, row: Line, *, opener: bool = True) -> bool:
        """Note ``row`` as a labelled clause where its label is due."""
        levels = labels.place(label, self.levels, opener=opener)
        if levels is None or label.end >= len(row.text) or self._of_table(label, row):
            return False
        depth = len(levels)
        goes_on = depth <= len(self.levels) and self._item_ends(";,؛،；，")
        self.joined = {d for d in self.joined if d < depth} | ({depth} if goes_on else set())
        self.levels = self._counted(levels)
        self.plain = 0
        printed, key = self.path()
        address = self.addressed(printed)
        parent = self.stack[len(levels) - 2] if 1 < len(levels) <= len(self.stack) + 1 else self.root
        self.stack = [*self.stack[:len(levels) - 1], address]
        self.put(self.kind(), row.start + label.end, row.end, address, key, printed, parent)
        return True

    def paragraph(self, start: int, end: int, kind: str = "") -> None:
        """Note a paragraph without a label: the heading's only one, or one more."""
        self._leave_list()
        if lines.CAPTION.match(words := self.text[start:end]) or lines.CAPTIONED.match(words):
            self._open_table(start)
        printed, key = self.path()
        self.plain = self.counts[f"p{key}"] = self.counts.get(f"p{key}", 0) + 1
        parent = self.stack[-1] if self.stack else self.root
        bare = self.plain == 1 and not self.stack and not self.root and self.base and (self.zone == "body" or self.heading[1] > 0)
        if not bare:
            printed = ", ".join(filter(None, [printed, f"{place('paragraph', self.language)} {self.plain}"]))
            key = ".".join(filter(None, [key, f"p{self.plain}"]))
        self.put(kind or self.kind(), start, end, self.addressed(printed), key, printed, parent)

    def _item_ends(self, marks: str) -> bool:
        """Whether the clause noted last ends with one of ``marks``, "and" or "or" after it left out."""
        words = self.text[self.out[-1].start:self.out[-1].end].rstrip() if self.out else ""
        return re.sub(r"\s(?:and|or|et|ou|y|e|o|и|или|و|أو)$", "", words)[-1:] in tuple(marks)

    def _open_table(self, start: int) -> None:
        """A table or figure stands outside a list of dashes whose last item closed the sentence."""
        self.table = start
        if self.levels and self.levels[-1].style == "dash" and self._item_ends(".。"):
            self.levels, self.stack = self.levels[:-1], self.stack[:-1]

    def _of_table(self, label: labels.Label, row: Line) -> bool:
        """Whether ``row`` is a note to a table, not an item of a list: its mark, "(1)", stands glued to a word of the table."""
        if label.style != "bracketed" or label.printed[:1] != "(" or not 0 <= self.table < row.start <= self.table + _LONGEST_TABLE:
            return False
        return bool(re.search(rf"[^\s(]{re.escape(label.printed)}", self.text[self.table:row.start]))

    def _leave_list(self) -> None:
        """A paragraph after a list whose last item closes the sentence stands under what the list stands under. Where that is
        an item of a list of the same sentence, the sentence closes that one too."""
        while self.levels and self._is_left():
            self.levels, self.stack = self.levels[:-1], self.stack[:-1]
            if not (self.stack and self._leads_on(self.stack[-1])):
                self.joined = set()

    def _is_left(self) -> bool:
        """Whether the innermost list is one of items of a sentence, and that sentence is closed."""
        lettered = self.levels[-1].style in ("dash", "letter", "roman", "cyrillic", "arabic")
        return lettered and len(self.levels) in self.joined and self._item_ends(".。")

    def _leads_on(self, address: str) -> bool:
        """Whether the item at ``address`` is no more than the words that its own list goes on with: "c) to ring:"."""
        words = next((self.text[d.start:d.end] for d in reversed(self.out) if d.address == address), "")
        return words.rstrip().endswith((":", "：")) and not re.search(r"[^\W\d_]{3}[.;]\s|[。；؛]", words)

    def _counted(self, levels: labels.Levels) -> labels.Levels:
        """``levels``, a list of dashes that goes on after a paragraph counting on."""
        last = levels[-1]
        if last.style != "dash":
            return levels
        self.levels = levels[:-1]
        key = f"d{self.path()[1]}"
        ordinal = max(last.ordinal, self.counts.get(key, 0) + 1)
        self.counts[key] = ordinal
        return levels[:-1] + (replace(last, ordinal=ordinal),)

    def table_row(self, start: int, end: int) -> None:
        """Note a row of a table, counted under the open heading."""
        self.rows += 1
        printed, key = self.path()
        printed = ", ".join(filter(None, [printed, f"{place('row', self.language)} {self.rows}"]))
        parent = self.stack[-1] if self.stack else self.root
        key = ".".join(filter(None, [key, f"r{self.rows}"]))
        self.put("table_row", start, end, self.addressed(printed), key, printed, parent)

    def put(self, kind: str, start: int, end: int, address: str, key: str, label: str, parent: str) -> None:
        """Note a clause under the open heading."""
        self.unused = False
        self.add(kind, start, end, address, address, ".".join(filter(None, [self.place_key, key])),
                 section=self.section, heading=self.heading, label=label, parent=parent)

    def addressed(self, printed: str) -> str:
        """The address of a label path under the open heading."""
        if not printed or not self.base:
            return printed or self.base
        worded = printed.startswith(tuple(place(p, self.language) for p in ("paragraph", "indent", "row")))
        return f"{self.base}{', ' if self.zone == 'annex' or worded else ' '}{printed}"

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

    def add(self, kind: str, start: int, end: int, address: str, canonical: str, key: str, **more) -> None:
        """Note a clause as it is."""
        self.out.append(Draft(kind, start, end, address, canonical, key, **more))

    def named(self, name: str, row: Line, number: int = 0, heading: tuple[int, int] = (0, 0)) -> None:
        """Note a clause of the title block or the front matter, named by the place it has there."""
        n = f" {number}" if number else ""
        kind = "foreword" if name in ("foreword", "cover") else "enacting" if name == "enacting" else "title"
        self.add(kind, row.start, row.end, place(name, self.language) + n, name + n,
                 name + n.replace(" ", "."), section=name, heading=heading)

    def front(self, rows: list[Line]) -> None:
        """Front matter: the cover as one clause, then the foreword's paragraphs under its heading."""
        cover: list[Line] = []
        heading = (0, 0)
        at = len(self.out)
        for row in rows:
            if self.aside(row):
                continue
            if lines.FOREWORD.match(row.text):
                self._empty_foreword(heading)
                heading = (row.start, row.end)
            elif heading[1] and headings.is_front(row.text, self.language):
                self._empty_foreword(heading)
                self.under("", " ".join(row.text.split()), (row.start, row.end), f"front.{len(self.out)}")
            elif self.base:
                label = labels.read(row.text)
                if not label or not self.labelled(label, row):
                    self.paragraph(row.start, row.end)
            elif not heading[1] and not self._after_note(cover, row):
                cover.append(row)
            else:
                self.forewords += 1
                self.named("foreword", row, self.forewords, heading)
        self._empty_foreword(heading)
        self.close()
        self.under("", "", (0, 0), "")
        if len(cover) > _LONGEST_COVER:  # a list of contents, not a cover
            for n, row in enumerate(cover, 1):
                word = f"{place('cover', self.language)}, {place('paragraph', self.language)} {n}"
                self.add("foreword", row.start, row.end, word, f"cover {n}", f"cover.p{n}", section="cover")
        elif cover:
            self.named("cover", Line(cover[0].start, cover[-1].end, ""))
        self.out[at:] = sorted(self.out[at:], key=lambda d: d.start)

    def _empty_foreword(self, heading: tuple[int, int]) -> None:
        """A foreword's heading with nothing under it is a paragraph of the front matter itself."""
        if heading[1] and not any(d.heading == heading for d in self.out):
            self.forewords += 1
            self.named("foreword", Line(*heading, ""), self.forewords)

    def _after_note(self, cover: list[Line], row: Line) -> bool:
        """Whether a footnote's clause stands between the cover so far and this row."""
        return bool(cover) and any(cover[-1].end <= d.start < row.start for d in self.out)
