"""Revisions of one text: which is the later one, and which answers when a question names none."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

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
    return _superseded(_Held(tuple(documents)))


def revised(documents: Iterable[DocumentInfo]) -> frozenset[str]:
    """Ids of the documents of which another revision is held."""
    texts = {text_of(info) for info in superseded(documents).values()}
    return frozenset(info.id for info in documents if info.year and text_of(info) in texts)


def outdated(documents: Iterable[DocumentInfo], question: str) -> frozenset[str]:
    """Ids of the superseded documents that the question does not name by their year, the place of their
    revision or ITU-R's number with its issue: what does not answer unless it is asked for."""
    earlier = _earlier(_Held(tuple(documents)))
    if not earlier:
        return frozenset()
    years, place = frozenset(_YEAR.findall(question)), meetings.place(question)
    return frozenset(info.id for info in earlier if not _names(question, years, place, info))


@dataclass(frozen=True, eq=False)
class _Held:
    """Documents known by their identity: those of an index are asked about with every question, and comparing
    some ten thousand of them takes as long as sorting them anew."""

    documents: tuple[DocumentInfo, ...]

    def __hash__(self) -> int:
        return id(self.documents)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Held) and self.documents is other.documents


@lru_cache(maxsize=16)
def _superseded(held: _Held) -> Mapping[str, DocumentInfo]:
    documents = [info for info in held.documents if info.year]
    latest: dict[str, DocumentInfo] = {}
    for info in sorted(documents, key=lambda i: (rank(i), i.id)):
        latest[text_of(info)] = info
    return MappingProxyType({i.id: latest[text_of(i)] for i in documents if rank(i) < rank(latest[text_of(i)])})


@lru_cache(maxsize=16)
def _earlier(held: _Held) -> tuple[DocumentInfo, ...]:
    found = superseded(held.documents)
    return tuple(info for info in held.documents if info.id in found)


def _names(question: str, years: frozenset[str], place: str, info: DocumentInfo) -> bool:
    if str(info.year) in years or place and place == meetings.place(info.revision):
        return True
    return _issued(info) and rank(info)[1] > 0 and bool(re.search(rf"(?<!\w){re.escape(info.number)}(?!\w)", question))
