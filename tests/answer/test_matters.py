"""The terms of the terminology that a question names and a clause does not."""

import pytest

from answer.matters import missing
from tests.answer.test_abstain import DOCUMENT, hit


@pytest.mark.parametrize("question, language, clause, expected", [
    ("Must the leap second go?", "en", "to keep the leap second", (0, 0, 0)),
    ("Must the leap second go?", "en", "to keep a second meeting", (1 / 2, 1 / 2, 1 / 2)),
    ("Faut-il garder la seconde intercalaire ?", "fr", "to keep the leap second", (0, 0, 0)),
])  # fmt: skip
def test_a_term_is_named_in_any_language_or_missing(question, language, clause, expected):
    found = missing(question, language, hit({}, clause))
    assert (found["technical_unnamed"], found["technical_unmet"], found["phrase_unnamed"]) == pytest.approx(expected)


def test_words_that_are_no_terms_are_not_missed():
    assert DOCUMENT.title == ""
    assert set(missing("Who sweeps the floor?", "en", hit({}, "to look after the lamps")).values()) == {0.0}
