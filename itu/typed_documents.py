"""Documents named in typed addresses by their number: "Res. 57", "WTSA-12 Resolution 57", "第57号决议", "E.119"."""

from __future__ import annotations

import re
from functools import cache

from itu import bodies, headings, meetings
from itu.names import ADOPTERS
from itu.typed_lists import lists
from itu.typed_words import SHORT, START, table, w
from schema import LANGUAGES

SECTORS = {"r": "ITU-R", "р": "ITU-R", "t": "ITU-T", "т": "ITU-T", "d": "ITU-D", "д": "ITU-D"}  # letter -> key of its body
_SECTOR = r"(?:(?:itu|uit|мсэ)-?[rtdрт][\s-]{0,2})?"
_DIGITS = r"\d{1,4}(?:-\d{1,2}(?!\d))?"
_SERIES = r"[a-z]{1,2}\.?\s?\d{1,4}(?:-\d{1,2}(?!\d))?(?:\.\d+)*"
_END = r"(?![^\W\u0400-\u04ff\u0600-\u06ff\u3400-\u9fff])"
_BARE_SERIES = re.compile(
    rf"{START}(?<!\b[^\W\d_]\.){_SECTOR}(?P<number>[A-Z]{{1,2}}\.\s?\d{{1,4}}(?:-\d{{1,2}}(?!\d))?(?:\.\d+)*|[a-oq-z]\.\d{{2,4}}(?:\.\d+)*|p\.\d{{3,4}}(?:-\d)?){_END}")
_ARTICLE = re.compile(r"\s*(?:(?:the|to|upon|on|a|au|aux|al|le|la|el|à)\s+){0,2}", re.IGNORECASE)
_BETWEEN = re.compile(
    r"[\s,()]*(?:(?:of|from|by|at|de|du|del|la|le|l'|los|the|adopted|to|session|sesion|reunion|сессии|session de|из|принятая|"
    r"(?:19|20)\d\d|\d{4}|-|ل|من|的|г\.)[\s,()]*){0,5}", re.IGNORECASE)


def read_documents(text: str) -> list[tuple[int, int, dict]]:
    """(start, end, what is said of it) of each document named by its number, in their order; those of a list adjoin."""
    return [document for several in in_lists(text) for document in _read(text, several)]


def numbered(text: str) -> list[tuple[str, re.Match]]:
    """(kind, match with its number) of each document named by its number in a normalised text, in their order."""
    return [document for several in in_lists(text) for document in several]


def in_lists(text: str) -> list[list[tuple[str, re.Match]]]:
    """Those of ``numbered``, each list of them ("Resolutions 21, 22 and 900") and each that stands alone as one list."""
    return lists(text, _numbered(text))


def _read(text: str, several: list[tuple[str, re.Match]]) -> list[tuple[int, int, dict]]:
    """What is said of the documents of a list: all are of one body, each has the year that stands by it."""
    body, met, start, finish = _body(text, several[0][1].start(), _closed(text, several[-1][1].end()))
    sector = re.search(r"(?:itu|uit|мсэ)-?([rtdрт])(?!\w)", several[0][1].group(), re.IGNORECASE)
    body, found = body or (SECTORS[sector[1].lower()] if sector else ""), []
    for place, (kind, match) in enumerate(several):
        last = place + 1 == len(several)
        end, until = _closed(text, match.end()), len(text) if last else several[place + 1][1].start("number")
        fields = {"document_kind": kind, "document_number": re.sub(r"\s+", " ", match["number"].strip()), "body": body}
        after = re.match(r"[^\n\x00]{0,45}?(?<!\d)((?:19|20)\d\d)(?!\d)", text[match.end() : until])
        fields["year"] = int(after[1]) if after else met
        if fields["year"] is None and end > match.end():
            fields["place"] = meetings.place(text[match.end() : end])
        end = finish if last else end
        found.append((start, end, fields))
        start = end
    return found


def _closed(text: str, end: int) -> int:
    """Where a number ends with the brackets or the year right after it."""
    bracket = re.compile(r"\s*\([^()]{2,60}\)|[\s,]*(?:19|20)\d\d(?!\d)").match(text, end)
    return bracket.end() if bracket else end


