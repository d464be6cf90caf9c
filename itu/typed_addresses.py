"""Reading typed addresses: "Res. 57 décide 2", "considering b) of Resolution 21", "CV 142", in six languages, sloppily.

The words stand in addresses.toml, the headings in headings.toml. A text is read in three steps: the documents
named (kind, number, body, year), the places named in what is left (heading, annex, article, clause … with their
labels), and each place is put to the document that stands nearest.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from itu import typed_ranges
from itu.typed_documents import read_documents
from itu.typed_instruments import read_instrument, read_instruments
from itu.typed_labels import label_patterns
from itu.typed_places import bare_label, read_places
from itu.typed_slips import put_right
from itu.typed_words import START, blank, w

_WHERE = ("annex", "article", "title")  # sections of the Constitution and the Convention


@dataclass(frozen=True)
class Address:
    """What a typed address says; "", None or 0 where it says nothing."""

    document_number: str = ""  # "57", "E.119"
    document_kind: str = ""  # as DocumentInfo.kind
    body: str = ""  # key in bodies.toml, or a sector's
    year: int | None = None
    section: str = ""  # canonical heading key; footnote, title, foreword, annex, article (marginal numbers), clause
    occurrence: int = 0  # of a repeated heading, from 1
    label: str = ""  # "2 b)"
    further: bool = False  # the heading was typed with "further" or the like
    addressee: str = ""  # the words after the heading: "the Director of the TSB"
    annex: str = ""  # number or letter of the annex
    article: str = ""  # number of the article, where not its marginal numbers but the article is named
    place: str = ""  # of the revision, where no year is typed: key in meetings.toml
    work: str = ""  # work_id of the document that the conversation is about, where none is typed
    instead: str = ""  # label that is meant where nothing stands at ``label``

    @property
    def has_document(self) -> bool:
        """Whether it names a document, by number or kind."""
        return bool(self.document_number or self.document_kind)


def parse(text: str) -> Address | None:
    """The first address in ``text``: a document, a clause, or both; None when there is none."""
    found = parse_all(text)
    return found[0] if found else None


def parse_all(text: str) -> tuple[Address, ...]:
    """Every address in ``text``, in its order; () when there is none."""
    plain = typed_ranges.plain(text)
    found = _read(plain)
    if not any(a.section for a in found):
        mended = put_right(plain, named=bool(found))
        again = _read(mended) if mended != plain else ()
        if any(a.section and a.label for a in again):
            return again
    return found


def is_address(text: str) -> bool:
    """Whether a text is nothing but an address: "Council Resolution 1305", "Res. 6 instructs the Secretary-General"."""
    plain = typed_ranges.plain(text)
    documents, places, rest = _spans(plain)
    left = re.sub(rf"{START}{w('of')}(?!\w)|{w('more')}(?!\w)", " ", rest, flags=re.IGNORECASE)
    named = documents or any("document_kind" in said[0] for *_, said in places)  # "Article 1 of the Radio Regulations"
    return bool(named) and (not places or len(_lists(documents)) <= len(places)) and not re.search(r"\w", left)


def _read(text: str) -> tuple[Address, ...]:
    documents, places, _ = _spans(text)
    documents = documents or _number_before(text, places)
    if not places:
        return tuple(Address(**fields) for *_, fields in documents)
    instruments = [(s, e, {"document_kind": said[0]["document_kind"]}) for s, e, said in places if "document_kind" in said[0]]
    found = []
    for start, end, several in places:
        named = documents + (instruments if several[0]["section"] in _WHERE else [])
        found += [Address(**{**said, **fields}) for said in _of(text, start, end, named) for fields in several]
    return tuple(dict.fromkeys(found))


def _of(text: str, start: int, end: int, documents: list) -> list[dict]:
    """What is said of the document that a place stands in, or of each of a list: of the one after it, with "of" between,
    else of the nearest."""
    owner = next((d for d in documents if d[0] > end and label_patterns()["of"].fullmatch(text, end, d[0]) and text[end : d[0]].strip()), None)
    one = owner or min(documents, key=lambda d: max(d[0] - end, start - d[1]), default=(0, 0, {}))
    return [said for *_, said in next((several for several in _lists(documents) if one in several), [one])]


def _lists(documents: list) -> list[list]:
    """Documents in their order, those of a list, which adjoin, together."""
    out: list[list] = []
    for document in documents:
        if out and out[-1][-1][1] == document[0]:
            out[-1].append(document)
        else:
            out.append([document])
    return out


def _spans(text: str) -> tuple[list, list, str]:
    """The documents and the places named, (start, end, what is said of them) each, and the text without them."""
    places, rest = read_instruments(text)
    documents = read_documents(rest)
    for start, end, _ in documents:
        rest = blank(rest, start, end)
    of_whole = [] if documents or places else _of_instrument(rest)
    places += of_whole or read_places(rest, named=bool(documents or places))
    if any(p[2][0]["section"] == "article" and p[2][0].get("label") for p in places):  # it is numbered on in its margin
        places = [p for p in places if p[2][0] != {"section": "annex", "annex": ""}]
    for start, end, _ in places:
        rest = blank(rest, start, end)
    places = _joined(sorted(places, key=lambda p: p[:2]))
    if len(places) == 1 and len(places[0][2]) == 1 and not places[0][2][0].get("label") and documents:
        places = _joined(places + bare_label(rest, True))  # "Annex 1 to Resolution 21, 2.3"
    return documents, places, rest


def _of_instrument(text: str) -> list:
    """The places of an instrument that is named without a number beside them: "No. 1013 of the Annex to the Constitution"."""
    whole = read_instrument(text)
    if not whole:
        return []
    start, end, kind = whole
    places = read_places(blank(text, start, end), named=True)
    return [(s, e, [_in_margin({**kind, **one}) for one in said]) for s, e, said in places if said[0]["section"] in _WHERE]


def _in_margin(fields: dict) -> dict:
    """An annex's label that is a number, as the marginal number that it is."""
    number = fields["section"] == "annex" and not fields.get("annex") and re.fullmatch(r"\d+[A-Z]{0,2}", fields.get("label", ""))
    return {**fields, "section": "article"} if number else fields


