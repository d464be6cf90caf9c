"""Tables of a PDF come out as rows with bars between their cells."""

from __future__ import annotations

import pytest

from ingest.clean import clean
from ingest.readers import pdf

TABLE = (("Harbour", "Bells", "Horns"), ("Bern", "4", "7"), ("Lima", "9", "none"), ("Oslo", "12", "2"))


def read(*drawn: tuple[float, float, str]) -> list[str]:
    """The cleaned lines of a page on which the words are drawn in turn, each at (x, y) from the upper left corner."""
    fpdf = pytest.importorskip("fpdf")
    page = fpdf.FPDF(unit="pt")
    page.add_page()
    page.set_font("Helvetica", size=10)
    for x, y, words in drawn:
        page.text(x, y, words)
    return clean(pdf.read(bytes(page.output()), "harbour.pdf"), "en").text.split("\n")


def table(rows, columns=(70, 200, 300), top=100.0):
    return [(x, top + 14 * i, words) for i, row in enumerate(rows) for x, words in zip(columns, row, strict=True)]


def test_lines_of_cells_one_below_the_other():
    assert read((70, 80, "Bells of the harbours."), *table(TABLE), (70, 170, "All of them ring.")) == [
        "Bells of the harbours.", *(" | ".join(row) for row in TABLE), "All of them ring."]


def test_years_that_rise_are_not_the_pages_of_a_list_of_contents():
    rows = (("No.", "Bell", "Cast"), ("1", "Bern", "1868"), ("2", "Lima", "1891"), ("3", "Oslo", "1902"))
    found = read((70, 80, "Bells of the harbours."), *table(rows), (70, 170, "All of them ring."))
    assert found == ["Bells of the harbours.", *(" | ".join(row) for row in rows), "All of them ring."]


def test_a_cell_of_several_lines_below_the_row():
    drawn = [(70, 100, "Bern"), (200, 100, "bronze"), (300, 100, "rings in fog and"), (300, 112, "at night"),
             (70, 128, "Lima"), (200, 128, "iron"), (300, 128, "rings in fog"), (70, 142, "Oslo"), (200, 142, "tin"), (300, 142, "rests")]
    assert read(*drawn) == ["Bern | bronze | rings in fog and at night", "Lima | iron | rings in fog", "Oslo | tin | rests"]


def test_cells_drawn_one_after_the_other():
    drawn = [(70, 100, "Edition"), (160, 100, "Study"), (160, 112, "Group"), (240, 100, "Unique"), (240, 112, "name"), (70, 140, "The bells ring.")]
    assert read(*drawn) == ["Edition | Study Group | Unique name", "The bells ring."]


@pytest.mark.parametrize("rows", [
    (("1", "Scope", "1"), ("2", "Bells", "2"), ("3", "Horns", "4"), ("4", "Lamps", "9")),  # a list of contents
])
def test_a_list_of_contents_is_none(rows):
    assert not any("|" in line for line in read(*table(rows)))


def test_labels_and_marginal_numbers_beside_their_text_are_none():
    drawn = [(70, 100, "20"), (70, 112, "PP-98"), (140, 100, "The bells are rung in fog, and"), (140, 112, "on Sundays.")]
    assert not any("|" in line for line in read(*drawn))
    drawn = [(x, y, words) for n in range(5) for x, y, words in ((70, 100 + 14 * n, f"{n + 1}"), (140, 100 + 14 * n, "to ring the bells;"))]
    assert not any("|" in line for line in read(*drawn))
