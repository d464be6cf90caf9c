"""Numbers as lists print them: 4 -> "d", "iv", "г", "四"."""

from __future__ import annotations

_LATIN = "abcdefghijklmnopqrstuvwxyz"
_RUSSIAN = "абвгдежзиклмнопрстуфхцчшщыэюя"  # ё, й, ъ, ь are not used to number (ECMA-376 17.18.59)
_ARABIC = "أبتثجحخدذرزسشصضطظعغفقكلمنهوي"
_ABJAD = "أبجدهوزحطيكلمنسعفصقرشتثخذضظغ"
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
          (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
_CHINESE = "〇一二三四五六七八九"


def numeral(number: int, form: str) -> str:
    """Write ``number`` in ``form``, a value of Word's ST_NumberFormat; decimal where the form is unknown."""
    if number < 1 or number > 100_000:
        return str(number)
    match form:
        case "none" | "bullet":
            return ""
        case "decimalZero":
            return f"{number:02d}"
        case "lowerLetter" | "upperLetter":
            text = _repeated(number, _LATIN)
        case "lowerRoman" | "upperRoman":
            text = _roman(number)
        case "russianLower" | "russianUpper":
            text = _repeated(number, _RUSSIAN)
        case "arabicAlpha":
            return _repeated(number, _ARABIC)
        case "arabicAbjad":
            return _repeated(number, _ABJAD)
        case "chineseCounting" | "chineseCountingThousand" | "ideographDigital" | "japaneseCounting":
            return _chinese(number)
        case "decimalEnclosedCircle" | "decimalEnclosedCircleChinese":
            return chr(0x2460 + number - 1) if number <= 20 else str(number)
        case _:
            return str(number)
    return text.upper() if "pper" in form else text


def _repeated(number: int, alphabet: str) -> str:
    """a … z, then aa, bb …, as Word goes on."""
    times, place = divmod(number - 1, len(alphabet))
    return alphabet[place] * (times + 1)


def _roman(number: int) -> str:
    text = ""
    for value, letters in _ROMAN:
        text += letters * (number // value)
        number %= value
    return text


def _chinese(number: int) -> str:
    """Counting numbers to 99, digits from there on."""
    if number > 99:
        return "".join(_CHINESE[int(d)] for d in str(number))
    tens, ones = divmod(number, 10)
    ten = ("" if tens == 1 else _CHINESE[tens]) + "十" if tens else ""
    return ten + (_CHINESE[ones] if ones else "")


def integer(text: str | None, default: int) -> int:
    """The whole number in ``text``, ``default`` when there is none."""
    try:
        return int(text or "")
    except ValueError:
        return default
