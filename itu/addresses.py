"""Addresses as delegates type them, and the clauses they mean.

A typed address (typed_addresses.py reads it) is matched against clauses by its canonical section and label, so
that "resolves 1" finds "décide 1" too.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache, lru_cache

from itu import bodies, headings, meetings, names
from itu.headings import FIRST
from itu.names import plain_number
from itu.typed_addresses import Address, is_address, parse, parse_all
from itu.typed_following import following, within
from itu.typed_instruments import regulations_named
from itu.typed_letters import normalise
from itu.typed_revisions import base
from itu.typed_words import w
from schema import LANGUAGES, Clause, DocumentInfo

__all__ = [
    "Address", "addressed", "find", "following", "is_address", "matches", "names_document", "near", "of_clause", "parse",
    "parse_all", "same_label", "within",
]  # fmt: skip

_NUMBERED = ("numbered", "definition", "annex", "table_row", "paragraph")


def names_document(address: Address, document: DocumentInfo) -> bool:
    """Whether ``address`` can mean a clause of ``document``."""
    if address.work and address.work != document.work_id:
        return False
    if address.document_number and not _numbered(address, document):
        return False
    if address.document_kind and not _of_kind(address.document_kind, document):
        return False
    if address.body and document.body and address.body not in (document.body, _sector(document.body)):
        return False
    if address.place and address.place != (meetings.place(document.revision) or address.place):
        return False
    return not address.year or address.year == document.year


def _of_kind(kind: str, document: DocumentInfo) -> bool:
    """Whether a document is of a kind; the Radio Regulations and the International Telecommunication Regulations are texts of
    no kind that bear their name."""
    if kind not in names.REGULATIONS:
        return kind == document.kind
    called = (document.title, document.name)
    return document.kind == "other" and any(regulations_named(normalise(said)) == kind for said in called)


def _numbered(address: Address, document: DocumentInfo) -> bool:
    """Whether a document has the number typed; ITU-R's issue may be left out: "P.838" for P.838-3."""
    typed, printed = plain_number(address.document_number), plain_number(document.number)
    issued = document.kind == "recommendation" or document.body == "RA" and address.body in ("RA", "ITU-R")
    return typed == printed or (issued and typed == base(printed))


def find(address: Address, document: DocumentInfo, clauses: Sequence[Clause]) -> tuple[Clause, ...]:
    """The clauses of a document that an address means, in order; () when it has none there.

    A label that only heads others ("2" where the text has 2 a) and 2 b)) means those; the words after a typed
    heading choose among headings of one kind ("instructs the Council 1").
    """
    if not names_document(address, document):
        return ()
    meant = [clause for clause in clauses if matches(address, clause, document)]
    if not meant and address.label:
        meant = [clause for clause in clauses if _fits(address, clause) and _under(address, clause)]
    if not meant and address.document_kind in names.REGULATIONS and address.label:  # whose numbers may be read as text
        opening = re.compile(rf"(?:\d+\w?\s+)?{re.escape(address.label)}\s", re.IGNORECASE)
        meant = [clause for clause in clauses if opening.match(clause.text)]
    if address.section == "footnote" and address.annex:
        meant = [c for c in meant if "," in c.address and _annex(c) == address.annex.casefold()] or meant
    if not meant and address.section == "article" and address.label:  # "Const. 12", of a text without No. 12
        meant = [clause for clause in clauses if _article(clause.heading) == address.label]
    if not meant and address.section == "annex" and not (address.annex or address.label):  # numbered on in its margin
        meant = [clause for clause in clauses if clause.section == "article" and _annexed(clause.heading)]
    return tuple(addressed(address, meant))


def of_clause(clause: Clause, document: DocumentInfo) -> Address:
    """The address of a clause of a document, from which a conversation may go on; that of the document alone for its
    title, foreword and footnotes."""
    address = Address(document.number, document.kind, document.body, document.year, work=document.work_id)
    if clause.section == "article":
        return replace(address, section="article", label=clause.label)
    if clause.section == "annex":
        return replace(address, section="annex", annex=_annex(clause), label=_own_label(clause) if clause.label else "")
    if headings.is_operative(clause.section) or headings.is_preambular(clause.section):
        heading, occurrence = headings.match(clause.heading, document.language), _occurrence(clause)
        who, further = clause.heading if headings.is_operative(clause.section) else "", bool(heading and heading.further)
        return replace(address, section=clause.section, label=clause.label, addressee=who, further=further, occurrence=occurrence)
    if clause.kind in _NUMBERED and not clause.section:
        return replace(address, section="clause", label=_own_label(clause))
    return address


