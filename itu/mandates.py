"""Who an operative clause calls on, by which verb: the gazetteer's bodies in a mandate's addressee.

A heading that addresses someone governs: under "invites the Council", "1 to instruct the Director" only invites the
Council to. Under a bare "décide", "1 d'inviter les Directeurs" addresses the Directors.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from itu import bodies, verbs
from itu.bodies import Mention

_ARTICLE = 11  # characters that may stand before the first body of an addressee: "tous les "
_MEMBERS = {
    "Directors": ("DIR-BR", "DIR-TSB", "DIR-BDT"),
    "Bureaux": ("BR", "TSB", "BDT"),
    "Advisory-Groups": ("RAG", "TSAG", "TDAG"),
    "Sectors": ("ITU-R", "ITU-T", "ITU-D"),
}  # fmt: skip


@dataclass(frozen=True)
class Call:
    """A mandate to bodies that are known. Spans are offsets into the heading, or into the clause's text."""

    verb: str  # key of verbs.toml
    phrase: str  # the addressee as printed
    start: int  # of the addressee
    mentions: tuple[Mention, ...]  # in the phrase
    in_heading: bool


def calls(heading: str, text: str, language: str) -> tuple[Call, ...]:
    """The mandates of an operative clause; () when it calls on nobody that is known."""
    return _calls(heading, verbs.of_heading(heading, language), language, True) or _calls(
        text, verbs.of_clause(text, language), language, False
    )


def anywhere(text: str, language: str) -> tuple[Call, ...]:
    """The mandates of a sentence, whoever gives them: "the Council instructs the Director", not "is instructed"."""
    found: list[verbs.Mandate] = []
    for word in re.finditer(r"[㐀-鿿]|(?<!\w)\w", text):
        if not found or word.start() >= found[-1].addressee_end:
            found += [verbs.moved(m, word.start()) for m in verbs.of_heading(text[word.start() :], language)]
    return _calls(text, tuple(found), language, False)


def called_with(key: str) -> frozenset[str]:
    """The keys under which a text may call on a body: its own, that of all of its kind, or of each of them."""
    kinds = (kind for kind, members in _MEMBERS.items() if key in members)
    return frozenset({key, *kinds, *_MEMBERS.get(key, ())})


def _calls(text: str, found: tuple[verbs.Mandate, ...], language: str, in_heading: bool) -> tuple[Call, ...]:
    """Those whose addressee is, or begins with, a body."""
    out = []
    for mandate in found:
        phrase = text[mandate.addressee_start : mandate.addressee_end]
        mentions = bodies.find(phrase, language)
        if mentions and mentions[0].start <= _ARTICLE:  # "d'appeler l'attention du Directeur" does not call on him
            out.append(Call(mandate.verb, phrase, mandate.addressee_start, mentions, in_heading))
    return tuple(out)
