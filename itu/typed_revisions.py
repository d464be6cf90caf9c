"""Which revision, year or body of a text a question names: "Resolution 22 (Rev. Dubai, 2018)", "P.838-2", "PP-14 Res. 36".

Stricter than an address: only what is part of the name counts, so that "by 2018 under Resolution 22" names none.
"""

from __future__ import annotations

import contextlib
import re
from dataclasses import dataclass

from itu import bodies, meetings, typed_ranges
from itu.names import ADOPTERS, plain_number
from itu.typed_documents import SECTORS, in_lists, numbered
from itu.typed_letters import normalise
from schema import DocumentInfo

_SECTOR = re.compile(r"(?<!\w)(?:itu|uit|мсэ)-?([rtdртд])(?!\w)", re.IGNORECASE)
_REVISED = r"(?:as )?(?<![^\W\d])rev(?:ised|isee?|isada|ision)?(?![^\W\d])\.?|(?<!\w)пересм(?:отр\w*)?\.?|(?<!\w)в редакции|(?:ال)?مراجع[ةه]?(?!\w)|修订版?"
_MARK = re.compile(_REVISED, re.IGNORECASE)
_BRACKET = re.compile(r"\s*\((?P<revision>[^()]{2,70})\)")
_WHEN = r"(?!\s*(?:by|before|between|since|after|until|avant|apres|entre|depuis|antes|despues|desde|до|после|между|с)(?!\w))"
_BARE = re.compile(rf"[\s,]*(?P<revision>(?:{_REVISED}){_WHEN}[^.?!:;()\n\x00]{{0,40}}?(?<!\d)(?:1[89]|20)\d\d(?!\d))", re.IGNORECASE)
_DATE = re.compile(r"(?:(?:0?[1-9]|1[0-2])/)?(?:1[89]|20)\d\d(?:/(?:0[1-9]|1[0-2])|年| г\.| год)?|[A-Z][a-z]{2,9}\.? (?:1[89]|20)\d\d")
_MEETING = re.compile(r"[^\d,،;]{2,40}[,،] ?(?:1[89]|20)\d\d(?: г\.?| г)?")
_BEFORE = re.compile(r"(?:[\s-]*(?:19|20)\d\d|\d\d)?[\s-]*的?")  # between a body and what it numbers
_MET = re.compile(r"[\s,]+(?P<revision>[^\W\d]{3,}(?:[ -][^\W\d]{3,})?[,،]? (?:1[89]|20)\d\d)(?!\d)")  # "Dubai 2018"
_OF = re.compile(r"\s(?:\([^()]*\)\s)?(?:of|from|by|adopted by|de|del|du|da|из)\s(?:(?:the|la|el|le|los|itu)\s|l')*|\s(?=ل)|\sde\sl'", re.IGNORECASE)
_GENITIVE = re.compile(r"[а-я]+(?:ой|ей|а|и)(?!\w)", re.IGNORECASE)
_ISSUE = re.compile(r"-\d{1,2}$")


@dataclass(frozen=True)
class Named:
    """One text named by its number; "" or None where nothing is said."""

    kind: str  # as DocumentInfo.kind
    number: str  # as typed
    body: str = ""  # key in bodies.toml, or a sector's
    revision: str = ""  # as typed: "Rév. Hammamet, 2016", "PP-14"
    year: int | None = None
    place: str = ""  # key in meetings.toml

    def means(self, document: DocumentInfo) -> bool:
        """Whether it can be this document, of those with its number: nothing said of the one contradicts the other."""
        theirs = bodies_of(document)
        if self.body and theirs and self.body not in theirs:
            return False
        if self.issued and plain_number(self.number) != plain_number(document.number):
            return False
        if self.revision and _plain(self.revision) == _plain(document.revision):
            return True
        if self.place and self.place != (meetings.place(document.revision) or self.place):
            return False
        return not self.year or self.year == (document.year or self.year)

    def same_number(self, document: DocumentInfo) -> bool:
        """Whether a document has this number and kind, whatever its issue."""
        return self.kind in ("", document.kind) and base(self.number) in (base(document.number), plain_number(document.number))

    @property
    def issued(self) -> bool:
        """Whether the number bears the issue that ITU-R gives its revisions: "P.838-2", "ITU-R 9-5"."""
        return bool(_ISSUE.search(self.number)) and (self.kind == "recommendation" or self.body in ("ITU-R", "RA"))


