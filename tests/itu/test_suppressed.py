"""Clauses that say no more than that they are suppressed."""

import pytest

from itu import suppressed


@pytest.mark.parametrize("text", [
    "(SUP)", "ADD/SUP", "[SUP]", "(SUP - PP-98)", "Not used", "(Not used)", "This provision has been suppressed.", "supprimé", "Supprimée.",
    "Numéro supprimé par la PP-98", "Cette disposition n’est plus utilisée.", "Suprimido", "Disposición derogada", "(исключено)", "Исключён.",
    "Не используется", "(محذوف)", "حُذف", "（删除）", "本条已删除。", "第12条 删除",
])  # fmt: skip
def test_nothing_but_that_it_is_suppressed(text):
    assert suppressed.only(text)


@pytest.mark.parametrize("text", [
    "", "1", "This article", "In 1998", "Lamps are deleted.", "No lamp is removed by its keeper.", "SUP of lamps", "第12条", "删除灯",
    "supprimer les lampes", "Le greffier a supprimé une lampe.", "Ничего не исключено, кроме ламп", "The list of numbers not used is kept by the clerk.",
])  # fmt: skip
def test_what_says_more(text):
    assert not suppressed.only(text)
