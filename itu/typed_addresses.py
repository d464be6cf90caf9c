"""Reading typed addresses: "Res. 57 décide 2", "considering b) of Resolution 21", "CV 142", in six languages, sloppily.

The words stand in addresses.toml, the headings in headings.toml. A text is read in three steps: the documents
named (kind, number, body, year), the places named in what is left (heading, annex, article, clause … with their
labels), and each place is put to the document that stands nearest.
"""

from __future__ import annotations

import difflib
import re
import tomllib
import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from itu import bodies, headings, meetings
from itu.language import detect_language
from itu.names import ADOPTERS
from schema import LANGUAGES

_DATA = Path(__file__).with_name("addresses.toml")
_GONE = "\x00"  # stands for what has been read already
_LIST = 12  # labels in a list or range at most
_SHORT = 8  # words: a text this short may be an address with a slip of the pen


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


def parse(text: str) -> Address | None:
    """The first address in ``text``: a document, a clause, or both; None when there is none."""
    found = parse_all(text)
    return found[0] if found else None


def parse_all(text: str) -> tuple[Address, ...]:
    """Every address in ``text``, in its order; () when there is none."""
    plain = normalise(text)
    found = _read(plain)
    if not any(a.section for a in found):
        mended = _mended(plain, named=bool(found))
        again = _read(mended) if mended != plain else ()
        if any(a.section and a.label for a in again):
            return again
    return found


def is_address(text: str) -> bool:
    """Whether a text is nothing but an address: "Council Resolution 1305", "Res. 6 instructs the Secretary-General"."""
    plain = normalise(text)
    documents, places, rest = _spans(plain)
    left = re.sub(rf"{_START}{_w('of')}(?!\w)|{_w('more')}(?!\w)", " ", rest, flags=re.IGNORECASE)
    return bool(documents) and len(documents) <= max(1, len(places)) and not re.search(r"\w", left)


def normalise(text: str) -> str:
    """One form for what is typed in several: full-width signs, digits, accents of Latin letters, direction marks."""
    text = unicodedata.normalize("NFKC", text).translate(_SIGNS)
    text = "".join(c for c in text if unicodedata.category(c) != "Cf" and c not in _ARABIC_MARKS)
    words = re.split(r"(\W+)", text)
    plain = "".join(word if word in "àÀ" else "".join(map(_plain_letter, word)) for word in words)  # "à" is no label
    plain = re.sub(r"(?<=[a-zа-я]{4})(?=\d)", " ", plain)  # "resolves2"
    return " ".join(_han_numbers(plain).split())


# ---- Steps -------------------------------------------------------------------------------------------


def _read(text: str) -> tuple[Address, ...]:
    documents, places, _ = _spans(text)
    documents = documents or _number_before(text, places)
    if not places:
        return tuple(Address(**fields) for *_, fields in documents)
    found = []
    for start, end, several in places:
        near = min(documents, key=lambda d: max(d[0] - end, start - d[1]), default=(0, 0, {}))[2]
        found += [Address(**{**near, **fields}) for fields in several]
    return tuple(dict.fromkeys(found))


def _spans(text: str) -> tuple[list, list, str]:
    """The documents and the places named, (start, end, what is said of them) each, and the text without them."""
    places, rest = _instruments(text)
    documents = _documents(rest)
    for start, end, _ in documents:
        rest = _blank(rest, start, end)
    places += _places(rest, named=bool(documents or places))
    for start, end, _ in places:
        rest = _blank(rest, start, end)
    places = _joined(sorted(places, key=lambda p: p[:2]))
    if len(places) == 1 and len(places[0][2]) == 1 and not places[0][2][0].get("label") and documents:
        places = _joined(places + _bare(rest, True))  # "Annex 1 to Resolution 21, 2.3"
    return documents, places, rest


def _joined(places: list) -> list:
    """A heading or annex and the label that stands apart from it ("Annex 1 to Resolution 21, item 2.3") as one."""
    if len(places) != 2:
        return places
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


def _instruments(text: str) -> tuple[list, str]:
    """Articles and marginal numbers of the Constitution and the Convention, and the text without them."""
    found = _russian_short(text)
    for pattern in _instrument_patterns():
        for match in pattern.finditer(text):
            kind = next(k for k in ("constitution", "convention") if match[k])
            labels, _ = _labels(match["labels"])
            article = bool(match["article"]) or match["labels"].rstrip().endswith("条")
            if len(match[kind]) > 3 and not match["unit"] and re.fullmatch(r"(?:19|20)\d\d", labels[0]):
                continue  # "the Convention 1992"
            key = "article" if article else "label"
            fields = [{"document_kind": kind, "section": "article", key: label.replace(" ", "").upper()} for label in labels]
            found.append((*match.span(), fields))
            text = _blank(text, *match.span())
    return found, text


