"""One file's text → its documents, each with its clauses; a volume holds several."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from dataclasses import replace

from errors import BadFile, shown
from ingest import clauses as grammar
from ingest import contents, lines
from ingest.check import check
from ingest.clean import CleanText, clean
from ingest.draft import Draft, Line, lines_of
from ingest.source import SourceText
from ingest.trace import to_source
from itu import meetings, names, references
from itu.language import detect_language
from schema import Clause, Document, Dropped, Footnote, MapRun

UNREAD = "its clauses could not be read, a fault of the program: kept as paragraphs; please report it with the file"
SUPPRESSED = "marked SUP"  # how the warning begins of a document that is a notice of abrogation and no more


def build(source: SourceText, file: str, sha256: str) -> list[tuple[Document, tuple[Clause, ...]]]:
    """Clean the text, cut it into documents, read each one's clauses and name it.

    Raises errors.BadFile when what comes out breaks an invariant of the schema.
    """
    named = names.from_file(file)
    detected = detect_language(source.text, default=named.language or "en")
    text = clean(source, detected)
    warnings = [*source.warnings, *text.warnings]
    if named.language and named.language != detected:
        warnings.append(f"the file's name says {named.language}, its text {detected}: taken as {detected}")
    rows = contents.gathered(lines_of(text.plain), text.language)
    suppressed = _suppressed(text, rows)
    cuts = _cuts(text, rows, suppressed)
    out = []
    read = [_read(text, start, end) for start, end in cuts]
    bodies = Counter(filter(None, (_adopter(text, drafts) for drafts, _ in read)))
    for (start, end), (drafts, more) in zip(cuts, read, strict=True):
        first = next((r.start for r in lines_of(text.plain, start, end) if lines.number_line(r.text)), start)
        if first in suppressed:
            more = [*more, f"{SUPPRESSED}: the conference that this volume is of abrogates the text"]
        info = _name(text, drafts, file if len(cuts) == 1 else "", warnings + more, max(bodies, key=bodies.get, default=""))
        document = _document(source, text, start, end, info, file, sha256)
        found = _clauses(source, text, document, drafts, start)
        try:
            check(*(made := _unique(out, document, found)))
        except BadFile:  # better its paragraphs than none of it
            document = replace(document, warnings=(*document.warnings, UNREAD))
            found = _clauses(source, text, document, grammar.paragraphs(text.text, start, end), start)
            check(*(made := _unique(out, document, found)))
        out.append(made)
    return out


def _cuts(text: CleanText, rows: list[Line], suppressed: frozenset[int]) -> list[tuple[int, int]]:
    """Where each document of a volume stands: from its number line to the next one's."""
    starts = []
    for i, row in enumerate(rows):
        if not lines.number_line(row.text):
            continue
        enacted = any(lines.is_enacting(r.text) for r in rows[i + 1:i + 9])
        repeated = any(lines.number_line(r.text) for r in rows[i + 1:i + 3])
        if enacted and not repeated or row.start in suppressed:
            starts.append(row.start)
    edges = [0, *(s for s in starts[1:] if _parts(text, s)), len(text.text)]
    return list(zip(edges, edges[1:], strict=False)) or [(0, len(text.text))]


def _suppressed(text: CleanText, rows: list[Line]) -> frozenset[int]:
    """Where number lines begin whose texts are abrogated, and only their titles printed: "SUP" stands alone before them. In
    brackets the mark may as well stand below the title."""
    out: set[int] = set()
    bare = None  # where the text above begins, if only its title is printed and no mark of its own
    numbered = [i for i, row in enumerate(rows) if lines.number_line(row.text)]
    for i, after in zip(numbered, [*numbered[1:], len(rows)], strict=False):
        start, mark = rows[i].start, _mark(text, rows[i].start)
        enacted = any(lines.ENACTING.match(row.text) for row in rows[i + 1:after])
        if mark == "SUP" or mark and bare is None and not enacted:
            out.add(start)
        elif mark and bare is not None:
            out.add(bare)
        bare = None if enacted or start in out else start
    return frozenset(out)


def _mark(text: CleanText, at: int) -> str:
    """The mark, "SUP" or "(SUP)", that stands alone above the number line at ``at``, others between left out; "" where there is none."""
    place = to_source(text.source_map, at, at + 1)[0]
    before = text.dropped[:bisect_right(text.dropped, place, key=lambda d: d.source_start)][-6:]
    for d in reversed([d for d in before if d.kind == "marginal_mark"]):
        if text.source[d.source_end:place].strip():
            break
        place, marks = d.source_start, text.source[d.source_start:d.source_end].split()
        if mark := next((mark for mark in marks if mark in ("SUP", "(SUP)")), ""):
            return mark
    return ""


