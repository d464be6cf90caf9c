"""One language of an index as a vector store of LlamaIndex: vectors from Chroma, texts and metadata from the catalogue.

``VectorStoreIndex.from_vector_store(index.vector_store("fr"), embed_model=...)``. It reads; ``python -m ingest`` writes.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from llama_index.core.schema import BaseNode, NodeRelationship, RelatedNodeInfo, TextNode
from llama_index.core.vector_stores.types import (
    BasePydanticVectorStore,
    FilterCondition,
    FilterOperator,
    MetadataFilter,
    MetadataFilters,
    VectorStoreQuery,
    VectorStoreQueryMode,
    VectorStoreQueryResult,
)
from pydantic import PrivateAttr

from index.catalogue import Catalogue
from schema import Clause, DocumentInfo

COLUMNS = {  # what is told of a clause -> where the catalogue has it
    "document": "d.name", "document_id": "c.document_id", "address": "c.address", "kind": "c.kind", "section": "c.section",
    "language": "d.language", "year": "d.year", "file": "d.file", "page": "c.page",
}  # fmt: skip
_COMPARED = {
    FilterOperator.EQ: "{} IS ?", FilterOperator.NE: "{} IS NOT ?", FilterOperator.GT: "{} > ?", FilterOperator.LT: "{} < ?",
    FilterOperator.GTE: "{} >= ?", FilterOperator.LTE: "{} <= ?", FilterOperator.TEXT_MATCH: "instr({}, ?) > 0",
}  # fmt: skip
_JOINED = {FilterCondition.AND: " AND ", FilterCondition.OR: " OR "}


class ClauseVectorStore(BasePydanticVectorStore):
    """Reads one language. Filters by any of ``COLUMNS``, by ids and by documents; searches among what they leave
    are exact. Nodes have the clauses' ids."""

    stores_text: bool = True
    flat_metadata: bool = True
    _index: Any = PrivateAttr()
    _language: str = PrivateAttr()

    def __init__(self, index, language: str):
        super().__init__(stores_text=True)
        self._index, self._language = index, language

    @classmethod
    def class_name(cls) -> str:
        return "ClauseVectorStore"

    @property
    def client(self) -> Any:
        """The Chroma collection."""
        return self._index.store.collection(self._language)

    def query(self, query: VectorStoreQuery, **kwargs: Any) -> VectorStoreQueryResult:
        """The nodes nearest to ``query.query_embedding`` with their cosines. Raises ValueError for a mode other than
        the default one, for metadata that no clause has and for an operator that is not supported."""
        if query.mode != VectorStoreQueryMode.DEFAULT:
            raise ValueError(f"the mode {query.mode.value!r} is not supported; ClauseRetriever searches by words too")
        vector = np.asarray(query.query_embedding, dtype=np.float32)
        allowed = self._allowed(query.filters, query.node_ids, query.doc_ids)
        if allowed is None:
            found = self._index.search_dense(vector, self._language, query.similarity_top_k)
        else:
            found = self._index.score_dense(vector, self._language, allowed)[: query.similarity_top_k]
        ids = [clause_id for clause_id, _ in found]
        return VectorStoreQueryResult(nodes=self._nodes(ids), similarities=[score for _, score in found], ids=ids)

    def get_nodes(self, node_ids: list[str] | None = None, filters: MetadataFilters | None = None) -> list[BaseNode]:
        """The nodes with these ids that pass the filters, by id; all of the language where neither is given."""
        allowed = self._allowed(filters, node_ids, None)
        if allowed is None:
            allowed = self._index.catalogue.ids_in(self._language)
        return self._nodes(allowed)

    def add(self, nodes: Sequence[BaseNode], **kwargs: Any) -> list[str]:
        """Not here: ``python -m ingest`` writes the index."""
        raise NotImplementedError("the index is written by: python -m ingest")

    def delete(self, ref_doc_id: str, **delete_kwargs: Any) -> None:
        """Not here: ``python -m ingest`` writes the index."""
        raise NotImplementedError("the index is written by: python -m ingest")

    def _allowed(
        self, filters: MetadataFilters | None, node_ids: Sequence[str] | None, doc_ids: Sequence[str] | None
    ) -> list[str] | None:
        """Ids to keep to, in order; None for all. LlamaIndex gives an empty list where it has none to keep to."""
        where, values = _condition(filters) if filters and filters.filters else ("", [])
        if doc_ids:
            of_these = f"c.document_id IN ({', '.join('?' * len(doc_ids))})"
            where, values = f"({where}) AND {of_these}" if where else of_these, [*values, *doc_ids]
        if not where and not node_ids:
            return None
        ids = self._index.catalogue.ids_in(self._language, where, values)
        return sorted(set(ids) & set(node_ids)) if node_ids else ids

    def _nodes(self, ids: Sequence[str]) -> list[BaseNode]:
        catalogue: Catalogue = self._index.catalogue
        clauses = catalogue.clauses_by_ids(ids).values()
        return [node(clause, catalogue.info(clause.document_id)) for clause in clauses]


def node(clause: Clause, document: DocumentInfo) -> TextNode:
    """A clause as LlamaIndex has it; its source is its document."""
    source = {NodeRelationship.SOURCE: RelatedNodeInfo(node_id=clause.document_id)}
    return TextNode(id_=clause.id, text=clause.text, metadata=metadata(clause, document), relationships=source)


def metadata(clause: Clause, document: DocumentInfo) -> dict[str, str | int]:
    """What is told of a clause to whoever builds on LlamaIndex; what is not known is left out."""
    known = {
        "document": document.name,
        "document_id": document.id,
        "address": clause.address,
        "kind": clause.kind,
        "section": clause.section,
        "language": document.language,
        "year": document.year,
        "file": document.file,
        "page": clause.page,
    }
    return {name: value for name, value in known.items() if value not in (None, "")}


def _condition(filters: MetadataFilters) -> tuple[str, list]:
    """Filters as a condition of SQL and its values."""
    parts, values = [], []
    for one in filters.filters:
        sql, more = _condition(one) if isinstance(one, MetadataFilters) else _compared(one)
        parts.append(f"({sql})")
        values += more
    if filters.condition == FilterCondition.NOT:
        return f"NOT ({' OR '.join(parts)})", values
    return _JOINED[filters.condition or FilterCondition.AND].join(parts) or "1", values


def _compared(one: MetadataFilter) -> tuple[str, list]:
    """One filter. What a clause has no value of differs from every value, as in Chroma."""
    if one.key not in COLUMNS:
        raise ValueError(f"no clause has the metadata {one.key!r}; there are: {', '.join(COLUMNS)}")
    column = COLUMNS[one.key]
    if one.operator in (FilterOperator.IN, FilterOperator.NIN):
        among = f"coalesce({column} IN ({', '.join('?' * len(one.value))}), 0)"
        return (among if one.operator == FilterOperator.IN else f"NOT {among}"), list(one.value)
    if one.operator == FilterOperator.IS_EMPTY:
        return f"coalesce({column}, '') = ''", []
    if one.operator not in _COMPARED:
        raise ValueError(f"the operator {one.operator.value!r} is not supported")
    return f"coalesce({_COMPARED[one.operator].format(column)}, 0)", [one.value]
