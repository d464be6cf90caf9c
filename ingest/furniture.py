"""What a page prints around its text: running headers and footers, page numbers, marginal marks."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass

from ingest import articles, divisions, edges, labels, lines
from ingest.trace import Edit, Trace, to_source
from itu import headings
from schema import LANGUAGES

_WORDS = "|".join(w for words in lines.KINDS.values() for w in words)
_ARTICLE = r"Article|Art\.|Annex|Annexe|Artículo|Anexo|Preamble|Chapter|Chapitre|Capítulo|Статья|Приложение|Глава|المادة|第?"
_NAME = (
    rf"(?:(?:(?-i:[A-Z]{{2,9}})[ \t]+)?(?:{_WORDS}|Res\.|Rés\.|Rec\.|Dec\.|Déc\.|Рез\.|Рек\.)[ \t]+"
    r"(?:(?:ITU|UIT|МСЭ)-[RTD][ \t]+)?[\w.-]+(?:[ \t]+\(\d{2}/\d{2,4}\))?"
    r"|第[ \t]?[\w-]+[ \t]?号(?:决议|决定|意见|建议)"
    rf"|(?:CS|CV|GR|RG)/(?:{_ARTICLE})[ \w.]{{0,12}}?"
    r"|(?:ITU|UIT|МСЭ)-[RTD][ \t]+(?:Rec\.|Recommendation|Rec|Рек\.)[ \t]+[A-Z]\.[\w.-]+[ \t]*\([^)]*\)"
    r"|(?:Rec\.|Рек\.|التوصية)[ \t]+(?:ITU|UIT|МСЭ)-[RTD][ \t]+[A-Z]\.[\w.-]+[ \t]*\([^)]*\))"
)
_PAGE = r"(?P<page>\d{1,4}|[ivxl]{1,6})"
_START, _END = r"(?:^|(?<=\f))[ \t]*", r"[ \t]*(?=[\n\f]|\Z)"
_HEADER = re.compile(
    rf"{_START}(?:{_PAGE}[ \t]+{_NAME}|{_NAME.replace('?P<page>', '')}[ \t]+(?P<page2>\d{{1,4}}|[ivxl]{{1,6}})){_END}"
    rf"|{_START}(?P<page3>\d{{1,4}})[ \t]*\n[ \t]*(?:Res\.|Rés\.)[ \t]*[\w.-]+{_END}"
    rf"|{_START}(?:Res\.|Rés\.)[ \t]*[\w.-]+[ \t]*\n[ \t]*(?P<page4>\d{{1,4}}){_END}"
    rf"|{_START}(?:CS|CV|GR|RG)/(?:{_ARTICLE})[ \t]?\d+[ \w.]{{0,12}}?{_END}"
    rf"|{_START}(?:{_WORDS})[ \t]+(?:(?:ITU|UIT)-T[ \t]+)?[A-Z]\.[\w.-]+[ \t]{{2,}}\(\d{{2}}/\d{{2,4}}\){_END}"
    rf"|{_START}[-–—][ \t]*(?P<page5>\d{{1,4}})[ \t]*[-–—]{_END}",
    re.MULTILINE | re.IGNORECASE)
_APPROVED = re.compile(r"\s{2,}\(\d{2}/\d{2,4}\)")  # month and year of approval, in the header of older Recommendations
_PAGE_NUMBER = re.compile(r"^[ \t]*(?:[-–—][ \t]*)?(?:page[ \t]+)?(?:\d{1,4}|[ivxl]{1,6})(?:[ \t]*[-–—])?[ \t]*$", re.IGNORECASE)
SHORT_NAME = re.compile(r"(?:Res|Rés|Rec|Рез|Рек)\.[ \t]+(?:ITU|UIT|МСЭ)[-\u2010\u2011][RTD][ \t]+[\w.-]*\d(?:\*)?(?!\w)")
_FIGURE = re.compile(r"(?<!\S)[-+−–±<>≤≥]?\d[\d.,]*(?!\S)")
_ROW = 3  # figures and no word: a row of a table, even if another page has it too; two may be a date's or a page's "3 / 12"
_PLACES = (0, 1, 2, -3, -2, -1)  # lines of a page that may be running ones
_SHORT_LINE = re.compile(
    rf"{_START}(?:\d{{1,4}}[ \t]+)?{SHORT_NAME.pattern}(?:[ \t]+(?:\d{{1,4}}|[ivxl]{{1,6}}))?{_END}", re.MULTILINE)
_LINE_END = re.compile(r"[\n\f]")
_LINE = re.compile(r"[^\n\f]+")
_GOES_ON = re.compile(r"[,;:，；：،؛]\s*$")  # as no running line ends
_PAGE_END = re.compile(r"(?<![ \t\n])[ \t\n]*\f[ \t\n]*")  # one line ends there
_RULE_AT_FOOT = re.compile(r"\n[ \t]*_{5,}[ \t\n]*(?=\f)")  # what is left where footnotes have been taken out
_RULE = re.compile(r"^[ \t]*_{5,}(?=[ \t]*$)", re.MULTILINE)  # drawn above footnotes
_CONFERENCE = (  # followed by a dash it begins a running line: "WTSA-24 – Proceedings"
    r"(?:PP|WTDC|WRC|RA|WTSA|CMR|CMDT|AMNT|ПК|ВКРЭ|ВКР|ВАСЭ|АР)-\d{2,4}(?=[ \t\n]|$|[^\W\d_])(?![ \t]+[-–—][ \t])[ \t]*")
_MARK = re.compile(rf"^[ \t]*(?:(?:ADD|MOD|SUP|\(MOD\)|\(ADD\))[ \t]+)?{_CONFERENCE}|^[ \t]*(?:(?:ADD|MOD|NOC|SUP)|\((?:ADD|MOD|NOC|SUP)\))[ \t]*(?=\n)", re.MULTILINE)
_MARK_AFTER_NUMBER = re.compile(  # printed beside the marginal number, and so between it and the text
    rf"^[ \t]*(?:{articles.SPAN}|\d{{1,4}}[A-Z]{{0,2}}(?:[ \t](?:bis|ter|quater))?)[ \t]+(?P<marks>(?:{_CONFERENCE})+)", re.MULTILINE)


def page_spans(text: str) -> list[tuple[int, int]]:
    """The pages of a text: between form feeds, or between printed running headers."""
    if "\f" in text:
        cuts = [m.start() for m in re.finditer("\f", text)]
    else:
        cuts = [m.start() for m in _headers(text)]
    edges = [0, *cuts, len(text)]
    return [(a, b) for a, b in zip(edges, edges[1:], strict=False) if a < b]


def page_labels(trace: Trace) -> tuple[tuple[int, str], ...]:
    """(place in the source, printed number) of each page whose header prints one."""
    found = {(m.start(), m.end(), next((g for g in m.groups() if g), "")) for m in _headers(trace.text)}
    found |= {r for r in edges.running(trace.text) if r[2]}
    return tuple(sorted((to_source(trace.runs, start, end)[0], number) for start, end, number in found))


def empty_feet(text: str) -> list[Edit]:
    """The rules above footnotes that stand at the end of pages, once the notes are out."""
    return [Edit(m.start(), m.end(), "", "footnote_marker") for m in _RULE_AT_FOOT.finditer(text)]


def running_lines(text: str) -> list[Edit]:
    """Headers, footers and page numbers go, with the empty lines and form feeds of the page break."""
    spans = [(m.start(), m.end(), "running_header") for m in _headers(text)]
    spans += [(m.start(), m.end(), "running_header") for m in _at_lines(_SHORT_LINE, text)]
    spans += _repeated(text)
    edits, at = [], 0
    for start, end, kind in sorted(set(spans)):
        start += len(text[start:end]) - len(text[start:end].lstrip())
        if start < at:
            continue
        before = len(text[at:start]) - len(text[at:start].rstrip(" \t\n\f"))
        after = len(text[end:]) - len(text[end:].lstrip(" \t\n\f"))
        left, right = start - before, end + after
        if left > 0 and right < len(text) and before:  # one line end stays
            keep = next((i for i in range(left, start) if text[i] in "\n\f"), left)
            edits.append(Edit(left, keep, "", "page_break"))
            left = keep + 1
            if text[keep] == "\f":
                edits.append(Edit(keep, left, "\n", "page_break"))
        edits += [Edit(left, start, "", "page_break"), Edit(start, end, "", kind), Edit(end, right, "", "page_break")]
        at = right
    edits = [e for e in edits if e.start < e.end]
    taken = [(e.start, e.end) for e in edits]
    ends = [m for m in _PAGE_END.finditer(text) if not any(a < m.end() and m.start() < b for a, b in taken)]
    edits += [Edit(m.start(), m.end(), "\n", "page_break") for m in ends]
    taken += [m.span() for m in ends]
    edits += [Edit(m.start(), m.end(), "\n", "page_break") for m in re.finditer("\f", text)
              if not any(a <= m.start() < b for a, b in taken)]
    edits += [Edit(m.start(), m.end(), "", "footnote_marker") for m in _RULE.finditer(text)
              if not any(a < m.end() and m.start() < b for a, b in taken)]
    return edits


def marginal_marks(text: str) -> list[Edit]:
    """The marks in the margin that name the conference of an amendment (``PP-98``).

    In the sentences of a resolution the same word names the conference itself.
    """
    marks = list(_MARK.finditer(text))
    beside = list(_MARK_AFTER_NUMBER.finditer(text))
    resolutions = _resolutions(text) if marks or beside else []
    edits = []
    for m in marks:
        end = m.end()
        whole_line = end < len(text) and text[end] == "\n"
        if whole_line and "SUP" in m.group() and _is_numbers(text, m.start()):
            continue  # it says what became of them
        if whole_line or not _within(m.start(), resolutions):
            edits.append(Edit(m.start(), end + 1 if whole_line else end, "", "marginal_mark"))
    return edits + [Edit(*m.span("marks"), "", "marginal_mark") for m in beside if not _within(m.start(), resolutions)]


def _is_numbers(text: str, at: int) -> bool:
    """Whether marginal numbers stand alone on the line before ``at``, other marks between left out: "471 to 473"."""
    above = next((row for row in reversed(text[max(0, at - 80):at].split("\n")) if row.strip() and not _MARK.fullmatch(row + "\n")
                  and not _MARK.fullmatch(row)), "")
    return articles.is_bare(above)


def _resolutions(text: str) -> list[tuple[int, bool]]:
    """Where a resolution, True, or an article, False, begins, in the order of the text."""
    rows = [m for m in _LINE.finditer(text) if m.group().strip()]
    out = []
    for i, m in enumerate(rows):
        if articles.HEAD.match(m.group()):
            out.append((m.start(), False))
        elif lines.number_line(m.group()) and any(lines.ENACTING.match(row.group()) for row in rows[i + 1:i + 9]):
            out.append((m.start(), True))
    return out


def _within(at: int, resolutions: list[tuple[int, bool]]) -> bool:
    """Whether the place ``at`` is in a resolution."""
    before = bisect_right(resolutions, at, key=lambda r: r[0])
    return before > 0 and resolutions[before - 1][1]


def _at_lines(pattern: re.Pattern, text: str) -> list[re.Match]:
    """What ``finditer`` gives of a pattern that begins where a line or a page does, without a try at every character."""
    found, at = [], 0
    for start in (0, *(m.end() for m in _LINE_END.finditer(text))):
        match = pattern.match(text, start) if start >= at else None
        if match:
            found.append(match)
            at = max(match.end(), start + 1)
    return found


def _headers(text: str) -> list[re.Match]:
    """Lines that name the text and carry a page number; a document's own number line does not."""
    found = [m for m in _at_lines(_HEADER, text) if not re.fullmatch(r"[\s\d]*", m.group())]
    approved = sum(bool(_APPROVED.search(m.group())) for m in found)
    return [m for m in found if not _is_title(m.group()) or approved > 1 and _APPROVED.search(m.group())]


