"""Constitution, Convention, Regulations: articles whose paragraphs carry marginal numbers (``CS 89``)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest import labels, lines
from ingest.draft import Draft, Line
from ingest.writer import Writer
from itu import headings
from itu.headings import FIRST, place

HEAD = re.compile(
    r"^\s*(?:ARTICLE|ARTÍCULO|ARTICULO|СТАТЬЯ|CHAPTER|CHAPITRE|CAPÍTULO|ГЛАВА|SECTION|SECCIÓN|РАЗДЕЛ|المادة|الفصل|القسم)\s+"
    rf"(?:[\dIVXLl]+[A-Z]?(?:\s+(?:bis|ter))?|{FIRST}|1er|1re)\s*$"
    r"|^\s*第\s*[\d一二三四五六七八九十]+\s*[条章节](?:\s+[^。；;]{1,40})?\s*$", re.IGNORECASE)
CHAPTER = re.compile(r"^\s*(?:CHAP|CAPÍTULO|ГЛАВА|SECTION|SECCIÓN|РАЗДЕЛ|الفصل|القسم|第\s*[\d一二三四五六七八九十]+\s*[章节])", re.IGNORECASE)
PREAMBLE = re.compile(r"^\s*(?:Preamble|Préambule|Preámbulo|Преамбула|ديباجة|الديباجة|序言)\s*$", re.IGNORECASE)
NUMBER = re.compile(r"^\s*(?P<n>\d{1,4})(?P<letter>[A-Z]{0,2})(?:\s(?P<bis>bis|ter|quater))?(?:\s+|$)")
_CONJUNCTIONS = frozenset(["and", "or", "et", "ou", "y", "e", "o", "u", "и", "или", "а"])  # a list's item may end with one
SPAN = r"\d{1,4}[A-Z]{0,2}[^\S\n]*(?:to|and|à|et|a|al|y|e|и|по|و|إلى|和|至|-|–)[^\S\n]*(?P<to>\d{1,4})[A-Z]{0,2}"
SEVERAL = re.compile(  # what is deleted may have one line for several numbers: "166 and 167 (SUP)", "166 and 167 | (SUP)"
    rf"^\s*(?P<numbers>{SPAN})(?:\s*\|)?\s*(?=[(（]?SUP\b|$)")
_PAIR = re.compile(r"^\s*\d{1,4}\s+\d{1,2}\.\d{1,2}\s+(?:[a-z]\)\s+)?[^\W\d_]")  # a marginal number and the article's own: "6 1.4 To …"
DASHED = re.compile(r"(?:\d{1,2}|[Il])\s?[—–]\s?")  # "4 – ", as some editions print it
_THIS = r"(?:this|these|the present|pr[ée]sente?|presente|настоящ\w+|هذا|هذه|本)\s*[《]?\s*"
_NAMES = (  # what the text calls itself; other instruments it only cites
    ("CS", rf"{_THIS}(?:Constitu[tc]i[oó]n|Устав|الدستور|组织法)|CS/"),
    ("CV", rf"{_THIS}(?:Conven(?:tion|io)|Конвенци|الاتفاقية|公约)|CV/"),
    ("", rf"{_THIS}(?:(?:\w+ ){{0,2}}Regulations|Règlement|Reglamento|Регламент|اللوائح|规则)"))
_TITLES = (("CS", r"\b(?:CONSTITUTION|CONSTITUCIÓN|УСТАВ)\b|دستور|组织法"), ("CV", r"\b(?:CONVENTION|CONVENIO|КОНВЕНЦИЯ)\b|اتفاقية|公约"))
_FEWEST = 5  # marginal numbers in a row that make a text one of articles
_MOST_LOST, _NEAR = 3, 30  # marginal numbers that may be lost on end; rows within which the next one comes
_HIGHEST_LIST = 20  # a resolution's own paragraphs do not run beyond


def is_bare(text: str) -> bool:
    """Whether ``text`` is a marginal number, or several, and no more: its paragraph stands on the next line."""
    words = text.strip()
    return bool(re.fullmatch(NUMBER.pattern, words) or (several := SEVERAL.match(words)) and several.end() == len(words))


def is_articles(rows: list[Line]) -> bool:
    """Whether a text is one of articles with marginal numbers that run on from one to the next."""
    return bool(rows) and (runs_on([r.text for r in rows]))


def runs_on(rows: list[str]) -> bool:
    """Whether marginal numbers run through ``rows``, with at least one article's heading among them."""
    paired = sum(bool(_PAIR.match(r)) for r in rows) >= 3
    if not paired and not any(HEAD.match(r) for r in rows):
        return False
    chains: dict[int, int] = {}  # last number of a chain → its length
    for row in rows:
        found = NUMBER.match(row)
        if found:
            n = int(found["n"])
            chains[n] = max(chains.get(n, 1), chains.get(n - 1, 0) + 1)
    on = paired or _over_heads(rows)
    return any(length >= _FEWEST and (on or n > _HIGHEST_LIST) for n, length in chains.items())


