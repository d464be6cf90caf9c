"""Two texts that say different things of one matter; two that only resemble each other are left alone."""

from dataclasses import replace

import pytest

from answer import conflicts, read
from answer.question import understand
from tests.answer.test_read import Catalogue, hit

ASKED = understand("How long may a beacon be lent?", "en")
OWN = "that the Director shall lend a beacon for not more than 90 days to any Member State struck by a disaster"


def other(text, **changes):
    found = hit(text, score=4.0)
    document = replace(found.document, id="X-RES-12-2022-en", work_id="X-RES-12", name="Resolution 12 (2022)", year=2022, **changes)
    clause = replace(found.clause, id=f"{document.id}#1", document_id=document.id)
    return replace(found, document=document, clause=clause)


@pytest.mark.parametrize("text, conflict", [
    (OWN.replace("90", "60"), True),
    (OWN.replace("shall lend", "shall not lend"), True),
    (OWN.replace("not more than", "at least"), True),
    (OWN, False),
    (OWN.replace("Director", "Council").replace("90", "60"), False),
    ("that the Director shall repair each lamp within 60 days of its loss", False),
    (OWN.replace("shall lend", "lent").replace("90", "60"), False),
])  # fmt: skip
def test_the_same_matter_with_another_number_or_the_opposite(text, conflict):
    first = hit(OWN)
    two = other(text)
    assert conflicts.contradict((first.document, first.clause), (two.document, two.clause)) is conflict


def test_another_revision_or_language_of_the_same_text_is_no_conflict():
    first, text = hit(OWN), OWN.replace("90", "60")
    for two in (replace(other(text), document=replace(first.document, id="X", year=2030)), other(text, language="fr")):
        assert not conflicts.contradict((first.document, first.clause), (two.document, two.clause))


def test_the_other_clause_is_quoted_and_both_are_named():
    first, two = hit(OWN), other(OWN.replace("90", "60"))
    hits = (first, hit("that lamps shall burn oil", label="2"), two)
    found = read.read(ASKED, hits[:1], Catalogue(*hits))
    both, notes = conflicts.find(ASKED, found, hits, Catalogue(*hits))
    assert [item.quote.clause.id for item in both] == [first.clause.id, two.clause.id]
    assert notes[0].text == "These two texts do not say the same: Resolution 9 (2020), resolves 1; Resolution 12 (2022), resolves 1."
    assert conflicts.find(ASKED, found, hits[:2], Catalogue(*hits)) == (found, [])
