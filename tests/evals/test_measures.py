import pytest

from evals.judge import Judgement
from evals.measures import agreements, by, document, groups, measure, pair
from evals.table import notes, table

RUN = (
    Judgement("a", "actor", "en", True, 1, gains=(1, 0), cited_first=True, facts_met=True, citations=2,
              hit_lengths=(100, 300), answered_in="en", seconds=1.0),
    Judgement("b", "date", "en", True, 2, abstained=True, gains=(0, 1), hit_lengths=(200,), answered_in="fr", seconds=3.0),
    Judgement("c", "actor", "fr", False, 0, citations=2, faults=("forged",), answered_in="fr", seconds=2.0),
    Judgement("d", "actor", "fr", False, 0, abstained=True, answered_in="fr", seconds=2.0),
)  # fmt: skip


def test_measures_worked_by_hand():
    m = measure(RUN)
    assert (m.questions, m.answerable, m.errors, m.other_language) == (4, 2, 0, 1)
    assert (m.hit_1, m.hit_5, m.mrr) == (0.5, 1.0, 0.75)
    assert m.recall_10 == 0.75
    assert m.ndcg_10 == pytest.approx((1 + (1 / 1.5849625) / (1 + 1 / 1.5849625)) / 2)
    assert (m.first_citation, m.facts, m.citation_validity) == (0.5, 1.0, 0.75)
    assert (m.false_answers, m.false_refusals) == (0.5, 0.5)
    assert (m.hit_length, m.seconds) == (200, 2.0)


def test_a_question_that_could_not_be_asked_finds_nothing_and_neither_answers_nor_declines():
    broken = [Judgement(x, "actor", "en", x == "e", 1, facts_met=False, error="it broke") for x in "ef"]
    m = measure((*RUN, *broken))
    assert m.errors == 2
    assert m.hit_1 == pytest.approx(1 / 3)
    assert m.facts == 0.5  # of a and e
    assert (m.false_answers, m.false_refusals) == (0.5, 0.5)
    assert "Could not be asked: 2." in notes(m)


def test_nothing_to_measure_is_none_not_zero():
    m = measure(RUN[3:])
    assert (m.hit_1, m.facts, m.citation_validity, m.false_refusals) == (None, None, None, None)


def test_by_language():
    groups = by(RUN, "language")
    assert list(groups) == ["en", "fr"]
    assert groups["en"].hit_1 == 0.5
    assert groups["fr"].hit_1 is None


def test_table_has_a_row_for_each_group_under_its_columns():
    lines = table({"all": {"all": measure(RUN)}, "language": by(RUN, "language")}).splitlines()
    assert len({len(line) for line in lines}) == 1
    assert [line.split()[0] for line in lines if not line.startswith("-")] == ["n", "all", "en", "fr"]
    assert " ".join(lines[2].split()) == "all 4 2 0.50 1.00 0.75 0.75 0.69 0.50 1.00 0.75 0.50 0.50"
    assert lines[5].split()[3:5] == ["-", "-"]


def test_notes_tell_the_median_length_of_hits():
    assert "Median length of hits: 200 characters." in notes(measure(RUN))


def test_notes_tell_the_measures_that_have_no_column():
    told = notes(measure((Judgement("a", "actor", "en", True, 2, citations=2, cited_right=1, cited_gold=1, seconds=1.0),)))
    assert "Time of a question: median 1.00 s, 95th percentile 1.00 s." in told
    assert "Citation precision 0.50, citation recall 0.50, fact coverage -," in told


def test_citations_facts_and_spans_worked_by_hand():
    m = measure((
        Judgement("a", "actor", "en", True, 2, citations=3, cited_right=2, cited_gold=1, facts_met=False,
                  facts_stated=0.5, span=(10, 20, 40), seconds=1.0),
        Judgement("b", "actor", "en", True, 1, citations=1, cited_right=1, cited_gold=1, facts_met=True,
                  facts_stated=1.0, span=(5, 5, 10), seconds=2.0),
        Judgement("c", "actor", "en", True, 1, abstained=True, facts_met=False, facts_stated=0.0, seconds=3.0),
        Judgement("d", "actor", "en", False, 0, citations=1, seconds=4.0),
    ))  # fmt: skip
    assert m.citation_precision == pytest.approx((2 / 3 + 1) / 2)  # of the two that cite
    assert m.citation_recall == pytest.approx((1 / 2 + 1 + 0) / 3)
    assert (m.facts, m.fact_coverage) == (pytest.approx(1 / 3), 0.5)
    assert (m.span_precision, m.span_recall) == (0.75, 0.375)
    assert (m.seconds, m.seconds_95) == (2.5, pytest.approx(3.85))
    assert (m.agreement, m.repeatability, m.aurc) == (None, None, None)


def test_the_area_under_risk_coverage_is_over_the_first_hits_of_all_questions():
    m = measure((
        Judgement("a", "actor", "en", True, 1, gains=(1,), confidence=0.9),
        Judgement("b", "actor", "en", False, 0, gains=(0,), abstained=True, confidence=0.8),
        Judgement("c", "actor", "en", True, 1, gains=(1,), abstained=True, confidence=0.1),
        Judgement("d", "actor", "en", False, 0, abstained=True),
    ))  # fmt: skip
    assert m.aurc == pytest.approx((0 + 1 / 2 + 1 / 3) / 3)


def test_agreement_is_over_the_other_languages_of_a_question_where_one_of_the_two_cites():
    def cited(id, **places):
        return [Judgement(id, "actor", language, True, 1, place=place) for language, place in places.items()]

    run = (*cited("a", en="x", fr="x", es="y"), *cited("b", en="x", fr=""), *cited("c", en="", fr=""))
    assert agreements(run) == {
        ("a", "en"): (0.5, 1), ("a", "fr"): (0.5, 1), ("a", "es"): (0, 1), ("b", "en"): (0, 1), ("b", "fr"): (0, 1),
        ("c", "en"): (0, 0), ("c", "fr"): (0, 0),
    }  # fmt: skip
    assert measure(run).agreement == 0.2


def test_addresses_are_over_the_questions_whose_set_gives_one():
    m = measure((
        Judgement("a", "actor", "en", True, 2, placed=1, misplaced=1),
        Judgement("b", "actor", "en", True, 2, placed=1),
        Judgement("c", "actor", "en", True, 1),
    ))  # fmt: skip
    assert m.addresses == 0.75


def test_groups_by_pair_of_languages_and_by_document():
    en = Judgement("a", "actor", "fr", True, 1, text_language="en", work="RES-1")
    none = Judgement("b", "actor", "fr", False, 0, abstained=True)
    assert groups((en, none), pair) == {"fr-en": (en,), "fr-none": (none,)}
    assert groups((en, none), document) == {"RES-1": (en,)}
