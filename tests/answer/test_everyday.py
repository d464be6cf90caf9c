"""Everyday talk is told from the matters of ITU texts, in words that the examples do not have."""

import numpy as np
import pytest

from answer import everyday
from index.embedding import load


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


def test_another_embedding_is_not_sent_the_examples():
    class Remote:
        id = "http://127.0.0.1:1/v1#model"
        dimensions = 2

        def embed(self, texts):
            raise AssertionError("asked")

    assert everyday.score("Which cheese melts best?", Remote()) == 0.0


def test_each_example_is_in_every_language_and_stands_once():
    for kind in ("everyday", "texts"):
        examples = everyday._examples(kind)
        assert len(examples) == len(set(examples)) and all(np.char.str_len(examples) > 3)
