"""The grammar: a cleaned text → its clauses. Pure; knows ITU's forms, not any one text.

Every line of the cleaned text is one paragraph. Resolutions, decisions and opinions are read here;
articles and recommendations, which are built otherwise, in files of their own.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

from ingest import addressees, articles, contents, labels, lines, numbered
from ingest.draft import Draft, Line, lines_of
from ingest.writer import Writer
from itu import bodies, headings

_LONGEST_HEADING = 320  # characters; a longer line that opens with a heading's words is a paragraph
_LONGEST_TITLE = 8  # lines from the number line to the enacting formula


def parse(text: str, start: int, end: int, language: str, notes: dict[int, str], plain: str = "") -> tuple[tuple[Draft, ...], str]:
    """The clauses of the document in ``text[start:end]`` and a warning, "" when there is none.

    ``notes``: the marks of footnote bodies by the place where they start. ``plain``: the same text, character for
    character, with spaces and hyphens of one kind: what is looked for is looked for there.
    """
    rows = contents.gathered(lines_of(plain or text, start, end), language)
    body = [row for row in rows if not row.contents]
    warning = ""
    if articles.is_articles(body):
        drafts = articles.parse(text, rows, language, notes)
    elif _has_headings(body, language):
        drafts = _resolution(text, rows, language, notes)
    elif numbered.is_numbered(body):
        drafts = numbered.parse(text, rows, language, notes)
    else:
        drafts, warning = _paragraphs(text, rows, language, notes), "no clauses of its own were found: kept as paragraphs"
    return _told_apart(tuple(d for d in drafts if text[d.start:d.end].strip())), warning


def paragraphs(text: str, start: int, end: int) -> tuple[Draft, ...]:
    """Every line of ``text[start:end]`` a clause, whatever it is."""
    return tuple(Draft("paragraph", row.start, row.end, f"paragraph {n}", f"paragraph {n}", f"p{n}")
                 for n, row in enumerate(lines_of(text, start, end), 1))


def _told_apart(drafts: tuple[Draft, ...]) -> tuple[Draft, ...]:
    """No two with the same key: a second one carries its count."""
    met: Counter[str] = Counter()
    out = []
    for draft in drafts:
        met[draft.key] += 1
        out.append(draft if met[draft.key] == 1 else replace(draft, key=f"{draft.key}~{met[draft.key]}"))
    return tuple(out)


def _resolution(text: str, rows: list[Line], language: str, notes: dict[int, str]) -> tuple[Draft, ...]:
    grammar = _Resolution(text, language, notes)
    grammar.place_key = "0"  # of what stands before the first heading
    grammar.bullets = any(headings.match(r.text, language) and r.text[:1] in "•▪●◦" for r in rows)
    number = next((i for i, row in enumerate(rows) if lines.number_line(row.text)), None)
    at = 0
    if number is not None:
        number = _last_number_line(rows, number)
        grammar.front(rows[:number])
        at = grammar.title(rows, number)
    recommends = number is not None and _recommends(rows[number])
    clauses = _numbered_part(rows, at) if recommends else _lettered_annex(rows, at)
    for i in range(at, clauses):
        grammar.row(rows[i], rows[i + 1] if i + 1 < len(rows) else None)
    if clauses < len(rows):
        return numbered.go_on(grammar, rows[clauses:])
    grammar.close()
    return _continued(grammar.out)


def _continued(drafts: list[Draft]) -> tuple[Draft, ...]:
    """An excerpt that begins in the middle of an operative part: the paragraphs before its first heading are of that part."""
    first = next((i for i, d in enumerate(drafts) if d.heading[1]), 0)
    labelled = all(d.label and d.kind == "paragraph" for d in drafts[:first])
    if not first or not labelled or drafts[first].kind != "operative":
        return tuple(drafts)
    return tuple(replace(d, kind="operative") for d in drafts[:first]) + tuple(drafts[first:])


def _recommends(number: Line) -> bool:
    return lines.number_line(number.text)["kind"] == "recommendation"


def _numbered_part(rows: list[Line], at: int) -> int:
    """Where numbered clauses with headings of their own begin in a Recommendation, or its first annex."""
    for i in range(at, len(rows) - 1):
        if lines.ANNEX.match(rows[i].text):
            return i
        found = numbered.NUMBER.match(rows[i].text)
        if found and found["n"] == "1" and numbered.is_heading(rows[i].text[found.end():]):
            after = numbered.NUMBER.match(rows[i + 1].text)
            if not after or after["n"] == "1.1":
                return i
    return len(rows)


def _lettered_annex(rows: list[Line], at: int) -> int:
    """The first annex of a resolution, where its clauses are numbered A1.1, A1.1.1 …"""
    annex = next((i for i in range(at, len(rows)) if lines.ANNEX.match(rows[i].text)), len(rows))
    lettered = [r for r in rows[annex:] if re.match(r"A\d{1,2}\.\d", r.text)]
    return annex if len(lettered) > 1 else len(rows)


def _paragraphs(text: str, rows: list[Line], language: str, notes: dict[int, str]) -> tuple[Draft, ...]:
    """Every line a clause, numbered from 1: for a text with no structure that the grammar knows; under its headings,
    where no number line says what it is."""
    writer = _Resolution(text, language, notes)
    number = next((i for i, row in enumerate(rows) if lines.number_line(row.text)), None)
    if number is None:
        return numbered.under_headings(text, rows, language, notes)
    writer.front(rows[:number])
    at = writer.title(rows, number)
    for row in rows[at:]:
        if not writer.aside(row):
            writer.paragraph(row.start, row.end)
    return tuple(writer.out)


def _has_headings(rows: list[Line], language: str) -> bool:
    """Whether a text has a resolution's headings, each alone on its line.

    Where neither number line nor formula says what it is, what stands below must look the part too.
    """
    numbers = [found for r in rows if (found := lines.number_line(r.text))]
    named = any(n["kind"] != "recommendation" for n in numbers) or any(lines.is_enacting(r.text) for r in rows)
    if numbers and not named:
        return False
    for row, after in zip(rows, rows[1:], strict=False):
        found = _alone(row, after, language)
        if found and (named or labels.read(after.text) or headings.opens_paragraph(after.text, language)
                      or bodies.find(row.text[found.end:], language)):
            return True
    return False


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
    rest = row.text[found.end:].strip(" :,،，：")
    if not rest:
        return found
    if found.part == "preamble" and (len(rest.split()) > 6 or found.running):
        return None
    if lines.ENDS.search(row.text) and not lines.OPENS_LIST.search(row.text):
        return None
    return None if after is None or _is_bare(after, language) else found


def _is_bare(row: Line, language: str) -> bool:
    """Whether a line is a heading without its paragraph behind it."""
    found = headings.match(row.text, language)
    goes_on = found and row.text[found.end:].strip(" :,،，：") and lines.ENDS.search(row.text)
    return bool(found) and not goes_on and not lines.ENDS_SENTENCE.search(row.text)


class _Resolution(Writer):
    """Reads the lines of one resolution in order."""

    bullets = False  # headings are bulleted: bullets are layout

    def title(self, rows: list[Line], at: int) -> int:
        """Number line, title and history as one clause; returns the next row."""
        last, notes, i = rows[at], [], at + 1
        while i < len(rows) and i <= at + _LONGEST_TITLE:
            row = rows[i]
            if row.contents:
                break
            if row.start in self.notes:
                notes.append(row)
            elif lines.HISTORY.match(row.text) and not lines.is_revision(rows[at].text, row.text, i - at):
                last, i = row, i + 1
                break
            elif (lines.is_enacting(row.text) or headings.is_front(row.text, self.language) or headings.match(row.text, self.language)
                    or labels.read(row.text) or lines.ENDS_SENTENCE.search(row.text)):
                break
            else:
                last = row
            i += 1
        whole = Line(rows[at].start, last.end, "")
        inside = [n for n in notes if n.start < last.end]
        if inside:  # a note in the middle of the block stays in it: the block is one clause
            whole = Line(rows[at].start, inside[0].start, "")
            whole = Line(whole.start, whole.start + len(self.text[whole.start:whole.end].rstrip()), "")
            i = next(j for j, row in enumerate(rows) if row.start >= whole.end)
        self.named("title", whole)
        for row in notes:
            if not inside:
                self.note(row)
        return i

    def row(self, row: Line, after: Line | None) -> None:
        """One paragraph of the body or of an annex."""
        if self.aside(row) or self.annex(row):
            return
        if self.zone == "body" and self.block(row):
            return
        if self.zone == "body" and not self.headings and after and headings.is_front(row.text, self.language):
            self.under("", " ".join(row.text.split()), (row.start, row.end), f"front.{len(self.out)}")
            return
        if self.zone == "body" and self.open_heading(row, after):
            return
        if self.zone == "annex" and after and self.part(row, after):
            return
        label = labels.read(row.text)
        if (label and label.style in ("number", "decimal") and not numbered.has_words(row.text[label.end:])
                and not lines.ENDS.search(row.text)):
            label = None  # a row of figures
        if " | " in row.text:
            self.table_row(row.start, row.end)
        elif label and label.style == "dash" and self.bullets and row.text[:1] == label.printed:
            self.paragraph(row.start + label.end, row.end)
        elif not label or not self.labelled(label, row):
            self.paragraph(row.start, row.end)

    def part(self, row: Line, after: Line) -> bool:
        """Open a part of an annex, headed by a line of its own: what stands below is numbered anew."""
        first = labels.read(after.text)
        counted = lines.PART.match(row.text)
        if not (labels.is_first(first) and lines.heads_part(row.text) and not labels.read(row.text)
                and (counted or labels.restarts(first, self.levels))):
            return False
        self.headings += 1
        words = counted["n"] if counted else " ".join(row.text.split())
        self.under("annex", f"{self.annex_address}, {words}", (row.start, row.end), f"A{self.annexes}.{self.headings}")
        return True

    def block(self, row: Line) -> bool:
        """The parts of the title block that stand outside it: enacting formula, history at the end."""
        if not self.headings and lines.is_enacting(row.text):
            self.named("enacting", row)
        elif lines.HISTORY.match(row.text):
            self.close()
            self.named("history", row)
        else:
            return False
        return True

    def open_heading(self, row: Line, after: Line | None) -> bool:
        """Open a heading, alone on its line or with its paragraph behind it; False for a plain paragraph."""
        found = _alone(row, after, self.language)
        if found:
            words = row.text[found.start:].rstrip(" :,،，：")
            self.begin(found.key, row.start + found.start, row.start + found.start + len(words))
            return True
        found = headings.match(row.text, self.language)
        dashed = labels.read(row.text)
        if not found or not self.ended() or self.unused or dashed and dashed.style == "dash" and not self.bullets:
            return False
        start = row.start + found.start
        addressed = addressees.end(row.text[found.end:], self.language) or 0 if found.key in addressees.KEYS else 0
        end = start + len(row.text[found.start:found.end + addressed].rstrip(" ,:"))
        self.begin(found.key, start, end)
        rest = row.text[end - row.start:]
        if not rest.strip(" ,:،，："):
            return True
        self.paragraph(end + len(rest) - len(rest.lstrip(" ,:،，：")), row.end)
        return True

    def ended(self) -> bool:
        """Whether the clause before may be its list's last: a heading cannot follow an open sentence."""
        body = [d for d in self.out if d.kind in ("preambular", "operative")]
        return not body or bool(lines.ENDS.search(self.text[body[-1].start:body[-1].end]))