def _joined(places: list) -> list:
    """A heading or annex and the label that stands apart from it ("Annex 1 to Resolution 21, item 2.3") as one."""
    if len(places) != 2:
        return places
    note = next((p for p in places if p[2][0]["section"] == "footnote"), None)
    annex = next((p for p in places if p[2][0]["section"] == "annex" and p[2][0]["annex"] and not p[2][0].get("label")), None)
    if note and annex:  # "Annex 2, footnote 1"
        fields = [{**note[2][0], "annex": annex[2][0]["annex"]}]
        return [(min(note[0], annex[0]), max(note[1], annex[1]), fields)]
    whole, part = sorted(places, key=lambda p: p[2][0]["section"] == "clause")
    if part[2][0]["section"] != "clause" or len(whole[2]) > 1 or whole[2][0].get("label") or whole[2][0]["section"] in ("clause", "title"):
        return places
    fields = [{**whole[2][0], "label": said["label"]} for said in part[2]]
    return [(min(whole[0], part[0]), max(whole[1], part[1]), fields)]


def _number_before(text: str, places: list) -> list[tuple[int, int, dict]]:
    """The document of "57 décide 2": a number that nothing but a heading follows."""
    if not places or not places[0][2][0].get("label") or places[0][2][0]["section"] in ("clause", "article"):
        return []
    found = re.search(r"(?:^|[^\W\d]\s)(\d{1,4})[\s,:]*$", text[:places[0][0]])
    return [(found.start(1), found.end(1), {"document_number": found[1]})] if found else []
