"""Lines that say what a text is: its title, its cover, the formula of its adoption, its name on a page.

They are near to any question that names the text. They answer one about the text itself, or one whose matter they
name; they hold no signature and no comparison.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path

from answer import lookup, places, spans
from answer.abstain import Reason
from answer.question import Question, fold_question
from answer.words import join, say
from index import lexicon, matching, revisions
from index.lexicon import Word
from index.passage import passage
from itu import bodies
from schema import DocumentInfo, Hit

_DATA = Path(__file__).with_name("frames.toml")
DIFFERENT = "different_texts"
_SURE = 0.95  # of a word and its translation; of a word and a synonym less
_KINDS = ("title", "enacting")
_ABOUT_THE_TEXT = ("history", "enactment", "definition", "lookup", "in_force")
_ADOPT = ("conference", "assembly", "council", "study_group", "advisory_group")  # kinds of bodies that adopt texts


def behind(question: Question, hits: tuple[Hit, ...]) -> tuple[Hit, ...]:
    """``hits`` with those behind that only say what a text is, where the first is such a line and does not answer."""
    if not hits or not _idle(question, hits[0]):
        return hits
    idle = {hit.clause.id for hit in hits if _idle(question, hit)}
    return (*(h for h in hits if h.clause.id not in idle), *(h for h in hits if h.clause.id in idle))


def saying(hits: tuple[Hit, ...]) -> tuple[Hit, ...]:
    """``hits`` less those beside the first that are a text's name alone, as covers and pages bear it."""
    return tuple(hit for n, hit in enumerate(hits) if not n or hit.by_address or not _only_name(hit))


def reason(question: Question, hits: tuple[Hit, ...], documents: Sequence[DocumentInfo]) -> Reason | None:
    """Why none of ``hits`` (after ``behind``) answers a question about a text as a whole; None when one may.

    A line that says what a text is does not; what differs between two texts stands in neither, but for two revisions
    of one text, which are laid side by side.
    """
    if _of_no_text(question, documents):
        return Reason("no_answer")
    if not hits or hits[0].by_address or "defines" in hits[0].features:
        return None
    if compares(question) and not matter(question, hits[0].document) and (texts := _texts(question, documents)):
        said = [f"{text.name} {say('quoted', text.language, quote=text.title)}" if text.title else text.name for text in texts]
        return Reason(DIFFERENT, {"names": join(said, question.language)})
    if _idle(question, hits[0]) or _passed(question, hits) or _unsaid(question, hits[0]):
        return Reason("no_answer")
    if compares(question) and not matter(question, hits[0].document) and hits[0].document.id not in revisions.revised(documents):
        return Reason("no_answer")
    return None


def _of_no_text(question: Question, documents: Sequence[DocumentInfo]) -> bool:
    """Whether a title or foreword is asked for alone, and not of which of several texts."""
    several = len({document.work_id for document in documents}) > 1
    return several and bool(places.front(question.text)) and not any(address.has_document for address in question.addresses)


def _idle(question: Question, hit: Hit) -> bool:
    """Whether the hit only says what a text is, and not what is asked."""
    if hit.by_address or not _frame(hit):
        return False
    if question.kind == "enactment":
        return not _says_who(hit)
    if question.kind in _ABOUT_THE_TEXT:
        return False
    return not _said(question, matter(question, hit.document), hit)


def _passed(question: Question, hits: tuple[Hit, ...]) -> bool:
    """Whether the first took the place of such a line that was nearer, and names what is asked no more than it does.

    What changed is asked in the words of neither revision.
    """
    nearer = question.kind != "revision" and any(hit.score > hits[0].score and _idle(question, hit) for hit in hits[1:])
    return nearer and not _said(question, matter(question, hits[0].document), hits[0])


