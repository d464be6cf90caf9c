"""Two revisions of a text are compared as wholes where the question names nothing else of them."""

import pytest

from answer import editions
from answer.ask import ask
from answer.question import understand
from tests.answer.test_revised import EARLIER, LATER

NEXT = LATER.replace("(Rev. Velmora, 2035)", "(Rev. Ondina, 2039)").replace("sixty", "thirty").replace("to keep a list of beacons", "to publish a list of beacons")
OTHER = EARLIER.replace("RESOLUTION 900", "RESOLUTION 901")


@pytest.fixture(scope="module")
def held(over):
    return over({"RES-900-2031.txt": EARLIER, "RES-900-2035.txt": LATER, "RES-900-2039.txt": NEXT, "RES-901-2031.txt": OTHER})


@pytest.mark.parametrize(("text", "years"), [
    ("What changed in Resolution 900 between 2031 and 2035?", (2031, 2035)), ("How do the 2035 and 2039 revisions of Resolution 900 differ?", (2035, 2039)),
    ("Compare Resolution 900 (Harbour City, 2031) and Resolution 900 (Rev. Velmora, 2035)", (2031, 2035)),
    ("How do Resolution 900 (Rev. Ondina, 2039) and Resolution 900 (Harbour City, 2031) differ?", (2031, 2039)),
    ("What is new in Resolution 900?", (2035, 2039)), ("What changed in Resolution 900 since 2031?", (2031, 2039)),
    ("Qu'est-ce qui a changé dans la Résolution 900 entre 2031 et 2035 ?", (2031, 2035)), ("Comparez les deux révisions de la Résolution 900", (2035, 2039)),
    ("¿Qué cambió en la Resolución 900 entre 2031 y 2035?", (2031, 2035)), ("Что изменилось в Резолюции 900 между 2031 и 2035 годами?", (2031, 2035)),
    ("ما الذي تغير في القرار 900 بين 2031 و2035؟", (2031, 2035)), ("第900号决议2031年与2035年有什么变化？", (2031, 2035)),
])  # fmt: skip
def test_the_revisions_that_are_compared(held, text, years):
    index, _ = held
    found = editions.find(understand(text), index.catalogue, index.catalogue.documents())
    assert tuple(document.year for document in found.documents) == years and found.changes


@pytest.mark.parametrize("text", [
    "How did the time for which a beacon may be borrowed change between 2031 and 2035 in Resolution 900?", "What is Resolution 900 about?",
    "What changed in resolves 1 of Resolution 900 since 2031?", "How do Resolution 900 and Resolution 901 differ?", "What changed in Resolution 901?",
    "What changed in Resolution 950 between 2031 and 2035?", "Compare beacons and lighthouses",
    "Compare Resolution 900 of 2037 with Resolution 900 of 2031",
])  # fmt: skip
def test_what_compares_no_two_wholes_is_left_alone(held, text):
    index, _ = held
    assert not editions.find(understand(text), index.catalogue, index.catalogue.documents()).hits


def test_the_changes_are_quoted_and_counted(held):
    index, settings = held
    answer = ask("What changed in Resolution 900 between 2031 and 2035?", index=index, settings=settings)
    assert [(c.document.year, c.clause.address) for c in answer.citations] == [(2031, "resolves 1"), (2035, "resolves 1"), (2035, "resolves 3")]
    words = [index.catalogue.document(c.document.id).text[s:e] for c in answer.citations for s, e in c.focus]
    assert words == ["ninety", "sixty"]
    notes = [s.text for s in answer.statements if s.fixed]
    assert notes[0] == (
        "From Resolution 900 (Harbour City, 2031) to Resolution 900 (Rev. Velmora, 2035): clauses reworded: 1; added: 1; left out: 0. "
        "Changes quoted: 2 of 2; the words that differ are marked."
    )


def test_what_is_left_out_is_quoted_of_the_earlier_one(over):
    index, settings = over({"RES-900-2031.txt": EARLIER.replace("few,", "few;\nb) that lost beacons endanger ships,").replace("\nthat beacons", "\na) that beacons"),
                            "RES-900-2035.txt": LATER.replace("sixty", "ninety").replace("\n3 that the borrower shall pay for a lost beacon,", "")})  # fmt: skip
    answer = ask("What changed in Resolution 900 between 2031 and 2035?", index=index, settings=settings)
    assert "endanger ships" in " ".join(c.quote for c in answer.citations if c.document.year == 2031)
    assert {c.document.year for c in answer.citations} <= {2031, 2035}


@pytest.mark.parametrize("text", ["Compare Resolution 900 of 2037 with Resolution 900 of 2031", "Difference between Resolution 900 (2031) and Resolution 900 (2037)"])
def test_a_revision_that_is_not_held_is_compared_with_none(held, text):
    index, settings = held
    answer = ask(text, index=index, settings=settings)
    assert answer.abstained and answer.reason != "off_topic"  # the texts do deal with it
