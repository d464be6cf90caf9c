"""The glossaries of general words: whole rows, each cell in its script, nothing twice."""

import re
import unicodedata
from collections import Counter
from pathlib import Path

import pytest

FOLDER = Path(__file__).parents[3] / "index" / "embedding"
FILES = sorted(FOLDER.glob("words*.tsv"))
LANGUAGES = ("en", "fr", "es", "ru", "ar", "zh")
SCRIPTS = {
    "en": "LATIN",
    "fr": "LATIN",
    "es": "LATIN",
    "ru": "CYRILLIC",
    "ar": "ARABIC",
    "zh": "CJK",
}
PAIRS = [
    {"en": "pay", "fr": "payer", "es": "pagar", "ru": "платить", "ar": "دفع", "zh": "支付"},
    {"en": "deadline", "fr": "date limite", "es": "plazo", "ru": "срок", "ar": "مهلة", "zh": "期限"},
    {"en": "how many", "fr": "combien", "es": "cuántos", "ru": "сколько", "ar": "كم", "zh": "多少"},
    {"en": "boss", "fr": "chef", "es": "jefe", "ru": "начальник", "ar": "رئيس", "zh": "领导"},
]


def rows(file: Path) -> list[tuple[str, ...]]:
    return [tuple(line.split("\t")) for line in file.read_text(encoding="utf-8").split("\n")[:-1]]


def alternatives(cell: str) -> list[str]:
    return cell.split(" | ")


def faults(row: tuple[str, ...]) -> list[str]:
    """What is wrong with a row, in words; nothing if it is right."""
    if len(row) != len(LANGUAGES):
        return [f"{len(row)} cells"]
    found = []
    for language, cell in zip(LANGUAGES, row, strict=True):
        terms = alternatives(cell)
        found += [f"{language}: repeated {t}" for t, n in Counter(terms).items() if n > 1]
        for term in terms:
            if not term or term != term.strip() or "|" in term or "  " in term:
                found.append(f"{language}: empty alternative or stray space in {cell!r}")
            letters = {unicodedata.name(ch).split()[0] for ch in term if ch.isalpha()}
            if letters != {SCRIPTS[language]}:
                found.append(f"{language}: {term!r} is written in {sorted(letters)}")
            if unicodedata.normalize("NFC", term) != term or any(
                unicodedata.category(ch) in ("Mn", "Cf", "Cc") or ch == "ـ" for ch in term
            ):
                found.append(f"{language}: combining or invisible character in {term!r}")
            if re.search(r"[.!?;؟،。！？，]$", term) and not re.search(r"\b\w\.$", term):  # "e.g." may
                found.append(f"{language}: {term!r} ends like a sentence")
    return found


def test_a_faulty_row_is_found():
    good = ("go | goes", "aller", "ir", "идти", "ذهب", "去")
    assert faults(good) == []
    assert faults(good[:5]) == ["5 cells"]
    for at, cell in [
        (0, "go|goes"),
        (0, ""),
        (3, "идти | go"),
        (4, "ذَهب"),
        (5, "去。"),
        (1, "aller | aller"),
    ]:
        assert faults((*good[:at], cell, *good[at + 1 :])), cell


def test_there_is_a_glossary():
    assert FOLDER / "words.tsv" in FILES


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_rows_are_whole_and_each_cell_is_in_its_script(file):
    assert rows(file)[0] == LANGUAGES
    wrong = [(n, row[0], fault) for n, row in enumerate(rows(file)[1:], 2) for fault in faults(row)]
    assert wrong == []


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_file_ends_with_one_newline_and_has_no_carriage_return(file):
    raw = file.read_bytes()
    assert raw.endswith(b"\n") and not raw.endswith(b"\n\n") and b"\r" not in raw
    assert not raw.startswith(b"\xef\xbb\xbf")


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
@pytest.mark.parametrize("name, key", [("row", lambda row: row), ("English cell", lambda row: row[0])])
def test_nothing_stands_twice(file, name, key):
    assert [row for row, n in Counter(key(row) for row in rows(file)).items() if n > 1] == []


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair["en"])
def test_plain_words_stand_with_their_translations(pair):
    assert any(
        all(word in alternatives(row[LANGUAGES.index(language)]) for language, word in pair.items())
        for row in rows(FOLDER / "words.tsv")
    )