def _parts(text: CleanText, at: int) -> bool:
    """Whether the source parts where the text does: no footnote was moved across."""
    place = to_source(text.source_map, at, at + 1)[0]
    return all((run.source_start < place) == (run.start < at) for run in text.source_map if run.source_length
               and not run.start < at < run.start + run.length)


def _read(text: CleanText, start: int, end: int) -> tuple[tuple[Draft, ...], list[str]]:
    """The clauses of one document and what is to be warned of."""
    marks = {n.start: n.mark for n in text.notes}
    drafts, warning = grammar.parse(text.text, start, end, text.language, marks, text.plain)
    return drafts, [warning] if warning else []


def _adopter(text: CleanText, drafts: tuple[Draft, ...]) -> str:
    """The body that the enacting formula names."""
    enacting = next((text.plain[d.start:d.end] for d in drafts if d.section == "enacting"), "")
    return names.adopter(enacting, text.language)


def _name(text: CleanText, drafts: tuple[Draft, ...], file: str, warnings: list[str], neighbours: str) -> dict:
    """What identifies the document: from its title block, else from the file's name.

    ``neighbours``: the body that most texts of the same file name; a text that is only printed as suppressed is of it,
    and goes by an id of its own beside the text itself.
    """
    said = names.from_file(file)
    title = next((d for d in drafts if d.section == "title"), None)
    block = lines_of(text.plain, title.start, title.end) if title else []
    rows, printed = [r.text for r in block], {r.text: text.text[r.start:r.end] for r in block}
    number = lines.number_line(rows[0]) if rows else None
    enacting = next((text.plain[d.start:d.end] for d in drafts if d.section == "enacting"), "")
    if number and len(rows) > 1 and lines.is_revision(rows[0], rows[1], 1):
        number["revision"] = rows.pop(1).strip("() ")
    histories = [r for r in rows[1:] if lines.HISTORY.match(r) or lines.BRACKETED.match(r) and names.years(r)]
    histories += [text.plain[d.start:d.end] for d in drafts if d.section == "history"]
    revision = names.unshout(number["revision"]) if number else ""
    bracketed = [r for r in rows[1:] if lines.BRACKETED.match(r)]
    front = text.plain[drafts[0].start:title.start] if title else ""
    years = names.years(revision) or names.years(enacting) or names.approved(" ".join([*rows[:1], front]))
    years = years or names.years(" ".join(bracketed)) or tuple(y for y in [said.year] if y)
    years = years or names.years(front[-600:])[:1]  # the date above the number line
    year = (years[-1] if revision else max(years)) if years else None
    if number and said.number and said.number != number["number"]:
        warnings = [*warnings, f"the file's name says {said.number}, its text {number['number']}: the text is followed"]
    kind = number["kind"] if number else _instrument(drafts) or said.kind or "other"
    notice = any(w.startswith(SUPPRESSED) for w in warnings)
    body = names.adopter(enacting, text.language) or said.body or (meetings.body(revision) or neighbours if notice else "")
    value = number["number"] if number else said.number
    sector = number["sector"] if number else ""
    work, ident = names.identifiers(body, kind, f"{value}-SUP" if notice and value else value, year, text.language, file)
    return {
        "id": ident, "work_id": work, "body": body, "kind": kind, "number": value, "revision": revision, "year": year,
        "language": text.language, "title": " ".join(printed[r] for r in rows[1:] if not lines.HISTORY.match(r) and r not in bracketed),
        "history": _history(histories[0]) if histories else "", "warnings": tuple(warnings),
        "name": names.spoken(kind, f"{sector} {value}".strip(), revision, text.language, number["word"] if number else "") if kind in names.WORDS and (value or kind in ("constitution", "convention")) else _stem(file),
    }


def _instrument(drafts: tuple[Draft, ...]) -> str:
    """The Constitution and the Convention are known by the prefix of their marginal numbers."""
    prefix = next((d.address.split()[0] for d in drafts if d.section == "article" and d.label), "")
    return {"CS": "constitution", "CV": "convention"}.get(prefix, "")


def _history(printed: str) -> str:
    """"(Kyoto, 1994) – (Rev. Busan, 2014)" → "Kyoto, 1994; Rev. Busan, 2014"."""
    parts = re.split(r"\)\s*[–—-]\s*\(|[;；]", printed.strip().strip("()（）"))
    return "; ".join(p.strip(" ()") for p in parts if p.strip(" ()"))


def _stem(file: str) -> str:
    return shown(re.sub(r"\.[A-Za-z0-9]{2,5}$", "", file.rsplit("/", 1)[-1]))


