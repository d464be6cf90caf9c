"""What a body must do, in full: which questions ask for it, and that nothing is left out."""


import pytest

from answer import duties
from answer.ask import ask
from answer.question import understand


@pytest.mark.parametrize("text, key", [
    ("What must the Director of TSB do?", "DIR-TSB"), ("what are the Directors invited to do?", "Directors"),
    ("Under Resolution 57, what must the Directors do?", "Directors"), ("List everything TSAG is asked to do", "TSAG"),
    ("Which clauses instruct the Secretary-General?", "Secretary-General"), ("Que doivent faire les Directeurs ?", "Directors"),
    ("De quoi est chargé le Directeur du TSB ?", "DIR-TSB"), ("À quoi sont invités les Directeurs selon la Résolution 57 ?", "Directors"),
    ("¿Qué debe hacer el Secretario General?", "Secretary-General"), ("Что поручено Директору БСЭ?", "DIR-TSB"),
    ("Что должен делать Генеральный секретарь?", "Secretary-General"), ("ماذا يجب على الأمين العام أن يفعل؟", "Secretary-General"),
    ("秘书长应做什么？", "Secretary-General"), ("责成理事会做什么？", "Council"),
    ("List all duties of the Council", "Council"), ("What are the Director of TSB's duties?", "DIR-TSB"),
    ("Give me all obligations of the Member States", "Member-States"), ("What has the Council been asked to do?", "Council"),
    ("in Council Resolution 57, what must the Directors do?", "Directors"),
    ("tous les devoirs du Directeur du TSB", "DIR-TSB"), ("Toutes les obligations de l'UIT-T", "ITU-T"),
    ("Que doit faire le Conseil ?", "Council"), ("Énumérez tous les devoirs du Secrétaire général", "Secretary-General"),
    ("Quelles tâches incombent au Conseil ?", "Council"), ("Tout ce que doit faire le Directeur du TSB", "DIR-TSB"),
    ("todas las obligaciones del Consejo", "Council"), ("¿Cuáles son los deberes del Secretario General?", "Secretary-General"),
    ("Todo lo que el Consejo debe hacer", "Council"), ("¿Qué tareas se encomiendan al Secretario General?", "Secretary-General"),
    ("все обязанности Директора БСЭ", "DIR-TSB"), ("Перечислите все обязанности Совета", "Council"),
    ("Все, что поручено Генеральному секретарю", "Secretary-General"), ("Что обязан делать Совет?", "Council"),
    ("جميع واجبات الأمين العام", "Secretary-General"), ("ما هي التزامات الدول الأعضاء؟", "Member-States"),
    ("اذكر كل مهام المجلس", "Council"), ("كل ما يجب على المجلس فعله", "Council"),
    ("列出秘书长的所有职责", "Secretary-General"), ("理事会有什么义务？", "Council"), ("电信标准化局主任的全部义务", "DIR-TSB"),
    ("根据第57号决议，秘书长的职责是什么？", "Secretary-General"),
])  # fmt: skip
def test_a_question_for_all_that_a_body_must_do(text, key):
    assert duties.asked(understand(text)) == key


@pytest.mark.parametrize("text", [
    "What must the Council do about budgets?", "Which groups must identify common topics?", "Who instructs the Council?",
    "What must the Directors and the Council do?", "quels groupes doivent identifier les sujets communs ?",
    "What must the Director of TSB do before the Council meets?", "秘书长何时应做什么？",
    "List all duties of the Council on budgets", "Quelles sont les tâches du Conseil en matière de budget ?",
    "¿Cuáles son los deberes del Consejo sobre el presupuesto?", "Каковы обязанности Совета по бюджету на год?",
    "ما هي واجبات المجلس بشأن الميزانية؟", "理事会关于预算的所有职责",
])  # fmt: skip
def test_a_question_with_a_matter_of_its_own_is_searched(text):
    assert duties.asked(understand(text)) == ""


def test_every_clause_that_calls_on_it_is_quoted_and_counted(index, settings):
    """A Director is one of the Directors whom the resolution addresses together."""
    answer = ask("What must the Director of TSB do?", index=index, settings=settings)
    assert [c.clause.address for c in answer.citations] == ["décide 2"]
    assert answer.statements[-1].fixed and ": 1. All are quoted." in answer.statements[-1].text


def test_the_count_is_said_of_the_text_that_is_named(index, settings):
    answer = ask("What must the Director of TSB do under Resolution 57?", index=index, settings=settings)
    said = answer.statements[-1].text
    assert said.startswith(f"Clauses of {answer.citations[0].document.name} as held here") and ": 1. All are quoted." in said


