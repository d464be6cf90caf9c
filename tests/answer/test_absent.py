"""A text of which nothing is held is named as not held, in the asker's language, and nothing else is asked in its place."""

import pytest

from answer import absent
from answer.absent import Absent
from answer.ask import ask
from answer.question import understand
from schema import LANGUAGES

TEXTS = {
    "RES-21-E.txt": """RESOLUTION 21 (Harbour City, 2031)
Lending of beacons
The World Assembly of Harbour City (Harbour City, 2031),
recalling
Resolution 66 (Harbour City, 2027), by which each borrower reports on lanterns,
resolves
1 that a beacon may be borrowed for sixty days and is numbered as in E.164;
2 that lighthouses are painted white.
""",
    "RES-23-E.txt": """RESOLUTION 23 (Harbour City, 2031)
Ropes of the quay
The World Assembly of Harbour City (Harbour City, 2031),
considering
that ropes break,
resolves
that ropes are mended in winter.
""",
    "T-REC-E.119-201704-I!!MSW-E.txt": "Recommendation ITU-T E.119 (04/2017)\n\nSafety confirmation of beacons\n\n"
    "1 Scope\n\nThis Recommendation describes the safety confirmation of beacons on the coast.\n",
}


@pytest.fixture(scope="module")
def held(over):
    return over(TEXTS)


NOT_HELD = [
    ("What is Resolution 900 about?", "The texts held here do not include Resolution 900."),
    ("What does Resolution 900 say about beacons?", "The texts held here do not include Resolution 900."),
    ("De quoi parle la Résolution 900 ?", "Les textes réunis ici ne comprennent pas\u00a0: Résolution 900."),
    ("¿De qué trata la Resolución 900?", "Los textos disponibles aquí no incluyen: Resolución 900."),
    ("О чём говорится в Резолюции 900?", "Среди имеющихся здесь текстов нет: Резолюция 900."),
    ("ما موضوع القرار 900؟", "لا تشمل النصوص الموجودة هنا: القرار 900."),
    ("第900号决议是关于什么的？", "此处没有收录：第900号决议。"),
    ("What does Rec. X.25 recommend?", "The texts held here do not include Recommendation X.25."),
    ("How long may a beacon be borrowed under Decision 21?", "The texts held here do not include Decision 21."),
    ("Res. 900", "The texts held here do not include Resolution 900."),
    ("Resolutions 30 to 35 and 40", "The texts held here do not include Resolutions 30–35 and 40."),
    ("CV 12", "The texts held here do not include the Convention."),
    ("ITR 1", "The texts held here do not include the International Telecommunication Regulations."),
    ("Radio Regulations, Article 5", "The texts held here do not include the Radio Regulations."),
    ("What does RR 5.340 say?", "The texts held here do not include the Radio Regulations."),
    ("RTI, article 6 et numéro 12 du RTI ?", "Les textes réunis ici ne comprennent pas\u00a0: Règlement des télécommunications internationales."),
    ("Reglamento de las Telecomunicaciones Internacionales, artículo 1",
     "Los textos disponibles aquí no incluyen: Reglamento de las Telecomunicaciones Internacionales."),
    ("статья 5 Регламента радиосвязи", "Среди имеющихся здесь текстов нет: Регламент радиосвязи."),
    ("المادة 5 من لوائح الراديو", "لا تشمل النصوص الموجودة هنا: لوائح الراديو."), ("《无线电规则》第5条", "此处没有收录：《无线电规则》。"),
    ("Resolution 900 and Decision 7", "The texts held here do not include Resolution 900; Decision 7."),
]


@pytest.mark.parametrize(("text", "said"), NOT_HELD)
def test_a_text_that_is_not_held_is_named(held, text, said):
    index, settings = held
    answer = ask(text, index=index, settings=settings)
    assert answer.abstained and answer.reason == absent.NO_TEXT and not answer.citations
    assert answer.statements[0].text == said and sum(s.text == said for s in answer.statements) == 1


@pytest.mark.parametrize(("text", "numbers", "said"), [
    ("Resolutions 21 to 25", ["21", "23"], "The texts held here do not include Resolutions 22, 24 and 25."),
    ("les Résolutions 20 à 29", ["21", "23"], "Les textes réunis ici ne comprennent pas\u00a0: Résolutions 20, 22 et 24–29."),
    ("Резолюции 21–24", ["21", "23"], "Среди имеющихся здесь текстов нет: Резолюции 22 и 24."),
    ("第21至23号决议", ["21", "23"], "此处没有收录：第22号决议。"),
    ("Res. 21, 23 and 900", ["21", "23"], "The texts held here do not include Resolution 900."),
    ("For how long may a beacon be borrowed under Resolutions 21 and 900?", ["21"], "The texts held here do not include Resolution 900."),
])  # fmt: skip
def test_beside_texts_that_are_held_it_is_named_below_them(held, text, numbers, said):
    index, settings = held
    answer = ask(text, index=index, settings=settings)
    assert not answer.abstained and sorted({c.document.number for c in answer.citations}) == numbers
    assert [s.text for s in answer.statements if s.fixed] == [said]


