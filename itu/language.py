"""Which of ITU's six languages a text or a question is in, by script and by its small words."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path

_DATA = Path(__file__).with_name("language.toml")
_WORD = re.compile(r"[^\W\d_]+", re.UNICODE)
_LABEL = re.compile(r"(?<!\w)[a-z]{1,2}\s?\)")  # "a)" is no word of any language
# Nor are the letters of "A.12", "96A" and "E164", and the word of "para 9.3.2".
_NUMBER = re.compile(r"(?<!\w)(?:(?:[A-Za-z]{1,2}\.\s?|[A-Z]{1,2})?\d[\w.-]*|para\.?(?=\s\d+\.\d))")
_SCRIPTS = (("zh", re.compile("[\u4e00-\u9fff]+")), ("ar", re.compile("[\u0600-\u06ff]+")), ("ru", re.compile("[\u0400-\u04ff]+")))
_SAMPLE = 20_000  # characters: enough for any text, however long


def detect_language(text: str, default: str = "en") -> str:
    """The language of ``text`` as one of schema.LANGUAGES; ``default`` where nothing tells.

    Script decides Russian, Arabic and Chinese. Among English, French and Spanish the small words and
    letters of each are counted (language.toml).
    """
    text = text[:_SAMPLE]
    letters = sum(map(str.isalpha, text))
    for language, script in _SCRIPTS:
        count = sum(map(len, script.findall(text)))
        if letters and count / letters > (0.15 if language == "zh" else 0.3):
            return language
    scores = _scores(_LABEL.sub(" ", _NUMBER.sub(" ", text).lower().replace("\u2019", "'")))
    best = max(scores, key=lambda k: (scores[k], k == default))
    return best if scores[best] > 0 else default


def _scores(text: str) -> dict[str, float]:
    words = _WORD.findall(text)
    scores = {}
    for language, (common, patterns) in _table().items():
        scores[language] = sum(common.get(w, 0.0) for w in words) + sum(
            weight * len(p.findall(text)) for p, weight in patterns)
    return scores


@cache
def _table() -> dict[str, tuple[dict[str, float], tuple[tuple[re.Pattern, float], ...]]]:
    data = tomllib.loads(_DATA.read_text(encoding="utf-8"))
    words = {language: entry["words"].split() for language, entry in data.items()}
    shared: dict[str, int] = {}
    for listed in words.values():
        for word in set(listed):
            shared[word] = shared.get(word, 0) + 1
    return {
        language: ({w: 1.0 / shared[w] ** 2 for w in words[language]},
                   tuple((re.compile(p), weight) for p, weight in entry["patterns"]))
        for language, entry in data.items()
    }
