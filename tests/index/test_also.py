import pytest

from index.also import also
from itu import bodies

TEXT = ("d'inviter les Groupes consultatifs des radiocommunications (GCR), de la normalisation des télécommunications (GCNT) et du "
        "développement des télécommunications (GCDT) à identifier les sujets communs aux trois Secteurs")  # fmt: skip


@pytest.mark.parametrize(("question", "language", "pair"), [
    ("which common topics do they share?", "en", ("topics", "sujets")),
    ("What must TSAG do?", "en", ("TSAG", "(GCNT)")),
    ("Which advisory groups are invited?", "en", ("advisory groups", "Groupes consultatifs")),
    ("Какие темы общие для Секторов?", "ru", ("темы", "sujets")),
    ("What must the Directors do?", "en", ()),
])  # fmt: skip
def test_other_words_for_the_same_are_told(question, language, pair):
    found = also(question, language, TEXT, "fr")
    assert any(pair[0] in asked and pair[1] in words for asked, words in found) if pair else not found


def test_words_written_alike_are_not():
    assert also("les sujets communs", "fr", TEXT, "fr") == ()
    assert not any("identif" in asked or "group" in asked for asked, _ in also("which groups identify it?", "en", TEXT, "fr"))


@pytest.mark.parametrize(("question", "language", "text"), [
    ("What are the common rules?", "en", "les communications d'urgence"),
    ("Que dit la note ?", "fr", "ils comprennent notamment les câbles"),
])  # fmt: skip
def test_words_that_share_no_more_than_a_stem_are_not(question, language, text):
    assert also(question, language, text, "fr") == ()


@pytest.mark.parametrize(("one", "other", "kin"), [
    ("Directors", "DIR-TSB", True), ("DIR-TSB", "Directors", True), ("Advisory-Groups", "TDAG", True), ("TSAG", "TDAG", False),
    ("DIR-BR", "DIR-BDT", False), ("Council", "Council", True), ("Bureaux", "BDT", True)])  # fmt: skip
def test_a_class_of_bodies_stands_for_its_members(one, other, kin):
    assert (other in bodies.kin(one)) is kin
    bodies.get(one), bodies.get(other)  # both are in the gazetteer
