"""Which body met where and when: what "(Rev. Guadalajara, 2010)" tells of a text that no one names further.

The facts stand in meetings.toml, from the bodies' own final acts and proceedings.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from functools import cache, lru_cache
from pathlib import Path

_DATA = Path(__file__).with_name("meetings.toml")
_YEAR = re.compile(r"(?<!\d)(1[89]\d\d|20\d\d)(?!\d)")
_BY_YEAR = {"WRC": "WRC", "CMR": "WRC", "ВКР": "WRC", "PP": "PP", "ПК": "PP", "WTSA": "WTSA", "AMNT": "WTSA", "ВАСЭ": "WTSA",
            "WTDC": "WTDC", "CMDT": "WTDC", "ВКРЭ": "WTDC", "RA": "RA", "AR": "RA", "АР": "RA"}
_CODE = re.compile(rf"(?<!\w)(?:R[EÉ]V\.?\s?)?(?P<body>{'|'.join(_BY_YEAR)})[-\u2010\u2011](?P<year>\d\d)(?!\d)", re.IGNORECASE)
_COUNCIL = re.compile(r"(?<!\w)C[-\u2010\u2011]?\d{2,4}(?!\w)")


def year(revision: str) -> int | None:
    """The year that a printed revision gives, its last one: "Rev. Dubai, 2012" → 2012, "REV. WRC-19" → 2019."""
    years = _YEAR.findall(revision)
    if years:
        return int(years[-1])
    found = _CODE.search(revision)
    return _whole(int(found["year"])) if found else None


def body(revision: str) -> str:
    """The key of the one body that can have adopted a text with this revision, "" when none or several can."""
    found = _CODE.search(revision)
    if found:
        return _BY_YEAR[found["body"].upper()]
    if _COUNCIL.search(revision):
        return "Council"
    where, when = place(revision), year(revision)
    bodies = [key for key, years in _table().get(where, {}).items() if key != "names" and when in years]
    return bodies[0] if len(bodies) == 1 else ""


@lru_cache(maxsize=10_000)  # the same revisions are named again and again
def place(revision: str) -> str:
    """The place that a printed revision names, the same in every language; "" for one that is not known."""
    folded = _fold(revision)
    return next((key for name, key in _places() if name in folded), "")


def _whole(short: int) -> int:
    return short + (1900 if short >= 50 else 2000)


@cache
def _table() -> dict[str, dict]:
    return tomllib.loads(_DATA.read_text(encoding="utf-8"))


@cache
def _places() -> tuple[tuple[str, str], ...]:
    """(folded name, key), the longest first."""
    names = [(_fold(name), key) for key, entry in _table().items() for name in entry["names"]]
    return tuple(sorted(names, key=lambda n: (-len(n[0]), n)))


def _fold(text: str) -> str:
    """Lower case without accents, vowel signs and hyphens; Arabic letters that are written alike as one."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c) and c != "\u0640")
    return re.sub(r"[\s\-\u2010\u2011]+", " ", plain).casefold()
