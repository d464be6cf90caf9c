"""The terminology: its form (cells, scripts, repeats, white space), and pairs that must stand in it."""

import re
import unicodedata
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

TERMS = Path(__file__).parents[3] / "index" / "embedding" / "terms.tsv"
LANGUAGES = ("en", "fr", "es", "ru", "ar", "zh")
TOPICS = {
    "mandate", "procedure", "question", "body", "technical", "legal", "administration", "place",
}  # fmt: skip
SCRIPT = {
    "en": re.compile(r"LATIN"),
    "fr": re.compile(r"LATIN"),
    "es": re.compile(r"LATIN"),
    "ru": re.compile(r"CYRILLIC"),
    "ar": re.compile(r"ARABIC"),
    "zh": re.compile(r"CJK"),
}
# Names of systems, acronyms and Latin phrases are written in Latin letters in every language.
LATIN_NAME = re.compile(r"^[A-Za-z0-9 .\-/+&()]+$")
PAIRS = [
    ({"en": "study group", "fr": "commission d'études", "es": "comisión de estudio"}),
    ({"en": "study group", "ru": "исследовательская комиссия", "ar": "لجنة الدراسات", "zh": "研究组"}),
    ({"en": "resolves", "fr": "décide", "ru": "решает", "ar": "يقرر", "zh": "做出决议"}),
    ({"en": "TSAG", "fr": "GCNT", "es": "GANT", "ru": "КГСЭ"}),
    ({"en": "overlap", "fr": "chevauchement", "es": "solapamiento"}),
    ({"en": "harmful interference", "fr": "brouillage préjudiciable", "es": "interferencia perjudicial"}),
    ({"en": "Member State", "fr": "État Membre", "es": "Estado Miembro", "zh": "成员国"}),
]


@cache
def lines() -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(line.split("\t")) for line in TERMS.read_text(encoding="utf-8").split("\n")[:-1])


@cache
def concepts() -> tuple[dict[str, tuple[str, ...]], ...]:
    return tuple(
        {
            language: tuple(cell.split("|")) if cell else ()
            for language, cell in zip(LANGUAGES, row, strict=False)
        }
        for row in lines()[1:]
    )


def cells(language: str) -> list[str]:
    return [row[LANGUAGES.index(language)] for row in lines()[1:]]


def test_header_and_columns():
    assert lines()[0] == (*LANGUAGES, "topic")
    assert [n for n, row in enumerate(lines(), 1) if len(row) != 7] == []
    assert {row[6] for row in lines()[1:]} <= TOPICS


def test_file_is_utf8_nfc_with_a_last_newline_and_no_carriage_return():
    raw = TERMS.read_bytes()
    text = raw.decode("utf-8")
    assert text.endswith("\n") and not text.endswith("\n\n")
    assert b"\r" not in raw and not raw.startswith(b"\xef\xbb\xbf")
    assert unicodedata.normalize("NFC", text) == text


def test_no_stray_white_space_or_empty_alternative():
    for row in lines()[1:]:
        for cell in row:
            assert cell == cell.strip() and "  " not in cell, row
            assert all(ch == " " or not ch.isspace() for ch in cell), row
            assert all(term and term == term.strip() for term in cell.split("|")) or cell == "", row


def test_no_invisible_characters():
    assert [
        row for row in lines() for cell in row for ch in cell if unicodedata.category(ch) in ("Cf", "Cc")
    ] == []


def test_english_is_filled_and_most_other_cells_are():
    assert all(cells("en"))
    for language in LANGUAGES[1:]:
        assert sum(not cell for cell in cells(language)) <= 0.03 * len(cells(language)), language
    assert all(sum(bool(cell) for cell in row[:6]) >= 3 for row in lines()[1:])


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_column_is_in_its_script(language):
    for concept in concepts():
        for term in concept[language]:
            scripts = {unicodedata.name(ch).split()[0] for ch in term if ch.isalpha()}
            own = any(SCRIPT[language].match(script) for script in scripts)
            assert own or LATIN_NAME.match(term), (language, term)
            assert all(SCRIPT[language].match(s) or s == "LATIN" for s in scripts), (language, term)


@pytest.mark.parametrize("language", ["ru", "ar"])
def test_no_word_mixes_its_script_with_latin_look_alikes(language):
    for concept in concepts():
        for word in re.findall(r"[^\W\d_]+", " ".join(concept[language])):
            assert len({unicodedata.name(ch).split()[0] == "LATIN" for ch in word}) == 1, (language, word)


@pytest.mark.parametrize("language", ["ru", "ar", "zh"])
def test_latin_names_stay_few_outside_latin_scripts(language):
    whole = [cell for cell in cells(language) if cell and LATIN_NAME.match(cell)]
    assert len(whole) <= 0.03 * len(cells(language))


def test_no_concept_twice():
    first = Counter(concept["en"][0].casefold() for concept in concepts())
    assert [term for term, n in first.items() if n > 1] == []
    assert [row for row, n in Counter(row[:6] for row in lines()).items() if n > 1] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_alternative_twice_in_a_cell(language):
    for concept in concepts():
        terms = concept[language]
        assert len(set(terms)) == len(terms), (language, terms)


def test_terms_are_short_and_no_sentences():
    for concept in concepts():
        for language in LANGUAGES:
            for term in concept[language]:
                assert len(term.split()) <= 14 and len(term) <= 100, term
                assert not re.search(r"[.。؟?!;؛]$", term) or re.search(r"\b\w\.$", term), term


def test_enough_of_each_topic():
    assert len(concepts()) >= 1500
    topics = Counter(row[6] for row in lines()[1:])
    assert min(topics.values()) >= 25, topics


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair["en"])
def test_official_renderings_stand_together(pair):
    def holds(concept) -> bool:
        return all(
            term.casefold() in [t.casefold() for t in concept[language]] for language, term in pair.items()
        )

    assert any(holds(concept) for concept in concepts())


def test_the_page_states_the_number_of_concepts():
    page = TERMS.with_name("TERMS.md").read_text(encoding="utf-8")
    assert f"holds {len(concepts()):,} concepts" in page
