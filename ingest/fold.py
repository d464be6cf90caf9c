"""Folding printed lines into paragraphs: which line ends are the page's and which the author's.

In a text made from a word processor, lines are paragraphs already. In one lifted from a printed page
they are not, and structure tells: labels that are due, headings, sentence ends on short lines.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from statistics import median

from ingest import articles, contents, labels, lines
from ingest.room import Print
from ingest.trace import Edit
from itu import headings, names

_LONG = 40  # characters; shorter lines say nothing of the page's width
_LONGEST_HEADING = 200  # characters; of an operative heading that takes several lines
_LONGEST_TITLE = 8  # lines from the number line to the enacting formula
_CLOSES = re.compile(r"[^()（）]*[)）]")
_LETTERED = re.compile(r"\s*[A-ZА-Я]\.?\d{1,2}(?:\.\d{1,2})*\s+[^\W\d_]")  # a clause of an annex: "A.1 Tools", "A1.2 Groups"
_REMARK = re.compile(r"\s*[(（](?:\S+\s+){3,}\S+\.[)）]\s*")  # "(This annex forms an integral part of this Recommendation.)"
_FIGURES = re.compile(r"(?:[\s|]+[-–−+]?\d[\d.,]*%?){2,}\s*$")  # the last cells of a table's row, whether or not they are marked
_ROW_END = 60  # characters of a row that are looked at for them
_ACRONYM = re.compile(r"\s*[A-ZА-Я][A-ZА-Я\d/-]{1,9}\s+[^\W\d_]")  # an entry of a list of abbreviations
_RELATED = re.compile(  # an entry of a list of related texts: "Recommendation ITU-R P.527 – Electrical …"
    r"\s*[^\W\d_]{4,16}\s+(?:ITU|UIT|МСЭ)-[RTD]\s+[A-Z]{1,3}\.\d[\w.-]*\s*[–—:-]\s")
_TABBED = re.compile(r"\s*\S{1,6}(?:\s\))?\t")
_AHEAD = 6  # lines looked at after one
_AROUND = 6  # lines before and after one that show whether it is in a column
_FEWEST_SPACED = 3  # labelled lines that show whether paragraphs stand apart
_SHORT = 0.6  # of the width
_PRINTED = 135  # characters; the median line of a printed page is shorter, a paragraph's is longer


def line_breaks(text: str, language: str, *, printed: bool = True, paged: bool = False,
                spacing: Sequence[str] = (), ends: Sequence[int] = (), shown: Sequence[Print] = ()) -> list[Edit]:
    """A line break inside a paragraph becomes a space; empty lines stay for the white space step.

    ``printed``: lines may be those of a printed page; where False each is a paragraph.
    ``paged``: they are for certain. ``spacing``: of each line that is not empty, "close" or "apart" where the
    page shows how it stands below the one before. ``ends``: how many characters its last printed line holds, where
    it holds more than one. ``shown``: what the page shows of each.
    """
    rows = list(re.finditer(r"[^\n]+|(?<=\n)(?=\n)", text))
    texts = [m.group() for m in rows]
    width = _width(texts, language, paged=paged) if printed else 0
    fold = _Fold(language, width, printed, articles.runs_on(texts), paged=paged)
    edits = []
    last_end = None
    blank = False
    filled = [line for line in texts if line.strip()]
    widths = _columns(filled, width)
    fold.marginal = articles.Marginal(filled, language)
    listed = contents.entries(filled, language) if printed else ()
    fold.spaced = _are_spaced(filled, spacing)
    at = 0
    for m in rows:
        if not m.group().strip():
            blank = True
            continue
        fold.at, fold.width = at, widths[at]
        fold.space = spacing[at] if fold.spaced else ""
        if shown and not fold.of_articles:
            fold.room, fold.bold, fold.indented = shown[at].fits, shown[at].bold, shown[at].indented
            fold.room_below = shown[at + 1].fits if at + 1 < len(shown) else None
        at += 1
        fold.ahead = filled[at:at + _AHEAD]
        fold.end = ends[at - 1] if ends else len(m.group().rstrip())
        if at - 1 in listed:
            fold.listed(m.group())
        elif last_end is not None and not fold.starts(m.group(), blank):
            edits.append(Edit(last_end, m.start(), " ", "white_space"))
        elif last_end is None:
            fold.starts(m.group(), True)
        last_end, blank = m.end(), False
    return edits


def _width(rows: list[str], language: str, *, paged: bool) -> int:
    """The width of the printed lines, or 0 where a line is a paragraph."""
    least, most = (_LONG // 2, _PRINTED // 2) if language == "zh" else (_LONG, _PRINTED)
    lengths = sorted(len(r.rstrip()) for r in rows if r.strip())
    if paged and lengths:  # the page may be narrow
        least = min(least, 0.55 * lengths[int((len(lengths) - 1) * 0.9)])
    long = sorted(len(r.rstrip()) for r in rows if len(r) > least and not lines.LEADERS.search(r))
    if not long or median(long) > most:
        return 0
    if language in ("ar", "zh") and sum(bool(_TABBED.match(r)) for r in rows) > 1:
        return 0  # a tab behind labels is a word processor's
    full = 0.7 * long[int((len(long) - 1) * 0.95)] if language == "zh" else 0
    broken = sum(1 for a, b in zip(rows, rows[1:], strict=False)
                 if len(a) > max(least, full) and not headings.match(a, language)
                 and (not lines.ENDS.search(a) and _goes_on(b, language) or headings.is_cut(a, language)))
    most = 1.15 * long[int((len(long) - 1) * 0.8)]  # notes in small print hold more letters
    width = min(long[int((len(long) - 1) * 0.95)], max(n for n in long if n <= most))
    return width if broken > (0 if paged else 0.2 * len(long)) else 0


def _are_spaced(rows: list[str], spacing: Sequence[str]) -> bool:
    """Whether the page parts its paragraphs by space: labelled ones stand apart."""
    known = [space for row, space in zip(rows, spacing, strict=False) if space and (label := labels.read(row)) and label.style != "dash"]
    return len(known) >= _FEWEST_SPACED and known.count("apart") >= 0.7 * len(known)


def _columns(rows: list[str], width: int) -> list[int]:
    """The width at each line: that of the page, or less where the lines around it all end short of it, as in columns."""
    lengths = [len(r.rstrip()) for r in rows]
    widths = [width] * len(rows)
    for i in range(len(rows) if width else 0):
        first = max(0, i - _AROUND)
        around = sorted(lengths[first:i + _AROUND + 1])
        local = around[int((len(around) - 1) * 0.9)]
        full = [n for n in range(first, min(i + _AROUND + 1, len(rows))) if lengths[n] > 0.8 * local]
        cut = sum(1 for n in full if not lines.ENDS.search(rows[n]))
        if around[-1] < 0.75 * width and len(full) > 0.6 * len(around) and cut > 0.5 * len(around):
            widths[i] = local
    return widths


def _goes_on(line: str, language: str) -> bool:
    """Whether a line looks like the middle of a sentence: in small letters, or, without case, like no beginning."""
    if language in ("ar", "zh"):
        return bool(line.strip()) and not (labels.read(line) or headings.match(line, language) or lines.number_line(line)
                                           or lines.ENACTING.match(line) or lines.HISTORY.match(line))
    return line.strip()[:1].islower()


def _is_row(line: str) -> bool:
    return " | " in line or bool(lines.EDITION.match(line))


def _opens_sentence(words: str) -> bool:
    """Whether they begin with a letter, a capital one where the script has them."""
    first = words.strip()[:1]
    return first.isalpha() and not first.islower()


def _opens_clause(line: str, language: str) -> bool:
    """Whether ``line`` begins as a clause or a heading does."""
    return bool(labels.read(line) or headings.opens_paragraph(line, language) or headings.match(line, language))


@dataclass
class _Fold:
    """Reads line after line and says of each whether a paragraph starts there."""

    language: str
    width: int
    printed: bool = True  # a line may be a part of a paragraph, even where few are
    of_articles: bool = False  # marginal numbers, not labels, begin the paragraphs
    paged: bool = False  # they are the lines of pages: a table's rows are marked
    spaced: bool = False  # space parts the paragraphs
    apart: bool = False  # the space before this line begins a paragraph
    space: str = ""  # between this line and the one before: "close", "apart", "" where that is not known
    room: bool | None = None  # for the first word of this line on the one before, where the page shows it
    room_below: bool | None = None  # likewise for the next line on this one
    indented: bool = False  # this line is, as a paragraph's first
    bold: bool = False  # this line is
    bold_para: bool = False  # all of the open paragraph is
    levels: labels.Levels = ()
    last: str = ""  # the line before
    filled: int = 0  # characters of the last printed line of the line before
    end: int = 0  # and of this one
    para: str = ""  # the open paragraph so far
    kind: str = "text"  # of the paragraph that is open: text, title, history, heading, item, label, annex title
    in_title: bool = False
    annexed: bool = False  # an annex has begun
    head_lines: int = 0  # that its heading still takes
    title_lines: int = 0
    ahead: list[str] = field(default_factory=list)  # the next lines
    at: int = 0  # which of the lines that are not empty this one is
    marginal: articles.Marginal = field(default_factory=lambda: articles.Marginal(()))

    def starts(self, line: str, blank: bool) -> bool:
        """Whether ``line`` starts a paragraph; ``blank``: an empty line stood before it."""
        if self.head_lines:
            self.head_lines -= 1
            self.para, self.last, self.filled = f"{self.para} {line.strip()}", line.rstrip(), self.end
            return False
        kind = None
        if self.paged and self.kind != "table" and (self.kind == "row" or _is_row(line)):
            kind = "row" if _is_row(line) or self._is_next_row(line) else self._structure(line, True) or "text"
            self.para, self.last, self.filled, self.bold_para = line.strip(), line.rstrip(), self.end, self.bold
            self.kind = kind
            return True
        if self.space == "apart" and (lines.ENDS.search(self.last) or self._fits(line)):
            blank = True
        self.apart = blank and self.space == "apart"
        if not self._goes_on(line):
            kind = self._set_apart(line) or self._structure(line, blank)
            if kind is None and self.kind != "label" and self._new_text(line, blank):
                kind = "annex title" if self.kind == "annex" and not lines.ENDS.search(line) else "text"
        self.para = line.strip() if kind else f"{self.para} {line.strip()}"
        self.bold_para = self.bold and (bool(kind) or self.bold_para)
        if kind:
            self.kind = kind
        elif self.kind == "label":
            self.kind = "item"
        self.last, self.filled = line.rstrip(), self.end
        return bool(kind)

    def _is_next_row(self, line: str) -> bool:
        """Whether ``line`` is a row as the one before it is, though its cells are not marked: figures end both."""
        return self.kind == "row" and all(_FIGURES.search(f" {row[-_ROW_END:]}") for row in (self.last, line))

    def listed(self, line: str) -> None:
        """``line`` is of a list of contents, and its own paragraph."""
        self.kind, self.in_title = "contents", False
        self.para, self.last, self.filled = line.strip(), line.rstrip(), self.end

    def _goes_on(self, line: str) -> bool:
        """Whether the open paragraph cannot end before this line: a history or an enacting formula not closed."""
        if self.kind == "history":
            dashes = ("–", "—", "-")
            return lines.is_open(self.para) or self.last.endswith((*dashes, ",", ";")) or line.lstrip().startswith(
                tuple(f"{d} (" for d in dashes))
        if self.of_articles and self.kind == "item":
            unfinished = self.language in ("ar", "zh") and len(self.last) > 20 and not lines.ENDS.search(self.last)
            bare = articles.is_bare(self.para) and not self.marginal.due(line, self.at, self.kind in ("article", "article title"))
            return bare or unfinished and self._of_articles(line) is None
        if self.kind in ("number", "annex") and self.width and lines.is_open(self.para):
            return len(self.para) < 200 and bool(_CLOSES.match(line))
        unclosed = lines.is_open(self.para) or not lines.ENDS.search(self.last)
        return self.kind == "enacting" and unclosed and self.width > 0 and len(self.para) < 250

    def _set_apart(self, line: str) -> str | None:
        """Tables, figures and formulas of a printed page: what stands apart from the paragraphs around it."""
        if not self.width or self.of_articles or self.in_title:
            return None
        if lines.LEADERS.search(line):
            return "contents"
        if lines.CAPTION.match(line):
            return "table"
        if self.kind == "table" and self._leaves_table(line):
            return None
        if self.kind == "table":
            return "text" if lines.is_prose(line, self.width) else None if self._label_due(line) else "table"
        opens = self.kind == "formula" or lines.OPENS_LIST.search(self.last)
        if opens and lines.is_formula(line) and not labels.read(line):
            return "formula"
        return "text" if self.kind == "formula" and not labels.read(line) else None

    def _leaves_table(self, line: str) -> bool:
        """Whether ``line`` heads what stands after a table: an annex, a text, the references."""
        headed = headings.is_back(line, self.language) and (self.apart or self.bold)
        return bool(headed or lines.ANNEX.match(line) or lines.number_line(line))

    def _label_due(self, line: str) -> bool:
        """Whether ``line`` opens with the next number of the clauses above the table, and words after it."""
        label = labels.read(line)
        return bool(label and label.style in ("number", "decimal") and labels.place(label, self.levels, opener=False)
                    and re.match(r"[^\W\d_]{3,}", line[label.end:]) and self.levels)

    def _structure(self, line: str, blank: bool) -> str | None:
        """The kind of the structural line this is, or None for plain text."""
        if self.of_articles:
            return self._of_articles(line)
        if not self.in_title and (count := lines.annex_lines([line, *self.ahead[:2]])) > 1:
            self.levels, self.annexed, self.head_lines = (), True, count - 1
            return "annex"
        shouted = line.split()[:1] and line.split()[0].isupper() and self._fits(line)
        cut = self._cut_short(line)
        line = cut or line
        if (lines.number_line(line) or lines.SUPPLEMENT.match(line)) and (
                self.width == 0 or blank or cut or shouted or self._may_end() or self._enacted()):
            self.levels, self.in_title, self.title_lines, self.annexed = (), True, 0, False
            return "number"
        if self.in_title:
            return self._title(line)
        front = headings.is_front(line, self.language) and (
            self.width == 0 or blank or self._may_end() or self._fits(line) or line.strip()[:1].isupper())
        headed = self.ahead and headings.match(self.ahead[0], self.language)
        if lines.is_enacting(line.strip()) and (self._fits(line) or self.apart or headed):
            return "enacting"
        if lines.ANNEX.match(line) or lines.FOREWORD.match(line) or front and (
                self.kind != "table" or self._leaves_table(line)):
            self.levels = () if not front else self.levels
            self.annexed = self.annexed or bool(lines.ANNEX.match(line))
            return "annex" if lines.ANNEX.match(line) else "front"
        if self._heads_part(line):
            self.levels = ()
            return "annex"
        if _LETTERED.match(line) and (self._may_end() or self._fits(line)):
            return "item"
        return self._heading(line) or self._label(line) or (
            "history" if self._history(line) and lines.ENDS_SENTENCE.search(self.last) else None)

    def _enacted(self) -> bool:
        """Whether the enacting formula stands a few lines further on, before any other text's name: as below a number line."""
        for row in self.ahead:
            if lines.number_line(row):
                return False
            if lines.ENACTING.match(row):
                return True
        return False

    def _heads_part(self, line: str) -> bool:
        """Whether ``line`` heads a part of an annex: its list begins anew on the next line."""
        first = labels.read(self.ahead[0]) if self.ahead and self.annexed else None
        if not (labels.is_first(first) and lines.heads_part(line) and not labels.read(line)):
            return False
        return bool(lines.PART.match(line)) or bool(self._may_end() and labels.restarts(first, self.levels))

    def _title(self, line: str) -> str | None:
        """Number line, title, history, enacting formula: the title's own lines are one paragraph."""
        self.title_lines += 1
        if lines.FOREWORD.match(line) or headings.is_front(line, self.language) or self.title_lines > _LONGEST_TITLE:
            self.in_title = False
            return "text" if self.title_lines > _LONGEST_TITLE and not lines.FOREWORD.match(line) else "front"
        if self.kind == "number" and names.approved(line) and len(line.strip()) < 12:
            return "number"
        if lines.BRACKET_OPENS.match(line) and not lines.HISTORY.match(line) and self.kind == "title":
            return "history"
        if lines.BRACKETED.match(line) and self.kind == "number" and not lines.HISTORY.match(line):
            return "number"
        if self._history(line) and self.kind in ("number", "title", "history"):
            return "history" if self.kind != "number" else "number"  # right after the number it is the revision
        if lines.ENACTING.match(line) or any(lines.is_enacting(f"{line} {more}".strip()) for more in self._ahead()):
            self.in_title = False
            return "enacting"
        if headings.match(line, self.language) or lines.ENDS_SENTENCE.search(line):
            self.in_title = False
            return self._heading(line) or "text"
        if self.kind in ("title", "history") and self._opens_clauses(line):
            self.in_title = False
            return self._label(line) or "text"
        return None if self.kind == "title" else "title"

    def _opens_clauses(self, line: str) -> bool:
        """Whether the numbered clauses of a Recommendation begin with ``line``: "1 Scope"."""
        label = labels.read(line)
        return bool(labels.is_first(label) and label.style == "number" and _opens_sentence(line[label.end:])
                    and (self.width == 0 or self.room is not None or self._fits(line)))

    def _cut_short(self, line: str) -> str:
        """The number line or the line of an annex that ``line`` and the next one are together, its bracket cut in two; else ""."""
        whole = f"{line} {self.ahead[0]}" if self.width and self.ahead and lines.is_open(line) else ""
        begins = self._may_end() or self.apart or line.split()[0].isupper()
        return whole if whole and begins and (lines.ANNEX.match(whole) or lines.number_line(whole)) else ""

    def _ahead(self) -> tuple[str, ...]:
        """The next line, and the next two as one."""
        return tuple(" ".join(self.ahead[:n]) for n in range(1, min(len(self.ahead), 2) + 1))

    def _history(self, line: str) -> bool:
        return bool(lines.HISTORY.match(line) or lines.HISTORY_OPENS.match(line))

    def _heading(self, line: str) -> str | None:
        found = headings.match(line, self.language)
        if not found or self.space == "close" or not (self._may_end() or self.width == 0 or self.apart or self.room):
            return None
        rest = line[found.end:].strip(" ,:")
        label = labels.read(line)
        if rest and label and label.style == "dash" and (self.levels or lines.OPENS_LIST.search(self.last)):
            return None  # an item of a list
        if rest and self.width and found.running and self._fits(line) is False:
            return None
        if rest and self.width and found.part == "preamble" and line[found.end:found.end + 1] == " " and found.running:
            return None
        self.levels = ()
        return "heading"

    def _label(self, line: str) -> str | None:
        label = labels.read(line)
        if not label or self.width and lines.cites(self.last, line):
            return None
        opener = bool(lines.OPENS_LIST.search(self.last)) or self.kind in ("heading", "label") or label.style == "dash"
        levels = labels.place(label, self.levels, opener=opener or self.width == 0 or self._opens_list(label))
        if levels is None:
            return "text" if self.width == 0 else None
        titled = self.kind == "annex title" and label.readings[0][1] == 1 and (
            self.space == "apart" or self._fits(line) or self._second_follows(label))
        short = self.kind == "item" and len(self.last) < 0.6 * self.width and _opens_sentence(line[label.end:])
        short = short or self.language == "zh" and self.filled < _SHORT * self.width
        if self.width and label.style in ("number", "bracketed") and not (
                self._may_end() or self.apart or self.room or short or self.kind == "heading" or titled and _opens_sentence(line[label.end:])):
            return None
        self.levels = levels
        return "label" if not line[label.end:].strip() else "item"

    def _opens_list(self, label: labels.Label) -> bool:
        """Whether a list begins with ``label`` after words without a colon: it stands apart, and its second follows."""
        return bool(self.apart and labels.is_first(label) and label.style not in ("number", "decimal") and self._second_follows(label))

    def _second_follows(self, label: labels.Label) -> bool:
        """Whether one of the next lines opens with the second of the list that ``label`` begins."""
        following = [labels.read(row) for row in self.ahead]
        return any(label.style == second.style and second.readings[0][1] == 2 for second in following if second)

    def _of_articles(self, line: str) -> str | None:
        """The structure of a text of articles: headings, marginal numbers, indents."""
        if articles.HEAD.match(line) or articles.PREAMBLE.match(line) or lines.ANNEX.match(line):
            return "article"
        if self.marginal.read(line, self.at, self.kind in ("article", "article title")):
            return "item"
        if self.kind == "article":
            return "article title"
        ended = self.kind == "item" and lines.ENDS_SENTENCE.search(self.last)
        if ended and lines.heads_part(line) and self.ahead and self.marginal.due(self.ahead[0], self.at + 1, False):
            return "text"  # heads the numbers that follow, inside the article
        label = labels.read(line)
        if lines.NOTE.match(line) and lines.ENDS_SENTENCE.search(self.last):
            return "note"
        listed = labels.read(self.para)
        if listed and listed.style == "dash" and lines.ENDS.search(self.last) and len(self.last) < 0.6 * self.width:
            return "item"  # a sentence that goes on after its list of dashes
        return "item" if label and label.style == "dash" and self.width else None

    def _new_text(self, line: str, blank: bool) -> bool:
        """Whether a line without label or heading starts a paragraph."""
        if self.kind == "heading" and self.printed and self._heading_goes_on(line):
            return False
        if self.printed and self.kind in ("text", "item", "annex title") and self._is_cut(line):
            return False
        set_in = self.indented and not labels.read(self.para)  # below a label, lines hang
        if self.kind in ("text", "item") and (self.room or set_in or self._is_bold_heading(line)):
            return True
        if self.kind in ("text", "item", "annex title") and self._after_bold(line):
            return True
        if self.kind in ("text", "item") and self.room is not False and lines.CAPTIONED.match(self.para) and _opens_sentence(line):
            return True
        if self.kind in ("text", "item") and self.space != "close" and lines.NOTE.match(line) and lines.ENDS_SENTENCE.search(self.last):
            return True
        if self.kind == "text" and self.space != "close" and self._lists_on(line):
            return True
        if self.kind == "annex title" and line.lstrip()[:1] in "(（" and (self.room or _REMARK.fullmatch(line)):
            return True
        if self.space == "close" and self.kind in ("text", "item", "heading", "enacting", "annex title"):
            return False
        if self.width == 0:
            cut = self.printed and self.kind == "item" and len(self.last) > 60 and not lines.ENDS.search(self.last)
            return not (cut and not blank and line.strip()[:1].islower())
        if self.kind in ("number", "history", "enacting", "annex", "front", "article") and (
                self.kind != "enacting" or lines.ENDS.search(self.last)):
            return True
        if self.kind == "heading":
            return headings.opens_paragraph(line, self.language) or bool(self._fits(line)) or blank
        if self.kind == "article title":
            return False
        if self.kind == "annex title" and self.last.strip() == self.para and _opens_sentence(line) and self._fits(line):
            return bool(lines.ENDS_SENTENCE.search(line)) or self.room is True and self.room_below is False
        if self._heads(line) or (line[:1] == " " and self.last[:1] != " " and lines.ENDS_SENTENCE.search(self.last)):
            return True
        if blank:
            return not (line.strip()[:1].islower() and not lines.ENDS_SENTENCE.search(self.last))
        if self.language == "zh" and self.kind in ("text", "item") and self.filled < _SHORT * self.width:
            return True  # any letter would have fitted on the line before
        ends = lines.OPENS_LIST if line.strip()[:1].islower() else lines.ENDS_SENTENCE
        return bool(ends.search(self.last)) and bool(self._fits(line) or len(self.last) > 1.3 * self.width)

    def _lists_on(self, line: str) -> bool:
        """Whether ``line`` is the next entry of a list without labels: of related texts; of abbreviations, where it stands apart."""
        if lines.is_open(self.para):
            return False
        related = _RELATED.match(self.para) and _RELATED.match(line)
        return bool(related or self.space == "apart" and _ACRONYM.match(self.para) and _ACRONYM.match(line))

    def _after_bold(self, line: str) -> bool:
        """Whether the open paragraph is a heading in bold letters, and ``line`` begins the text below."""
        return self.bold_para and not self.bold and _opens_sentence(line) and len(self.para) < _LONGEST_HEADING

    def _is_bold_heading(self, line: str) -> bool:
        """Whether ``line`` is in bold letters below a paragraph that is not, and that may end above it."""
        return self.bold and not self.bold_para and self.room is not False and _opens_sentence(line)

    def _heading_goes_on(self, line: str) -> bool:
        """Whether ``line`` is of the heading above it: unended like it, and its list or paragraph opens below."""
        found = headings.match(self.para, self.language)
        if not found or found.part != "operative" or not self.para[found.end:].strip() or len(self.para) > _LONGEST_HEADING:
            return False
        above = self.last
        for row, below in zip([line, *self.ahead[:2]], self.ahead[:2], strict=False):
            if lines.ENDS.search(above) or lines.ENDS.search(row) or _opens_clause(row, self.language):
                return False
            if (label := labels.read(below)) and label.style != "dash":
                return label.readings[0][1] == 1
            if headings.opens_paragraph(below, self.language):
                return bool(self.width) and len(row.rstrip()) + 1 + len(below.split()[0]) < self.width - 3
            above = row
        return False

    def _is_cut(self, line: str) -> bool:
        """Whether the line before cannot be a paragraph's last: its last word, a bracket that ``line`` closes, or
        the number cited that ``line`` begins with says so."""
        label = labels.read(self.para)
        within = lines.is_open(self.para[label.end if label else 0:]) and _CLOSES.match(line)
        return bool(within) or headings.is_cut(self.last, self.language) or lines.cites(self.last, line)

    def _heads(self, line: str) -> bool:
        """Whether the open paragraph is the one-line heading of a numbered clause, and ``line`` begins its text."""
        if self.kind == "item" and self.last.strip() == self.para and _LETTERED.match(self.para) and self._fits(line):
            return not lines.ENDS.search(self.para) and _opens_sentence(line)
        label = labels.read(self.para) if self.kind == "item" else None
        return bool(label and label.style in ("number", "decimal") and self.last.strip() == self.para
                    and not lines.ENDS.search(self.para) and len(self.para) < 0.75 * self.width
                    and _opens_sentence(self.para[label.end:]) and _opens_sentence(line) and self._fits(line))

    def _may_end(self) -> bool:
        """Whether the line before may be a paragraph's last."""
        return not self.last or bool(lines.ENDS.search(self.last) or lines.LEADERS.search(self.last)) or self.kind in (
            "number", "title", "history", "enacting", "annex", "article", "heading", "contents", "front")

    def _fits(self, line: str) -> bool | None:
        """Whether this line's first word would have fitted on the line before: then the break is the author's."""
        if self.room is not None:
            return self.room
        if not self.width or not line.split():
            return None
        return self.filled + 1 + len(line.split()[0]) < self.width - 3
