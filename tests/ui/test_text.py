"""The page's words are complete in every language it speaks."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from pathlib import Path
from types import SimpleNamespace

import pytest

from ui import text

ROOT = Path(__file__).resolve().parents[2]
LANGUAGES = sorted(text._read())


@pytest.mark.parametrize("language", LANGUAGES)
def test_same_words_in_every_language(language):
    english, other = text.words("en"), text.words(language)
    assert list(other) == list(english)
    for table in ("kinds", "spoken"):
        assert list(other[table]) == list(english[table])
    assert len(other["examples"]) == 3
    for key, words in english.items():
        if isinstance(words, str):
            assert re.findall(r"\{\w+\}", words) == re.findall(r"\{\w+\}", other[key]), key
    for own, said in other["spoken"].items():
        assert own.count("{}") == said.count("{}") == english["spoken"][own].count("{}") <= 1, own


def test_the_six_languages():
    assert text.languages() == ("en", "fr", "es", "ru", "ar", "zh")
    assert len({text.words(language)["name"] for language in LANGUAGES}) == 6


def every(words) -> list[str]:
    """All that is shown, from the tables in it too."""
    if isinstance(words, str):
        return [words]
    return [text for part in (words.values() if isinstance(words, dict) else words) for text in every(part)]


@pytest.mark.parametrize("language, script", [("ru", "CYRILLIC"), ("ar", "ARABIC"), ("zh", "CJK")])
def test_nothing_is_left_in_another_script(language, script):
    for words in every(text.words(language)):
        letters = [c for c in re.sub(r"\{\w*\}|corpus|Enter|Ctrl|JavaScript", "", words) if c.isalpha()]
        assert letters and all(unicodedata.name(c).startswith(script) for c in letters), words


@pytest.mark.parametrize("language", [language for language in LANGUAGES if language != "en"])
def test_no_sentence_is_left_in_english(language):
    english = set(every(text.words("en")))
    assert [words for words in every(text.words(language)) if " " in words and words in english] in ([], ["page {page}"])


@pytest.mark.parametrize("file", sorted((ROOT / "ui").glob("*.toml")), ids=lambda path: path.stem)
def test_french_signs_keep_to_their_word(file):
    """A no-break space before them and inside guillemets: a colon never begins a line."""
    words = tomllib.loads(file.read_text("utf-8"))
    french = [kind["fr"] for kind in words["kind"]] if "kind" in words else every(words["fr"])
    assert [said for said in french if re.search("[ ][:;?!»%]|«[ ]", said)] == []


@pytest.mark.parametrize("chosen, address, locale, language", [
    (None, None, None, "en"),
    (None, None, "fr-CA", "fr"),
    (None, None, "zh-Hans-CN", "zh"),
    (None, None, "de-CH", "en"),
    (None, "ru", "fr-CA", "ru"),
    (None, "tlh", "fr-CA", "fr"),
    ("ar", "ru", "fr-CA", "ar"),
])
def test_whose_language_the_page_speaks(monkeypatch, chosen, address, locale, language):
    """The reader's choice goes before the address, the address before the browser."""
    import streamlit as st

    monkeypatch.setattr(st, "session_state", {"language": chosen} if chosen else {})
    monkeypatch.setattr(st, "query_params", {"language": address} if address else {})
    monkeypatch.setattr(st, "context", SimpleNamespace(locale=locale))
    assert text.page_language() == language


def test_an_unknown_language_gets_english():
    assert text.words("tlh") == text.words("en")


def test_every_word_is_used():
    code = "".join(path.read_text("utf-8") for path in [*(ROOT / "ui").glob("*.py"), ROOT / "app.py"])
    assert [key for key in text.words("en") if not re.search(rf"""\[["']{key}["']\]""", code)] == []
