import json
from dataclasses import replace

import pytest

from errors import BadInput
from evals import gate, measures, outcomes
from evals.judge import Judgement

INPUTS = gate.Inputs("c", "q", "w", "s")
RIGHT = {
    "gold": 2, "gains": (1, 0, 1), "cited_first": True, "facts_met": True, "citations": 1, "cited_right": 1, "cited_gold": 2,
    "facts_stated": 1.0, "span": (9, 9, 9), "place": "x", "placed": 2,
}  # fmt: skip
WRONG = {
    "gold": 2, "gains": (0, 1, 0), "cited_first": False, "facts_met": False, "citations": 1, "cited_right": 0, "cited_gold": 0,
    "facts_stated": 0.5, "span": (0, 9, 9),
}  # fmt: skip


def judgement(n, language="en", **fields):
    return Judgement(**{"id": f"q{n}", "kind": "actor", "language": language, "answerable": True, **RIGHT, **fields})


def run(wrong=(), size=40, languages=("en", "fr"), **fields):
    """``size`` questions in each language, right but for those in ``wrong``, and ten without an answer."""
    asked = [judgement(n, at, **((WRONG if n in wrong else {}) | fields)) for n in range(size) for at in languages]
    barred = [
        judgement(900 + n, at, answerable=False, gold=0, gains=(), cited_first=False, facts_met=None, citations=0, abstained=True,
                  span=None, place="", placed=0)
        for n in range(10) for at in languages
    ]  # fmt: skip
    return (*asked, *barred)


def with_(judgements, at, **fields):
    return tuple(replace(j, **fields) if i == at else j for i, j in enumerate(judgements))


@pytest.fixture
def path(tmp_path):
    return tmp_path / "baseline.json"


@pytest.fixture
def baseline(path):
    gate.write(path, INPUTS, run())
    return path


def test_the_same_run_passes_and_so_does_a_better_one(path):
    gate.write(path, INPUTS, run(wrong=range(9)))
    assert gate.failures(path, INPUTS, run(wrong=range(9))) == ()
    assert gate.failures(path, INPUTS, run()) == ()


def test_a_quote_that_does_not_hold_is_told(baseline):
    (failure,) = gate.failures(baseline, INPUTS, with_(run(), 3, faults=("the quote is empty",)))
    assert failure.startswith("Quote validity is 0.9875, it must be 1: 1 of 80")


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"cited_first": False}, "first citation"),
        ({"facts_met": False}, "facts"),
        ({"abstained": True, "cited_first": False}, "declined"),
        ({"error": "RuntimeError: no", "cited_first": False}, "RuntimeError"),
        ({"answerable": False, "facts_met": None}, "has no answer"),
    ],
)
def test_a_protected_question_that_breaks_is_told_and_blocks_a_blessing(path, fields, why):
    gate.write(path, INPUTS, with_(run(), 0, protected=True))
    kept = path.read_bytes()
    broken = with_(run(), 0, protected=True, **fields)
    failures = gate.failures(path, INPUTS, broken)
    assert failures[0].startswith("q0 (en) is protected and came out wrong: ") and why in failures[0]
    with pytest.raises(BadInput):
        gate.write(path, INPUTS, broken)
    assert path.read_bytes() == kept


def test_one_question_lost_passes_and_a_significant_loss_does_not(baseline):
    assert gate.failures(baseline, INPUTS, with_(run(), 0, **WRONG)) == ()
    told = "\n".join(gate.failures(baseline, INPUTS, run(wrong=range(6))))
    assert "all: first_citation is significantly worse, 0.8500; the baseline has 1.0000 (p = 0.0312)." in told
    assert "fr: mrr is significantly worse" in told


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"cited_right": 0}, "citation_precision"),
        ({"cited_gold": 1}, "citation_recall"),
        ({"facts_stated": 0.5}, "fact_coverage"),
        ({"span": (1, 9, 9)}, "span_precision"),
        ({"span": (1, 1, 9)}, "span_recall"),
        ({"placed": 1, "misplaced": 1}, "addresses"),
        ({"place": "elsewhere"}, "agreement"),
    ],
)
def test_each_measure_by_itself_can_shut_the_gate(baseline, fields, told):
    in_fr = tuple(replace(j, **fields) if j.language == "fr" and j.answerable and int(j.id[1:]) < 12 else j for j in run())
    failures = gate.failures(baseline, INPUTS, in_fr)
    assert failures and {line.split()[1] for line in failures if "significantly" in line} >= {told}


def test_a_confidence_that_no_longer_tells_right_from_wrong_shuts_the_gate(path):
    def rated(right, wrong):
        return tuple(replace(j, confidence=right if j.gains[:1] == (1,) else wrong) for j in run(wrong=range(9)))

    gate.write(path, INPUTS, rated(0.9, 0.2))
    assert gate.failures(path, INPUTS, rated(0.9, 0.1)) == ()
    told = gate.failures(path, INPUTS, rated(0.2, 0.9))
    assert told and all(line.startswith("all: aurc is") for line in told)


def test_an_answer_that_changes_when_asked_again_is_told_unless_a_language_model_gave_it(baseline):
    (failure,) = gate.failures(baseline, INPUTS, with_(run(), 2, repeated=False, mode="extractive"))
    assert failure == "1 asked a second time cited otherwise, q1 (en) first."
    assert gate.failures(baseline, INPUTS, with_(run(), 2, repeated=False, mode="some-model")) == ()
    assert gate.failures(baseline, INPUTS, with_(run(), 2, repeated=True, mode="extractive")) == ()


