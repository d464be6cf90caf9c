"""Questions for the meaning of a term: which term, and the clause that defines it, across the languages."""


import pytest

from answer.ask import ask
from answer.definitions import terms, told
from answer.question import understand
from index.filters import Filter

# What defines stands among clauses that speak more of the terms than it does.
TREATY = """\
CONSTITUTION OF THE HARBOUR UNION
ARTICLE 1
Purposes
1 1 The purposes of the Union are:
2 a) to prevent harmful interference between stations, whatever causes harmful interference;
3 b) to foster telecommunication and the telecommunication services of all Members;
4 c) to keep a public service of correspondence, and to charge for correspondence alike.
ARTICLE 2
Lamps
5 1 Each administration shall light its lamps, and what is a lamp is for the administration to say.
ARTICLE 3
Terms
6 Administration: Any department that answers for the lamps of a Member.
7 Harmful Interference: Whatever endangers the working of a safety service.
8 Public Correspondence: Any message that offices must accept from whoever brings it.
9 Delegation: All those whom one Member sends.
10 Delegate: A person whom a Member sends to a meeting.
11 Telecommunication: Any sending of signs by wire, radio or light.
12 Broadcasting Service: Sending meant to be heard by all.
"""


@pytest.fixture(scope="module")
def held(over):
    return over({"CONSTITUTION-E.txt": TREATY})


@pytest.mark.parametrize(
    ("question", "opening"),
    [
        ("what is telecommunication?", "Telecommunication:"),
        ("What does “telecommunication” mean in this Constitution?", "Telecommunication:"),
        ("what is meant by harmful interference?", "Harmful Interference:"),
        ("What is an administration?", "Administration:"),
        ("What is a delegate?", "Delegate:"),  # not the delegation, whose stem is the same
        ("Define delegations", "Delegat"),
        ("What is broadcasting?", "Broadcasting Service:"),
        ("Qu'est-ce que la télécommunication ?", "Telecommunication:"),
        ("qu'est-ce qu'un service public de correspondance ?", "Public Correspondence:"),
        ("Qu'entend-on par brouillage préjudiciable ?", "Harmful Interference:"),
        ("¿Qué se entiende por interferencia perjudicial?", "Harmful Interference:"),
        ("¿Qué es la correspondencia pública?", "Public Correspondence:"),
        ("Что такое электросвязь?", "Telecommunication:"),
        ("Что понимается под вредными помехами?", "Harmful Interference:"),
        ("ما المقصود بالتداخل الضار؟", "Harmful Interference:"),
        ("ما هي الاتصالات؟", "Telecommunication:"),
        ("什么是电信？", "Telecommunication:"),
        ("有害干扰是什么意思？", "Harmful Interference:"),
    ],
)
def test_the_clause_that_defines_the_term_is_cited_first(held, question, opening):
    index, settings = held
    answer = ask(question, index=index, settings=settings)
    assert not answer.abstained
    assert opening in answer.citations[0].quote[:40]


def test_a_term_that_nothing_defines_stays_unknown(held):
    index, settings = held
    answer = ask("what is a trombone?", index=index, settings=settings)
    assert answer.abstained and not any("defines" in hit.features for hit in answer.hits)


def test_what_defines_is_left_out_by_a_filter(held):
    index, settings = held
    answer = ask("what is telecommunication?", index=index, settings=settings, filters=Filter(sections=("title",)))
    assert {hit.clause.kind for hit in answer.hits} == {"title"}


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("What is meant by “dark lamp”?", ("dark lamp",)),
        ("What is the definition of a lamp in Resolution 9?", ("lamp in resolution 9", "lamp")),
        ("Que signifie l'expression « lampe sourde » ?", ("lampe sourde",)),
        ("¿Cuál es la definición del término «faro»?", ("faro",)),
        ("Как определяется понятие маяк?", ("маяк",)),
        ("灯塔的定义是什么？", ("灯塔",)),
        ("Who lights the lamps?", ()),
        ("Pourquoi allumer les lampes ?", ()),
    ],
)
def test_the_term_asked_for(question, asked):
    assert terms(understand(question)) == asked


@pytest.mark.parametrize("text", [
    "What is E.119?", "what is A.12?", "What is Resolution 57?", "Qu'est-ce que la Résolution 57 ?", "¿Qué es E.119?", "Что такое Резолюция 57?",
    "ما هي التوصية E.119؟", "什么是E.119？", "第57号决议是什么？", "What is Resolution 57 about?", "De quoi parle la Résolution 57 ?",
    "¿De qué trata la Resolución 57?", "О чём говорится в Резолюции 57?", "ما موضوع القرار 57؟", "第57号决议是关于什么的？",
    "Tell me about Resolution 57", "What does Resolution 57 say?", "«Que dit la Résolution 57 ?»", "¿Qué dice la Resolución 57?", "Что гласит Резолюция 57?",
    "ماذا يقول القرار 57؟", "第57号决议说了什么？",
])  # fmt: skip
def test_what_a_text_is_is_a_look_up_of_it(text):
    assert told(understand(text)).kind == "lookup"


@pytest.mark.parametrize("text", ["What is a NAG?", "What is a lamp in Resolution 57?", "What is the Council?", "What is resolves 1?", "Who is TSAG?",
                                  "What does Resolution 57 say about lamps?", "What is Resolution 57 about to change for developing countries?"])  # fmt: skip
def test_what_a_term_is_is_none(text):
    assert told(understand(text)).kind != "lookup" or understand(text).kind == "lookup"
