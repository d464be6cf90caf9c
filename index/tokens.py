"""Text to search terms, per language: words folded to what a delegate may type instead.

Snowball stemmers by PyStemmer, but for Arabic, which gets light stemming (Larkey 2007, "light10"); Chinese by
overlapping pairs of characters; stop words in stopwords.toml.
"""

from __future__ import annotations

import re
import threading
import tomllib
import unicodedata
from functools import cache, lru_cache
from hashlib import blake2b
from pathlib import Path

STEMMERS = {"en": "english", "fr": "french", "es": "spanish", "ru": "russian"}

WORD = re.compile(r"(?u)\b\w+(?:[.\-/]\w+)*\b")  # keeps 5.340, WRC-19 and A/RES whole
PARTS = re.compile(r"[.\-/]")
HAN = re.compile(r"[㐀-䶿一-鿿豈-﫿]+")
APOSTROPHES = str.maketrans("’‘ʼ`´", "'''''")
HYPHENS = str.maketrans({"‐": "-", "‑": "-", "\u00ad": None})
DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")
ELIDED = re.compile(r"\b(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|quoiqu)'(?=\w)")  # l'Assemblée
POSSESSIVE = re.compile(r"(?<=\w)'s\b")  # the Director's
ARABIC_MARKS = (*range(0x064B, 0x0660), 0x0670, 0x0640)  # vowel signs and the lengthening stroke
ARABIC_PREFIXES = ("وبال", "وكال", "وال", "بال", "كال", "فال", "ولل", "ال", "لل", "و")
ARABIC_SUFFIXES = ("ها", "ان", "ات", "ون", "ين", "يه", "ه", "ي")
ARABIC_LETTERS = str.maketrans("أإآٱىة", "اااايه")
_LETTERS = {**APOSTROPHES, **HYPHENS, **DIGITS, **ARABIC_LETTERS, **dict.fromkeys(ARABIC_MARKS)}


def tokenize(text: str, language: str) -> list[str]:
    """Search terms in reading order. Compounds come whole and in parts; terms may repeat."""
    text = fold(text)
    terms = [term for run in HAN.findall(text) for term in _pairs(run)]
    stop = stop_words(language)
    for match in WORD.finditer(HAN.sub(" ", text)):
        word = match.group()
        if word in stop:
            continue
        terms.append(stem(word, language))
        parts = PARTS.split(word)
        if len(parts) > 1:
            terms += [stem(part, language) for part in parts if part not in stop]
    return terms


def fold(text: str) -> str:
    """One form for what is written in several: case, apostrophes, digits, Arabic letters, elided articles."""
    if text.isascii():
        text = text.replace("`", "'").lower()
    else:
        text = unicodedata.normalize("NFKC", text).translate(_LETTERS).casefold().replace("ё", "е")
    return POSSESSIVE.sub("", ELIDED.sub("", text)) if "'" in text else text


@cache
def stop_words(language: str) -> frozenset[str]:
    """Words too common in the language to tell clauses apart, folded; empty for one that has no list."""
    lists = tomllib.loads(Path(__file__).with_name("stopwords.toml").read_text(encoding="utf-8"))
    return frozenset(fold(word) for word in lists.get(language, "").split())


@lru_cache(maxsize=100_000)
def stem(word: str, language: str) -> str:
    """The stem, without accents in Latin script: Snowball needs them, a delegate may leave them out."""
    if language == "ar":
        return light_stem(word)
    if language in STEMMERS and not any(character.isdigit() for character in word):
        word = _stemmer(language).stemWord(word)
    return _plain(word)


def hashed(text: str) -> int:
    """Eight bytes that stand for a text, so that words and ids are compared as numbers."""
    return int.from_bytes(blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little")


def light_stem(word: str) -> str:
    """A folded Arabic word without conjunction, article and ending, as long as enough letters are left.

    One of each at most is taken off, so that a mass of short stems doesn't fall together.
    """
    word = without_prefix(word)
    for suffix in ARABIC_SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= 2 + (len(suffix) == 1):
            return word[: -len(suffix)]
    return word


def without_prefix(word: str) -> str:
    """A folded Arabic word without conjunction and article, as long as enough letters are left."""
    for prefix in ARABIC_PREFIXES:
        if word.startswith(prefix) and len(word) - len(prefix) >= (3 if prefix == "و" else 2):
            return word[len(prefix) :]
    return word


def _plain(word: str) -> str:
    letters = unicodedata.normalize("NFD", word)
    if not any("a" <= letter <= "z" for letter in letters):
        return word
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


_own = threading.local()


def _stemmer(language: str):
    """One a thread: a Stemmer must not be shared between threads."""
    import Stemmer

    held = _own.__dict__
    if language not in held:
        held[language] = Stemmer.Stemmer(STEMMERS[language], 0)
    return held[language]


def _pairs(run: str) -> list[str]:
    return [run[i : i + 2] for i in range(len(run) - 1)] or [run]
