"""The picture of a page, the quoted words boxed."""

from __future__ import annotations

import io

import pytest
from fpdf import FPDF
from PIL import Image

from ingest.readers.page_image import draw, found, lines

COLOUR = (214, 60, 0)


@pytest.mark.parametrize("page, words, spans", [
    ("Les Groupes con-\nsultatifs", "Groupes consultatifs", [(4, 26)]),
    ("the oﬃce of trees", "office of", [(4, 11)]),  # a ligature of the page
    ("ten trees", "TEN  TREES.", [(0, 9)]),
    ("ten trees", "ten birds", []),
    ("ten trees", "  ", []),
    ("to plant ten trees beside each", "to plant ten trees beside each antenna of the Union", [(0, 30)]),
])
def test_found(page, words, spans):
    assert found(page, words) == spans


def test_characters_are_joined_to_lines():
    letters = [(0, 0, 5, 10), (6, 1, 10, 9), (0, -20, 5, -10), (6, -20, 9, -12)]
    assert lines(letters) == [(0, 0, 10, 10), (0, -20, 9, -10)]


@pytest.fixture(scope="module")
def pdf() -> bytes:
    made = FPDF()
    made.set_font("helvetica", size=14)
    for words in ("resolves to plant ten trees\nbeside each antenna", "and to report on the trees that were planted"):
        made.add_page()
        made.multi_cell(0, 10, words)
    return bytes(made.output())


def boxed(image) -> tuple[int, int, int, int] | None:
    """Left, top, right, bottom of what is drawn in the boxes' colour."""
    picture = Image.open(io.BytesIO(image.png)).convert("RGB")
    mask = Image.new("1", picture.size)
    mask.putdata([pixel == COLOUR for pixel in picture.getdata()])
    return mask.getbbox()


def test_words_are_boxed_where_they_stand(pdf):
    whole, part = draw(pdf, 1, "plant ten trees beside each antenna"), draw(pdf, 1, "beside each antenna")
    assert (whole.page, whole.boxes) == (1, 2) and (part.page, part.boxes) == (1, 1)
    (left, top, right, bottom), (left_2, top_2, *_) = boxed(whole), boxed(part)
    assert top < top_2 and left == left_2 and right > left and bottom > top_2


def test_words_of_the_next_page_are_shown_there(pdf):
    assert (draw(pdf, 1, "to report on the trees").page, draw(pdf, 2, "to plant").page) == (2, 2)


def test_a_page_without_the_words_is_shown_as_it_is(pdf):
    image = draw(pdf, 1, "what does not stand there at all")
    assert (image.page, image.boxes, boxed(image)) == (1, 0, None)
    assert image.png.startswith(b"\x89PNG")


@pytest.mark.parametrize("data, page", [(b"no pdf at all", 1), (b"", 1), (None, 9)])
def test_what_cannot_be_drawn(pdf, data, page):
    assert draw(pdf if data is None else data, page, "trees") is None
