"""README's example for LlamaIndex, run as it stands there."""

import re

from index.embedding import load
from index.embedding.llama import ClauseEmbedding
from index.filters import Filter
from index.llama_retriever import ClauseRetriever
from ingest.pipeline import ingest
from settings import ROOT, Settings


def test_the_example_of_the_readme_finds_the_clause_and_what_is_told_of_it(tmp_path, corpus, monkeypatch):
    ingest([corpus], Settings(corpus=corpus, data=tmp_path))
    monkeypatch.setenv("ITU_DATA", str(tmp_path))
    [example] = re.findall(r"## From LlamaIndex.*?```python\n(.*?)```", (ROOT / "README.md").read_text("utf-8"), re.DOTALL)
    assert len([line for line in example.splitlines() if line]) <= 10
    said = {}
    exec(example, said)
    expected = {"document": "Résolution 57 (Rév. Dubaï, 2012)", "document_id": "WTSA-RES-57-2012-fr", "address": "décide 1",
                "kind": "operative", "section": "resolves", "language": "fr", "year": 2012, "file": corpus_file(corpus)}  # fmt: skip
    for nodes in (said["nodes"], said["better"]):
        found = next(n.node for n in nodes if n.node.node_id == "WTSA-RES-57-2012-fr#decide-1")
        assert found.metadata == expected and found.text.startswith("d'inviter les Groupes consultatifs")
    assert said["nodes"][0].node.ref_doc_id == "WTSA-RES-57-2012-fr"
    index = said["index"]
    kept = ClauseRetriever(index, index.settings, filters=Filter(sections=("preambular",))).retrieve("common topics")
    assert {n.metadata["kind"] for n in kept} == {"preambular"}
    index.close()


def corpus_file(corpus) -> str:
    return next(corpus.iterdir()).name


def test_questions_and_clauses_may_be_embedded_apart():
    class Apart:
        id, dimensions = "apart", 2

        def embed(self, texts):
            return load().embed(texts)[:, :2] * 0

        def embed_questions(self, texts):
            return load().embed(texts)[:, :2] * 0 + 1

    embedding = ClauseEmbedding(Apart())
    assert embedding.get_query_embedding("x") == [1.0, 1.0] and embedding.get_text_embedding("x") == [0.0, 0.0]
