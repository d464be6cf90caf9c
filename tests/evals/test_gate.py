from dataclasses import replace

import pytest

from errors import BadInput
from evals import gate
from evals.measures import Measures

INPUTS = gate.Inputs("c", "q", "w")
ALL = Measures(
    questions=10, answerable=8, errors=0, hit_1=0.75, hit_5=1.0, mrr=2 / 3, recall_10=1.0, ndcg_10=0.9,
    first_citation=0.5, facts=0.5, citation_validity=1.0, false_answers=0.5, false_refusals=0.0,
    other_language=0, hit_length=100, seconds=1.0,
)  # fmt: skip


@pytest.fixture
def baseline(tmp_path):
    path = tmp_path / "baseline.json"
    gate.write(path, INPUTS, {"all": ALL})
    return path


def test_the_same_run_passes(baseline):
    assert gate.failures(baseline, INPUTS, {"all": ALL}) == ()


@pytest.mark.parametrize(
    ("change", "word"),
    [
        ({"hit_1": 0.625}, "hit_1 is 0.6250, under"),
        ({"mrr": 0.66}, "mrr"),
        ({"facts": None}, "facts was not measured"),
        ({"false_answers": 1.0}, "false_answers is 1.0000, over"),
        ({"false_refusals": 0.125}, "false_refusals"),
        ({"citation_validity": 0.99}, "citation validity"),
    ],
)
def test_a_worse_run_is_told(baseline, change, word):
    (failure,) = gate.failures(baseline, INPUTS, {"all": replace(ALL, **change)})
    assert word in failure


@pytest.mark.parametrize("change", [{"hit_1": 1.0}, {"false_answers": 0.0}, {"hit_length": 900}])
def test_a_better_run_passes(baseline, change):
    assert gate.failures(baseline, INPUTS, {"all": replace(ALL, **change)}) == ()


def test_a_language_that_went_missing_is_told(tmp_path):
    path = tmp_path / "baseline.json"
    gate.write(path, INPUTS, {"all": ALL, "fr": ALL})
    assert gate.failures(path, INPUTS, {"all": ALL}) == ("fr was not measured, the baseline has it.",)


@pytest.mark.parametrize("field", ["corpus", "questions"])
def test_figures_over_other_inputs_are_not_compared(baseline, field):
    (failure,) = gate.failures(baseline, replace(INPUTS, **{field: "other"}), {"all": ALL})
    assert "bless" in failure


def test_other_weights_are_held_to_the_same_figures(baseline):
    other = replace(INPUTS, weights="other")
    assert gate.failures(baseline, other, {"all": ALL}) == ()
    assert gate.failures(baseline, other, {"all": replace(ALL, hit_1=0.0)})


def test_no_baseline_is_a_failure_that_says_what_to_run(tmp_path):
    (failure,) = gate.failures(tmp_path / "none.json", INPUTS, {"all": ALL})
    assert "python -m evals bless" in failure


@pytest.mark.parametrize("content", ["{", "{}", '{"corpus": "c"}', "[]"])
def test_a_broken_baseline_is_one_clear_line(tmp_path, content):
    path = tmp_path / "baseline.json"
    path.write_text(content)
    with pytest.raises(BadInput):
        gate.failures(path, INPUTS, {"all": ALL})


@pytest.mark.parametrize("change", [{"errors": 1}, {"citation_validity": 0.5}, {"citation_validity": None}])
def test_a_faulty_run_is_not_blessed(tmp_path, change):
    with pytest.raises(BadInput):
        gate.write(tmp_path / "baseline.json", INPUTS, {"all": replace(ALL, **change)})
    assert not (tmp_path / "baseline.json").exists()
