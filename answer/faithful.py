"""Whether a sentence says no more than the quotes that carry it. Pure; no model judges.

Every number, date, body and text named in it stands in a quote, in the same order; whom it calls on, they call on;
it denies where they do; it binds no stronger; and its other words are theirs, or the same by the terminology and the learned translations.
What fails is not false for certain: it is not proved, and the quote is shown in its place.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from answer import claims
from answer.claims import Claims
from index import lexicon
from itu import bodies, mandates, references
from itu.language import detect_language

_ENOUGH = 0.7  # share of the words that must be met in another language, where the lexicon has gaps
_RELATED = 0.5  # strength from which two words count as saying the same
_WEAK = 4  # a text that binds less than this only asks or permits
_BOUNDS = ("at_least", "at_most", "more_than", "less_than", "majority", "half", "double")
_GENERIC = ("Bureaux", "Directors", "Director", "Advisory-Groups", "Sectors", "SG", "WP")


@dataclass(frozen=True)
class Support:
    """What may carry a sentence: one language's quotes, and the heading or lead-in that governs them."""

    text: str
    governing: str
    name: str  # of the document, with the clause's address
    language: str
    operative: bool


@dataclass(frozen=True)
class Read:
    """What each part of a support claims."""

    name: Claims
    governing: Claims
    own: Claims


def fault(sentence: str, language: str, supports: Sequence[Support]) -> str:
    """Why the sentence is not carried by ``supports``, in a few words; "" when it is."""
    if detect_language(sentence, default=language) != language:
        return "it is in another language"
    said = claims.read(sentence, language)
    given = [_read(support) for support in supports]
    own, whole = [g.governing + g.own for g in given], [g.name + g.governing + g.own for g in given]
    named = {number for g in given for number in g.name.numbers}
    checks = (
        ("a number is not in the quotes", _in_order([n for n in said.numbers if n not in named], [c.numbers for c in own])),
        ("a body is not named so in the quotes", _bodies(said, whole)),
        ("the quotes call on somebody else", _called(sentence, language, supports)),
        ("a text is not cited in the quotes", all(any(t in c.texts for c in whole) for t in said.texts)),
        ("how much or how often differs", _quantities(said, own)),
        ("it denies what the quotes do not, or the other way", said.denies == any(c.denies for c in own)),
        ("it binds more than the quotes", _no_stronger(said, supports, given)),
        ("its words are not the quotes'", _words_met(sentence, language, supports)),
    )
    return next((why for why, holds in checks if not holds), "")


@lru_cache(maxsize=64)
def _read(support: Support) -> Read:
    return Read(*(claims.read(part, support.language) for part in (support.name, support.governing, support.text)))


def _in_order(wanted: Sequence[str], given: Sequence[Sequence[str]]) -> bool:
    """Whether ``wanted`` stand in this order in one of ``given``, or in all of them one after the other."""
    joined = [value for values in given for value in values]
    return any(_subsequence(wanted, values) for values in (*given, joined))


def _subsequence(wanted: Sequence[str], given: Sequence[str]) -> bool:
    rest = iter(given)
    return all(value in rest for value in wanted)


def _bodies(said: Claims, given: list[Claims]) -> bool:
    """Every body is named there, those of a kind together counting for their kind, in the same order."""
    wanted = list(dict.fromkeys(said.bodies))
    widened = [[k for key in c.bodies for k in (key, *_kinds(key))] for c in given]
    present = {key for keys in widened for key in keys}
    if not all(key in present for key in wanted):
        return False
    printed = {key for c in given for key in c.bodies}
    exact = [key for key in wanted if key not in _GENERIC or key in printed]
    return len(exact) < 2 or _in_order(exact, widened)


def _kinds(key: str) -> tuple[str, ...]:
    """The generic entries that a body falls under: the Director of TSB is one of the Directors."""
    try:
        body = bodies.get(key)
    except KeyError:
        return ()
    kinds = {
        "advisory_group": ("Advisory-Groups",), "sector": ("Sectors",), "bureau": ("Bureaux",), "study_group": ("SG",),
    }.get(body.kind, ())  # fmt: skip
    return (*kinds, "Directors", "Director") if key.startswith("DIR-") else kinds


def _quantities(said: Claims, given: list[Claims]) -> bool:
    """What it says of amounts and intervals stands there; a bound beside a number is not dropped."""
    there = frozenset(q for c in given for q in c.quantities)
    bounds = {bound for c in given for bound, number in c.bounded if number in said.numbers and bound in _BOUNDS}
    return said.quantities <= there and bounds <= said.quantities


def _called(sentence: str, language: str, supports: Sequence[Support]) -> bool:
    """Whom the sentence says is called on, the quotes call on too, where they call on anybody: who is asked to report
    to the Council does not ask the Council."""
    given = {
        key
        for support in supports
        for call in (*mandates.anywhere(support.governing, support.language), *mandates.calls("", support.text, support.language),
                     *mandates.anywhere(support.text, support.language))
        for mention in call.mentions
        for key in (mention.key, *_kinds(mention.key))
    }  # fmt: skip
    named = None if language == "ar" else 1  # in Arabic who calls stands after the verb too
    said = [call.mentions[:named] for call in mandates.anywhere(sentence, language)]
    return not given or all(any(bodies.kin(mention.key) & given for mention in mentions) for mentions in said)


def _no_stronger(said: Claims, supports: Sequence[Support], given: Sequence[Read]) -> bool:
    """What a text invites, the sentence does not require, nor state as done."""
    for support, read in zip(supports, given, strict=True):
        governing, own = read.governing.strengths, read.own.strengths
        there = governing | own
        if not said.strengths:
            if support.operative and there and min(governing or own) < _WEAK:
                return False
            continue
        if max(said.strengths) > max(there, default=0):
            return False
        if governing and min(said.strengths) > min(governing):
            return False
    return True


def _words_met(sentence: str, language: str, supports: Sequence[Support]) -> bool:
    """Whether the sentence's other words are in the quotes, or related to words there."""
    words = _content(sentence, language)
    if not words:
        return True
    met = [any(_met(word, language, support) for support in supports) for word in words]
    if any(support.language == language for support in supports):
        return all(met)
    return sum(met) >= _ENOUGH * len(met)


def _content(sentence: str, language: str) -> list[str]:
    """Stems of the words that no other check weighs."""
    weighed = [(m.start, m.end) for m in bodies.find(sentence, language)]
    for printed in references.find(sentence, language):
        at = sentence.find(printed)
        weighed += [(at, at + len(printed))] if at >= 0 else []
    folded = sentence.casefold()
    for pattern in claims.facts(language):
        weighed += [m.span() for m in pattern.finditer(folded)] if len(folded) == len(sentence) else []
    skipped = _stems(claims.light(language), language)
    return [
        word.stem
        for word in lexicon.words(sentence, language)
        if not any(s < word.end and word.start < e for s, e in weighed)
        and not sentence[word.start : word.end].isdigit()
        and word.stem not in skipped
    ]


def _met(stem: str, language: str, support: Support) -> bool:
    there = _stems(f"{support.name} {support.governing} {support.text}", support.language)
    related = lexicon.related(stem, language, support.language, asked=False)
    return stem in there or any(strength >= _RELATED and other in there for other, strength in related.items())


def _stems(text: str, language: str) -> frozenset[str]:
    return frozenset(word.stem for word in lexicon.words(text, language))
