"""Every sentence of the assistant in each of the six languages, with the same fields."""

import re
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


@pytest.mark.parametrize("key", words.keys())
def test_french_signs_keep_to_their_word(key):
    """A no-break space before them and inside guillemets: a colon never begins a line."""
    assert not re.search("[ ][:;?!»%]|«[ ]", words._table()[key]["fr"])


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_label_that_ends_in_a_bracket_is_not_bracketed(language):
    """Not "(considering a)):"."""
    for key in ("reason", "preambular", "operative", "says"):
        assert "a))" not in words.say(key, language, name="Resolution 9", address="considering a)")
