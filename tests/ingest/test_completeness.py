"""What is missing from a text is warned of; what is whole is not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ingest.completeness import noted, warnings
from schema import Clause
from tests.ingest.texts import built, resolution

ALPHABET = [f"{letter})\tthat lamp {letter} burns;" for letter in (*"abcdefghijklmnopqrstuvwxyz", "aa", "bb")]


@pytest.mark.parametrize(("language", "paragraphs", "expected"), [
    ("en", ["considering", "a)\tthat lamps burn;", "b)\tthat oil is dear,", "resolves", "1\tto light lamps;", "2\tto buy oil."], []),
    ("en", ["considering", *ALPHABET, "resolves", "1\tto light lamps;", "1bis\tto trim wicks;", "2\tto buy oil."], []),
    ("en", ["considering", "that lamps burn,", "resolves", "to light them."], []),
    ("en", ["considering", "a)\tthat lamps burn;", "b)\tthat oil is dear;", "d)\tthat wicks are short,",
            "resolves", "1\tto light lamps;", "2\tto trim wicks;", "4\tto buy oil."],
     ["c) is missing before 'considering d)'", "3 is missing before 'resolves 4'"]),
    ("en", ["considering", "b)\tthat lamps burn;", "c)\tthat oil is dear,", "resolves", "to light them."],
     ["a) is missing before 'considering b)'"]),
    ("en", ["considering", "a)\tthat lamps burn;", "c)\tthat oil is dear;", "b)\tthat wicks are short,", "resolves", "to buy oil."],
     ["b) is missing before 'considering c)'", "b) is out of order after 'considering c)'"]),
    ("en", ["resolves", "1\tto light lamps:", "1.1\tat night;", "1.3\tat dawn;", "2\tto trim wicks."],
     ["1.2 is missing before 'resolves 1.3'"]),
    ("en", ["resolves", "1\tto light lamps:", "i)\tat night;", "iii)\tat dawn;", "2\tto trim wicks."],
     ["ii) is missing before 'resolves 1 iii)'"]),
    ("en", ["resolves", "1\tto light lamps:", "ii)\tat dawn;", "iii)\tat dusk;", "2\tto trim wicks."],
     ["ii) is out of order after 'resolves 1'"]),
    ("en", ["resolves", "to light lamps.", "ANNEX 1", "Lamps", "1\tOne lamp.", "ANNEX 3", "Oil", "1\tOne jar."],
     ["an annex is missing before 'Annex 3'"]),
    ("fr", ["considérant", "a)\tque les lampes brûlent;", "c)\tque l'huile est chère,", "décide", "d'allumer les lampes."],
     ["b) is missing before 'considérant c)'"]),
    ("es", ["resuelve", "1\tencender las lámparas;", "3\tcomprar aceite."], ["2 is missing before 'resuelve 3'"]),
    ("ru", ["учитывая,", "а)\tчто лампы горят;", "б)\tчто масло дорого;", "г)\tчто фитили коротки,", "решает", "зажечь лампы."],
     ["в) is missing before 'учитывая г)'"]),
    ("ar", ["إذ يضع في اعتباره", "أ )\tأن المصابيح مضاءة؛", "ج)\tأن الزيت غال،", "يقرر", "إضاءة المصابيح."],
     ["ب) is missing before 'إذ يضع في اعتباره ج)'"]),
    ("zh", ["考虑到", "a)\t灯亮着；", "c)\t油很贵，", "做出决议", "1\t点灯；", "2\t买油。"], ["b) is missing before '考虑到 c)'"]),
])
def test_lists(language, paragraphs, expected):
    document, clauses = built(resolution("7", "Lima, 2001", *paragraphs, language=language))
    assert document.language == language
    assert list(warnings(clauses)) == expected


def article(mark: str, heading: str = "ARTICLE 1 Lamps", text: str = "Lamps burn.") -> Clause:
    return Clause(
        id=f"X#{mark}", document_id="X", kind="article", section="article", heading=heading, heading_start=0, heading_end=9,
        label=mark, address=f"CS {mark}", key=mark, parent_id="", order=0, page=None, page_label="", start=0, end=len(text), text=text,
    )  # fmt: skip


@pytest.mark.parametrize(("clauses", "expected"), [
    ([article("1"), article("2"), article("2A"), article("2B"), article("3")], []),
    ([article("1"), article("2", text="(SUP)"), replace(article("3", text="(SUP)"), label="3 to 5"), article("6")], []),
    ([article("1"), article("1001", "ANNEX Words"), article("1002", "ANNEX Words")], []),
    ([article("1"), article("2"), article("4")], ["No. 3 is missing before 'CS 4'"]),
    ([article("1"), replace(article("5"), page=3)], ["Nos. 2 to 4 are missing before 'CS 5' (page 3)"]),
    ([article("1"), article("2", "ARTICLE 3 Oil")], ["article 2 is missing before 'ARTICLE 3 Oil'"]),
    ([article("1"), replace(article("1.p1"), text="3 Lamps are trimmed.")], ["No. 2 is missing before 'CS 1.p1'"]),
    ([article("1"), replace(article("1.p1"), text="300 lamps are trimmed.")], []),
    ([article("7", "ARTICLE 2 Lamps"), article("40", "ARTICLE 9 Oil"), article("90", "ARTICLE 20 Wicks")],
     ["holds some articles only, as an amending text does: 3 gaps between them"]),
    ([article("1", "ARTICLE PREMIER Lampes"), article("2", "ARTICLE 2 Huile")], []),
    ([article("1", "ARTÍCULO PRIMERO Faros"), article("2", "ARTÍCULO 3 Aceite")], ["article 2 is missing before 'ARTÍCULO 3 Aceite'"]),
    ([article("1", "第1条 灯"), article("2", "第3条 油")], ["article 2 is missing before '第3条 油'"]),
])
def test_articles_and_marginal_numbers(clauses, expected):
    assert list(warnings(clauses)) == expected


def test_a_label_lost_inside_the_clause_before_is_pointed_at():
    document, clauses = built(resolution("7", "Lima, 2001", "resolves", "1\tto light lamps; 2 to trim wicks;", "3\tto buy oil."))
    assert list(warnings(clauses)) == ["2 was not told apart: it seems to stand inside 'resolves 1'"]


def test_the_document_carries_the_warnings():
    document, clauses = built(resolution("7", "Lima, 2001", "considering", "a)\tthat lamps burn,"))
    assert noted(document, clauses).warnings == (*document.warnings, "no operative part was found after 'considering a)'")
    whole = built(resolution("7", "Lima, 2001", "resolves", "to light lamps."))
    assert noted(*whole) is whole[0]