def _is_title(line: str) -> bool:
    """"RESOLUTION 21 255" is a header; "RESOLUTION 21" with no page number never gets here."""
    return "\n" not in line and bool(lines.number_line(line.strip()))


def _repeated(text: str) -> list[tuple[int, int, str]]:
    """Lines that stand at the head or foot of most pages, and bare page numbers there."""
    if "\f" not in text:
        return []
    found: list[_Edge] = []
    numbers: dict[int, list[tuple[int, int, int]]] = {}  # number less page → (page, start, end)
    for page, (start, end) in enumerate(page_spans(text)):
        rows = [m for m in _LINE.finditer(text, start, end) if m.group().strip()]
        for place in dict.fromkeys(p % len(rows) for p in _PLACES if -len(rows) <= p < len(rows)):
            m = rows[place]
            below = [row.group() for row in rows[place:place + 9]]
            entitled = place > 0 and bool(lines.number_line(rows[place - 1].group())) or _is_block(below) or lines.annex_lines(below[:3]) > 1
            found.append(_Edge(_shape(m.group()), _figures(m.group()), m.start(), m.end(), page, place, place - len(rows), entitled))
            if m.group().strip().isdecimal() and len(m.group().strip()) <= 4:
                numbers.setdefault(int(m.group()) - page, []).append((page, m.start(), m.end()))
    pages = text.count("\f") + 1
    headed = [divisions.is_heading(text[edge.start:edge.end]) for edge in found]
    heads = [edge for edge, is_head in zip(found, headed, strict=True) if is_head]
    found = [edge for edge, is_head in zip(found, headed, strict=True) if not is_head]
    named = Counter(filter(None, (_named(m.group()) for m in _LINE.finditer(text))))
    often = Counter(edge.shape for edge in found)
    out = [(start, end, "page_number") for less, lines_ in numbers.items() for _, start, end in lines_
           if less == 1 or len({page for page, _, _ in lines_}) > 1]  # a lone figure may be the text's, as a marginal number is
    if pages >= 3:
        texts = [start for start, resolution in _resolutions(text) if resolution]
        out += [(edge.start, edge.end, "running_header") for edge in divisions.running(text, heads, texts)]
    for edge in found:
        line = text[edge.start:edge.end]
        if named[_named(line)] == 1:
            continue  # the only line with a text's number heads the text
        if _PAGE_NUMBER.match(line) and re.search(r"\d|[ivxl]", line):
            if not line.strip().isdecimal():
                out.append((edge.start, edge.end, "page_number"))
        elif pages >= 3 and often[edge.shape] >= _least(line, pages) and len(line.strip()) < 120 and not edge.entitled and any(
                edge.near(other) for other in found) and not _of_the_text(line):
            out.append((edge.start, edge.end, "running_header"))
    return out


