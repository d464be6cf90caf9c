"""Which document held each citation means.

A text is known by its kind and number and by the body that adopted it. Where no body is named, the place
and year of the revision tell it (itu/meetings.py), then a citation beside it with the same revision, then
the citing text's own body. Where still several texts can be meant, none is.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import groupby

from index import revisions
from index.catalogue import Cited
from itu import meetings
from itu.references import OTHER, Reference
from schema import LANGUAGES, DocumentInfo

_BODY_OF_SECTOR = {"R": "RA", "T": "WTSA", "D": "WTDC"}
_SECTOR_OF_BODY = {body: sector for sector, body in _BODY_OF_SECTOR.items()}
_SECTOR = re.compile("(?:ITU|UIT|МСЭ)[-\u2010\u2011]([RTDРТД])")
_INSTRUMENTS = ("constitution", "convention")


def resolve(documents: Iterable[DocumentInfo], cited: Iterable[Cited]) -> Iterator[Cited]:
    """The citations, each with its target and work. ``cited``: those of a clause stand together."""
    holdings = Holdings(documents)
    for _, group in groupby(cited, key=lambda c: c.clause_id):
        together = list(group)
        for one, reference in zip(together, _beside([c.reference for c in together]), strict=True):
            target, work = holdings.find(reference, one.document_id)
            yield replace(one, target=target, work_id=work)


def _beside(references: list[Reference]) -> list[Reference]:
    """References of one clause: a body named with a place and year is that of the others with the same."""
    bodies = {(r.kind, _revision(r)): r.body for r in references if r.body and r.revision}
    return [r if r.body or not r.revision else replace(r, body=bodies.get((r.kind, _revision(r)), "")) for r in references]


def _revision(reference: Reference) -> tuple:
    return meetings.place(reference.revision) or reference.revision, reference.year


class Holdings:
    """The documents held, by kind and number."""

    def __init__(self, documents: Iterable[DocumentInfo]):
        self.infos = {info.id: info for info in documents}
        self.by_number: dict[tuple[str, str], list[DocumentInfo]] = defaultdict(list)
        for info in self.infos.values():
            numbers = {""} if info.kind in _INSTRUMENTS else {_plain(info.number), _base(info)} - {""}
            for number in numbers:
                self.by_number[info.kind, number].append(info)

    def find(self, reference: Reference, citing: str) -> tuple[str, str]:
        """(document id, work id) meant by a reference in the document ``citing``: ("", "") for a text that is
        not held, ("", work) for one that is held in other revisions only."""
        series = reference.kind == "recommendation" and "." in reference.number  # one numbering for all
        if reference.body == OTHER and not series:
            return "", ""
        number = _plain(reference.number)
        found = self._adopted(reference, self.by_number[reference.kind, number], self.infos[citing])
        if len({revisions.text_of(info) for info in found}) != 1:
            return "", ""
        work = _best(found, self.infos[citing].language).work_id
        found = [info for info in found if _agree(reference, info)]
        return (_best(found, self.infos[citing].language).id, work) if found else ("", work)

    def _adopted(self, reference: Reference, found: list[DocumentInfo], citing: DocumentInfo) -> list[DocumentInfo]:
        """Those of ``found`` that the body meant has adopted."""
        if reference.kind in _INSTRUMENTS:
            return found
        if reference.kind == "recommendation" and "." in reference.number:
            sectors = {reference.sector} - {""}
            return [i for i in found if not sectors or _sector(i) in (*sectors, "")]
        body = reference.body or _BODY_OF_SECTOR.get(reference.sector, "")
        if not body and reference.revision:
            # The place or the year is all that is said: whoever adopted that revision is meant.
            alike = [i for i in found if _agree(reference, i) and _same_place(reference, i)]
            return alike or [i for i in found if citing.body and i.body == citing.body]
        body = body or citing.body
        return [i for i in found if i.body == body] if body else found


def _agree(reference: Reference, info: DocumentInfo) -> bool:
    """Whether a document can be the revision named: by its year, and by the number that ITU-R gives it."""
    if "-" in reference.number and _plain(reference.number) != _plain(info.number):
        return False
    return reference.year is None or info.year is None or reference.year == info.year


def _same_place(reference: Reference, info: DocumentInfo) -> bool:
    """Whether nothing in the two revisions tells them apart; places that are not known are compared as printed."""
    one, other = meetings.place(reference.revision), meetings.place(info.revision)
    if one or other:
        return one == other or not info.revision
    return not info.revision or _words(reference.revision) == _words(info.revision)


def _words(revision: str) -> list[str]:
    """The words of a printed revision but "Rev." and the like, which ends in a full stop, and the year's."""
    return re.findall(r"[^\W\d_]{3,}(?![.\w])", revision.casefold())


def _best(found: list[DocumentInfo], language: str) -> DocumentInfo:
    """The latest revision; of its language versions the citing text's own, else the first of the six."""
    return min(found, key=lambda i: (*(-n for n in revisions.rank(i)), i.language != language, LANGUAGES.index(i.language), i.id))


def _plain(number: str) -> str:
    return re.sub("[\u2010\u2011]", "-", number).casefold()


def _base(info: DocumentInfo) -> str:
    """A number without the issue that ITU-R gives after it: "P.838-3" → "p.838"."""
    return re.sub(r"-\d{1,2}$", "", _plain(info.number)) if revisions.text_of(info) != info.work_id else _plain(info.number)


def _sector(info: DocumentInfo) -> str:
    """R, T or D by the document's name or its body, "" when neither says."""
    found = _SECTOR.search(info.name)
    if found:
        return {"Р": "R", "Т": "T", "Д": "D"}.get(found[1], found[1])
    return _SECTOR_OF_BODY.get(info.body, "")