def _over_heads(rows: list[str]) -> bool:
    """Whether the numbers go on from one article to the next instead of beginning anew."""
    last, headed = 0, False
    for row in rows:
        found = NUMBER.match(row)
        if HEAD.match(row):
            headed = True
        elif found and int(found["n"]) == last + 1:
            if headed and last >= _FEWEST:
                return True
            last, headed = last + 1, False
    return False


class Marginal:
    """Tells marginal numbers from figures at the start of a line: each must be due."""

    def __init__(self, rows: Sequence[str], language: str = "") -> None:
        self.last: int | None = None
        self.suffixes: set[str] = set()  # those met with the last number
        self.lines, self.language = rows, language
        self.rows: dict[int, list[int]] = {}  # number → the lines that it opens
        for i, row in enumerate(rows):
            if (found := NUMBER.match(row)) and not self._goes_on(i):
                self.rows.setdefault(int(found["n"]), []).append(i)

    def due(self, line: str, at: int, after_heading: bool) -> re.Match | None:
        """The marginal number that ``line``, the row ``at``, opens with, where it is due: the next, any after a
        heading, or one that is followed by its own next before the one that is missing comes."""
        found = NUMBER.match(line)
        if not found or self._goes_on(at) or not after_heading and self._comes_again(found, at):
            return None
        n, suffix = int(found["n"]), found["letter"] + (found["bis"] or "")
        gap = n - (self.last if self.last is not None else n - 1)
        due = gap == 1 or (gap == 0 and suffix and suffix not in self.suffixes) or (after_heading and gap > 0)
        if not due and 1 < gap <= _MOST_LOST:
            due = self._next(n + 1, at) < min(at + _NEAR, self._next(self.last + 1, at))
        return found if due else None

    def _goes_on(self, at: int) -> bool:
        """Whether the row ``at`` goes on with what the one before it says: a number that it cites, or words after one that ends no
        paragraph."""
        above = self.lines[at - 1] if at else ""
        words = above.split()
        cut = words and words[-1].casefold() not in _CONJUNCTIONS and headings.is_cut(above, self.language)
        return bool(cut or lines.cites(above, self.lines[at]))

    def _comes_again(self, found: re.Match, at: int) -> bool:
        """Whether the number opens another row further on, before its next one, and only that one stands where a paragraph ends."""
        if not at or is_bare(self.lines[at]) or _may_end(self.lines[at - 1]):
            return False
        n, mark = int(found["n"]), found.group().strip()
        until = min(at + _NEAR, self._next(n + 1, at))
        return any(at < i < until and NUMBER.match(self.lines[i]).group().strip() == mark and _may_end(self.lines[i - 1])
                   for i in self.rows.get(n, ()))

    def _next(self, n: int, at: int) -> float:
        """The first row after ``at`` that opens with ``n``."""
        return next((i for i in self.rows.get(n, ()) if i > at), float("inf"))

    def read(self, line: str, at: int, after_heading: bool) -> re.Match | None:
        """``due``, and it is taken as met."""
        found = self.due(line, at, after_heading)
        if not found:
            return None
        n, suffix = int(found["n"]), found["letter"] + (found["bis"] or "")
        gap = n - self.last if self.last is not None else 1
        skipped = SEVERAL.match(line)
        self.suffixes = {*self.suffixes, suffix} if gap == 0 else {suffix}
        self.last = int(skipped["to"]) if skipped else n
        return found