def near(address: Address, document: DocumentInfo, clauses: Sequence[Clause]) -> tuple[Clause, ...]:
    """The clauses that stand where the address points, nearest first, when it has none of its own: of its
    section those with the nearest labels, else of its label those in other sections."""
    section = [clause for clause in clauses if _fits(address, clause)]
    if section:
        numbered = address.section in ("clause", "annex")
        return tuple(sorted(section, key=lambda c: (_apart(address.label, _own_label(c) if numbered else c.label), c.order)))
    part = headings.is_operative(address.section), headings.is_preambular(address.section)
    alike = [c for c in clauses if (headings.is_operative(c.section), headings.is_preambular(c.section)) == part and any(part)]
    return tuple(sorted(alike, key=lambda c: (not same_label(address.label, c.label), c.order)))


def matches(address: Address, clause: Clause, document: DocumentInfo) -> bool:
    """Whether ``address`` can mean ``clause``. What the address leaves open is not asked for."""
    if not names_document(address, document) or not _fits(address, clause):
        return False
    if address.section == "article" and address.label:
        return _squeezed(clause.label) == _squeezed(address.label) or _among(address.label, clause.label)
    if address.section in ("clause", "annex"):
        if not address.label:
            return clause.kind == "annex" and not clause.label
        return same_label(address.label, _own_label(clause))
    if (headings.is_operative(address.section) or headings.is_preambular(address.section)) and not _same_heading(address, clause):
        return False
    return not address.label or same_label(address.label, clause.label)


def same_label(typed: str, printed: str) -> bool:
    """Whether two label paths are the same: "2b" and "2 b)", "b)" and "б)"."""
    a, b = _ordinals(typed), _ordinals(printed)
    return bool(a) and len(a) == len(b) and all(x & y for x, y in zip(a, b, strict=True))


# ---- One clause --------------------------------------------------------------------------------------


def _fits(address: Address, clause: Clause) -> bool:
    """Whether a clause stands in the section, article or annex that the address names."""
    if address.article:
        return _article(clause.heading) == address.article
    if not address.section and address.label:  # a number that the conversation goes on to, of any heading
        return clause.section != "footnote" and clause.label[:1].isdigit() == address.label[:1].isdigit()
    if address.section == "clause":
        return clause.kind in _NUMBERED or not clause.section
    if address.section == "annex":
        return clause.section == "annex" and (not address.annex or _annex(clause) == address.annex.casefold())
    return not address.section or address.section == clause.section


def _under(address: Address, clause: Clause) -> bool:
    """Whether a clause's label goes on from the typed one."""
    typed = _ordinals(address.label)
    printed = _ordinals(_own_label(clause) if address.section in ("clause", "annex") else clause.label)
    return len(printed) > len(typed) and all(x & y for x, y in zip(typed, printed, strict=False)) and _same_heading(address, clause)


def _own_label(clause: Clause) -> str:
    """The label of a clause in its document or annex, also where it is only in its address."""
    return re.sub(r"^[^,，]*[,，]\s*", "", clause.address) if clause.section == "annex" else clause.address


def _annex(clause: Clause) -> str:
    found = re.match(r"\D*?\s*([A-Za-z](?!\w)|\d+)", re.sub(r"^[^\W\d_]{2,}\s*", "", clause.address))
    return found[1].casefold() if found else ""


@lru_cache(maxsize=4096)
def _article(heading: str) -> str:
    """The number in an article's heading, "" when it is no article's."""
    found = re.match(rf"\W*(?:art(?:icle|iculo)?|статья|(?:ال)?ماد[ةه]|第)\.?\s*(?:(\d+[A-Z]?)|{FIRST}\b)", normalise(heading), re.IGNORECASE)
    return (found[1] or "1").upper() if found else ""


@lru_cache(maxsize=4096)
def _annexed(heading: str) -> bool:
    """Whether a heading is an annex's."""
    return bool(re.match(rf"\W*{w('annex')}(?![^\W\d\u3400-\u9fff])", normalise(heading), re.IGNORECASE))


