"""Learn: the parts of a resolution, the bodies found, the quiz."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ui import learn, quiz


def test_first_clause_under_each_heading_is_the_example(clauses):
    found = learn.example(clauses)
    assert {kind: [c.label for c in shown] for kind, shown in found.items()} == {
        "preambular": ["a)"], "operative": ["1"], "footnote": ["1"],
    }


@pytest.mark.parametrize("typed, key", [
    ("tsag", "TSAG"), ("GCNT", "TSAG"), ("бюро радиосвязи", "BR"), ("مكتب الاتصالات الراديوية", "BR"), ("电信标准化局", "TSB"),
])
def test_bodies_are_found_in_any_language(typed, key):
    assert key in [body.key for body in learn.matching(typed)]


def test_no_body_is_found_for_other_words():
    assert learn.matching("zzzz") == ()


@pytest.fixture
def lines(clauses):
    """Clauses enough to choose from."""
    more = tuple(replace(clauses[0], id=f"more-{n}", text=f"autre chose {n}", order=10 + n) for n in range(4))
    return (*clauses, *more)


def record(quote, **question):
    return {"question": question, "gold": [{"quote": quote}]}


def test_quiz_has_the_clause_with_the_quote_among_others(info, lines):
    [item] = quiz.made([info], lambda i: lines, (record("PLANTER  dix", en="How many trees?", fr="Combien ?"),), "fr")
    assert item.question == "Combien ?" and len(item.choices) == quiz.CHOICES
    assert "planter dix" in item.choices[item.right].text
    assert sum("planter dix" in c.text for c in item.choices) == 1
    assert quiz.made([info], lambda i: lines, (record("planter dix", en="How many?"),), "ar")[0].question == "How many?"


@pytest.mark.parametrize("wrong", [
    record("stands nowhere", en="q?"), record("", en="q?"), record("planter dix", fr="q?"), {"question": {"en": "q?"}, "gold": []},
    {"turns": [{"en": "q?"}], "gold": [{"quote": "planter dix"}]},
])
def test_what_makes_no_quiz_is_left_out(info, lines, wrong):
    assert quiz.made([info], lambda i: lines, (wrong,), "en") == ()


def test_too_few_clauses_make_no_quiz(info, clauses):
    assert quiz.made([info], lambda i: clauses[:2], (record("inviter", en="q?"),), "en") == ()
