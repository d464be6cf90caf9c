"""Recommendations and other texts in numbered clauses: 1 Scope, 2.1 …, Annex A, Appendix I."""

from __future__ import annotations

import re

from ingest import labels, lines
from ingest.draft import Draft, Line
from ingest.writer import Writer
from itu import headings

NUMBER = re.compile(r"^(?P<n>(?:[A-ZА-Я]{1,3}\.|[A-Z](?=\d{1,2}\.))?\d{1,2}(?:\.\d{1,2}){0,5}(?:\.[A-Z]{1,3}(?=\s))?)\.?(?:\s+)(?=\S)")
_DEFINITIONS = re.compile(r"definition|définition|definicion|terminolog|определени|تعاريف|التعاريف|定义", re.IGNORECASE)
_TERM = re.compile(r"^[^.:;]{2,80}(?:\s?\[[^\]]{1,40}\])?\s?:\s")
_LONGEST_HEADING = 160  # characters
_FEWEST = 3  # numbered clauses in order that make a text a numbered one


def is_numbered(rows: list[Line]) -> bool:
    """Whether at least three clause numbers stand in their order."""
    return max(_due(rows, False), _due(rows, True)) >= _FEWEST


def parse(text: str, rows: list[Line], language: str, notes: dict[int, str]) -> tuple[Draft, ...]:
    """Every numbered paragraph a clause; a numbered heading stands over the paragraphs that follow it."""
    grammar = _Numbered(text, language, notes)
    title = max((i for i, r in enumerate(rows[:-1]) if lines.number_line(r.text) or lines.SUPPLEMENT.match(r.text)), default=None)
    at = 0
    if title is not None:
        grammar.front_matter(rows[:title])
        at = grammar.title(rows, title)
    return grammar.body(rows[at:])


def under_headings(text: str, rows: list[Line], language: str, notes: dict[int, str]) -> tuple[Draft, ...]:
    """Every paragraph a clause, under the short line that heads it: for a text without numbers."""
    grammar = _Numbered(text, language, notes)
    for i, row in enumerate(rows):
        if not grammar.aside(row):
            grammar.plain_row(row, rows[i + 1] if i + 1 < len(rows) else None)
    grammar.close()
    return tuple(grammar.out)


def go_on(writer: Writer, rows: list[Line]) -> tuple[Draft, ...]:
    """Read ``rows`` as numbered clauses after what ``writer`` has read."""
    grammar = _Numbered(writer.text, writer.language, writer.notes)
    if lines.ANNEX.match(rows[0].text):
        writer.close()
    elif writer.unused:
        grammar.carried = writer.heading
    grammar.out, grammar.seen, grammar.footnotes = writer.out, writer.seen, writer.footnotes
    grammar.gone_on = True
    return grammar.body(rows)


def is_heading(words: str) -> bool:
    """Whether the words after a clause's number are a heading, not the clause's paragraph."""
    return (len(words) < _LONGEST_HEADING and not words[:1].islower() and not lines.ENDS.search(words) and not _TERM.match(words)
            and has_words(words) and not lines.LEADERS.search(words) and not re.search(r"[^\W\d_]{3}[.;]\s+[^\W\d_]", words))


def has_words(words: str) -> bool:
    """Whether they are words, not the figures of a table's row or of a formula."""
    return bool(re.search(r"[^\W\d_]{3,}|[\u3400-\u9fff]{2}", words)) and not re.match(r"[-–−+.]?\d", words)


def _due(rows: list[Line], reverse: bool) -> int:
    """How many clause numbers stand in their order, read one way or the other."""
    order = _Order(reverse)
    return sum(1 for r in rows if (m := NUMBER.match(r.text)) and " | " not in r.text and has_words(r.text[m.end():]) and order.due(m["n"]))


