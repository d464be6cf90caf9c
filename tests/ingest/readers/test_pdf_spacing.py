"""The space between the lines of a PDF's page: which stand close, as in a paragraph, and which apart."""

from __future__ import annotations

import pytest

from ingest.readers import pdf
from ingest.readers.pdf_spacing import Visitor, spacing

WORDS = "that the bells of the harbour ring in fog"
STRAIGHT = (1, 0, 0, 1, 0, 0)


def visited(*lines: tuple[str, float, float]) -> Visitor:
    """A page whose lines are (words, height on the page, size of the letters)."""
    visitor = Visitor()
    for i, (words, y, size) in enumerate(lines):
        visitor(words + ("\n" if i + 1 < len(lines) else ""), STRAIGHT, (1, 0, 0, 1, 70, y), None, size)
    return visitor


@pytest.mark.parametrize(("lines", "expected"), [
    ([(WORDS, 700, 10), (WORDS, 688, 10), (WORDS, 670, 10), (WORDS, 658, 10)], ["", "close", "apart", "close"]),
    ([(WORDS, 700, 10), (WORDS, 688, 10), ("", 0, 0), (WORDS, 676, 10)], ["", "close", "", "close"]),
    ([(WORDS, 700, 10), (WORDS, 688, 10), (WORDS, 690, 10), (WORDS, 678, 10)], ["", "close", "", "close"]),  # a second column
    ([(WORDS, 700, 10)] + [(WORDS, 700 - 12 * n, 10) for n in range(1, 4)] + [("1 Of bronze", 640, 6)], ["", "close", "close", "close", ""]),
])
def test_lines(lines, expected):
    assert spacing([visited(*lines)]) == [expected]


def test_a_page_of_single_lines_takes_the_pitch_of_the_others():
    dense = visited(*[(WORDS, 700 - 12 * n, 10) for n in range(5)])
    single = visited(*[(WORDS, 700 - 20 * n, 10) for n in range(5)])
    assert spacing([dense, single]) == [["", *["close"] * 4], ["", *["apart"] * 4]]
    assert spacing([dense, None])[1] == []


def test_a_raised_mark_does_not_move_its_line():
    visitor = visited((WORDS, 700, 10), (WORDS, 688, 10))
    visitor("\n", STRAIGHT, (1, 0, 0, 1, 70, 676), None, 10)
    visitor("1", STRAIGHT, (1, 0, 0, 1, 70, 680), None, 6)
    visitor(WORDS, STRAIGHT, (1, 0, 0, 1, 76, 676), None, 10)
    assert spacing([visitor]) == [["", "close", "close"]]


def test_the_reader_tells_the_spacing_of_each_line_that_holds_letters():
    fpdf = pytest.importorskip("fpdf")
    page = fpdf.FPDF(unit="pt")
    page.add_page()
    page.set_font("Helvetica", size=10)
    for y, words in ((100, WORDS), (112, WORDS.upper()), (132, "bells rest."), (144, WORDS)):
        page.text(70, y, words)
    source = pdf.read(bytes(page.output()), "bells.pdf")
    assert [(source.text[a:a + 4], how) for a, how in source.spacing] == [
        ("that", ""), ("THAT", "close"), ("bell", "apart"), ("that", "close")]
