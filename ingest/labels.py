"""The labels of paragraphs: reading one, and telling a label from words that look like one.

A label is one only where it is due: the next of an open list, or the first of a new one. So the
"h)" at the start of a printed line "h) and k) above" inside "4 …" is not a label.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

_LATIN = "abcdefghijklmnopqrstuvwxyz"
_CYRILLIC = "абвгдежзиклмнопрстуфхцчшщэюя"
_ARABIC = "أبجدهوزحطيكلمنسعفصقرشتثخذضظغ"
ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv",
          "xvi", "xvii", "xviii", "xix", "xx", "xxi", "xxii", "xxiii", "xxiv", "xxv")
_DASHES = "–—-•·▪●◦\uf0b7"
_RANK = {"bis": 2, "ter": 3, "quater": 4, "quinquies": 5, "penter": 5, "sexies": 6, "бис": 2, "之二": 2, "之三": 3, "之四": 4,
         "مكرر": 2, "مكررا": 2, "مكرراً": 2, "مكررة": 2}
_SUFFIX = rf"(?:\s?(?P<suffix>{'|'.join(sorted(_RANK, key=len, reverse=True))}))?"
_CJK = "\u3400-\u9fff"

_NUMBER = re.compile(
    r"(?P<open>[(\uff08])?(?P<n>\d{1,2}(?:\.\d{1,2}){0,4})" + _SUFFIX + r"(?P<close>[.)\uff0e\uff09\u3001]?)"
    rf"(?:\s+|$|(?<=\u3001)(?=[^\W\d])|(?<=[)\uff09])(?=\w)|(?<=[.\uff0e])(?=[(\uff08{_CJK}]))")
_LETTER = re.compile(
    r"\(?(?P<n>[ivx]{1,6}|[a-z]{1,2}|[а-я]|[\u0621-\u064a])\u0640?" + _SUFFIX + r"\s?[)\uff09](?:\s*)", re.IGNORECASE)
_DOTTED = re.compile(r"(?P<n>[ivx]{1,6}|[a-z]|[а-я])(?P<suffix>)\.(?:\s+|$)")  # "a. to ring"
_QUOTED = re.compile(r"[’‘'](?P<n>\d{1,2})[’‘']\s+")  # in Arabic texts
_HAN = {char: n for n, char in enumerate("一二三四五六七八九十", 1)}
_HAN_NUMBER = re.compile(r"(?P<open>[(（])?(?P<n>[一二三四五六七八九十]{1,3})(?P<close>[)）、])\s*")
_DASH = re.compile(rf"[{_DASHES}](?:\s+)")


@dataclass(frozen=True)
class Label:
    """A label read at the start of a line: ``line[start:end]`` holds it and the space after it."""

    printed: str  # "2", "a)", "1.1", "–"
    style: str  # number, decimal, letter, cyrillic, arabic, roman, dash
    readings: tuple[tuple[str, int], ...]  # (style, ordinal from 1): "i)" is the 9th letter or the 1st numeral
    end: int  # where the paragraph's own words begin
    parts: tuple[int, ...] = ()  # of a decimal number
    suffix: str = ""


@lru_cache(maxsize=2048)  # a line is asked about again and again while its text is read
def read(line: str) -> Label | None:
    """The label that ``line`` opens with, whether or not it is due there."""
    start = len(line) - len(line.lstrip())
    # The bulleted form of some pages: "• a) …" is labelled a), not by its bullet.
    bullet = _DASH.match(line, start)
    if bullet and (inner := read(line[bullet.end():])) and inner.style != "dash" and not (
            line[start] in "–—-" and _is_figure(inner, line[bullet.end():])):
        return Label(inner.printed, inner.style, inner.readings, bullet.end() + inner.end, inner.parts, inner.suffix)
    return _letter(line, start) or _number(line, start) or _other(line, start) or (
        Label(bullet.group().strip(), "dash", (("dash", 0),), bullet.end()) if bullet else None)


def _is_figure(label: Label, words: str) -> bool:
    """Whether the number that a dash's own words open with is one of them: "– 95 per cent of …", not "– 1. …"."""
    return label.style in ("number", "decimal") and not words.startswith((".", "\uff0e"), len(label.printed))


def _number(line: str, start: int) -> Label | None:
    found = _NUMBER.match(line, start)
    if not found or found["open"] and found["close"] not in (")", "\uff09"):
        return None
    parts = tuple(int(p) for p in found["n"].split("."))
    style = "decimal" if len(parts) > 1 else "bracketed" if found["close"] in (")", "\uff09") else "number"
    printed = line[start:found.end()].strip()
    printed = printed[:-1] if printed.endswith((".", "\uff0e", "\u3001")) else printed
    return Label(printed, style, ((style, parts[-1]),), found.end(), parts, (found["suffix"] or "").lower())


def _other(line: str, start: int) -> Label | None:
    """Chinese numerals, "一、" and "（一）", and the figures in quotes of Arabic texts."""
    found = _HAN_NUMBER.match(line, start)
    if found and bool(found["open"]) == (found["close"] != "、"):
        style = "han bracketed" if found["open"] else "han"
        printed = found.group().strip().rstrip("、")
        return Label(printed, style, ((style, _han(found["n"])),), found.end())
    found = _QUOTED.match(line, start)
    return Label(found.group().strip(), "quoted", (("quoted", int(found["n"])),), found.end()) if found else None


