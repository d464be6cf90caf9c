"""Headings in six languages."""

from __future__ import annotations

import pytest

from itu import headings

FORMS = [
    ("en", "considering", "considering"), ("en", "considering further", "considering"), ("en", "further considering", "considering"),
    ("en", "considering, however", "considering"), ("en", "noting with concern", "concerned"), ("en", "having noted", "noting"),
    ("en", "resolves to instruct the Director", "resolves"), ("en", "further instructs the Director", "instructs"),
    ("en", "requests the Secretary-General", "requests"), ("en", "calls upon Member States", "calls_upon"),
    ("fr", "considérant", "considering"), ("fr", "considérant en outre", "considering"), ("fr", "convaincue", "convinced"),
    ("fr", "gardant à l’esprit", "bearing_in_mind"), ("fr", "prie instamment les Etats Membres", "urges"),
    ("fr", "prie le Secrétaire général", "requests"), ("fr", "décide de charger le Conseil", "resolves"),
    ("fr", "charge en outre le Secrétaire général", "instructs"), ("fr", "decide", "resolves"), ("fr", "tenant compte", "taking_into_account"),
    ("es", "encarga además al Secretario General", "instructs"), ("es", "considerando", "considering"),
    ("es", "insta a los Estados Miembros", "urges"), ("es", "acogiendo con satisfacción", "welcoming"),
    ("ru", "принимая во внимание", "taking_into_account"), ("ru", "поручает Директору БСЭ", "instructs"),
    ("ru", "настоятельно призывает", "urges"), ("ru", "учитывая далее", "considering"), ("ru", "подчёркивая", "emphasizing"),
    ("ar", "إذ تضع في اعتبارها", "considering"), ("ar", "إذ تذكّر", "recalling"), ("ar", "تكلّف مدير المكتب", "instructs"),
    ("ar", "وإذ تدرك كذلك", "recognizing"), ("ar", "تقرر", "resolves"),
    ("zh", "考虑到", "considering"), ("zh", "进一步考虑到", "considering"), ("zh", "责成电信标准化局主任", "instructs"),
    ("zh", "做出决议", "resolves"), ("zh", "认识到", "recognizing"),
]


@pytest.mark.parametrize(("language", "line", "key"), FORMS)
def test_form(language, line, key):
    assert headings.match(line, language).key == key


@pytest.mark.parametrize(("language", "line"), [
    ("en", "Policy on Intellectual Property Right (IPR)"), ("en", "Related ITU-R Recommendations and Reports"),
    ("fr", "Mots clés"), ("ar", "كلمات أساسية"), ("zh", "知识产权政策（IPR）"), ("ru", "Сокращения/Глоссарий")])
def test_headings_of_front_parts(language, line):
    assert headings.is_front(line, language)
    assert not headings.is_front(f"{line} 2", language)


@pytest.mark.parametrize(("language", "line"), [
    ("en", "consideringly"), ("en", "that considering"), ("en", "the Director"), ("fr", "décidément"), ("fr", "invités"),
    ("fr", "que, considérant"), ("es", "considerandos"), ("ru", "решаетс"), ("en", "1 resolves")])
def test_no_heading(language, line):
    assert headings.match(line, language) is None


def test_the_governing_words_and_no_more():
    line = "charge en outre le Directeur du Bureau"
    found = headings.match(line, "fr")
    assert line[found.start:found.end] == "charge en outre"
    assert (found.part, found.further) == ("operative", True)
    assert not headings.match("charge le Directeur", "fr").further


def test_parts():
    assert headings.is_operative("resolves") and not headings.is_operative("considering")
    assert headings.is_preambular("considering") and not headings.is_preambular("resolves")
    assert not headings.is_operative("") and not headings.is_preambular("footnote")


def test_every_key_has_forms_in_six_languages():
    from schema import LANGUAGES

    for key in headings.all_keys():
        for language in LANGUAGES:
            assert headings.forms(key, language), (key, language)


def test_places_in_six_languages():
    assert headings.place("footnote", "fr") == "note"
    assert headings.place("footnote", "xx") == "footnote"
    assert len(headings.places("title")) == 6


@pytest.mark.parametrize(
    "line, language, cut",
    [
        ("the report of the Director to", "en", True),
        ("le rapport adressé aux", "fr", True),
        ("the report is sent;", "en", False),
        ("Class | Units | Open to", "en", False),  # the last cell of a table's row
    ],
)
def test_a_line_that_cannot_end_a_paragraph(line, language, cut):
    assert headings.is_cut(line, language) is cut


@pytest.mark.parametrize(("language", "line"), [
    ("en", "Related ITU Recommendations, Reports"), ("fr", "Recommandations, Rapports de l'UIT connexes"),
    ("es", "Recomendaciones, Informes UIT-R conexos"), ("ru", "Соответствующие Рекомендации, Отчеты МСЭ"),
    ("ar", "توصيات الاتحاد وتقاريره ذات الصلة"), ("zh", "ITU-R相关建议书、报告")])
def test_the_list_of_related_texts_has_a_heading(language, line):
    assert headings.is_front(line, language)
    assert not headings.is_front(line + " 12", language)