def _named(line: str) -> tuple[str, str] | None:
    """(kind, number) of the text that a number line names."""
    number = lines.number_line(line)
    return (number["kind"], number["number"]) if number else None


def _of_the_text(line: str) -> bool:
    """Whether a line is of the text wherever it stands: a sentence that goes on, a list's item, a resolution's heading and no
    more, its history, a row of figures. Texts of one volume may share them."""
    if len(_figures(line)) >= _ROW and not re.search(r"[^\W\d_]", line):
        return True
    label = labels.read(line)
    if label and (label.style in ("letter", "cyrillic", "arabic", "roman") or lines.ENDS_SENTENCE.search(line)) and line[label.end:].strip():
        return True
    bare = (found for language in LANGUAGES if (found := headings.match(line, language)))
    return bool(_GOES_ON.search(line) or lines.HISTORY.match(line)) or any(not line[found.end:].strip() for found in bare)


def _is_block(rows: list[str]) -> bool:
    """Whether the first of ``rows`` is an enacting formula, or a text's name with the formula further on: in a volume both
    stand at the head of many pages."""
    if lines.is_enacting(rows[0].strip()):
        return True
    if not lines.number_line(rows[0]):
        return False
    below = next((row for row in rows[1:] if lines.number_line(row) or lines.ENACTING.match(row)), "")
    return bool(lines.ENACTING.match(below))


