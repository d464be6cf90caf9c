"""Who a heading addresses: where "instructs the Director …" ends when its paragraph goes on behind it."""

from __future__ import annotations

import re

from itu import bodies, headings

KEYS = ("instructs", "invites", "requests", "encourages", "urges", "authorizes", "calls_upon", "appeals")  # they address someone
FIRST_LABEL = re.compile(r"\s(?=(?:1\.?|1\)|1\.1|\(?[aа]\)|أ\s?\)|\(?i\))\s)")  # of a list behind the heading
_LIST = re.compile(r"\s*(?:、|和|及|以及|与|,\s*|，)\s*|\s+و")
_ADVERB = re.compile(r"\s+\w+о")  # Russian: "ежегодно представлять"


def opening(rest: str, language: str) -> int | None:
    """Where in ``rest``, the words after a heading's verb, its list or its paragraph begins; None where neither shows."""
    label = FIRST_LABEL.search(rest)
    opens = next((m.start() for m in re.finditer(r"\s+(?=\S)", rest)
                  if headings.opens_paragraph(rest[m.end():], language)), None)
    return min([x for x in (label.start() if label else None, opens) if x is not None], default=None)


def end(rest: str, language: str) -> int | None:
    """Where the addressee ends in ``rest``, the words after a heading's verb; 0 where it names none, None where that is open."""
    named = _named(rest, language)
    if language in ("zh", "ar"):
        label = FIRST_LABEL.match(rest)
        return named or (0 if label else None)
    near = opening(rest, language)
    if near is not None and not re.search(r"[;:]", rest[:near]):
        return named if named and _ADVERB.fullmatch(rest[named:near]) else near
    return named or None


def _named(rest: str, language: str) -> int:
    """Where the bodies end that ``rest`` begins with, one or several joined; 0 where it names none there."""
    at = re.match(r"\s*(?:إلى\s|من\s)?", rest).end()
    last = 0
    for mention in bodies.find(rest, language):
        if mention.start == at or (last and _LIST.fullmatch(rest[last:mention.start])):
            last = at = mention.end
        elif mention.start > at:
            break
    return last
