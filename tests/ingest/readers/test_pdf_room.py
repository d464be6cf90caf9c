"""The room at the ends of a PDF's lines, and what is bold."""

from __future__ import annotations

from math import inf

import pytest

from ingest.documents import build
from ingest.readers import pdf

FULL = ("The keepers of the bells shall ring them whenever fog stands over", "the harbour or over the islands that lie before it, and whenever a",
        "ship is heard to sound her horn at night.")


def printed(*lines: str, font: str = "Helvetica", x: float = 70) -> pdf.SourceText:
    """A page of these lines; one that begins with "*" is bold, one with "^" centred, one with "+" stands apart."""
    fpdf = pytest.importorskip("fpdf")
    page = fpdf.FPDF(unit="pt")
    page.add_page()
    y = 80
    for line in lines:
        page.set_font(font, "B" if "*" in line[:2] else "", size=10)
        words = line.lstrip("*^+")
        y += 24 if "+" in line[:2] else 12
        page.text(215 - page.get_string_width(words) / 2 if "^" in line[:2] else x, y, words)
    return pdf.read(bytes(page.output()), "bells.pdf")


def test_room_is_what_the_longest_lines_leave():
    source = printed(*FULL * 3, "Horns are blown.", "^On horns")
    rooms = [left for _, left, *_ in source.room]
    assert all(rooms[n] < 25 for n in (0, 1, 3, 4, 6, 7))
    assert rooms[9] > 200
    assert rooms[10] == inf
    assert not any(bold for *_, bold, _ in source.room)


def test_a_page_of_few_lines_is_measured_by_the_others():
    fpdf = pytest.importorskip("fpdf")
    page = fpdf.FPDF(unit="pt")
    for lines in (FULL * 3, ("Horns are blown.", "They are of brass.")):
        page.add_page()
        page.set_font("Times", size=10)
        for i, words in enumerate(lines):
            page.text(70, 80 + 12 * i, words)
    assert [round(left / 100) for _, left, *_ in pdf.read(bytes(page.output()), "bells.pdf").room[-2:]] == [2, 2]


def test_bold_lines_are_told():
    source = printed("*1 Bells", *FULL * 3)
    assert [bold for *_, bold, _ in source.room] == [True, *[False] * 9]


@pytest.mark.parametrize("heading", ["2 Horns", "*2 Horns of brass, of copper and of tin, and of those who blow"])
def test_a_heading_is_not_folded_with_the_text_below(heading):
    source = printed("Recommendation ITU-T Z.901", "On bells and on horns", "*1 Bells", *FULL, heading, *FULL,
                     "*3 Lamps", *FULL)
    ((_, found),) = build(source, "bells.pdf", "0" * 64)
    assert {c.address: c.text[:18] for c in found if c.address in ["1", "2", "3"]} == dict.fromkeys("123", "The keepers of the")


def test_short_lines_one_below_the_other_are_paragraphs():
    source = printed("Recommendation ITU-T Z.901", "On bells", "*1 Bells", *FULL, "*2 Abbreviations", *FULL, "BEL Bell Endowment Letter", "HRN Horn Register Number",
                     "LMP Lamp Maker's Permit", "*3 Lamps", *FULL)
    ((_, found),) = build(source, "bells.pdf", "0" * 64)
    assert [c.text for c in found if c.address.startswith("2, paragraph")] == [
        "BEL Bell Endowment Letter", "HRN Horn Register Number", "LMP Lamp Maker's Permit"]


def test_a_line_set_in_begins_a_paragraph_and_one_that_hangs_does_not():
    fpdf = pytest.importorskip("fpdf")
    page = fpdf.FPDF(unit="pt")
    page.add_page()
    page.set_font("Helvetica", size=10)
    y = 80
    for x, words in [(70, FULL[0]), (70, FULL[1]), (84, FULL[0]), (70, FULL[1])] * 3:
        y += 12
        page.text(x, y, words)
    room = pdf.read(bytes(page.output()), "bells.pdf").room
    assert [indented for *_, indented in room] == [False, False, True, False] * 3
