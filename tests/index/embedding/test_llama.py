"""The embedding as LlamaIndex sees it."""

import numpy as np

from index.embedding import load
from index.embedding.llama import ClauseEmbedding

TEXTS = ["Les États Membres sont invités à participer.", "Member States are invited to take part."]


def test_gives_the_embedding_s_own_vectors():
    embedding = load("builtin")
    ours = ClauseEmbedding(embedding)
    expected = embedding.embed(TEXTS)
    np.testing.assert_allclose(ours.get_text_embedding_batch(TEXTS), expected, atol=1e-6)
    np.testing.assert_allclose(ours.get_query_embedding(TEXTS[0]), expected[0], atol=1e-6)
    assert ours.model_name == embedding.id
