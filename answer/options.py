"""Filters as they are typed on a command line: ``--body AMNT --year 2012 --as-of 2013-05 --section décide``."""

from __future__ import annotations

import argparse
import re
from calendar import monthrange
from datetime import date

from errors import BadInput
from index.filters import Filter
from itu import bodies, headings
from schema import LANGUAGES

KINDS = ("resolution", "decision", "opinion", "recommendation", "constitution", "convention", "other")
SECTIONS = ("operative", "preambular", "article", "numbered", "definition", "annex", "footnote", "table_row",
            "title", "foreword", "enacting", "paragraph")  # fmt: skip


def add(parser: argparse.ArgumentParser) -> None:
    """Add the options that say which texts are asked."""
    group = parser.add_argument_group("which texts are asked", "each but --revision and --as-of may be given several times")
    several = {"action": "append", "default": []}
    group.add_argument("--body", **several, help="who adopted them: PP, WTSA, AMNT, Council, ITU-T …")
    group.add_argument("--kind", choices=KINDS, **several)
    group.add_argument("--number", **several, help="57, E.119 …")
    group.add_argument("--year", type=int, **several)
    group.add_argument("--revision", default="", help='as printed, or its place alone: "Rev. Dubai, 2012"')
    group.add_argument("--as-of", metavar="DATE", default="", help="the latest revisions of then: 2013, 2013-05 or 2013-05-31")
    group.add_argument("--language-of-text", choices=LANGUAGES, **several)
    group.add_argument("--section", **several, help="operative, preambular, annex …, or a heading: resolves, décide …")
    group.add_argument("--document", **several, metavar="ID", help="a document by its id")


def chosen(args: argparse.Namespace) -> Filter:
    """The filter that the options say. Raises BadInput for one that means nothing."""
    return Filter(
        bodies=tuple(_body(typed) for typed in args.body),
        kinds=tuple(args.kind),
        numbers=tuple(args.number),
        revision=args.revision,
        years=tuple(args.year),
        as_of=_when(args.as_of) if args.as_of else None,
        languages=tuple(args.language_of_text),
        sections=tuple(_section(typed) for typed in args.section),
        documents=tuple(args.document),
    )


def _body(typed: str) -> str:
    """The key of a body typed by its key, a name or an acronym in any language."""
    found = [m.key for language in LANGUAGES for m in bodies.find(typed.strip(), language, any_case=True)]
    if found:
        return found[0]
    raise BadInput(f"{typed!r} is not a known body", where="--body", do="Give one such as PP, WTSA, WTDC, RA, WRC or Council")


def _section(typed: str) -> str:
    """A kind of clause, or the key of a heading typed in any language."""
    if typed in SECTIONS or typed in headings.all_keys():
        return typed
    for language in LANGUAGES:
        found = headings.match(typed, language)
        if found and found.end == len(typed.rstrip()):
            return found.key
    raise BadInput(f"{typed!r} is no section or heading", where="--section", do=f"Give one of {', '.join(SECTIONS)}, or a heading such as resolves")


def _when(typed: str) -> date | int:
    """A year, or the last day that the typed date names."""
    if re.fullmatch(r"[12]\d{3}", typed):
        return int(typed)
    try:
        year, month, *day = map(int, typed.split("-"))
        return date(year, month, *(day or [monthrange(year, month)[1]]))
    except (ValueError, TypeError):
        raise BadInput(f"{typed!r} is not a date", where="--as-of", do="Give one such as 2013, 2013-05 or 2013-05-31") from None
