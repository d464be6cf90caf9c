"""Conversations that go on by a label alone, several addresses in one question, and addresses short of a part of theirs."""

from dataclasses import replace

import pytest

from answer.ask import ask
from answer.words import say
from index import open_index
from ingest.pipeline import ingest
from schema import LANGUAGES
from settings import Settings
from tests.answer import lookup_texts

TEXTS = {
    "R-REC-P.900-3-200503-I!!PDF-E.txt": "RECOMMENDATION ITU-R P.900-3\nLoss by rain for lamps\n(2005)\n"
    "The ITU Radiocommunication Assembly,\nconsidering\na) that rain dims lamps,\n"
    "recommends\n1 that lamps be covered;\n2 that covers be of glass.\n",
    "RES-801-C.txt": "第801号决议（2009年）\n灯\n理事会，\n考虑到\na) 灯会熄灭，\n做出决议\n1 点灯；\n2 熄灯。\n附件\n灯的清单\n1 码头的灯。\n",
    "RES-802-F.txt": "RÉSOLUTION 802 (2009)\nLampes\nLe Conseil,\nconsidérant\na) que les lampes s'éteignent,\ndécide\n1 d'allumer les lampes;\n"
    "2 de les compter.\n",
    "RES-803-E.txt": "RESOLUTION 803 (2009)\nRopes\nThe Council,\nconsidering\nthat ropes break,\nresolves\n"
    + ";\n".join(f"{n} to mend rope number {n} of the quay" for n in range(1, 4)) + ",\ninstructs the Secretary-General\n"
    "1 to count ropes;\n2 to buy ropes:\na) of hemp;\nb) of wire.\n",
}  # fmt: skip
ANNEX = "ANNEX\nDefinition of certain terms used in this Constitution\n1001 lamp: A light on a quay.\n1002 quay: A place where boats lie.\n"
LONG = "ARTICLE 3\nBoats\n" + "\n".join(f"{n} Boat number {n} is painted by its owner." for n in range(9, 39)) + "\n"


@pytest.fixture(scope="module")
def asks(tmp_path_factory):
    folder = tmp_path_factory.mktemp("places")
    texts = lookup_texts.write(folder / "texts")
    for name, text in TEXTS.items():
        (texts / name).write_text(text, encoding="utf-8")
    constitution = texts / "CONSTITUTION-E.txt"
    constitution.write_text(constitution.read_text(encoding="utf-8") + LONG + ANNEX, encoding="utf-8")
    settings = replace(Settings(), data=folder / "data")
    ingest([texts], settings)
    index = open_index(settings)

    def conversation(*turns: str):
        answers = ()
        for turn in turns:
            answers += (ask(turn, index=index, settings=settings, history=answers),)
        return answers[-1]

    yield conversation
    index.close()


def cited(answer) -> list[str]:
    return [f"{c.document.id} {c.clause.address}" for c in answer.citations]


