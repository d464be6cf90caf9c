"""Texts whose line breaks extraction has lost: where paragraphs begin inside the running text.

Only for a text that shows next to no structure at the starts of its lines and much of it inside them.
What stands here is less certain than what a line of its own shows: whoever builds the document says so.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ingest import addressees, furniture, labels, lines
from ingest.trace import Edit
from itu import headings

WARNING = "the line breaks of this text are lost: headings and labels were found inside its running text, less surely"

_FEWEST = 4  # paragraphs found inside the lines that show that breaks are lost
_LONGEST_HEADING = 250  # characters
_LONGEST_TITLE = 500
_NEAR = 80  # characters before a label that are looked at first
_SHORTEST_SLICE = 60  # characters; a paragraph without a mark at its end is shorter
_STOP = ".;:,،؛。；：，,！？)）"
_JOIN = re.compile(r"(?:\s+(?:and|et|y|и|or|ou|o|و)|[和及与、])\s*$", re.IGNORECASE)
_LONGEST_JOIN = 4  # characters, with the space before it
_SLICE = re.compile(r"^(\d{1,3})、", re.MULTILINE)
_MARGINAL = re.compile(
    r"(?:^|(?<=[.;:,،؛。；：]\s)|(?<=[.;:,،؛。；：])|(?<=\d\s)|(?<=\s))"
    r"(?P<n>\d{1,4})[A-Z]?\s+(?=\d{1,2}\.\d{1,2}\s|[a-z]\)\s|[^\W\d_a-zа-я])")
_ARTICLE = re.compile(r"(?:(?-i:ARTICLE|ARTÍCULO|СТАТЬЯ|CHAPTER|CHAPITRE|CAPÍTULO|ГЛАВА)|المادة)\s+\d{1,3}(?=\s)|第\s?\d{1,3}\s?条")
_ANNEX = re.compile(r"(?:(?-i:ANNEX|ANNEXE|ANEXO|ПРИЛОЖЕНИЕ|APPENDIX|APPENDICE|APÉNDICE)\s(?:[A-Z]|\d{1,2})(?=\s)|(?<=[。)）\s])附件\s?[A-Z\d])")
_PAGE = re.compile(r"\s*\d{1,4}\s+")  # before the first marginal number
_SOURCES = re.compile(r"(?<=[.。])\s?(?:Ref\.|Réf\.|Doc\.|参阅|Ссылка)\s?[:：]")  # the papers behind a Council text
_RULE = re.compile(r"_{5,}\s*")
_RUNNING = re.compile(r"(?:(?<=\s)|^)[-–—]\s?\d{1,4}\s?[-–—]\s?\([\d.]+\s[-–][^()]{2,80}\)\s?")
_REVISION = re.compile(r"\s*[(（][^()（）]{2,80}[)）]")


@dataclass(frozen=True)
class Break:
    """A place where a paragraph begins, and what kind of sign shows it."""

    at: int
    sign: str  # number, enacting, heading, paragraph, label, article, annex, note


def line_breaks(text: str, language: str) -> list[Edit]:
    """The breaks to put back in, as edits; none where the text has its lines."""
    if not _may_be_unbroken(text, language):
        return []
    found = sorted({b.at: b for b in _all(text, language)}.values(), key=lambda b: b.at)
    inside = [b for b in found if b.at > 0 and text[b.at - 1] != "\n"]
    sure = any(b.sign in ("heading", "enacting") for b in inside) or sum(b.sign == "article" for b in inside) > _FEWEST
    if len(inside) < _FEWEST or not sure:
        return []
    edits = [Edit(b.at - 1, b.at, "\n", "white_space") if text[b.at - 1].isspace() else Edit(b.at, b.at, "\n", "")
             for b in inside]
    page = _PAGE.match(text)
    if page and found[0].sign == "article" and found[0].at == page.end():
        edits = [Edit(0, page.end(), "", "page_number"), *edits[1:]]
    return edits


def slices(text: str) -> list[Edit]:
    """A text cut into counted slices ("1、… 2、…"), words and all: the counts and the cuts go. Paragraphs that are numbered
    so keep their numbers."""
    found = list(_SLICE.finditer(text))
    starts = len(re.findall(r"^[^\n]", text, re.MULTILINE))
    if len(found) < 3 or len(found) < starts or [int(m[1]) for m in found] != list(range(1, len(found) + 1)):
        return []
    cuts = [_is_cut(text[above.end():m.start()], text[m.end():m.end() + 1]) for above, m in pairwise(found)]
    if 2 * sum(cuts) < len(cuts):
        return []
    return [Edit(m.start() - 1 if m.start() and text[m.start() - 1] == "\n" else m.start(), m.end(), "", "page_number")
            for m in found]


def _is_cut(above: str, first: str) -> bool:
    """Whether a line breaks off inside its sentence, which the next, by its ``first`` character, goes on with."""
    above = above.rstrip()
    return len(above) >= _SHORTEST_SLICE and not lines.ENDS.search(above) and not first.isupper()


def running_heads(text: str) -> list[Edit]:
    """Page number and chapter of a volume's running header, wherever it stands: "– 81 – (3.1 – Meetings)"."""
    return [Edit(m.start(), m.end(), "", "running_header") for m in _RUNNING.finditer(text)]


