"""The texts that a clause cites, as it prints them and as what they name.

``find`` gives the printed words: "Résolution 123 (Rév. Guadalajara, 2010) de la Conférence de plénipotentiaires",
"Resolutions 20, 29 and 61", "Nos. 78 and 79 of the Constitution". ``read`` takes such words apart. Which
document is meant is for the ingest to say, which knows them all. The words of the six languages stand in
references.toml.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from pathlib import Path

from itu import bodies, meetings
from itu.names import ADOPTERS

_DATA = Path(__file__).with_name("references.toml")
_SECTORS = ("ITU-R", "ITU-T", "ITU-D")
OTHER = "other"  # a body that adopts no ITU text


@dataclass(frozen=True)
class Reference:
    """One text named. "" or None where the words say nothing."""

    kind: str  # as DocumentInfo.kind, or another key of references.toml ("radio_regulations")
    number: str = ""  # "123", "E.164", "6-1"; "" for the instruments
    sector: str = ""  # R, T or D, where it is printed
    body: str = ""  # key in bodies.toml, or OTHER
    year: int | None = None
    revision: str = ""  # as printed: "Rev. Guadalajara, 2010"
    place: str = ""  # in an instrument: "article 42", or the marginal number "78"


def find(text: str, language: str) -> tuple[str, ...]:
    """The citations in ``text`` in their order, each once, with the body that adopted the text where it is named."""
    found = _matches(text)
    mentions = bodies.find(text, language) if any(form.adopted for form, _ in found) else ()
    out: dict[str, None] = {}
    for form, match in found:
        start, end = _with_body(text, match, mentions, language) if form.adopted else match.span()
        if not (_is_bare(match, end) or _is_title(match)):
            out.setdefault(" ".join(text[start:end].split()))
    return tuple(out)


@lru_cache(maxsize=4096)  # a text repeats its citations, and so do its language versions
def read(words: str, language: str) -> tuple[Reference, ...]:
    """The texts that printed words name, as ``find`` gives them; () for words that name none."""
    found = _matches(words)
    if not found:
        return ()
    form, match = found[0]
    references = form.read(match)
    if not form.adopted or not references:
        return references
    after = re.search(_BRACKET + r"$", words[match.end():])  # "… of the Conference (Nice, 1989)"
    if after and not references[-1].revision:
        references = (*references[:-1], _revised(references[-1], after["revision"]))
    body, sector = _named_beside(words, match, language)
    return tuple(replace(r, body=body or r.body, sector=r.sector or sector) for r in _shared(references))


# ---- What a citation is made of ----------------------------------------------------------------------

_S = r"[ \t\n\u00a0]"
_H = r"[-\u2010\u2011]"
_END = r"(?![^\W\u3400-\u9fff]|%)"  # Chinese goes on without a space
_START = r"(?<![^\W\u3400-\u9fff])"
_SECTOR = rf"(?:ITU|UIT|МСЭ){_H}(?P<sector>[RTDРТД])"
_NO = r"(?:(?:Nos?\.?|n[°ºo]s?\.?|N[°º]s?\.?|№№?|رقم)\s?)?"
_NUMBER = rf"(?P<number>(?:[A-Z]{{1,2}}\.)?\d{{1,4}}(?:[/.\-\u2010\u2011]\d+)*(?:{_S}?bis(?!\w))?){_END}"
_BRACKET = rf"[(（](?P<revision>[^()（）]{{0,60}}(?:\d{{4}}|[A-ZА-Я]{{1,5}}{_H}\d{{2}})[^()（）]{{0,40}})[)）]"
_ITEM = re.compile(rf"{_NO}(?:{_SECTOR}(?:{_S}|{_H}))?{_NUMBER}(?:{_S}?号)?(?:{_S}?{_BRACKET})?")
_POINT = r"\d{1,4}(?:\.\d{1,4})?[A-Z]{0,2}" + _END
_AND = (rf"(?:{_S}?[,،]\s|,?\s(?:and|et|y|e|и|or|ou|o|или|as well as|ainsi que|así como|а также)\s|\sو\s?"
        rf"|{_S}?[和及与、]{_S}?)")
_THROUGH = rf"(?:{_AND}|\s(?:to|à|a|al|по|إلى)\s|{_S}?[至到–]{_S}?)"
_ITS = (r"(?:(?:of|de|del|du|de la|из|من|in) )?"
        r"(?:(?:this|the|la|el|le|les|las|los|présente|presente|ITU|настоящего|настоящей|هذا|هذه) |l['’]){0,3}").replace(" ", _S)
_OF = re.compile(  # between a number and the body that adopted the text
    r"\s(?:(?:of|by|adopted by|taken by|de|du|del|adoptée? par|aprobada por|принят\w+|الصادرة? عن)\s)?"
    r"(?:(?:the|la|le|los|ITU)\s|l['’])?(?:\d{4}\s)?|\sde\sl['’]", re.IGNORECASE)
_BEFORE = re.compile(r"[ \u00a0]?的?")  # between the body and the number


def _plain(pattern: str) -> str:
    """A pattern without the names of its groups, to stand in one several times."""
    return re.sub(r"\?P<\w+>", "?:", pattern)


def _list(item: str, separator: str) -> str:
    return rf"(?P<list>{item}(?:{separator}{item})*)"


@dataclass(frozen=True)
class _Form:
    """One way of citing: its pattern, and what a match of it names."""

    pattern: re.Pattern
    read: Callable[[re.Match], tuple[Reference, ...]]
    adopted: bool  # by a body that may be named beside it
    signs: tuple[str, ...] = ()  # one of them stands in every text that it matches in: looked for first, as that is quick


@cache
def _forms() -> tuple[_Form, ...]:
    item, bracket = _plain(_ITEM.pattern), rf"(?:{_S}?{_BRACKET})?"
    zh_item, series = rf"第?{_S}?{item}", rf"[A-Z]{{1,2}}\.{item}"
    zh_point = rf"第?{_S}?{_POINT}{_S}?[条款]?"
    texts = (rf"{_START}(?:(?P<prefix>(?:ITU )?Council|(?!SUP|MOD|ADD)[A-Z]{{2,6}}|[А-Я]{{2,6}}){_S})?"
             rf"(?:{_words('kinds')}){_S}{_list(item, _AND)}")
    texts_zh = rf"(?:{_SECTOR}{_S}?)?(?=第){_list(zh_item, _AND)}{_S}?(?:{_words('kinds_zh')}){bracket}"
    series = rf"{_START}{_SECTOR}{_S}{_list(series, _AND)}(?:{_S}?建议书)?{bracket}"
    points = (rf"{_START}(?:{_words('units')}){_S}?{_list(_POINT, _THROUGH)}{_S}{_ITS}(?:{_words('instruments')})(?!\w)")
    short = rf"{_START}(?P<short>CS|CV)(?:/|{_S})?(?:(?P<article>Art\.?)|Nos?\.?|n°)?{_S}?{_list(_POINT, _AND)}"
    points_zh = (rf"《?(?:国际电联|国际电信联盟)?(?:{_words('instruments_zh')})》?的?{_S}?(?=第){_list(zh_point, _THROUGH)}"
                 r"(?<=[条款])")
    return (
        _Form(re.compile(texts), _texts, True),
        _Form(re.compile(texts_zh), _texts, True, ("第",)),
        _Form(re.compile(series), _series, False, ("ITU", "UIT", "МСЭ")),
        _Form(re.compile(points), _points, False),
        _Form(re.compile(short), _short, False, ("CS", "CV")),
        _Form(re.compile(points_zh), _points, False, ("第",)),
    )


def _words(table: str) -> str:
    """The alternatives of a table of references.toml, each in a group of its own."""
    return "|".join(f"(?P<{table}_{key}>{forms})" for key, forms in _tables()[table].items())


@cache
def _tables() -> dict[str, dict[str, str]]:
    before = r"(?:[وفبكل]{0,2}(?:ال|لل)?)"
    return {name: {key: forms.replace("{ar}", before).replace(" ", _S) for key, forms in table.items()}
            for name, table in tomllib.loads(_DATA.read_text(encoding="utf-8")).items()}


def _matches(text: str) -> list[tuple[_Form, re.Match]]:
    """The citations by their place; of two that overlap the longer one."""
    if not any(c.isdigit() for c in text):
        return []
    forms = (form for form in _forms() if not form.signs or any(sign in text for sign in form.signs))
    found = [(form, match) for form in forms for match in form.pattern.finditer(text)]
    found.sort(key=lambda f: (f[1].start(), -f[1].end()))
    out: list[tuple[_Form, re.Match]] = []
    for form, match in found:
        if not out or match.start() >= out[-1][1].end():
            out.append((form, match))
    return out


def _key(match: re.Match, table: str) -> str:
    """Which entry of a table a match holds, "" for none."""
    return next((key for key in _tables()[table] if match.groupdict().get(f"{table}_{key}")), "")


# ---- Reading one ---------------------------------------------------------------------------------------


def _texts(match: re.Match) -> tuple[Reference, ...]:
    """Resolutions, decisions, opinions, Recommendations by their numbers."""
    kind = _key(match, "kinds") or _key(match, "kinds_zh")
    groups = match.groupdict()
    items = [_item(kind, found, groups.get("sector") or "") for found in _ITEM.finditer(match["list"])]
    if items and groups.get("revision") and not items[-1].revision:
        items[-1] = _revised(items[-1], groups["revision"])
    return tuple(items)


def _series(match: re.Match) -> tuple[Reference, ...]:
    """"ITU-T E.164": a Recommendation by its series, without the word."""
    items = [_item("recommendation", found, match["sector"]) for found in _ITEM.finditer(match["list"])]
    if match["revision"] and not items[-1].revision:
        items[-1] = _revised(items[-1], match["revision"])
    return tuple(items)


def _item(kind: str, found: re.Match, sector: str) -> Reference:
    number = re.sub(_H, "-", found["number"])
    sector = found["sector"] or sector
    reference = Reference(kind, number, {"Р": "R", "Т": "T", "Д": "D"}.get(sector, sector), OTHER if "/" in number else "")
    return _revised(reference, found["revision"]) if found["revision"] else reference


def _revised(reference: Reference, revision: str) -> Reference:
    body = reference.body or ("" if reference.kind == "recommendation" else meetings.body(revision))
    return replace(reference, body=body, year=meetings.year(revision), revision=revision.strip())


def _shared(references: tuple[Reference, ...]) -> tuple[Reference, ...]:
    """One bracket at the end of a list is that of all its numbers, and so is one sector."""
    first, last = references[0], references[-1]
    references = tuple(replace(r, sector=r.sector or first.sector) for r in references)
    if not last.revision or any(r.revision for r in references[:-1]):
        return references
    return tuple(r if r is last else _revised(r, last.revision) for r in references)


def _points(match: re.Match) -> tuple[Reference, ...]:
    """Articles and marginal numbers of an instrument."""
    chinese = _key(match, "instruments_zh")
    article = match["list"].rstrip().endswith("条") if chinese else _key(match, "units") == "article"
    return _at(chinese or _key(match, "instruments"), article, match["list"])


def _short(match: re.Match) -> tuple[Reference, ...]:
    """"CS 89", "CV/Art. 4"."""
    kind = {"CS": "constitution", "CV": "convention"}[match["short"]]
    return _at(kind, bool(match["article"]), match["list"])


def _at(kind: str, article: bool, listed: str) -> tuple[Reference, ...]:
    places = re.findall(r"\d{1,4}(?:\.\d{1,4})?[A-Z]{0,2}", listed)
    return tuple(Reference(kind, place=f"article {place}" if article else place) for place in places)


# ---- The body beside it --------------------------------------------------------------------------------


def _with_body(text: str, match: re.Match, mentions: tuple[bodies.Mention, ...], language: str) -> tuple[int, int]:
    """The span of a citation with the body named right after or before it."""
    start, end = match.span()
    ends = {m.start: m.end for m in mentions if _adopter(m.key) or m.key in _SECTORS}
    of = _OF.match(text, end)
    at = next((a for a in ((of.end() if of else -1), end + 1) if a in ends), None)
    if at is not None and text[end:end + 1].isspace() and language != "zh":
        end = ends[at]
        bracket = re.compile(rf"{_S}?{_BRACKET}").match(text, end)
        return start, bracket.end() if bracket and not re.search(r"[(（]", match.group()) else end
    before = next((m for m in mentions if m.end <= start and _BEFORE.fullmatch(text, m.end, start)), None)
    return (before.start, end) if before and (_adopter(before.key) or before.key in _SECTORS) else (start, end)


def _adopter(key: str) -> str:
    """The body that a mention means as one that adopts texts: "WTSA-20" → WTSA, UNGA → OTHER, a group → ""."""
    body = key if key in ADOPTERS else key.split("-")[0]
    return body if body in ADOPTERS else OTHER if key == "UNGA" else ""


def _is_bare(match: re.Match, end: int) -> bool:
    """Whether it is only "Recommendation 2": the word at a line's end and a figure after it, as often as not."""
    if _key(match, "kinds") != "recommendation" or end > match.end():
        return False
    return not re.search(rf"[A-Z]\.\d|{_H}[RTDРТД]{_S}|[(（]", match.group())


def _is_title(match: re.Match) -> bool:
    """Whether it is a document's own number line: in capitals, where the text begins."""
    groups = match.groupdict()
    word = groups.get(f"kinds_{_key(match, 'kinds')}")
    return bool(word) and match.start() == 0 and len(word) > 4 and word.isupper()


def _named_beside(words: str, match: re.Match, language: str) -> tuple[str, str]:
    """(body, sector) named before or after the number; OTHER for a body that adopts no ITU text, "" for none."""
    start, end = match.span("list")
    for mention in bodies.find(words, language):
        if mention.start >= end or mention.end <= start:
            if mention.key in _SECTORS:
                return "", mention.key[-1]
            return (_adopter(mention.key) or OTHER if mention.key != "ITU" else ""), ""
    prefix = (match.groupdict().get("prefix") or "").strip()
    if prefix.endswith("Council"):
        return "Council", ""
    return (OTHER if prefix and prefix not in ("ITU", "UIT", "МСЭ", "CCITT", "CCIR") else ""), ""
