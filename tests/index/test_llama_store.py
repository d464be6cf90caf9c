"""A language of the index as LlamaIndex's own users read it: nodes, filters, ids."""

import pytest
from llama_index.core.vector_stores import MetadataFilter, MetadataFilters, VectorStoreQuery
from llama_index.core.vector_stores.types import VectorStoreQueryMode

from tests.ingest.workshop import Workshop

TEXTS = (
    "# RES-1-2012-en\nresolves to act\ninvites the Council\n"
    "# RES-2-2016-en\nconsidering numbering\nresolves to number\nresolves to act again\n# RES-1-2012-fr\ndécide d'agir\n"
)


@pytest.fixture
def held(tmp_path):
    shop = Workshop(tmp_path)
    shop.write(a_txt=TEXTS)
    shop.ingest()
    index = shop.open()
    yield index
    index.close()


def query(index, text="resolves to act", k=10, **options):
    vector = index.embedding.embed([text])[0].tolist()
    return index.vector_store("en").query(VectorStoreQuery(query_embedding=vector, similarity_top_k=k, **options))


def test_nodes_have_the_clauses_texts_ids_and_what_is_known_of_them(held):
    result = query(held, k=2)
    best = result.nodes[0]
    assert result.ids[0] == best.node_id and result.ids[0].startswith("RES-") and len(result.nodes) == 2
    clause = held.catalogue.clause(best.node_id)
    assert (best.text, best.ref_doc_id) == (clause.text, clause.document_id)
    assert best.metadata["address"] == clause.address and best.metadata["language"] == "en"
    assert result.similarities == sorted(result.similarities, reverse=True)
    assert held.vector_store("en").client.count() == 5


def only(key, value, operator="=="):
    return MetadataFilters(filters=[MetadataFilter(key=key, value=value, operator=operator)])


def both(*filters, condition="and"):
    return MetadataFilters(filters=list(filters), condition=condition)


FIRST = ["RES-1-2012-en#p1", "RES-1-2012-en#p2"]
SECOND = ["RES-2-2016-en#p1", "RES-2-2016-en#p2", "RES-2-2016-en#p3"]


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        (only("year", 2012), FIRST),
        (only("year", 2012, "!="), SECOND),
        (only("year", 2012, ">"), SECOND),
        (only("document_id", ["RES-1-2012-en", "other"], "in"), FIRST),
        (only("document_id", ["RES-1-2012-en"], "nin"), SECOND),
        (only("address", "resolves 3"), SECOND[2:]),
        (only("page", 1), []),
        (only("page", 1, "!="), FIRST + SECOND),
        (only("page", [1], "nin"), FIRST + SECOND),
        (only("page", None, "is_empty"), FIRST + SECOND),
        (only("document", "RES-2", "text_match"), SECOND),
        (both(only("year", 2016), only("address", "resolves 1"), condition="or"), [FIRST[0], *SECOND]),
        (both(only("year", 2016), only("address", "resolves 1")), SECOND[:1]),
        (both(only("year", 2016), condition="not"), FIRST),
    ],
)
def test_metadata_filters(held, filters, expected):
    assert sorted(query(held, filters=filters).ids) == expected
    assert [node.node_id for node in held.vector_store("en").get_nodes(filters=filters)] == expected


def test_the_best_among_those_a_filter_leaves(held):
    [best] = query(held, "resolves to number", k=1, filters=only("year", 2016)).ids
    assert best == "RES-2-2016-en#p2"


def test_ids_of_nodes_and_documents(held):
    assert sorted(query(held, doc_ids=["RES-1-2012-en"]).ids) == FIRST
    assert query(held, node_ids=[SECOND[0], "RES-1-2012-fr#p1"]).ids == SECOND[:1]
    assert query(held, node_ids=FIRST, filters=only("year", 2016)).ids == []
    nodes = held.vector_store("en").get_nodes()
    assert [node.node_id for node in nodes] == FIRST + SECOND


def test_what_it_does_not_do_it_says(held):
    store = held.vector_store("en")
    with pytest.raises(ValueError, match="'colour'; there are: document,"):
        query(held, filters=only("colour", "red"))
    with pytest.raises(ValueError, match="operator 'any'"):
        query(held, filters=only("year", ["x"], "any"))
    with pytest.raises(ValueError, match="mode 'hybrid'"):
        query(held, mode=VectorStoreQueryMode.HYBRID)
    for write in (lambda: store.add([]), lambda: store.delete("RES-1-2012-en")):
        with pytest.raises(NotImplementedError, match="python -m ingest"):
            write()
