"""Which words say the same: from the terminology in six languages, and from learned translations."""

import pytest

from index import lexicon
from index.tokens import stem


def related(word, language, other):
    return lexicon.related(stem(word, language), language, other)


@pytest.mark.parametrize(
    "word, language, other, same",
    [
        ("topic", "en", "fr", "sujet"),
        ("topics", "en", "fr", "thème"),
        ("handicap", "fr", "en", "disability"),
        ("report", "en", "es", "informe"),
        ("report", "en", "ru", "отчет"),
        ("payment", "en", "ar", "دفع"),
        ("pagar", "es", "ru", "платить"),
    ],
)
def test_a_word_finds_its_translation(word, language, other, same):
    assert related(word, language, other).get(stem(same, other), 0) >= 0.5


def test_a_word_is_itself_and_its_synonyms_in_its_own_language():
    found = related("thème", "fr", "fr")
    assert found[stem("thème", "fr")] == 1.0
    assert found.get(stem("sujet", "fr"), 0) >= 0.5


def test_unrelated_words_are_not_related():
    assert stem("pain", "fr") not in related("spectrum", "en", "fr")


def test_words_leave_out_stop_words_and_keep_their_places():
    text = "Les Directeurs de l'Union"
    found = lexicon.words(text, "fr")
    assert [text[w.start : w.end] for w in found] == ["Directeurs", "Union"]


def test_chinese_words_are_single_characters():
    assert [w.stem for w in lexicon.words("电信 ITU", "zh")][:2] == ["电", "信"]


@pytest.mark.parametrize(
    "text, language, other_text, other",
    [
        ("persons with disabilities", "en", "les personnes handicapées", "fr"),
        ("climate change", "en", "les changements climatiques", "fr"),
        ("climate change", "en", "气候变化", "zh"),
        ("payment", "en", "支付", "zh"),
    ],
)
def test_terms_are_one_concept_in_each_language(text, language, other_text, other):
    here, there = (
        {c.row for c in lexicon.concepts(lexicon.words(t, at), at)} for t, at in ((text, language), (other_text, other))
    )
    assert here & there


@pytest.mark.parametrize(
    "question, language, text",
    [
        ("Do they pick up the tab?", "en", "members shall defray their expenses"),
        ("Can they be shown the door?", "en", "exclusion from meetings"),
        ("May they drag feet?", "en", "to postpone the vote"),
        ("Qui est le numéro deux ?", "fr", "the Deputy Secretary-General"),
        ("谁是二把手？", "zh", "the Deputy Secretary-General"),
    ],
)
def test_what_people_ask_with_finds_the_word_of_the_texts(question, language, text):
    asked = {c.row for c in lexicon.concepts(lexicon.words(question, language), language, "asked")}
    held = {c.row for c in lexicon.concepts(lexicon.words(text, "en"), "en", "texts")}
    assert asked & held
    assert not asked & {c.row for c in lexicon.concepts(lexicon.words(text, "en"), "en")}


def test_the_synonyms_lead_one_way():
    assert related("axe", "en", "en")[stem("abrogated", "en")] == lexicon.ASKED
    assert stem("axe", "en") not in related("abrogated", "en", "en")