def test_gains_elsewhere_do_not_hide_a_language_that_fell(path):
    worse_in_fr = tuple(replace(j, **WRONG) if j.language == "fr" and j.answerable and int(j.id[1:]) < 8 else j for j in run())
    worse_in_en = tuple(replace(j, **WRONG) if j.language == "en" and j.answerable and int(j.id[1:]) < 8 else j for j in run())
    gate.write(path, INPUTS, worse_in_en)
    told = gate.failures(path, INPUTS, worse_in_fr)
    assert told and all(line.startswith("fr: ") for line in told)


def test_false_answers_and_refusals_count_as_losses(baseline):
    answered = tuple(replace(j, abstained=False) for j in run())
    assert any("all: false_answers is significantly worse" in line for line in gate.failures(baseline, INPUTS, answered))
    declined = tuple(replace(j, abstained=True) for j in run())
    assert any("en: false_refusals is significantly worse" in line for line in gate.failures(baseline, INPUTS, declined))


def test_small_losses_blessed_one_by_one_cannot_add_up(baseline):
    gate.write(baseline, INPUTS, run(wrong=(0,)))
    failures = gate.failures(baseline, INPUTS, run(wrong=(0, 1)))
    assert "all: first_citation is 0.9500, more than 0.020 worse than the best ever blessed, 1.0000." in failures[0:9]
    assert not any("significantly" in line for line in failures)


def test_the_best_is_kept_by_a_worse_blessing_and_raised_by_a_better_one(path):
    for wrong, best in ((range(2), 0.95), (range(4), 0.95), ((), 1.0)):
        gate.write(path, INPUTS, run(wrong=wrong))
        assert gate.read(path).best["all"]["first_citation"] == best


def test_a_changed_set_carries_what_the_answers_lie_under_the_best(baseline):
    gate.write(baseline, INPUTS, run(wrong=(0, 1)))
    gate.write(baseline, replace(INPUTS, questions="other"), run(wrong=(0, 1, 40, 41), size=44))
    kept = gate.read(baseline)
    assert kept.measures["all"]["first_citation"] == pytest.approx(40 / 44, abs=1e-4)
    assert kept.best["all"]["first_citation"] == pytest.approx(40 / 44 + 0.05, abs=1e-4)


def test_questions_that_were_not_asked_are_told(baseline):
    assert gate.failures(baseline, INPUTS, run(languages=("en",)))[0] == (
        "50 of the baseline's questions were not asked, q0 (fr) first."
    )


@pytest.mark.parametrize("field", ["corpus", "questions"])
def test_figures_over_other_inputs_are_not_compared(baseline, field):
    (failure,) = gate.failures(baseline, replace(INPUTS, **{field: "other"}), run())
    assert "bless" in failure


def test_other_weights_and_settings_are_named_and_held_to_the_same_figures(baseline):
    other = replace(INPUTS, weights="other", settings="other")
    assert gate.failures(baseline, other, run()) == ()
    assert gate.failures(baseline, other, run(wrong=range(20)))
    assert gate.notes(baseline, other, run()) == (
        "The weights are not those of the baseline.", "The settings are not those of the baseline.",
    )  # fmt: skip
    assert gate.notes(baseline, INPUTS, run()) == ()


def test_the_steps_that_lost_otherwise_than_in_the_baseline_are_named(path):
    gate.write(path, INPUTS, run(wrong=(0,)))
    misplaced = with_(run(wrong=(0,)), 5, misplaced=1, instead="resolves 2, not resolves 1")
    assert gate.notes(path, INPUTS, misplaced) == ("Lost in parsing: 1, the baseline has 0.",)
    old = {key: value for key, value in json.loads(path.read_text()).items() if key != "steps"}
    path.write_text(json.dumps(old))
    assert gate.notes(path, INPUTS, misplaced) == ("Lost in parsing: 1.", "Lost in retrieval: 2.")


def test_no_baseline_is_a_failure_that_says_what_to_run(path):
    (failure,) = gate.failures(path, INPUTS, run())
    assert "python -m evals bless" in failure


@pytest.mark.parametrize("content", ["{", "{}", '{"corpus": "c"}', "[]"])
def test_a_broken_baseline_is_one_clear_line(path, content):
    path.write_text(content)
    with pytest.raises(BadInput):
        gate.failures(path, INPUTS, run())
    with pytest.raises(BadInput):
        gate.write(path, INPUTS, run())
    assert path.read_text() == content


@pytest.mark.parametrize("fields", [{"error": "no"}, {"faults": ("x",)}, {"protected": True, "cited_first": False}])
def test_a_faulty_run_is_not_blessed(path, fields):
    with pytest.raises(BadInput):
        gate.write(path, INPUTS, with_(run(), 1, **fields))
    assert not path.exists()


def test_a_run_that_cites_nothing_is_not_blessed(path):
    with pytest.raises(BadInput):
        gate.write(path, INPUTS, run(citations=0))


def test_the_baseline_has_a_line_a_question_and_reads_back_as_it_was(baseline):
    kept, text = gate.read(baseline), baseline.read_text()
    assert kept.inputs == INPUTS and kept.scores == outcomes.scores(run())
    assert '\n  "q0 en": [1.0, 1.0, 1.0, 1.0, ' in text
    assert set(json.loads(text)) == {
        "corpus", "questions", "weights", "settings", "measures", "best", "steps", "columns", "outcomes",
    }  # fmt: skip


def test_the_figures_are_those_of_the_measures():
    judgements = with_(run(wrong=(1, 5)), 81, abstained=False)
    measured = measures.measure(judgements)
    for name, value in gate.figures(outcomes.scores(judgements))["all"].items():
        assert value == pytest.approx(getattr(measured, name), abs=1e-5), name
