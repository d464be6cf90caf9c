"""Filters: which documents and clauses a question is put to, resolved in the catalogue.

``Filter`` says what is wanted; ``Selector.select`` turns it into a ``Selection`` that dense and lexical
search keep to, ``Selector.choices`` counts what it leaves and what could be chosen beside it.
"""

from __future__ import annotations

import re
import threading
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from functools import cached_property

import numpy as np

from errors import BadInput, EmptyFilter
from index import revisions
from index.catalogue import Catalogue
from itu import bodies, meetings
from itu.names import plain_number
from schema import DocumentInfo

_REMEMBERED = 128  # filters and languages
_NAMED = 8  # values named in a message at most


@dataclass(frozen=True)
class Filter:
    """What to search in; an empty field leaves all. Several values of one field: any of them.

    Raises BadInput for a value of another type than its field's.
    """

    bodies: tuple[str, ...] = ()  # keys of itu/bodies.toml: "WTSA"; a sector ("ITU-T") takes its bodies in
    kinds: tuple[str, ...] = ()  # as DocumentInfo.kind: "resolution"
    numbers: tuple[str, ...] = ()  # "57", "E.119"
    revision: str = ""  # as printed, in any language, or its place alone: "Rev. Dubai, 2012", "Dubaï"
    years: tuple[int, ...] = ()
    as_of: date | int | None = None  # the revisions that stood then: of each dated text the latest up to this year
    languages: tuple[str, ...] = ()  # of the texts, not of the question
    sections: tuple[str, ...] = ()  # as Clause.kind ("operative", "preambular") or Clause.section ("resolves")
    documents: tuple[str, ...] = ()  # document ids

    def __post_init__(self):
        for name, (holds, form) in _FORMS.items():
            value = getattr(self, name)
            if not holds(value):
                raise BadInput(f"the {_WORDS[name]} of a filter is {form}, not {value!r}", where=name, do=_DO)

    def __bool__(self) -> bool:
        """Whether it leaves anything out at all."""
        return self != Filter()


@dataclass(frozen=True, eq=False)
class Selection:
    """What a filter leaves. Compared and hashed by identity; a Selector gives the same one for equal filters."""

    filter: Filter
    documents: tuple[DocumentInfo, ...]  # by id; those with a clause left
    clauses: int
    rows: Mapping[str, np.ndarray]  # language -> ascending places among the language's clause ids in order
    undated: int = 0  # texts left out because their date is not known: none but under ``as_of``

    @cached_property
    def document_ids(self) -> frozenset[str]:
        return frozenset(info.id for info in self.documents)

    def holds(self, clause) -> bool:
        """Whether a clause is among those left."""
        sections = self.filter.sections
        return clause.document_id in self.document_ids and (
            not sections or clause.kind in sections or clause.section in sections
        )


@dataclass(frozen=True)
class Choices:
    """What a filter leaves, and per field how much each value would leave with the other fields as they are."""

    documents: int
    clauses: int
    bodies: Mapping[str, int]  # key ("" where unknown) -> documents
    kinds: Mapping[str, int]  # -> documents
    numbers: Mapping[str, int]  # -> documents
    years: Mapping[int, int]  # -> documents, the latest year first
    languages: Mapping[str, int]  # -> documents
    sections: Mapping[str, int]  # Clause.kind -> clauses
    titles: Mapping[str, str]  # id of each document left -> its name


