"""What is being asked, as (question, language, kind)."""

import pytest

from answer import question

KINDS = [
    ("Which groups must identify common topics?", "en", "actor"),
    ("Who should send the report?", "en", "actor"),
    ("To whom does the Director report?", "en", "actor"),
    ("Which bodies are in charge of numbering?", "en", "actor"),
    ("Quels groupes doivent identifier les sujets communs ?", "fr", "actor"),
    ("À qui le rapport est-il adressé ?", "fr", "actor"),
    ("Qui est chargé du suivi ?", "fr", "actor"),
    ("Why is coordination needed?", "en", "reason"),
    ("What is the purpose of the committee?", "en", "reason"),
    ("Pourquoi faut-il coordonner les travaux ?", "fr", "reason"),
    ("Dans quel but l'équipe a-t-elle été créée ?", "fr", "reason"),
    ("When was it first adopted?", "en", "history"),
    ("Where was this text adopted?", "en", "history"),
    ("En quelle année le texte a-t-il été révisé ?", "fr", "history"),
    ("Which body adopted this resolution?", "en", "enactment"),
    ("Qui a adopté ce texte ?", "fr", "enactment"),
    ("When must the report be sent?", "en", "date"),
    ("Quand le rapport doit-il être remis ?", "fr", "date"),
    ("How often does the Assembly meet?", "en", "frequency"),
    ("Combien de Secteurs sont concernés ?", "fr", "number"),
    ("Tous les combien se réunit l'Assemblée ?", "fr", "frequency"),
    ("Is Resolution 7 still in force?", "en", "in_force"),
    ("Cette résolution est-elle toujours en vigueur ?", "fr", "in_force"),
    ("What is Resolution 7 about?", "en", "history"),
    ("De quoi parle la Résolution 7 ?", "fr", "history"),
    ("What is the TDAG?", "en", "definition"),
    ("What does IMT stand for?", "en", "definition"),
    ("What counts as a small island?", "en", "definition"),
    ("Que signifie le sigle IMT ?", "fr", "definition"),
    ("Qu'entend-on par pays en développement ?", "fr", "definition"),
    ("Which resolutions does the text cite?", "en", "reference"),
    ("Quelles résolutions sont citées ?", "fr", "reference"),
    ("What must the Directors do?", "en", "action"),
    ("Que doivent faire les Directeurs ?", "fr", "action"),
    ("Under what conditions may it be waived?", "en", "condition"),
    ("What topics are of common interest?", "en", "list"),
    ("Quels sont les mécanismes existants ?", "fr", "list"),
]


@pytest.mark.parametrize("text, language, kind", KINDS)
def test_kind(text, language, kind):
    assert question.understand(text, language).kind == kind


@pytest.mark.parametrize("text", ["Hello!", "Bonjour", "thank you very much", "Who are you?", "Merci beaucoup !"])
def test_small_talk(text):
    assert question.understand(text).small_talk


@pytest.mark.parametrize("text", ["Hello, which groups must meet?", "Who must help developing countries?"])
def test_a_question_is_not_small_talk(text):
    assert not question.understand(text).small_talk


def test_control_and_direction_characters_are_left_out_of_a_question():
    assert question.clean("who\u202e must\x00 act\n\t?") == "who must act ?"


@pytest.mark.parametrize(
    "text", ["Which judge decides divorces?", "Who resolves plumbing problems?", "What will they decide 2 years later?"]
)
def test_a_heading_word_in_a_question_is_not_an_address(text):
    assert question.understand(text).kind != "lookup"


@pytest.mark.parametrize("text", ["?????", "😀😀😀", "0000", "(?!)"])
def test_a_question_without_a_letter_is_empty(text):
    assert question.understand(text).text == ""