@pytest.mark.parametrize(("turns", "first"), [
    (("What does CS 4 say?", "and 5?"), "ITU-CS-en CS 5"),
    (("What does CS 4 say?", "and 5?", "et le 7 ?"), "ITU-CS-fr CS 7"),
    (("CS 4", "5"), "ITU-CS-en CS 5"),
    (("Article 1 of the Constitution", "and 2?"), "ITU-CS-en CS 7"),
    (("Article 1 of the Constitution", "and No. 4A?"), "ITU-CS-en CS 4A"),
    (("У 4", "а пункт 5?"), "ITU-CS-ru CS 5"),
    (("组织法第4款", "那第5款呢？"), "ITU-CS-zh CS 5"),
    (("الدستور رقم 4", "وماذا عن 5؟"), "ITU-CS-ar CS 5"),
    (("Resolution 70 of the Plenipotentiary Conference, instructs the Council 1", "and 2?"), "PP-RES-70-2014-en instructs the Council 2"),
    (("Resolution 1305 considering a)", "¿y el b)?"), "Council-RES-1305-2009-en considering b)"),
    (("Resolution 803 instructs the Secretary-General 2 a)", "and b)?"), "Council-RES-803-2009-en instructs the Secretary-General 2 b)"),
    (("Resolution 803 instructs the Secretary-General 2", "and b)?"), "Council-RES-803-2009-en instructs the Secretary-General 2 b)"),
    (("Resolution 1305 resolves 1", "and considering b)?"), "Council-RES-1305-2009-en considering b)"),
    (("Rec. E.999 clause 4.1", "and clause 4.2?"), "REC-E.999-2017-en 4.2"),
    (("Resolution 1305 resolves 1", "and clause 4.1 of E.999?", "and clause 4.2?"), "REC-E.999-2017-en 4.2"),
    (("Resolution 1305", "and 2?"), "Council-RES-1305-2009-en resolves 2"),
    (("When are the lamps put out by Resolution 1305?", "and paragraph 1?"), "Council-RES-1305-2009-en resolves 1"),
    (("CS 4", "and 99?", "and 5?"), "ITU-CS-en CS 5"),
    (("CS 4", "Thank you!", "and 5?"), "ITU-CS-en CS 5"),
    (("CS 4", "does it apply to dogs in 2 years?", "and 5?"), "ITU-CS-en CS 5"),
    (("Resolution 803 instructs the Secretary-General 2 a)", "¿y b)?"), "Council-RES-803-2009-en instructs the Secretary-General 2 b)"),
    (("Resolution 1305 resolves", "and considering?"), "Council-RES-1305-2009-en considering a)"),
    (("Résolution 802, décide 1", "et considérant ?"), "Council-RES-802-2009-fr considérant a)"),
    (("Resolution 1305 resolves 1", "and the title?"), "Council-RES-1305-2009-en title"),
    (("Resolution 70 of the Plenipotentiary Conference, resolves 1", "and instructs the Council 2?"),
     "PP-RES-70-2014-en instructs the Council 2"),
])  # fmt: skip
def test_a_label_alone_is_of_the_text_and_section_before(asks, turns, first):
    answer = asks(*turns)
    assert not answer.abstained and cited(answer)[0] == first
    assert {c.document.work_id for c in answer.citations} == {answer.citations[0].document.work_id}


@pytest.mark.parametrize(("turns", "said", "near"), [
    (("CS 4", "and 99?"), "Constitution is held here, and has no clause at that address: CS 99.", "CS 38"),
    (("Resolution 803 resolves 1", "and 9?"), "has no clause at that address: resolves 9.", "resolves 3"),
    (("Resolution 803 resolves 1", "and b)?"), "has no clause at that address: resolves 1 b).", "resolves 1"),
    (("Résolution 802, décide 1", "et le 7 ?"), "pas de disposition à cette adresse\u00a0: décide 7.", "décide 2"),
])  # fmt: skip
def test_a_label_that_does_not_exist_is_said_so_and_its_neighbours_are_offered(asks, turns, said, near):
    answer = asks(*turns)
    assert answer.abstained and answer.reason == "no_such_clause" and said in answer.text
    assert near in [hit.clause.address for hit in answer.hits[:2]]


@pytest.mark.parametrize(("first", "then"), [("Resolution 999 resolves 1", "and 2?"), ("Résolution 999, décide 1", "et le 2 ?")])
def test_a_label_goes_on_from_an_address_that_was_not_found(asks, first, then):
    assert asks(first, then).reason == "no_such_text"


@pytest.mark.parametrize("question", ["What does Recommendation ITU-R P.900-3 recommend?", "What does P.900 recommend?"])
def test_what_a_recommendation_recommends(asks, question):
    assert [c.clause.address for c in asks(question).citations] == ["recommends 1", "recommends 2"]


@pytest.mark.parametrize(("question", "title"), [
    ("What is E.999 about?", "REC-E.999-2017-en title"), ("De quoi parle la Recommandation P.900 ?", "RA-REC-P.900-3-2005-en title"),
])  # fmt: skip
def test_what_a_recommendation_is_about(asks, question, title):
    assert cited(asks(question))[0] == title


