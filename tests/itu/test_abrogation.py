"""Texts that another one abrogates, and those that it only speaks of."""

from __future__ import annotations

import pytest

from itu.abrogation import abrogated
from itu.references import find


@pytest.mark.parametrize(("language", "heading", "text", "expected"), [
    ("en", "resolves", "to abrogate Resolution 7 (Rev. Lima, 2001) and Resolution 9", ["Resolution 7 (Rev. Lima, 2001)", "Resolution 9"]),
    ("en", "resolves to abrogate", "Resolution 7 on lamps;", ["Resolution 7"]),
    ("en", "decides", "that Resolution 7 is abrogated", ["Resolution 7"]),
    ("en", "resolves", "that Resolution 5 stands; to abrogate, from that day, Resolution 7", ["Resolution 7"]),
    ("en", "", "Resolution 7 (SUP)", ["Resolution 7"]),
    ("en", "", "SUP Resolution 7", ["Resolution 7"]),
    ("en", "resolves", "not to abrogate Resolution 7", []),
    ("en", "resolves", "to repeal the annex to Resolution 7", []),
    ("en", "resolves", "to apply Resolution 5, which repeals Resolution 7", ["Resolution 7"]),
    ("en", "resolves", "to study whether Resolution 7 should be abrogated", []),
    ("fr", "décide", "d'abroger la Résolution 7 (Lima, 2001)", ["Résolution 7 (Lima, 2001)"]),
    ("fr", "décide", "que la Résolution 7 est abrogée", ["Résolution 7"]),
    ("fr", "décide", "de ne pas abroger la Résolution 7", []),
    ("es", "resuelve", "derogar las Resoluciones 7 y 9", ["Resoluciones 7 y 9"]),
    ("es", "resuelve", "que la Resolución 7 quede derogada", ["Resolución 7"]),
    ("ru", "решает", "признать утратившей силу Резолюцию 7", ["Резолюцию 7"]),
    ("ru", "решает", "не отменять Резолюцию 7", []),
    ("ar", "تقرر", "إلغاء القرار 7 (ليما، 2001)", ["القرار 7 (ليما، 2001)"]),
    ("zh", "做出决议", "废止第7号决议（2001年，利马）", ["第7号决议（2001年，利马）"]),
    ("zh", "做出决议", "第7号决议予以废止", ["第7号决议"]),
    ("zh", "做出决议", "不废止第7号决议", []),
])
def test_abrogated(language, heading, text, expected):
    cited = find(text, language)
    assert cited
    assert list(abrogated(text, cited, language, heading)) == expected
