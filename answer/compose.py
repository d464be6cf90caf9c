"""Evidence → draft statements in the asker's language, each with its quotes; and what to say without an answer."""

from __future__ import annotations

from answer.abstain import Reason
from answer.cite import Draft
from answer.question import Question
from answer.read import Actor, Evidence
from answer.words import join, say
from itu import bodies, verbs
from schema import Statement

_NAMED_AS_PRINTED = 220  # characters: a longer addressee is named by the gazetteer's names instead


def compose(question: Question, found: list[Evidence]) -> list[Draft]:
    """One draft for each piece of evidence: a lead-in that is true of the clause, then its words."""
    return [Draft(_sentence(question.language, item), item.quotes) for item in found]


def decline(question: Question, reason: Reason, *, nearest: bool) -> list[Statement]:
    """The assistant's own sentences for an abstention; they state nothing of the texts."""
    keys = [(reason.key, reason.fields)]
    if reason.terms:
        keys.append(("terms_not_found", {"terms": join(list(reason.terms), question.language)}))
    if nearest:
        keys.append(("nearest", {}))
    return [Statement(say(key, question.language, **fields), fixed=True) for key, fields in keys]


def _sentence(language: str, item: Evidence) -> str:
    document = item.document
    lead = say(
        item.frame,
        language,
        name=document.name,
        address=item.clause.address,
        verb=verbs.says(item.verb, language) if item.verb else "",
        actors=_actors(item, language),
        found=join(list(item.found), language),
    )
    quote = say("quoted", document.language, quote=item.quotes[0].text)
    return f"{lead} {quote}"


def _actors(item: Evidence, language: str) -> str:
    """Who is addressed: as printed to a reader of that language, else by the names the asker knows."""
    same = language == item.document.language
    if any(not actor.key for actor in item.actors):
        quoted = [say("quoted", item.document.language, quote=a.printed) for a in item.actors]
        return join([a.printed for a in item.actors] if same else quoted, language)
    if same and sum(len(a.printed) + 2 for a in item.actors) <= _NAMED_AS_PRINTED:
        return join([a.printed for a in item.actors], language)
    return join([_named(actor, item.document.language, language) for actor in item.actors], language)


def _named(actor: Actor, printed_in: str, language: str) -> str:
    """A body's name and acronym in the asker's language, with the text's own acronym where it differs."""
    name, acronym = bodies.name(actor.key, language), bodies.acronym(actor.key, language)
    shown = f"{name} ({acronym})" if acronym and acronym not in name else name
    own = bodies.acronym(actor.key, printed_in)
    if own and own != acronym:
        return say("printed", language, actor=shown, printed=own)
    return shown
