"""Labels that go on from an address: (what is typed, the address before, the (article, label, other label) meant)."""

import pytest

from itu.addresses import Address, following, of_clause, within
from schema import Clause, DocumentInfo

NUMBER = Address(document_kind="constitution", section="article", label="20")
ARTICLE = Address(document_kind="constitution", section="article", article="22")
RESOLVES = Address("21", "resolution", section="resolves", label="1")
CLAUSE = Address("E.999", "recommendation", section="clause", label="2.1")
DEEP = Address("21", "resolution", section="resolves", label="4 ii)")

GOES_ON = [
    ("and 21?", NUMBER, ("", "21", "")), ("et le 1 ?", NUMBER, ("", "1", "")), ("21?", NUMBER, ("", "21", "")),
    ("and in 96A?", NUMBER, ("", "96A", "")), ("and 23?", ARTICLE, ("23", "", "")), ("and No. 138?", ARTICLE, ("", "138", "")),
    ("а пункт 138?", ARTICLE, ("", "138", "")), ("and paragraph 2?", ARTICLE, ("22", "2", "")),
    ("and clause 2?", CLAUSE, ("", "2", "")), ("clause 2", CLAUSE, ("", "2", "")), ("and 2.2?", CLAUSE, ("", "2.2", "")),
    ("and what does 3 say?", RESOLVES, ("", "3", "")), ("and b?", RESOLVES, ("", "1 b)", "b)")), ("and (b)?", RESOLVES, ("", "1 b)", "b)")),
    ("and 2 b)?", RESOLVES, ("", "2 b)", "")), ("and iii)?", DEEP, ("", "4 iii)", "iii)")), ("and 5?", DEEP, ("", "5", "")),
    ("et l'alinéa 3 ?", RESOLVES, ("", "3", "")), ("et le point b) ?", RESOLVES, ("", "1 b)", "b)")), ("qu'en est-il du 3 ?", RESOLVES, ("", "3", "")),
    ("¿y el b)?", RESOLVES, ("", "1 b)", "b)")), ("¿Y qué dice el 3?", RESOLVES, ("", "3", "")), ("¿y a)?", RESOLVES, ("", "1 a)", "a)")),
    ("¿y el apartado 3?", RESOLVES, ("", "3", "")), ("а пункт 3?", RESOLVES, ("", "3", "")), ("и 3?", RESOLVES, ("", "3", "")),
    ("а что говорится в пункте 3?", RESOLVES, ("", "3", "")), ("а подпункт б)?", RESOLVES, ("", "1 б)", "б)")),
    ("وماذا عن ب)؟", RESOLVES, ("", "1 ب)", "ب)")), ("و3؟", RESOLVES, ("", "3", "")), ("والفقرة 3؟", RESOLVES, ("", "3", "")),
    ("那第3段呢？", RESOLVES, ("", "3", "")), ("第三段呢", RESOLVES, ("", "3", "")), ("那b)呢", RESOLVES, ("", "1 b)", "b)")),
    ("and paragraph 17?", Address("E.999", section="clause", label="2.2, paragraph 16"), ("", "2.2, paragraph 17", "17")),
]  # fmt: skip


@pytest.mark.parametrize(("text", "before", "meant"), GOES_ON, ids=[g[0] for g in GOES_ON])
def test_a_label_goes_on_from_an_address(text, before, meant):
    (address,) = following(text, before, lone=True)
    assert (address.article, address.label, address.instead) == meant
    said = ("document_number", "document_kind", "section")
    assert [getattr(address, name) for name in said] == [getattr(before, name) for name in said]


def test_several_labels_are_as_many_addresses():
    assert [address.label for address in following("what about 3 and 4?", RESOLVES, lone=True)] == ["3", "4"]


@pytest.mark.parametrize("text", [
    "And the 5 Directors?", "and 3 more?", "and 2022?", "And who?", "why?", "et 3 ans ?", "¿y los 2 Directores?", "а 3 Директора?", "那3位主任呢？",
    "and the Directors?", "and 1,000?", "",
])  # fmt: skip
def test_more_than_a_label_is_no_address(text):
    assert following(text, RESOLVES, lone=True) == ()


@pytest.mark.parametrize(("text", "section"), [
    ("and considering?", "considering"), ("et reconnaissant ?", "recognizing"), ("¿y resuelve?", "resolves"), ("а учитывая?", "considering"),
    ("and the title?", "title"), ("et l'avant-propos ?", "foreword"),
])  # fmt: skip
def test_a_place_alone_is_one_in_the_text_before(text, section):
    assert [address.section for address in within(text)] == [section]


@pytest.mark.parametrize("text", ["And who decides?", "and the Directors?", "et qui décide ?", "what does it invite them to do?", "and when?",
                                  "et chargé de quoi ?", "e invita a quién?", "и поручает кому?", "and instructs whom?"])
def test_more_than_a_place_is_none(text):
    assert within(text) == ()


def test_a_letter_alone_may_be_anything_but_where_an_address_was_asked_for():
    assert following("and B?", RESOLVES, lone=False) == ()
    assert following("and b)?", RESOLVES, lone=False) and following("and 2?", RESOLVES, lone=False)


DOCUMENT = DocumentInfo("X-RES-9-2020-en", "X-RES-9", "Resolution 9 (2020)", "Council", "resolution", "9", "2020", 2020, "en",
                        "", "", "x.txt", "", "", None)  # fmt: skip


def clause(kind: str, section: str, heading: str, label: str, address: str) -> Clause:
    return Clause(f"{DOCUMENT.id}#x", DOCUMENT.id, kind, section, heading, 0, 0, label, address, "1", "", 0, None, "", 0, 0, "")


@pytest.mark.parametrize(("of", "said"), [
    (clause("article", "article", "ARTICLE 2 Chairs", "14A", "CS 14A"), {"section": "article", "label": "14A"}),
    (clause("operative", "resolves", "further resolves", "2 b)", "further resolves (2) 2 b)"),
     {"section": "resolves", "label": "2 b)", "occurrence": 2, "further": True, "addressee": "further resolves"}),
    (clause("preambular", "noting", "noting", "a)", "noting a)"), {"section": "noting", "label": "a)", "occurrence": 1}),
    (clause("annex", "annex", "", "2.3", "Annex 1, 2.3"), {"section": "annex", "annex": "1", "label": "2.3"}),
    (clause("numbered", "", "Scope", "1.1", "1.1"), {"section": "clause", "label": "1.1"}),
    (clause("title", "title", "", "", "title"), {}),
    (clause("footnote", "footnote", "", "1", "footnote 1"), {}),
])  # fmt: skip
def test_the_address_of_a_clause(of, said):
    address = of_clause(of, DOCUMENT)
    assert address == Address("9", "resolution", "Council", 2020, work="X-RES-9", **said)