def _russian_short(text: str) -> list:
    """Russian's "У 89" and "К 142" for the Constitution and the Convention, alone: both are prepositions too."""
    found = re.fullmatch(r"(?P<name>[УК])[\s/.-]{0,2}(?:(?:№|п\.|пункт)\s?)?(?P<label>\d{1,3}[A-Z]?(?:\s?(?:bis|ter))?)\W*", text)
    kind = "constitution" if found and found["name"] == "У" else "convention"
    return [(*found.span(), [{"document_kind": kind, "section": "article", "label": found["label"]}])] if found else []


def _documents(text: str) -> list[tuple[int, int, dict]]:
    """(start, end, what is said of it) of each document named by its number, in their order."""
    found: list[tuple[int, int, dict]] = []
    for kind, match in _named(text):
        start, end = match.span()
        bracket = re.compile(r"\s*\([^()]{2,60}\)|[\s,]*(?:19|20)\d\d(?!\d)").match(text, end)
        end = bracket.end() if bracket else end
        fields = {"document_kind": kind, "document_number": re.sub(r"\s+", " ", match["number"].strip())}
        key, year, start, end = _body(text, start, end)
        sector = re.search(r"(?:itu|uit|мсэ)-?([rtdрт])(?!\w)", match.group(), re.IGNORECASE)
        fields["body"] = key or (_SECTORS[sector[1].lower()] if sector else "")
        after = re.match(r"[^\n\x00]{0,45}?(?<!\d)((?:19|20)\d\d)(?!\d)", text[match.end():])
        fields["year"] = int(after[1]) if after else year
        if fields["year"] is None and bracket:
            fields["place"] = meetings.place(bracket.group())
        found.append((start, end, fields))
    return found


def _places(text: str, *, named: bool) -> list[tuple[int, int, list[dict]]]:
    """(start, end, what is said of each) of the places named in a text whose documents are blanked out."""
    found: list[tuple[int, int, list[dict]]] = []
    for read in (_annexes, _articles, _footnotes, _headings, _stems, _numbered, _fronts):
        for start, end, fields in read(text, named):
            if not any(start < e and s < end for s, e, _ in found):
                found.append((start, end, fields))
                text = _blank(text, start, end)
    return found or _bare(text, named)


# ---- Documents ---------------------------------------------------------------------------------------

_SECTORS = {"r": "ITU-R", "р": "ITU-R", "t": "ITU-T", "т": "ITU-T", "d": "ITU-D"}
_SECTOR = r"(?:(?:itu|uit|мсэ)-?[rtdрт][\s-]{0,2})?"
_DIGITS = r"\d{1,4}(?:-\d{1,2}(?!\d))?"
_SERIES = r"[a-z]{1,2}\.?\s?\d{1,4}(?:-\d{1,2}(?!\d))?(?:\.\d+)*"
_END = r"(?![^\W\u0400-\u04ff\u0600-\u06ff\u3400-\u9fff])"
_START = r"(?<![^\W\u3400-\u9fff])"
_BARE_SERIES = re.compile(
    rf"{_START}{_SECTOR}(?P<number>[A-Z]{{1,2}}\.\s?\d{{1,4}}(?:-\d{{1,2}}(?!\d))?(?:\.\d+)*|[a-oq-z]\.\d{{2,4}}(?:\.\d+)*|p\.\d{{3,4}}(?:-\d)?){_END}")
_BETWEEN = re.compile(
    r"[\s,()]*(?:(?:of|from|by|at|de|du|del|la|le|l'|los|the|adopted|to|session|sesion|reunion|сессии|session de|из|принятая|"
    r"(?:19|20)\d\d|\d{4}|-|ل|من|的|г\.)[\s,()]*){0,5}", re.IGNORECASE)


@cache
def _words() -> dict[str, dict[str, str]]:
    return tomllib.loads(_DATA.read_text(encoding="utf-8"))


def _w(name: str) -> str:
    return f"(?:{_words()['words'][name]})"


