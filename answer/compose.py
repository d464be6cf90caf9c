"""Evidence → draft statements in the asker's language, each with its quotes; and what to say without an answer."""

from __future__ import annotations

from answer.abstain import Reason
from answer.cite import Draft, Quote
from answer.question import Question
from answer.read import Actor, Called, Evidence
from answer.words import join, say
from itu import bodies, verbs
from schema import DocumentInfo, Statement

_PHRASE = 320  # characters: a longer addressee is listed by its bodies' names instead
_PLACES = ("at", "operative", "preambular")  # frames that say where the words stand, and no more
_NO_ARTICLE = ("membership",)  # kinds whose English names stand without "the": Member States


def compose(question: Question, found: list[Evidence]) -> list[Draft]:
    """One draft for each piece of evidence, the best first: a lead-in that is true of the clause, then its words.

    What the draft before has said already of the same heading is not said again: the address alone leads in.
    """
    language = question.language
    drafts, found = [], by_section(found)
    for before, item in zip([None, *found], found, strict=False):
        lead = _next(language, item) if _goes_on(language, before, item) else _lead_in(language, item)
        drafts.append(Draft(f"{lead} {_words(item)}", item.quotes))
    return drafts


def by_section(found: list[Evidence]) -> list[Evidence]:
    """The first piece stays first. The others stand with what was found before them under their heading, in the order
    in which the text prints them, unless one of them carries the lead-in of others."""
    sections: dict[tuple, list[Evidence]] = {}
    for number, item in enumerate(found):
        clause = item.quote.clause
        under = (clause.document_id, clause.heading, clause.heading_start) if clause.heading else (number,)
        sections.setdefault(under, []).append(item)
    for members in sections.values():
        if not any(item.before for item in members):
            members.sort(key=lambda item: item.quote.clause.order)
    ordered = [item for members in sections.values() for item in members]
    return [*found[:1], *(item for item in ordered if item is not found[0])]


def alone(language: str, document: DocumentInfo, quotes: tuple[Quote, ...]) -> Draft:
    """The words of the first quote with their address and nothing else said."""
    lead = say("at", language, name=document.name, address=quotes[0].clause.address)
    return Draft(f"{lead} {_quoted(quotes[0], document.language)}", quotes)


def decline(question: Question, reason: Reason, *, nearest: bool) -> list[Statement]:
    """The assistant's own sentences for an abstention; they state nothing of the texts."""
    keys = [(reason.key, reason.fields)]
    if reason.terms:
        keys.append(("terms_not_found", {"terms": join(list(reason.terms), question.language)}))
    if nearest:
        keys.append(("nearest", {}))
    return [Statement(say(key, question.language, **fields), fixed=True) for key, fields in keys]


def left_out(language: str, undated: int) -> list[Statement]:
    """That texts asked "as of" a date were left out for want of their own, if any were."""
    return [Statement(say("undated", language, count=undated), fixed=True)] if undated else []


def _words(item: Evidence) -> str:
    """What the clause goes on from, the clause, what it opens."""
    return " ".join(_quoted(quote, item.document.language) for quote in item.quotes)


def _goes_on(language: str, before: Evidence | None, item: Evidence) -> bool:
    """Whether the lead-in would say of the clause what was just said of another under its heading."""
    if before is None or before.document.id != item.document.id or not item.quote.clause.heading:
        return False
    one, two = (it.quote.clause for it in (before, item))
    if (one.heading, one.heading_start) != (two.heading, two.heading_start):
        return False
    return item.frame in _PLACES or _lead_in(language, before, "") == _lead_in(language, item, "")


def _next(language: str, item: Evidence) -> str:
    return say("next", language, address=item.quote.clause.address)


def _quoted(quote: Quote, spoken: str) -> str:
    """The quote in its language's quotation marks, with an ellipsis where the clause goes on."""
    cut = quote.start >= quote.clause.start  # a quote of the heading is never cut
    before = "… " if cut and quote.start > quote.clause.start else ""
    after = " …" if cut and quote.end < quote.clause.end else ""
    return say("quoted", spoken, quote=before + quote.text.strip() + after)


def _lead_in(language: str, item: Evidence, address: str | None = None) -> str:
    document, frame = item.document, item.frame
    fields = {"name": document.name, "address": item.quote.clause.address if address is None else address}
    if frame == "named":
        fields["actors"] = _listed(item.actors, document.language, language)
    if frame == "cites":
        fields["found"] = join([say("quoted", document.language, quote=words) for words in item.found], language)
    if frame == "mandate":
        fields["calls"] = join([_call(language, document.language, called) for called in item.called], language)
    return say(frame, language, **fields)


def _call(language: str, spoken: str, called: Called) -> str:
    """The text's own verb and whom it addresses: as printed to a reader of that language, else by name."""
    verb = verbs.says(called.verb, language)
    if language == spoken and len(called.phrase) <= _PHRASE:
        return say("calls", language, verb=verb, actors=called.phrase)
    return say("calls_listed", language, verb=verb, actors=_listed(called.actors, spoken, language))


def _listed(actors: tuple[Actor, ...], spoken: str, language: str) -> str:
    """Who is meant, by the names that the asker knows; in the text's words where they have none."""
    return join([_named(a, spoken, language) if a.key else say("quoted", spoken, quote=a.printed) for a in actors], language)


def _named(actor: Actor, spoken: str, language: str) -> str:
    """A body's name and acronym in the asker's language, and the text's own acronym where it differs."""
    body = bodies.get(actor.key)
    name, acronym, printed = (
        bodies.name(actor.key, language), bodies.acronym(actor.key, language), bodies.acronym(actor.key, spoken)
    )  # fmt: skip
    if language == "en" and not (body.kind in _NO_ARTICLE or body.numbered):
        name = f"the {name}"
    if not acronym or acronym in name:
        return name
    if printed and printed != acronym and printed in actor.printed:
        return say("printed", language, name=name, acronym=acronym, printed=printed)
    return f"{name} ({acronym})"
