"""Texts that a question names and of which nothing is held, in no revision: said, and no other text is asked in their place.

A text held may speak of one that is not; a question about such a text is answered by what cites it alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from answer.abstain import Reason
from answer.question import Question
from answer.words import join, say
from index.held import held
from itu import addresses, names
from itu.addresses import Address
from itu.typed_revisions import base
from schema import DocumentInfo, Hit, Statement

NO_TEXT = "no_such_text"
_INSTRUMENTS = ("constitution", "convention", *names.REGULATIONS)
_KINDS = (*names.WORDS, *names.REGULATIONS)
_RUN = 3  # numbers one after another from which only the first and the last are said
_DAY = r"(?<![^\W\d])d[eé]c\.? ?{}(?!\d)"  # "Dec. 31", which is a date where nothing is looked up


@dataclass(frozen=True)
class Absent:
    """One text, by its kind and its number, which the Constitution, the Convention and the Regulations have none of."""

    kind: str
    number: str


def find(question: Question, documents: Sequence[DocumentInfo]) -> tuple[Absent, ...]:
    """The texts that the question names and of which nothing is held, in its order."""
    named = dict.fromkeys(Absent(a.document_kind, a.document_number) for a in question.addresses if a.document_kind in _KINDS)
    return tuple(text for text in named if _named(text, question) and not _held(text, documents))


def reason(question: Question, absent: Sequence[Absent], hits: Sequence[Hit]) -> Reason | None:
    """Why nothing is answered, or None: all the texts that the question names are absent, and the best of ``hits`` cites
    none of them."""
    if not absent or len(_all(question)) > len(absent) or hits and "address" in hits[0].ranks:
        return None
    if question.kind != "lookup" and hits and _cites(hits[0], absent):
        return None
    return Reason(NO_TEXT, {"names": listed(absent, question.language)})


def without(question: Question, absent: Sequence[Absent]) -> Question:
    """The question to search for: less the numbers of these texts where it names others too, whose clauses bear none of them."""
    if not absent or len(_all(question)) <= len(absent):
        return question
    numbers = "|".join(re.escape(text.number) for text in absent if text.number)
    return replace(question, text=re.sub(rf"(?<![\d.-])(?:{numbers})(?![\d-])", " ", question.text, flags=re.IGNORECASE))


def notes(question: Question, absent: Sequence[Absent]) -> list[Statement]:
    """That these texts are not held, in one sentence, if there are any."""
    if not absent:
        return []
    return [Statement(say(NO_TEXT, question.language, names=listed(absent, question.language)), fixed=True)]


def listed(absent: Iterable[Absent], language: str) -> str:
    """The names of the texts, those of a kind together and numbers that follow each other as "23–29"."""
    kinds: dict[str, list[str]] = {}
    for text in absent:
        kinds.setdefault(text.kind, []).append(text.number.upper() if text.kind == "recommendation" else text.number)
    return say("semicolon", language).join(_called(kind, numbers, language) for kind, numbers in kinds.items())


def _called(kind: str, numbers: Sequence[str], language: str) -> str:
    if len(numbers) > 1:
        return names.several(kind, join(_runs(numbers), language), language)
    said = names.spoken(kind, numbers[0], "", language)
    return f"the {said}" if language == "en" and not numbers[0] else said


def _runs(numbers: Sequence[str]) -> list[str]:
    runs: list[list[str]] = []
    for number in numbers:
        runs = [*runs[:-1], [*runs[-1], number]] if runs and _follows(runs[-1][-1], number) else [*runs, [number]]
    return [said for run in runs for said in ([f"{run[0]}–{run[-1]}"] if len(run) >= _RUN else run)]


def _follows(one: str, two: str) -> bool:
    """Whether a number is the next one, of the same series if they bear any: "P.839" and "P.840"."""
    (series, before), (other, after) = (re.fullmatch(r"(.*?)(\d*)", number).groups() for number in (one, two))
    return bool(before and after) and series == other and int(after) == int(before) + 1


def _all(question: Question) -> set[Absent]:
    """All the texts that the question names, held or not."""
    return {Absent(a.document_kind, a.document_number) for a in question.addresses if a.has_document}


def _named(text: Absent, question: Question) -> bool:
    """Whether it is a text that is named: by its number, which is not the day of a month; the Constitution, the
    Convention and the Regulations, whose names say other things too, where they are looked up."""
    if not text.number:
        return text.kind in _INSTRUMENTS and question.kind == "lookup"
    a_day = text.kind == "decision" and text.number.isdecimal() and int(text.number) <= 31
    return not (a_day and question.kind != "lookup" and re.search(_DAY.format(text.number), question.text, re.IGNORECASE))


def _held(text: Absent, documents: Sequence[DocumentInfo]) -> bool:
    """Whether anything is held under its number, whatever the revision, issue or body."""
    known = held(documents)
    if not text.number:
        return any(addresses.names_document(Address(document_kind=text.kind), document) for document in documents)
    return any(d.kind == text.kind for d in (*known.issues(text.number), *known.issues(base(text.number))))


def _cites(hit: Hit, absent: Sequence[Absent]) -> bool:
    """Whether a clause cites one of the texts, or bears the number of one in a series: "E.164"."""
    series = [text.number for text in absent if not text.number[:1].isdigit() and text.number]
    if any(re.search(rf"(?<![\w.]){re.escape(number)}(?!\w|\.\d)", hit.clause.text, re.IGNORECASE) for number in series):
        return True
    cited = (address for printed in hit.clause.references for address in addresses.parse_all(printed))
    return any(Absent(address.document_kind, address.document_number) in absent for address in cited)
