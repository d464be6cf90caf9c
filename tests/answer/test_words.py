"""Every sentence of the assistant in each of the six languages, with the same fields."""

import string

import pytest

from answer import words
from schema import LANGUAGES


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("key", words.keys())
def test_each_sentence_is_there_in_each_language_with_the_same_fields(key):
    forms = words._table()[key]
    assert set(forms) == set(LANGUAGES)
    assert len({frozenset(fields(form)) for form in forms.values()}) == 1


@pytest.mark.parametrize("language, joined", [("en", "a, b and c"), ("fr", "a, b et c"), ("zh", "a、b和c")])
def test_join(language, joined):
    assert words.join(["a", "b", "c"], language) == joined
    assert words.join(["a"], language) == "a" and words.join([], language) == ""
