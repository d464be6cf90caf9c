"""Which clause of another revision is the same one."""

from dataclasses import replace

import pytest

from answer.wordings import counterpart, differing
from schema import Clause

OWN = Clause(
    id="X#1", document_id="X", kind="operative", section="resolves", heading="", heading_start=0, heading_end=0, label="1",
    address="resolves 1", key="5.1", parent_id="", order=1, page=None, page_label="", start=0, end=46,
    text="to plant ten trees a year beside each antenna",
)  # fmt: skip


def clause(key: str, text: str, kind: str = "operative") -> Clause:
    return replace(OWN, key=key, text=text, kind=kind, id=f"other#{key}")


def test_the_clause_in_the_same_place_is_meant_where_its_words_are_alike():
    same = clause("5.1", "to plant twenty trees a year beside each antenna")
    nearer = clause("5.2", "to plant ten trees a year beside each antennas")
    assert counterpart(OWN, (nearer, same)) == same


def test_a_clause_that_moved_is_found_by_its_words():
    moved = clause("5.3", "to plant twenty trees a year beside each antenna")
    other = clause("5.1", "that reports shall be short")
    assert counterpart(OWN, (other, moved)) == moved


def test_no_clause_where_none_is_alike():
    assert counterpart(OWN, (clause("5.1", "that reports shall be short"),)) is None
    assert counterpart(OWN, (clause("5.1", OWN.text, kind="preambular"),)) is None
    assert counterpart(OWN, ()) is None


@pytest.mark.parametrize("key, found", [("5.1", True), ("5.3", False)])
def test_a_clause_rewritten_in_its_place_is_the_same_one_and_elsewhere_another(key, found):
    rewritten = clause(key, "to plant ten trees a year wherever an office has the room for them")
    assert (counterpart(OWN, (rewritten,)) == rewritten) is found


def test_a_chinese_character_is_a_word():
    own, other = replace(OWN, text="每年在每座天线旁种植十棵树"), clause("5.2", "每年在每座天线旁种植二十棵树")
    assert counterpart(own, (other,)) == other
    assert differing(own.text, other.text) == ((), ((10, 11),))


def test_signs_that_typesetters_choose_are_no_difference():
    assert differing("the State’s “own”\nnet", "the State's \"own\" net") == ((), ())
    assert differing("the State’s net", "the State's nets") == (((12, 15),), ((12, 16),))
