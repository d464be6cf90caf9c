"""Citations of other texts, as printed."""

from __future__ import annotations

import pytest

from itu.references import find


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
])
def test_find(language, text, expected):
    assert find(text, language) == expected
