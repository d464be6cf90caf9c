"""A revision, year or body that is asked for and not held is said not to be, before another one answers."""


import pytest

from answer import unheld
from answer.ask import ask
from answer.question import understand
from itu.typed_revisions import read_named
from schema import LANGUAGES
from tests.answer.test_revised import EARLIER

TEXTS = {
    "RES-22-E.txt": EARLIER.replace("RESOLUTION 900 (Harbour City, 2031)", "RESOLUTION 22 (Rev. Antalya, 2006)").replace(
        "The World Assembly of Harbour City (Harbour City, 2031)",
        "The Plenipotentiary Conference of the International Telecommunication Union (Antalya, 2006)",
    ),
    "T-REC-E.119-201704-I!!MSW-E.txt": "Recommendation ITU-T E.119 (04/2017)\n\nSafety confirmation of beacons\n\n"
    "1 Scope\n\nThis Recommendation describes the safety confirmation of beacons on the coast.\n",
    "R-REC-P.838-3-200503-I!!PDF-E.txt": "RECOMMENDATION ITU-R P.838-3\nAttenuation by rain for beacons\n(2005)\n"
    "The ITU Radiocommunication Assembly,\nconsidering\na) that there is a need to compute the attenuation by rain,\n"
    "recommends\n1 that the following procedure be used for the attenuation of beacons.\n",
}


@pytest.fixture(scope="module")
def held(over):
    return over(TEXTS)


NOT_HELD = [
    ("en", "For how long may a beacon be borrowed under Resolution 22 (Rev. Dubai, 2018)?", "Resolution 22 (Rev. Dubai, 2018)"),
    ("en", "Resolution 22, Rev. Dubai, 2018: how long may a beacon be borrowed?", "Resolution 22 (Rev. Dubai, 2018)"),
    ("en", "How long may a beacon be borrowed by Res 22 Dubai 2018?", "Resolution 22 (Dubai 2018)"),
    ("fr", "PP-14 rés. 22 : qui tient la liste des balises ?", "Résolution 22 (PP-14)"),
    ("en", "PP-14 Resolution 22, who keeps the list of beacons?", "Resolution 22 (PP-14)"),
    ("en", "How long may a beacon be borrowed under WTDC Resolution 22?", "Resolution 22 (WTDC)"),
    ("en", "How long may a beacon be borrowed under WTDC Resolutions 22 and 999?", "Resolution 22 (WTDC)"),
    ("en", "Resolutions 22 (Rev. Dubai, 2018) and 999: how long may a beacon be borrowed?", "Resolution 22 (Rev. Dubai, 2018)"),
    ("en", "What does P.838-2 recommend for the attenuation of beacons?", "Recommendation P.838-2"),
    ("en", "What does ITU-T E.119 (2012) say of the safety of beacons?", "Recommendation ITU-T E.119 (2012)"),
    ("en", "What does ITU-R E.119 say of the safety of beacons?", "Recommendation ITU-R E.119"),
    ("fr", "Résolution 22 (Rév. Dubaï, 2018) : qui doit tenir la liste des balises ?", "Résolution 22 (Rév. Dubaï, 2018)"),
    ("es", "Resolución 22 (Rev. Dubái, 2018): ¿quién lleva la lista de balizas?", "Resolución 22 (Rev. Dubái, 2018)"),
    ("ru", "Резолюция 22 (Пересм. Дубай, 2018 г.): кто ведет список маяков?", "Резолюция 22 (Пересм. Дубай, 2018 г.)"),
    ("ru", "Резолюция 22 Всемирной конференции по развитию электросвязи: кто ведет список маяков?", "Резолюция 22 (ВКРЭ)"),
    ("ar", "القرار 22 (المراجع في دبي، 2018): من يحتفظ بقائمة المنارات؟", "القرار 22 (المراجع في دبي، 2018)"),
    ("zh", "第22号决议（2018年，迪拜，修订版）：由谁保存信标清单？", "第22号决议"),
]


