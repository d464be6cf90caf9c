"""What somebody must do, in full: every clause that calls on the body asked about, from the index of mandates.

Only for a question that asks nothing else ("what must the Directors do?"): with a matter in it, search answers.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from answer import read
from answer.question import Question, fold_question
from answer.read import Evidence
from answer.words import join, say
from index import revisions
from index.catalogue import Place
from index.filters import Selection
from index.held import held
from itu import addresses, bodies, mandates
from itu.addresses import Address
from itu.typed_instruments import instruments_named
from itu.typed_letters import normalise
from schema import DocumentInfo, Hit, Statement

_UNTOLD = ("other", "list", "definition")  # kinds of questions whose words do not say that something is to be done
SHOWN = 12  # clauses quoted at most; more are no answer that can be read aloud
_DATA = Path(__file__).with_name("duties.toml")
_TERMS = ("the", "show", "all", "giver")  # tables of duties.toml whose rules stand in those of its questions
_UNDER = re.compile(  # up to a comma that stands in no bracket
    r"(?:\b(?:in|under|by|according to|selon|dans|par|según|en|согласно|в)\s|بموجب|根据|按照)(?:[(（][^()（）]*[)）]|[^,،，(（])*",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Duties:
    """The clauses that call on a body; none for a question that does not ask for them."""

    hits: tuple[Hit, ...] = ()
    key: str = ""  # of the body
    named: bool = False  # looked for in the texts that the question names alone

    def read(self, question: Question, catalogue) -> list[Evidence]:
        """The first of them as evidence."""
        shown = self.hits[:SHOWN]
        return [read.evidence(question, hit, catalogue.clauses(hit.document.id)) for hit in shown]

    def note(self, language: str) -> Statement:
        """How many there are, and that these are all of them if so."""
        key = ("duties_all" if len(self.hits) <= SHOWN else "duties_some") + ("_in" if self.named else "")
        names = join(list(dict.fromkeys(hit.document.name for hit in self.hits)), language) if self.named else ""
        fields = {"actor": bodies.name(self.key, language), "count": len(self.hits), "shown": SHOWN, "names": names}
        return Statement(say(key, language, **fields), fixed=True)


def told(question: Question) -> Question:
    """The question as one for an action, where it asks for all that a body must do: "which duties has the Council?"."""
    return replace(question, kind="action") if question.kind in _UNTOLD and asked(question) else question


def find(question: Question, catalogue, within: Selection | None = None) -> Duties:
    """Every clause held that calls on the body asked about, each in one language, the latest revision's unless
    another is named, and of the document named if there is one."""
    key = asked(question)
    if not key:
        return Duties()
    among = within.documents if within else catalogue.documents()
    left_out, documents = revisions.outdated(among, question.text), held(among).by_id
    places = catalogue.places_of(catalogue.mandated(mandates.called_with(key))).values()
    calling = {place.document_id: documents.get(place.document_id) for place in places}
    asked_of = {i: d for i, d in calling.items() if d and i not in left_out and _named(question, d)}
    found = [(p, asked_of[p.document_id]) for p in places if p.document_id in asked_of and (within is None or within.holds(p))]
    versions = _one_language(found, question.language)
    clauses = catalogue.clauses_by_ids([place.id for place, _ in versions])
    hits = (Hit(clauses[p.id], d, 1.0, {"mandate": n}, {"confidence": 1.0}) for n, (p, d) in enumerate(versions, 1))
    return Duties(tuple(hits), key, bool(_numbered(question) or _instruments(question)))


def asked(question: Question) -> str:
    """The key of the body of whom the question wants to know all that is asked; "" for any other question."""
    mentions = bodies.find(question.text, question.language, any_case=True)
    if not mentions or question.before:
        return ""
    named = _addressed(question)
    inside = [m for m in mentions if not any(start <= m.start and m.end <= end for start, end in named)]
    if len({m.key for m in inside}) != 1:
        return ""
    text = question.text
    for mention in reversed(inside):
        text = text[: mention.start] + "@" + text[mention.end :]
    pattern = _pattern(question.language, bool(_numbered(question) or _instruments(question)))
    return inside[0].key if pattern.fullmatch(fold_question(text).strip(" ?？؟.")) else ""


def _addressed(question: Question) -> list[tuple[int, int]]:
    """Where the body in a document's name stands: "what must X do under Council Resolution 1305?"."""
    found = _UNDER.search(question.text)
    return [found.span()] if found and _numbered(question) else []


def instruments(question: Question, among: Sequence[DocumentInfo]) -> frozenset[str]:
    """The ids of the documents held of an instrument, the Constitution or the Convention, in which all that is asked of a
    body is looked for; none for any other question."""
    kinds = _instruments(question) if asked(question) else frozenset()
    return frozenset(d.id for kind in kinds for d in held(among).of_kind(kind))


def _instruments(question: Question) -> frozenset[str]:
    """The kinds of the instruments that the question names, where it names no text by its number."""
    return frozenset() if _numbered(question) else instruments_named(normalise(question.text))


def _numbered(question: Question) -> list[Address]:
    """The texts that the question names by their numbers."""
    return [address for address in question.addresses if address.document_number]


def _named(question: Question, document: DocumentInfo) -> bool:
    named, kinds = _numbered(question), _instruments(question)
    if named:
        return any(addresses.names_document(address, document) for address in named)
    return not kinds or document.kind in kinds


def _one_language(found: list[tuple[Place, DocumentInfo]], language: str) -> list[tuple[Place, DocumentInfo]]:
    """Each clause once, in the asker's language where it is held in it, in the order of the first version."""
    best: dict[tuple, tuple[Place, DocumentInfo]] = {}
    for place, document in found:
        key = (document.work_id, document.year, place.key)
        if key not in best or (document.language == language and best[key][1].language != language):
            best[key] = (place, document)
    return list(best.values())


@cache
def _pattern(language: str, named: bool) -> re.Pattern:
    """The questions that want it; where a text is ``named``, also those for what a body is there for by it."""
    table = tomllib.loads(_DATA.read_text(encoding="utf-8"))
    inside = table["in"][language]
    duties = [table[name][language] for name in (("duty", "power") if named else ("duty",))]
    rules = "|".join(table["every"][language]).replace("{duty}", f"(?:{'|'.join(duties)})")
    for term in _TERMS:
        rules = rules.replace(f"{{{term}}}", table[term][language])
    return re.compile(f"(?:{inside}[,،，]? ?)?(?:{rules})(?:{inside})?")
