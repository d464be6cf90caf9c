"""What is being asked, as (question, language, kind)."""

from dataclasses import replace

import pytest

from answer import priors, question
from schema import Answer, Citation, Clause, DocumentInfo

DOCUMENT = DocumentInfo(
    id="X-RES-9-2020-en", work_id="X-RES-9", name="Resolution 9 (2020)", body="", kind="resolution", number="9",
    revision="2020", year=2020, language="en", title="On lamps", history="", file="x.txt", url="", sha256="",
    pages=None,
)  # fmt: skip
CLAUSE = Clause(
    id="X-RES-9-2020-en#resolves-1", document_id=DOCUMENT.id, kind="operative", section="resolves", heading="resolves",
    heading_start=0, heading_end=8, label="1", address="resolves 1", key="1.1", parent_id="", order=0, page=None,
    page_label="", start=9, end=25, text="that lamps be lit",
)  # fmt: skip

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


@pytest.mark.parametrize(
    "language, text",
    [
        ("en", "Hi, how are you today?"), ("fr", "Salut, ça va ?"), ("es", "¡Muchas gracias!"), ("es", "¿Qué puedes hacer?"),
        ("ru", "Большое спасибо!"), ("ru", "Как тебя зовут?"), ("ar", "شكراً جزيلاً"), ("ar", "هل أنت روبوت؟"),
        ("zh", "谢谢你！"), ("zh", "讲个笑话吧"),
    ],
)  # fmt: skip
def test_small_talk_is_answered_in_its_language(language, text):
    asked = question.understand(text)
    assert asked.small_talk and asked.language == language


@pytest.mark.parametrize("text", ["Hello, which groups must meet?", "Who must help developing countries?", "¿Qué puede hacer el Consejo?", "谁能帮助发展中国家？"])
def test_a_question_is_not_small_talk(text):
    assert not question.understand(text).small_talk


def test_control_and_direction_characters_are_left_out_of_a_question():
    assert question.clean("who\u202e must\x00 act\n\t?") == "who must act ?"


@pytest.mark.parametrize(
    "text", ["Which judge decides divorces?", "Who resolves plumbing problems?", "What will they decide 2 years later?"]
)
def test_a_heading_word_in_a_question_is_not_an_address(text):
    assert question.understand(text).kind != "lookup"


@pytest.mark.parametrize("text", ["Que décide la Résolution 6 (Rév. Port-Ondine, 2039) ?", "Что решает Резолюция 6 (Пересм. Дубай, 2018 г.)?"])
def test_the_revision_in_brackets_belongs_to_the_address(text):
    asked = question.understand(text)
    assert (asked.kind, asked.address.section) == ("lookup", "resolves")


@pytest.mark.parametrize("text", ["?????", "😀😀😀", "0000", "(?!)"])
def test_a_question_without_a_letter_is_empty(text):
    assert question.understand(text).text == ""


LEANING = [
    ("en", "And the assemblies?"), ("en", "How often does it meet?"), ("en", "Who pays for them?"),
    ("fr", "Et les assemblées ?"), ("fr", "Tous les combien se réunit-elle ?"), ("fr", "Que doivent-ils ?"),
    ("es", "¿Y los Directores?"), ("es", "¿Quién los elige a ellos?"), ("ru", "А Директора?"), ("ru", "Кто именно?"),
    ("ru", "Кто выбирает их?"), ("ar", "وماذا عن المديرين؟"), ("ar", "وكم مرة؟"), ("zh", "那么主任呢？"), ("zh", "谁还负责？"),
]  # fmt: skip
ALONE = [
    ("en", "May an employer keep the home numbers of its staff for emergencies without asking them?"),
    ("en", "Where is it dearer to run phone services, in rich countries or in poor ones?"),
    ("fr", "Quand le Conseil de l'Union internationale se réunit-il ?"),
    ("fr", "Puis-je me retourner contre l'État ?"),
    ("es", "¿Qué pasa con un vicepresidente que falta a las reuniones de su comisión?"),
    ("ru", "Как часто собирается Полномочная конференция?"), ("ar", "من ينتخب الأمين العام للاتحاد؟"), ("zh", "谁选举国际电联秘书长？"),
]  # fmt: skip


def answered(text, language="en", cited=()):
    citations = tuple(Citation(n, clause, info, "x", 0, 1) for n, (clause, info) in enumerate(cited, 1))
    return Answer(text, language, (), citations, (), (), False, "", "extractive", 0.0)


@pytest.mark.parametrize("language, text", LEANING)
def test_a_question_that_leans_on_the_one_before(language, text):
    earlier = answered("Who elects the Secretary-General?", language)
    assert question.understand(text, language, (earlier,)).before == earlier.question


@pytest.mark.parametrize("language, text", ALONE)
def test_a_new_subject_leaves_the_conversation(language, text):
    earlier = answered("Who elects the Secretary-General?", language)
    asked = question.understand(text, language, (earlier,))
    assert (asked.before, asked.focus, asked.quoted) == ("", "", frozenset())


def test_a_follow_up_keeps_the_text_the_kind_and_the_subject_of_the_first_question():
    history = (answered("How often does Resolution 22 have the Council meet?"), answered("And the assemblies?"))
    asked = question.understand("And the study groups?", "en", history)
    assert asked.before == "And the assemblies? How often does Resolution 22 have the Council meet?"
    assert asked.kind == "frequency" and asked.address.document_number == "22"
    assert question.understand("And Resolution 21?", "en", history).address.document_number == "21"


def test_a_follow_up_has_the_text_cited_first_in_focus():
    clause, info = CLAUSE, DOCUMENT
    other = replace(info, work_id="X-RES-10")
    history = (answered("How often does the Council meet?", cited=((clause, info), (clause, other))),)
    asked = question.understand("And the assemblies?", "en", history)
    assert asked.focus == "X-RES-9" and asked.quoted == {clause.id}
    query = question.understand("And the assemblies?", "en")
    assert priors.prior(asked, replace(clause, id="other"), info) > priors.prior(query, clause, info)
    assert priors.prior(asked, clause, info) < priors.prior(asked, replace(clause, id="other"), info)
