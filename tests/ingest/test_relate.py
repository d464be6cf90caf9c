"""What texts say of each other, from files to the index: citations, standing, language versions."""

from __future__ import annotations

import pytest

from ingest import documents
from ingest.source import SourceText
from tests.ingest.texts import resolution

SEVEN = resolution("7", "Kyoto, 1994", "considering", "that Resolution 9 speaks of oil,", "resolves", "to light lamps.")
NINE = resolution("9", "Busan, 2014", "recalling", "a)\tResolution 7 (Kyoto, 1994);", "b)\tResolutions 7 and 12 of WTSA,",
                  "resolves", "1\tto abrogate Resolution 7 (Kyoto, 1994);", "2\tto buy oil.")
NINE_FR = resolution("9", "Busan, 2014", "rappelant", "a)\tla Résolution 7 (Kyoto, 1994);", "b)\tles Résolutions 7 et 12 de l'AMNT,",
                     "décide", "1\td'abroger la Résolution 7 (Kyoto, 1994);", "2\td'acheter de l'huile.", language="fr")


def build(path, file, sha256):
    return documents.build(SourceText(path.read_text(encoding="utf-8"), (), (), "txt", "txt", ()), file, sha256)


@pytest.fixture
def catalogue(shop):
    """``catalogue(a_txt=…)`` writes and ingests; gives back what is then held."""
    def held(**texts):
        shop.write(**texts)
        shop.report = shop.ingest(build=build)
        return shop.open().catalogue

    return held


def test_citing_and_cited_by(catalogue):
    held = catalogue(a_txt=SEVEN, b_txt=NINE)
    assert held.citing("PP-RES-9-2014-en") == (
        ("PP-RES-9-2014-en#recalling-a", "Resolution 7 (Kyoto, 1994)", "PP-RES-7-1994-en"),
        ("PP-RES-9-2014-en#recalling-b", "Resolutions 7 and 12 of WTSA", ""),
        ("PP-RES-9-2014-en#resolves-1", "Resolution 7 (Kyoto, 1994)", "PP-RES-7-1994-en"),
    )
    assert held.cited_by("PP-RES-9-2014-en") == (("PP-RES-7-1994-en#considering", "Resolution 9", "PP-RES-7-1994-en"),)
    assert held.citing("unknown") == held.cited_by("unknown") == ()


def test_a_text_that_arrives_later_resolves_what_named_it(catalogue):
    assert {target for *_, target in catalogue(b_txt=NINE).citing("PP-RES-9-2014-en")} == {""}
    held = catalogue(a_txt=SEVEN)
    assert {target for *_, target in held.citing("PP-RES-9-2014-en")} == {"", "PP-RES-7-1994-en"}


def test_a_text_that_leaves_is_resolved_to_no_more(catalogue, shop):
    catalogue(a_txt=SEVEN, b_txt=NINE)
    shop.delete("a.txt")
    held = catalogue()
    assert {target for *_, target in held.citing("PP-RES-9-2014-en")} == {""}


def test_an_abrogated_text_is_marked_with_the_clause_that_shows_it(catalogue):
    held = catalogue(a_txt=SEVEN, b_txt=NINE)
    status = held.status("PP-RES-7-1994-en")
    assert (status.status, status.clause_id) == ("abrogated", "PP-RES-9-2014-en#resolves-1")
    assert held.status("PP-RES-9-2014-en") is None


def test_a_later_revision_than_the_one_abrogated_is_not_marked(catalogue):
    later = resolution("7", "Rev. Bucharest, 2022", "resolves", "to light lamps.")
    held = catalogue(a_txt=SEVEN, b_txt=NINE, c_txt=later)
    assert held.status("PP-RES-7-1994-en") and held.status("PP-RES-7-2022-en") is None


def test_a_text_printed_as_suppressed_is_marked_itself(catalogue):
    held = catalogue(a_txt=resolution("7", "SUP", "resolves", "to light lamps."), b_txt=NINE)
    assert held.status("PP-RES-7-en").clause_id == "PP-RES-7-en#title" and held.status("PP-RES-9-2014-en") is None


def test_a_preamble_that_speaks_of_abrogating_marks_nothing(catalogue):
    speaks = resolution("9", "Busan, 2014", "considering", "that some would abrogate Resolution 7 (Kyoto, 1994),", "resolves", "to buy oil.")
    assert catalogue(a_txt=SEVEN, b_txt=speaks).status("PP-RES-7-1994-en") is None


def test_language_versions_that_line_up(catalogue):
    held = catalogue(b_txt=NINE, c_txt=NINE_FR)
    assert held.warnings("PP-RES-9-2014-en") == held.warnings("PP-RES-9-2014-fr") == ()
    sibling, = held.siblings(held.clause("PP-RES-9-2014-fr#decide-2"))
    assert sibling.id == "PP-RES-9-2014-en#resolves-2"


def test_a_version_with_fewer_clauses_is_warned_of(catalogue, shop):
    short = NINE_FR.replace("2\td'acheter de l'huile.", "").replace("(Kyoto, 1994);\n\n\n", "(Kyoto, 1994).\n")
    held = catalogue(b_txt=NINE, c_txt=short)
    warning, = held.warnings("PP-RES-9-2014-fr")
    assert warning == ("does not line up with the English version: 3 against 4 clauses; first at 'resolves 2' of the English one "
                       "(1 there against 2)")
    assert ("c.txt", warning) in shop.report.warnings and held.warnings("PP-RES-9-2014-en") == ()