def _document(source: SourceText, text: CleanText, start: int, end: int, info: dict, file: str, sha256: str) -> Document:
    """The document with its part of the text, the source and the map."""
    whole = end - start == len(text.text)
    low, high = (0, len(source.text)) if whole else _source_part(source, text, start, end)
    first = max(0, bisect_right(text.source_map, start, key=lambda r: r.start) - 1)
    last = bisect_left(text.source_map, end, key=lambda r: r.start)
    runs = tuple(_shifted(r, start, end, low) for r in text.source_map[first:last] if r.start + r.length > start)
    first, last = (bisect_left(text.dropped, at, key=lambda d: d.source_start) for at in (low, high))
    dropped = tuple(Dropped(d.source_start - low, d.source_end - low, d.kind) for d in text.dropped[first:last])
    return Document(**info, file=file, url=names.official_url(file), sha256=sha256, pages=len(source.pages) or None,
                    text=text.text[start:end], source=source.text[low:high], source_map=runs, dropped=dropped,
                    source_offset=low)


def _source_part(source: SourceText, text: CleanText, start: int, end: int) -> tuple[int, int]:
    low = to_source(text.source_map, start, start + 1)[0] if start else 0
    high = to_source(text.source_map, end, end + 1)[0] if end < len(text.text) else len(source.text)
    return low, high


def _shifted(run: MapRun, start: int, end: int, low: int) -> MapRun:
    """A run cut to the document's part and moved to its own offsets."""
    a, b = max(run.start, start), min(run.start + run.length, end)
    if run.length != run.source_length:
        return MapRun(a - start, b - a, run.source_start - low, run.source_length)
    return MapRun(a - start, b - a, run.source_start + a - run.start - low, b - a)


def _clauses(source: SourceText, text: CleanText, document: Document, drafts: tuple[Draft, ...], start: int) -> tuple[Clause, ...]:
    """Drafts as clauses: with ids, pages, footnotes and references."""
    ids = _ids(document.id, drafts)
    by_canonical = {}
    for draft, ident in zip(drafts, ids, strict=True):
        by_canonical.setdefault(draft.canonical, ident)
    bodies = {d.start: i for d, i in zip(drafts, ids, strict=True) if d.kind == "footnote"}
    out = []
    for order, (draft, ident) in enumerate(zip(drafts, ids, strict=True)):
        words = text.text[draft.start:draft.end]
        a, b = draft.heading
        page, label = _page(source, text, draft.start, draft.end)
        calls = tuple(Footnote(n.mark, bodies[n.start]) for n in text.notes
                      if n.start in bodies and any(draft.start <= c <= draft.end for c in n.calls))
        out.append(Clause(
            ident, document.id, draft.kind, draft.section, " ".join(text.text[a:b].split()),
            a - start if b else 0, b - start if b else 0, draft.label, draft.address, draft.key,
            by_canonical.get(draft.parent, "") if draft.parent else "", order, page, label,
            draft.start - start, draft.end - start, words, calls, references.find(text.plain[draft.start:draft.end], document.language)))
    return tuple(out)


def _ids(document: str, drafts: tuple[Draft, ...]) -> list[str]:
    """Ids from the addresses; a second clause at one address gets a number."""
    seen: dict[str, int] = {}
    out = []
    for draft in drafts:
        slug = _slug(draft.canonical)
        seen[slug] = seen.get(slug, 0) + 1
        out.append(f"{document}#{slug}" if seen[slug] == 1 else f"{document}#{slug}~{seen[slug]}")
    return out


def _slug(address: str) -> str:
    import unicodedata

    plain = "".join(c for c in unicodedata.normalize("NFKD", address.lower()) if not unicodedata.combining(c))
    return re.sub(r"[^\w.]+", "-", plain).strip("-") or "clause"


def _page(source: SourceText, text: CleanText, start: int, end: int) -> tuple[int | None, str]:
    """(physical page from 1, printed page number) of a span."""
    low, _ = to_source(text.source_map, start, min(start + 1, end))
    page = max(bisect_right(source.pages, low), 1) if source.pages else None
    page_start = source.pages[page - 1] if page else 0
    at = bisect_right(text.page_labels, low, key=lambda p: p[0])
    label = text.page_labels[at - 1][1] if at and text.page_labels[at - 1][0] >= page_start else ""
    if page and len(source.page_labels) >= page:
        label = source.page_labels[page - 1] or label
    return page, label


def _unique(done: list, document: Document, found: tuple[Clause, ...]) -> tuple[Document, tuple[Clause, ...]]:
    """A second document of one id in a volume gets a number."""
    taken = {d.id for d, _ in done}
    if document.id not in taken:
        return document, found
    n = next(n for n in range(2, len(taken) + 3) if f"{document.id}~{n}" not in taken)
    old, new = document.id, f"{document.id}~{n}"

    def renamed(ident: str) -> str:
        return new + ident[len(old):] if ident else ""

    found = tuple(replace(c, id=renamed(c.id), document_id=new, parent_id=renamed(c.parent_id), footnotes=tuple(
        replace(f, clause_id=renamed(f.clause_id)) for f in c.footnotes)) for c in found)
    return replace(document, id=new), found