@cache
def _kind_patterns() -> tuple[list[tuple[str, re.Pattern]], list[tuple[str, re.Pattern]]]:
    """Patterns with the number before the kind (Chinese), and with the kind before the number."""
    after = [(kind, re.compile(rf"第?\s?{_SECTOR}(?P<number>{_SERIES if kind == 'recommendation' else _DIGITS})\s?号?\s?(?:{words})", re.IGNORECASE))
             for kind, words in _words()["kinds_after"].items()]
    before = []
    for kind, words in _words()["kinds"].items():
        number = rf"(?:{_SERIES}|{_DIGITS})" if kind == "recommendation" else _DIGITS
        before.append((kind, re.compile(
            rf"(?<![做作]出){_START}(?:{_SECTOR})(?:{words})[\s.\-/:]{{0,3}}(?:{_w('no')}\s?)?(?:第\s?)?{_SECTOR}(?P<number>{number})(?:\s?号)?{_END}(?!\s?\))",
            re.IGNORECASE)))
    return after, before


def _named(text: str) -> list[tuple[str, re.Match]]:
    after, before = _kind_patterns()
    found = [(kind, m) for kind, pattern in after for m in pattern.finditer(text)]
    if not found:
        found = [(kind, m) for kind, pattern in before for m in pattern.finditer(text)]
    found += [("recommendation", m) for m in _BARE_SERIES.finditer(text)]
    found += [("", m) for m in re.finditer(r"第\s?(?P<number>\d{1,4})\s?号", text)]
    if not found and len(text.split()) <= _SHORT:
        found = [("recommendation", m) for m in re.finditer(r"^(?P<number>[A-Z]\d{2,4}(?:\.\d+)*)(?=[\s,/§])", text)]
    if not found:
        found = [("", m) for m in _numbered_by_body(text)]
    kept: list[tuple[str, re.Match]] = []
    for kind, match in sorted(found, key=lambda f: (f[1].start(), -f[1].end())):
        if not kept or match.start() >= kept[-1][1].end():
            kept.append((kind, match))
    return kept


def _numbered_by_body(text: str) -> list[re.Match]:
    """Numbers right after a body that adopts texts: "WTSA 57", "PP-10 123"; no years, no labels."""
    after = re.compile(rf"[\s,]*(?:{_w('no')}\s?)?(?P<number>(?!(?:19|20)\d\d){_DIGITS})(?![\w.)])", re.IGNORECASE)
    matches = (after.match(text, m.end) for m in bodies.find(text, any_case=True) if m.key in ADOPTERS)
    return [m for m in matches if m]


def _body(text: str, start: int, end: int) -> tuple[str, int | None, int, int]:
    """The body named right before or right after the document's number, the year it met, and the span of both."""
    for mention in bodies.find(text, any_case=True):
        if mention.key not in (*ADOPTERS, *_SECTORS.values()):
            continue
        printed = re.search(r"(?:^|\D)(\d{4}|\d{2})$", text[mention.start:mention.end])
        year = _whole(printed[1]) if printed else None
        short = re.compile(r"\s?(\d\d)(?!\d)").match(text, mention.end, start)  # "wtsa12 res 57"
        if mention.end <= start and _BETWEEN.fullmatch(text, short.end() if short else mention.end, start):
            year = year or (_whole(short[1]) if short else _year(text[mention.end:start]))
            return mention.key, year, mention.start, end
        if mention.start >= end and _BETWEEN.fullmatch(text, end, mention.start):
            return mention.key, year or _year(text[end:mention.start]), start, mention.end
    return "", None, start, end


def _whole(year: str) -> int:
    """A year typed in four figures or two: "12" → 2012, "98" → 1998."""
    return int(year) if len(year) == 4 else (1900 if year > "50" else 2000) + int(year)


def _year(text: str) -> int | None:
    found = re.search(r"(?<!\d)(?:19|20)\d\d(?!\d)", text)
    return int(found.group()) if found else None


# ---- Labels ------------------------------------------------------------------------------------------

_LETTER = r"(?:[ivx]{1,5}|[a-z]{1,2}|[а-я]|[أابجدهوزحطيكلمنسعفصقرشتثخذضظغ])"
_ALONE = r"(?:[a-z]|[ivx]{2,4}|[абгдежзлмн]|[أبجدهزحطي])"  # a letter without its bracket
_STOP = r"(?=\s*(?:$|[\x00?!.,;:)»”\"]|{of}|{more}))"
_DECIMAL = r"\d{1,6}(?:\.\d{1,3}){0,4}"