def read_named(text: str) -> tuple[Named, ...]:
    """The texts that ``text`` names by their numbers together with a revision, a year or a body, in their order."""
    plain = typed_ranges.plain(text)
    own = text if len(text) == len(plain) else plain  # the question's accents, where its characters correspond
    found: list[Named] = []
    for several in in_lists(plain):
        if several[0][0] or "第" in several[0][1].group():  # "the Council 2" may be a heading and a label
            found += _read(plain, own, several)
    return tuple(dict.fromkeys(n for n in found if n.body or n.year or n.place or n.issued))


def _read(plain: str, own: str, several: list[tuple[str, re.Match]]) -> list[Named]:
    """The documents of a list, all of one body: each with the revision that stands by it, the last with that after the body."""
    first, last = several[0][1], several[-1][1]
    said = _body(plain, first)
    body, meeting, end = said if said[0] else _body(plain, last)
    found = []
    for kind, match in several:
        span = _revision(plain, match.end()) or (_revision(plain, end) if match is last else None)
        revision = own[span[0] : span[1]].strip() if span else meeting
        year = meetings.year(revision) or _year(meeting)
        number = re.sub(r"\s+", " ", match["number"].strip())
        found.append(Named(kind, number, body, revision, year, meetings.place(revision) if span else ""))
    return found


def count(text: str) -> int:
    """How many texts are named by their numbers."""
    return len(numbered(typed_ranges.plain(text)))


def base(number: str) -> str:
    """A number as it is compared, less the issue: "P.838-3" → "p838"."""
    return _ISSUE.sub("", plain_number(number))


def sector(document: DocumentInfo) -> str:
    """The sector that a document's name prints, as its key; "" for none."""
    found = _SECTOR.search(document.name)
    return SECTORS[found[1].lower()] if found else ""


def bodies_of(document: DocumentInfo) -> frozenset[str]:
    """The keys that a document's body may be named by; none where nothing tells it."""
    known = {document.body, sector(document)}
    with contextlib.suppress(KeyError):  # a document without a body
        known.add(bodies.get(document.body).sector)
    return frozenset(known - {""})


def _revision(text: str, at: int) -> tuple[int, int] | None:
    """The span of the revision printed right there: in brackets, or after "Rev."."""
    bracket = _BRACKET.match(text, at)
    if bracket:
        said = bracket["revision"].strip()
        whole = _MARK.search(said) or _DATE.fullmatch(said) or _MEETING.fullmatch(said) or meetings.body(said)
        return bracket.span("revision") if whole else None
    bare, met = _BARE.match(text, at), _MET.match(text, at)
    if met and meetings.place(met["revision"]):
        return met.span("revision")
    return bare.span("revision") if bare else None


def _body(text: str, match: re.Match) -> tuple[str, str, int]:
    """(body, its meeting as typed, where it ends) of a document: named within its number, right before, or after "of"."""
    typed = _SECTOR.search(match.group())
    if typed:
        return SECTORS[typed[1].lower()], "", match.end()
    bracket = _BRACKET.match(text, match.end())
    for mention in bodies.find(text, any_case=True):
        if mention.key not in (*ADOPTERS, *SECTORS.values()):
            continue
        words = text[mention.start : mention.end]
        between = text[mention.end : match.start()]
        if mention.end <= match.start() and _BEFORE.fullmatch(between):
            meeting = text[mention.start : match.start()].strip(" -的")
            return mention.key, meeting if _year(meeting) else "", match.end()
        for at in {match.end(), bracket.end() if bracket else match.end()}:
            if mention.start >= at and _belongs(text[at : mention.start], words):
                return mention.key, words if _year(words) else "", mention.end
    return "", "", match.end()


def _belongs(between: str, words: str) -> bool:
    """Whether a body after a number is whose text it is: "of the Council", "PP", «Совета»; not "the Council shall"."""
    acronym = len(words) > 1 and re.sub(r"[\W\d]", "", words).isupper()
    if _OF.fullmatch(between + (words[:1] if words[:1] == "ل" else "")):
        return True
    if between == " " and words[:1] == "ل":
        return True
    return between in (" ", ", ", " (") and (acronym or (between == " " and bool(_GENITIVE.match(words))))


def _year(words: str) -> int | None:
    """The year of a meeting as typed: "PP-14", "WTSA 2012"."""
    found = re.search(r"(?<!\d)((?:19|20)\d\d|(?<=[-\w])\d\d)(?!\d)", words)
    if not found:
        return None
    year = found[1]
    return int(year) if len(year) == 4 else (1900 if year > "50" else 2000) + int(year)


def _plain(revision: str) -> str:
    return " ".join(normalise(revision).casefold().split())
