from dataclasses import replace

import pytest

from evals.held import standing
from evals.questions import Gold, Question
from tests.evals.conftest import Catalogue, document


def question(*gold):
    return Question("q", "actor", ({"en": "Who?"},), gold, (), bool(gold))


def told(asked, catalogue, *names):
    found = standing((asked,), catalogue)["q"]
    return tuple(found[name] for name in names or ("work", "unheld"))


def test_the_text_that_holds_the_first_quote_whatever_the_set_calls_it(catalogue):
    asked = question(Gold("d’inviter les  groupes", document="that resolution"))
    assert told(asked, catalogue) == ("RES-1", 0)


def test_quotes_that_no_clause_holds_are_counted(catalogue):
    asked = question(Gold("held by none", document="Resolution 9"), Gold("de publier la liste"))
    assert told(asked, catalogue) == ("Resolution 9", 1)
    assert told(question(), catalogue) == ("", 0)


def test_of_two_texts_with_the_same_words_the_one_that_is_named_is_meant():
    both = Catalogue([document("fr"), document("fr", number="2")])
    assert standing((question(Gold("la liste", document="Resolution 2")),), both)["q"]["work"] == "RES-2"


@pytest.mark.parametrize(("address", "expected"), [
    ("décide 1", (1, 0, "")), ("resolves 1", (1, 0, "")), ("1.1", (1, 0, "")),
    ("décide 2", (0, 1, "décide 1, not décide 2")), ("considering a)", (0, 1, "décide 1, not considering a)")),
    ("1.2", (0, 1, "décide 1, not 1.2")),
    ("", (0, 0, "")), ("the first paragraph", (0, 0, "")),
])  # fmt: skip
def test_a_quote_may_stand_at_its_address_elsewhere_or_at_what_is_none(catalogue, address, expected):
    asked = question(Gold("d'inviter les groupes", address=address))
    assert told(asked, catalogue, "placed", "misplaced", "instead") == expected


def test_a_version_that_was_read_without_the_clause_is_told(catalogue):
    asked = question(Gold("d'inviter les groupes"))
    assert told(asked, catalogue, "unaligned") == ((),)
    (fr, (first, second)), (en, clauses) = catalogue.held
    lost = Catalogue([(fr, (first, second)), (en, tuple(replace(c, key=f"9.{c.key}") for c in clauses))])
    assert told(asked, lost, "unaligned") == (("en",),)


def test_a_clause_that_is_not_the_text_at_its_offsets_stands_elsewhere(catalogue):
    (fr, (first, second)), en = catalogue.held
    shifted = Catalogue([(fr, (replace(first, start=first.start + 1, end=first.end + 1), second)), en])
    for address in ("", "décide 1"):
        asked = question(Gold("d'inviter les groupes", address=address))
        assert told(asked, shifted, "placed", "misplaced", "instead") == (0, 1, "décide 1, but not at its own offsets")
