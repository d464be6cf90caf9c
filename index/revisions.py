"""Revisions of one text: which is the later one, and which answers when a question names none."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

from index.held import Held, held
from itu import meetings
from schema import DocumentInfo

_SECTOR_R = re.compile("(?:ITU|UIT|МСЭ)[-\u2010\u2011][RР](?!\\w)")
_YEAR = re.compile(r"(?<!\d)\d{3,4}(?!\d)")
_ISSUE = re.compile("[-\u2010\u2011](\\d{1,2})$")


def text_of(info: DocumentInfo) -> str:
    """What the revisions of a text have in common: its work id, less the issue that ITU-R numbers ("P.838-3")."""
    return _ISSUE.sub("", info.work_id) if _issued(info) else info.work_id


def rank(info: DocumentInfo) -> tuple[int, int]:
    """(year, issue) of a revision: the later one is greater. A document without a year counts as the earliest."""
    issue = _ISSUE.search(info.number) if _issued(info) else None
    return info.year or 0, int(issue[1]) if issue else 0


def _issued(info: DocumentInfo) -> bool:
    return info.body == "RA" or bool(_SECTOR_R.search(info.name))


def superseded(documents: Iterable[DocumentInfo]) -> Mapping[str, DocumentInfo]:
    """Document id → the latest revision held, in any language, for each document that is an earlier one.

    A document without a year is neither earlier nor later. The documents of an index are sorted once.
    """
    return _superseded(held(documents))


def revised(documents: Iterable[DocumentInfo]) -> frozenset[str]:
    """Ids of the documents of which another revision is held."""
    return _revised(held(documents))


def outdated(documents: Iterable[DocumentInfo], question: str) -> frozenset[str]:
    """Ids of the superseded documents that the question does not name by their year, the place of their
    revision or ITU-R's number with its issue: what does not answer unless it is asked for."""
    earlier = _earlier(held(documents))
    place = meetings.place(question) if earlier.ids else ""
    named = {id for year in _YEAR.findall(question) for id in earlier.years.get(year, ())}
    named.update(earlier.places.get(place, ()) if place else ())
    named.update(id for number, id in earlier.issues if re.search(rf"(?<!\w){re.escape(number)}(?!\w)", question))
    return earlier.ids - named if named else earlier.ids


@dataclass(frozen=True, eq=False)
class _Earlier:
    """The superseded documents among some, by what a question may name them by."""

    ids: frozenset[str]
    years: Mapping[str, list[str]]  # -> ids
    places: Mapping[str, list[str]]  # key in meetings.toml -> ids
    issues: tuple[tuple[str, str], ...]  # (number with its issue, id)


@lru_cache(maxsize=32)
def _superseded(held: Held) -> Mapping[str, DocumentInfo]:
    documents = [info for info in held.documents if info.year]
    latest: dict[str, DocumentInfo] = {}
    for info in sorted(documents, key=lambda i: (rank(i), i.id)):
        latest[text_of(info)] = info
    return MappingProxyType({i.id: latest[text_of(i)] for i in documents if rank(i) < rank(latest[text_of(i)])})


@lru_cache(maxsize=32)
def _revised(held: Held) -> frozenset[str]:
    texts = {text_of(info) for info in _superseded(held).values()}
    return frozenset(info.id for info in held.documents if info.year and text_of(info) in texts)


@lru_cache(maxsize=32)
def _earlier(held: Held) -> _Earlier:
    found = [info for info in held.documents if info.id in _superseded(held)]
    years, places = defaultdict(list), defaultdict(list)
    for info in found:
        years[str(info.year)].append(info.id)
        places[meetings.place(info.revision)].append(info.id)
    issues = tuple((info.number, info.id) for info in found if _issued(info) and rank(info)[1] > 0)
    return _Earlier(frozenset(info.id for info in found), years, places, issues)
