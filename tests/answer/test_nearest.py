"""Which clauses are offered as nearest, on texts of our own."""

from types import SimpleNamespace

import pytest

from answer.nearest import nearest

WORDS = "to plant ten trees a year"


def offered(*texts: str) -> list[str]:
    hits = tuple(SimpleNamespace(clause=SimpleNamespace(text=text)) for text in texts)
    return [hit.clause.text for hit in nearest(SimpleNamespace(hits=hits))]


@pytest.mark.parametrize("text", [
    "\uf044\uf03d \uf0e5", "k = 12 (3)", "Lagos | 12 | 13.5 | 0.22 | 18", "_______", "(MHz)", "",
])
def test_signs_and_figures_are_left_out(text):
    assert offered(text, WORDS) == [WORDS]


@pytest.mark.parametrize("text", [
    WORDS, "a peak around 2000-2300 h LMT;", "请电信标准化局主任每年植树十棵", "يكلف مدير المكتب بغرس الأشجار", "поручить Директору",
])
def test_words_of_any_script_are_offered(text):
    assert offered(text) == [text]


def test_the_best_three_in_their_order():
    assert offered("1 2 3", *(f"{WORDS} {n}" for n in range(5))) == [f"{WORDS} {n}" for n in range(3)]