class _Order:
    """Which clause number may come next."""

    def __init__(self, reverse: bool = False) -> None:
        self.last: tuple[int, ...] = ()
        self.prefix = ""
        self.reverse = reverse  # printed from the right, as Arabic texts do: "1.2.3" is 3.2.1

    def due(self, printed: str) -> bool:
        """Whether ``printed`` follows the last number: one deeper, the next beside it, or the next above."""
        prefix, _, rest = printed.rpartition(".") if printed[0].isalpha() and printed.count(".") == 1 else ("", "", printed)
        if printed[0].isalpha():
            prefix, rest = printed.split(".", 1)
        elif printed[-1].isalpha():  # from the right: "1.A"
            rest, prefix = printed.rsplit(".", 1)
        parts = tuple(int(p) for p in rest.split("."))
        parts = parts[::-1] if self.reverse or printed[-1].isalpha() else parts
        if prefix != self.prefix:
            ok = parts == (1,) or not self.last and parts[0] == 1
        elif not self.last:
            ok = parts[0] in (0, 1)
        elif len(parts) > len(self.last):
            ok = parts[:len(self.last)] == self.last and all(p == 1 for p in parts[len(self.last):])
        else:
            n = len(parts)
            ok = parts[:-1] == self.last[:n - 1] and 1 <= parts[-1] - self.last[n - 1] <= 2
        if ok:
            self.last, self.prefix = parts, prefix
        return ok


