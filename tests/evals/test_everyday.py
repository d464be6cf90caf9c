"""The examples of everyday talk, and what is learned from them."""

import re

import numpy as np
import pytest

from evals import everyday
from index.embedding import load
from schema import LANGUAGES


def own():
    return [example for example in everyday.examples() if not example.domain.startswith("passage ")]


def test_what_is_left_out_is_as_if_it_had_never_been_heard():
    some = [example for example in own() if example.domain in ("cooking", "weather", "papers", "votes", "ships")]
    without = everyday.study(some, load()).without("weather")
    kept = np.array([example.domain != "weather" for example in some])
    never = everyday.study([example for example, stays in zip(some, kept, strict=True) if stays], load())
    assert np.all(without.weights[~kept] == 0.0)
    assert np.corrcoef(without.weights[kept], never.learned.weights)[0, 1] > 0.99  # the sides' shares differ a little


def test_a_domain_that_is_not_there_leaves_out_nothing():
    study = everyday.study(own()[::20], load())
    assert np.array_equal(study.without("nothing").weights, study.learned.weights)


def test_passages_asked_about_in_all_languages_are_of_the_texts_side():
    passages = [example for example in everyday.examples() if example.domain.startswith("passage ")]
    assert len(passages) > 300 and not any(example.talk for example in passages)


@pytest.mark.parametrize("language, letters", [("ru", "[а-яё]"), ("ar", "[\u0600-\u06ff]"), ("zh", "[\u4e00-\u9fff]")])
def test_an_example_is_in_the_letters_of_its_language(language, letters):
    for example in own():
        assert [code for code in LANGUAGES if re.search(letters, example.said[code], re.IGNORECASE)] == [language]


def test_each_example_is_in_every_language_and_stands_once():
    for language in LANGUAGES:
        said = [example.said[language] for example in own()]
        assert len(said) == len(set(said)) and all(len(text) > 3 and text == text.strip() for text in said)


def test_no_domain_has_questions_of_both_sides():
    talk, matters = ({e.domain for e in own() if e.talk is side} for side in (True, False))
    assert len(talk) > 20 and len(matters) > 20 and not talk & matters
