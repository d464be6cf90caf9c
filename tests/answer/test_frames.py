"""A line that only says what a text is leads no answer to what it does not say."""

from dataclasses import replace

import pytest

from answer import frames
from answer.ask import ask
from answer.question import understand
from schema import Hit

ONE = """RESOLUTION 900 (Rev. Velmora, 2035)
Borrowing of beacons
The World Assembly of Harbour City (Velmora, 2035),
considering
a) that beacons are few;
b) that lost beacons endanger ships,
resolves
1 that a beacon may be borrowed for sixty days;
2 that each borrower shall report the loss of a beacon without delay,
instructs the Secretary-General
to keep a list of beacons.
"""
OTHER = """RESOLUTION 901 (Harbour City, 2031)
Painting of lighthouses
The World Assembly of Harbour City (Harbour City, 2031),
considering
that white lighthouses are seen from afar,
resolves
1 that a lighthouse shall be painted white;
2 that the paint shall be renewed by its keeper.
"""


@pytest.fixture(scope="module")
def held(over):
    return over({"one.txt": ONE, "two.txt": OTHER})


@pytest.mark.parametrize("text", [
    "Who signed Resolution 900?", "Qui a signé la Résolution 900 ?", "¿Quién firmó la Resolución 900?", "Кто подписал Резолюцию 900?",
    "من وقع القرار 900؟", "谁签署了第900号决议？", "Compare Resolution 900 and Resolution 901",
    "What is the difference between Resolution 900 and Resolution 901?", "How does Resolution 900 differ from the earlier one?",
    "Comparez la Résolution 900 et la Résolution 901", "Compare la Resolución 900 con la Resolución 901",
    "Чем Резолюция 900 отличается от предыдущей редакции?", "ما الفرق بين القرار 900 والقرار 901؟", "第900号决议与旧版有什么不同？",
    "What is the vote count on Resolution 901?",
])  # fmt: skip
def test_what_a_name_does_not_say_is_declined_with_what_is_nearest(held, text):
    index, settings = held
    answer = ask(text, index=index, settings=settings)
    assert answer.abstained and answer.hits and not answer.citations


@pytest.mark.parametrize("text, lead", [
    ("How do Resolution 900 and Resolution 901 differ?", "These are different texts"), ("Comparez les Résolutions 900 et 901", "Ce sont des textes différents"),
    ("¿En qué difieren la Resolución 900 y la Resolución 901?", "Son textos diferentes"), ("Чем отличаются Резолюции 900 и 901?", "Это разные тексты"),
    ("ما الفرق بين القرار 900 والقرار 901؟", "هذه نصوص مختلفة"), ("第900号决议和第901号决议有什么区别？", "这些是不同的文本"),
])  # fmt: skip
def test_different_texts_are_said_to_be_so_with_what_each_is_about(held, text, lead):
    index, settings = held
    answer = ask(text, index=index, settings=settings)
    assert answer.abstained and answer.reason == "different_texts" and answer.statements[0].text.startswith(lead)
    assert "Borrowing of beacons" in answer.statements[0].text and "Painting of lighthouses" in answer.statements[0].text


@pytest.mark.parametrize("text, kind, words", [
    ("What is the title of Resolution 901?", "title", "Painting of lighthouses"),
    ("When was Resolution 900 adopted?", "title", "2035"),
    ("For how many days may a beacon be borrowed under Resolution 900?", "operative", "sixty days"),
])  # fmt: skip
def test_what_it_says_it_answers(held, text, kind, words):
    index, settings = held
    first = ask(text, index=index, settings=settings).citations[0]
    assert (first.clause.kind, words in first.quote) == (kind, True)


@pytest.mark.parametrize("text, stays", [
    ("Which resolution is about painting lighthouses?", True), ("Quelle résolution parle de la peinture des phares ?", True),
    ("What is Resolution 901 about?", True), ("Who signed Resolution 901?", False), ("Who paid for Resolution 901?", False),
])  # fmt: skip
def test_a_title_stays_first_for_its_own_matter(held, text, stays):
    index, _ = held
    document = next(d for d in index.catalogue.documents() if d.number == "901")
    title, *_, last = index.catalogue.clauses(document.id)
    hits = (Hit(title, document, 2.0, {}), Hit(last, document, 1.0, {}))
    assert (frames.behind(understand(text), hits)[0].clause.kind == "title") == stays


@pytest.mark.parametrize("text, declined", [
    ("Compare Resolution 900 and Resolution 901", True), ("How does it differ from the earlier one?", True),
    ("What changed in Resolution 901 since the last edition?", True), ("Comparez la Résolution 900 et la Résolution 901", True),
    ("¿En qué se diferencia de la versión anterior?", True), ("Чем она отличается от предыдущей редакции?", True),
    ("ما الفرق بين القرار 900 والقرار 901؟", True), ("与旧版本有什么不同？", True),
    ("What changed in the painting of lighthouses since the last edition?", False), ("Who renews the paint?", False),
])  # fmt: skip
def test_what_differs_is_said_of_two_revisions_alone(held, text, declined):
    index, _ = held
    document = next(d for d in index.catalogue.documents() if d.number == "901")
    hits = (Hit(index.catalogue.clauses(document.id)[-1], document, 1.0, {}),)
    asked = understand(text)
    assert (frames.reason(asked, hits, (document,)) is not None) == declined
    earlier = replace(document, id="earlier", year=2027, revision="Ondina, 2027")
    assert frames.reason(asked, hits, (document, earlier)) is None


@pytest.mark.parametrize("text, nobody", [("Who signed Resolution 901?", True), ("Who renews it by Resolution 901?", False)])
def test_a_clause_in_the_place_of_a_name_must_say_more_than_it(held, text, nobody):
    index, _ = held
    document = next(d for d in index.catalogue.documents() if d.number == "901")
    title, *_, last = index.catalogue.clauses(document.id)
    hits = frames.behind(understand(text), (Hit(title, document, 2.0, {}), Hit(last, document, 1.0, {})))
    assert hits[0].clause == last
    assert (frames.reason(understand(text), hits, (document,)) is not None) == nobody


SIGNED = """Recommendation ITU-T E.999 (04/2017)

Safety of beacons

Recommendation ITU-T E.999

1 Scope

This Recommendation describes the seals, stamps and signals by which the Administration knows that a beacon is safe.

2 Approval

Study Group 2 approved this Recommendation and the Chairman of Study Group 2 initialled each page of it.
"""


@pytest.mark.parametrize("text", [
    "Who signed E.999?", "Qui a signé la Recommandation E.999 ?", "¿Quién firmó la Recomendación E.999?", "Кто подписал Рекомендацию E.999?",
    "من وقع التوصية E.999؟", "谁签署了E.999建议书？",
])  # fmt: skip
def test_who_did_what_to_a_text_must_stand_in_its_own_word(over, text):
    index, settings = over({"T-REC-E.999-201704-E.txt": SIGNED})
    answer = ask(text, index=index, settings=settings)
    assert answer.abstained and not answer.citations
    assert not frames._unsaid(understand("Who reports under E.999?"), answer.hits[0])


def test_the_name_of_a_text_is_cited_beside_nothing(held):
    index, _ = held
    document = next(d for d in index.catalogue.documents() if d.number == "901")
    clauses = index.catalogue.clauses(document.id)
    name = replace(clauses[-1], id="name", text="Resolution 901")
    one, two, three = (Hit(clause, document, 1.0, {}) for clause in (clauses[-1], name, clauses[0]))
    assert frames.saying((one, two, three)) == (one, three) and frames.saying((two, one)) == (two, one)