@pytest.mark.parametrize("then", [
    "and its title?", "its title?", "what is its title?", "et le titre ?", "et son titre ?", "quel est son titre ?", "¿y el título?", "¿cuál es su título?",
    "а название?", "каково её название?", "وما عنوانه؟", "那标题呢？",
])  # fmt: skip
def test_the_title_is_asked_of_the_text_before_however_it_was_found(asks, then):
    assert cited(asks("When are the lamps put out by Resolution 1305?", then)) == ["Council-RES-1305-2009-en title"]


def test_a_title_of_no_text_is_not_given(asks):
    assert asks("and its title?").abstained


@pytest.mark.parametrize("then", ["and 900?", "et le 900 ?"])
def test_no_label_stands_under_a_title(asks, then):
    answer = asks("Resolution 803", "and its title?", then)
    assert answer.reason == "no_such_clause" and "title" not in answer.text and "titre" not in answer.text


@pytest.mark.parametrize("then", ["the title of the chair?", "who has a title?", "and the chair?"])
def test_what_is_more_than_the_title_is_searched_for(asks, then):
    assert all("address" not in hit.ranks for hit in asks("When are the lamps put out by Resolution 1305?", then).hits)


def test_a_number_is_no_matter_that_no_clause_speaks_of(asks):
    assert "175" not in asks("CS 4", "and what of 175, is it a rope?").text


def test_a_question_of_its_own_is_no_label(asks):
    assert asks("CS 4", "Who calls the carpenters?").citations[0].document.id == "PP-RES-70-2014-en"


@pytest.mark.parametrize(("question", "addresses"), [
    ("resolves 1 and 3 of Resolution 803", ["resolves 1", "resolves 3"]),
    ("Resolution 803 resolves 1 and instructs the Secretary-General 1", ["resolves 1", "instructs the Secretary-General 1"]),
    ("Article 1 and 2", ["CS 1", "CS 2", "CS 3", "CS 4", "CS 4A", "CS 5", "CS 6", "CS 7", "CS 8"]),
    ("Articles 1 and 2 of the Constitution", ["CS 1", "CS 2", "CS 3", "CS 4", "CS 4A", "CS 5", "CS 6", "CS 7", "CS 8"]),
    ("Article 1 of the Constitution", ["CS 1", "CS 2", "CS 3", "CS 4", "CS 4A", "CS 5", "CS 6"]),
    ("Annex to the Constitution", ["CS 1001", "CS 1002"]),
    ("Annex to the Constitution 1002", ["CS 1002"]),
    ("CS 1001 and 1002", ["CS 1001", "CS 1002"]),
    ("CS 1 to 4", ["CS 1", "CS 2", "CS 3", "CS 4"]),
])  # fmt: skip
def test_each_clause_that_is_named_is_cited(asks, question, addresses):
    answer = asks(question)
    assert {c.clause.address for c in answer.citations} == set(addresses)
    assert {c.document.language for c in answer.citations} == {"en"} and not any(s.fixed for s in answer.statements)


@pytest.mark.parametrize(("question", "said"), [
    ("CS 4 and CS 999", "No clause was found here at: Constitution, CS 999."),
    ("Resolution 803 resolves 1, 8 and 9", "No clause was found here at: Resolution 803 (2009), resolves 8 and resolves 9."),
    ("Resolution 803 resolves 1 and Resolution 999 resolves 2", "The texts held here do not include Resolution 999."),
    ("Résolution 802 décide 1, considérant a) et note 1",
     "Aucune disposition n'a été trouvée ici à l'adresse\u00a0: Résolution 802 (2009), note 1."),
    ("Constitución, artículo 2 y artículo 99", "No se encontró aquí ninguna disposición en: Constitución, artículo 99."),
    ("Устав, статьи 2 и 99", "Здесь не найдено положений по адресу: Устав, статья 99."),
    ("المادتان 2 و99 من الدستور", "لم يُعثر هنا على أي حكم في: الدستور، المادة 99."),
    ("У 4 и 999", "Здесь не найдено положений по адресу: Устав, CS 999."),
    ("组织法第4款和第999款", "此处未找到以下条款：组织法，CS 999。"),
    ("Resolution 803 resolves 1 and 9, CS 998 and 999",
     "No clause was found here at: Resolution 803 (2009), resolves 9; Constitution, CS 998 and CS 999."),
    ("组织法第2条和第99条", "此处未找到以下条款：组织法，第99条。"),
])  # fmt: skip
def test_what_is_not_found_of_several_is_named_in_one_sentence(asks, question, said):
    answer = asks(question)
    notes = [s.text for s in answer.statements if s.fixed]
    assert answer.citations and notes == [said]


