"""Whether the language versions of a text line up, clause by clause; else where they first differ."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from ingest.completeness import article_number
from schema import Clause, DocumentInfo

_LANGUAGES = {"en": "English", "fr": "French", "es": "Spanish", "ru": "Russian", "ar": "Arabic", "zh": "Chinese"}
_COMPARED = ("preambular", "operative", "article", "numbered", "definition", "annex")  # the rest may be laid out anew


def versions(documents: Iterable[DocumentInfo]) -> list[list[DocumentInfo]]:
    """The texts held in several languages: the language versions of each revision, by id."""
    groups: dict[tuple, list[DocumentInfo]] = defaultdict(list)
    for info in documents:
        groups[info.work_id, info.year].append(info)
    return [sorted(group, key=lambda i: i.id) for group in groups.values() if len({i.language for i in group}) > 1]


def outlines(rows: Iterable[tuple[str, str, str, str]]) -> Mapping[str, Counter[str]]:
    """How many clauses each document has at each place that is compared. ``rows``: (document id, kind, key, heading)."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for document_id, kind, key, heading in rows:
        if kind in _COMPARED:
            found[document_id][_place(kind, key, heading)] += 1
    return found


def compare(held: Sequence[tuple[DocumentInfo, Sequence[Clause]]]) -> Iterator[tuple[str, str, str]]:
    """(document id, warning, clause id) for each language version with fewer clauses than the fullest one.

    Versions are compared place by place: a heading, an article or a numbered clause, whatever its words.
    """
    counted = [(info, [c for c in clauses if c.kind in _COMPARED]) for info, clauses in held]
    fullest, most = max(counted, key=lambda pair: (len(pair[1]), pair[0].language == "fr", pair[0].id))
    for info, clauses in counted:
        if info.language != fullest.language:
            yield from _differences(info, clauses, fullest, most)


def _differences(
    info: DocumentInfo, clauses: Sequence[Clause], fullest: DocumentInfo, most: Sequence[Clause]
) -> Iterator[tuple[str, str, str]]:
    """One warning at most: the first place where one version has more than the other."""
    own, other = _by_place(clauses), _by_place(most)
    apart = [place for place in sorted({*own, *other}, key=_order([*most, *clauses])) if own[place] != other[place]]
    if not apart:
        return
    place = apart[0]
    missing = own[place] < other[place]
    keys = {c.key for c in (clauses if missing else most)}
    there = [c for c in (most if missing else clauses) if _place_of(c) == place]
    first = next((c for c in there if c.key not in keys), there[-1])
    more = f"; {len(apart)} places differ" if len(apart) > 1 else ""
    yield info.id, (
        f"does not line up with the {_LANGUAGES[fullest.language]} version: {len(clauses)} against {len(most)} clauses; "
        f"first at {first.address!r} of the {_LANGUAGES[fullest.language if missing else info.language]} one{_page(first)} "
        f"({own[place]} there against {other[place]}){more}"
    ), first.id


def _place(kind: str, key: str, heading: str) -> str:
    """The heading, article or clause number that a clause stands under: the head of its key."""
    if kind == "article":
        return article_number(heading) or key.split(".")[0]
    return key.split(".")[0]


def _place_of(clause: Clause) -> str:
    return _place(clause.kind, clause.key, clause.heading)


def _by_place(clauses: Sequence[Clause]) -> Counter[str]:
    return Counter(map(_place_of, clauses))


def _order(clauses: Sequence[Clause]):
    """Places by where they stand in the fullest version, then in the other."""
    places: dict[str, int] = {}
    for clause in clauses:
        places.setdefault(_place_of(clause), len(places))
    return places.__getitem__


def _page(clause: Clause) -> str:
    page = clause.page_label or clause.page
    return f", page {page}" if page else ""
