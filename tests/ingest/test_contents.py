"""Lists of contents: known with leaders or without, and one clause each."""

from __future__ import annotations

import pytest

from ingest import contents
from ingest.source import SourceText
from tests.ingest.texts import built

LISTS = {
    "en": ("Table of Contents", ("1 Scope", "2 Bells of bronze", "2.1 Bells of small harbours", "Annex A – Horns")),
    "fr": ("TABLE DES MATIÈRES", ("1 Domaine", "2 Cloches de bronze", "2.1 Cloches des petits ports", "Annexe A – Cornes")),
    "es": ("ÍNDICE", ("1 Alcance", "2 Campanas de bronce", "2.1 Campanas de los puertos pequeños", "Anexo A – Bocinas")),
    "ru": ("СОДЕРЖАНИЕ", ("1 Сфера", "2 Бронзовые колокола", "2.1 Колокола малых гаваней", "Приложение А – Рожки")),
    "ar": ("جدول المحتويات", ("1 مجال التطبيق", "2 أجراس برونزية", "1.2 أجراس الموانئ الصغيرة", "الملحق ألف – الأبواق")),
    "zh": ("目录", ("1 范围", "2 铜钟", "2.1 小港的钟", "附件A – 号角")),
}


@pytest.mark.parametrize("language", LISTS)
@pytest.mark.parametrize("between", [" ", "\t", " ........ ", "......", " . . . . . "])
def test_lines_that_end_with_pages_under_a_heading(language, between):
    heading, words = LISTS[language]
    rows = [heading, *(f"{w}{between}{page}" for w, page in zip(words, (1, 1, 3, 12), strict=True)), words[0], "Of bells."]
    assert contents.entries(rows, language) == frozenset(range(5))


def test_an_entry_of_several_lines_and_a_second_list():
    rows = ["Contents", "Page", "1 Scope 1", "2 Bells of the harbours of the northern", "islands and of their keepers 2", "Bibliography 9",
            "List of Tables", "Table 1 – Bells 4", "Table 2 – Horns 5", "1 Scope", "Bells ring."]
    assert contents.entries(rows, "en") == frozenset(range(9))


def test_without_a_heading_the_words_are_met_again():
    rows = ["1 Scope 1", "2 Bells 2", "3 Horns 4", "1 Scope", "Of bells.", "2 Bells", "They ring.", "3 Horns", "They blow."]
    assert contents.entries(rows, "en") == frozenset(range(3))


@pytest.mark.parametrize("rows", [
    ["Harbour Bells", "Bern 4", "Lima 7", "Oslo 9", "These are many."],  # a table
    ["considering", "a) that bells ring, as said in clause 4", "b) that horns blow, as said in clause 5", "Contents are told."],
    ["Contents", "The box shall contain 1 bell.", "It is opened at 8", "and closed at night."],
    ["1 to meet in 2031", "2 to meet in 2032", "3 to meet in 2033"],
])
def test_other_figures_at_line_ends_are_of_the_text(rows):
    assert contents.entries(rows, "en") == frozenset()


def test_the_list_is_one_clause_under_its_own_heading():
    text = ("Recommendation ITU-T Z.901\nOn bells\nTable of Contents\nPage\n1 Scope 1\n2 Bells 1\n2.1 Small bells 2\nRecommendation ITU-T Z.901\n"
            "On bells\n1 Scope\nThis Recommendation is on bells.\n2 Bells\nBells ring.\n2.1 Small bells\nSmall bells ring too.\n")
    _, found = built(text)
    assert [(c.address, c.text) for c in found if c.section == "contents"] == [
        ("Table of Contents", "Page\n1 Scope 1\n2 Bells 1\n2.1 Small bells 2")]
    assert [c.address for c in found][-3:] == ["1", "2", "2.1"]


def test_printed_lines_of_a_list_are_not_folded_into_each_other():
    body = "".join(f"{n} Bells of kind {n}\nBells of kind {n} are rung whenever fog stands over the harbour and over the islands that lie before\nit.\n"
                   for n in range(1, 6))
    text = "Contents\n" + "".join(f"{n} Bells of kind {n} {n}\n" for n in range(1, 6)) + body
    from ingest.clean import clean

    found = clean(SourceText(text, (0,), ("",), "pdf", "pypdf"), "en").text.split("\n")
    assert found[:7] == ["Contents", *(f"{n} Bells of kind {n} {n}" for n in range(1, 6)), "1 Bells of kind 1"]
