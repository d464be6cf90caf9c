"""How much of a page's text can be read, to tell a garbled page and to choose between two readings of it."""

from __future__ import annotations

import re

_UNNAMED = re.compile(r"/[A-Za-z]{1,3}\d{1,5}(?=/|\W|$)|\(cid:\d+\)|[\ufffd\x01-\x08\x0e-\x1f]")
_MAX_UNNAMED = 10  # on a page; formulas alone have a few
_WORD = re.compile(r"[^\W\d_]+")
_IDEOGRAPHS = re.compile("[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
_BAD = re.compile(_UNNAMED.pattern + "|[\ue000-\uf8ff]")  # private use: a font's own glyphs
_REVERSED = re.compile("[\u0629\u0649]")  # letters that end Arabic words and never begin one
_LONGEST = 25  # letters; longer runs are words without the spaces between them
_ENOUGH = 100  # letters on a page, below which nothing can be said
_SHARE = 0.6  # of a page's letters that stand in words, below which it is garbled; sound pages have over 0.9


def is_garbled(text: str) -> bool:
    """Tell whether the page is to be read in another way: unnamed glyphs, words without spaces or torn apart."""
    if unnamed(text):
        return True
    letters = sum(map(str.isalpha, text)) + len(_BAD.findall(text))
    return letters >= _ENOUGH and legible(text) < _SHARE * letters


def unnamed(text: str) -> bool:
    """Tell whether a font on the page does not say which characters its glyphs are."""
    return len(_UNNAMED.findall(text)) > _MAX_UNNAMED


def legible(text: str) -> int:
    """Count the letters of words that can be words: of 2 to 25 letters, without anything unnamed in them."""
    count = len(_IDEOGRAPHS.findall(text))
    for token in _IDEOGRAPHS.sub(" ", text).split():
        if not _BAD.search(token):
            words = _WORD.findall(token)
            count += sum(len(w) for w in words if 2 <= len(w) <= _LONGEST and not _REVERSED.match(w))
    return count


def better(first: str, second: str) -> bool:
    """Tell whether the second reading of a page is clearly the more legible one."""
    if not first.strip():
        return bool(second.strip())
    return legible(second) > 1.1 * legible(first) + 20
