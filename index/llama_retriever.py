"""The clause retriever as a LlamaIndex BaseRetriever, for whoever builds on LlamaIndex."""

from __future__ import annotations

from llama_index.core.base.base_retriever import BaseRetriever
from llama_index.core.schema import NodeWithScore, QueryBundle

from index.filters import Filter
from index.llama_store import node
from index.retriever import Query, search
from itu.language import detect_language
from settings import Settings


class ClauseRetriever(BaseRetriever):
    """Retrieves clauses as TextNodes whose ids are the clause ids, by all that a question is searched by."""

    def __init__(self, index, settings: Settings, *, filters: Filter | None = None, **kwargs):
        self._index = index
        self._settings = settings
        self._filters = filters
        super().__init__(**kwargs)

    def _retrieve(self, query_bundle: QueryBundle) -> list[NodeWithScore]:
        text = query_bundle.query_str
        index = self._index.current()
        within = index.select(self._filters) if self._filters else None
        hits = search(index, Query(text, detect_language(text), within=within), self._settings)
        return [NodeWithScore(node=node(hit.clause, hit.document), score=hit.score) for hit in hits]
