"""The figures of the hold-out: ranks by hand, late scores as search has them."""

import numpy as np
import pytest

from errors import BadInput
from index.embedding import load, measure
from index.late import LENGTH_OFFSET


def test_hits_count_a_tie_against():
    scores = np.array([[3, 1, 2], [5, 5, 0], [9, 8, 7]], dtype=float)  # ranks 1, 2, 3
    assert measure.hits(scores) == ("0.333", "1.000", f"{(1 + 1 / 2 + 1 / 3) / 3:.3f}")


def test_standard_scores():
    np.testing.assert_allclose(measure.standard(np.array([[1.0, 2.0, 3.0]])), [[-1.2247, 0, 1.2247]], atol=1e-3)


def late_score(question, clause):
    if not len(question):
        return 0.0
    best = np.maximum((question.vectors @ clause.vectors.T).max(axis=1), 0)
    return (question.weights * best**2).sum() / np.log(LENGTH_OFFSET + len(clause))


def test_late_scores_are_those_of_each_pair():
    embedding = load("builtin")
    questions = embedding.tokens(["who elects the chair", "", "frais de licence"])
    clauses = embedding.tokens(["Le comité élit son président.", "A licence is granted for a fee.", "Fin"])
    expected = [[late_score(question, clause) for clause in clauses] for question in questions]
    np.testing.assert_allclose(measure.late_scores(questions, clauses), expected, atol=1e-5)


def test_the_card_gets_the_figures(tmp_path):
    card = tmp_path / "CARD.md"
    card.write_text(f"Before.\n{measure.START}\nold\n{measure.END}\nAfter.\n", encoding="utf-8")
    measure.write_card(card, "new")
    assert card.read_text(encoding="utf-8") == f"Before.\n{measure.START}\n\nnew\n\n{measure.END}\nAfter.\n"


def test_a_card_without_marks_is_left_alone(tmp_path):
    card = tmp_path / "CARD.md"
    card.write_text("No marks.", encoding="utf-8")
    with pytest.raises(BadInput, match="marks for the figures are missing"):
        measure.write_card(card, "new")
    assert card.read_text(encoding="utf-8") == "No marks."
