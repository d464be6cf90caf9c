"""Documents found by number, kind and name."""

from dataclasses import replace

from index.held import held, plain
from tests.index.test_retriever import info

DOCUMENTS = tuple(
    replace(info("en"), id=id, number=number, name=name, kind=kind)
    for id, number, name, kind in (
        ("A", "57", "Resolution 57 (Rev. Dubai, 2012)", "resolution"),
        ("B", "057", "Resolution 57", "resolution"),
        ("C", "E.119", "Recommendation E.119", "recommendation"),
        ("D", "", "", "constitution"),
    )
)


def ids(documents):
    return [document.id for document in documents]


def test_numbers_are_found_however_they_are_written():
    assert ids(held(DOCUMENTS).numbered("57")) == ["A", "B"]
    assert ids(held(DOCUMENTS).numbered("itu-t e119")) == ["C"]
    assert held(DOCUMENTS).numbered("58") == ()


def test_kinds_and_ids():
    assert ids(held(DOCUMENTS).of_kind("constitution")) == ["D"]
    assert held(DOCUMENTS).by_id["C"] is DOCUMENTS[2]


def test_names_that_a_text_begins_with_in_the_order_of_the_documents():
    found = held(DOCUMENTS).opening(plain("RESOLUTION 57  (Rev. Dubai, 2012), resolves 2"))
    assert [(d.id, rest) for d, rest in found] == [("A", ", resolves 2"), ("B", " (rev. dubai, 2012), resolves 2")]
    assert held(DOCUMENTS).opening("") == [] == held(()).opening("resolution 57")


def test_the_same_documents_are_worked_out_once():
    assert held(DOCUMENTS) is held(DOCUMENTS)
    assert held(DOCUMENTS) is not held(DOCUMENTS[:2])
