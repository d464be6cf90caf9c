"""Labels in typed addresses, and lists and ranges of them: "1 and 2 b)", "a) to d)"."""

from __future__ import annotations

import re
from functools import cache

from itu.typed_words import DECIMAL, START, table, w

_LIST = 12  # labels in a list or range at most
_LETTER = r"(?:[ivx]{1,5}|[a-z]{1,2}|[а-я]|[أابجدهوزحطيكلمنسعفصقرشتثخذضظغ])"
_ALONE = r"(?:[a-z]|[ivx]{2,4}|[абгдежзлмн]|[أبجدهزحطي])"  # a letter without its bracket
_STOP = r"(?=\s*(?:$|[\x00?!.,;:)»”\"]|{of}|{more}))"


@cache
def label_patterns() -> dict[str, re.Pattern]:
    """How labels look, and what stands between and around them."""
    of = rf"(?:{table()['words']['of']}|says?|dit|dice|说)(?!\w)"
    stop = _STOP.format(of=of, more=rf"(?:{table()['words']['more']})(?!\w)")
    first = rf"(?:{DECIMAL}(?:[a-z]{{1,2}}(?![\w'])(?!\s?\)))?(?:\s?(?:bis|ter))?(?![\d/%]|\.\d)|\(?{_LETTER}\s?\)|{START}{_ALONE}(?![\w'.]){stop})"
    gap = r"(?:[\s.-]{0,2}|(?<=\d),\s?|(?<![ivx]\)),\s?(?=[ivx]{2,5}\s?\)))"  # "c), d)" is a list
    more = rf"(?:{gap}\(?(?:{_LETTER}|\d{{1,2}})\s?\)|\s?\({_LETTER}\s?\)?|\s{_ALONE}(?![\w'.]){stop})"
    parts = "|".join(rf"(?P<{name}>{table()['words'][name]})" for name in ("indent", "row", "paragraph"))
    return {
        "label": re.compile(rf"(?P<path>{first}(?:{more}){{0,3}})(?:[\s,]{{1,2}}(?:{parts})\s?(?P<nth>\d{{1,2}})(?!\d))?", re.IGNORECASE),
        "more": re.compile(rf"\s?(?:,|،|、|;|{w('more')}(?:(?!\w)|(?<=[و和及与])(?=\d)))\s?(?:{w('part')}\s?)?", re.IGNORECASE),
        "through": re.compile(rf"\s?{w('through')}\s?(?:{w('part')}\s?)?", re.IGNORECASE),
        "stop": re.compile(rf"\s*(?:$|[\x00?!.,;:)»”\"]|{of}|(?:{table()['words']['more']})(?!\w))", re.IGNORECASE),
        "glue": re.compile(rf"[\s,:;.)\"»”'–—-]{{0,4}}(?:(?:en|in|au|sous|under|bajo)\s(?=\(?\w\)?(?!\w)(?<!\d)))?(?:\((?P<occurrence>\d)\)\s*(?=\d|\(?\w\)))?(?:{START}{w('part')}\s?)?", re.IGNORECASE),
        "of": re.compile(rf"[\s,]*(?:{w('of')}[\s,]*)*[\"«“']?\s*", re.IGNORECASE),
    }


def read_labels(text: str, at: int = 0) -> tuple[list[str], int]:
    """The labels of a list that begins at ``at`` and where it ends: "1 and 2 b)" → "1", "2 b)"; [] for none."""
    patterns = label_patterns()
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
        label = _listed(labels[-1], _printed(following)) if following else ""
        if not label:
            break
        labels.append(label)
        end = following.end()
    return labels, end


def _printed(found: re.Match) -> str:
    """A typed label as it is printed: "(b)" and "b" → "b)", "1(b)" → "1 b)", "1 indent 2" → "1, indent 2"."""
    parts = re.findall(r"\d+(?:\.\d+)*(?:[A-Z]{1,2}(?!\w))?|[^\W\d_]+", found["path"])
    label = " ".join(p if p[0].isdigit() or p in ("bis", "ter") else f"{p})" for p in parts)
    place = next((name for name in ("indent", "row", "paragraph") if found[name]), "")
    return f"{label}, {place} {found['nth']}" if place else label


def _listed(before: str, label: str) -> str:
    """A label that follows another in a list, "b)" of "1 a) and b)" as "1 b)"; "" where it is none of its kind."""
    if before[:1].isdigit() == label[:1].isdigit():
        return label
    head = re.match(r"\d\S*(?: \d\S*)*(?= [^\W\d])", before)
    return f"{head.group()} {label}" if head else ""


def _range(first: str, last: str) -> list[str]:
    """The labels after ``first`` up to ``last``; [] where they are no range."""
    if first.isdigit() and last.isdigit() and 0 < int(last) - int(first) < _LIST:
        return [str(n) for n in range(int(first) + 1, int(last) + 1)]
    if re.fullmatch(r"[a-zа-я]\)", first) and re.fullmatch(r"[a-zа-я]\)", last) and 0 < ord(last[0]) - ord(first[0]) < _LIST:
        return [f"{chr(n)})" for n in range(ord(first[0]) + 1, ord(last[0]) + 1)]
    return []


def labels_before(text: str, end: int) -> tuple[list[str], int]:
    """The labels of a list that ends before ``end`` with "of" between ("b) of …"), and where it begins."""
    patterns = label_patterns()
    for start in range(max(0, end - 30), end):
        if start and text[start - 1] not in " (\x00،,第":
            continue
        labels, at = read_labels(text, start)
        if labels and (gap := patterns["of"].fullmatch(text, at, end)) and (gap.group().strip() or at == end):
            return labels, start
    return [], end
