"""A small two-language corpus of real schema objects, and the parts of a run as fakes over it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from types import SimpleNamespace

import pytest

from schema import Answer, Citation, Clause, Document, Dropped, Hit, MapRun, Statement

TEXTS = {
    "fr": ("décide", ("d'inviter les groupes à coopérer;", "de charger le Bureau de publier la liste.")),
    "en": ("resolves", ("to invite the groups to cooperate;", "to instruct the Bureau to publish the list.")),
}


def document(language: str, *, number: str = "1") -> tuple[Document, tuple[Clause, ...]]:
    """A document of one heading and two clauses; its file has two spaces where the text has one."""
    heading, bodies = TEXTS[language]
    text = "\n".join([heading, *(f"{n} {body}" for n, body in enumerate(bodies, 1))])
    source = text.replace("\n", "\n\n")
    runs, drops, at = [], [], 0
    for line in text.split("\n"):
        place = text.index(line, at)
        shift = source.index(line, at) - place
        runs.append(MapRun(place, len(line) + 1, place + shift, len(line) + 1))
        drops.append(Dropped(place + shift + len(line) + 1, place + shift + len(line) + 2, "white_space"))
        at = place + len(line)
    runs[-1] = replace(runs[-1], length=runs[-1].length - 1, source_length=runs[-1].source_length - 1)
    made = Document(
        id=f"RES-{number}-2012-{language}", work_id=f"RES-{number}", name=f"Resolution {number}", body="WTSA",
        kind="resolution", number=number, revision="", year=2012, language=language, title="", history="",
        file=f"{number}-{language}.txt", url="", sha256=language * 8, pages=None, text=text, source=source,
        source_map=tuple(runs), dropped=tuple(drops[:-1]),
    )  # fmt: skip
    return made, tuple(_clause(made, heading, n, body) for n, body in enumerate(bodies, 1))


def _clause(document: Document, heading: str, n: int, body: str) -> Clause:
    start = document.text.index(body)
    return Clause(
        id=f"{document.id}#{heading}-{n}", document_id=document.id, kind="operative", section="resolves",
        heading=heading, heading_start=0, heading_end=len(heading), label=str(n), address=f"{heading} {n}",
        key=f"1.{n}", parent_id="", order=n, page=None, page_label="", start=start, end=start + len(body), text=body,
    )  # fmt: skip


@dataclass
class Catalogue:
    held: list = field(default_factory=lambda: [document("fr"), document("en")])

    def documents(self):
        return tuple(d for d, _ in self.held)

    def document(self, id):
        return {d.id: d for d, _ in self.held}[id]

    def clauses(self, document_id):
        return tuple(c for c in self.all() if c.document_id == document_id)

    def clause(self, id):
        return {c.id: c for _, clauses in self.held for c in clauses}[id]

    def siblings(self, clause):
        of = self.document(clause.document_id).work_id
        same = [c for d, clauses in self.held for c in clauses if d.work_id == of and c.key == clause.key]
        return tuple(c for c in same if c.id != clause.id)

    def all(self):
        return tuple(c for _, clauses in self.held for c in clauses)


def answer(catalogue, question, hits, cited=(), *, language="en", abstained=False, said="Found:") -> Answer:
    """An answer that quotes the whole of each clause in ``cited``."""
    citations = tuple(
        Citation(n, c, catalogue.document(c.document_id), c.text, c.start, c.end) for n, c in enumerate(cited, 1)
    )
    return Answer(
        question=question, language=language, statements=(Statement(said, tuple(c.marker for c in citations)),),
        citations=citations,
        hits=tuple(Hit(c, catalogue.document(c.document_id), 1 / n, {}) for n, c in enumerate(hits, 1)),
        rejected=(), abstained=abstained, reason="", mode="extractive", seconds=0.0,
    )  # fmt: skip


@pytest.fixture
def catalogue() -> Catalogue:
    return Catalogue()


@pytest.fixture
def index(catalogue):
    """What open_index gives, as far as a run looks at it."""
    return SimpleNamespace(catalogue=catalogue, embedding=SimpleNamespace(id="fake-1"), close=lambda: None)
