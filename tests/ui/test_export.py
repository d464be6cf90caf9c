"""The conversation as Markdown, as a Word document and for paper."""

from __future__ import annotations

import io
from dataclasses import replace

import docx
import pytest

from schema import Statement
from ui import export
from ui.session import Turn
from ui.text import read_view, words

EN = read_view("ask")["en"]["export"]


@pytest.fixture
def found(answer, abstained):
    turns = [
        Turn("which group?", answer, filters={"years": (2020,)}),
        Turn("which bird?", abstained),
        Turn("which stone?", error="Nothing has been ingested yet."),
    ]
    return export.blocks(turns, words("en"), EN, lambda filters: str(filters["years"][0]))


def test_every_turn_with_its_sources(found, answer):
    assert [b.part for b in found] == [
        "title", "question", "note", "statement", "head", "source", "question", "statement", "head",
        "source", "source", "source", "question", "statement",
    ]  # fmt: skip
    [source, *nearest] = [b.text for b in found if b.part == "source"]
    assert source.startswith("[1] Résolution 9 (Genève, 2020), décide 1\u00a0: «\u00a0d'inviter le Groupe des jardins")
    assert source.endswith("https://www.itu.int/pub/T-RES") and len(nearest) == 3
    assert "2020" in found[2].text and found[3].text.endswith("(GDJ). [1]")


def test_markdown(found):
    text = export.markdown(found)
    assert "# ITU Expert Assistant\n\n## which group?\n\n" in text
    assert "\n\n- \\[1\\] Résolution 9 (Genève, 2020), décide 1\u00a0: «" in text
    assert r"que les jardins \<b\>publics\</b\> manquent d'\*eau\*;" in text  # a text's own signs are no markup


def test_word_opens_in_another_program_s_reader(found):
    document = docx.Document(io.BytesIO(export.docx(found, "en")))
    assert [p.text for p in document.paragraphs] == [b.text for b in found]
    assert document.paragraphs[0].style.name == "Title"
    assert document.paragraphs[1].style.name == "Heading 1"
    assert any("<b>publics</b>" in p.text for p in document.paragraphs)


def test_arabic_is_written_from_the_right(answer):
    turn = Turn("سؤال", replace(answer, language="ar", statements=(Statement("يدعو الفريق.", (1,)),)))
    found = export.blocks([turn], words("ar"), read_view("ask")["ar"]["export"], str)
    xml = [p._p.xml for p in docx.Document(io.BytesIO(export.docx(found, "ar"))).paragraphs]
    assert all("<w:bidi/>" in p and "<w:rtl/>" in p for p in xml[:4])
    assert "<w:bidi/>" not in xml[4] and 'w:val="fr-FR"' in xml[4]  # the source is a French text


def test_what_xml_cannot_hold_is_replaced(answer):
    found = [export.Block("statement", "a\x00b\ud800c\x0bd")]
    assert docx.Document(io.BytesIO(export.docx(found, "en"))).paragraphs[0].text == "a\ufffdb\ufffdc\ufffdd"


def test_paper_has_every_block_and_takes_no_text_for_markup(found):
    page = export.html(found)
    assert page.count('class="source"') == 4 and page.count("<h2") == 3
    assert "&lt;b&gt;publics&lt;/b&gt;" in page and "<b>" not in page
    assert '<p class="source" dir="auto" lang="fr">[1] Résolution 9' in page


def test_what_is_quoted_with_a_clause_is_written_under_it(answer):
    [first] = answer.citations
    part = replace(first, quote="que les jardins", clause=replace(first.clause, address="décide"))
    turn = Turn("which?", replace(answer, citations=(replace(first, context=(part,)),)))
    sources = [b.text for b in export.blocks([turn], words("en"), EN, str) if b.part == "source"]
    assert [s.startswith("[1] ") for s in sources] == [True, False] and "décide\u00a0: «" in sources[1]
