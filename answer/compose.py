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
_NO_ARTICLE = ("membership",)  # kinds whose English names stand without "the": Member States


def compose(question: Question, found: list[Evidence]) -> list[Draft]:
    """One draft for each piece of evidence: a lead-in that is true of the clause, then its words."""
    return [Draft(_sentence(question.language, item), item.quotes) for item in found]


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


def _sentence(language: str, item: Evidence) -> str:
    """The lead-in, then the words: what the clause goes on from, the clause, what it opens."""
    spoken = item.document.language
    words = [_quoted(quote, spoken) for quote in (*item.before, item.quote, *item.after)]
    return f"{_lead_in(language, item)} {' '.join(words)}"


def _quoted(quote: Quote, spoken: str) -> str:
    """The quote in its language's quotation marks, with an ellipsis where the clause goes on."""
    cut = quote.start >= quote.clause.start  # a quote of the heading is never cut
    before = "… " if cut and quote.start > quote.clause.start else ""
    after = " …" if cut and quote.end < quote.clause.end else ""
    return say("quoted", spoken, quote=before + quote.text.strip() + after)


def _lead_in(language: str, item: Evidence) -> str:
    document, frame = item.document, item.frame
    fields = {"name": document.name, "address": item.quote.clause.address}
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