@cache
def _label_patterns() -> dict[str, re.Pattern]:
    of = rf"(?:{_words()['words']['of']}|says?|dit|dice|说)(?!\w)"
    stop = _STOP.format(of=of, more=rf"(?:{_words()['words']['more']})(?!\w)")
    first = rf"(?:{_DECIMAL}(?:[a-z]{{1,2}}(?![\w'])(?!\s?\)))?(?:\s?(?:bis|ter))?(?![\d/%]|\.\d)|\(?{_LETTER}\s?\)|{_START}{_ALONE}(?![\w'.]){stop})"
    more = rf"(?:[\s,.-]{{0,2}}\(?(?:{_LETTER}|\d{{1,2}})\s?\)|\s?\({_LETTER}\s?\)?|\s{_ALONE}(?![\w'.]){stop})"
    parts = "|".join(rf"(?P<{name}>{_words()['words'][name]})" for name in ("indent", "row", "paragraph"))
    return {
        "label": re.compile(rf"(?P<path>{first}(?:{more}){{0,3}})(?:[\s,]{{1,2}}(?:{parts})\s?(?P<nth>\d{{1,2}})(?!\d))?", re.IGNORECASE),
        "more": re.compile(rf"\s?(?:,|،|、|;|{_w('more')}(?:(?!\w)|(?<=[و和及与])(?=\d)))\s?(?:{_w('part')}\s?)?", re.IGNORECASE),
        "through": re.compile(rf"\s?{_w('through')}\s?(?:{_w('part')}\s?)?", re.IGNORECASE),
        "stop": re.compile(rf"\s*(?:$|[\x00?!.,;:)»”\"]|{of}|(?:{_words()['words']['more']})(?!\w))", re.IGNORECASE),
        "glue": re.compile(rf"[\s,:;.)\"»”'–—-]{{0,4}}(?:(?:en|in|au|sous|under|bajo)\s(?=\(?\w\)?(?!\w)(?<!\d)))?(?:\((?P<occurrence>\d)\)\s*(?=\d|\(?\w\)))?(?:{_START}{_w('part')}\s?)?", re.IGNORECASE),
        "of": re.compile(rf"[\s,]*(?:{_w('of')}[\s,]*)*[\"«“']?\s*", re.IGNORECASE),
    }


def _labels(text: str, at: int = 0) -> tuple[list[str], int]:
    """The labels of a list that begins at ``at`` and where it ends: "1 and 2 b)" → "1", "2 b)"; [] for none."""
    patterns = _label_patterns()
    found = patterns["label"].match(text, at)
    if not found:
        return [], at
    labels, end = [_printed(found)], found.end()
    while len(labels) < _LIST:
        through = patterns["through"].match(text, end)
        last = patterns["label"].match(text, through.end()) if through else None
        if last and (between := _range(labels[-1], _printed(last))):
            labels, end = [*labels, *between], last.end()
            continue
        more = patterns["more"].match(text, end)
        following = patterns["label"].match(text, more.end()) if more else None
        if not following or not _alike(labels[-1], _printed(following)):
            break
        labels.append(_printed(following))
        end = following.end()
    return labels, end


def _printed(found: re.Match) -> str:
    """A typed label as it is printed: "(b)" and "b" → "b)", "1(b)" → "1 b)", "1 indent 2" → "1, indent 2"."""
    parts = re.findall(r"\d+(?:\.\d+)*(?:[A-Z]{1,2}(?!\w))?|[^\W\d_]+", found["path"])
    label = " ".join(p if p[0].isdigit() or p in ("bis", "ter") else f"{p})" for p in parts)
    place = next((name for name in ("indent", "row", "paragraph") if found[name]), "")
    return f"{label}, {place} {found['nth']}" if place else label


def _alike(one: str, other: str) -> bool:
    return one[:1].isdigit() == other[:1].isdigit()


def _range(first: str, last: str) -> list[str]:
    """The labels after ``first`` up to ``last``; [] where they are no range."""
    if first.isdigit() and last.isdigit() and 0 < int(last) - int(first) < _LIST:
        return [str(n) for n in range(int(first) + 1, int(last) + 1)]
    if re.fullmatch(r"[a-zа-я]\)", first) and re.fullmatch(r"[a-zа-я]\)", last) and 0 < ord(last[0]) - ord(first[0]) < _LIST:
        return [f"{chr(n)})" for n in range(ord(first[0]) + 1, ord(last[0]) + 1)]
    return []


