"""The words of each view are complete in the six languages, and used."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

import pytest

from ui import text

UI = Path(text.__file__).parent
OF_THEIR_OWN = ("text", "ask", "messages")  # files with a test of their own
VIEWS = sorted(path.stem for path in UI.glob("*.toml") if path.stem not in OF_THEIR_OWN)
LATIN = r"\{\w+\}|corpus|PDF|Word|HTML|ITU_\w+=?\w*|\.streamlit/secrets\.toml|JSON|MRR|hit@\d|F\d|python|\bURL\b"


def leaves(words, path=()):
    for key, value in words.items():
        if isinstance(value, dict):
            yield from leaves(value, (*path, key))
        else:
            for number, part in enumerate(value if isinstance(value, list) else [value]):
                yield (*path, key, number), part


@pytest.mark.parametrize("view", VIEWS)
def test_same_words_in_the_six_languages(view):
    words = text.read_view(view)
    assert tuple(words) == text.languages()
    english = dict(leaves(words["en"]))
    for language in words:
        other = dict(leaves(words[language]))
        assert list(other) == list(english), language
        for key, said in english.items():
            assert sorted(re.findall(r"\{\w+\}", said)) == sorted(re.findall(r"\{\w+\}", other[key])), (language, key)
            assert other[key].strip(), (language, key)


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("language, script", [("ru", "CYRILLIC"), ("ar", "ARABIC"), ("zh", "CJK")])
def test_nothing_is_left_in_another_script(view, language, script):
    for key, said in leaves(text.read_view(view)[language]):
        letters = [c for c in re.sub(LATIN, "", said) if c.isalpha()]
        assert all(unicodedata.name(c).startswith(script) for c in letters), (key, said)


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("language", ["fr", "es", "ru", "ar", "zh"])
def test_no_sentence_is_left_in_english(view, language):
    english = dict(leaves(text.read_view(view)["en"]))
    same = [said for key, said in leaves(text.read_view(view)[language]) if english[key] == said and " " in re.sub(r"\{\w+\}", "", said).strip()]
    assert same == []


@pytest.mark.parametrize("view", VIEWS)
def test_every_word_is_used(view):
    code = "".join(path.read_text("utf-8") for path in UI.glob("*.py"))
    unused = [key for key in text.read_view(view)["en"] if not re.search(rf"""["']{key}["']""", code)]
    assert unused == []
