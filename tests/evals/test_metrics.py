"""Hand-worked values. log2(2) = 1, log2(3) = 1.58496, log2(4) = 2."""

import pytest

from evals import metrics


@pytest.mark.parametrize(
    ("gains", "k", "expected"), [((1, 0), 1, 1.0), ((0, 1), 1, 0.0), ((0, 1), 2, 1.0), ((), 5, 0.0)]
)
def test_hit_at(gains, k, expected):
    assert metrics.hit_at(gains, k) == expected


@pytest.mark.parametrize(("gains", "expected"), [((1,), 1.0), ((0, 0, 1, 1), 1 / 3), ((0, 0), 0.0), ((), 0.0)])
def test_reciprocal_rank(gains, expected):
    assert metrics.reciprocal_rank(gains) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("gains", "gold", "k", "expected"), [((0, 1, 0, 1), 4, 10, 0.5), ((0, 1, 0, 1), 4, 2, 0.25), ((2,), 2, 1, 1.0)]
)
def test_recall_at(gains, gold, k, expected):
    assert metrics.recall_at(gains, gold, k) == expected


@pytest.mark.parametrize(
    ("gains", "gold", "k", "expected"),
    [
        ((1, 1), 2, 10, 1.0),
        ((0, 1), 1, 10, 1 / 1.5849625),
        ((0, 0, 1), 2, 10, 0.5 / (1 + 1 / 1.5849625)),  # one of two is never met
        ((0, 2), 2, 10, 1 / 1.5849625),  # one clause holds both quotes: the best order has it first
        ((0, 1), 1, 1, 0.0),
        ((), 1, 10, 0.0),
    ],
)
def test_ndcg_at(gains, gold, k, expected):
    assert metrics.ndcg_at(gains, gold, k) == pytest.approx(expected)


def test_mean_of_nothing_is_none():
    assert metrics.mean([]) is None
    assert metrics.mean([1, 0]) == 0.5


def test_risk_coverage_worked_by_hand():
    curve = metrics.risk_coverage([(0.5, False), (0.9, True), (0.7, False), (0.6, True)])
    assert curve == ((0.25, 0.0), (0.5, 0.5), (0.75, pytest.approx(1 / 3)), (1.0, 0.5))
    assert metrics.risk_coverage([]) == ()


def test_answers_of_one_confidence_come_in_no_order():
    assert metrics.risk_coverage([(1.0, True), (1.0, False)]) == metrics.risk_coverage([(1.0, False), (1.0, True)]) == ((0.5, 0.5), (1.0, 0.5))


def test_percentile_is_linear_between_two_values():
    assert metrics.percentile([4.0, 1.0, 3.0, 2.0], 0.5) == 2.5
    assert metrics.percentile([1.0, 2.0, 3.0, 4.0], 0.95) == pytest.approx(3.85)
    assert (metrics.percentile([7.0], 0.95), metrics.percentile([], 0.5)) == (7.0, None)


@pytest.mark.parametrize("answers", [
    [(0.5, False), (0.9, True), (0.7, False), (0.6, True)],
    [(0.5, False), (0.5, True), (0.5, False), (0.9, True), (0.1, False)],
    [(1.0, True)], [(1.0, False), (1.0, False)], [],
])  # fmt: skip
def test_the_mean_of_the_risk_shares_is_the_area(answers):
    area = metrics.mean(risk for _, risk in metrics.risk_coverage(answers))
    assert metrics.mean(metrics.risk_shares(answers)) == (None if area is None else pytest.approx(area))
    assert all(not share for share, (_, right) in zip(metrics.risk_shares(answers), answers, strict=True) if right)


@pytest.mark.parametrize(("gains", "gold", "ndcg", "rr", "recall"), [
    ((0, 2, 0, 1), 4, 0.540586, 0.5, None),  # trec_eval counts the clause that holds two quotes once: no recall to compare
    ((1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1), 3, 0.469279, 1.0, 0.333333),
    ((0, 0, 0), 1, 0.0, 0.0, 0.0),
    ((1, 1, 1), 3, 1.0, 1.0, 1.0),
])  # fmt: skip
def test_figures_are_those_of_trec_eval(gains, gold, ndcg, rr, recall):
    """nDCG@10, RR and R@10 as ir-measures 0.4.3 gives them (pytrec_eval), a quote never met as a document not returned."""
    assert metrics.ndcg_at(gains, gold, 10) == pytest.approx(ndcg, abs=1e-6)
    assert metrics.reciprocal_rank(gains) == pytest.approx(rr)
    assert recall is None or metrics.recall_at(gains, gold, 10) == pytest.approx(recall, abs=1e-6)
