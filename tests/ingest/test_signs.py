"""Signs that look alike or like nothing: spaces and hyphens that do not break, marks of no width, soft hyphens."""

from __future__ import annotations

import re

import pytest

from ingest.clean import clean
from ingest.documents import build
from ingest.source import SourceText
from tests.truth.files import GRAMMAR

SIGNS = {
    "spaces that do not break": lambda text: text.replace(" ", "\u00a0"),
    "narrow spaces": lambda text: text.replace(" ", "\u202f"),
    "hyphens that do not break": lambda text: re.sub(r"(?<=\w)-(?=\w)", "\u2011", text),
    "signs of no width": lambda text: re.sub(r"(?m)^", "\u061c", re.sub(r"(?<=\w)(?=[.)])", "\u2060", text)).replace(")", "\u200c)"),
}
NAMES = ("annex", "articles", "forms", "council", "amending", "inline")


def source(text: str) -> SourceText:
    return SourceText(text, (), (), "txt", "text")


def as_read(words: str) -> str:
    """Without the signs, for comparing."""
    return re.sub("[\u061c\u2060\u200c]", "", re.sub("[\u00a0\u202f]", " ", words.replace("\u2011", "-")))


def built(text: str, file: str) -> list:
    return [(d.id, d.name, as_read(d.title), d.revision, [
        (c.kind, as_read(c.address), c.key, c.label, as_read(c.text), len(c.references), c.footnotes) for c in clauses])
        for d, clauses in build(source(text), file, "0" * 64)]


@pytest.mark.parametrize("sign", SIGNS)
def test_a_text_reads_the_same_with_other_signs_in_it(sign):
    changed = 0
    for path in sorted(p for name in NAMES for p in GRAMMAR.glob(f"{name}.??.txt")):
        text = path.read_text("utf-8")
        other = SIGNS[sign](text)
        changed += other != text
        assert built(other, path.name) == built(text, path.name), path.name
    assert changed > 1


def test_a_number_with_a_hyphen_that_does_not_break_is_the_documents():
    text = "RESOLUTION ITU\u2011R\u00a081\u20112\nOn lamps\n(2027-2031)\nThe ITU Radiocommunication Assembly,\nresolves\n1\u00a0to light lamps;\n2\u2003to rest."
    ((document, clauses),) = build(source(text), "x.txt", "0" * 64)
    assert (document.number, document.name) == ("81-2", "Resolution ITU-R 81-2")
    assert [c.label for c in clauses if c.kind == "operative"] == ["1", "2"]
    assert document.source == text


@pytest.mark.parametrize(("printed", "expected"), [
    ("ITU\u00adT and 81\u00ad2", "ITU-T and 81-2"),
    ("the light\u00adhouses", "the lighthouses"),
    ("the light\u00ad\nhouses", "the lighthouses"),
])
def test_a_soft_hyphen_is_one_where_it_parts_capitals_or_figures(printed, expected):
    assert clean(source(printed), "en").text == expected


def test_the_text_keeps_the_signs_that_are_printed():
    text = "The\u00a0ITU\u2011T keeps\n1\u202f000 lamps,\u00a0 and\u2003oars."
    found = clean(source(text), "en")
    assert found.text == "The\u00a0ITU\u2011T keeps\n1\u202f000 lamps, and\u2003oars."
    assert found.plain == "The ITU-T keeps\n1 000 lamps, and oars."
