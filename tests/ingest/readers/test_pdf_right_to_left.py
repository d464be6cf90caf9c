"""Arabic that was drawn from the left comes out as it is read. The lines are given as their pieces were drawn."""

from __future__ import annotations

import pytest

from ingest.readers.pdf_right_to_left import in_order
from ingest.readers.pdf_spacing import Line, Piece

WIDE = 6.0  # points that a letter takes; a space in a drawing takes as many


def drawn(*pieces: str) -> Line:
    """A line of pieces drawn one right of the other; a piece " " moves on by a space and draws nothing."""
    line, x = Line(y=700.0, size=10.0), 70.0
    for words in pieces:
        if words.strip():
            line.pieces.append(Piece(words, x, 700.0, 10.0, None))
        x += WIDE * len(words.strip() or words)
    return line


def end(piece: Piece) -> float:
    return piece.x + WIDE * len(piece.text.strip())


def read(*pieces: str) -> str:
    (line,) = in_order([drawn(*pieces)], end)
    return line.text


@pytest.mark.parametrize(("pieces", "words"), [
    (("(", "2031", " ", "برن، ", ")", " ", "945", " ", "القرار"), "القرار 945 (برن، 2031)"),
    ((" للجزر", "(", "2031", " ", "برن، ", ")", " ", "945", " ", "بالقرار", "   ", "(", "أ"), "أ) بالقرار 945 (برن، 2031) للجزر"),
    (("أن تُقرع الأجراس؛", "     ", "2"), "2 أن تُقرع الأجراس؛"),
    (("أجراس الجزر؛", "     ", "–"), "– أجراس الجزر؛"),
    (("،", "2031", "-", "2034", " ", "للفترة"), "للفترة 2034-2031،"),
    (("4.5", " ", "البند"), "البند 4.5"),
    (("42", " ", "C31/118-E", " ", "الوثيقة"), "الوثيقة C31/118-E 42"),
    (("رقم", " ", "WTSA-31", " ", "في"), "في WTSA-31 رقم"),
    ((" تقرع", "1", "الأجراس"), "الأجراس1 تقرع"),
    (("(،", "2031", " ", ")برن،", " ", "945", " ", "القرار"), "القرار 945 (برن، 2031)،"),
    (("؛", "10:30"), "10:30؛"),
    (("والتوصية", "  ", "Z.945 (2029)", " ", "التوصية"), "التوصية Z.945 (2029) والتوصية"),
])
def test_a_line_is_put_together_from_the_right(pieces, words):
    assert read(*pieces) == words


def test_a_sign_within_the_room_of_the_letter_before_it_stays_where_it_was_drawn():
    line = drawn(".", "الأجراس تقرع", "     ", "1")
    first, second, *rest = line.pieces
    line.pieces = [first, Piece(second.text, first.x - 2, 700.0, 10.0, None), *rest]
    (found,) = in_order([line], end)
    assert found.text == "1 الأجراس تقرع."


@pytest.mark.parametrize("pieces", [("Bells ", "ring"), ("الأجراس تقرع",)])
def test_other_lines_stay(pieces):
    assert in_order([drawn(*pieces)], end) is None


def test_the_brackets_of_a_line_of_arabic_alone_are_what_they_are_where_others_were_drawn_from_the_left():
    found = in_order([drawn("(", "2031", " ", ")برن،"), drawn(")الأجراس( تقرع")], end)
    assert [line.text for line in found] == ["(برن، 2031)", "(الأجراس) تقرع"]


def test_a_page_s_number_drawn_last_is_read_last():
    line = drawn(" ", " ", "–", " ", "القرار", " ", "945")
    line.pieces.append(Piece("7", 20.0, 700.0, 10.0, None))
    (found,) = in_order([line], end)
    assert found.text.endswith(" 7")


def test_a_line_drawn_from_the_right_stays():
    line = drawn("945", " ", "القرار")
    line.pieces.reverse()
    assert in_order([line], end) is None