def _labels_before(text: str, end: int) -> tuple[list[str], int]:
    """The labels of a list that ends before ``end`` with "of" between ("b) of …"), and where it begins."""
    patterns = _label_patterns()
    for start in range(max(0, end - 30), end):
        if start and text[start - 1] not in " (\x00،,第":
            continue
        labels, at = _labels(text, start)
        if labels and (gap := patterns["of"].fullmatch(text, at, end)) and (gap.group().strip() or at == end):
            return labels, start
    return [], end


# ---- Places ------------------------------------------------------------------------------------------


@cache
def _instrument_patterns() -> tuple[re.Pattern, ...]:
    either = "|".join(f"(?P<{kind}>{_START}(?:{words}))(?![^\\W\\d\u3400-\u9fff])" for kind, words in _words()["instruments"].items())
    units = rf"(?P<unit>(?P<article>{_w('article')})|{_w('number')}|第)"
    label = rf"{_DECIMAL}(?:[a-z]{{1,2}}(?!\w))?(?:\s?(?:bis|ter))?"
    labels = rf"(?P<labels>{label}(?:\s?(?:,|،|、|{_w('more')}|{_w('through')})\s?{label})*(?:\s?[条款号])?)(?![\w%/]|\.\d)"
    gap = rf"[\s,]*(?:{_w('of')}[\s,]*)*(?:itu\s|uit\s)?"
    return (
        re.compile(rf"{_START}{units}[\s.]{{0,2}}(?:第\s?)?{labels}{gap}(?:{either})", re.IGNORECASE),
        re.compile(rf"(?:{either})[\s,./:-]{{0,3}}(?:的\s?)?(?:\(?{units}[\s.]{{0,2}}(?:第\s?)?)?{labels}", re.IGNORECASE),
        re.compile(rf"{_START}(?P<unit>)(?P<article>(?!))?{labels}\s?(?:(?P<constitution>CS)|(?P<convention>CV))(?!\w)", re.IGNORECASE),
    )


def _annexes(text: str, named: bool) -> list:
    found = []
    for match in re.finditer(rf"{_START}{_w('annex')}\s?(?:{_w('no')}\s?)?(?P<number>\d{{1,2}}(?!\d|\.\d)|[A-Z](?![\w.]))?", text, re.IGNORECASE):
        fields = {"section": "annex", "annex": match["number"] or ""}
        labels, start = _labels_before(text, match.start())
        end = match.end()
        if not labels:
            glue = _label_patterns()["glue"].match(text, end)
            labels, after = _labels(text, glue.end()) if match["number"] else ([], end)
            end = after if labels else end
        if labels or match["number"] or named:
            found.append((start, end, [{**fields, "label": label} for label in labels] or [fields]))
    return found


def _articles(text: str, named: bool) -> list:
    """Articles without their instrument: "article 12"; of another document where one is named."""
    pattern = rf"{_START}(?:{_w('article')}\s?(?:{_w('no')}\s?)?(?P<number>\d{{1,3}}[a-z]?)(?![\w.])|第\s?(?P<zh>\d{{1,3}})\s?条)"
    return [(*m.span(), [{"section": "article", "article": (m["number"] or m["zh"]).upper()}]) for m in re.finditer(pattern, text, re.IGNORECASE)]


def _footnotes(text: str, named: bool) -> list:
    pattern = rf"{_START}{_w('footnote')}\s?(?:{_w('no')}\s?)?(?P<label>\d{{1,2}}|[*])(?!\w)"
    return [(*m.span(), [{"section": "footnote", "label": m["label"]}]) for m in re.finditer(pattern, text, re.IGNORECASE)]


def _fronts(text: str, named: bool) -> list:
    """The title and the foreword, named beside a document or alone."""
    found = []
    for name in ("title", "foreword"):
        match = re.search(rf"{_START}{_w(name)}(?!\w)\s?(?P<label>\d{{1,2}})?", text, re.IGNORECASE)
        if match and (named or len(text.split()) <= 3) and len(text.split()) <= _SHORT:
            found.append((*match.span(), [{"section": name, "label": match["label"] or ""}]))
    return found


