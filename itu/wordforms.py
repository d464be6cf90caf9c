"""Text → words that compare equal whatever their case, accents, number or case ending.

Used to find names in running text. Offsets always lead back to the text as given.
"""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

# Chinese by character; elsewhere letters and digits apart, so that "SG2" reads as "SG 2".
_WORD = re.compile(r"[^\W\d_\u3400-\u9fff]+|\d+|[\u3400-\u9fff]")
_ARTICLES = {
    "en": frozenset(["the", "of", "for"]),
    "fr": frozenset(["de", "du", "des", "d", "la", "le", "les", "l"]),
    "es": frozenset(["de", "del", "la", "las", "el", "los"]),
    "zh": frozenset(["的"]),
    "ru": frozenset(),
    "ar": frozenset(),
}


_REMEMBERED = 100_000  # words a language; then it starts afresh
_KNOWN: dict[str, dict[str, tuple[tuple[str, ...], bool]]] = {code: {} for code in _ARTICLES}


class Word(NamedTuple):
    """One word of a text: ``text[start:end]``, without accents as ``raw``, and the forms it compares by."""

    start: int
    end: int
    raw: str
    forms: tuple[str, ...]
    article: bool  # "of", "de la": may stand or not between the words of a name


class _Fold(dict):
    """Character table for str.translate: accents off, Arabic letters unified, vowel marks out."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        if char in "\u00ad\u0640" or unicodedata.category(char) in ("Mn", "Cf"):
            folded = ""
        else:
            base = unicodedata.normalize("NFD", char)
            folded = {"ة": "ه", "ى": "ي"}.get(base[0], base[0])
        self[code] = folded
        return folded


_FOLD = _Fold()


def words(text: str, language: str) -> list[Word]:
    """The words of ``text`` in order, read as ``language`` (a code of schema.LANGUAGES)."""
    folded = text.translate(_FOLD)
    back = _offsets(text) if len(folded) != len(text) else None
    known, new = _KNOWN[language], tuple.__new__  # a third faster than Word(…), and this is the inner loop
    found = []
    for match in _WORD.finditer(folded):
        start, end = match.span()
        raw = match.group()
        if back:
            start, end = back[start], back[end - 1] + 1
        alike, article = known.get(raw) or _learn(raw, language)
        if article and len(raw) == 1 and raw.isupper():  # the D of "UIT-D" is none, that of "D'ÉTUDES" is
            article = folded[match.end():match.end() + 1] in ("'", "’")
        found.append(new(Word, (start, end, raw, alike, article)))
    return found


def _learn(raw: str, language: str) -> tuple[tuple[str, ...], bool]:
    """A word's forms and whether it is an article, remembered: texts repeat their words."""
    low, known = raw.lower(), _KNOWN[language]
    if len(known) > _REMEMBERED:
        known.clear()
    known[raw] = forms(low, language), low in _ARTICLES[language]
    return known[raw]


def _offsets(text: str) -> list[int]:
    """For each character that folding keeps, its place in ``text``."""
    return [i for i, char in enumerate(text) if char.translate(_FOLD)]


def forms(word: str, language: str) -> tuple[str, ...]:
    """What ``word`` (folded, lower case) compares by; several where a prefix may be attached (Arabic)."""
    if language == "ar":
        return _arabic(word)
    return (_STEM.get(language, str)(word),)


def stem(word: str, language: str) -> str:
    """The one form under which a word of a name is stored."""
    if language == "ar":
        return _without_article(word) or (word[1:] if word[0] == "ل" and len(word) > 4 else word)
    return forms(word, language)[0]


def _english(word: str) -> str:
    if word.endswith("men") and len(word) > 5:
        return word[:-3] + "man"
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith("eaux"):
        return word[:-1]
    if word.endswith("s") and not word.endswith("ss") and len(word) > 3:
        return word[:-1]
    return word


def _french(word: str) -> str:
    if word.endswith("eaux"):
        return word[:-1]
    if word.endswith("aux") and len(word) > 4:
        return word[:-2] + "l"
    return word[:-1] if word.endswith(("s", "x")) and len(word) > 3 else word


def _spanish(word: str) -> str:
    if word.endswith("es") and len(word) > 4 and word[-3] not in "aeiou":
        return word[:-2]
    return word[:-1] if word.endswith("s") and len(word) > 3 else word


# Noun and adjective endings, folded (й is и); what is left is compared whole, so that a stem
# never stands for a longer word ("совет" is not "советский").
_RU_ENDINGS = re.compile(
    r"(?:еями|иями|ями|ами|еям|еях|ееи|иеи|иям|иях|ием|ого|его|ому|ему|ыми|ими|еи|ои|ыи|ии|ая|яя|ое|ее|ые|ие"
    r"|ую|юю|ых|их|ым|им|ом|ем|ам|ям|ах|ях|ов|ев|ея|ею|ия|ию|ью|а|я|о|е|ы|и|у|ю|ь)(?:ся)?$"
)


def _russian(word: str) -> str:
    return _RU_ENDINGS.sub("", word) if len(word) > 3 else word


_STEM = {"en": _english, "fr": _french, "es": _spanish, "ru": _russian}


def _arabic(word: str) -> tuple[str, ...]:
    """The word with and without what is written attached to it: و ف, then ب ل ك, then the article."""
    found = [word]
    for prefixes in ("وف", "بلك"):
        for form in tuple(found):
            if form[0] in prefixes and len(form) > 4:
                found.append(form[1:])
    found += [bare for form in found if (bare := _without_article(form))]
    return tuple(dict.fromkeys(found))


def _without_article(word: str) -> str:
    return word[2:] if len(word) > 4 and word.startswith(("ال", "لل")) else ""


def definite(word: str) -> bool:
    """Whether an Arabic word (folded) carries the article, itself perhaps behind a prefix."""
    return bool(re.match(r"[وف]?(?:[بك]?ال|لل)", word))


def plural(word: str, language: str) -> bool:
    """Whether ``word`` (folded) may be a plural; where writing doesn't show it, True."""
    low = word.lower()
    if language == "zh":
        return True
    if language == "ru":
        return low.endswith(_RU_PLURAL)
    if language == "ar":
        return bool(_AR_PLURAL.search(low))
    return forms(low, language)[0] != low


_RU_PLURAL = ("а", "ы", "и", "я", "ам", "ям", "ами", "ями", "ах", "ях", "ов", "ев", "ые", "ых", "ым",
              "ыми", "им", "ими")
# The regular endings, and the broken plurals of the pattern of أفرقة and مكاتب.
_AR_PLURAL = re.compile("(?:ات|ون|ين|و|ي)$|^[وفبلك]{0,2}(?:ال|لل)?(?:ا.{3}ه|م.ا.{2})$")
