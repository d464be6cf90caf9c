"""Dense, lexical and late-interaction search, fused over all languages: question → hits.

Dense search, BM25 and BM25 of translated words and synonyms propose candidates; each candidate is then scored
exactly, so that the order does not depend on how an approximate index was built. Ties are broken by clause id.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from index import matching, revisions
from index.embedding import embed_question, words_of
from index.filters import Selection
from index.held import held
from index.passage import QUOTED_WHOLE, around, passage
from itu import suppressed
from schema import Clause, DocumentInfo, Hit
from settings import Settings

# Share of each standardised score in the fused one, chosen on the development questions.
_WEIGHTS = {"dense": 0.8, "late": 0.5, "coverage": 0.1, "lexical": 0.1}
_DOCUMENT = 0.4  # share of how well the best candidates of the same document do
_BEST = 3  # so many of them
_SHORT = 12  # tokens: a row of figures or a line of a list matches few words, and each of them for much of it
_OF_THE_SHORT = 0.8  # what a shorter passage loses
_PROVISIONS = ("operative", "preambular", "article")  # kinds of clauses that lose nothing: they may be short
_SPREADS = {"dense": 0.05, "late": 0.1, "coverage": 0.05, "lexical": 0.5}
_LEAST_SPREAD = 0.1  # and of the documents' scores: standard deviations under which a score tells nothing

_SHARE = 0.6  # of settings.candidates that each way of searching proposes: the ways find some clauses in common
_LEAST = 12  # clauses that each proposes of a language


@dataclass(frozen=True)
class Query:
    """What to search for. ``prior`` gives the standard deviations to add to a clause's fused score."""

    text: str
    language: str
    before: str = ""  # the question that this one goes on from
    prior: Callable[[Clause, DocumentInfo], float] | None = None
    documents: frozenset[str] = frozenset()  # ids of documents that it names: their clauses are candidates
    within: Selection | None = None  # search in what a filter leaves
    proposed: tuple[str, ...] = ()  # ids of clauses that are candidates whether or not the searches find them


@dataclass(frozen=True)
class Candidate:
    """A clause proposed by dense or lexical search, with its document and raw scores."""

    clause: Clause
    document: DocumentInfo
    passage: str
    dense: float
    lexical: float


def search(index, query: Query, settings: Settings) -> tuple[Hit, ...]:
    """Hits for the query, best first, ``settings.hits`` at most."""
    terms = matching.terms(query.text, query.language, index.embedding, before=query.before)
    candidates = _candidates(index, query, terms, settings)
    if not candidates:
        return ()
    matches = _matches(index, terms, candidates)
    columns = {
        "dense": [c.dense for c in candidates],
        "late": [m.score for m in matches],
        "coverage": [m.coverage for m in matches],
        "lexical": [c.lexical for c in candidates],
    }
    fused = sum(_WEIGHTS[name] * _standardised(values, _SPREADS[name]) for name, values in columns.items())
    fused = fused + _DOCUMENT * _standardised(_of_documents(fused, candidates), _LEAST_SPREAD)
    fused = fused - _OF_THE_SHORT * _short(candidates, matches)
    if query.prior:
        fused = fused + np.array([query.prior(c.clause, c.document) for c in candidates])
    order = sorted(range(len(candidates)), key=lambda i: (-round(float(fused[i]), 9), candidates[i].clause.id))
    ranks = {name: _ranks(columns[name]) for name in ("dense", "late", "lexical")}
    return tuple(
        Hit(
            clause=candidates[shown].clause,
            document=candidates[shown].document,
            score=float(fused[i]),
            ranks={name: rank[i] for name, rank in ranks.items() if i in rank},
            features={name: float(values[i]) for name, values in columns.items()} | _evidence(matches[i]),
            matched=_matched(candidates[shown].clause, matches[shown]),
            unmatched=matches[i].unmatched,
        )
        for i, shown in _versions(order, candidates, query.language)[: settings.hits]
    )


def _of_documents(fused: np.ndarray, candidates: list[Candidate]) -> list[float]:
    """For each candidate the mean score of the best of its document: where several clauses fit, one of them is meant."""
    scores: dict[str, list[float]] = {}
    for candidate, score in zip(candidates, fused.tolist(), strict=True):
        scores.setdefault(candidate.document.id, []).append(score)
    means = {document: float(np.mean(sorted(of)[-_BEST:])) for document, of in scores.items()}
    return [means[candidate.document.id] for candidate in candidates]


def _short(candidates: list[Candidate], matches: list[matching.Match]) -> np.ndarray:
    """(candidates,) 1 for a short passage, such as a row of figures, a caption or a name, else 0."""
    both = zip(candidates, matches, strict=True)
    return np.array([float(m.length < _SHORT and c.clause.kind not in _PROVISIONS) for c, m in both])