@dataclass(frozen=True)
class _Edge:
    """A line near the head or the foot of a page."""

    shape: str
    figures: tuple[str, ...]  # those that stand apart from the words
    start: int
    end: int
    page: int
    head: int  # its place among the page's lines, counted from the head
    foot: int  # and from the foot, below 0
    entitled: bool  # it stands below the text's name, as its title does, or is of a title block or of an annex's heading

    def near(self, other: _Edge) -> bool:
        """Whether ``other`` is the same line at the same place of the next page, or of the next but one."""
        same = self.shape == other.shape and (self.head == other.head or self.foot == other.foot)
        return same and 0 < abs(self.page - other.page) <= 2 and self._numbered_as(other)

    def _numbered_as(self, other: _Edge) -> bool:
        """Whether no more than the page's number sets two lines of one shape apart: rows of a table differ in their figures."""
        if len(self.figures) != len(other.figures):
            return False
        apart = [(own, its) for own, its in zip(self.figures, other.figures, strict=True) if own != its]
        if len(apart) == 1 and ("|" in self.shape or not re.search(r"[^\W\d_]", self.shape)):  # cells, or nothing but figures
            own, its = apart[0]
            return own.isdecimal() and its.isdecimal() and int(own) - int(its) == self.page - other.page
        return len(apart) <= 1


def _least(line: str, pages: int) -> float:
    """On how many pages a line must stand to be a running one: the text's own name stands on its cover and its first pages too."""
    return max(3, 0.6 * pages + 1 if lines.number_line(line) else pages // 3)


def _figures(line: str) -> tuple[str, ...]:
    """The figures that stand apart from the words of a line: "8 0.0041 1.39 kH2" → ("8", "0.0041", "1.39")."""
    return tuple(_FIGURE.findall(line))


def _shape(line: str) -> str:
    return re.sub(r"\d+|\b[ivxl]+\b", "#", " ".join(line.split()))
