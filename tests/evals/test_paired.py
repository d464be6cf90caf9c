from itertools import product
from math import comb

import pytest

from evals.paired import permutation_test, sign_test


@pytest.mark.parametrize(
    ("differences", "p"),
    [
        ([], 1.0),
        ([0, 0, 0], 1.0),
        ([-1, 1], 1.0),
        ([-1] * 5 + [0] * 9, 2 / 32),
        ([-1] * 6, 2 / 64),
        ([1] * 6, 2 / 64),
        ([-0.5] * 9 + [1], 2 * (1 + 10) / 1024),
        ([-1] * 15 + [1] * 5, 2 * sum(comb(20, k) for k in range(6)) / 2**20),
    ],
)
def test_sign_test_is_the_exact_binomial(differences, p):
    assert sign_test(differences) == pytest.approx(p)


def test_a_few_differences_go_through_every_flip():
    differences = [0.5, -0.2, 0.3, 0, 0.9]
    sums = [abs(sum(s * d for s, d in zip(signs, differences, strict=True))) for signs in product((-1, 1), repeat=5)]
    assert permutation_test(differences) == pytest.approx(sum(s >= 1.5 - 1e-9 for s in sums) / 32)


def test_many_differences_are_drawn_with_a_seed_and_come_near_the_exact_value():
    differences = [1.0] * 13 + [-1.0] * 4
    assert permutation_test(differences) == permutation_test(differences)
    assert permutation_test(differences) == pytest.approx(sign_test(differences), abs=0.01)
    assert 0 < permutation_test([-0.3] * 60) < 0.001


def test_no_difference_is_no_evidence():
    assert permutation_test([0.0] * 20) == 1.0 == permutation_test([])
