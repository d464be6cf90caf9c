"""A small document of our own, an index that holds it, and answers over it, for the page's tests."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest
from streamlit.testing.v1 import AppTest

from index.catalogue import Catalogue
from index.catalogue_writer import CatalogueWriter
from index.filters import Selector
from schema import Answer, Citation, Clause, Document, DocumentInfo, Hit, Statement
from ui import session

ROOT = Path(__file__).resolve().parents[2]

LINES = (  # kind, section, heading, label, text
    ("preambular", "considering", "considérant", "a)", "que les jardins <b>publics</b> manquent d'*eau*;"),
    ("operative", "resolves", "décide", "1", "d'inviter le Groupe des jardins (GDJ) à compter les arbres;"),
    ("operative", "resolves", "décide", "2", "de planter dix arbres[1] par an."),
    ("footnote", "", "", "1", "Les arbustes comptent aussi."),
)


@pytest.fixture
def info() -> DocumentInfo:
    return DocumentInfo(
        id="TEST-RES-9-2020-fr", work_id="TEST-RES-9", name="Résolution 9 (Genève, 2020)", body="", kind="resolution",
        number="9", revision="Genève, 2020", year=2020, language="fr", title="Jardins", history="",
        file="jardins.txt", url="https://www.itu.int/pub/T-RES", sha256="0" * 64, pages=None,
    )


@pytest.fixture
def clauses(info) -> tuple[Clause, ...]:
    made, text, headings = [], "", {}
    for order, (kind, section, heading, name, words) in enumerate(LINES):
        if heading and heading not in headings:
            headings[heading] = len(text)
            text += heading + "\n"
        text += f"{name}\t"
        start = len(text)
        text += words + "\n"
        address = f"{heading or 'note'} {name}"
        made.append(Clause(
            id=f"{info.id}#{address.replace(' ', '-')}", document_id=info.id, kind=kind, section=section,
            heading=heading, heading_start=headings.get(heading, 0),
            heading_end=headings[heading] + len(heading) if heading else 0, label=name, address=address,
            key=str(order), parent_id="", order=order, page=None, page_label="", start=start,
            end=start + len(words), text=words,
        ))
    return tuple(made)


@pytest.fixture
def answer(info, clauses) -> Answer:
    clause = clauses[1]
    group = clause.start + clause.text.index("Groupe des jardins")
    citation = Citation(
        1, clause, info, clause.text, clause.start, clause.end, ((group, group + len("Groupe des jardins")),)
    )
    return Answer(
        "which group?", "en", (Statement("It invites the Groupe des jardins (GDJ).", (1,)),), (citation,),
        tuple(Hit(c, info, 1.0, {"dense": 1}) for c in clauses), (), False, "", "extractive", 0.1,
    )


@pytest.fixture
def abstained(answer) -> Answer:
    sentence = Statement("The texts held here give no answer to this.", fixed=True)
    return replace(answer, statements=(sentence,), citations=(), abstained=True, reason="none")


def held(folder: Path, *texts: tuple[DocumentInfo, tuple[Clause, ...]], abrogated: tuple = ()):
    """An index that holds the texts. ``abrogated``: (document id, clause id that shows it)."""
    writer = CatalogueWriter(folder / "catalogue.sqlite")
    for info, clauses in texts:
        writer.put(Document(**vars(info), text="", source="", source_map=(), dropped=()), clauses, str(folder / info.file))
    writer.relate((), [(document, "abrogated", "", clause) for document, clause in abrogated])
    writer.commit()
    catalogue = Catalogue(folder / "catalogue.sqlite")
    selector = Selector(catalogue)
    return SimpleNamespace(catalogue=catalogue, choices=selector.choices, select=selector.select)


@pytest.fixture
def page(monkeypatch, tmp_path, info, clauses):
    """The page over that document; ``page.says(…)`` sets what the next questions get, ``page.asked`` is what was asked."""
    index = held(tmp_path, (info, clauses))

    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=20)
    monkeypatch.setattr(session, "warm", lambda: None)
    monkeypatch.setattr(session, "index", lambda: index)
    app.asked = []

    def says(it) -> None:
        def answer_to(question, filters, on_statement):
            app.asked.append((question, filters, session.history()))
            if isinstance(it, Exception):
                raise it
            return it
        monkeypatch.setattr(session, "_answer", answer_to)

    app.says = says
    return app
