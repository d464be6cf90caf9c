from dataclasses import replace

import pytest

from evals.proof import fault
from schema import Citation, MapRun


@pytest.fixture
def citation(catalogue):
    clause = catalogue.clause("RES-1-2012-fr#décide-1")
    return Citation(1, clause, catalogue.document(clause.document_id), clause.text, clause.start, clause.end)


def change(catalogue, **fields):
    document, clauses = catalogue.held[0]
    catalogue.held[0] = (replace(document, **fields), clauses)


def test_the_clause_and_its_heading_may_be_quoted(catalogue, citation):
    assert fault(citation, catalogue) == ""
    assert fault(replace(citation, quote="décide", start=0, end=6), catalogue) == ""


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"quote": "d'inviter les groupes à coopérer,"}, "not the text"),
        ({"quote": "1", "start": 7, "end": 8}, "outside the clause"),
        ({"quote": "", "end": 9}, "empty"),
        ({"start": 0, "end": 10_000}, "outside the document"),
    ],
)
def test_a_wrong_quote_or_span(catalogue, citation, fields, why):
    assert why in fault(replace(citation, **fields), catalogue)


def test_a_clause_that_the_index_lacks(catalogue, citation):
    gone = replace(citation, clause=replace(citation.clause, id="RES-9-2012-fr#décide-1"))
    assert "not in the index" in fault(gone, catalogue)


def test_another_document(catalogue, citation):
    other = replace(citation, document=catalogue.document("RES-1-2012-en"))
    assert "another document" in fault(other, catalogue)


def test_the_span_is_checked_against_the_index_not_the_citation(catalogue, citation):
    widened = replace(citation.clause, start=0, end=60)
    second = catalogue.clause("RES-1-2012-fr#décide-2")
    moved = replace(citation, clause=widened, quote=second.text, start=second.start, end=second.end)
    assert "outside the clause" in fault(moved, catalogue)


def test_the_files_own_characters_must_be_the_same(catalogue, citation):
    document = citation.document
    change(catalogue, source=document.source.replace("inviter", "obliger"))
    assert "characters differ" in fault(citation, catalogue)


def test_characters_left_out_in_silence_are_found(catalogue, citation):
    document = citation.document
    a = document.text.index("les groupes")
    b = document.text.index("à coopérer")
    source = document.text[:a] + "tous " + document.text[a:]
    runs = (MapRun(0, a, 0, a), MapRun(a, len(document.text) - a, a + 5, len(document.text) - a))
    change(catalogue, source=source, source_map=runs, dropped=())
    assert "not accounted for" in fault(citation, catalogue)
    rest = replace(citation, quote=document.text[b : citation.end], start=b)
    assert fault(rest, catalogue) == ""


def test_a_hole_in_the_map_is_found(catalogue, citation):
    change(catalogue, source_map=citation.document.source_map[:1])
    assert "hole" in fault(citation, catalogue)


def test_a_ligature_is_compared_whole(catalogue, citation):
    document = citation.document
    at = document.text.index("coopérer")
    source = document.text[:at] + "\ufb01" + document.text[at + 2 :]  # "fi" stands for "co"
    tail = len(document.text) - at - 2
    runs = (MapRun(0, at, 0, at), MapRun(at, 2, at, 1), MapRun(at + 2, tail, at + 1, tail))
    change(catalogue, source=source, source_map=runs)
    assert "characters differ" in fault(citation, catalogue)
    text = document.text[:at] + "fi" + document.text[at + 2 :]
    change(catalogue, text=text)
    half = replace(citation, quote=text[citation.start : at + 1], end=at + 1)
    assert fault(half, catalogue) == ""
