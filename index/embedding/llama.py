"""An Embedding as LlamaIndex's own kind."""

from __future__ import annotations

from llama_index.core.base.embeddings.base import BaseEmbedding
from pydantic import PrivateAttr

from index.embedding import Embedding, embed_question


class ClauseEmbedding(BaseEmbedding):
    """``ClauseEmbedding(load("builtin"))``: any Embedding as LlamaIndex wants one."""

    _embedding: Embedding = PrivateAttr()

    def __init__(self, embedding: Embedding, **options):
        super().__init__(model_name=embedding.id, **options)
        self._embedding = embedding

    @classmethod
    def class_name(cls) -> str:
        return "ClauseEmbedding"

    def _get_text_embedding(self, text: str) -> list[float]:
        return self._embedding.embed([text])[0].tolist()

    def _get_text_embeddings(self, texts: list[str]) -> list[list[float]]:
        return self._embedding.embed(texts).tolist()

    def _get_query_embedding(self, query: str) -> list[float]:
        return embed_question(self._embedding, query).tolist()

    async def _aget_query_embedding(self, query: str) -> list[float]:
        return self._get_query_embedding(query)
