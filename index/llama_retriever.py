"""The clause retriever as a LlamaIndex BaseRetriever, for whoever builds on LlamaIndex."""

from __future__ import annotations

from llama_index.core.base.base_retriever import BaseRetriever
from llama_index.core.schema import NodeWithScore, QueryBundle, TextNode

from index.retriever import Query, search
from itu.language import detect_language
from settings import Settings


class ClauseRetriever(BaseRetriever):
    """Retrieves clauses as TextNodes whose ids are the clause ids."""

    def __init__(self, index, settings: Settings, **kwargs):
        self._index = index
        self._settings = settings
        super().__init__(**kwargs)

    def _retrieve(self, query_bundle: QueryBundle) -> list[NodeWithScore]:
        text = query_bundle.query_str
        hits = search(self._index.current(), Query(text, detect_language(text)), self._settings)
        return [NodeWithScore(node=_node(hit), score=hit.score) for hit in hits]


def _node(hit) -> TextNode:
    clause, document = hit.clause, hit.document
    metadata = {
        "document": document.name,
        "document_id": document.id,
        "address": clause.address,
        "language": document.language,
        "file": document.file,
        "page": clause.page,
        "kind": clause.kind,
    }
    return TextNode(id_=clause.id, text=clause.text, metadata=metadata)