def parse(text: str, rows: list[Line], language: str, notes: dict[int, str]) -> tuple[Draft, ...]:
    """Every marginal number a clause, under its article's heading; paragraphs below it are its children."""
    grammar = _Articles(text, language, notes)
    grammar.marginal = Marginal([r.text for r in rows], language)
    grammar.name = short_name(text[rows[0].start:rows[-1].end])
    body = next((i for i, r in enumerate(rows) if HEAD.match(r.text) or PREAMBLE.match(r.text) or NUMBER.match(r.text)), 0)
    grammar.front_lines(rows[:body])
    i = body
    while i < len(rows):
        i = grammar.row(rows, i)
    grammar.close()
    return tuple(grammar.out)


def short_name(text: str) -> str:
    """"CS" or "CV", whichever the text calls itself; "" for neither."""
    for names in (_NAMES, _TITLES):
        counts = {name: len(re.findall(pattern, text[:40_000])) for name, pattern in names}
        best = max(counts, key=lambda k: counts[k])
        if counts[best]:
            return best
    return ""


def _may_end(line: str) -> bool:
    """Whether a paragraph may end with ``line``: a stop, an article's heading, a number that stands alone."""
    return bool(lines.ENDS.search(line) or HEAD.match(line) or is_bare(line) or re.search(r"[)）]\s*$", line))


def _inner(words: str) -> int:
    """Where a numbered paragraph's own words begin: after its number and letter in the article, "1 a)", "4 –"."""
    at = re.match(r"(?:\|\s*)?", words).end()  # a table's cells: the number, the text
    dashed = DASHED.match(words, at)
    at = dashed.end() if dashed else at
    for depth in range(3):
        label = labels.read(words[at:])
        bracketed = label is not None and label.style in ("letter", "roman", "cyrillic", "arabic", "bracketed")
        if not label or at + label.end >= len(words) or not (bracketed or depth == 0 and label.style != "dash"):
            break
        at += label.end
    return at


