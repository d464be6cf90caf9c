"""Typed addresses, and the clauses they mean."""

from __future__ import annotations

import pytest

from itu.addresses import Address, find, matches, names_document, parse, parse_all, same_label
from schema import Clause, DocumentInfo

RES = {"document_kind": "resolution"}

TYPED = [
    ("Res. 57 décide 2", Address("57", "resolution", section="resolves", label="2")),
    ("Résolution 57, décide 1", Address("57", "resolution", section="resolves", label="1")),
    ("res57 resolves 2(b)", Address("57", "resolution", section="resolves", label="2 b)")),
    ("considering b) of Resolution 21", Address("21", "resolution", section="considering", label="b)")),
    ("point b) du considérant", Address(section="considering", label="b)")),
    ("What does considering (b) say?", Address(section="considering", label="b)")),
    ("show me recognizing a", Address(section="recognizing", label="a)")),
    ("considérant en outre a)", Address(section="considering", label="a)", further=True)),
    ("resolves (2) 1", Address(section="resolves", occurrence=2, label="1")),
    ("Dec. 3 decides 3.1 i)", Address("3", "decision", section="resolves", label="3.1 i)")),
    ("instructs the Director of the TSB 2", Address(section="instructs", label="2", addressee="the Director of the TSB")),
    ("instructs the Council 2", Address(section="instructs", label="2", addressee="the Council")),
    ("charge le Conseil 2", Address(section="instructs", label="2", addressee="le Conseil")),
    ("поручает Совету 2", Address(section="instructs", label="2", addressee="Совету")),
    ("责成理事会2", Address(section="instructs", label="2", addressee="理事会")),
    ("PP 70 resolves 1", Address("70", body="PP", section="resolves", label="1")),
    ("CV 142", Address(document_kind="convention", section="article", label="142")),
    ("CS 28A", Address(document_kind="constitution", section="article", label="28A")),
    ("No. 173 of the Constitution", Address(document_kind="constitution", section="article", label="173")),
    ("numéro 173 de la Constitution", Address(document_kind="constitution", section="article", label="173")),
    ("footnote 1 of Resolution 57", Address("57", "resolution", section="footnote", label="1")),
    ("note 1", Address(section="footnote", label="1")),
    ("Resolution 57 Annex 2, footnote 1", Address("57", "resolution", section="footnote", label="1", annex="2")),
    ("clause 7.1 of Recommendation ITU-T E.119", Address("E.119", "recommendation", "ITU-T", section="clause", label="7.1")),
    ("E.119 clause 7.1", Address("E.119", "recommendation", section="clause", label="7.1")),
    ("WTSA Res. 57 resolves 1", Address("57", "resolution", "WTSA", section="resolves", label="1")),
    ("Resolution 57 of WTDC", Address("57", "resolution", "WTDC")),
    ("Résolution 57 (Rév. Dubaï, 2012) de l'AMNT, reconnaissant c)",
     Address("57", "resolution", "WTSA", 2012, "recognizing", label="c)")),
    ("Resolution 123 (Rev. Guadalajara, 2010) of the Plenipotentiary Conference", Address("123", "resolution", "PP", 2010)),
    ("что решает резолюция 57, учитывая б)", Address("57", "resolution", section="considering", label="б)")),
    ("第57号决议 考虑到 a)", Address("57", "resolution", section="considering", label="a)")),
    ("what does décide 2 say?", Address(section="resolves", label="2")),
    ("what does Resolution 57 say about developing countries?", Address("57", "resolution")),
]


@pytest.mark.parametrize(("text", "expected"), TYPED, ids=[t[0] for t in TYPED])
def test_parse(text, expected):
    assert parse(text) == expected


