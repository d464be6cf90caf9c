"""Addresses as delegates type them: "Res. 57 décide 2", "considering b) of Resolution 21", "CV 142".

A typed address is matched against clauses by its canonical section and label, so that "resolves 1"
finds "décide 1" too.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from itu import bodies, headings
from itu.language import detect_language
from itu.names import ADOPTERS, plain_number
from schema import LANGUAGES, Clause, DocumentInfo


@dataclass(frozen=True)
class Address:
    """What a typed address says; "", None or 0 where it says nothing."""

    document_number: str = ""  # "57", "E.119"
    document_kind: str = ""  # as DocumentInfo.kind
    body: str = ""  # key in bodies.toml
    year: int | None = None
    section: str = ""  # canonical heading key; footnote, title, foreword, annex, article (marginal numbers), clause
    occurrence: int = 0  # of a repeated heading, from 1
    label: str = ""  # "2 b)"
    further: bool = False  # the heading was typed with "further" or the like


_NUMBER = r"(?P<number>(?:(?:ITU|UIT|МСЭ)[-\u2010\u2011]?[RTD]\s*)?(?:[A-Z]\.)?\d{1,4}(?:[-\u2010\u2011]\d{1,2}(?!\d))?(?:\.\d+)*)"
_NO = r"(?:\s*(?:No\.?|N[°º]\.?|№|numéro|number|número|num\.?|رقم))?"
_KINDS = (
    ("resolution", r"r[eé]s(?:\.|olutions?\b|oluci[oó]n(?:es)?\b)?|резолюци[яиюей]+|(?:ال)?قرار"),
    ("decision", r"d[eé]c(?:\.|isions?\b|isi[oó]n(?:es)?\b)?|решени[еяю]|(?:ال)?مقرر"),
    ("opinion", r"opinions?\b|avis\b|opini[oó]n\b"),
    ("recommendation", r"rec(?:\.|omm[ae]ndations?\b|omendaci[oó]n(?:es)?\b|s\b)?|рекомендаци[яиюей]+|(?:ال)?توصية"),
)
_ZH = (("resolution", "决议"), ("decision", "决定"), ("opinion", "意见"))
_BARE_RECOMMENDATION = re.compile(r"(?<![\w.])(?P<number>[A-Z]\.\d{1,4}(?:\.\d+)*)(?![\w])")
_INSTRUMENT = re.compile(
    r"(?<!\w)(?P<name>CS|CV)\s*/?\s*(?:No\.?|n[°º]|№|Art\.?)?\s*(?P<label>\d{1,4}[A-Z]{0,2}(?:\s?(?:bis|ter))?)(?!\w)")
_NUMBER_OF = re.compile(
    r"(?:No\.?s?|n[°º]|№|num[eé]ro|number|número|provision|disposition)\s*(?P<label>\d{1,4}[A-Za-z]{0,2})\s+"
    r"(?:of|de|del|du)\s+(?:the\s+|la\s+|l['’])?(?P<name>Constitu[tc]i[oó]n|Conven(?:tion|io))"
    r"|(?P<name2>Constitu[tc]i[oó]n|Conven(?:tion|io)),?\s+(?:No\.?|n[°º]|num[eé]ro|number|número)\s*(?P<label2>\d{1,4}[A-Za-z]{0,2})",
    re.IGNORECASE)
_PART = r"(?:\d{1,6}(?:\.\d{1,2}){0,4}(?![\d/%])|\(?(?:[ivx]{1,5}|[a-zа-яأ-ي]{1,2})\)|(?<![\w'’])[a-z](?![\w'’.]))"
_LABEL = rf"(?P<label>{_PART}(?:[\s,.]{{0,2}}\(?(?:[a-z]|[ivx]{{1,5}})\)|\s?\((?:[a-z]|[ivx]{{1,5}})\)?)?(?:\s?(?:[ivx]{{1,5}})\))?)(?![\w])"
_BEFORE_LABEL = r"[\s,:;.)\"»”']{0,4}(?:\((?P<occurrence>\d)\)\s*)?(?:(?:paragraph|para\.?|paragraphe|par\.|point|alinéa|al\.|párrafo|пункт|п\.|no\.?|n[°º]|§)\s*)?"
_AFTER_HEADING = re.compile(_BEFORE_LABEL + _LABEL, re.IGNORECASE)
_LABEL_OF = re.compile(
    rf"(?:\b(?:paragraph|para\.?|paragraphe|point|alinéa|al\.|párrafo|item)\s*)?{_LABEL}\s+(?:of|under|in|du|de|sous|des|del|dans)\s+"
    r"(?:the\s+|le\s+|la\s+|les\s+)?[\"«“']?\s*$", re.IGNORECASE)
_STOPS = re.compile(
    r"\s*(?:$|[?.,;:)\"»”!]|(?:of|in|from|under|and|says?|means?|about|de|du|des|d['’]|dans|et|dit|signifie|sur|del|dice|y|в|и|من)(?!\w))", re.IGNORECASE)
_YEAR = re.compile(r"^[^\n]{0,45}?(?<!\d)((?:19|20)\d\d)(?!\d)")
_PLACES = ("footnote", "foreword", "title", "annex")
_STEMS = {  # a heading typed as a bare verb, before a label
    "resolve": "resolves", "decide": "resolves", "instruct": "instructs", "request": "requests", "encourage": "encourages",
    "urge": "urges", "recommend": "recommends", "consider": "considering", "recognize": "recognizing",
    "recognise": "recognizing", "recall": "recalling", "décider": "resolves", "considérants": "considering"}
_CLAUSE = re.compile(r"(?:\bclause|\bsection|§|\bparagraphe?|\bpunto|\bcláusula)\s*(?P<label>(?:[A-Z]\.)?\d{1,2}(?:\.\d{1,2}){0,4})(?![\w])", re.IGNORECASE)


def parse(text: str) -> Address | None:
    """The first address in ``text``: a document, a clause, or both; None when there is none."""
    marginal = _marginal(text)
    if marginal:
        return marginal
    document = _document(text)
    rest = text if document is None else text[:document[1]] + " " * (document[2] - document[1]) + text[document[2]:]
    clause = _clause(rest, named=document is not None)
    if document is None and clause is None:
        return None
    whole = dict(document[0] if document else {})
    whole.update(clause or {})
    return Address(**whole)


def names_document(address: Address, document: DocumentInfo) -> bool:
    """Whether ``address`` can mean a clause of ``document``."""
    if address.document_number and plain_number(address.document_number) != plain_number(document.number):
        return False
    if address.document_kind and address.document_kind != document.kind:
        return False
    if address.body and document.body and address.body != document.body:
        return False
    return not address.year or address.year == document.year


def matches(address: Address, clause: Clause, document: DocumentInfo) -> bool:
    """Whether ``address`` can mean ``clause``. What the address leaves open is not asked for."""
    if not names_document(address, document):
        return False
    if address.section == "clause":
        return clause.kind in ("numbered", "definition", "annex") and same_label(address.label, clause.label)
    if address.section and address.section != clause.section:
        return False
    if address.section == "article":
        return clause.label.replace(" ", "").casefold() == address.label.replace(" ", "").casefold()
    if (headings.is_operative(address.section) or headings.is_preambular(address.section)) and not _same_heading(address, clause):
        return False
    return not address.label or same_label(address.label, clause.label)


def same_label(typed: str, printed: str) -> bool:
    """Whether two label paths are the same: "2b" and "2 b)", "b)" and "б)"."""
    a, b = _ordinals(typed), _ordinals(printed)
    return bool(a) and len(a) == len(b) and all(x & y for x, y in zip(a, b, strict=True))


def _same_heading(address: Address, clause: Clause) -> bool:
    occurrence = re.search(r" \((\d)\)(?=$|[ ,])", clause.address)
    if address.occurrence and address.occurrence != (int(occurrence[1]) if occurrence else 1):
        return False
    language = clause.document_id.rsplit("-", 1)[-1]
    found = headings.match(clause.heading, language if language in LANGUAGES else "en")
    return not found or found.further == address.further


def _marginal(text: str) -> Address | None:
    """A marginal number of the Constitution or the Convention."""
    found = _INSTRUMENT.search(text)
    if found:
        kind = "constitution" if found["name"] == "CS" else "convention"
        return Address(document_kind=kind, section="article", label=found["label"])
    found = _NUMBER_OF.search(text)
    if not found:
        return None
    kind = "constitution" if (found["name"] or found["name2"]).lower().startswith("const") else "convention"
    return Address(document_kind=kind, section="article", label=(found["label"] or found["label2"]).upper())


def _document(text: str) -> tuple[dict, int, int] | None:
    """(what is said of the document, start, end) of the first text named."""
    for kind, found in _named(text):
        number = re.sub(r"\s+", " ", found["number"])
        fields = {"document_kind": kind, "document_number": number}
        after = text[found.end():]
        bracket = re.match(r"\s*\([^()]{2,60}\)", after)
        end = found.end() + (bracket.end() if bracket else 0)
        year = _YEAR.match(bracket.group() if bracket else after)
        if year:
            fields["year"] = int(year[1])
        fields["body"] = _body(text, found.start(), end)
        return fields, found.start(), end
    return None


@cache
def _kind_patterns() -> tuple[tuple[str, re.Pattern], ...]:
    latin = tuple((kind, re.compile(rf"(?<![\w])(?:{words})\s*{_NO}\s*{_NUMBER}(?![\w])", re.IGNORECASE)) for kind, words in _KINDS)
    chinese = tuple((kind, re.compile(rf"第\s*(?P<number>\d{{1,4}})\s*号\s*{word}")) for kind, word in _ZH)
    return latin + chinese


def _named(text: str) -> list[tuple[str, re.Match]]:
    found = [(kind, m) for kind, pattern in _kind_patterns() for m in pattern.finditer(text)]
    found += [("recommendation", m) for m in _BARE_RECOMMENDATION.finditer(text)
              if not any(a.start() <= m.start() < a.end() for _, a in found)]
    return sorted(found, key=lambda f: f[1].start())


def _body(text: str, start: int, end: int) -> str:
    """The body named right before or right after the document's number."""
    between = re.compile(r"[\s,]*(?:(?:of|from|by|de|du|del|adopted by|la|le|l['’]|the|to|\d{2,4}|-)[\s]*){0,4}", re.IGNORECASE)
    for mention in bodies.find(text):
        if mention.key not in ADOPTERS:
            continue
        if mention.end <= start and between.fullmatch(text[mention.end:start]):
            return mention.key
        if mention.start >= end and between.fullmatch(text[end:mention.start]):
            return mention.key
    return ""


