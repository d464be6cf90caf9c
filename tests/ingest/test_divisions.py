"""Annexes, parts and chapters at the heads of pages: another number is another part, the same line is the page's."""

from __future__ import annotations

import pytest

from ingest.clean import clean
from ingest.source import SourceText

WORDS = ("ropes", "chains", "anchors", "buoys")


def cleaned(pages: list[str], language: str = "en") -> list[str]:
    """The cleaned lines of a PDF of these pages."""
    text = "\f".join(pages)
    starts = (0, *(i + 1 for i, c in enumerate(text) if c == "\f"))
    return clean(SourceText(text, starts, ("",) * len(starts), "pdf", "pypdf"), language).text.split("\n")


@pytest.mark.parametrize(("heading", "language"), [
    ("ANNEX {} TO RESOLUTION 945", "en"), ("Appendix {}", "en"), ("ATTACHMENT {}", "en"), ("CHAPTER {}", "en"), ("ARTICLE {}", "en"),
    ("PART {} – Tackle", "en"), ("TABLE {}", "en"), ("ANNEXE {} DE LA RÉSOLUTION 945", "fr"), ("ANEXO {} A LA RESOLUCIÓN 945", "es"),
    ("ПРИЛОЖЕНИЕ {} К РЕЗОЛЮЦИИ 945", "ru"), ("ДОПОЛНЕНИЕ {}", "ru"), ("الملحق {} بالقرار 945", "ar"), ("附件{}", "zh"), ("第{}章", "zh"),
    ("RESOLUTION {} (BERN, 2031)", "en")])
def test_headings_with_a_number_of_their_own_are_of_the_text(heading, language):
    found = cleaned([f"{heading.format(n)}\nOf {words} in use.\nThe keeper of the {words} counts them." for n, words in enumerate(WORDS, 1)], language)
    assert [line for line in found if line.startswith(heading.split("{")[0])] == [heading.format(n) for n in range(1, 5)]


def pages(head: str, first: str = "") -> list[str]:
    return [f"{head}\n{first if n == 0 else ''}\nThe keeper of the {words} counts them each\nevening." for n, words in enumerate(WORDS)]


def test_the_same_line_on_page_after_page_is_the_page_s_where_the_annex_has_its_heading():
    found = cleaned(["Bells ring.", *pages("Annex 2 to Rec. ITU-R Z.945", "ANNEX 2")])
    assert [line for line in found if "nne" in line.lower()] == ["ANNEX 2"]


def test_the_first_of_them_is_the_heading_where_there_is_no_other():
    found = cleaned(["Bells ring.", *pages("ANNEX 2")])
    assert found.count("ANNEX 2") == 1 and found[1] == "ANNEX 2"


def test_an_annex_of_each_text_of_a_volume_has_its_heading():
    text = "RESOLUTION {} (Bern, 2031)\nOn {}\nThe Plenipotentiary Conference of the International Telecommunication Union (Bern, 2031),\nresolves\nto count them."
    volume = [page for n, words in enumerate(WORDS, 5) for page in (text.format(n, words), f"ANNEX 1\nOf {words}\nThere are {n} of the {words}.")]
    assert cleaned(volume).count("ANNEX 1") == 4


def test_a_heading_that_says_it_goes_on_is_the_page_s():
    found = cleaned(["Bells ring.", "ANNEX 2\nThe keeper counts the ropes and the", "ANNEX 2 (continued)\nchains each evening.", ""])
    assert found[1:] == ["ANNEX 2", "The keeper counts the ropes and the chains each evening."]


def test_the_name_of_the_text_above_the_word_of_each_annex_is_of_the_heading():
    name = "第945号决议（2031年，伯尔尼，修订版）"
    text = [f"{name}\n灯\n国际电信联盟全权代表大会（2031年，伯尔尼），\n做出决议\n点灯。", *(f"{name}\n附件{n}\n灯\n看守人点灯{n}次。" for n in range(1, 5))]
    assert [line for line in cleaned(text, "zh") if "附件" in line] == [f"{name} 附件{n}" for n in range(1, 5)]
