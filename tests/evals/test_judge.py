from dataclasses import replace

from evals.judge import facts_met, gains, judge, met
from evals.questions import Gold, Question
from schema import Rejected
from tests.evals.conftest import answer

QUOTES = ("d’inviter les  groupes", "publier la liste")


def question(*quotes, facts=(), answerable=True):
    return Question("q", "actor", ({"en": "Who?"},), tuple(Gold(q) for q in quotes), facts, answerable)


def test_a_clause_meets_the_quotes_it_contains(catalogue):
    one, two, *_ = catalogue.all()
    assert met(one, QUOTES, catalogue) == {0}
    assert met(two, QUOTES, catalogue) == {1}


def test_the_sibling_in_another_language_meets_them_too(catalogue):
    assert met(catalogue.clause("RES-1-2012-en#resolves-2"), QUOTES, catalogue) == {1}


def test_the_second_version_of_a_clause_gains_nothing(catalogue):
    fr1, fr2, en1, _ = catalogue.all()
    assert gains([fr1, en1, fr2], QUOTES, catalogue) == (1, 0, 1)


def test_a_long_hit_counts_only_when_the_clause_is_that_long(catalogue):
    document, (one, two) = catalogue.held[0]
    swollen = replace(one, text=one.text + " " * 1_500)
    assert met(swollen, QUOTES, catalogue) == set()
    catalogue.held[0] = (document, (swollen, two))
    assert met(swollen, QUOTES, catalogue) == {0}


def test_judges_the_first_citation_the_hits_and_the_lengths(catalogue):
    fr1, fr2, *_ = catalogue.all()
    given = answer(catalogue, "Who?", [fr2, fr1], [fr1, fr2], language="fr")
    found = judge(question(QUOTES[0]), "en", given, 0.5, catalogue)
    assert (found.gains, found.cited_first, found.citations, found.faults) == ((0, 1), True, 2, ())
    assert (found.hit_lengths, found.answered_in, found.seconds) == ((41, 33), "fr", 0.5)


def test_the_first_citation_is_the_one_that_answers_whatever_leads_up_to_it(catalogue):
    """A lead-in is quoted before it and so has the number 1."""
    fr1, fr2, *_ = catalogue.all()
    given = answer(catalogue, "Who?", [], [fr2, fr1])
    assert not judge(question(QUOTES[0]), "en", given, 0, catalogue).cited_first
    given = replace(given, citations=given.citations[::-1])
    assert judge(question(QUOTES[0]), "en", given, 0, catalogue).cited_first


def test_a_citation_that_does_not_hold_is_counted(catalogue):
    fr1, *_ = catalogue.all()
    given = answer(catalogue, "Who?", [fr1], [fr1])
    forged = replace(given, citations=(replace(given.citations[0], quote="d'obliger les groupes à coopérer;"),))
    assert len(judge(question(QUOTES[0]), "en", forged, 0, catalogue).faults) == 1


def test_facts_are_looked_for_in_sentences_and_quotes(catalogue):
    fr1, *_ = catalogue.all()
    given = answer(catalogue, "Who?", [], [fr1], said="The BUREAU is named:")
    assert facts_met(question("x", facts=(("bureau",), ("panels", "Groupes"))), given)
    assert not facts_met(question("x", facts=(("bureau",), ("panels",))), given)


def test_the_marker_of_a_citation_states_no_fact(catalogue):
    fr1, *_ = catalogue.all()
    assert not facts_met(question("x", facts=(("1",),)), answer(catalogue, "Who?", [], [fr1]))


def test_judges_all_citations_their_characters_and_the_share_of_facts(catalogue):
    fr1, fr2, en1, _ = catalogue.all()
    asked = question("inviter les groupes", "held by none", facts=(("groupes",), ("panels",)))
    found = judge(asked, "en", answer(catalogue, "Who?", [], [fr1, fr2, en1]), 0, catalogue)
    assert (found.citations, found.cited_right, found.cited_gold) == (3, 2, 1)
    assert (found.facts_stated, found.facts_met) == (0.5, False)
    assert found.span == (19, len(fr1.text) + len(fr2.text), 19)
    assert (found.text_language, found.confidence) == ("fr", None)


def test_the_place_of_the_first_citation_is_the_same_in_every_version(catalogue):
    fr1, fr2, en1, _ = catalogue.all()
    placed = [judge(question("x"), "en", answer(catalogue, "Who?", [], [c]), 0, catalogue).place for c in (fr1, en1, fr2)]
    assert placed[0] == placed[1] != placed[2]


def test_the_confidence_is_that_of_the_first_hit(catalogue):
    given = answer(catalogue, "Who?", catalogue.all())
    given = replace(given, hits=(replace(given.hits[0], features={"confidence": 0.7}), *given.hits[1:]))
    assert judge(question("x"), "en", given, 0, catalogue).confidence == 0.7


def test_what_could_not_be_proved_is_counted(catalogue):
    declined = replace(answer(catalogue, "Who?", [], abstained=True), rejected=(Rejected("x", "y", "z"),))
    assert judge(question("x"), "en", declined, 0, catalogue).rejected == 1