def _clause(text: str, named: bool) -> dict | None:
    """What is said of the clause: a heading with its label, a footnote, the title, a numbered clause."""
    return _place(text) or _heading(text, named) or _stem(text) or _numbered(text, named)


def _heading(text: str, named: bool) -> dict | None:
    """A heading's words, with a label after or before them; without one only in a short or anchored text."""
    own = detect_language(text)
    bare = None
    for language in (own, *(x for x in LANGUAGES if x != own)):
        for found in headings.find(text, language):
            label = _label(text, found, strict=language != own)
            if label:
                return {"section": found.key, "further": found.further, **label}
            bare = bare or ({"section": found.key, "further": found.further} if language == own else None)
    return bare if bare and (named or len(text.split()) <= 4) else None


def _label(text: str, found: headings.Heading, *, strict: bool) -> dict | None:
    """The label that belongs to a heading: after it, before it ("b) of …"), or after its addressee.

    ``strict``: the words are another language's, so what follows must not go on as a sentence.
    """
    after = _AFTER_HEADING.match(text, found.end)
    if after and not (strict and not _STOPS.match(text, after.end())):
        return {"label": _printed(after["label"]), "occurrence": int(after["occurrence"] or 0)}
    before = _LABEL_OF.search(text[:found.start])
    if before:
        return {"label": _printed(before["label"])}
    far = _far_label(text, found.end) if headings.is_operative(found.key) and not strict else ""
    return {"label": far} if far else None