@pytest.mark.parametrize("language, text, asked", NOT_HELD)
def test_what_is_not_held_is_said_first(held, language, text, asked):
    index, settings = held
    answer = ask(text, index=index, settings=settings, language=language)
    first = answer.statements[0]
    assert first.fixed and not first.markers and asked in first.text
    assert any(name in first.text for name in ("22 (Rev. Antalya, 2006)", "P.838-3", "E.119"))
    assert "E.119 (2012)" not in text or "2017)" in first.text


@pytest.mark.parametrize("text", [
    "Resolution 22 (Rev. Antalya, 2006): for how long may a beacon be borrowed?", "What must be done by 2018 under Resolution 22?",
    "What does Resolution 22 say of beacons borrowed in 2018?", "In Resolution 22 the Council must do what?",
    "Résolution 22 (Rév. Antalya, 2006) : qui tient la liste ?", "Dans la Résolution 22, le Conseil doit-il agir avant 2018 ?",
    "Резолюция 22 (Пересм. Анталия, 2006 г.): кто ведет список?", "По Резолюции 22 Совет должен отчитаться в 2018 году?",
    "Resolution 22 of the Plenipotentiary Conference on beacons", "PP-06 Resolution 22, beacons", "What does ITU-T E.119 (04/2017) say?",
    "What does P.838-3 recommend?", "What does P.838 recommend?", "Resolution 23 (Rev. Dubai, 2018), beacons", "instructs the Council 22",
    "第22号决议（2006年，安塔利亚，修订版）", "Was Resolution 22 revised before 2018?", "What does Resolution 22 (since 2018) ask for?",
])  # fmt: skip
def test_what_is_held_or_names_no_revision_is_left_alone(held, text):
    index, _ = held
    assert unheld.find(understand(text), index.catalogue.documents()) == ()


@pytest.mark.parametrize("language, text, lead", [
    ("en", "Resolution 22 (Rev. Hyderabad, 2010) resolves 1", "Resolution 22 (Rev. Hyderabad, 2010) is not held here. Held under that number:"),
    ("fr", "Résolution 22 (Rév. Hyderabad, 2010), décide 1", "Résolution 22 (Rév. Hyderabad, 2010) ne figure pas parmi les textes réunis ici."),
    ("ru", "Резолюция 22 (Пересм. Хайдарабад, 2010 г.), решает 1", "Резолюция 22 (Пересм. Хайдарабад, 2010 г.): этот текст здесь отсутствует."),
])  # fmt: skip
def test_a_clause_of_what_is_not_held_is_declined(held, language, text, lead):
    index, settings = held
    answer = ask(text, index=index, settings=settings, language=language)
    assert answer.abstained and answer.reason == "not_held" and not answer.citations
    assert answer.statements[0].text.startswith(lead) and "Resolution 22 (Rev. Antalya, 2006)" in answer.statements[0].text
    assert sum("Hyderabad" in s.text or "Хайдарабад" in s.text for s in answer.statements) == 1


def test_the_clause_that_is_held_is_given_beside_one_that_is_not(held):
    index, settings = held
    text = "Resolution 22 (Rev. Antalya, 2006) resolves 1 and Resolution 22 (Rev. Dubai, 2018) resolves 1"
    answer = ask(text, index=index, settings=settings)
    assert "ninety days" in answer.text and answer.statements[0].text.startswith("Resolution 22 (Rev. Dubai, 2018) is not held")


def test_a_clause_that_what_is_held_lacks_is_not_asked_of_it(held):
    index, settings = held
    answer = ask("Resolution 22 (Rev. Antalya, 2006), and Resolution 22 (Rev. Dubai, 2018) resolves 1", index=index, settings=settings)
    assert answer.reason == "not_held" and "no clause at that address" not in answer.text


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_language_has_sentences_of_its_own(language):
    from answer.words import say

    for key in ("not_held", "not_held_follows"):
        said = say(key, language, asked="A", name="B")
        assert said.index("A") < said.rindex("B") and (language == "en" or said != say(key, "en", asked="A", name="B"))


def test_the_revision_is_given_as_it_was_typed():
    (named,) = read_named("Que dit la Résolution 57 (Rév. Hammamet, 2016) ?")
    assert (named.kind, named.number, named.revision, named.year, named.place) == ("resolution", "57", "Rév. Hammamet, 2016", 2016, "hammamet")