def _headings(text: str, named: bool) -> list:
    """Headings with a label after or before them; without one only in a short or anchored text."""
    own = detect_language(text.replace(_GONE, " "))
    found, bare = [], []
    for language in (own, *(x for x in LANGUAGES if x != own and _writes(x, text))):
        for heading in headings.find(text, language):
            if any(s < heading.end and heading.start < e for s, e, _ in found):
                continue
            base = {"section": heading.key, "further": _further(text, heading, language)}
            start, end, said = _labelled(text, heading, strict=language != own and not named)
            if said:
                found.append((start, end, [{**base, **fields} for fields in said]))
            else:
                bare.append((language == own, heading, base))
    if found:
        return found
    for mine, heading, base in bare:
        who, end = _addressee(text, heading)
        if (mine or named) and _stands_bare(text, heading, end, named):
            return [(heading.start, end, [{**base, "addressee": who}])]
    return []


def _stands_bare(text: str, heading: headings.Heading, end: int, named: bool) -> bool:
    """Whether a heading without a label is meant as one: beside its document, or alone in a short text. Chinese,
    which writes no spaces, has these words inside others: there it follows the document, or is all that is said."""
    before, after = text[:heading.start].strip(f"{_GONE} ,:;的《》"), text[end:].strip(f"{_GONE} ,:;.")
    if _writes("zh", text[heading.start:heading.end]):
        return "?" not in text and not before and not after and (named or end - heading.start <= 12)
    return named or len(text.split()) <= 4 and "?" not in text and not before


def _further(text: str, heading: headings.Heading, language: str) -> bool:
    """Whether the heading has "further" or the like; "and" before it says nothing."""
    joined = re.compile(rf"{_w('more')}\s?").match(text, heading.start, heading.end)
    again = headings.match(text[joined.end():heading.end], language) if joined else None
    return again.further if again else heading.further


def _labelled(text: str, heading: headings.Heading, *, strict: bool) -> tuple[int, int, list[dict]]:
    """(start, end, fields by label) for the labels after a heading, before it ("b) of …"), or after its addressee.

    ``strict``: the words are another language's and stand beside no document, so what follows must not go on
    as a sentence.
    """
    patterns = _label_patterns()
    glue = patterns["glue"].match(text, heading.end)
    labels, end = _labels(text, glue.end())
    if labels and not (strict and not patterns["stop"].match(text, end)):
        return heading.start, end, [{"label": label, "occurrence": int(glue["occurrence"] or 0)} for label in labels]
    labels, start = _labels_before(text, heading.start)
    if labels:
        who, end = _addressee(text, heading)
        return start, end, [{"label": label, "addressee": who} for label in labels]
    operative = headings.is_operative(heading.key)
    far = _far().match(text, heading.end) if operative and not strict else None
    if far:
        labels, end = _labels(text, far.end())
        if labels and labels[0][0].isdigit() and len(labels[0].split()[0]) <= 5 and patterns["stop"].match(text, end):
            return heading.start, end, [{"label": label, "addressee": far["who"].strip(" ,:")} for label in labels]
    return heading.start, heading.end, []


@cache
def _far() -> re.Pattern:
    return re.compile(rf"(?P<who>[^\d\x00?!;]{{2,150}}?)[\s,:]*(?:{_START}{_w('part')}\s?)?(?=\d{{1,2}}(?!\d|\s?%))", re.IGNORECASE)


def _addressee(text: str, heading: headings.Heading) -> tuple[str, int]:
    """The words after an operative heading, up to the next thing read or sign, and where they end."""
    if not headings.is_operative(heading.key):
        return "", heading.end
    found = re.compile(r"[^\x00?!.;:()\d]{0,150}").match(text, heading.end)
    words = found.group().strip(" ,")
    return (words, found.end()) if 0 < len(words.split()) <= 12 else ("", heading.end)


def _stems(text: str, named: bool) -> list:
    found = []
    for key, words in _words()["stems"].items():
        for match in re.finditer(rf"{_START}(?:{words})(?![^\W\d\u3400-\u9fff])", text, re.IGNORECASE):
            labels, end = _labels(text, _label_patterns()["glue"].match(text, match.end()).end())
            if labels and _label_patterns()["stop"].match(text, end):  # not "what will they decide 2 years later?"
                found.append((match.start(), end, [{"section": key, "label": label} for label in labels]))
                continue
            labels, start = _labels_before(text, match.start())
            if labels and named:
                found.append((start, match.end(), [{"section": key, "label": label} for label in labels]))
    return found