@pytest.mark.parametrize(("question", "clauses", "said"), [
    ("Resolutions 803 and 999", ["Council-RES-803-2009-en title"], "The texts held here do not include Resolution 999."),
    ("Resolutions 803 and 1305", ["Council-RES-803-2009-en title", "Council-RES-1305-2009-en title"], ""),
    ("resolves 1 of Resolutions 803, 999 and 1305", ["Council-RES-803-2009-en resolves 1", "Council-RES-1305-2009-en resolves 1"],
     "The texts held here do not include Resolution 999."),
    ("Résolutions 802 et 999", ["Council-RES-802-2009-fr titre"], "Les textes réunis ici ne comprennent pas\u00a0: Résolution 999."),
    ("Резолюции 999, 803 и 1305", ["Council-RES-803-2009-en title", "Council-RES-1305-2009-en title"],
     "Среди имеющихся здесь текстов нет: Резолюция 999."),
    ("القراران 803 و999", ["Council-RES-803-2009-en title"], "لا تشمل النصوص الموجودة هنا: القرار 999."),
    ("第801、803和999号决议", ["Council-RES-801-2009-zh 标题", "Council-RES-803-2009-en title"], "此处没有收录：第999号决议。"),
])  # fmt: skip
def test_each_document_of_a_list_is_cited_or_named_as_not_held(asks, question, clauses, said):
    answer = asks(question)
    assert cited(answer) == clauses
    assert [s.text for s in answer.statements if s.fixed] == ([said] if said else [])


@pytest.mark.parametrize(("question", "said"), [
    ("Who calls the carpenters under Resolutions 70 and 999?", "The texts held here do not include Resolution 999."),
    ("Who calls the carpenters under Resolutions 70 and 1305?", ""), ("Who calls the carpenters under Resolution 70?", ""),
])  # fmt: skip
def test_a_text_that_is_not_held_is_named_below_what_another_says(asks, question, said):
    answer = asks(question)
    assert answer.citations[0].document.number == "70" and [s.text for s in answer.statements if s.fixed] == ([said] if said else [])


@pytest.mark.parametrize(("turns", "first", "language"), [
    (("CS 4", "what does it say?"), "ITU-CS-en CS 4", "en"), (("CS 4", "in French?"), "ITU-CS-fr CS 4", "fr"),
    (("CS 4", "and in Spanish, please?"), "ITU-CS-es CS 4", "es"), (("У 4", "а по-китайски?"), "ITU-CS-zh CS 4", "zh"),
    (("Que dit CS 4 ?", "et en russe ?"), "ITU-CS-ru CS 4", "ru"), (("组织法第4款", "英文呢？"), "ITU-CS-en CS 4", "en"),
    (("الدستور رقم 4", "وبالفرنسية؟"), "ITU-CS-fr CS 4", "fr"), (("¿Qué dice CS 4?", "¿y en árabe?"), "ITU-CS-ar CS 4", "ar"),
    (("CS 4", "and 5?", "in French?", "and 7?"), "ITU-CS-en CS 7", "en"), (("CS 4", "and 5?", "in French?"), "ITU-CS-fr CS 5", "fr"),
    (("Resolution 803 resolves 2", "in French?"), "Council-RES-803-2009-en resolves 2", "fr"),
])  # fmt: skip
def test_a_clause_is_asked_for_once_more(asks, turns, first, language):
    answer = asks(*turns)
    assert not answer.abstained and (cited(answer)[0], answer.language) == (first, language)


