import io
import json

import pytest

from errors import NoIndex
from ingest import export
from schema import DocumentInfo
from tests.ingest.workshop import ONE, ONE_FR


@pytest.fixture
def catalogue(shop):
    shop.write(a_txt=ONE + "!mind the gap\n", b_txt=ONE_FR, c_pdf=ONE)
    shop.ingest()
    held = export.held(shop.settings)
    yield held.catalogue
    held.close()


def test_a_line_per_document_and_clause_with_both_offsets(catalogue):
    out = io.StringIO()
    export.write(catalogue, out)
    rows = [json.loads(line) for line in out.getvalue().splitlines()]
    assert [row["type"] for row in rows] == ["document", "clause", "clause"] * 2
    documents = {row["id"]: row for row in rows if row["type"] == "document"}
    assert set(DocumentInfo.__dataclass_fields__) | {"text", "source", "source_map", "dropped"} <= set(
        rows[0]
    )
    for row in rows:
        if row["type"] == "clause":
            document = documents[row["document_id"]]
            assert document["text"][row["start"] : row["end"]] == row["text"]
            assert document["source"][row["source_start"] : row["source_end"]] == row["text"]
    assert rows[1]["source_start"] == rows[1]["start"] + 2  # the fake file has two spaces before a paragraph


def test_the_same_lines_each_time(catalogue):
    first, second = io.StringIO(), io.StringIO()
    export.write(catalogue, first)
    export.write(catalogue, second)
    assert first.getvalue() == second.getvalue() != ""


def test_nothing_held(shop):
    with pytest.raises(NoIndex):
        export.held(shop.settings)
