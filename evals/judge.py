"""One answer against its question's gold: which hits and citations are right, which facts are stated."""

from __future__ import annotations

from dataclasses import dataclass

from evals import proof, spans
from evals.folding import contains, states
from evals.questions import Question
from schema import Answer, Clause

LONG_HIT = 1_500  # characters; a longer hit counts only when the clause itself is that long


@dataclass(frozen=True)
class Judgement:
    """What is measured of one question in one language."""

    id: str
    kind: str
    language: str
    answerable: bool
    gold: int  # gold quotes
    abstained: bool = False
    gains: tuple[int, ...] = ()  # per hit, as metrics.py reads them
    cited_first: bool = False  # the first citation is of a right clause
    facts_met: bool | None = None  # None when the question lists none
    citations: int = 0
    faults: tuple[str, ...] = ()  # one for each citation that does not hold
    hit_lengths: tuple[int, ...] = ()
    answered_in: str = ""  # the answer's own language
    seconds: float = 0.0
    error: str = ""  # why there is no answer
    protected: bool = False  # must never come out wrong
    cited_right: int = 0  # citations of a right clause
    cited_gold: int = 0  # gold quotes that the cited clauses meet
    facts_stated: float | None = None  # share of the groups of facts stated, None when the question lists none
    confidence: float | None = None  # that the first hit answers, None when nothing was rated
    span: tuple[int, int, int] | None = None  # characters: quoted and gold, quoted, gold; None when not comparable
    place: str = ""  # of the first cited clause, the same for its versions in other languages; "" when none is cited
    text_language: str = ""  # of the first cited text, "" when none is cited
    work: str = ""  # the text that holds the first gold quote
    unheld: int = 0  # gold quotes that no clause held contains
    placed: int = 0  # gold quotes whose clause stands at the address that the set gives
    misplaced: int = 0  # those that stand elsewhere
    instead: str = ""  # where the first of them stands
    unaligned: tuple[str, ...] = ()  # languages in which the text is held, and a clause with a gold quote is not
    mode: str = ""  # how it was answered: "extractive" or the language model's name
    rejected: int = 0  # citations that could not be proved, and so were not shown
    repeated: bool | None = None  # asked again, it cited the same; None when it was not asked again


def judge(question: Question, language: str, answer: Answer, seconds: float, catalogue) -> Judgement:
    """Judge ``answer``, the reply to the last turn of ``question`` in ``language``.

    ``catalogue`` gives ``clause(id)``, ``document(id)`` and ``siblings(clause)``.
    """
    quotes = tuple(gold.quote for gold in question.gold)
    citations = answer.citations
    faults = (proof.fault(part, catalogue) for citation in citations for part in citation.parts)
    right = [met(citation.clause, quotes, catalogue) for citation in citations]
    stated = facts_stated(question, answer) if question.facts else None
    return Judgement(
        id=question.id,
        kind=question.kind,
        language=language,
        answerable=question.answerable,
        gold=len(quotes),
        abstained=answer.abstained,
        gains=gains([hit.clause for hit in answer.hits], quotes, catalogue),
        cited_first=bool(right) and bool(right[0]),
        facts_met=None if stated is None else stated == 1,
        citations=len(citations),
        faults=tuple(filter(None, faults)),
        hit_lengths=tuple(len(hit.clause.text) for hit in answer.hits),
        answered_in=answer.language,
        seconds=seconds,
        mode=answer.mode,
        protected=question.protected,
        cited_right=sum(map(bool, right)),
        rejected=len(answer.rejected),
        cited_gold=len(frozenset().union(*right)),
        facts_stated=stated,
        confidence=answer.hits[0].features.get("confidence") if answer.hits else None,
        span=spans.common(citations, quotes, catalogue),
        place=place(citations[0].clause, catalogue) if citations else "",
        text_language=citations[0].document.language if citations else "",
    )


def met(clause: Clause, quotes: tuple[str, ...], catalogue) -> frozenset[int]:
    """Which of ``quotes`` the clause meets, itself or by a sibling in another language version.

    A clause of more than LONG_HIT characters meets none unless it is the catalogue's own.
    """
    if len(clause.text) > LONG_HIT and catalogue.clause(clause.id).text != clause.text:
        return frozenset()
    versions = (clause, *catalogue.siblings(clause))
    return frozenset(i for i, quote in enumerate(quotes) if any(contains(v.text, quote) for v in versions))


def gains(clauses: list[Clause], quotes: tuple[str, ...], catalogue) -> tuple[int, ...]:
    """For each of the ranked ``clauses``, how many of ``quotes`` it is the first to meet."""
    seen: set[int] = set()
    result = []
    for clause in clauses:
        new = met(clause, quotes, catalogue) - seen
        seen |= new
        result.append(len(new))
    return tuple(result)


def facts_met(question: Question, answer: Answer) -> bool:
    """Whether each group of facts is stated in the answer's sentences or quotes by one alternative."""
    return facts_stated(question, answer) == 1


def facts_stated(question: Question, answer: Answer) -> float:
    """The share of the groups of facts that the answer's sentences or quotes state by one alternative."""
    said = "\n".join([s.text for s in answer.statements] + [part.quote for c in answer.citations for part in c.parts])
    stated = [any(states(said, alternative) for alternative in group) for group in question.facts]
    return sum(stated) / len(stated) if stated else 1.0


def place(clause: Clause, catalogue) -> str:
    """The first id among the clause and its versions in other languages: the same for all of them."""
    return min(version.id for version in (clause, *catalogue.siblings(clause)))