class _Numbered(Writer):
    """Reads the lines of one numbered text in order."""

    def __init__(self, *args) -> None:
        super().__init__(*args)
        self.gone_on = False  # after headings, whose places are keys too
        self.reverse = False
        self.order = _Order()
        self.number = ""
        self.definitions = False
        self.spans: dict[str, tuple[int, int]] = {}  # clause number → span of its heading
        self.carried = (0, 0)  # a heading read before, which no clause stands under yet
        self.coming: dict[str, list[int]] = {}  # clause number → where headings with it stand
        self.paragraphs: set[str] = set()  # addresses of the numbered paragraphs

    def body(self, rows: list[Line]) -> tuple[Draft, ...]:
        """Read ``rows`` to the end."""
        self.reverse = self.language == "ar" and _due(rows, True) > _due(rows, False)
        self.order = _Order(self.reverse)
        for row in rows:
            found = None if row.contents else NUMBER.match(row.text)
            if found and is_heading(row.text[found.end():]):
                self.coming.setdefault(found["n"], []).append(row.start)
        for i, row in enumerate(rows):
            self.row(row, rows[i + 1] if i + 1 < len(rows) else None)
        self.close()
        return tuple(self.out)

    def front_matter(self, rows: list[Line]) -> None:
        """Cover, foreword and summary: their short lines head the sentences that follow."""
        foreword = (0, 0)
        for i, row in enumerate(rows):
            after = rows[i + 1] if i + 1 < len(rows) else None
            if self.aside(row):
                continue
            if lines.FOREWORD.match(row.text) and after:
                self.under("", "", (0, 0), "")
                foreword = (row.start, row.end)
            elif foreword[1] and not self.heads(row, after):
                self.forewords += 1
                self.named("foreword", row, self.forewords, foreword)
            else:
                foreword = (0, 0)
                self.plain_row(row, after)
        self.close()
        self.under("", "", (0, 0), "")

    def title(self, rows: list[Line], at: int) -> int:
        """The number line and the title after it, as one clause."""
        last, i = rows[at], at + 1
        while i < len(rows) and i < at + 4 and not (
                rows[i].contents or NUMBER.match(rows[i].text) or rows[i].start in self.notes or lines.ENDS_SENTENCE.search(rows[i].text)):
            last = rows[i]
            i += 1
        self.named("title", Line(rows[at].start, last.end, ""))
        return i

    def row(self, row: Line, after: Line | None) -> None:
        """One paragraph of the body, an annex or an appendix."""
        if self.aside(row):
            return
        if self.annex(row):
            self.order, self.number, self.spans = _Order(self.reverse), "", {}
            return
        found = NUMBER.match(row.text)
        if found and " | " not in row.text and self.possible(row, found) and self.order.due(found["n"]):
            self.numbered(row, found)
        else:
            self.plain_row(row, after)

    def possible(self, row: Line, found: re.Match) -> bool:
        """Whether the figures are a clause's number: words follow, and no heading with that number is still to come."""
        words = row.text[found.end():]
        return has_words(words) and not lines.LEADERS.search(words) and (is_heading(words) or "." in found["n"]
                                      or not any(at > row.start for at in self.coming.get(found["n"], ())))

    def numbered(self, row: Line, found: re.Match) -> None:
        """A numbered heading, or a numbered paragraph."""
        n, words = found["n"], row.text[found.end():]
        start = row.start + found.end()
        self.number = n
        if is_heading(words):
            if n.count(".") == 0 or not self.definitions:
                self.definitions = bool(_DEFINITIONS.search(words))
            name = n if self.zone == "body" else f"{self.annex_name}, {n}"
            start = self.above(n, start)
            self.under("", name, (start, row.end), self.keyed(n))
            self.spans[n] = self.heading
            return
        parent = self.above_of(n)
        if self.heading != self.spans.get(parent, (0, 0)):
            self.close()
        self.heading = self.spans.get(parent, (0, 0))
        self.levels, self.stack, self.plain, self.rows, self.counts = (), [], 0, 0, {}
        address = n if self.zone == "body" else f"{self.annex_name}, {n}"
        kind = "definition" if self.definitions and _TERM.match(words) else "annex" if self.zone == "annex" else "numbered"
        above = address.removesuffix(n) + parent
        self.place_key = ""
        self.put(kind, start, row.end, address, self.keyed(n), n, above if above in self.paragraphs else "")
        self.paragraphs.add(address)
        self.base, self.place_key, self.stack, self.root = address, self.keyed(n), [], address

    def above(self, n: str, start: int) -> int:
        """Where the heading of clause ``n`` begins: with the one above it, where nothing else stands under that."""
        if self.carried[1]:
            start, self.carried = self.carried[0], (0, 0)
            return start
        higher = next((m for m, span in self.spans.items() if span == self.heading and self.unused), "")
        if not higher or not self.stands_under(n, higher):
            return start
        start, self.unused = self.heading[0], False
        return start

    def above_of(self, n: str) -> str:
        """The number one level up: 3.1 of 3.1.2; read from the right, 1.3 of 2.1.3."""
        return n.partition(".")[2] if self.reverse else n.rpartition(".")[0]

    def stands_under(self, n: str, higher: str) -> bool:
        return n.endswith(f".{higher}") if self.reverse else n.startswith(f"{higher}.")

    def keyed(self, n: str) -> str:
        """The number in the order of every language."""
        n = ".".join(reversed(n.split("."))) if self.reverse and not n[0].isalpha() else n
        return f"A{self.annexes}.{n}" if self.zone == "annex" else f"n{n}" if self.gone_on else n

    @property
    def annex_name(self) -> str:
        return next((d.canonical for d in reversed(self.out) if d.key == f"A{self.annexes}"), "")

    def kind(self) -> str:
        return "annex" if self.zone == "annex" else "numbered" if self.number else "paragraph"

    def plain_row(self, row: Line, after: Line | None) -> None:
        """A paragraph, a list's item, a table's row, or a heading without a number."""
        label = labels.read(row.text)
        if " | " in row.text or lines.EDITION.match(row.text):
            self.table_row(row.start, row.end)
        elif label and label.style in ("letter", "roman", "dash", "bracketed", "cyrillic", "arabic") and self.labelled(label, row):
            pass
        elif self.heads(row, after):
            words = " ".join(row.text.split())
            times = self.seen[words.casefold()] = self.seen.get(words.casefold(), 0) + 1
            self.headings += 1
            self.number = ""
            self.under("", words if times == 1 else f"{words} ({times})", (row.start, row.end),
                       f"h{self.headings}" if self.zone == "body" else f"A{self.annexes}.h{self.headings}")
        elif self.definitions and _TERM.match(row.text):
            self.paragraph(row.start, row.end, "definition")
        else:
            self.paragraph(row.start, row.end)

    def heads(self, row: Line, after: Line | None) -> bool:
        """Whether a short line without a number heads the sentence that follows it."""
        if after and (headings.is_back(row.text, self.language) or (
                not self.number and headings.is_front(row.text, self.language))):
            return True
        if self.out and self.out[-1].kind == "annex" and self.out[-1].section == "annex" and not self.heading[1]:
            return False  # an annex's own title
        short = len(row.text) < 70 and len(row.text.split()) <= 8 and not lines.ENDS.search(row.text)
        return bool(short and not row.text[:1].islower() and after and lines.ENDS.search(after.text)
                    and len(after.text) > 60 and not NUMBER.match(after.text) and not self.number)
