"""Headings in typed addresses, with their labels and addressees: "décide 2", "instructs the Director of the TSB 1"."""

from __future__ import annotations

import re
from functools import cache

from itu import headings
from itu.language import detect_language
from itu.typed_labels import label_patterns, labels_before, read_labels
from itu.typed_letters import writes
from itu.typed_words import GONE, START, w
from schema import LANGUAGES

_RESOLVES, _RECOMMENDS = "resolves", "recommends"


def read_headings(text: str, named: bool) -> list:
    """Headings with a label after or before them; without one only in a short or anchored text."""
    own = detect_language(text.replace(GONE, " "))
    found, bare = [], []
    for language in (own, *(x for x in LANGUAGES if x != own and writes(x, text))):
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
    return _asked(text) if own == "en" and named else []


def _asked(text: str) -> list:
    """What a resolution resolves, where an English question ends with the verb in the form that its auxiliary asks for:
    "what does Resolution 5 resolve?"; and what a Recommendation recommends itself. Whom it invites or instructs may
    stand in other paragraphs than those so headed."""
    verb = re.search(r"\b(?:does|did|do)\b(?P<who>[^?]*[^\w])(?P<verb>[^\W\d_]+)\s*\??\s*$", text, re.IGNORECASE)
    heading = headings.match(f"{verb['verb']}s", "en") if verb else None
    if not heading or heading.key != _RESOLVES and (heading.key != _RECOMMENDS or re.search(r"\w", verb["who"])):
        return []
    return [(verb.start("verb"), verb.end("verb"), [{"section": heading.key, "further": False}])]


def _stands_bare(text: str, heading: headings.Heading, end: int, named: bool) -> bool:
    """Whether a heading without a label is meant as one: beside its document, or alone in a short text. Chinese,
    which writes no spaces, has these words inside others: there it follows the document, or is all that is said."""
    before, after = text[:heading.start].strip(f"{GONE} ,:;的《》"), text[end:].strip(f"{GONE} ,:;.")
    if writes("zh", text[heading.start:heading.end]):
        return "?" not in text and not before and not after and (named or end - heading.start <= 12)
    return named or len(text.split()) <= 4 and "?" not in text and not before


def _further(text: str, heading: headings.Heading, language: str) -> bool:
    """Whether the heading has "further" or the like; "and" before it says nothing."""
    joined = re.compile(rf"{w('more')}\s?").match(text, heading.start, heading.end)
    again = headings.match(text[joined.end():heading.end], language) if joined else None
    return again.further if again else heading.further


def _labelled(text: str, heading: headings.Heading, *, strict: bool) -> tuple[int, int, list[dict]]:
    """(start, end, fields by label) for the labels after a heading, before it ("b) of …"), or after its addressee.

    ``strict``: the words are another language's and stand beside no document, so what follows must not go on
    as a sentence.
    """
    patterns = label_patterns()
    glue = patterns["glue"].match(text, heading.end)
    labels, end = read_labels(text, glue.end())
    if labels and not (strict and not patterns["stop"].match(text, end)):
        return heading.start, end, [{"label": label, "occurrence": int(glue["occurrence"] or 0)} for label in labels]
    labels, start = labels_before(text, heading.start)
    if labels:
        who, end = _addressee(text, heading)
        return start, end, [{"label": label, "addressee": who} for label in labels]
    operative = headings.is_operative(heading.key)
    far = _far().match(text, heading.end) if operative and not strict else None
    if far:
        labels, end = read_labels(text, far.end())
        if labels and labels[0][0].isdigit() and len(labels[0].split()[0]) <= 5 and patterns["stop"].match(text, end):
            return heading.start, end, [{"label": label, "addressee": far["who"].strip(" ,:")} for label in labels]
    return heading.start, heading.end, []


@cache
def _far() -> re.Pattern:
    return re.compile(rf"(?P<who>[^\d\x00?!;]{{2,150}}?)[\s,:]*(?:{START}{w('part')}\s?)?(?=\d{{1,2}}(?!\d|\s?%))", re.IGNORECASE)


def _addressee(text: str, heading: headings.Heading) -> tuple[str, int]:
    """The words after an operative heading, up to the next thing read or sign, and where they end."""
    if not headings.is_operative(heading.key):
        return "", heading.end
    found = re.compile(r"[^\x00?!.;:()\d]{0,150}").match(text, heading.end)
    words = found.group().strip(" ,")
    return (words, found.end()) if 0 < len(words.split()) <= 12 else ("", heading.end)
