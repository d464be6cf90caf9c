"""One form for what is typed in several: signs, digits, accents and numerals of typed addresses."""

from __future__ import annotations

import re
import unicodedata


def normalise(text: str) -> str:
    """One form for what is typed in several: full-width signs, digits, accents of Latin letters, direction marks."""
    text = unicodedata.normalize("NFKC", text).translate(_SIGNS)
    text = "".join(c for c in text if unicodedata.category(c) != "Cf" and c not in _ARABIC_MARKS)
    words = re.split(r"(\W+)", text)
    plain = "".join(word if word in "àÀ" else "".join(map(plain_letter, word)) for word in words)  # "à" is no label
    plain = re.sub(r"(?<=[a-zа-я]{4})(?=\d)", " ", plain)  # "resolves2"
    return " ".join(_han_numbers(plain).split())


_SIGNS = str.maketrans({"’": "'", "ʼ": "'", "‘": "'", "`": "'", "´": "'", "\u2010": "-", "\u2011": "-", "−": "-", "\t": " "}
                       | {chr(0x0660 + n): str(n) for n in range(10)} | {chr(0x06F0 + n): str(n) for n in range(10)})
_ARABIC_MARKS = frozenset(map(chr, (*range(0x064B, 0x0653), 0x0670, 0x0640)))
_HAN_DIGITS = {c: n for n, c in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2}
_SCRIPTS = {"ru": "[а-я]", "ar": "[\u0620-\u064a]", "zh": "[\u3400-\u9fff]"}


def plain_letter(char: str) -> str:
    """A Latin letter without its accent; another script's as it is."""
    if char < "\u00c0":
        return char
    base = unicodedata.normalize("NFD", char)[0]
    return base if base.isascii() and base.isalpha() else char


def _han_numbers(text: str) -> str:
    """Chinese numerals in figures where they number something: 第五十七号 → 第57号."""
    numerals = "[〇零一二三四五六七八九十百两]+"
    return re.sub(f"(?<=第){numerals}|(?<=[议定到书件])\\s?{numerals}(?=$|\\W|[、和及段项款条的])", lambda m: str(_han_value(m.group().strip())), text)


def _han_value(numerals: str) -> int:
    total, digit = 0, 0
    for char in numerals:
        if char in "十百":
            total, digit = total + (digit or 1) * (10 if char == "十" else 100), 0
        else:
            digit = _HAN_DIGITS[char] + (digit * 10 if "十" not in numerals and "百" not in numerals else 0)
    return total + digit


def writes(language: str, text: str) -> bool:
    """Whether a text has letters that the language is written with."""
    return bool(re.search(_SCRIPTS.get(language, "[a-z]"), text, re.IGNORECASE))