def _numbered(text: str, named: bool) -> list:
    """Clauses by their number, in a document that is named: "clause 7.1", "§ 3", "第3条"."""
    if not named:
        return []
    found = []
    words = rf"{_START}(?:{_w('clause')}|{_w('part')}|第)(?![^\W\d\u3400-\u9fff])\s?(?:{_w('no')}\s?)?(?=[\d(a-zа-яأ-ي])|(?={_DECIMAL}\s?[段款条项节])"
    for match in re.finditer(words, text, re.IGNORECASE):
        labels, end = _labels(text, match.end())
        if labels and (not found or match.start() >= found[-1][1]):
            found.append((match.start(), end, [{"section": "clause", "label": label} for label in labels]))
    return found


def _bare(text: str, named: bool) -> list:
    """A label with nothing but the document beside it: "E.119, 7.1"."""
    alone = re.sub(rf"{_START}{_w('of')}(?!\w)|\x00", " ", text, flags=re.IGNORECASE).strip(" ,;:?!./،؛、，")
    labels, end = _labels(alone)
    if not named or not labels or end != len(alone):
        return []
    at = text.find(alone[0])
    return [(at, at + 1, [{"section": "clause", "label": label} for label in labels])]


# ---- Letters -----------------------------------------------------------------------------------------

_SIGNS = str.maketrans({"’": "'", "ʼ": "'", "‘": "'", "`": "'", "´": "'", "\u2010": "-", "\u2011": "-", "−": "-", "\t": " "}
                       | {chr(0x0660 + n): str(n) for n in range(10)} | {chr(0x06F0 + n): str(n) for n in range(10)})
_ARABIC_MARKS = frozenset(map(chr, (*range(0x064B, 0x0653), 0x0670, 0x0640)))
_HAN_DIGITS = {c: n for n, c in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2}
_SCRIPTS = {"ru": "[а-я]", "ar": "[\u0620-\u064a]", "zh": "[\u3400-\u9fff]"}


def _plain_letter(char: str) -> str:
    """A Latin letter without its accent; another script's as it is."""
    if char < "\u00c0":
        return char
    base = unicodedata.normalize("NFD", char)[0]
    return base if base.isascii() and base.isalpha() else char


def _han_numbers(text: str) -> str:
    """Chinese numerals in figures where they number something: 第五十七号 → 第57号."""
    numerals = "[〇零一二三四五六七八九十百两]+"
    return re.sub(f"(?<=第){numerals}|(?<=[议定到书件])\\s?{numerals}(?=$|\\W|[、和及段项款条的])", lambda m: str(_han_value(m.group().strip())), text)


def _han_value(numerals: str) -> int:
    total, digit = 0, 0
    for char in numerals:
        if char in "十百":
            total, digit = total + (digit or 1) * (10 if char == "十" else 100), 0
        else:
            digit = _HAN_DIGITS[char] + (digit * 10 if "十" not in numerals and "百" not in numerals else 0)
    return total + digit


def _writes(language: str, text: str) -> bool:
    """Whether a text has letters that the language is written with."""
    return bool(re.search(_SCRIPTS.get(language, "[a-z]"), text, re.IGNORECASE))


def _blank(text: str, start: int, end: int) -> str:
    return text[:start] + _GONE * (end - start) + text[end:]


# ---- Slips of the pen --------------------------------------------------------------------------------


def _mended(text: str, *, named: bool) -> str:
    """A short text with its misspelt heading or kind put right, where it has a number or label to go with it."""
    words = text.split()
    if not re.search(r"\d|\w\)", text) or len(words) > (_SHORT if named else 5):
        return text
    return " ".join(_near(word) for word in words)


def _near(word: str) -> str:
    letters = re.search(r"[^\W\d_]{5,}", word)
    if not letters:
        return word
    typed = letters.group().lower()
    known = _vocabulary()
    near = [] if typed in known else difflib.get_close_matches(typed, known, 1, 0.8)
    return word.replace(letters.group(), near[0]) if near else word


@cache
def _vocabulary() -> tuple[str, ...]:
    """The words of headings and kinds, in all languages."""
    forms = {form for key in headings.all_keys() for language in LANGUAGES[:4] for form in headings.forms(key, language)}
    words = {w for form in forms for w in re.findall(r"[^\W\d_]{5,}", "".join(map(_plain_letter, form)).lower())}
    return tuple(sorted(words | {"resolution", "resolucion", "decision", "recommendation", "recommandation", "резолюция", "решение"}))
