"""Language of short questions and of texts."""

from __future__ import annotations

import pytest

from itu.language import detect_language

QUESTIONS = {
    "en": ["which groups must identify common topics?", "Who must report to the Council?", "show considering b)",
           "what is the GCNT?", "Res. 57 resolves 2", "what about ITU-D?", "and the Directors?", "where was it first adopted?",
           "Is there a later revision?", "define developing country", "deadline for contributions", "Why coordinate Sectors?",
           "List the resolutions it cites", "Director of TSB duties", "accessibility for persons with disabilities",
           "does it mention cybersecurity", "coordination between Sectors", "Hello", "How many Member States?"],
    "fr": ["quels groupes doivent identifier les sujets communs ?", "Qui doit faire rapport au Conseil ?", "montre considérant b)",
           "qu'est-ce que le GCNT ?", "Rés. 57 décide 2", "et l'UIT-D ?", "et les Directeurs ?", "où a-t-elle été adoptée ?",
           "y a-t-il une révision ultérieure ?", "pays en développement", "délai de soumission des contributions",
           "pourquoi coordonner les Secteurs ?", "que charge-t-elle le Directeur de faire", "cite la Résolution 123",
           "coordination entre Secteurs", "Combien de Secteurs ?", "équipe intersectorielle urgence", "Bonjour"],
    "es": ["¿qué grupos deben identificar los temas comunes?", "quién debe informar al Consejo", "¿Qué es el GANT?",
           "¿y los Directores?", "dónde se adoptó por primera vez", "países en desarrollo", "Resuelve 2",
           "plazo para las contribuciones", "por qué coordinar los Sectores", "coordinación entre los Sectores"],
    "ru": ["какие группы должны определить общие темы?", "кто докладывает Совету", "что такое КГСЭ?"],
    "ar": ["ما هي الأفرقة التي يجب أن تحدد المواضيع المشتركة؟", "من يقدم تقريرا إلى المجلس"],
    "zh": ["哪些顾问组必须确定共同议题？", "谁向理事会报告", "ITU-T 第57号决议说什么？"],
}


@pytest.mark.parametrize(("language", "question"), [(k, q) for k, qs in QUESTIONS.items() for q in qs])
def test_short_questions(language, question):
    assert detect_language(question) == language


def test_labels_and_numbers_are_no_words():
    assert detect_language("RESOLUTION 12\nnoting\na) lamp;\nd) oil;\nl) rope;\nn) boat,") == "en"


@pytest.mark.parametrize("text", ["A.12 clause 2.1", "ITU-R A.12", "CS 96A", "CS 96", "E.119, 7.1", "y.2060", "P.838-3", "U.1 para 9.3.2"])
def test_the_letters_of_an_address_are_no_words(text):
    assert detect_language(text, default="") == ""


@pytest.mark.parametrize(("language", "text"), [
    ("fr", "A.12, considérant a)"), ("fr", "CS 96A de la Constitution"), ("es", "¿Qué dice CS 96A?"), ("fr", "Il y a 12 mois"), ("en", "what does A.12 say"), ("es", "y b)"), ("es", "un plazo para 2025"),
])  # fmt: skip
def test_the_words_around_an_address_tell(language, text):
    assert detect_language(text, default="") == language


def test_nothing_to_tell_from_gives_the_default():
    assert detect_language("57 ?", default="fr") == "fr"
    assert detect_language("", default="es") == "es"


def test_latin_acronyms_do_not_hide_the_script():
    assert detect_language("МСЭ-T и ITU-T: Резолюция 57 WTSA") == "ru"


@pytest.mark.parametrize(("text", "language"), [
    ("Recommandation UIT-T E.999, 6", "fr"), ("Recomendacion UIT-T E.999, 6", "es"), ("Recommendation ITU-T E.999, 6", "en"),
])  # fmt: skip
def test_the_name_of_a_recommendation_tells_its_language(text, language):
    assert detect_language(text, default="") == language
