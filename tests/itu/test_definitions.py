"""The terms that clauses begin by defining, in six languages."""

import pytest

from itu.definitions import defined

DEFINING = [
    ("en", "Lamp: Any vessel that gives light.", ("Lamp",)),
    ("en", "Wick keeper – A person who trims wicks.", ("Wick keeper",)),
    ("en", "lamp oil plan (LOP) [b-QUAY]: A plan for oil.", ("lamp oil plan", "LOP")),
    ("en", "The term “lamp” means any vessel that gives light.", ("lamp",)),
    ("en", "By harbour light is meant a lamp on a quay.", ("harbour light",)),
    ("fr", "lampe à huile : récipient qui éclaire.", ("lampe à huile",)),
    ("fr", "Le terme «lampe» désigne tout récipient qui éclaire.", ("lampe",)),
    ("fr", "Par lampe, on entend tout récipient qui éclaire.", ("lampe",)),
    ("es", "Por lámpara se entiende todo recipiente que alumbra.", ("lámpara",)),
    ("es", "El término «lámpara» designa todo recipiente.", ("lámpara",)),
    ("ru", "Лампа — любой сосуд, дающий свет.", ("Лампа",)),
    ("ru", "Термин «лампа» означает любой сосуд.", ("лампа",)),
    ("ar", "المصباح: كل وعاء يضيء.", ("المصباح",)),
    ("zh", "灯：任何发光的器皿。", ("灯",)),
    ("zh", "“灯塔”是指岸上的灯。", ("灯塔",)),
    ("en", "The keeper shall light each lamp at dusk.", ()),
    ("en", "The keepers meet at 10:30 on the quay.", ()),
    ("en", "A keeper who is ill, and so says, shall: rest.", ()),
    ("en", "Lamps:", ()),  # opens a list and says nothing
]


@pytest.mark.parametrize(("language", "text", "terms"), DEFINING)
def test_the_term_before_the_mark(language, text, terms):
    assert defined(text, language) == terms
