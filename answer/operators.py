"""A search typed with the operators of a search language, as its words: "telex AND delay NOT charging" → "telex delay"."""

from __future__ import annotations

import re

_OPERATOR = re.compile(r"\b(?:AND|OR|NOT)\b")
_WORDS = re.compile(r"[\w\s\"“”«»„'’(),.-]+")  # and no more: what holds other signs is code, or asks
_LEFT_OUT = re.compile(r"\bNOT\s+(?:\([^()]*\)|\"[^\"]*\"|“[^“”]*”|«[^«»]*»|[^\s()]+)")
_MOST = 8  # words between operators; more make a sentence


def words(text: str) -> str:
    """The words of such a search, those after NOT left out; any other text as it is.

    In a sentence or among capitals the operators are words, or stress one: "The Council shall NOT meet, shall it?"
    """
    if not _OPERATOR.search(text) or not _WORDS.fullmatch(text):
        return text
    plain = _OPERATOR.sub(" ", _LEFT_OUT.sub(" ", text))
    between = _OPERATOR.sub(" ", text)
    if between.isupper() or len(between.split()) > _MOST or not re.search(r"\w", plain):
        return text
    return " ".join(re.sub(r"[()]", " ", plain).split())