CONSTITUTION = {"document_kind": "constitution", "section": "article"}
SEVERAL = [
    ("Article 22 and 23", [{"section": "article", "article": "22"}, {"section": "article", "article": "23"}]),
    ("Articles 22, 23 et 25 de la Constitution", [{**CONSTITUTION, "article": n} for n in ("22", "23", "25")]),
    ("Article 22 and Article 23 of the Constitution", [{**CONSTITUTION, "article": n} for n in ("22", "23")]),
    ("المادتان 22 و23 من الدستور", [{**CONSTITUTION, "article": n} for n in ("22", "23")]),
    ("第22条和第23条", [{"section": "article", "article": n} for n in ("22", "23")]),
    ("considering c), d) and z)", [{"section": "considering", "label": label} for label in ("c)", "d)", "z)")]),
    ("resolves 2, b)", [{"section": "resolves", "label": "2 b)"}]),
    ("resolves 4 i), ii) and iv)", [{"section": "resolves", "label": label} for label in ("4 i)", "4 ii)", "4 iv)")]),
    ("resolves 2 a), b) and 3", [{"section": "resolves", "label": label} for label in ("2 a)", "2 b)", "3")]),
    ("considering a), ii)", [{"section": "considering", "label": "a) ii)"}]),
    ("CS 137 and CS 999", [{**CONSTITUTION, "label": n} for n in ("137", "999")]),
    ("considering a) of Resolution 21 and resolves 1 of Resolution 57",
     [{"document_number": "21", **RES, "section": "considering", "label": "a)"}, {"document_number": "57", **RES, "section": "resolves", "label": "1"}]),
    ("CS 20 and Article 3 of Resolution 5",
     [{**CONSTITUTION, "label": "20"}, {"document_number": "5", **RES, "section": "article", "article": "3"}]),
    ("Annex to the Constitution 1013", [{**CONSTITUTION, "label": "1013"}]),
    ("What does No. 1013 of the Annex to the Constitution say?", [{**CONSTITUTION, "label": "1013"}]),
    ("Annexe à la Constitution", [{"document_kind": "constitution", "section": "annex"}]),
    ("Приложение к Уставу", [{"document_kind": "constitution", "section": "annex"}]),
    ("组织法附件", [{"document_kind": "constitution", "section": "annex"}]),
    ("resolves 2 and the Constitution", [{"section": "resolves", "label": "2"}]),
    ("E.119, 7.1, paragraph 2", [{"document_number": "E.119", "document_kind": "recommendation", "section": "clause", "label": "7.1, paragraph 2"}]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), SEVERAL, ids=[t[0] for t in SEVERAL])
def test_parse_all(text, expected):
    assert list(parse_all(text)) == [Address(**said) for said in expected]


@pytest.mark.parametrize(("typed", "number", "meant"), [
    (Address("P.838", "recommendation"), "P.838-3", True), (Address("P.838-3", "recommendation"), "P.838-3", True),
    (Address("P.838-2", "recommendation"), "P.838-3", False), (Address("P.83", "recommendation"), "P.838-3", False),
])  # fmt: skip
def test_the_issue_of_a_recommendation_may_be_left_out(typed, number, meant):
    assert names_document(typed, document(number, "recommendation", "RA")) is meant


@pytest.mark.parametrize(("body", "meant"), [("ITU-R", True), ("RA", True), ("", False), ("WTSA", False)])
def test_a_resolution_has_issues_with_itu_r_alone(body, meant):
    assert names_document(Address("12", "resolution", body), document("12-1", "resolution", "RA")) is meant


def test_the_document_of_a_conversation_is_that_document_alone():
    here = document()
    assert names_document(Address(work=here.work_id), here) and not names_document(Address(work="WTSA-RES-58"), here)


@pytest.mark.parametrize("text", [
    "which groups must identify common topics?", "where was it first adopted?", "Who invites whom in 2012?",
    "does the resolution invite 3 Directors?", "what was decided in 2012?", "les groupes invités à la réunion 3",
    "Quels pays sont considérés comme en développement ?", "que charge-t-on le Directeur de faire ?",
    "What must the Director of TSB do about the 3 topics?", "à qui décide-t-on d'envoyer le rapport ?", ""])
def test_no_address(text):
    assert parse(text) is None


def document(number="57", kind="resolution", body="WTSA", year=2012, language="fr") -> DocumentInfo:
    return DocumentInfo(f"{body}-RES-{number}-{year}-{language}", f"{body}-RES-{number}", "", body, kind, number, "", year,
                        language, "", "", "f.txt", "", "0", None)


def clause(section="resolves", label="1", heading="décide", address="", kind="operative", of="WTSA-RES-57-2012-fr") -> Clause:
    return Clause("id", of, kind, section, heading, 0, 0, label, address or f"{heading} {label}", "1", "", 0, None, "", 0, 1, "x")


MATCHES = [
    ("resolves 1", clause(), document(), True),
    ("resolves 2", clause(), document(), False),
    ("considering 1", clause(), document(), False),
    ("Res. 57 décide 1", clause(), document(), True),
    ("Res. 58 décide 1", clause(), document(), False),
    ("Dec. 57 décide 1", clause(), document(), False),
    ("WTDC Res. 57 décide 1", clause(), document(), False),
    ("Résolution 57 (Rév. Dubaï, 2012) décide 1", clause(), document(), True),
    ("Résolution 57 (Rév. Genève, 2022) décide 1", clause(), document(), False),
    ("décide 1", clause(heading="décide en outre"), document(), False),
    ("décide en outre 1", clause(heading="décide en outre"), document(), True),
    ("décide 1", clause(address="décide (2) 1"), document(), True),
    ("décide (1) 1", clause(address="décide (2) 1"), document(), False),
    ("décide (2) 1", clause(address="décide (2) 1"), document(), True),
    ("considering b)", clause("considering", "б)", "учитывая", of="X-ru"), document(language="ru"), True),
    ("CS 89", clause("article", "89", "ARTICLE 13", kind="article"), document("", "constitution"), True),
    ("CS 89", clause("article", "89A", "ARTICLE 13", kind="article"), document("", "constitution"), False),
    ("CV 89", clause("article", "89", "ARTICLE 13", kind="article"), document("", "constitution"), False),
    ("CS 162", clause("article", "162 and 163", "ARTICLE 28", kind="article"), document("", "constitution"), True),
    ("CS 163", clause("article", "162 and 163", "ARTICLE 28", kind="article"), document("", "constitution"), True),
    ("CS 220", clause("article", "219 to 221", "ARTICLE 50", kind="article"), document("", "constitution"), True),
    ("CS 222", clause("article", "219 to 221", "ARTICLE 50", kind="article"), document("", "constitution"), False),
    ("CS 1", clause("article", "1, paragraph 2", "ARTICLE 1", kind="article"), document("", "constitution"), False),
    ("CS Article 1", clause("article", "3", "ARTICLE PREMIER Objet", kind="article"), document("", "constitution"), True),
    ("CS Article 2", clause("article", "3", "ARTICLE PREMIER Objet", kind="article"), document("", "constitution"), False),
    ("Recommendation ITU-T E.119 clause 7.1", clause("", "7.1", "", "7.1", "numbered"), document("E.119", "recommendation"), True),
]


