"""The clause retriever in LlamaIndex's own form."""


def test_a_llama_index_user_retrieves_clauses(index, settings):
    from index.llama_retriever import ClauseRetriever

    found = ClauseRetriever(index, settings).retrieve("Which groups must identify common topics?")
    first = found[0].node
    assert first.node_id == "WTSA-RES-57-2012-fr#decide-1"
    assert first.metadata["address"] == "décide 1" and first.text.startswith("d'inviter les Groupes")
    assert [n.score for n in found] == sorted((n.score for n in found), reverse=True)
