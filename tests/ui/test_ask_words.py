"""The words of Ask's own parts are complete in the six languages."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

import pytest

from schema import LANGUAGES
from ui import text

ROOT = Path(__file__).resolve().parents[2]
OTHERS = [language for language in LANGUAGES if language != "en"]


def flat(language: str) -> dict[str, str]:
    tables = text.read_view("ask")[language]
    return {f"{table}.{key}": words for table, rows in tables.items() for key, words in rows.items()}


def test_the_six_languages():
    assert tuple(text.read_view("ask")) == LANGUAGES


@pytest.mark.parametrize("language", OTHERS)
def test_same_words_in_every_language(language):
    assert list(flat(language)) == list(flat("en"))
    for key, words in flat(language).items():
        assert sorted(re.findall(r"\{\w+\}", words)) == sorted(re.findall(r"\{\w+\}", flat("en")[key])), key


@pytest.mark.parametrize("language, script", [("ru", "CYRILLIC"), ("ar", "ARABIC"), ("zh", "CJK")])
def test_nothing_is_left_in_another_script(language, script):
    for words in flat(language).values():
        letters = [c for c in re.sub(r"\{\w+\}|Markdown|Word|PDF", "", words) if c.isalpha()]
        assert letters and all(unicodedata.name(c).startswith(script) for c in letters), words


@pytest.mark.parametrize("language", OTHERS)
def test_no_sentence_is_left_in_english(language):
    english = set(flat("en").values())
    assert [words for words in flat(language).values() if " " in words and words in english] == []


def test_every_word_is_used():
    code = "".join(path.read_text("utf-8") for path in (ROOT / "ui").glob("*.py"))
    named = ("filter.", "document_kinds.")  # looked up by the field or the kind
    keys = [key.partition(".")[2] for key in flat("en") if not key.startswith(named)]
    assert [key for key in keys if not re.search(rf"""["']{key}["']""", code)] == []
