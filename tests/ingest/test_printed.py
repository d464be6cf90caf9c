"""Texts of printed pages: what stands on a page beside the paragraphs, and Recommendations as the radio sector prints them."""

from __future__ import annotations

import pytest

from ingest.documents import build
from ingest.source import SourceText

PAGES = (
    "Recommendation ITU-R P.991-2\n(09/2030)\nP Series\nWaves over lagoons\n"
    "\fii Rec. ITU-R P.991-2\nForeword\n"
    "The role of the Sector of Lagoons is to ensure that waves are used with care by all who live beside the water, and that\n"
    "they are measured.\n"
    "\f Rec. ITU-R P.991-2 1\nRECOMMENDATION ITU-R P.991-2*\nA wide-range model of waves over lagoons\nfor use at night\n"
    "(Question ITU-R 299/3)\n(2022-2026-2030)\nScope\n"
    "This Recommendation contains a wide-range model for waves over lagoons which predicts how far a wave goes before it is\n"
    "lost in the reeds.\nKeywords\nWaves, lagoons\nThe ITU Radiocommunication Assembly,\nconsidering\n"
    "a) that for the use of lagoons there is a need for models by which the places of lamps and their strength over the water\n"
    "can be selected;\nb) that reeds are tall,\nrecommends\n"
    "1 that the procedure in Annex 1 should be used for the prediction of waves.\n"
    "_______________\n*  Study Group 3 made editorial amendments to this Recommendation in 2031.\n"
    "\f2 Rec. ITU-R P.991-2\nAnnex 1\nModel of waves\n1 Introduction\n1.1 Applicability\n"
    "The model described in the following sections is designed for predictions over salt water from dusk to dawn, as the moon\n"
    "allows.\n2 Strength of a wave\nThe strength is given by:\n  S = 92.4 + 20 log10(f) + 20 log10(d) (1)\nwhere:\n f : frequency (GHz)\n"
    "TABLE 1\nReeds\nHeight Loss\n2 0.5 1.5\n3 0.7 1.9\n"
    "The loss of the reeds is obtained from Table 1 by interpolation between the heights that are nearest to the one observed.\n")


@pytest.fixture(scope="module")
def printed():
    starts = tuple([0] + [i + 1 for i, char in enumerate(PAGES) if char == "\f"])
    return build(SourceText(PAGES, starts, ("",) * len(starts), "pdf", "pypdf"), "R-REC-P.991-2-203009-I!!PDF-E.pdf", "0" * 64)[0]


def test_identity_of_a_radio_recommendation(printed):
    document, _ = printed
    assert (document.body, document.kind, document.number, document.year) == ("RA", "recommendation", "P.991-2", 2030)
    assert document.title == "A wide-range model of waves over lagoons for use at night"
    assert document.history == "2022-2026-2030"


def test_clauses_of_a_radio_recommendation(printed):
    _, clauses = printed
    assert [(c.address, c.page) for c in clauses[:10]] == [
        ("cover", 1), ("foreword 1", 2), ("title", 3), ("footnote *", 3), ("Scope", 3), ("Keywords", 3), ("enacting formula", 3),
        ("considering a)", 3), ("considering b)", 3), ("recommends 1", 3)]
    assert {"Annex 1", "Annex 1, 1.1", "Annex 1, 2"} <= {c.address for c in clauses}


def test_no_clause_holds_a_running_header(printed):
    assert not any("Rec. ITU-R" in c.text for c in printed[1])


def test_formulas_and_tables_stand_apart_from_the_paragraphs_around_them(printed):
    texts = [c.text for c in printed[1]]
    assert "The strength is given by:" in texts
    assert "S = 92.4 + 20 log10(f) + 20 log10(d) (1)" in texts
    assert texts[-1].startswith("The loss of the reeds") and texts[-1].endswith("observed.")


@pytest.mark.parametrize(("text", "mark", "body", "paragraph"), [
    ("Lamps[footnoteRef:1]i burn. [1: i\tIn the north.]", "i", "In the north.", "Lamps burn."),
    ("Lamps[footnoteRef:1]* burn. [1: *\tIn the north.]", "*", "In the north.", "Lamps burn."),
    ("Some[footnoteRef:1]112 lamps burn. [1: 1\tIn the north.]", "1", "In the north.", "Some12 lamps burn."),
    ("Lamps[footnoteRef:1]1 burn. [1: 1 In the north.]", "1", "In the north.", "Lamps burn."),
])
def test_a_footnote_mark_is_the_one_that_its_body_prints(text, mark, body, paragraph):
    _, clauses = build(SourceText(text, (), (), "docx", "word"), "x.docx", "0" * 64)[0]
    assert [(c.text, c.label if c.kind == "footnote" else "") for c in clauses] == [(paragraph, ""), (body, mark)]


def test_calls_and_marks_without_their_notes_are_told():
    document, clauses = build(SourceText("The lamps of developing countries1 burn[footnoteRef:4]4 at night.", (), (), "txt", "plain"),
                              "x.txt", "0" * 64)[0]
    assert clauses[0].text == "The lamps of developing countries1 burn at night."
    assert any("countries1" in w for w in document.warnings)
    assert any("1 footnote calls" in w for w in document.warnings)


def test_lines_of_a_word_file_are_paragraphs_however_long():
    lines = [f"Lamp {n} burns in the harbour of the northern island through the whole of the night and" for n in range(5)]
    _, clauses = build(SourceText("\n".join(lines), (), (), "docx", "word"), "x.docx", "0" * 64)[0]
    assert len(clauses) == 5


def test_arabic_clauses_and_annexes_numbered_from_the_right():
    text = ("التوصية ITU-T X.77\nالمصابيح\n1\tمجال التطبيق\nتصف هذه التوصية المصابيح.\n2\tالتعاريف\n1.2\tالمصطلحات\n"
            "تستعمل هذه التوصية المصطلح التالي:\n1.1.2\tفتيل: خيط يصعد فيه الزيت.\n2.2\tالمختصرات\nلا توجد.\n"
            "الملحق A\nتقليم الفتائل\n1.A\tالأدوات\nتستعمل المقصات.\n2.A\tالوقت\nتقلم الفتائل ظهراً.")
    _, clauses = build(SourceText(text, (), (), "docx", "word"), "x.docx", "0" * 64)[0]
    assert [(c.address, c.key) for c in clauses if c.kind != "title"] == [
        ("1", "1"), ("1.2", "2.1"), ("1.1.2", "2.1.1"), ("2.2", "2.2"), ("الملحق A", "A1"), ("الملحق A, فقرة 1", "A1.p1"),
        ("الملحق A, 1.A", "A1.A.1"), ("الملحق A, 2.A", "A1.A.2")]
