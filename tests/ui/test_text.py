"""The page's words are complete in every language it speaks."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from ui import text

ROOT = Path(__file__).resolve().parents[2]
LANGUAGES = sorted(text._read())


@pytest.mark.parametrize("language", LANGUAGES)
def test_same_words_in_every_language(language):
    english, other = text.words("en"), text.words(language)
    assert other.keys() == english.keys() and other["kinds"].keys() == english["kinds"].keys()
    assert len(other["examples"]) == 3
    for key, words in english.items():
        if isinstance(words, str):
            assert re.findall(r"\{\w+\}", words) == re.findall(r"\{\w+\}", other[key]), key


def test_an_unknown_language_gets_english():
    assert text.words("tlh") == text.words("en")


def test_every_word_is_used():
    code = "".join(path.read_text("utf-8") for path in [*(ROOT / "ui").glob("*.py"), ROOT / "app.py"])
    assert [key for key in text.words("en") if not re.search(rf"""\[["']{key}["']\]""", code)] == []
