"""Places in a document named in typed addresses: headings, annexes, articles, footnotes, numbered clauses."""

from __future__ import annotations

import re

from itu.typed_headings import read_headings
from itu.typed_labels import label_patterns, labels_before, read_labels
from itu.typed_words import DECIMAL, SHORT, START, blank, table, w


def read_places(text: str, *, named: bool) -> list[tuple[int, int, list[dict]]]:
    """(start, end, what is said of each) of the places named in a text whose documents are blanked out."""
    found: list[tuple[int, int, list[dict]]] = []
    for read in (_annexes, _articles, _footnotes, read_headings, _stems, _numbered, _fronts):
        alone = bare_label(text, named) if read is _numbered and not found else []  # "2.2, paragraph 3" beside its document
        for start, end, fields in alone or read(text, named):
            if not any(start < e and s < end for s, e, _ in found):
                found.append((start, end, fields))
                text = blank(text, start, end)
    return found or bare_label(text, named)


def _annexes(text: str, named: bool) -> list:
    found = []
    for match in re.finditer(rf"{START}{w('annex')}\s?(?:{w('no')}\s?)?(?P<number>\d{{1,2}}(?!\d|\.\d)|[A-Z](?![\w.]))?", text, re.IGNORECASE):
        fields = {"section": "annex", "annex": match["number"] or ""}
        labels, start = labels_before(text, match.start())
        end = match.end()
        if not labels:
            glue = label_patterns()["glue"].match(text, end)
            labels, after = read_labels(text, glue.end()) if match["number"] else ([], end)
            end = after if labels else end
        if labels or match["number"] or named:
            found.append((start, end, [{**fields, "label": label} for label in labels] or [fields]))
    return found


def _articles(text: str, named: bool) -> list:
    """Articles without their instrument: "article 12"; of another document where one is named."""
    number, several = r"\d{1,3}[a-z]?(?![\w.])", rf"\s?(?:,|،|、|{w('more')}|{w('through')})\s?(?:{w('article')}\s?)?"
    pattern = rf"{START}(?:{w('article')}\s?(?:{w('no')}\s?)?(?P<numbers>{number}(?:{several}{number})*)|第\s?(?P<zh>\d{{1,3}}(?:{several}第?\s?\d{{1,3}})*)\s?条)"
    found = []
    for match in re.finditer(pattern, text, re.IGNORECASE):
        labels, _ = read_labels(re.sub(w("article"), "", (match["numbers"] or match["zh"].replace("第", "")), flags=re.IGNORECASE))
        found.append((*match.span(), [{"section": "article", "article": label.replace(" ", "").upper()} for label in labels]))
    return found


def _footnotes(text: str, named: bool) -> list:
    pattern = rf"{START}{w('footnote')}\s?(?:{w('no')}\s?)?(?P<label>\d{{1,2}}|[*])(?!\w)"
    return [(*m.span(), [{"section": "footnote", "label": m["label"]}]) for m in re.finditer(pattern, text, re.IGNORECASE)]


def _fronts(text: str, named: bool) -> list:
    """The title and the foreword, named beside a document or alone."""
    found = []
    for name in ("title", "foreword"):
        match = re.search(rf"{START}{w(name)}(?:(?!\w)|(?={w('around_unspaced')}+\W*$))\s?(?P<label>\d{{1,2}})?", text, re.IGNORECASE)
        if match and (named or len(text.split()) <= 3) and len(text.split()) <= SHORT:
            found.append((*match.span(), [{"section": name, "label": match["label"] or ""}]))
    return found


def _stems(text: str, named: bool) -> list:
    found = []
    for key, words in table()["stems"].items():
        for match in re.finditer(rf"{START}(?:{words})(?![^\W\d\u3400-\u9fff])", text, re.IGNORECASE):
            labels, end = read_labels(text, label_patterns()["glue"].match(text, match.end()).end())
            if labels and label_patterns()["stop"].match(text, end):  # not "what will they decide 2 years later?"
                found.append((match.start(), end, [{"section": key, "label": label} for label in labels]))
                continue
            labels, start = labels_before(text, match.start())
            if labels and named:
                found.append((start, match.end(), [{"section": key, "label": label} for label in labels]))
    return found


def _numbered(text: str, named: bool) -> list:
    """Clauses by their number, in a document that is named: "clause 7.1", "§ 3", "第3条"."""
    if not named:
        return []
    found = []
    words = rf"{START}(?:{w('clause')}|{w('part')}|第)(?![^\W\d\u3400-\u9fff])\s?(?:{w('no')}\s?)?(?=[\d(a-zа-яأ-ي])|(?={DECIMAL}\s?[段款条项节])"
    for match in re.finditer(words, text, re.IGNORECASE):
        labels, end = read_labels(text, match.end())
        if labels and (not found or match.start() >= found[-1][1]):
            found.append((match.start(), end, [{"section": "clause", "label": label} for label in labels]))
    return found


def bare_label(text: str, named: bool) -> list:
    """A label with nothing but the document beside it: "E.119, 7.1"."""
    alone = re.sub(rf"{START}{w('of')}(?!\w)|\x00", " ", text, flags=re.IGNORECASE).strip(" ,;:?!./،؛、，")
    labels, end = read_labels(alone)
    if not named or not labels or end != len(alone):
        return []
    at = text.find(alone[0])
    return [(at, at + 1, [{"section": "clause", "label": label} for label in labels])]
