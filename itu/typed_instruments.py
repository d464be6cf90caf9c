"""Articles and marginal numbers of the Constitution and the Convention in typed addresses: "CV 142", "Const. Art. 12"; and
of the Administrative Regulations: "RR 5.340", "ITR 1"."""

from __future__ import annotations

import re
from functools import cache

from itu.typed_labels import read_labels
from itu.typed_words import DECIMAL, START, blank, table, w


def read_instruments(text: str) -> tuple[list, str]:
    """Articles and numbers of the Constitution, the Convention and the Regulations, and the text without them."""
    found = _russian_short(text)
    for pattern in _instrument_patterns():
        for match in pattern.finditer(text):
            kind = next(k for k, words in match.groupdict().items() if words and k in _kinds())
            labels, _ = read_labels(re.sub(r"[第条款号]", "", match["labels"]))
            article = bool(match["article"]) or match["labels"].rstrip().endswith("条")
            if len(match[kind]) > 3 and not match["unit"] and re.fullmatch(r"(?:19|20)\d\d", labels[0]):
                continue  # "the Convention 1992"
            key = "article" if article else "label"
            section = "article" if article or kind not in table()["regulations"] else "clause"  # which have no numbers in their margin
            fields = [{"document_kind": kind, "section": section, key: label.replace(" ", "").upper()} for label in labels]
            found.append((*match.span(), fields))
            text = blank(text, *match.span())
    return found, text


def read_instrument(text: str) -> tuple[int, int, dict] | None:
    """The Constitution or the Convention named in words, without a number; None where neither is."""
    pattern = "|".join(f"(?P<{kind}>{START}(?:{words}))(?![^\\W\u3400-\u9fff])" for kind, words in table()["instruments"].items())
    found = re.finditer(pattern, text, re.IGNORECASE)
    return next(((*m.span(), {"document_kind": m.lastgroup}) for m in found if len(m.group()) > 2), None)


def instruments_named(text: str) -> frozenset[str]:
    """The kinds of all instruments named in words, without a number, in a normalised text."""
    kinds = set()
    while found := read_instrument(text):
        start, end, said = found
        kinds.add(said["document_kind"])
        text = blank(text, start, end)
    return frozenset(kinds)


def regulations_named(text: str) -> str:
    """The kind of the Regulations that a normalised text opens with, "" for none: "RR-2020", "Radio Regulations, Volume 1"."""
    patterns = {kind: rf"\W*(?:the\s)?(?:{words})(?![^\W\d\u3400-\u9fff])" for kind, words in table()["regulations"].items()}
    return next((kind for kind, pattern in patterns.items() if re.match(pattern, text, re.IGNORECASE)), "")


def _russian_short(text: str) -> list:
    """Russian's "У 89" and "К 142" for the Constitution and the Convention, alone: both are prepositions too."""
    found = re.fullmatch(r"(?P<name>[УК])[\s/.-]{0,2}(?:(?:№|п\.|пункт)\s?)?(?P<labels>\d{1,4}[A-Z]?(?:\s?(?:bis|ter))?(?:(?:,\s?|\s?-\s?|\sи\s|\sдо\s)\d{1,4}[A-Z]?)*)\W*", text)
    labels, _ = read_labels(found["labels"]) if found else ([], 0)
    kind = "constitution" if found and found["name"] == "У" else "convention"
    fields = [{"document_kind": kind, "section": "article", "label": label.replace(" ", "").upper()} for label in labels]
    return [(*found.span(), fields)] if labels else []


@cache
def _kinds() -> dict[str, str]:
    """The instruments and the regulations that complement them: kind → how it is typed."""
    return {**table()["instruments"], **table()["regulations"]}


@cache
def _instrument_patterns() -> tuple[re.Pattern, ...]:
    either = "|".join(f"(?P<{kind}>{START}(?:{words}))(?![^\\W\\d\u3400-\u9fff])" for kind, words in _kinds().items())
    units = rf"(?P<unit>(?P<article>{w('article')})|{w('number')}|第)"
    label = rf"{DECIMAL}(?:[a-z]{{1,2}}(?!\w))?(?:\s?(?:bis|ter))?"
    labels = rf"(?P<labels>{label}(?:\s?[条款号]?(?:,|،|、|{w('more')}|{w('through')})\s?(?:第\s?)?{label})*(?:\s?[条款号])?)(?![\w%/]|\.\d)"
    gap = rf"[\s,]*(?:{w('of')}[\s,]*)*(?:itu\s|uit\s)?"
    return (
        re.compile(rf"{START}{units}[\s.]{{0,2}}(?:第\s?)?{labels}{gap}(?:{either})", re.IGNORECASE),
        re.compile(rf"(?:{either})[\s,./:-]{{0,3}}(?:的\s?)?(?:\(?{units}[\s.]{{0,2}}(?:第\s?)?)?{labels}", re.IGNORECASE),
        re.compile(rf"{START}(?P<unit>)(?P<article>(?!))?{labels}\s?(?:(?P<constitution>CS)|(?P<convention>CV))(?!\w)", re.IGNORECASE),
    )
