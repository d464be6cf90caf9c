import io
import json
from dataclasses import replace

import pytest

from errors import NoIndex
from ingest import export
from ingest.pipeline import ingest
from schema import DocumentInfo
from settings import Settings
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


def test_a_volume_is_written_in_its_order_with_places_in_the_file(tmp_path):
    volume = (
        "RESOLUTION 9 (Oslo, 2030)\n\nBees\n\nThe Assembly (Oslo, 2030),\n\nresolves\n\n1\tto count bees;\n\n2\tto feed them.\n\n"
        "RESOLUTION 8 (Oslo, 2030)\n\nWasps\n\nThe Assembly (Oslo, 2030),\n\nresolves\n\n1\tto count wasps;\n\n2\tto leave them.\n"
    )
    (tmp_path / "volume.txt").write_text(volume, "utf-8")
    settings = replace(Settings(), data=tmp_path / "data")
    ingest([tmp_path / "volume.txt"], settings)
    held, out = export.held(settings), io.StringIO()
    export.write(held.catalogue, out)
    held.close()
    rows = [json.loads(line) for line in out.getvalue().splitlines()]
    documents = [row for row in rows if row["type"] == "document"]
    assert [(row["number"], row["source_offset"]) for row in documents] == [("9", 0), ("8", volume.index("RESOLUTION 8"))]
    clauses = [row for row in rows if row["type"] == "clause" and row["address"].startswith("resolves ")]
    quoted = [volume[row["file_start"] : row["file_end"]] for row in clauses]
    assert quoted == ["to count bees;", "to feed them.", "to count wasps;", "to leave them."]
