"""Which clauses define the term that a question asks for (patterns in definitions.toml)."""

from __future__ import annotations

import re
import tomllib
from dataclasses import replace
from functools import cache
from pathlib import Path

from answer.question import Question, fold_question
from index import defined
from itu import addresses

_DATA = Path(__file__).with_name("definitions.toml")
_KINDS = ("definition", "other")
_AROUND = " ?？!.。؟¿¡:\"“”„«»‘’「」'"
_LONGEST = 90  # characters of a term


def clauses(question: Question, index) -> tuple[str, ...]:
    """Ids of the clauses that define the term asked for, in any language held; () when it asks for none or none does."""
    if question.kind not in _KINDS:
        return ()
    found = (defined.find(index.catalogue, term, question.language, index.languages) for term in terms(question))
    return next((ids for ids in found if ids), ())


def told(question: Question) -> Question:
    """The question as a look-up of a text, where it asks of that alone what it is or is about: "what is E.119?"."""
    found = (*terms(question), *_terms(question, "about"))
    return replace(question, kind="lookup") if any(map(_names_text, found)) else question


def _names_text(term: str) -> bool:
    named = addresses.parse_all(term.upper()) if addresses.is_address(term.upper()) else ()
    return any(address.document_number and not address.section for address in named)


def terms(question: Question) -> tuple[str, ...]:
    """What the question asks the meaning of: the words that are left of it, then these without "… in Resolution 9";
    () when it is asked in other words than definitions are."""
    return _terms(question, "asked")


def _terms(question: Question, asked: str) -> tuple[str, ...]:
    language = question.language
    for pattern in _patterns(asked, language):
        if match := pattern.fullmatch(fold_question(question.text).strip(_AROUND)):
            whole = _bare(match["term"], language)
            found = (whole, _bare(_where(language).split(whole)[0], language))
            return tuple(dict.fromkeys(term for term in found if 0 < len(term) <= _LONGEST))
    return ()


def _bare(term: str, language: str) -> str:
    """The term without quotes and what stands before it: "the term “lamp”"."""
    return _lead(language).sub("", term.strip(_AROUND)).strip(_AROUND)


@cache
def _table() -> dict:
    return tomllib.loads(_DATA.read_text(encoding="utf-8"))


@cache
def _patterns(asked: str, language: str) -> tuple[re.Pattern, ...]:
    return tuple(re.compile(rule.replace("{term}", "(?P<term>.+?)")) for rule in _table()[asked][language])


@cache
def _lead(language: str) -> re.Pattern:
    return re.compile(f"^(?:{_table()['lead'][language]})+")


@cache
def _where(language: str) -> re.Pattern:
    return re.compile(_table()["where"][language])