@cache
def _kind_patterns() -> tuple[list[tuple[str, re.Pattern]], list[tuple[str, re.Pattern]]]:
    """Patterns with the number before the kind (Chinese), and with the kind before the number."""
    after = [(kind, re.compile(rf"第?\s?{_SECTOR}(?P<number>{_SERIES if kind == 'recommendation' else _DIGITS})\s?号?\s?(?:{words})", re.IGNORECASE))
             for kind, words in table()["kinds_after"].items()]
    before = []
    for kind, words in table()["kinds"].items():
        number = rf"(?:{_SERIES}|{_DIGITS})" if kind == "recommendation" else _DIGITS
        before.append((kind, re.compile(
            rf"(?<![做作]出){START}(?:{_SECTOR})(?:{words})[\s.\-/:]{{0,3}}(?:{w('no')}\s?)?(?:第\s?)?{_SECTOR}(?P<number>{number})(?:\s?号)?{_END}(?!\s?\))",
            re.IGNORECASE)))
    return after, before


def _numbered(text: str) -> list[tuple[str, re.Match]]:
    """(kind, match with its number) of each document whose kind or body stands by its number."""
    after, before = _kind_patterns()
    found = [(kind, m) for kind, pattern in after for m in pattern.finditer(text)]
    if not found:
        found = [(kind, m) for kind, pattern in before for m in pattern.finditer(text)]
    found += [("recommendation", m) for m in _BARE_SERIES.finditer(text)]
    found += [("", m) for m in re.finditer(r"第\s?(?P<number>\d{1,4})\s?号", text)]
    if not found and len(text.split()) <= SHORT:
        found = [("recommendation", m) for m in re.finditer(r"^(?P<number>[A-Z]\d{2,4}(?:\.\d+)*)(?=[\s,/§])", text)]
    if not found:
        found = [("", m) for m in _numbered_by_body(text)]
    kept: list[tuple[str, re.Match]] = []
    for kind, match in sorted(found, key=lambda f: (f[1].start(), -f[1].end())):
        if not kept or match.start() >= kept[-1][1].end():
            kept.append((kind, match))
    return kept


def _numbered_by_body(text: str) -> list[re.Match]:
    """Numbers right after a body that adopts texts: "WTSA 57", "PP-10 123"; no years, no labels."""
    after = re.compile(rf"[\s,]*(?:{w('no')}\s?)?(?P<number>(?!(?:19|20)\d\d){_DIGITS})(?![\w.)])", re.IGNORECASE)
    found = ((mention.start, after.match(text, mention.end)) for mention in bodies.find(text, any_case=True) if mention.key in ADOPTERS)
    return [match for start, match in found if match and not _addressed(text, start)]


def _addressed(text: str, at: int) -> bool:
    """Whether what is named at ``at`` is whom a heading addresses: "instructs the Council 2" is no text of the Council's."""
    for language in LANGUAGES:
        for heading in headings.find(text[:at], language):
            if headings.is_operative(heading.key) and _ARTICLE.fullmatch(text, heading.end, at):
                return True
    return False


def _body(text: str, start: int, end: int) -> tuple[str, int | None, int, int]:
    """The body named right before or right after the document's number, the year it met, and the span of both."""
    for mention in bodies.find(text, any_case=True):
        if mention.key not in (*ADOPTERS, *SECTORS.values()):
            continue
        printed = re.search(r"(?:^|\D)(\d{4}|\d{2})$", text[mention.start:mention.end])
        year = _whole(printed[1]) if printed else None
        short = re.compile(r"\s?(\d\d)(?!\d)").match(text, mention.end, start)  # "wtsa12 res 57"
        if mention.end <= start and _BETWEEN.fullmatch(text, short.end() if short else mention.end, start):
            year = year or (_whole(short[1]) if short else _year(text[mention.end:start]))
            return mention.key, year, mention.start, end
        if mention.start >= end and _BETWEEN.fullmatch(text, end, mention.start):
            return mention.key, year or _year(text[end:mention.start]), start, mention.end
    return "", None, start, end


def _whole(year: str) -> int:
    """A year typed in four figures or two: "12" → 2012, "98" → 1998."""
    return int(year) if len(year) == 4 else (1900 if year > "50" else 2000) + int(year)


def _year(text: str) -> int | None:
    found = re.search(r"(?<!\d)(?:19|20)\d\d(?!\d)", text)
    return int(found.group()) if found else None
