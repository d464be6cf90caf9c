"""Ranges of documents in typed addresses, written out as lists: "Resolutions 21 to 23", "第21-23号决议", "E.119-E.121"."""

from __future__ import annotations

import re
from functools import cache

from itu.typed_letters import normalise
from itu.typed_words import START, table, w

WIDEST = 300  # documents in a range at most
_HAN = "\u3400-\u9fff"
_SECTOR_NAMED = r"(?:itu|uit|мсэ)-?[rtdрт]"
_SECTOR = rf"(?:{_SECTOR_NAMED}[\s-]{{0,2}})?"
_SERIES = r"[a-z]{1,2}\.\s?"
_YEAR = re.compile(r"(?:19|20)\d\d")
_ISSUES = 9  # the highest issue that "Resolution 9-5" may name; what goes further is a range


def plain(text: str) -> str:
    """A text in one form (``normalise``), each range of documents in it as the list of their numbers; of a range of
    marginal numbers the second without its name: "CS 58-60" for "CS 58 to CS 60"."""
    text = _twice().sub(r"\g<name> \g<first>-", normalise(text))
    for pattern in _patterns():
        text = pattern.sub(_listed, text)
    return text


def _listed(found: re.Match) -> str:
    """A kind with its numbers, those of its ranges one by one; as typed where a range is none."""
    typed, numbers = found.groupdict().get("kind") or "", found["numbers"]
    several = _called("many").search(typed)
    joined = "和" if found.groupdict().get("after") else " and "
    out, end = "", 0
    for span in _range().finditer(numbers):
        first, last = int(span["first"]), int(span["last"])
        if _issue(span, several, typed) or _years(span) or not 0 < last - first < WIDEST or not _one_series(span):
            return found.group()
        series = span["series"] or ""
        out += numbers[end : span.start()] + joined.join(f"{series}{n}" for n in range(first, last + 1))
        end = span.end()
    counted = not several and not found.groupdict().get("after") and not _nothing_counted().match(found.string, found.end())
    if not end or counted:
        return found.group()
    head, tail = found.string[found.start() : found.start("numbers")], found.string[found.end("numbers") : found.end()]
    return _from().sub("", head) + re.sub("号(?=和)", "", out) + numbers[end:] + tail


def _issue(span: re.Match, several: re.Match | None, typed: str) -> bool:
    """Whether the second number may be the issue of the first: "P.838-3", "Resolution ITU-R 9-5"."""
    if span["through"] != "-":
        return False
    if span["series"]:
        return not span["again"]
    return int(span["last"]) <= _ISSUES and (not several or bool(re.search(_SECTOR_NAMED, typed, re.IGNORECASE)))


def _years(span: re.Match) -> bool:
    return any(_YEAR.fullmatch(span[name]) for name in ("first", "last"))


def _one_series(span: re.Match) -> bool:
    """Whether the second number is of the series of the first, or bears none."""
    one, two = ((span[name] or "").replace(" ", "").casefold() for name in ("series", "again"))
    return one == two or not two


@cache
def _range() -> re.Pattern:
    return re.compile(
        rf"(?P<series>{_SERIES})?(?P<first>\d{{1,4}})(?:\s?号)?{_through()}(?P<again>{_SERIES})?(?P<last>\d{{1,4}})(?!\d)", re.IGNORECASE)


@cache
def _through() -> str:
    return rf"\s?(?P<through>(?<!\w-){w('through')})\s?(?:(?:la|le|el|l')\s?)?(?:{w('no')}\s?)?第?\s?"


@cache
def _twice() -> re.Pattern:
    return re.compile(rf"\b(?P<name>CS|CV)\s?(?P<first>\d{{1,3}}){_through()}(?P=name)\s?(?=\d)", re.IGNORECASE)


@cache
def _from() -> re.Pattern:
    """What opens a range, right before its first number."""
    return re.compile(rf"(?<![^\W{_HAN}]){w('from')}\s?(?:(?:la|le|el)\s)?$", re.IGNORECASE)


@cache
def _patterns() -> tuple[re.Pattern, ...]:
    """A kind and the numbers after it, one range among them at least; the numbers before a kind; a range of a series alone."""
    kinds, after = "|".join(table()["kinds"].values()), "|".join(table()["kinds_after"].values())
    through = re.sub(r"\(\?P<\w+>", "(?:", _through())
    number = rf"(?:{_SERIES})?\d{{1,4}}(?:\s?号)?"
    joint = rf"(?:{through}|\s?(?:[,،、;]|{w('more')}(?:(?!\w)|(?<=[و和及与或&+])(?=\d)))\s?(?:{w('more')}\s)?(?:{w('no')}\s?)?第?\s?)"
    several = rf"(?P<numbers>{number}(?:{joint}{number})+)(?![^\W{_HAN}]|[%/]|\.\d|\s?\))"
    opened = rf"(?:{w('from')}\s?(?:(?:la|le|el)\s)?)?(?:{w('no')}\s?)?(?:第\s?)?"
    return (
        re.compile(rf"第\s?(?P<numbers>{number}(?:{joint}{number})+)\s?号?\s?(?P<after>{after})", re.IGNORECASE),
        re.compile(rf"{START}(?P<kind>{_SECTOR}(?:{kinds})[\s.]{{0,2}}{_SECTOR}){opened}{several}", re.IGNORECASE),
        re.compile(r"(?<!\w)(?P<numbers>[A-Z]{1,2}\.\d{1,4}\s?(?:-|–|—|to|à|a|по|至|到|إلى)\s?[A-Z]{1,2}\.\d{1,4})(?![\w.])"),
    )


@cache
def _called(name: str) -> re.Pattern:
    return re.compile(rf"{START}(?:{table()['plural'][name]})(?![^\W\d{_HAN}])", re.IGNORECASE)


@cache
def _nothing_counted() -> re.Pattern:
    return re.compile(rf"\s*(?:$|[?!.,;:)»”\"؟。\x00]|{START}(?:{w('after_list')}|{w('of')})(?![^\W{_HAN}]))", re.IGNORECASE)
