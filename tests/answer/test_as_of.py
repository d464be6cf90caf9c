"""Texts asked as of a year: one of no known date is left out, and the answer says so."""


import pytest

from answer.ask import ask
from index.filters import Filter

DATED = """RESOLUTION 900 (Harbour City, 2031)
Borrowing of beacons
The World Assembly of Harbour City (Harbour City, 2031),
resolves
1 that a beacon may be borrowed for ninety days;
2 that each borrower shall report the loss of a beacon without delay.
"""
UNDATED = """RESOLUTION 901
Painting of lighthouses
resolves
1 that a lighthouse shall be painted white;
2 that the paint shall be renewed by its keeper;
3 that a brush may be borrowed for thirty days.
"""


@pytest.fixture(scope="module")
def held(over):
    return over({"one.txt": DATED, "two.txt": UNDATED})


@pytest.mark.parametrize("question, abstained", [
    ("For how many days may a beacon be borrowed?", False), ("Who renews the paint of a lighthouse?", True),
])  # fmt: skip
def test_it_says_how_many_texts_were_left_out_for_want_of_a_date(held, question, abstained):
    index, settings = held
    answer = ask(question, index=index, settings=settings, filters=Filter(as_of=2032))
    assert answer.abstained == abstained
    assert all(hit.document.year == 2031 for hit in answer.hits)
    assert [s.text for s in answer.statements].count("Texts left out, as their date is not known: 1.") == 1


def test_without_a_year_to_stand_in_it_answers(held):
    index, settings = held
    answer = ask("For how many days may a brush be borrowed?", index=index, settings=settings)
    assert answer.citations[0].document.year is None
    assert "left out" not in answer.text
