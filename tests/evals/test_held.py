from evals.held import standing
from evals.questions import Gold, Question
from tests.evals.conftest import Catalogue, document


def question(*gold):
    return Question("q", "actor", ({"en": "Who?"},), gold, (), bool(gold))


def test_the_text_that_holds_the_first_quote_whatever_the_set_calls_it(catalogue):
    asked = question(Gold("d’inviter les  groupes", document="that resolution"))
    assert standing((asked,), catalogue) == {"q": {"work": "RES-1", "unheld": 0}}


def test_quotes_that_no_clause_holds_are_counted(catalogue):
    asked = question(Gold("held by none", document="Resolution 9"), Gold("de publier la liste"))
    assert standing((asked,), catalogue) == {"q": {"work": "Resolution 9", "unheld": 1}}
    assert standing((question(),), catalogue) == {"q": {"work": "", "unheld": 0}}


def test_of_two_texts_with_the_same_words_the_one_that_is_named_is_meant():
    both = Catalogue([document("fr"), document("fr", number="2")])
    assert standing((question(Gold("la liste", document="Resolution 2")),), both)["q"]["work"] == "RES-2"
