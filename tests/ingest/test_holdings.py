"""The report of what is held."""

from __future__ import annotations

import pytest

from ingest import export, holdings
from tests.ingest.workshop import ONE, ONE_FR


@pytest.fixture
def catalogue(shop):
    shop.write(a_txt=ONE + "!mind the gap\n", b_txt=ONE_FR.replace("\ninvite le Conseil", ""), c_pdf=ONE, d_txt=ONE.replace("2012", "2016"))
    shop.ingest()
    held = export.held(shop.settings)
    yield held.catalogue
    held.close()


def test_lines(catalogue):
    assert holdings.lines(holdings.holdings(catalogue), holdings.file_warnings(catalogue)) == [
        "RES-1-2012-en: RES-1 [en], resolution, 2 clauses, cites 0 (0 held), cited by 0, from a.txt",
        "  a later revision is held (RES-1-2016-en)",
        "  warning: mind the gap",
        "RES-1-2012-fr: RES-1 [fr], resolution, 1 clause, cites 0 (0 held), cited by 0, from b.txt",
        "  a later revision is held (RES-1-2016-en)",
        "  warning: does not line up with the English version: 1 against 2 clauses; first at 'resolves 2' of the English one "
        "(1 there against 2)",
        "RES-1-2016-en: RES-1 [en], resolution, 2 clauses, cites 0 (0 held), cited by 0, from d.txt",
        "c.pdf: warning: the same document (RES-1-2012-en) as a.txt, which is kept",
    ]


def test_json(catalogue):
    said = holdings.as_json(holdings.holdings(catalogue), holdings.file_warnings(catalogue))
    assert [d["id"] for d in said["documents"]] == ["RES-1-2012-en", "RES-1-2012-fr", "RES-1-2016-en"]
    assert said["documents"][0]["warnings"] == ("mind the gap",) and said["documents"][0]["later"] == "RES-1-2016-en"
    assert said["files"] == [{"file": "c.pdf", "warning": "the same document (RES-1-2012-en) as a.txt, which is kept"}]
