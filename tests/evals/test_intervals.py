import pytest

from evals.intervals import intervals
from evals.judge import Judgement


def run(share, count=200, languages=("en",)):
    return tuple(
        Judgement(f"q{n}", "actor", language, True, 1, gains=(int(n < share * count),))
        for n in range(count)
        for language in languages
    )


def test_the_interval_of_a_half_over_200_questions_is_that_of_the_binomial():
    low, high = intervals(run(0.5))["hit_1"]
    assert (low, high) == (pytest.approx(0.431, abs=0.01), pytest.approx(0.569, abs=0.01))  # ± 1.96 × √(¼ / 200)


def test_a_question_in_six_languages_is_drawn_as_one():
    alone, six = intervals(run(0.5))["hit_1"], intervals(run(0.5, languages="abcdef"))["hit_1"]
    assert six == alone  # and not √6 times as narrow


def test_the_same_run_has_the_same_intervals_and_what_is_not_measured_has_none():
    assert intervals(run(0.3)) == intervals(run(0.3))
    assert "false_answers" not in intervals(run(0.3))
    assert intervals(()) == {}