def _same_heading(address: Address, clause: Clause) -> bool:
    if not (headings.is_operative(address.section) or headings.is_preambular(address.section)):
        return True
    if address.occurrence and address.occurrence != _occurrence(clause):
        return False
    language = clause.document_id.rsplit("-", 1)[-1]
    found = headings.match(clause.heading, language if language in LANGUAGES else "en")
    return not found or found.further == address.further


def _occurrence(clause: Clause) -> int:
    """Which of its document's headings of that name a clause stands under, from 1."""
    printed = re.search(r" \((\d)\)(?=$|[ ,])", clause.address)
    return int(printed[1]) if printed else 1


def addressed(address: Address, clauses: Sequence[Clause]) -> list[Clause]:
    """Of clauses under several headings of one kind, those whose addressee is the typed one; all where none is."""
    if not address.addressee or len({(c.document_id, c.heading_start) for c in clauses}) < 2:
        return list(clauses)
    shares = [_share(address.addressee, clause.heading) for clause in clauses]
    return [c for c, share in zip(clauses, shares, strict=True) if share == max(shares)]


@lru_cache(maxsize=1024)
def _share(addressee: str, heading: str) -> float:
    """How much two namings of addressees agree: in the bodies they name, in any language, and in their words."""
    typed, printed = ({m.key for m in bodies.find(text, any_case=True)} for text in (addressee, heading))
    words, others = ({w[:5] for w in re.findall(r"[^\W\d_]{4,}", normalise(text).casefold())} for text in (addressee, heading))
    return _overlap(typed, printed) + _overlap(words, others)


def _overlap(one: set, other: set) -> float:
    return len(one & other) / len(one | other) if one | other else 0.0


@cache
def _sector(body: str) -> str:
    try:
        return bodies.get(body).sector
    except KeyError:
        return ""


def _squeezed(label: str) -> str:
    return label.replace(" ", "").casefold()


def _among(typed: str, printed: str) -> bool:
    """Whether a marginal number is one of several that stand together: "163" of "162 and 163", "220" of "219 to 221"."""
    several = re.fullmatch(r"(\d{1,4})(?:\s*[^\W\d_]{1,3}\s*|\s*[-–]\s*)(\d{1,4})", printed)
    return bool(several and typed.isdecimal() and int(several[1]) <= int(typed) <= int(several[2]))


# ---- Ordinals ----------------------------------------------------------------------------------------


@lru_cache(maxsize=65_536)
def _ordinals(label: str) -> tuple[frozenset[int | str], ...]:
    """The ordinals of a label path; a letter that is a Roman numeral too may be either."""
    parts = re.findall(r"\d+|[^\W\d_]+", label.casefold())
    return tuple(frozenset(_ordinal(_place_words().get(p, p))) for p in parts)


@cache
def _place_words() -> dict[str, str]:
    """The word for a paragraph, an indent or a row in any language → its English one."""
    return {word.casefold(): name for name in ("paragraph", "indent", "row") for word in headings.places(name)}


def _apart(typed: str, printed: str) -> tuple[tuple[int, ...], int]:
    """How far two label paths are apart, part by part, then how much longer the printed one is."""
    one, other = ([min((o for o in part if isinstance(o, int)), default=0) for part in _ordinals(label)] for label in (typed, printed))
    width = max(len(one), 1)
    return tuple(abs(a - b) for a, b in zip(one + [0] * width, (other + [0] * width)[:width], strict=False)), len(other)


_ROMAN = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv")
_ALPHABETS = ("abcdefghijklmnopqrstuvwxyz", "абвгдежзиклмнопрстуфхцчшщэюя", "أبجدهوزحطيكلمنسعفصقرشتثخذضظغ", "ابجدهوزحطيكلمنسعفصقرشتثخذضظغ")


def _ordinal(part: str) -> set[int | str]:
    """The ordinals a part of a label may stand for; a word stands for itself."""
    if part.isdigit():
        return {int(part)}
    found = {alphabet.index(part) + 1 for alphabet in _ALPHABETS if part in alphabet and len(part) == 1}
    if part in _ROMAN:
        found.add(_ROMAN.index(part))
    return found or {part}