def _unsaid(question: Question, hit: Hit) -> bool:
    """Whether it is asked who did one thing to a text itself ("who signed Resolution 9?"), and the clause does not say that
    in its own word: of the many ways to say one verb, some stand in any text."""
    named = any(address.document_number and not address.section for address in question.addresses)
    under = re.search(_table()["under"][question.language], fold_question(question.text))
    words = matter(question, hit.document)
    if question.kind != "actor" or not named or under or len(words) != 1:
        return False
    spoken = hit.document.language
    own = _stems(hit.clause.text, spoken)
    return not any(strength >= _SURE and stem in own for stem, strength in lexicon.related(words[0].stem, question.language, spoken).items())


def _frame(hit: Hit) -> bool:
    """Whether it is such a line: by its kind, or as it has no other words than the text's name."""
    return hit.clause.kind in _KINDS or _only_name(hit)


def _only_name(hit: Hit) -> bool:
    stems = _stems(hit.clause.text, hit.document.language)
    return hit.clause.kind not in _KINDS and bool(stems) and stems <= _own(hit.document)


def _own(document: DocumentInfo) -> frozenset[str]:
    """The stems of what a text is called by."""
    called = f"{document.name} {document.number} {document.revision} {document.body}"
    names = [bodies.acronym(document.body, document.language), bodies.name(document.body, document.language)] if document.body else []
    return _stems(" ".join([called, *names]), document.language)


def _says_who(hit: Hit) -> bool:
    text, language = hit.clause.text, hit.document.language
    adopting = any(bodies.get(mention.key).kind in _ADOPT for mention in bodies.find(text, language))
    return adopting or bool(spans.answering("enactment", text, language))


def matter(question: Question, document: DocumentInfo) -> list[Word]:
    """The question's words that say what it is about: not that it asks, compares, or names a text."""
    text, language, own = f"{question.text} {question.before}", question.language, _own(document)
    words = [(word, text[word.start : word.end]) for word in lexicon.words(text, language)]
    asks = {said for _, said in words if matching.asks(said, language) or _pattern(language).match(fold_question(said))}
    return [w for w, said in words if said not in asks and w.stem not in own and not any(map(str.isdigit, w.stem))]


def _said(question: Question, words: list[Word], hit: Hit) -> bool:
    """Whether any of the question's words stands in the hit: by itself, in another word for it, or as a term."""
    spoken = hit.document.language
    own = lexicon.words(passage(hit.document, hit.clause), spoken)
    stems = {word.stem for word in own}
    related = (lexicon.related(word.stem, question.language, spoken).items() for word in words)
    if any(strength >= matching.SAME and stem in stems for found in related for stem, strength in found):
        return True
    terms = {concept.row for concept in lexicon.concepts(words, question.language, "asked")}
    return bool(terms) and not terms.isdisjoint(c.row for c in lexicon.concepts(own, spoken, "texts"))


def _texts(question: Question, documents: Sequence[DocumentInfo]) -> list[DocumentInfo]:
    """The texts held that a question names by their numbers, where they are several and no revisions of one."""
    named = (lookup.document(a, question, documents) for a in question.addresses if a.document_number)
    texts = {revisions.text_of(document): document for document in named if document}
    return list(texts.values()) if len(texts) > 1 else []


def compares(question: Question) -> bool:
    if question.kind == "revision":
        return True
    start = "" if question.language == "zh" else r"\b"
    return bool(re.search(f"{start}(?:{_table()['compare'][question.language]})", fold_question(question.text)))


def whole(question: Question, documents: Iterable[DocumentInfo]) -> bool:
    """Whether a question names nothing but revisions of a text that are to be compared."""
    of_each = (frozenset(matter(question, document)) for document in documents)
    words = (fold_question(f"{question.text} {question.before}"[w.start : w.end]) for w in frozenset.intersection(*of_each))
    return all(re.match(_table()["several"][question.language], word) for word in words)


@cache
def _pattern(language: str) -> re.Pattern:
    return re.compile("|".join(_table()[name][language] for name in ("name", "compare", "order")))


@cache
def _table() -> dict[str, dict[str, str]]:
    return tomllib.loads(_DATA.read_text(encoding="utf-8"))


def _stems(text: str, language: str) -> frozenset[str]:
    return frozenset(word.stem for word in lexicon.words(text, language))