def _may_be_unbroken(text: str, language: str) -> bool:
    """Whether lines are few and long, and hardly one of them begins as a paragraph of a resolution does."""
    rows = [r for r in text.split("\n") if r.strip()]
    if not rows or sum(map(len, rows)) / len(rows) < (80 if language == "zh" else 200):
        return False
    shown = sum(1 for r in rows if labels.read(r) or headings.match(r, language) or lines.number_line(r))
    return shown <= max(1, len(rows) // 10)


def _all(text: str, language: str) -> Iterator[Break]:
    marginal = list(_marginal(text))
    if marginal:
        yield from marginal
        return
    cuts = [m.start() for m in _ANNEX.finditer(text)]
    notes = [b for m in _RULE.finditer(text) for b in (m.start(), m.end()) if b < len(text)]
    yield from (Break(at, "annex") for m in _ANNEX.finditer(text) for at in (m.start(), _next(text, m.end())))
    yield from (Break(at, "note") for at in notes)
    for m in _SOURCES.finditer(text):
        yield Break(_next(text, m.start()), "note")
    ends = sorted([*cuts, *notes, len(text)])
    yield from _body(text, ends[0], language)
    for start in cuts:
        yield from _list(text, start, ends[bisect_right(ends, start)], loose=True)


def _next(text: str, at: int, over: str = " \t\u3000") -> int:
    """The first place from ``at`` on that is none of the characters ``over``."""
    while at < len(text) and text[at] in over:
        at += 1
    return at


def _before(text: str, start: int, at: int) -> str:
    """The last characters of ``text[start:at]``, without the spaces and the word "and" that end it; "" where no other stands
    there. All of it at each place would cost the square of a long line."""
    size = _NEAR
    while True:
        low = max(start, at - size)
        found = _JOIN.sub("", text[low:at]).rstrip()
        if low == start or len(found) > _LONGEST_JOIN:
            return found
        size *= 2


def _body(text: str, end: int, language: str) -> Iterator[Break]:
    """Title, enacting formula, headings and lists, up to the first annex."""
    found = headings.find(text[:end], language)
    formula = _formula(text, found)
    yield from _title(text, formula)
    at = 0
    for start, stop in _headings(text, found, formula, language):
        yield from _list(text, at, start)
        yield Break(start, "heading")
        after = _next(text, stop, " :،,，")
        yield Break(after, "paragraph")
        at = after
    yield from _list(text, at, end)


def _title(text: str, formula: int | None) -> Iterator[Break]:
    """The number line before the enacting formula, the title after it, and the formula."""
    if formula is None:
        return
    yield Break(formula, "enacting")
    number = lines.NUMBER_INSIDE.search(text, max(0, formula - _LONGEST_TITLE), formula)
    if number:
        yield Break(number.start(), "number")
        revision = _REVISION.match(text, number.end())
        stop = revision.end() if revision else number.end()
        if stop < formula:
            yield Break(_next(text, stop), "paragraph")
        for header in furniture.SHORT_NAME.finditer(text, stop, formula):
            yield Break(header.start(), "paragraph")
            yield Break(_next(text, header.end()), "paragraph")
        history = _REVISION.search(text, max(stop, text.rfind("(", stop, formula) - 1), formula)
        if history and not text[history.end():formula].strip():
            yield Break(_next(text, history.start()), "paragraph")


def _formula(text: str, found: Sequence[headings.Heading]) -> int | None:
    """Where the enacting formula begins: it names the body and runs to the comma before the first heading."""
    for heading in found:
        if _last(text, heading.start) not in (",", "，", "،"):
            continue
        first = max(heading.start - 260, 0)
        window = max(text.rfind(". ", first, heading.start), first)
        for m in lines.ENACTING_INSIDE.finditer(text, window, heading.start):
            if not re.search(r"[;；。]", text[m.start():heading.start]):
                return m.start()
    return None


def _last(text: str, end: int) -> str:
    """The last character of ``text[:end]`` that is no space, "" where there is none."""
    while end > 0 and text[end - 1].isspace():
        end -= 1
    return text[end - 1] if end else ""


def _headings(text: str, all_found: Sequence[headings.Heading], formula: int | None, language: str) -> Iterator[tuple[int, int]]:
    """(start, end) of each heading, its addressee included."""
    operative = False
    last = 0
    for found in all_found:
        if found.start < max(last, formula or 0):
            continue
        before = _last(text, found.start)
        if before not in _STOP or (before in (")", "）") and language != "zh"):
            continue
        first = formula is not None and not last
        if found.part == "preamble" and operative:
            continue
        stop = _heading_end(text, found, language, first=first)
        if stop:
            operative = found.part == "operative"
            last = stop
            yield found.start, stop


def _heading_end(text: str, found: headings.Heading, language: str, *, first: bool) -> int:
    """Where the heading's words end, its addressee included; 0 where it is none."""
    rest = text[found.end:found.end + _LONGEST_HEADING]
    if len(text) - found.end < 40 and not re.search(r"[.;:。；：]", rest):
        return len(text.rstrip())  # an excerpt that ends inside the heading
    if found.part == "preamble" or found.key == "resolves":
        near = addressees.opening(rest, language)
        alone = near is not None and not rest[:near].strip(" :,،，：")
        bare = found.key == "resolves" or not found.running
        return found.end if alone or first or bare and language in ("zh", "ar") else 0
    if found.key in addressees.KEYS:
        end = addressees.end(rest, language)
        return found.end + end if end is not None else 0
    label = addressees.FIRST_LABEL.search(rest)
    return found.end + label.start() if label and label.start() < 40 else 0


def _list(text: str, start: int, end: int, *, loose: bool = False) -> Iterator[Break]:
    """Labels that are due in ``text[start:end]``, each after the end of a paragraph.

    ``loose``: as in an annex, whose first items are headings without an end mark.
    """
    levels: labels.Levels = ()
    for m in re.compile(r"(?:^|(?<=\s)|(?<=[.;:。；：])|(?=•\s))(?=[(\w–•-])").finditer(text, start, end):
        label = labels.read(text[m.start():min(end, m.start() + 16)])
        if label and text[m.start()] == "•":
            yield Break(m.start(), "label")
        if not label or label.style == "dash":
            continue
        before = _before(text, start, m.start())
        ended = not before or before[-1] in ".;:؛。；：" or (before[-1] in ",،，" and label.style not in ("number", "dash"))
        due = labels.place(label, levels, opener=not before or before[-1] in ":：" or loose)
        if due is None or not (ended or loose and label.readings[0][1] == 1):
            continue
        levels = due
        yield Break(m.start(), "label")


def _marginal(text: str) -> Iterator[Break]:
    """Marginal numbers that run on through the text, and the articles' headings among them."""
    found = list(_MARGINAL.finditer(text))
    chains: dict[int, list[re.Match]] = {}
    for m in found:
        n = int(m["n"])
        if n not in chains or len(chains[n]) == 1:
            chains[n] = [*chains.get(n - 1, []), m]
    best = max(chains.values(), key=len, default=[])
    paired = sum(bool(re.match(r"\d{1,2}\.\d{1,2}\s", text[m.end():m.end() + 8])) for m in best)
    if len(best) <= _FEWEST or paired < 3 and int(best[-1]["n"]) <= 20:
        return
    yield from (Break(m.start(), "article") for m in best)
    for m in _ARTICLE.finditer(text, best[0].start()):
        if any(m.end() < b.start() < m.end() + 200 for b in best):
            yield Break(m.start(), "article")
            yield Break(_next(text, m.end()), "paragraph")
