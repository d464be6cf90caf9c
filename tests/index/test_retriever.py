"""Search over a small bilingual corpus, by the real embedding: across languages, by name, in a stable order."""

from dataclasses import replace

import numpy as np
import pytest

from index import matching, passages, retriever
from index.embedding import load
from index.retriever import Query, search
from schema import Clause, DocumentInfo
from settings import Settings

TEXTS = {
    "fr": [
        "de charger le gardien de compter les lampes chaque année",
        "que les bateaux ne doivent pas traverser le fleuve la nuit",
        "les pays en développement comprennent les petits États insulaires",
        "d'inviter le Groupe consultatif de la normalisation des télécommunications (GCNT) à se réunir",
    ],
    "en": ["that the price of bread is fixed by the bakers", "that horses are counted every four years"],
}


def info(language):
    return DocumentInfo(
        id=f"X-RES-9-2020-{language}", work_id="X-RES-9", name="Resolution 9", body="", kind="resolution", number="9",
        revision="", year=2020, language=language, title="", history="", file="x", url="", sha256="", pages=None,
    )  # fmt: skip


def clauses(language):
    document = info(language)
    return [
        Clause(
            id=f"{document.id}#{n}", document_id=document.id, kind="operative", section="resolves", heading="",
            heading_start=0, heading_end=0, label=str(n), address=str(n), key=f"{language}.{n}", parent_id="", order=n,
            page=None, page_label="", start=0, end=len(text), text=text,
        )
        for n, text in enumerate(TEXTS[language], 1)
    ]  # fmt: skip


class SmallIndex:
    """An index in memory, with the read side that the retriever needs."""

    def __init__(self, order=1):
        self.embedding, self.languages, self.catalogue, self.order = load(), ("en", "fr"), self, order

    def documents(self):
        return tuple(info(language) for language in self.languages)

    def clauses(self, document_id):
        return tuple(clauses(document_id[-2:]))

    def clauses_by_ids(self, ids):
        return {c.id: c for language in self.languages for c in clauses(language) if c.id in ids}

    def search_dense(self, vector, language, k, within=None):
        rows = clauses(language)
        cosines = self.embedding.embed([c.text for c in rows]) @ vector
        return [(rows[i].id, float(cosines[i])) for i in np.argsort(-cosines)][:k][:: self.order]

    def score_dense(self, vector, language, ids):
        return [pair for pair in self.search_dense(vector, language, 99) if pair[0] in ids]

    def words(self, language, texts):
        return passages.read(list(texts.values()), language, self.embedding)

    def search_lexical(self, text, language, k, within=None):
        return []

    def search_meaning(self, wanted, language, k, within=None):
        return []


@pytest.mark.parametrize(
    "question, language, found",
    [
        ("Who counts the lamps?", "en", "compter les lampes"),
        ("May ships cross the river at night?", "en", "bateaux"),
        ("What are poor island nations counted as?", "en", "insulaires"),
        ("What must TSAG do?", "en", "GCNT"),
        ("Qui fixe le prix du pain ?", "fr", "bread"),
        ("Compte-t-on les chevaux ?", "fr", "horses"),
    ],
)
def test_a_question_finds_the_clause_in_either_language(question, language, found):
    assert found in search(SmallIndex(), Query(question, language), Settings())[0].clause.text


def test_the_order_of_the_candidates_makes_no_difference():
    query = Query("Who counts the lamps?", "en")
    one, two = (search(SmallIndex(order), query, Settings()) for order in (1, -1))
    assert [(h.clause.id, h.score) for h in one] == [(h.clause.id, h.score) for h in two]


def test_the_words_that_matched_a_long_clause_are_told_and_those_that_did_not_are_named(monkeypatch):
    assert not search(SmallIndex(), Query("Who counts the lamps of Zanzibar?", "en"), Settings())[0].matched
    monkeypatch.setattr(retriever, "QUOTED_WHOLE", 0)
    hit = search(SmallIndex(), Query("Who counts the lamps of Zanzibar?", "en"), Settings())[0]
    assert "lampes" in [hit.clause.text[s:e] for s, e in hit.matched]
    assert "Zanzibar" in hit.unmatched and hit.features["names_missing"] == 1.0


def test_words_that_only_ask_weigh_nothing():
    embedding = load()
    terms = matching.terms("What does the document say about lamps?", "en", embedding)
    weights = {terms.text[w.start : w.end]: weight for w, weight in zip(terms.words, terms.weights, strict=True)}
    assert weights["lamps"] > 0 and weights["document"] == weights["say"] == 0


def test_an_empty_index_finds_nothing():
    index = SmallIndex()
    index.languages = ()
    assert search(index, Query("Who counts the lamps?", "en"), Settings()) == ()


def test_a_clause_held_in_two_languages_is_one_hit_in_the_askers(monkeypatch):
    monkeypatch.setitem(TEXTS, "en", ["that the keeper counts the lamps each year"])
    monkeypatch.setitem(TEXTS, "fr", ["que le gardien compte les lampes chaque année"])
    for language in ("en", "fr"):
        index = SmallIndex()
        same = {c.id: replace(c, key="1.1") for at in ("en", "fr") for c in clauses(at)}
        index.clauses_by_ids = lambda ids, same=same: {i: same[i] for i in ids}
        hits = search(index, Query("lamps lampes", language), Settings())
        assert [h.document.language for h in hits] == [language]