class Selector:
    """Filters over one catalogue. Safe from several threads; what it reads it reads once."""

    def __init__(self, catalogue: Catalogue):
        self._catalogue = catalogue
        self._lock = threading.RLock()
        self._made: dict = {}  # an lru_cache on a method would keep the catalogue, and so its generation

    def select(self, chosen: Filter) -> Selection:
        """What the filter leaves. Raises EmptyFilter when that is nothing, saying which field does it."""
        return self._once(self._select, chosen)

    def choices(self, chosen: Filter) -> Choices:
        """Counts of what the filter leaves, and the values to choose from. Never raises; counts may be 0."""
        return self._once(self._choices, chosen)

    def _once(self, make: Callable, argument):
        with self._lock:
            key = (make.__name__, argument)
            if key not in self._made:
                if len(self._made) >= _REMEMBERED:
                    self._made.pop(next(iter(self._made)))
                self._made[key] = make(argument)
            return self._made[key]

    def _select(self, chosen: Filter) -> Selection:
        left = self._documents(chosen)
        counts = {info.id: self._count(info.id, chosen.sections) for info in left}
        documents = tuple(info for info in left if counts[info.id])
        if not documents:
            raise self._nothing(chosen)
        keep = {info.id for info in documents}
        languages = sorted({info.language for info in documents})
        rows = {language: self._rows(language, keep, chosen.sections) for language in languages}
        return Selection(chosen, documents, sum(counts.values()), rows, self._undated(chosen))

    def _choices(self, chosen: Filter) -> Choices:
        left = self._documents(chosen)
        clauses = {info.id: self._count(info.id, chosen.sections) for info in left}
        left = [info for info in left if clauses[info.id]]

        def values(name: str, value: Callable[[DocumentInfo], object], key=str) -> dict:
            others = self._documents(replace(chosen, **{name: ()}))
            found = Counter(value(i) for i in others if self._count(i.id, chosen.sections) and value(i) is not None)
            return {v: found[v] for v in sorted(found, key=key)}

        return Choices(
            documents=len(left),
            clauses=sum(clauses.values()),
            bodies=values("bodies", lambda i: i.body),
            kinds=values("kinds", lambda i: i.kind),
            numbers=values("numbers", lambda i: i.number or None, key=_by_number),
            years=values("years", lambda i: i.year, key=lambda year: -year),
            languages=values("languages", lambda i: i.language),
            sections=self._sections(replace(chosen, sections=())),
            titles={info.id: info.name for info in left},
        )

    def _documents(self, chosen: Filter) -> list[DocumentInfo]:
        """The documents that a filter leaves, whatever their clauses."""
        tests = [_TESTS[f.name] for f in fields(Filter) if f.name in _TESTS and getattr(chosen, f.name)]
        left = [info for info in self._catalogue.documents() if all(test(chosen, info) for test in tests)]
        if chosen.revision:
            texts = self._revised(chosen.revision)
            left = [info for info in left if (info.work_id, info.year) in texts]
        if chosen.as_of is not None:
            standing = self._standing(_year(chosen.as_of))
            left = [info for info in left if info.id in standing]
        return left

    def _revised(self, revision: str) -> set[tuple[str, int | None]]:
        """(work id, year) of the revisions meant: one printed so in one language is meant in the others too."""
        return {(info.work_id, info.year) for info in self._catalogue.documents() if _revised(revision, info)}

    def _standing(self, year: int) -> frozenset[str]:
        """Ids of the documents that had not been followed by a later revision at the end of a year."""
        known = [info for info in self._catalogue.documents() if info.year and info.year <= year]
        earlier = revisions.superseded(known)
        return frozenset(info.id for info in known if info.id not in earlier)

    def _undated(self, chosen: Filter) -> int:
        """How many texts ``as_of`` alone leaves out, as nothing says since when they stand."""
        if chosen.as_of is None:
            return 0
        others = self._documents(replace(chosen, as_of=None))
        return len({info.work_id for info in others if not info.year and self._count(info.id, chosen.sections)})

    @cached_property
    def _counts(self) -> dict[str, list[tuple[str, str, int]]]:
        """Document id -> (kind, section, number of clauses)."""
        return self._catalogue.section_counts()

    def _count(self, document_id: str, sections: tuple[str, ...]) -> int:
        return sum(
            number
            for kind, section, number in self._counts.get(document_id, ())
            if not sections or kind in sections or section in sections
        )

    def _sections(self, chosen: Filter) -> dict[str, int]:
        found = Counter()
        for info in self._documents(chosen):
            for kind, _, number in self._counts.get(info.id, ()):
                found[kind] += number
        return dict(sorted(found.items()))

    def _columns(self, language: str) -> tuple[np.ndarray, tuple[str, ...], np.ndarray, tuple[tuple[str, str], ...]]:
        """Of the language's clauses by id: code of each one's document, the documents; code of each one's
        (kind, section), the pairs."""
        rows = self._catalogue.places(language)
        documents = {d: n for n, d in enumerate(dict.fromkeys(row[0] for row in rows))}
        sections = {s: n for n, s in enumerate(dict.fromkeys(row[1:] for row in rows))}
        of = np.array([documents[row[0]] for row in rows], dtype=np.int32)
        under = np.array([sections[row[1:]] for row in rows], dtype=np.int32)
        return of, tuple(documents), under, tuple(sections)

    def _rows(self, language: str, keep: set[str], sections: tuple[str, ...]) -> np.ndarray:
        of, documents, under, pairs = self._once(self._columns, language)
        mask = np.array([d in keep for d in documents], dtype=bool)[of]
        if sections:
            mask &= np.array([kind in sections or section in sections for kind, section in pairs], dtype=bool)[under]
        return np.flatnonzero(mask)

    def _nothing(self, chosen: Filter) -> EmptyFilter:
        """The sentence that says which field leaves nothing, or which ones do so together."""
        used = [f.name for f in fields(Filter) if getattr(chosen, f.name) not in ((), "", None)]
        alone = [name for name in used if not self._some(Filter(**{name: getattr(chosen, name)}))]
        if alone:
            held = self._held(alone[0])
            do = f"Held are {held}" if held else "Leave it out"
            return EmptyFilter(f"no text held has {_said(chosen, alone[0])}", do=do)
        culprits = [name for name in used if self._some(replace(chosen, **{name: getattr(Filter(), name)}))]
        said = " and ".join(_said(chosen, name) for name in used)
        which = " or ".join(_WORDS[name] for name in culprits or used)
        return EmptyFilter(f"no text held has {said} at once", do=f"Leave out {which}")

    def _some(self, chosen: Filter) -> bool:
        return any(self._count(info.id, chosen.sections) for info in self._documents(chosen))

    def _held(self, name: str) -> str:
        """The values held of a field, as one reads them: "PP, WTSA and 3 more"."""
        if name == "as_of":
            years = [info.year for info in self._catalogue.documents() if info.year]
            undated = self._undated(Filter(as_of=0))
            held = [*([f"texts from {min(years)} on"] if years else []), *([f"{undated} of no known date"] if undated else [])]
            return " and ".join(held)
        listed = getattr(self._choices(Filter()), name, ())
        values = [str(value) for value in listed if value != ""] if name != "documents" else []
        more = f" and {len(values) - _NAMED} more" if len(values) > _NAMED else ""
        return ", ".join(values[:_NAMED]) + more


