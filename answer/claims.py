"""What a sentence claims that must not change on the way from a quote: numbers, bodies, texts cited, denial, force.

The patterns stand in faithful.toml. Pure; no model.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from index.tokens import DIGITS
from itu import bodies, references

_DATA = Path(__file__).with_name("faithful.toml")
_HAN = "一二三四五六七八九"
_NUMBER = re.compile(r"\d+(?:[ \u00a0\u202f,.]\d{3}(?!\d))*(?:[.,]\d+)*")
_HAN_NUMBER = re.compile(f"[{_HAN}两]?十[{_HAN}]?|[{_HAN[1:]}两]|[{_HAN}](?=分之|百|千)")
_PERCENT = re.compile(r"%|\bper ?cent\b|\bpour cent\b|\bpor ciento\b|\bпроцент\w*|في المائة|百分之")


_NEAR = 16  # characters between a bound and its number: "at least [half of the] 12"


@dataclass(frozen=True)
class Claims:
    """Facts of a text in its order, each in a form that is the same in every language."""

    numbers: tuple[str, ...]  # "3", "2028", "month 6", "percent"; those in the name of a text or body are not here
    bounded: frozenset[tuple[str, str]]  # a quantity and a number beside it: ("at_most", "3")
    bodies: tuple[str, ...]  # keys of the gazetteer
    texts: frozenset[tuple[str, str]]  # kind and number of the texts cited
    quantities: frozenset[str]  # "annual", "at_least", …
    strengths: frozenset[int]  # 4 requires … 1 permits
    denies: bool

    def __add__(self, other: Claims) -> Claims:
        """Those of two texts that are read one after the other."""
        return Claims(
            self.numbers + other.numbers, self.bounded | other.bounded, self.bodies + other.bodies, self.texts | other.texts,
            self.quantities | other.quantities, self.strengths | other.strengths, self.denies or other.denies,
        )  # fmt: skip


@lru_cache(maxsize=500)  # two clauses are compared each time that both are found
def read(text: str, language: str) -> Claims:
    """What ``text``, in ``language``, claims."""
    table = _patterns(language)
    mentions, cited = bodies.find(text, language), references.find(text, language)
    bare = _folded(_without(text, mentions, cited))
    numbers = _numbers(bare, language)
    quantities = [(name, m) for name, pattern in table["quantity"].items() for m in pattern.finditer(bare)]
    return Claims(
        numbers=tuple(value for _, value in numbers),
        bounded=frozenset((name, value) for name, m in quantities for at, value in numbers if _beside(at, m)),
        bodies=tuple(m.key for m in mentions),
        texts=frozenset((r.kind, r.number or r.place) for words in cited for r in references.read(words, language)),
        quantities=frozenset(name for name, _ in quantities),
        strengths=frozenset(int(name) for name, pattern in table["strength"].items() if pattern.search(bare)),
        denies=bool(table["negation"][""].search(_blanked(bare, [m.span() for _, m in quantities]))),
    )


def facts(language: str) -> tuple[re.Pattern, ...]:
    """The patterns of all words that ``read`` weighs by themselves, for whoever compares the others."""
    weighed = tuple(p for table in _patterns(language).values() for p in table.values())
    return (*weighed, *(pattern for _, pattern in _worded(language)))


def light(language: str) -> str:
    """Words that a sentence may put in or leave out, apart by spaces."""
    return _table()["light"].get(language, "")


def _numbers(folded: str, language: str) -> list[tuple[int, str]]:
    """Numbers, months and the sign of a percentage with their places, in the order of the text."""
    found = [(m.start(), _plain(m.group())) for m in _NUMBER.finditer(folded)]
    found += [(m.start(), "percent") for m in _PERCENT.finditer(folded)]
    if language == "zh":
        found += [(m.start(), str(_han(m.group()))) for m in _HAN_NUMBER.finditer(folded)]
    for value, pattern in _worded(language):
        found += [(m.start(), value) for m in pattern.finditer(folded)]
    return sorted(found)


def _beside(at: int, bound: re.Match) -> bool:
    return -_NEAR <= at - bound.end() <= _NEAR or -_NEAR <= bound.start() - at <= _NEAR


def _without(text: str, mentions, cited) -> str:
    """The text with the names of bodies and texts blanked: their numbers count nothing."""
    text = _blanked(text, [(m.start, m.end) for m in mentions])
    for words in cited:
        text = text.replace(words, " ")
    return text


def _plain(number: str) -> str:
    """"1 000", "1,000" and "1.000" alike; a decimal comma as a point."""
    joined = re.sub(r"[ \u00a0\u202f,.](?=\d{3}(?!\d))", "", number)
    return joined.replace(",", ".")


def _han(numeral: str) -> int:
    tens, ten, units = numeral.replace("两", "二").rpartition("十")
    value = (_HAN.index(units) + 1) if units else 0
    return value + (10 * (_HAN.index(tens) + 1 if tens else 1) if ten else 0)


def _blanked(text: str, spans) -> str:
    """The text with spaces in place of the spans: "not more than" bounds and does not deny."""
    for start, end in spans:
        text = text[:start] + " " * (end - start) + text[end:]
    return text


def _folded(text: str) -> str:
    return " ".join(text.translate(DIGITS).casefold().replace("’", "'").replace("ё", "е").split())


@cache
def _patterns(language: str) -> dict[str, dict[str, re.Pattern]]:
    table = _table()
    groups = {"quantity": table["quantity"], "strength": table["strength"], "negation": {"": table["negation"]}}
    return {
        name: {key: re.compile(forms[language].replace("ё", "е")) for key, forms in group.items()}
        for name, group in groups.items()
    }


@cache
def _worded(language: str) -> list[tuple[str, re.Pattern]]:
    """(value, pattern) of the numbers written as words and of the months."""
    table = _table()
    numbers = [(str(value), word) for word, value in table["numbers"].get(language, {}).items()]
    months = [(f"month {n}", word) for n, word in enumerate(table["months"][language], 1)]
    edge = r"" if language == "zh" else r"\b"
    return [(value, re.compile(f"{edge}(?:{word.replace('ё', 'е')}){edge}")) for value, word in numbers + months]


@cache
def _table() -> dict:
    return tomllib.loads(_DATA.read_text(encoding="utf-8"))
