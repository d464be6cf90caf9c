import pytest

from index.tokens import tokenize


@pytest.mark.parametrize(
    ("language", "text", "terms"),
    [
        ("fr", "l’Assemblée qu'elle décide 2 b)", ["assembl", "decid", "2", "b"]),
        ("fr", "Decide", ["decid"]),  # accents left out find accents
        ("en", "No. 5.340 of WRC-19", ["no", "5.340", "5", "340", "wrc-19", "wrc", "19"]),
        ("en", "the Director's groups", ["director", "group"]),
        ("en", "ITU‑T", ["itu-t", "itu", "t"]),  # a hyphen that does not break
        ("es", "¿Qué comisiones de estudio?", ["comision", "estudi"]),
        ("ru", "учёт", ["учет"]),
        ("ru", "Директору", ["директор"]),
        ("zh", "做出决议 ITU-T", ["做出", "出决", "决议", "itu-t", "itu", "t"]),
        ("zh", "请", ["请"]),
        ("ar", "أنشطة ١٢", ["انشط", "12"]),
        ("en", "the of and", []),
        ("en", "\x00 \u202e !?", []),
    ],
)
def test_terms(language, text, terms):
    assert tokenize(text, language) == terms


def test_arabic_is_found_however_it_is_spelled():
    assert tokenize("الإدَارة", "ar") == tokenize("الادارة", "ar") != tokenize("الاتحاد", "ar")


def test_arabic_words_lose_article_conjunction_and_ending():
    assert tokenize("مجموعة", "ar") == tokenize("والمجموعات", "ar") == tokenize("للمجموعة", "ar")
    assert tokenize("لجنة", "ar") != tokenize("لغة", "ar")
