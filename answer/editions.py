"""Two revisions of one text as wholes: "what changed in Resolution 9 between 2010 and 2014?", with no matter of its own.

With a matter in it, or a clause, search finds the clause and ``revised`` lays its two wordings side by side.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from answer import frames, read, revised
from answer.question import Question
from answer.read import Evidence
from answer.wordings import Span, counterpart, differing
from answer.words import say
from index import revisions
from index.held import held
from itu import addresses
from itu.typed_revisions import base
from schema import Clause, DocumentInfo, Hit, Statement

SHOWN = 4  # changes quoted at most; more are no answer that can be read aloud
_PAIRS = 20_000  # of clauses compared at most: what is longer is searched
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_FRAMES = ("title", "foreword", "enacting", "footnote")  # kinds of clauses that are others in each revision
_RULES = ("operative", "article", "numbered", "annex", "definition")


@dataclass(frozen=True)
class Change:
    """A clause of the earlier revision and the one of the later that stands for it; None where there is none."""

    earlier: Clause | None
    later: Clause | None


@dataclass(frozen=True)
class Editions:
    """What differs between two revisions; nothing for a question that does not ask for it."""

    changes: tuple[Change, ...] = ()
    documents: tuple[DocumentInfo, ...] = ()  # the earlier and the later

    @property
    def hits(self) -> tuple[Hit, ...]:
        """The clauses that are quoted, those of one change together."""
        said = [pair for c in self.changes[:SHOWN] for pair in zip((c.earlier, c.later), self.documents, strict=True) if pair[0]]
        return tuple(Hit(clause, d, 1.0, {"revision": n}, {"confidence": 1.0}) for n, (clause, d) in enumerate(said, 1))

    def read(self, question: Question, catalogue) -> list[Evidence]:
        """The first changes as evidence, the words that differ marked."""
        spans: dict[str, Sequence[Span]] = {}
        for change in self.changes[:SHOWN]:
            if change.earlier and change.later:
                spans[change.earlier.id], spans[change.later.id] = differing(change.earlier.text, change.later.text)
        found = [read.evidence(question, hit, catalogue.clauses(hit.document.id)) for hit in self.hits]
        return [_marked(item, spans.get(item.quote.clause.id, ())) for item in found]

    def note(self, language: str) -> Statement:
        """How much differs between which revisions, and how much of it is quoted."""
        earlier, later = self.documents
        fields = {
            "earlier": earlier.name,
            "later": later.name,
            "changed": sum(bool(c.earlier and c.later) for c in self.changes),
            "added": sum(not c.earlier for c in self.changes),
            "dropped": sum(not c.later for c in self.changes),
            "shown": min(SHOWN, len(self.changes)),
            "count": len(self.changes),
        }
        return Statement(say("revisions_whole", language, **fields), fixed=True)


def find(question: Question, catalogue, among: Sequence[DocumentInfo]) -> Editions:
    """What differs between the two revisions held that the question asks to compare."""
    pair = _pair(question, among) if question.kind == "revision" or frames.compares(question) else ()
    if not pair or not frames.whole(question, pair):
        return Editions()
    left, right = ([c for c in catalogue.clauses(d.id) if c.kind not in _FRAMES] for d in pair)
    return Editions(tuple(_changes(left, right)), pair) if len(left) * len(right) <= _PAIRS else Editions()


def _changes(left: Sequence[Clause], right: Sequence[Clause]) -> list[Change]:
    """What differs, rules first, each in the order of the later revision, what that has left out at the end."""
    found, met = [], set()
    for clause in right:
        other = counterpart(clause, left)
        met |= {other.id} if other else set()
        if not other or _reworded(other.text, clause.text):
            found.append(Change(other, clause))
    found += [Change(clause, None) for clause in left if clause.id not in met]
    return sorted(found, key=lambda change: (change.later or change.earlier).kind not in _RULES)


def _reworded(one: str, two: str) -> bool:
    """Whether a word differs, and not only a sign."""
    return any(re.search(r"\w", text[s:e]) for text, spans in zip((one, two), differing(one, two), strict=True) for s, e in spans)


def _pair(question: Question, among: Sequence[DocumentInfo]) -> tuple[DocumentInfo, ...]:
    """The earlier and the later of two revisions held of the one text that a question names: those whose years it names,
    that and the last, else the last two; () where it names no such text, two years of which one is not held, or a clause."""
    named = [replace(a, year=None, place="") for a in question.addresses if a.document_number]
    if not named or any(a.section for a in named):
        return ()
    numbered = (d for a in named for d in held(among).issues(base(a.document_number)) if addresses.names_document(a, d))
    kin = _revisions({d.id: d for d in numbered}.values(), question.language)
    years = {int(year) for year in _YEAR.findall(question.text)}
    asked = [n for n, d in enumerate(kin) if d.year in years]
    if len(asked) > 1:
        return kin[asked[0]], kin[asked[-1]]
    if len(years) > 1:
        return ()
    first = next((n for n in asked if n < len(kin) - 1), len(kin) - 2)
    return (kin[first], kin[-1]) if len(kin) > 1 else ()


def _revisions(documents: Iterable[DocumentInfo], language: str) -> list[DocumentInfo]:
    """The revisions of one text, in one language, the earliest first; [] where the documents are of several texts."""
    documents = [d for d in documents if d.year]
    if len({revisions.text_of(d) for d in documents}) != 1:
        return []
    spoken = sorted({d.language for d in documents}, key=lambda code: (code != language, code))
    several = ([d for d in documents if d.language == code] for code in spoken)
    return sorted(next((kin for kin in several if len(kin) > 1), []), key=revisions.rank)


def _marked(item: Evidence, spans: Sequence[Span]) -> Evidence:
    """The evidence with the words that differ marked, those that are quoted."""
    start = item.quote.clause.start
    inside = [(s, e) for s, e in spans if item.quote.start <= start + s and start + e <= item.quote.end]
    return revised.marked(item, [(start + s - item.quote.start, start + e - item.quote.start) for s, e in inside])
