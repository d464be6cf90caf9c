"""Lines at the head and foot of pages that count on."""

from __future__ import annotations

import pytest

from ingest.clean import clean
from ingest.edges import running
from ingest.source import SourceText


def paged(*pages: str) -> SourceText:
    starts, at = [], 0
    for page in pages:
        starts.append(at)
        at += len(page) + 1
    return SourceText("\f".join(pages), tuple(starts), ("",) * len(pages), "pdf", "pypdf")


def found(*pages: str) -> list[tuple[str, str]]:
    text = "\f".join(pages)
    return [(text[a:b], number) for a, b, number in running(text)]


@pytest.mark.parametrize(("pages", "expected"), [
    (("B31/7-E 211\nBells ring.", "212 B31/7-E\nBells rest."), [("B31/7-E 211", "211"), ("212 B31/7-E", "212")]),
    (("Bells ring.\nStatute 75", "Bells rest.\n76 Statute"), [("Statute 75", "75"), ("76 Statute", "76")]),
    (("– 4 – B31/7-E\nBells ring.", "– 5 – B31/7-E\nBells rest."), [("– 4 – B31/7-E", "4"), ("– 5 – B31/7-E", "5")]),
    (("– 4 –\nB31/7-E\nBells ring.", "– 5 –\nB31/7-E\nBells rest."),
     [("– 4 –", "4"), ("B31/7-E", ""), ("– 5 –", "5"), ("B31/7-E", "")]),
    (("RESOLUTION 7 (Bern, 2031.)\nBells ring.", "2  RESOLUTION 7 (Bern, 2031.)\nBells rest."),
     [("2  RESOLUTION 7 (Bern, 2031.)", "2")]),  # the first page has none
    (("Bells ring.\n3", "Bells rest.\n4"), [("3", "3"), ("4", "4")]),
    (("Bells.", "Bells rest.\n2"), [("2", "2")]),  # the second page
    (("B31/7-E\nBells ring.", "B31/7-E\nBells rest."), [("B31/7-E", ""), ("B31/7-E", "")]),
    (("Of bells 1\nThey ring.", "Of bells 2\nThey rest.", "Of bells 3\nThey rust."),
     [("Of bells 1", "1"), ("Of bells 2", "2"), ("Of bells 3", "3")]),
])
def test_running_lines_count_on(pages, expected):
    assert found(*pages) == expected


@pytest.mark.parametrize("pages", [
    ("Programme 1\nBells ring.", "Programme 2\nBells rest."),  # two headings
    ("Annex 1\nBells ring.", "Annex 2\nBells rest.", "Annex 3\nBells rust."),
    ("ARTICLE 1\nBells ring.", "ARTICLE 2\nBells rest.", "ARTICLE 3\nBells rust."),
    ("1 to ring 12 bells;\nBells ring.", "2 to ring 12 bells;\nBells rest."),
    ("Bells 12\nring.", "Bells 14\nrest."),
    ("Bells ring.", "472\n473 Bells rest.", "Bells rust."),  # a marginal number
])
def test_lines_of_the_text_do_not(pages):
    assert found(*pages) == []


def test_a_running_line_below_a_footnote_is_not_of_the_note():
    text = clean(paged("a) that bells1 ring;\n1 Of bronze.\n412 Resolution 93", "b) that bells rest.\nResolution 93 413"), "en")
    assert text.text == "a) that bells ring;\nOf bronze.\nb) that bells rest."
    assert [number for _, number in text.page_labels] == ["412", "413"]


def test_a_page_number_below_a_footnote_is_not_of_the_note():
    text = clean(paged("a) that bells1 ring;\n1 Of bronze.\n– 3 –", "b) that bells rest.\n– 4 –"), "en")
    assert text.text == "a) that bells ring;\nOf bronze.\nb) that bells rest."
    assert {d.kind for d in text.dropped} >= {"page_number", "footnote_marker"}
