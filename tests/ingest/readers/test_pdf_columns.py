"""Two columns whose lines were drawn across are read one after the other; every other page as it was drawn."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from ingest.readers import pdf, pdf_columns, pdf_spacing

LEFT = ("The harbour council of the islands met in", "spring and found that bells which ring in", "fog were heard by few of the ships, while",
        "lamps upon the breakwater were seen by all", "of them, and it asked the keepers to write", "each week how many vessels had come in and",
        "how many had turned away from the harbour.")
RIGHT = ("Masters of vessels told the council that a", "bell is of use when the wind blows from the", "land, and that a horn carries further over",
         "the water when rain falls, so that keepers", "should sound both of them in turn and note", "in a book kept for the purpose what ships",
         "answered, and how soon after the sounding.")
HEADING, FOOT = "Of bells, of lamps and of horns, and of those who keep them", "- 3 -"
ACROSS = "What the council asks of those who keep the bells, the lamps and the horns of the islands"


def printed(*drawn: tuple[float, float, str], font: str = "Helvetica") -> pdf.SourceText:
    """A page on which the words are drawn in turn, each at (x, y) from the upper left corner."""
    fpdf = pytest.importorskip("fpdf")
    page = fpdf.FPDF(unit="pt")
    page.add_page()
    page.set_font(font, size=10)
    for x, y, words in drawn:
        page.text(x, y, words)
    return pdf.read(bytes(page.output()), "harbour.pdf")


def rows(left=LEFT, right=RIGHT, *, top=100.0, at=310.0, lower=0.0):
    """The lines of two columns, drawn across; ``lower``: how far the right ones hang below the left ones."""
    for i, (a, b) in enumerate(zip(left, right, strict=True)):
        yield 70, top + 12 * i, a
        yield at, top + 12 * i + lower, b


def placed(line):
    """The words and the spaces of a line, each with its place in it."""
    return [(m.start(), m.group()) for m in re.finditer(r"\S+|\s", line)]


@pytest.mark.parametrize("font", ["Helvetica", "Times", "Courier"])
@pytest.mark.parametrize("lower", [0, 3, 9])
def test_the_left_column_is_read_first(font, lower):
    at = 340 if font == "Courier" else 310
    source = printed((150, 60, HEADING), *rows(at=at, lower=lower), (290, 780, FOOT), font=font)
    assert source.text.split("\n") == [HEADING, *LEFT, *RIGHT, FOOT]


def test_a_column_may_be_longer_than_the_other():
    tail = "A last line on the left."
    assert printed(*rows(), (70, 184, tail)).text.split("\n") == [*LEFT, tail, *RIGHT]
    assert printed(*rows(), (310, 184, tail)).text.split("\n") == [*LEFT, *RIGHT, tail]


def test_a_line_across_both_ends_what_stands_above_it():
    source = printed(*rows(), (70, 200, ACROSS), *rows(RIGHT, LEFT, top=224))
    assert source.text.split("\n") == [*LEFT, *RIGHT, ACROSS, *RIGHT, *LEFT]


def test_spaces_drawn_alone_stay_between_their_words():
    drawn = [(x + 6 * i, y, piece) for x, y, line in rows(at=340) for i, piece in placed(line)]
    assert printed(*drawn, font="Courier").text.split("\n") == [*LEFT, *RIGHT]


def test_the_spacing_follows_its_lines():
    source = printed(*rows())
    assert [how for _, how in source.spacing] == ["", *["close"] * 6, "", *["close"] * 6]
    assert [source.text[at:at + 5] for at, _ in source.spacing] == [line[:5] for line in LEFT + RIGHT]


def test_columns_drawn_one_after_the_other_stay():
    drawn = [*list(rows())[::2], *list(rows())[1::2]]
    assert printed(*drawn).text.split("\n") == [*LEFT, *RIGHT]


@pytest.mark.parametrize(("left", "right", "at"), [
    ([f"{i} of {i}" for i in range(7)], RIGHT, 120),  # numbers in the margin
    (["bell", "lamp", "horn", "flag", "buoy", "drum", "gong"], RIGHT, 120),  # what is explained, and how
    (LEFT, ["12.5", "13", "14", "1 500", "16", "17", "18"], 310),  # a list of contents, a table
    (["a bell of bronze for the fog", "a lamp", "a horn", "a flag", "a long row of drums for use", "a gong", "a buoy"], RIGHT, 310),  # cells
    (LEFT[:5], RIGHT[:5], 310),  # too few to know
])
def test_what_is_not_two_columns_of_running_text_stays(left, right, at):
    source = printed(*rows(left, right, at=at))
    assert source.text.split("\n") == [f"{a} {b}" for a, b in zip(left, right, strict=True)]


def test_a_page_drawn_word_by_word_stays_where_no_gutter_divides_it():
    lines = [f"{a} {b}" for a, b in zip(LEFT, RIGHT, strict=True)]
    drawn = [(40 + 6 * at, 100 + 12 * i, words) for i, line in enumerate(lines) for at, words in placed(line) if words.strip()]
    assert printed(*drawn, font="Courier").text.split() == " ".join(lines).split()


def test_places_beyond_all_numbers_do_no_harm():
    piece = pdf_spacing.Piece("bells", 1.0, 700.0, 10.0, None)
    line = pdf_spacing.Line(700.0, 10.0, 10, [piece, replace(piece, x=float("inf"))])
    assert pdf_columns.in_order([line] * 9, lambda piece: piece.x) is None
