"""Everyday talk is told from the matters of ITU texts, in words that the examples do not have."""

from dataclasses import replace

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


def test_what_ships_was_learned_with_the_weights_that_ship():
    assert everyday.read().embedding == load().id


def test_a_question_without_words_sounds_like_neither():
    assert abs(everyday.score("?", load())) < 0.5


def test_another_embedding_is_asked_nothing():
    class Remote:
        id = "http://127.0.0.1:1/v1#model"
        dimensions = 2

        def embed(self, texts):
            raise AssertionError("asked")

    assert everyday.score("Which cheese melts best?", Remote()) == 0.0


def test_what_was_written_is_read_again(tmp_path):
    first = everyday.read()
    learned = replace(first, vectors=first.vectors[:5], weights=np.array([0.5, -2.0, 0.0, 1.0, 3.0]))
    everyday.write(learned, tmp_path / "some.npz")
    again = everyday.read(tmp_path / "some.npz")
    assert again.embedding == first.embedding and again.weights.tolist() == learned.weights.tolist()
    assert (again.vectors * learned.vectors).sum(axis=1) == pytest.approx(np.ones(5), abs=1e-3)
