"""What seems to be missing from a text: gaps in its numbering, letters out of order, articles left out.

It reads the clauses alone: their keys hold the ordinals, whatever the alphabet, so "b)" and "б)" are 2. A
text that stands whole gives no warning; what is printed as suppressed, "166 and 167 (SUP)", is no gap.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ingest import labels
from ingest.articles import SEVERAL
from itu.headings import FIRST
from schema import Clause, Document

_LISTED = ("preambular", "operative", "numbered", "definition", "annex", "paragraph")
_LETTERS = (*"abcdefghijklmnopqrstuvwxyz", "aa", "bb", *"абвгдежзиклмнопрстуфхцчшщэюя", *"أبجدهوزحطيكلمنسعفصقرشتثخذضظغ",
            "ii", "iii", "iv", "vi", "vii", "viii", "ix")
_MARGINAL = re.compile(r"(?P<n>\d{1,4})(?P<letter>[A-Z]{0,2})")
_ARTICLE = re.compile(
    rf"(?:ARTICLE|ARTÍCULO|ARTICULO|СТАТЬЯ|المادة)\s+(?:(?P<n>\d{{1,3}})(?!\d)|{FIRST}\b)|第\s*(?P<zh>\d{{1,3}})\s*条", re.IGNORECASE)
_SENTENCE = re.compile(r"(?:[^\W\d_]{2,}[\s,'’]+){2}|[\u3400-\u9fff]{6}")
_NEAR = 5  # clauses before a gap that are searched for the label that is missing
_AHEAD = 5  # a marginal number that skips more is a figure at the start of a line
_PARTS = 3  # gaps between articles, and every other article after one: parts of a text, not a text with gaps
_MOST = 20  # warnings of one text; then how many more there are


def noted(document: Document, clauses: Sequence[Clause]) -> Document:
    """The document with a warning for each thing that seems to be missing."""
    found = list(warnings(clauses))
    if document.kind in ("resolution", "decision") and {c.kind for c in clauses} & {"preambular", "operative"} == {"preambular"}:
        found.append(f"no operative part was found after {clauses[-1].address!r}{_page(clauses[-1])}")
    if len(found) > _MOST:
        found = [*found[:_MOST], f"{len(found) - _MOST} more gaps of this kind"]
    return replace(document, warnings=(*document.warnings, *found)) if found else document


def warnings(clauses: Sequence[Clause]) -> Iterator[str]:
    """One sentence for each gap, with the address beside it and the page where there is one."""
    articles = [c for c in clauses if c.kind == "article"]
    apart = list(_articles(articles))
    if len(apart) >= _PARTS and 2 * len(apart) > len({c.heading for c in articles}):
        yield f"holds some articles only, as an amending text does: {len(apart)} gaps between them{_page(articles[0])}"
    else:
        yield from _marginal_numbers(articles)
        yield from apart
    yield from _lists([c for c in clauses if c.kind in _LISTED])
    yield from _out_of_order([c for c in clauses if c.kind in ("preambular", "operative")])
    yield from _annexes([c for c in clauses if c.section == "annex" and re.fullmatch(r"A\d+", c.key)])


# ---- Lists -------------------------------------------------------------------------------------------


def _lists(clauses: Sequence[Clause]) -> Iterator[str]:
    """Numbers and letters that their list leaves out, before those that it has."""
    members: dict[str, dict[int, int]] = defaultdict(dict)  # key of a list → ordinal → place of its first clause
    for at, clause in enumerate(clauses):
        parts = clause.key.split(".")
        under_heading = _under_heading(clause)
        if clause.kind == "paragraph" and clause.key != clause.label:
            continue
        for depth in range(under_heading, len(parts)):
            n = re.match(r"\d+", parts[depth])  # an indent, a paragraph or a row is counted, not printed
            if n:
                members[".".join(parts[:depth])].setdefault(int(n[0]), at)
    for key, listed in members.items():
        last = 0
        for n in sorted(listed):
            if n - last > 1:
                yield _gap(clauses, listed[n], key, range(last + 1, n))
            last = n


def _under_heading(clause: Clause) -> bool:
    """Whether the first part of a clause's key counts the headings, and so is no printed label."""
    return clause.kind in ("preambular", "operative") and bool(clause.section)


def _gap(clauses: Sequence[Clause], at: int, key: str, ordinals: range) -> str:
    """What is missing before ``clauses[at]``; where it is printed inside the clause before, that is said."""
    clause = clauses[at]
    missing = [_labelled(clause, key, n) for n in ordinals]
    printed = re.compile(rf"(?<!\S){re.escape(missing[0])}\.?\s+\w")
    inside = next((c for c in reversed(clauses[max(0, at - _NEAR):at]) if printed.search(c.text)), None)
    if inside:
        return f"{missing[0]} was not told apart: it seems to stand inside {inside.address!r}{_page(inside)}"
    said = f"{missing[0]} is" if len(missing) == 1 else f"{missing[0]} to {missing[-1]} are"
    return f"{said} missing before {clause.address!r}{_page(clause)}"


