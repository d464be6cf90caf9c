"""Which official texts ITU's site holds, and where: addresses from the patterns of ``site.toml``."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path, PurePosixPath

from errors import BadInput

LETTERS = {"en": "E", "fr": "F", "es": "S", "ru": "R", "ar": "A", "zh": "C"}
MOST = 1_000  # texts in one command

_NUMBERS = {
    "plain": re.compile(r"\d{1,4}"),
    "versioned": re.compile(r"(?:[A-Z]{1,3}\.)?\d{1,4}(?:\.\d{1,3})*(?:-\d{1,2})?"),
}
_YEARS = {"year": re.compile(r"(\d{4})()"), "month": re.compile(r"(\d{4})-?(0[1-9]|1[0-2])")}
_EXAMPLES = {"plain": "57 or 57,62-65", "versioned": "1-9 or P.838-3", "year": "2012", "month": "2005-03"}


@dataclass(frozen=True)
class Pattern:
    """One kind of text and its addresses. See the head of ``site.toml``."""

    body: str
    kind: str
    number: str
    year: str
    paths: tuple[str, ...]
    what: str
    seen: str
    years: tuple[int, ...] = ()  # () for any
    file: str = ""  # name to keep it under; "" for the path's own


@dataclass(frozen=True)
class Text:
    """A text to fetch."""

    file: str  # the name to keep it under
    paths: tuple[str, ...]  # under the site's address, to be tried in this order


@cache
def patterns() -> tuple[Pattern, ...]:
    """All patterns, in the order of the file."""
    data = tomllib.loads(Path(__file__).with_name("site.toml").read_text("utf-8"))
    return tuple(
        Pattern(**{k: tuple(v) if isinstance(v, list) else v for k, v in p.items()}) for p in data["pattern"]
    )


def texts(body: str, kind: str, numbers: str, years: str, languages: str) -> tuple[Text, ...]:
    """The texts that a command names, numbers first, then years, then languages.

    ``numbers``, ``years`` and ``languages`` are lists with commas; plain numbers may be ranges.
    ``kind`` "" is the body's first. Raises BadInput where one of them cannot be used.
    """
    pattern = _pattern(body, kind)
    found = tuple(
        _text(pattern, number, year, month, LETTERS[language])
        for number in _numbers(pattern, numbers)
        for year, month in _years(pattern, years)
        for language in _languages(languages)
    )
    if len(found) > MOST:
        raise BadInput(f"that is {len(found)} texts", where="fetch", do=f"Ask for {MOST} at most")
    return found


def _pattern(body: str, kind: str) -> Pattern:
    of_body = [p for p in patterns() if p.body.casefold() == body.casefold()]
    if not of_body:
        known = ", ".join(dict.fromkeys(p.body for p in patterns()))
        raise BadInput(f"no address is known for texts of {body!r}", where="--body", do=f"Give one of {known}")
    for pattern in of_body:
        if kind in ("", pattern.kind):
            return pattern
    known = ", ".join(p.kind for p in of_body)
    raise BadInput(f"no address is known for a {kind} of {body}", where="--kind", do=f"Give one of {known}")


def _numbers(pattern: Pattern, typed: str) -> tuple[str, ...]:
    if pattern.number == "none":
        if typed:
            raise BadInput(f"it is one text a year ({pattern.what})", where="--number", do="Leave it out")
        return ("",)
    numbers: list[str] = []
    for part in _parts(typed.upper()):
        first, dash, last = part.partition("-")
        if pattern.number == "plain" and dash and first.isdecimal() and last.isdecimal():
            if not int(first) <= int(last) <= int(first) + MOST:
                raise _bad("--number", part, pattern.number)
            numbers += map(str, range(int(first), int(last) + 1))
        else:
            if not _NUMBERS[pattern.number].fullmatch(part):
                raise _bad("--number", part, pattern.number)
            numbers.append(str(int(part)) if pattern.number == "plain" else part)
    if not numbers:
        raise _bad("--number", typed, pattern.number)
    return tuple(dict.fromkeys(numbers))


def _years(pattern: Pattern, typed: str) -> tuple[tuple[str, str], ...]:
    years = []
    for part in _parts(typed) or tuple(map(str, pattern.years)):
        match = _YEARS[pattern.year].fullmatch(part)
        if not match:
            raise _bad("--year", part, pattern.year)
        if pattern.years and int(match[1]) not in pattern.years:
            known = ", ".join(map(str, pattern.years))
            raise BadInput(f"no address is known for {part}", where="--year", do=f"Give {known}")
        years.append((match[1], match[2]))
    if not years:
        raise _bad("--year", typed, pattern.year)
    return tuple(dict.fromkeys(years))


def _languages(typed: str) -> tuple[str, ...]:
    languages = _parts(typed.lower())
    for language in languages:
        if language not in LETTERS:
            do = f"Give one or more of {', '.join(LETTERS)}"
            raise BadInput(f"{language!r} is not a language of ITU's texts", where="--language", do=do)
    if not languages:
        raise BadInput("no language is given", where="--language", do=f"Give one or more of {', '.join(LETTERS)}")
    return tuple(dict.fromkeys(languages))


def _text(pattern: Pattern, number: str, year: str, month: str, letter: str) -> Text:
    series = number.partition(".")[0].lower()
    values = {"number": number, "year": year, "month": month, "letter": letter, "small": letter.lower(), "series": series}
    paths = tuple(path.format(**values) for path in pattern.paths)
    return Text(pattern.file.format(**values) or PurePosixPath(paths[0]).name, paths)


def _parts(typed: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in typed.split(",") if part.strip())


def _bad(option: str, part: str, form: str) -> BadInput:
    return BadInput(f"{part!r} cannot be used", where=option, do=f"Write it as {_EXAMPLES[form]}")
