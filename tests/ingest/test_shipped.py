"""The text that ships, with nothing put in place of the real parts."""

import re

import pytest

from index import open_index
from index.offsets import source_span
from ingest.pipeline import ingest
from settings import Settings

MARK = re.compile(r"\[footnoteRef:\d+\]\d*|\[bookmark:[^\]]*\]|\s+")


@pytest.fixture(scope="module")
def index(tmp_path_factory, corpus):
    settings = Settings(data=tmp_path_factory.mktemp("data"))
    report = ingest([corpus], settings)
    assert (report.added, report.exit_code, report.skipped) == (("WTSA-RES-57-2012-fr",), 0, ())
    return open_index(settings)


def test_every_clause_leads_back_to_the_file(index):
    document = index.catalogue.document("WTSA-RES-57-2012-fr")
    for clause in index.catalogue.clauses(document.id):
        assert document.text[clause.start : clause.end] == clause.text
        start, end = source_span(document.source_map, clause.start, clause.end)
        assert MARK.sub("", document.source[start:end]) == MARK.sub("", clause.text)


def test_a_clause_is_found_by_its_own_words(index):
    """Both searches give each clause back for its own text."""
    for clause in index.catalogue.clauses("WTSA-RES-57-2012-fr"):
        words = f"{clause.heading} {clause.text}"
        for found in (
            index.search_dense(index.embedding.embed([words])[0], "fr", 3),
            index.search_lexical(words, "fr", 3),
        ):
            assert clause.id in [clause_id for clause_id, _ in found]


def test_an_english_question_finds_the_french_clause(index):
    vector = index.embedding.embed(["which groups must identify common topics?"])[0]
    # Its vector leans towards its neighbours'; the words decide among them (index/retriever.py).
    assert "WTSA-RES-57-2012-fr#decide-1" in [found for found, _ in index.search_dense(vector, "fr", 5)]
