"""Evidence → draft statements in the asker's language, each with its quotes; and what to say without an answer."""

from __future__ import annotations

from answer.abstain import Reason
from answer.cite import Draft
from answer.question import Question
from answer.read import Actor, Evidence
from answer.words import join, say
from itu import bodies, verbs
from schema import Statement

_PHRASE = 320  # characters: a longer addressee is listed by its bodies' names instead


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
    found = [say("quoted", document.language, quote=words) for words in item.found]
    fields = {"name": document.name, "address": item.clause.address, "found": join(found, language)}
    frame = item.frame
    if frame == "named":
        fields["actors"] = _listed(item, language)
    if frame == "mandate":
        fields["verb"] = verbs.says(item.verb, language)
        if _as_printed(item, language):
            fields["phrase"] = item.phrase
        else:
            frame, fields["actors"] = "mandate_listed", _listed(item, language)
    quote = say("quoted", document.language, quote=item.quotes[0].text.strip())
    return f"{say(frame, language, **fields)} {quote}"


def _as_printed(item: Evidence, language: str) -> bool:
    """Whether the asker reads who is addressed in the text's own words."""
    return language == item.document.language and len(item.phrase) <= _PHRASE


def _listed(item: Evidence, language: str) -> str:
    """Who is addressed, by the names that the asker knows; in the text's words where they have none."""
    spoken = item.document.language
    return join([_named(a, spoken, language) if a.key else say("quoted", spoken, quote=a.printed) for a in item.actors], language)


def _named(actor: Actor, spoken: str, language: str) -> str:
    """A body's name and acronym in the asker's language, and the text's own acronym where it differs."""
    name, acronym, printed = (
        bodies.name(actor.key, language), bodies.acronym(actor.key, language), bodies.acronym(actor.key, spoken)
    )  # fmt: skip
    if not acronym or acronym in name:
        return name
    if printed and printed != acronym and printed in actor.printed:
        return say("printed", language, name=name, acronym=acronym, printed=printed)
    return f"{name} ({acronym})"
