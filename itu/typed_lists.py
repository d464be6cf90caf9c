"""Lists of document numbers in typed addresses: "Resolutions 21, 22 and 900", "القراران 21 و900", "第21、22和900号决议".

The plural of the kind makes a list of what follows; else nothing that could be counted may follow the last number:
"Resolution 21 and 3 annexes" names one resolution.
"""

from __future__ import annotations

import re
from functools import cache

from itu.typed_words import START, table, w

_HAN = "\u3400-\u9fff"
_YEAR = r"(?:19|20)\d\d(?!\d)"
_OF_LIST = re.compile(r"第?\s?(?P<number>\d{1,4})(?:\s?号)?")
_BEFORE = re.compile(  # the numbers of a list before its last: 第21、22和
    r"第\s?\d{1,4}\s?号?(?:\s?(?:[、,和及与或]|以及)\s?(?:第\s?)?\d{1,4}\s?号?)*\s?(?:[、,和及与或]|以及)\s?$")

Named = tuple[str, re.Match]  # the kind of a document, and the match with its number


def lists(text: str, found: list[Named]) -> list[list[Named]]:
    """The documents ``found`` in a normalised text, in their order, with those that a list goes on to: one list each,
    of one document where no other number is joined to it."""
    out: list[list[Named]] = []
    for place, (kind, match) in enumerate(found):
        limit = found[place + 1][1].start() if place + 1 < len(found) else len(text)
        several = _back(text, kind, match) if _kind_follows(text, match) else _on(text, kind, match, limit)
        start = several[0][1].start()
        out = [*(before for before in out if before[0][1].start() < start), several]
    return out


def _kind_follows(text: str, match: re.Match) -> bool:
    """Whether the kind stands after the number: 第57号决议."""
    return bool(text[match.end("number") : match.end()].strip(" 号"))


def _back(text: str, kind: str, match: re.Match) -> list[Named]:
    """A document whose kind follows its number, after those whose numbers stand before it in a list."""
    before = _BEFORE.search(text[: match.start()])
    return [*((kind, m) for m in _OF_LIST.finditer(text, before.start(), before.end())), (kind, match)] if before else [(kind, match)]


def _on(text: str, kind: str, match: re.Match, limit: int) -> list[Named]:
    """A document and those whose numbers are joined to its own, up to ``limit``."""
    several, commas = [(kind, match)], 0
    while kind and match["number"][0].isdigit():
        more = _more().match(text, several[-1][1].end())
        if not more or more.end() > limit:
            break
        several.append((kind, more))
        commas += bool(more["comma"])
    typed = text[match.start() : match.start("number")]
    if len(several) == 1 or _called("many").search(typed):
        return several
    last = several[-1][1]
    joined = last["and"] and (not commas or _called("either").search(typed) or _called("short").search(typed) and _ascending(several))
    return several if joined and _nothing_counted().match(text, last.end()) else several[:1]


def _ascending(several: list[Named]) -> bool:
    """Whether each number is greater than the one before: "Res. 21, 22 and 900", not "Res. 21, 3 and 4", which are its items."""
    numbers = [int(re.match(r"\d+", match["number"]).group()) for _, match in several]
    return numbers == sorted(set(numbers))


@cache
def _more() -> re.Pattern:
    """What joins a number to the one before it, whose revision may stand between, and the number."""
    joined = rf"{w('more')}(?:(?!\w)|(?<=[و和及与或&+])(?=\d))\s?"
    between = rf"(?:\s?\([^()]{{2,60}}\))?(?:(?P<comma>\s?[,،、;])\s?|\s?(?={w('more')}))(?P<and>{joined})?"
    number = rf"(?!{_YEAR})(?P<number>\d{{1,4}}(?:-\d{{1,2}}(?!\d))?)(?:\s?号)?"
    return re.compile(rf"{between}(?:{w('no')}\s?)?(?:第\s?)?{number}(?![^\W{_HAN}]|[%/]|\.\d|\s?\))", re.IGNORECASE)


@cache
def _called(name: str) -> re.Pattern:
    """How a kind is called in the plural, or in a form that may be one."""
    return re.compile(rf"{START}(?:{table()['plural'][name]})(?![^\W\d{_HAN}])", re.IGNORECASE)


@cache
def _nothing_counted() -> re.Pattern:
    return re.compile(rf"\s*(?:$|[?!.,;:)»”\"؟。\x00]|{START}{w('after_list')}(?![^\W{_HAN}]))", re.IGNORECASE)
