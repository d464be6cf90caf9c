"""Two revisions of a text beside each other, and what the texts held show of a document's standing."""


import pytest

from answer.ask import ask
from answer.question import understand
from answer.wordings import counterpart, differing

EARLIER = """RESOLUTION 900 (Harbour City, 2031)
Borrowing of beacons
The World Assembly of Harbour City (Harbour City, 2031),
considering
that beacons are few,
resolves
1 that a beacon may be borrowed for ninety days;
2 that each borrower shall report the loss of a beacon without delay,
instructs the Secretary-General
to keep a list of beacons.
"""
LATER = EARLIER.replace("(Harbour City, 2031)", "(Rev. Velmora, 2035)").replace("ninety", "sixty").replace(
    "without delay,", "without delay;\n3 that the borrower shall pay for a lost beacon,"
)


@pytest.fixture(scope="module")
def held(over):
    return over({"RES-900-2031.txt": EARLIER, "RES-900-2035.txt": LATER})


@pytest.mark.parametrize("text, revision", [
    ("How did the borrowing time change between 2031 and 2035?", True), ("What differs from the earlier revision?", True),
    ("Qu'est-ce qui a changé entre 2031 et 2035 ?", True), ("¿Qué cambió entre 2031 y 2035?", True),
    ("Что изменилось между 2031 и 2035 годами?", True), ("ما الذي تغير بين 2031 و2035؟", True), ("2031年与2035年有什么变化？", True),
    ("Comment la durée du prêt a-t-elle évolué entre 2031 et 2035 ?", True), ("¿Cómo evolucionó el plazo entre 2031 y 2035?", True),
    ("How may the climate change be studied?", False), ("Who may change the rules?", False),
])  # fmt: skip
def test_a_question_for_what_changed(text, revision):
    assert (understand(text).kind == "revision") == revision


def test_both_revisions_are_quoted_with_the_words_that_differ(held):
    index, settings = held
    answer = ask("How did the time for which a beacon may be borrowed change between 2031 and 2035?", index=index, settings=settings)
    first, second = answer.citations[:2]
    assert (first.document.year, second.document.year) == (2031, 2035)
    words = [index.catalogue.document(c.document.id).text[s:e] for c in (first, second) for s, e in c.focus]
    assert words == ["ninety", "sixty"]
    assert "do not say the same" in answer.statements[-1].text and answer.statements[-1].fixed


def test_an_earlier_revision_that_is_asked_for_says_that_a_later_one_is_held(held):
    index, settings = held
    answer = ask("Resolution 900 (Harbour City, 2031), resolves 1", index=index, settings=settings)
    assert "ninety" in answer.text and "A later revision is held: Resolution 900 (Rev. Velmora, 2035)." in answer.text
    assert "later revision" not in ask("Resolution 900 (Rev. Velmora, 2035), resolves 1", index=index, settings=settings).text


def test_a_new_clause_has_no_counterpart(held):
    index, _ = held
    texts = {d.year: index.catalogue.clauses(d.id) for d in index.catalogue.documents()}
    new = next(c for c in texts[2035] if "pay for" in c.text)
    kept = next(c for c in texts[2035] if "report the loss" in c.text)
    assert counterpart(new, texts[2031]) is None
    assert counterpart(kept, texts[2031]).address == "resolves 2"


def test_the_words_that_differ_are_told_apart():
    left, right = "may be borrowed for ninety days", "may be lent for sixty days"
    spans = differing(left, right)
    assert [left[s:e] for s, e in spans[0]] == ["borrowed", "ninety"]
    assert [right[s:e] for s, e in spans[1]] == ["lent", "sixty"]