CONSTITUTION = """CONSTITUTION
ARTICLE 1
Lamps
1 The Union keeps the lamps of the quay.
2 Member States are bound to light the lamps of the quay at dusk.
3 The clerk writes down each lamp.
4 (SUP)
5 Members pay their share in boats.
6 The clerk is elected.
ARTICLE 2
Boats
7 The chair sits for two years.
8 No chair sits twice.
"""
RESOLUTION = """RESOLUTION 901 (2031)
Ropes
The Council,
considering
that ropes break,
invites Member States
1 to mend ropes;
2 to perform their duties and obligations without delay.
"""
UNDER = [
    ("en", "What duties have Member States under the Constitution?"), ("fr", "Quelles sont les obligations des États Membres selon la Constitution ?"),
    ("es", "¿Cuáles son las obligaciones de los Estados Miembros según la Constitución?"),
    ("ru", "Каковы обязанности Государств-Членов по Уставу?"), ("ar", "ما هي التزامات الدول الأعضاء بموجب الدستور؟"),
    ("zh", "根据组织法，成员国有哪些义务？"),
]  # fmt: skip


@pytest.fixture(scope="module")
def instrument(over):
    return over({"CONSTITUTION-E.txt": CONSTITUTION, "RES-901-E.txt": RESOLUTION})


@pytest.mark.parametrize(("language", "text"), UNDER)
def test_the_duties_under_an_instrument_are_looked_for_in_it(instrument, language, text):
    index, settings = instrument
    assert duties.asked(understand(text)) == "Member-States"
    answer = ask(text, index=index, settings=settings, language=language)
    assert all("mandate" not in hit.ranks for hit in answer.hits) and answer.hits[0].document.kind == "constitution"
    first = ask("What must Member States do?", index=index, settings=settings).citations[0]
    assert first.document.kind == "resolution"


@pytest.mark.parametrize("text", [
    "What duties has the Council under the Constitution?", "Quels sont les devoirs du Conseil selon la Constitution ?",
    "¿Cuáles son los deberes del Consejo según la Constitución?", "Каковы обязанности Совета согласно Уставу?",
    "ما هي واجبات المجلس بموجب الدستور؟", "根据组织法，理事会有哪些职责？", "List the duties of the Council",
    "What tasks does the Constitution give to the Council?", "Quelles tâches la Constitution confie-t-elle au Conseil ?",
    "¿Qué tareas encomienda la Constitución al Consejo?", "Какие обязанности возлагает Устав на Совет?", "组织法赋予理事会哪些职责？",
    "ما هي المهام التي يسندها الدستور إلى المجلس؟", "What are the functions of the Council under the Constitution?",
    "Quelles sont les attributions du Conseil selon la Constitution ?",
])  # fmt: skip
def test_who_asks_for_duties_asks_for_an_action(text):
    assert duties.told(understand(text)).kind == "action"


@pytest.mark.parametrize(("text", "kind"), [("Which groups must identify common topics?", "actor"), ("Lamps of the quay", "other"), ("Which powers has the Council?", "other"), ("Which topics are common?", "list")])
def test_any_other_question_keeps_its_kind(text, kind):
    assert duties.told(understand(text)).kind == kind


COUNCIL = CONSTITUTION.replace("The clerk writes down each lamp.", "The Council shall take all steps to light the lamps of the quay.").replace(
    "The clerk is elected.", "The Council shall be composed of Member States elected by the Conference."
)


@pytest.mark.parametrize(("language", "text"), [
    ("en", "What duties has the Council under the Constitution?"), ("fr", "Quels sont les devoirs du Conseil selon la Constitution ?"),
    ("es", "¿Qué obligaciones tiene el Consejo según la Constitución?"), ("ru", "Каковы обязанности Совета согласно Уставу?"),
    ("zh", "根据组织法，理事会有哪些职责？"),
])  # fmt: skip
def test_a_rule_that_begins_with_the_body_answers_what_its_duties_are(over, language, text):
    index, settings = over({"CONSTITUTION-E.txt": COUNCIL})
    answer = ask(text, index=index, settings=settings, language=language)
    assert not answer.abstained and answer.citations[0].clause.text.startswith("The Council shall")


@pytest.mark.parametrize(("text", "named"), [
    ("What must the Secretary-General do under Resolutions 21 and 900?", ["21", "900"]), ("What must the Council do?", []),
])  # fmt: skip
def test_the_texts_that_a_question_for_duties_names(text, named):
    assert [a.document_number for a in duties._numbered(understand(text))] == named and duties.asked(understand(text))


def test_nobody_called_on_is_searched_for(index, settings):
    answer = ask("What must the World Health Organization do?", index=index, settings=settings)
    assert all("mandate" not in hit.ranks for hit in answer.hits)


@pytest.mark.parametrize(("text", "found"), [("CS 4", True), ("Is anything suppressed (SUP)?", False), ("What is said of SUP?", False)])
def test_a_suppressed_clause_answers_to_its_address_alone(instrument, text, found):
    index, settings = instrument
    answer = ask(text, index=index, settings=settings)
    assert ("CS 4" in [hit.clause.address for hit in answer.hits]) == found
    assert not found or answer.citations[0].quote == "(SUP)"