class _Articles(Writer):
    """Reads the lines of one instrument in order."""

    name = ""
    number = ""  # canonical address of the open marginal number
    fresh = True  # a heading has just been read
    children = 0

    def __init__(self, *args) -> None:
        super().__init__(*args)
        self.marginal = Marginal(())

    def front_lines(self, rows: list[Line]) -> None:
        """What stands before the first article: the instrument's title; a foreword, under its heading."""
        foreword = (0, 0)
        titled = False
        for row in rows:
            if self.aside(row):
                continue
            if lines.FOREWORD.match(row.text):
                foreword = (row.start, row.end)
            elif foreword[1] and not self.names(row):
                self.forewords += 1
                self.named("foreword", row, self.forewords, foreword)
            elif titled:
                self.add("title", row.start, row.end, f"title, {len(self.out) + 1}", "title",
                         f"title.{len(self.out) + 1}", section="title")
            else:
                self.named("title", row)
                titled, foreword = True, (0, 0)

    def names(self, row: Line) -> bool:
        """Whether ``row`` is the title of the instrument, not a paragraph of its foreword."""
        return any(re.match(rf"\s*(?:{pattern})", row.text) for _, pattern in _TITLES) and not lines.ENDS.search(row.text)

    def row(self, rows: list[Line], i: int) -> int:
        """Read one line, or a heading of several; returns the next line's place."""
        row = rows[i]
        if self.aside(row):
            return i + 1
        if HEAD.match(row.text) or PREAMBLE.match(row.text) or (lines.ANNEX.match(row.text) and self.out):
            return self.head(rows, i)
        if self.subheading(row, rows[i + 1] if i + 1 < len(rows) else None):
            return i + 1
        found = self.marginal.read(row.text, i, self.fresh)
        if found:
            self.numbered(row, found)
        else:
            self.below(row)
        self.fresh = False
        return i + 1

    def head(self, rows: list[Line], i: int) -> int:
        """A heading and its title lines, up to the next number or heading."""
        first, last = rows[i], rows[i]
        j = i + 1
        while j < len(rows) and j < i + 6 and not (
                NUMBER.match(rows[j].text) or HEAD.match(rows[j].text) or rows[j].start in self.notes or rows[j].contents
                or lines.ENDS_SENTENCE.search(rows[j].text)):
            last = rows[j]
            j += 1
        self.headings += 1
        words = " ".join(self.text[first.start:last.end].split())
        if CHAPTER.match(first.text):
            self.close()
            self.add("title", first.start, last.end, words, words, f"h{self.headings}", section="chapter")
            self.under("article", words, (0, 0), f"h{self.headings}")
        else:
            self.under("article", words, (first.start, last.end), f"h{self.headings}")
        self.fresh, self.number = True, ""
        return j

    def subheading(self, row: Line, after: Line | None) -> bool:
        """A short line between two marginal numbers heads what follows, inside its article."""
        short = len(row.text) < 80 and not lines.ENDS.search(row.text) and row.text[:1].isalpha() and not row.text[:1].islower()
        if not short or after is None or not self.number or NUMBER.match(row.text) or row.text.startswith("("):
            return False
        following = NUMBER.match(after.text)
        if not following or int(following["n"]) - (self.marginal.last or 0) not in (0, 1):
            return False
        self.close()
        self.heading, self.number, self.unused = (row.start, row.end), "", True
        return True

    def kind(self) -> str:
        return "article"

    def numbered(self, row: Line, found: re.Match) -> None:
        """The clause of a marginal number; a letter or number of its own after it is left out too."""
        mark = row.text[found.start():found.end()].strip()
        rest = row.text[found.end():]
        if not rest:
            return
        start = row.start + found.end() + _inner(rest)
        several = SEVERAL.match(row.text)
        label = " ".join(several["numbers"].split()) if several else mark
        if several:  # where nothing says what became of them, they say it themselves
            start = row.start + (several.end() if several.end() < len(row.text) else 0)
        self.number = f"{self.name} {label}".strip()
        self.children = 0
        self.put("article", start, row.end, self.number, mark, label, "")

    def put(self, kind: str, start: int, end: int, address: str, key: str, label: str, parent: str) -> None:
        """As Writer's, but the key is the marginal number alone: it is the same in every language."""
        self.unused = False
        self.add(kind, start, end, address, address, key, section="article", heading=self.heading,
                 label=label, parent=parent)

    def below(self, row: Line) -> None:
        """A paragraph or an indent under a marginal number."""
        label = labels.read(row.text)
        start = row.start + (label.end if label and label.end < len(row.text) else 0)
        if not self.number:
            self.plain += 1
            self.put("article", start, row.end, f"{self.base}, {self.plain}".strip(", "), f"{self.place_key}.p{self.plain}", "", "")
            return
        self.children += 1
        word = "indent" if label and label.style == "dash" else "paragraph"
        label_path = f"{self.number.removeprefix(self.name).strip()}, {self.word(word)} {self.children}"
        key = f"{self.number.removeprefix(self.name).strip()}.{word[0]}{self.children}"
        self.put("article", start, row.end, f"{self.number}, {self.word(word)} {self.children}", key, label_path, self.number)

    def word(self, name: str) -> str:
        return place(name, self.language)
