"""Everyday talk is told from the matters of ITU texts, in words that the examples do not have."""

import re

import pytest

from answer import everyday
from index.embedding import load
from schema import LANGUAGES


@pytest.mark.parametrize("talk, matter", [
    ("Which cheese melts best on a pizza?", "Which Recommendation covers the numbering of mobile stations?"),
    ("Quel dessert préparer avec des pommes ?", "Quel Directeur doit faire rapport sur les stations spatiales ?"),
    ("¿Qué película veo con mis hijos?", "¿Qué espectro se atribuye a los servicios por satélite?"),
    ("Как приготовить суп из курицы?", "Кто утверждает регламент радиосвязи?"),
    ("كيف أطبخ حساء الدجاج؟", "من يوافق على لوائح الراديو؟"),
    ("怎样炖鸡汤？", "《无线电规则》由谁批准？"),
])  # fmt: skip
def test_talk_lies_higher_than_a_matter(talk, matter):
    embedding = load()
    assert -1 <= everyday.score(matter, embedding) < everyday.score(talk, embedding) <= 1


def test_what_is_left_out_is_not_heard():
    """An example is judged by those on other matters, and sounds less surely like what it is."""
    embedding = load()
    examples = [example for example in everyday.examples() if example.talk][::20]
    heard = [everyday.score(example.said["en"], embedding) for example in examples]
    without = [everyday.score(example.said["en"], embedding, without=example.domain) for example in examples]
    assert sum(heard) > sum(without) > 0


def test_a_question_without_words_sounds_like_neither():
    assert abs(everyday.score("?", load())) < 0.5


def test_another_embedding_is_not_sent_the_examples():
    class Remote:
        id = "http://127.0.0.1:1/v1#model"
        dimensions = 2

        def embed(self, texts):
            raise AssertionError("asked")

    assert everyday.score("Which cheese melts best?", Remote()) == 0.0


@pytest.mark.parametrize("language, letters", [("ru", "[а-яё]"), ("ar", "[\u0600-\u06ff]"), ("zh", "[\u4e00-\u9fff]")])
def test_an_example_is_in_the_letters_of_its_language(language, letters):
    for example in everyday.examples():
        assert [code for code in LANGUAGES if re.search(letters, example.said[code], re.IGNORECASE)] == [language]


def test_each_example_is_in_every_language_and_stands_once():
    for language in LANGUAGES:
        said = [example.said[language] for example in everyday.examples()]
        assert len(said) == len(set(said)) and all(len(text) > 3 and text == text.strip() for text in said)


def test_no_domain_has_questions_of_both_sides():
    talk, matters = ({e.domain for e in everyday.examples() if e.talk is side} for side in (True, False))
    assert len(talk) > 20 and len(matters) > 20 and not talk & matters
