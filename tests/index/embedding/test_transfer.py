"""Words of a language with little text get the vectors of the English words that they mean."""

import numpy as np

from index.embedding.train.corpus import Corpus
from index.embedding.train.model1 import translate
from index.embedding.train.ragged import from_lists
from index.embedding.train.transfer import transfer

ENGLISH = [[1, 2], [2, 3], [1, 3], [3]]
OTHER = [[11, 12], [12, 13], [11, 13], [13]]  # 11 means 1, 12 means 2, 13 means 3


def best():
    en, other, probability = translate(from_lists(ENGLISH), from_lists(OTHER), rounds=10)
    return {int(w): int(en[other == w][probability[other == w].argmax()]) for w in np.unique(other)}


def test_each_word_finds_its_translation():
    assert best() == {11: 1, 12: 2, 13: 3}


def test_rows_and_weights_are_those_of_the_translation():
    rng = np.random.default_rng(0)
    table, weights = rng.standard_normal((20, 8)).astype(np.float32), rng.standard_normal((20, 1)).astype(np.float32)
    before = table.copy(), weights.copy()
    learned = np.where(np.arange(20) < 10, 0.1, 0)
    learned[12] = 0.01  # a rare word of English, and a common one here
    pairs = {"ru": {"en": from_lists(ENGLISH * 3), "ru": from_lists(OTHER * 3)}}
    concepts = [{"en": [[1]], "ru": [[11]]}, {"en": [[2]], "ru": [[14]]}, {"en": [[3]], "fr": [[5]]}]
    corpus = Corpus(pairs, {}, {}, {}, concepts, {})
    assert transfer(table, weights, corpus, learned) == 4
    for word, meaning in ((11, 1), (12, 2), (13, 3), (14, 2)):
        cosine = table[word] @ table[meaning] / np.linalg.norm(table[word]) / np.linalg.norm(table[meaning])
        assert cosine > 0.9
        assert abs(weights[word] - weights[meaning]) < abs(before[1][word] - before[1][meaning])
    untouched = [n for n in range(20) if n not in (11, 12, 13, 14)]
    np.testing.assert_array_equal(table[untouched], before[0][untouched])