@pytest.mark.parametrize("question", ["in French?", "what does it say?"])
def test_nothing_is_asked_for_once_more_that_was_not_before(asks, question):
    assert all("address" not in hit.ranks for hit in asks(question).hits)


@pytest.mark.parametrize(("turns", "reason"), [
    (("CS 4", "y"), "small_talk"), (("CS 4", "и"), "small_talk"), (("CS 4", "and?"), "small_talk"), (("Who calls the carpenters?", "et"), "small_talk"),
    (("Who calls the carpenters?", "k"), "small_talk"), (("组织法第4款", "和"), "small_talk"), (("الدستور رقم 4", "و"), "small_talk"),
    (("Resolution 1305 considering a)", "b"), ""),
])  # fmt: skip
def test_a_letter_or_a_conjunction_alone_is_searched_for_nowhere(asks, turns, reason):
    assert asks(*turns).reason == reason


@pytest.mark.parametrize(("turns", "language"), [(("CS 4", "y"), "en"), (("¿Qué dice CS 4?", "y"), "es"), (("CS 4", "et"), "fr"), (("CS 4", "и"), "ru")])
def test_a_letter_is_of_the_language_of_the_conversation(asks, turns, language):
    assert asks(*turns).language == language


def test_several_addresses_without_a_text_are_asked_of_one_text(asks):
    assert cited(asks("resolves 2 and instructs the Council 2")) == [
        "PP-RES-70-2014-en resolves 2", "PP-RES-70-2014-en instructs the Council 2",
    ]  # fmt: skip


def test_an_article_of_many_clauses_says_how_many_and_which_are_quoted(asks):
    answer = asks("Article 3 of the Constitution")
    assert [c.clause.address for c in answer.citations] == [f"CS {n}" for n in range(9, 29)]
    assert answer.statements[-1].fixed and answer.statements[-1].text == (
        "Clauses of Constitution, Article 3: 30. The first 20 are quoted, CS 9 to CS 28; name one of the others to see it."
    )


def test_what_one_article_leaves_goes_to_another(asks):
    answer = asks("Articles 2 and 3 of the Constitution")
    assert [c.clause.address for c in answer.citations] == [f"CS {n}" for n in range(7, 27)]
    assert [s.text for s in answer.statements if s.fixed] == [
        "Clauses of Constitution, Article 3: 30. The first 18 are quoted, CS 9 to CS 26; name one of the others to see it."
    ]


@pytest.mark.parametrize(("question", "address"), [("P.900", "title"), ("P.900 recommends 2", "recommends 2"), ("ITU-R P.900, considering a)", "considering a)")])
def test_a_recommendation_is_found_without_its_issue(asks, question, address):
    answer = asks(question)
    assert cited(answer) == [f"RA-REC-P.900-3-2005-en {address}"] and not any(s.fixed for s in answer.statements)


def test_an_issue_that_is_not_held_is_not_taken_for_another(asks):
    assert asks("P.900-2 recommends 2").reason == "not_held"


@pytest.mark.parametrize(("turns", "language"), [
    (("CS 4A",), "en"), (("E.999, 4.1",), "en"), (("Rec. E.999",), "en"), (("Res. 802",), "fr"), (("Res. 801",), "zh"),
    (("Que dit CS 4 ?", "CS 4A"), "fr"), (("¿Qué dice CS 4?", "5"), "es"),
])  # fmt: skip
def test_an_address_alone_is_answered_in_the_language_of_the_conversation_or_the_text(asks, turns, language):
    answer = asks(*turns)
    assert answer.language == language and not answer.abstained


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_language_has_sentences_of_its_own(language):
    fields = {"addresses": "A", "asked": "A", "count": 3, "shown": 2, "first": "F", "last": "L", "name": "N", "address": "A", "number": 7}
    for key in ("not_found_at", "clauses_some", "no_such_clause"):
        assert language == "en" or say(key, language, **fields) != say(key, "en", **fields)
    assert "7" in say("article", language, **fields) and {"3", "2", "F", "L"} <= set(say("clauses_some", language, **fields))
