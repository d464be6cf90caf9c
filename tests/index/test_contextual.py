"""Clause vectors in their context: the same whether or not an embedding sums texts apart."""

import numpy as np

from index import contextual
from index.embedding import load
from index.entry import embedded, make
from index.passage import titled
from tests import fakes


class Whole:
    """The built-in embedding without its sums."""

    def embed(self, texts):
        return load().embed(texts)


def pairs(*documents):
    return [(info.info, clause) for info, clauses in documents for clause in clauses]


def test_titles_are_read_once_and_nothing_changes():
    found = pairs(
        fakes.document("RES-1-2012-en", ["resolves to instruct the Director", "…", "to report to the Council (2012)"]),
        fakes.document("RES-2-2012-zh", ["决定请主任向理事会报告", "注意到"]),
    )
    ours, whole = contextual.vectors(load(), found), contextual.vectors(Whole(), found)
    assert ours.shape == (5, load().dimensions) and np.allclose(ours, whole, atol=1e-6)


def test_an_entry_s_vectors_are_those_of_its_texts_read_anew():
    documents = [fakes.document("RES-1-2012-en", ["resolves to act", "…"]), fakes.document("RES-1-2012-ar", ["يقرر أن يقدم تقريراً"])]
    entries = embedded(load(), [make(*document) for document in documents])
    expected = contextual.vectors(load(), pairs(*documents))
    assert np.allclose(np.concatenate([entry.vectors for entry in entries]), expected, atol=1e-6)


def test_a_text_alone_is_embedded_after_its_title():
    [pair] = found = pairs(fakes.document("RES-1-2012-en", ["resolves to act"]))
    alone = load().embed(["resolves to act"])[0]
    expected = load().embed([titled(*pair)])[0] + contextual.SECTION * alone
    assert np.allclose(contextual.vectors(load(), found)[0], expected / np.linalg.norm(expected), atol=1e-6)


def test_sums_of_two_texts_are_those_of_both_together():
    one, other = "telecommunication networks", "pour l'accès à l'Internet"
    assert np.allclose(load().sums([one]) + load().sums([other]), load().sums([f"{one} {other}"]), atol=1e-4)