def _far_label(text: str, at: int) -> str:
    """The label after a heading typed with its addressee: "instructs the Director of TSB 2"."""
    found = re.compile(r"(?:\s+[^\W\d_][\w'’-]*,?){1,14}?\s+(?P<label>\d{1,2}(?:\.\d{1,2})?(?:\s?[a-z]\))?)(?=\s*$|\s*[?.,]|\s+(?:of|de)\s)").match(text, at)
    return _printed(found["label"]) if found else ""


def _place(text: str) -> dict | None:
    for name in _PLACES:
        for word in headings.places(name):
            number = r"(?:\s*(?P<label>\d{1,2}|[*]))" + ("?" if name in ("title", "foreword") else "")
            found = re.search(rf"(?<!\w){re.escape(word)}{number}(?!\w)", text, re.IGNORECASE)
            if found and (found["label"] or len(text.split()) <= 3):
                return {"section": name, "label": found["label"] or ""}
    return None


def _stem(text: str) -> dict | None:
    found = re.search(rf"(?<!\w)(?P<stem>{'|'.join(_STEMS)}){_BEFORE_LABEL}{_LABEL}", text, re.IGNORECASE)
    if not found or not _STOPS.match(text, found.end()):
        return None  # "what will they decide 2 years later?"
    return {"section": _STEMS[found["stem"].lower()], "label": _printed(found["label"])}


def _numbered(text: str, named: bool) -> dict | None:
    found = _CLAUSE.search(text)
    return {"section": "clause", "label": found["label"]} if found and named else None


def _printed(label: str) -> str:
    """A typed label as it is printed: "(b)" and "b" → "b)", "1(b)" → "1 b)"."""
    parts = re.findall(r"\d+(?:\.\d+)*|[^\W\d_]+", label)
    return " ".join(p if p[0].isdigit() else f"{p})" for p in parts)


def _ordinals(label: str) -> tuple[frozenset[int | str], ...]:
    """The ordinals of a label path; a letter that is a Roman numeral too may be either."""
    parts = re.findall(r"\d+|[^\W\d_]+", label.casefold())
    return tuple(frozenset(_ordinal(p)) for p in parts)


_ROMAN = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv")
_ALPHABETS = ("abcdefghijklmnopqrstuvwxyz", "абвгдежзиклмнопрстуфхцчшщэюя", "أبجدهوزحطيكلمنسعفصقرشتثخذضظغ")


def _ordinal(part: str) -> set[int | str]:
    """The ordinals a part of a label may stand for; a word stands for itself."""
    if part.isdigit():
        return {int(part)}
    found = {alphabet.index(part) + 1 for alphabet in _ALPHABETS if part in alphabet and len(part) == 1}
    if part in _ROMAN:
        found.add(_ROMAN.index(part))
    return found or {part}