def test_it_is_named_first_where_nothing_is_answered(held):
    index, settings = held
    answer = ask("What do Resolutions 21 and 900 say about zebras on the moon?", index=index, settings=settings)
    assert answer.abstained and answer.statements[0].text == "The texts held here do not include Resolution 900." and len(answer.statements) > 1


def test_what_bears_the_number_of_one_in_a_series_answers_too(held):
    index, settings = held
    answer = ask("For how many days may a beacon numbered as in E.164 be borrowed?", index=index, settings=settings)
    assert answer.citations[0].clause.address == "resolves 1" and "Recommendation E.164." in answer.statements[-1].text


def test_what_cites_a_text_that_is_not_held_answers_about_it(held):
    index, settings = held
    answer = ask("Who reports on lanterns by Resolution 66?", index=index, settings=settings)
    assert answer.citations[0].clause.section == "recalling"
    assert answer.statements[-1].text == "The texts held here do not include Resolution 66."


@pytest.mark.parametrize("text", [
    "What is Resolution 21 about?", "What must be done before Dec. 31?", "What changed in the Convention?", "Resolution 21 (Rev. Dubai, 2018)",
    "What do the texts say of 900 beacons?", "What do the Radio Regulations say of beacons?", "Who elects the Radio Regulations Board?", "E.119 (2012)", "What does E.119-2 say?", "the Council 900",
])  # fmt: skip
def test_what_is_held_in_some_revision_or_is_no_text_is_left_alone(held, text):
    index, _ = held
    assert absent.find(understand(text), index.catalogue.documents()) == ()


REGULATIONS = """RADIO REGULATIONS
ARTICLE 5
Frequency allocations
5.1 For the allocation of frequencies the quay has been divided into three regions.
5.340 All emissions are prohibited in the band of lamps.
"""


@pytest.mark.parametrize(("text", "quote"), [("RR 5.340", "All emissions"), ("No. 5.1 of the Radio Regulations", "For the allocation"), ("РР 5.340", "All emissions")])
def test_a_number_of_regulations_that_are_held_is_looked_up(over, text, quote):
    index, settings = over({"RR-E.txt": REGULATIONS, "RES-21-E.txt": TEXTS["RES-21-E.txt"]})
    answer = ask(text, index=index, settings=settings)
    assert len(answer.citations) == 1 and quote in answer.citations[0].quote


def test_numbers_of_a_series_are_named_in_short():
    assert absent.listed([Absent("recommendation", f"P.{n}") for n in (8, 9, 10, 12)], "en") == "Recommendations P.8–P.10 and P.12"
    assert absent.listed([Absent("recommendation", number) for number in ("A.1", "B.2", "B.3-1")], "en") == "Recommendations A.1, B.2 and B.3-1"


@pytest.mark.parametrize(("numbers", "language", "said"), [
    (["20", "22", "23", "24", "30"], "en", "Resolutions 20, 22–24 and 30"), (["22", "23"], "es", "Resoluciones 22 y 23"),
    (["20", "21", "22"], "zh", "第20–22号决议"), (["7"], "ar", "القرار 7"),
])  # fmt: skip
def test_many_are_named_in_short(numbers, language, said):
    assert absent.listed([Absent("resolution", number) for number in numbers], language) == said


def test_more_texts_than_can_be_quoted_are_counted(over):
    texts = {f"RES-{n}-E.txt": TEXTS["RES-23-E.txt"].replace("RESOLUTION 23", f"RESOLUTION {n}") for n in range(100, 125)}
    index, settings = over(texts)
    answer = ask("Resolutions 100 to 124", index=index, settings=settings)
    assert [c.document.number for c in answer.citations] == [str(n) for n in range(100, 120)]
    assert [s.text for s in answer.statements if s.fixed] == [
        "Of the 25 that are named and held, the first 20 are quoted; name one of the others to see it."
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_language_has_sentences_of_its_own(language):
    from answer.words import say

    for key, fields in (("no_such_text", {"names": "N"}), ("named_some", {"count": 25, "shown": 20})):
        said = say(key, language, **fields)
        assert all(str(value) in said for value in fields.values()) and (language == "en" or said != say(key, "en", **fields))
