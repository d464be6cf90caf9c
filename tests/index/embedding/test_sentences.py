"""The six-language sentences: six cells a row, each in its script and punctuation, no two rows alike."""

import re
import unicodedata
from collections import Counter
from functools import cache
from itertools import combinations
from pathlib import Path

import pytest

SENTENCES = Path(__file__).parents[3] / "index" / "embedding" / "sentences.tsv"
LANGUAGES = ("en", "fr", "es", "ru", "ar", "zh")
SCRIPT = {"en": "LATIN", "fr": "LATIN", "es": "LATIN", "ru": "CYRILLIC", "ar": "ARABIC", "zh": "CJK"}
OWN_LETTERS = 0.6  # of a cell, at least: acronyms and names of systems stay Latin in every language
FOREIGN_MARKS = {"en": r"[«»¿¡،؟。，？]", "es": r"[،؟。，？]", "ru": r"[،؟。，？]", "ar": r"[?;]|,(?!\d)", "zh": r"[?;,،؟]"}
QUESTION = {"en": "?", "fr": " ?", "es": "?", "ru": "?", "ar": "؟", "zh": "？"}


@cache
def lines() -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(line.split("\t")) for line in SENTENCES.read_text(encoding="utf-8").split("\n")[:-1])


def cells(language: str) -> list[str]:
    return [row[LANGUAGES.index(language)] for row in lines()[1:]]


def words(text: str) -> set[str]:
    return set(re.findall(r"[\u4e00-\u9fff]|\w+", text.casefold()))


def test_header_and_cells():
    assert lines()[0] == LANGUAGES
    assert [n for n, row in enumerate(lines(), 1) if len(row) != 6 or not all(row)] == []


def test_rows_enough_of_statements_and_of_questions():
    asked = sum(cell.endswith("?") for cell in cells("en"))
    assert asked >= 240
    assert len(cells("en")) - asked >= 480


def test_file_is_utf8_nfc_with_a_last_newline():
    raw = SENTENCES.read_bytes()
    text = raw.decode("utf-8")
    assert text.endswith("\n") and not text.endswith("\n\n")
    assert b"\r" not in raw and not raw.startswith(b"\xef\xbb\xbf")
    assert unicodedata.normalize("NFC", text) == text


def test_white_space_is_single_spaces_and_nothing_is_invisible():
    for row in lines():
        for cell in row:
            assert cell == " ".join(cell.split(" ")).strip() and "  " not in cell, row
            assert all(ch == " " or not (ch.isspace() or unicodedata.category(ch) in ("Cf", "Cc")) for ch in cell), row


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_cell_is_in_its_script(language):
    for cell in cells(language):
        scripts = Counter(unicodedata.name(ch).split()[0] for ch in cell if ch.isalpha())
        assert scripts[SCRIPT[language]] >= OWN_LETTERS * scripts.total(), cell
        assert set(scripts) <= {SCRIPT[language], "LATIN"}, cell


@pytest.mark.parametrize("language", ["ru", "ar"])
def test_no_word_mixes_its_script_with_latin_look_alikes(language):
    for cell in cells(language):
        for word in re.findall(r"[^\W\d_]+", cell):
            assert len({unicodedata.name(ch).split()[0] == "LATIN" for ch in word}) == 1, word


@pytest.mark.parametrize("language", FOREIGN_MARKS)
def test_punctuation_is_the_language_s_own(language):
    assert [cell for cell in cells(language) if re.search(FOREIGN_MARKS[language], cell)] == []


def test_a_question_is_one_in_all_six_languages():
    for row in lines()[1:]:
        asked = {cell.endswith(QUESTION[language]) for language, cell in zip(LANGUAGES, row, strict=True)}
        assert len(asked) == 1, row
        assert ("¿" in row[2]) == row[0].endswith("?"), row


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_cells_of_a_language_are_alike(language):
    """Nor nearly so: of longer sentences, fewer than four words in five are shared."""
    assert [cell for cell, n in Counter(cell.casefold() for cell in cells(language)).items() if n > 1] == []
    long = [(cell, words(cell)) for cell in cells(language) if len(words(cell)) >= 8]
    alike = [(a, b) for (a, x), (b, y) in combinations(long, 2) if len(x & y) >= 0.8 * len(x | y)]
    assert alike == []


@pytest.mark.parametrize("language", LANGUAGES[1:])
def test_no_translation_is_far_too_short_or_too_long(language):
    """The length against the English, over the language's usual: a slip of one row would show here."""
    ratios = [len(cell) / len(english) for cell, english in zip(cells(language), cells("en"), strict=True)]
    usual = sorted(ratios)[len(ratios) // 2]
    far = [row for row, ratio in zip(lines()[1:], ratios, strict=True) if not 0.42 * usual < ratio < 2.3 * usual]
    assert far == []


@pytest.mark.parametrize("language", LANGUAGES[1:])
def test_numbers_in_figures_stand_in_every_language(language):
    for row in lines()[1:]:
        here = row[LANGUAGES.index(language)]
        for number in re.findall(r"(?<![\w.])\d+(?![\w.])", row[0]):
            assert number in here, row
