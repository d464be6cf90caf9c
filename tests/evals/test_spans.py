from dataclasses import replace

from evals.spans import common
from tests.evals.conftest import answer


def cited(catalogue, *places):
    """Citations of ``(clause, start, end)`` within the clause."""
    given = answer(catalogue, "Who?", [], [clause for clause, _, _ in places])
    return [
        replace(c, start=c.start + a, end=c.start + b, quote=c.clause.text[a:b])
        for c, (_, a, b) in zip(given.citations, places, strict=True)
    ]


def test_counts_the_characters_quoted_and_gold(catalogue):
    one = catalogue.all()[0]  # d'inviter les groupes à coopérer;
    assert common(cited(catalogue, (one, 0, 9)), ("inviter les groupes",), catalogue) == (7, 9, 19)


def test_two_citations_of_one_document_are_taken_together_and_no_character_twice(catalogue):
    one = catalogue.all()[0]
    both = cited(catalogue, (one, 0, 9), (one, 5, 13))
    assert common(both, ("inviter les groupes", "coopérer"), catalogue) == (11, 13, 27)


def test_a_quote_of_another_language_or_no_citation_is_not_compared(catalogue):
    english = catalogue.clause("RES-1-2012-en#resolves-1")
    assert common(cited(catalogue, (english, 0, 9)), ("inviter les groupes",), catalogue) is None
    assert common([], ("inviter les groupes",), catalogue) is None


def test_of_a_quote_that_stands_twice_the_place_that_is_quoted_is_meant(catalogue):
    two = catalogue.all()[1]  # de charger le Bureau de publier la liste.
    assert common(cited(catalogue, (two, 21, 23)), ("de",), catalogue) == (2, 2, 2)