def _han(numeral: str) -> int:
    """The value of a Chinese numeral up to 99: 三 → 3, 十二 → 12, 二十 → 20."""
    tens, ten, units = numeral.rpartition("十")
    if not ten:
        return _HAN[numeral[0]]
    return 10 * (_HAN[tens[0]] if tens else 1) + (_HAN[units[0]] if units else 0)


def _letter(line: str, start: int) -> Label | None:
    found = _LETTER.match(line, start) or _DOTTED.match(line, start)
    if not found:
        return None
    n = found["n"].lower()
    readings = []
    if len(n) == 1 and n in _LATIN:
        readings.append(("letter", _LATIN.index(n) + 1))
    elif len(n) == 2 and n[0] == n[1] and n[0] in _LATIN:
        readings.append(("letter", 26 + _LATIN.index(n[0]) + 1))
    elif len(n) == 2 and n[0] in _LATIN and n[1] in _LATIN and n not in ROMAN:
        readings.append(("letter", 26 * (_LATIN.index(n[0]) + 1) + _LATIN.index(n[1]) + 1))
    if n in ROMAN:
        readings.append(("roman", ROMAN.index(n) + 1))
    if n in _CYRILLIC:
        readings.append(("cyrillic", _CYRILLIC.index(n) + 1))
    n = n.replace("ا", "أ")
    if n in _ARABIC:
        readings.append(("arabic", _ARABIC.index(n) + 1))
    if not readings:
        return None
    printed = re.sub(r"\s+", " ", line[start:found.end()].strip())
    return Label(printed, readings[0][0], tuple(readings), found.end(), (), (found["suffix"] or "").lower())


def is_first(label: Label | None) -> bool:
    """Whether a label may open a list: 1, a), i)."""
    return label is not None and label.style != "dash" and any(ordinal == 1 for _, ordinal in label.readings)


def restarts(label: Label, levels: Levels) -> bool:
    """Whether ``label`` is the first of a list of the style of one that is open and has gone on."""
    return is_first(label) and any(level.style == label.style and level.ordinal > 1 for level in levels)


@dataclass(frozen=True)
class Level:
    """One open list: its style and the ordinal of its last label."""

    style: str
    ordinal: int
    label: str
    parts: tuple[int, ...] = ()
    suffix: str = ""


Levels = tuple[Level, ...]


def place(label: Label, levels: Levels, *, opener: bool) -> Levels | None:
    """The open lists after ``label``, or None where it is not due.

    ``opener``: the text before it may introduce a list (it ends with a colon, or is a heading).
    A list that has begun may skip one label, as extraction loses some.
    """
    if label.style == "decimal":
        return _place_decimal(label, levels, opener)
    for depth in range(len(levels), 0, -1):  # the next of the innermost list that it continues
        level = levels[depth - 1]
        for style, ordinal in label.readings:
            if style != level.style:
                continue
            due = style == "dash" or 1 <= ordinal - level.ordinal <= 2 or (
                ordinal == level.ordinal and _RANK.get(label.suffix, 1) > _RANK.get(level.suffix, 1))
            if due:
                ordinal = level.ordinal + 1 if style == "dash" else ordinal
                return levels[:depth - 1] + (Level(style, ordinal, label.printed, label.parts, label.suffix),)
    return _after_decimal(label, levels) or _open(label, levels, opener)


def _after_decimal(label: Label, levels: Levels) -> Levels | None:
    """5.1, 5.2 → 6, where no "5" of its own was printed."""
    for depth in range(len(levels), 0, -1):
        level = levels[depth - 1]
        if label.style == "number" and level.style == "decimal" and label.parts[0] - level.parts[0] == 1:
            return levels[:depth - 1] + (Level("number", label.parts[0], label.printed, label.parts, label.suffix),)
    return None


def _open(label: Label, levels: Levels, opener: bool) -> Levels | None:
    """A new list under the open ones: its label must be a first one."""
    for style, ordinal in sorted(label.readings, key=lambda r: (r[1], r[0] != "roman")):
        first = style == "dash" or ordinal == 1 or (not levels and ordinal == 2)
        if first and (opener or not levels) and all(style != level.style for level in levels):
            return levels + (Level(style, max(ordinal, 1), label.printed, label.parts, label.suffix),)
    return None


def _place_decimal(label: Label, levels: Levels, opener: bool) -> Levels | None:
    """"3.1" stands under "3" or after "3.0"; where no "3" is printed it opens its own list."""
    level = Level("decimal", label.parts[-1], label.printed, label.parts, label.suffix)
    for depth in range(len(levels), 0, -1):
        last = levels[depth - 1].parts
        if not last:
            continue
        if label.parts[:-1] == last and label.parts[-1] <= 2:  # 3 → 3.1
            return levels[:depth] + (level,)
        n = len(label.parts)
        same = last[:n - 1] == label.parts[:-1] and len(last) >= n
        if same and 0 <= label.parts[-1] - last[n - 1] <= 2:  # 3.1 → 3.2, 3.1.4 → 3.2
            return levels[:depth - 1] + (level,)
        if len(last) <= n and label.parts[0] - last[0] == 1 and set(label.parts[1:]) == {1}:  # 4.2 → 5.1
            return levels[:depth - 1] + (level,)
    return levels + (level,) if not levels or (opener and label.parts[-1] == 1) else None