def _labelled(clause: Clause, key: str, ordinal: int) -> str:
    """A missing label as its list would print it: "c)", "в)", "2.4", else its number."""
    parts = _parts(clause)
    whole = parts[0]
    depth = (key.count(".") + 1 if key else 0) - (_under_heading(clause) or key.startswith("A"))
    decimals = whole.split(".")
    if depth < len(decimals) and all(d.isdigit() for d in decimals):
        return ".".join([*decimals[:depth], str(ordinal)])
    printed = parts[min(max(depth - len(decimals) + 1, 0), len(parts) - 1)]
    read = labels.read(f"{printed} x")
    if not read or read.style in ("number", "decimal", "bracketed", "dash"):
        return str(ordinal)
    letter = next((a for a in _LETTERS if (read.style, ordinal) in _readings(a)), "")
    return re.sub(r"[^\W\d_]+", letter, printed, count=1) if letter else f"number {ordinal}"


def _parts(clause: Clause) -> list[str]:
    """The parts of a label: "2 b)" → 2, b); "أ )" is one."""
    return re.sub(r"\s+([)）])", r"\1", clause.label).split(" ")


def _readings(letter: str) -> tuple[tuple[str, int], ...]:
    read = labels.read(f"{letter}) x")
    return read.readings if read else ()


def _out_of_order(clauses: Sequence[Clause]) -> Iterator[str]:
    """Paragraphs that begin with a label that was not due where it stands.

    A number counts only where it runs ahead and words follow: else it may be a note or a row of a table.
    """
    last = None  # the last clause with a label of its own
    for clause in clauses:
        if not clause.key.rpartition(".")[2].startswith("p"):
            last = clause
            continue
        label = labels.read(clause.text)
        if not last or not label or label.style in ("dash", "decimal") or label.end >= len(clause.text):
            continue
        read = labels.read(f"{_parts(last)[-1]} x")
        figures = label.style in ("number", "bracketed")
        ahead = figures and read and read.style == label.style and label.readings[0][1] > read.readings[0][1] and (
            _SENTENCE.match(clause.text, label.end))
        after_letter = read and read.style not in ("number", "bracketed", "decimal", "dash")
        letters = not figures and read and (after_letter or any(n == 2 for _, n in label.readings))
        if (ahead or letters) and last.heading == clause.heading:
            yield f"{label.printed} is out of order after {last.address!r}{_page(clause)}"


def _annexes(clauses: Sequence[Clause]) -> Iterator[str]:
    """Annexes whose number or letter the sequence leaves out."""
    last: dict[str, int] = defaultdict(int)
    for clause in clauses:
        word, _, number = clause.address.rpartition(" ")
        ordinals = {int(number)} if number.isdigit() else {n for _, n in _readings(number.lower())}
        if not word or not ordinals:
            continue
        if last[word] + 1 not in ordinals and min(ordinals) > last[word] + 1:
            yield f"an {word.lower()} is missing before {clause.address!r}{_page(clause)}"
        last[word] = last[word] + 1 if last[word] + 1 in ordinals else min(ordinals)


# ---- Articles and marginal numbers -------------------------------------------------------------------


def _marginal_numbers(clauses: Sequence[Clause]) -> Iterator[str]:
    """Marginal numbers that are left out: 19A stands between 19 and 20, an annex may start anew or higher."""
    last, heading = 0, ""
    for clause in clauses:
        found = _MARGINAL.fullmatch(clause.key.split(" ")[0]) or _not_due(clause, last)
        if not found:
            continue
        n = int(found["n"])
        own_numbers = clause.heading != heading and not _ARTICLE.match(clause.heading) and last
        if n - last > 1 and not own_numbers:
            said = f"No. {last + 1} is" if n - last == 2 else f"Nos. {last + 1} to {n - 1} are"
            yield f"{said} missing before {clause.address!r}{_page(clause)}"
        suppressed = SEVERAL.match(clause.label)
        last, heading = int(suppressed["to"]) if suppressed else n, clause.heading


def _not_due(clause: Clause, last: int) -> re.Match | None:
    """The number that a paragraph begins with, where it runs ahead of the last marginal number by a little."""
    found = _MARGINAL.match(clause.text)
    ahead = int(found["n"]) - last if found and re.match(r"\s+[^\W\d]", clause.text[found.end():]) else 0
    return found if 1 < ahead <= _AHEAD else None


def article_number(heading: str) -> str:
    """The number of an article's heading, in figures: "ARTICLE 12 Lamps", "第12条" → "12", "ARTICLE PREMIER" → "1"; "" for another heading."""
    found = _ARTICLE.match(heading)
    return (found["n"] or found["zh"] or "1") if found else ""


def _articles(clauses: Sequence[Clause]) -> Iterator[str]:
    """Articles whose number the sequence of headings leaves out."""
    last, heading = 0, ""
    for clause in clauses:
        number = article_number(clause.heading)
        if not number or clause.heading == heading:
            continue
        n = int(number)
        if n - last > 1:
            said = f"article {last + 1} is" if n - last == 2 else f"articles {last + 1} to {n - 1} are"
            yield f"{said} missing before {clause.heading[:60]!r}{_page(clause)}"
        last, heading = n, clause.heading


def _page(clause: Clause) -> str:
    page = clause.page_label or clause.page
    return f" (page {page})" if page else ""