@pytest.mark.parametrize(("typed", "held", "of", "expected"), MATCHES)
def test_matches(typed, held, of, expected):
    assert matches(parse(typed), held, of) is expected


@pytest.mark.parametrize(("a", "b", "same"), [
    ("2b", "2 b)", True), ("b", "b)", True), ("i)", "i)", True), ("2", "2 b)", False), ("1.1", "1.1", True),
    ("1.1", "11", False), ("a)", "а)", True), ("b)", "ب)", True), ("c)", "ج)", True), ("d)", "ج)", False), ("1", "1, paragraph 1", False)])
def test_labels(a, b, same):
    assert same_label(a, b) is same


@pytest.mark.parametrize(("typed", "found"), [
    ("Annex 2, footnote 1", ["Annex 2, footnote 1"]), ("footnote 1", ["footnote 1", "Annex 2, footnote 1"]), ("Annex 1, footnote 2", ["footnote 2"])])
def test_a_note_of_an_annex_is_found_by_its_address(typed, found):
    notes = [clause("footnote", mark, "", address, "footnote") for mark, address in (("1", "footnote 1"), ("2", "footnote 2"), ("1", "Annex 2, footnote 1"))]
    assert [c.address for c in find(parse(typed), document(), notes)] == found


LISTS = [
    ("Resolutions 21 and 900", "21 900"), ("Resolutions 21, 22 and 900", "21 22 900"), ("Résolutions 57 et 62", "57 62"),
    ("Resoluciones 21, 22 y 900", "21 22 900"), ("Резолюции 21, 22 и 900", "21 22 900"), ("в Резолюциях 21 и 900", "21 900"),
    ("القراران 21 و900", "21 900"), ("القرارات 21 و22 و900", "21 22 900"), ("第21、22和900号决议", "21 22 900"),
    ("第21号和第900号决议", "21 900"), ("决议21、22和900", "21 22 900"), ("Resolution 21 and 900", "21 900"), ("Decisions 5 & 11", "5 11"),
    ("What do Resolutions 21 and 900 say about beacons?", "21 900"), ("What does Resolution 21 and 900 say?", "21 900"),
    ("Resolution 21 and 3 annexes", "21"), ("Resolution 57 and 12 Member States", "57"), ("Резолюции 57 и 12 Государств-Членов", "57"),
    ("Résolution 57 et 12 États Membres", "57"), ("决议57和12个成员国", "57"), ("القرار 57 و12 دولة", "57"), ("Resolutions 21 in 2018", "21"),
    ("Resolution 21 and 3 of Resolution 22", "21 22"), ("Resolution 57 and 2018", "57"), ("第3段和第57号决议", "57"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "numbers"), LISTS, ids=[t[0] for t in LISTS])
def test_documents_of_a_list(text, numbers):
    assert list(dict.fromkeys(a.document_number for a in parse_all(text))) == numbers.split()
    assert {a.document_kind for a in parse_all(text)} == {"decision" if "Dec" in text else "resolution"}


def test_a_place_is_of_each_document_of_a_list():
    found = parse_all("resolves 1 of Resolutions 21, 22 and 900")
    assert found == tuple(Address(n, "resolution", section="resolves", label="1") for n in ("21", "22", "900"))
    assert parse_all("Resolutions 21 and resolves 2") == (Address("21", "resolution", section="resolves", label="2"),)


def test_a_list_is_of_one_body_and_each_of_its_own_year():
    assert parse_all("WTSA-12 Resolutions 57 and 62") == tuple(Address(n, "resolution", "WTSA", 2012) for n in ("57", "62"))
    assert parse_all("Resolutions 57 and 62 of WTSA") == tuple(Address(n, "resolution", "WTSA") for n in ("57", "62"))
    found = parse_all("Resolutions 57 (Rev. Dubai, 2012) and 62 (Rev. Hammamet, 2016)")
    assert [(a.document_number, a.year) for a in found] == [("57", 2012), ("62", 2016)]