def _versions(order: list[int], candidates: list[Candidate], language: str) -> list[tuple[int, int]]:
    """(the best version of a clause, the version to show) in ``order``: a clause held in six languages is one hit.

    It counts as its best version does, and is shown in the asker's language where that was found too.
    """
    best: dict[tuple, int] = {}
    shown: dict[tuple, int] = {}
    for i in order:
        clause, document = candidates[i].clause, candidates[i].document
        key = (document.work_id, document.year, clause.key)
        best.setdefault(key, i)
        if key not in shown or (
            document.language == language and candidates[shown[key]].document.language != language
        ):
            shown[key] = i
    return [(i, shown[key]) for key, i in best.items()]


def _matches(index, terms: matching.Terms, candidates: list[Candidate]) -> list[matching.Match]:
    """One Match per candidate, in their order."""
    languages = sorted({c.document.language for c in candidates})
    places = [[i for i, c in enumerate(candidates) if c.document.language == language] for language in languages]
    groups = [_group(index, language, [candidates[i] for i in held]) for language, held in zip(languages, places, strict=True)]
    matches = matching.match(terms, groups, words_of(index.embedding))
    found = dict(zip((i for held in places for i in held), matches, strict=True))
    return [found[i] for i in range(len(candidates))]


def _group(index, language: str, candidates: list[Candidate]) -> matching.Group:
    """The candidates of one language with what is held of their words and of their titles'."""
    titles = {c.document.id: around(c.document) for c in candidates}
    place = {document: at for at, document in enumerate(titles)}
    return matching.Group(
        language,
        tuple(c.passage for c in candidates),
        index.words(language, {c.clause.id: c.passage for c in candidates}),
        index.words(language, titles),
        np.array([place[c.document.id] for c in candidates], dtype=np.int64),
    )


def _evidence(match: matching.Match) -> dict[str, float]:
    """What tells whether the clause answers at all beside its coverage, each 0 to 1 whatever the question's length."""
    names = ("absent", "names_missing", "heaviest", "brevity")
    return {name: getattr(match, name) for name in names}


def _matched(clause: Clause, match: matching.Match) -> tuple[tuple[int, int], ...]:
    """Spans in Document.text of the words that match, without the heading's; () of a clause that is quoted whole,
    as finding them costs as much as scoring it."""
    if len(clause.text) <= QUOTED_WHOLE:
        return ()
    lead = len(clause.heading) + 1 if clause.heading else 0
    return tuple((clause.start + s - lead, clause.start + e - lead) for s, e in match.matched if s >= lead)


def _candidates(index, query: Query, terms: matching.Terms, settings: Settings) -> list[Candidate]:
    """Clauses that dense search finds in any language, or the question's words and those that say the same.

    Every language gives as many: a clause in another language has a lower cosine for no fault of its own.
    """
    text = f"{query.text} {query.before}".strip()
    vector = embed_question(index.embedding, text)
    languages = index.languages if query.within is None else sorted(query.within.rows)
    share = max(_LEAST, int(_SHARE * settings.candidates) // max(1, len(languages)))
    dense = {i: s for language in languages for i, s in index.search_dense(vector, language, share, query.within)}
    # BM25 over another language than the question's is noise, unless its words are translated.
    lexical = dict(index.search_lexical(text, query.language, share, query.within))
    meant = [
        i for language in languages
        for i, _ in index.search_meaning(matching.wanted(terms, language), language, share, query.within)
    ]  # fmt: skip
    named = [clause.id for document in sorted(query.documents) for clause in index.catalogue.clauses(document)]
    ids = sorted({*dense, *lexical, *meant, *named[: settings.candidates * 2], *query.proposed})
    clauses = index.catalogue.clauses_by_ids(ids)
    among = index.catalogue.documents() if query.within is None else query.within.documents
    documents, outdated = held(among).by_id, revisions.outdated(among, text)
    found = [
        (clause, documents[clause.document_id])
        for clause in clauses.values()
        if clause.document_id not in outdated and (query.within is None or query.within.holds(clause))
        and not suppressed.only(clause.text)
    ]
    passages = [passage(document, clause) for clause, document in found]
    for language in languages:
        missing = [clause.id for clause, document in found if document.language == language and clause.id not in dense]
        dense |= dict(index.score_dense(vector, language, missing))
    return [
        Candidate(clause, document, words, dense[clause.id], lexical.get(clause.id, 0.0))
        for (clause, document), words in zip(found, passages, strict=True)
    ]


def _standardised(values: list[float], least: float) -> np.ndarray:
    """Mean 0, standard deviation 1, or less where the values differ by less than ``least``: noise stays small."""
    column = np.asarray(values, dtype=np.float64)
    return (column - column.mean()) / max(column.std(), least)


def _ranks(values: list[float]) -> dict[int, int]:
    """Place in ``values`` → rank from 1, best first; a value of 0 or less has no rank."""
    order = sorted((i for i, v in enumerate(values) if v > 0), key=lambda i: (-values[i], i))
    return {i: rank for rank, i in enumerate(order, 1)}
