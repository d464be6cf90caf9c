"""Citations of other texts, as printed and as what they name."""

from __future__ import annotations

import pytest

from itu.references import OTHER, Reference, find, read


@pytest.mark.parametrize(("language", "text", "expected"), [
    ("fr", "comme indiqué dans la Résolution 5 (Rév. Hyderabad, 2010) de la Conférence mondiale de développement des télécommunications;",
     ("Résolution 5 (Rév. Hyderabad, 2010) de la Conférence mondiale de développement des télécommunications",)),
    ("fr", "définie dans la Résolution\u00a01 de l'AMNT.", ("Résolution 1 de l'AMNT",)),
    ("en", "in Resolution 71 (Rev. Guadalajara, 2010) and Resolution 123 (Rev. Guadalajara, 2010) of the Plenipotentiary Conference,",
     ("Resolution 71 (Rev. Guadalajara, 2010)", "Resolution 123 (Rev. Guadalajara, 2010) of the Plenipotentiary Conference")),
    ("en", "in Resolution 1 of WTSA, and again in Resolution 1 of WTSA", ("Resolution 1 of WTSA",)),
    ("en", "Resolutions 55/63 and 56/121 of lamps", ("Resolutions 55/63 and 56/121",)),
    ("en", "UNGA Resolution 70/1, on lamps", ("UNGA Resolution 70/1",)),
    ("en", "Nos. 169 and 210 of this Constitution", ("Nos. 169 and 210 of this Constitution",)),
    ("fr", "conformément au numéro 173 de la Constitution", ("numéro 173 de la Constitution",)),
    ("en", "Recommendation ITU-T D.150 of lamps", ("Recommendation ITU-T D.150",)),
    ("es", "la Resolución 123 (Rev. Guadalajara, 2010) sobre", ("Resolución 123 (Rev. Guadalajara, 2010)",)),
    ("ru", "в Резолюции 123 (Пересм. Гвадалахара, 2010 г.)", ("Резолюции 123 (Пересм. Гвадалахара, 2010 г.)",)),
    ("zh", "第123号决议（2010年，瓜达拉哈拉，修订版）", ("第123号决议（2010年，瓜达拉哈拉，修订版）",)),
    ("en", "this resolution, and 12 lamps", ()),
    ("en", "Resolutions 20, 29 and 61 of WTSA on lamps", ("Resolutions 20, 29 and 61 of WTSA",)),
    ("fr", "l'article 42 de la Convention et les numéros 78 à 80 de la Constitution",
     ("article 42 de la Convention", "numéros 78 à 80 de la Constitution")),
    ("es", "los números 78 y 79 de la Constitución", ("números 78 y 79 de la Constitución",)),
    ("ru", "с пп. 78 и 79 Устава и статьей 42 Конвенции", ("пп. 78 и 79 Устава", "статьей 42 Конвенции")),
    ("ar", "في المادة 42 من الاتفاقية", ("المادة 42 من الاتفاقية",)),
    ("zh", "根据《组织法》第78和79款以及ITU-T E.164建议书", ("《组织法》第78和79款", "ITU-T E.164建议书")),
    ("en", "CS 89 and CV/Art. 4", ("CS 89", "CV/Art. 4")),
    ("en", "RESOLUTION 7 (Lima, 2001)\nLamps, see RESOLUTION 8 (WRC-15)", ("RESOLUTION 8 (WRC-15)",)),  # its own number line
    ("en", "Article 5 of the Convention on the Rights of Lamps, Article 5 of the Convention", ("Article 5 of the Convention",)),
    ("en", "in ITU-R Resolution 9 and ITU-T Recommendation E.9", ("ITU-R Resolution 9", "ITU-T Recommendation E.9")),
    ("fr", "la présente Recommandation 2", ()),  # a figure after the word
    ("zh", "第88号决议 国际电联总秘书处的灯", ("第88号决议",)),  # who comes after it did not adopt it
])
def test_find(language, text, expected):
    assert find(text, language) == expected


@pytest.mark.parametrize(("language", "words", "expected"), [
    ("en", "Resolutions 20, 29 and 61 of WTSA", [Reference("resolution", n, body="WTSA") for n in ("20", "29", "61")]),
    ("en", "Council Decision 5 (Rev. 2022)", [Reference("decision", "5", body="Council", year=2022, revision="Rev. 2022")]),
    ("en", "Resolution 1 of the Plenipotentiary Conference (Nice, 1989)",
     [Reference("resolution", "1", body="PP", year=1989, revision="Nice, 1989")]),
    ("en", "Resolution 8 (WRC-15)", [Reference("resolution", "8", body="WRC", year=2015, revision="WRC-15")]),
    ("en", "ITU-R Resolution 6-1", [Reference("resolution", "6-1", sector="R")]),
    ("en", "Resolutions 20 (Rev. Geneva, 2022), 29 (Hammamet, 2016) and 61",
     [Reference("resolution", "20", body="WTSA", year=2022, revision="Rev. Geneva, 2022"),
      Reference("resolution", "29", body="WTSA", year=2016, revision="Hammamet, 2016"), Reference("resolution", "61")]),
    ("en", "Resolution ITU-R 6-1", [Reference("resolution", "6-1", sector="R")]),
    ("en", "Resolution 70/1 of the United Nations General Assembly", [Reference("resolution", "70/1", body=OTHER)]),
    ("en", "Nos. 78 and 79 of the Constitution", [Reference("constitution", place="78"), Reference("constitution", place="79")]),
    ("en", "No. 5.441B of the Radio Regulations", [Reference("radio_regulations", place="5.441B")]),
    ("en", "Recommendation D.7 of the Telecommunication Standardization Sector (ITU-T)", [Reference("recommendation", "D.7", sector="T")]),
    ("fr", "Résolution 1333 du Conseil", [Reference("resolution", "1333", body="Council")]),
    ("fr", "article 42 de la Convention", [Reference("convention", place="article 42")]),
    ("es", "Resoluciones 71 y 123 (Rev. Guadalajara, 2010)",
     [Reference("resolution", n, body="PP", year=2010, revision="Rev. Guadalajara, 2010") for n in ("71", "123")]),
    ("ru", "Резолюция 20 (Пересм. Женева, 2022 г.) ВАСЭ",
     [Reference("resolution", "20", body="WTSA", year=2022, revision="Пересм. Женева, 2022 г.")]),
    ("ar", "القرار 123 (المراجَع في غوادالاخارا، 2010)",
     [Reference("resolution", "123", body="PP", year=2010, revision="المراجَع في غوادالاخارا، 2010")]),
    ("ar", "القرارات 20 و29 الصادرة عن الجمعية العالمية لتقييس الاتصالات", [Reference("resolution", n, body="WTSA") for n in ("20", "29")]),
    ("zh", "世界电信标准化全会第20号决议（2022年，日内瓦，修订版）",
     [Reference("resolution", "20", body="WTSA", year=2022, revision="2022年，日内瓦，修订版")]),
    ("zh", "《公约》第42条", [Reference("convention", place="article 42")]),
    ("en", "twelve lamps", []),
])
def test_read(language, words, expected):
    assert list(read(words, language)) == expected