def _of_body(key: str, info: DocumentInfo) -> bool:
    if not info.body or key == info.body:
        return key == info.body
    try:
        return bodies.get(info.body).sector == key
    except KeyError:
        return False


def _revised(revision: str, info: DocumentInfo) -> bool:
    """Whether a document has the revision typed: the same year and the same place, as far as they are said."""
    year, place = meetings.year(revision), meetings.place(revision)
    if year and year != info.year:
        return False
    if place:
        return place == meetings.place(info.revision)
    words = re.findall(r"[^\W\d_]{4,}", revision.casefold())
    return all(word in info.revision.casefold() for word in words) and bool(words or year)


def _year(when: date | int) -> int:
    return when.year if isinstance(when, date) else when


def _texts(values: object) -> bool:
    return isinstance(values, tuple) and all(isinstance(value, str) for value in values)


def _numbers(values: object) -> bool:
    return isinstance(values, tuple) and all(_number(value) for value in values)


def _number(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


# Of each field: whether a value is of its type, and the type in words.
_DO = "Give it so, or leave it out"
_FORMS: dict[str, tuple[Callable[[object], bool], str]] = {
    **dict.fromkeys(("bodies", "kinds", "numbers", "languages", "sections", "documents"), (_texts, "a tuple of strings")),
    "revision": (lambda value: isinstance(value, str), "a string"),
    "years": (_numbers, "a tuple of whole numbers"),
    "as_of": (lambda value: value is None or _number(value) or isinstance(value, date), "a year as a whole number, or a date"),
}

# A document of a year counts as standing through the whole of it: texts print the year alone.
_TESTS: dict[str, Callable[[Filter, DocumentInfo], bool]] = {
    "bodies": lambda f, i: any(_of_body(key, i) for key in f.bodies),
    "kinds": lambda f, i: i.kind in f.kinds,
    "numbers": lambda f, i: plain_number(i.number) in map(plain_number, f.numbers),
    "years": lambda f, i: i.year in f.years,
    "languages": lambda f, i: i.language in f.languages,
    "documents": lambda f, i: i.id in f.documents,
}
_WORDS = {
    "bodies": "body", "kinds": "kind", "numbers": "number", "revision": "revision", "years": "year",
    "as_of": "as of", "languages": "language", "sections": "section", "documents": "document",
}  # fmt: skip


def _said(chosen: Filter, name: str) -> str:
    value = getattr(chosen, name)
    if name == "as_of":
        return f"a revision of {value} or before"
    return f"the {_WORDS[name]} {' or '.join(map(str, value)) if isinstance(value, tuple) else value}"


def _by_number(number: str) -> tuple:
    return tuple((0, int(p), "") if p.isdigit() else (1, 0, p) for p in re.findall(r"\d+|\D+", number))
