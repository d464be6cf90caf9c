"""The text that ships, clause by clause."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.documents import build
from ingest.source import SourceText

FILE = Path(__file__).parents[2] / "corpus" / "T-RES-T.57-2012-F.txt"

CLAUSES = [  # kind, section, address, key, first words, last words
    ("foreword", "foreword", "avant-propos 1", "foreword.1", "L'Union internationale", "à l'échelle mondiale."),
    ("foreword", "foreword", "avant-propos 2", "foreword.2", "L'Assemblée mondiale", "sur ces thèmes."),
    ("foreword", "foreword", "avant-propos 3", "foreword.3", "L'approbation des", "Résolution 1 de l'AMNT."),
    ("foreword", "foreword", "avant-propos 4", "foreword.4", "Dans certains secteurs", "l'ISO et la CEI."),
    ("title", "title", "titre", "title", "RÉSOLUTION 57", "(Johannesburg, 2008; Dubaï, 2012)"),
    ("enacting", "enacting", "formule introductive", "enacting", "L'Assemblée mondiale", "(Dubaï, 2012),"),
    ("preambular", "considering", "considérant a)", "1.1", "qu'un principe", "efficiente et efficace;"),
    ("preambular", "considering", "considérant b)", "1.2", "que les sujets", "et la cybersécurité,"),
    ("preambular", "recognizing", "reconnaissant a)", "2.1", "qu'il est nécessaire", "développement des télécommunications;"),
    ("footnote", "footnote", "note 1", "note.1", "Les pays en développement", "en transition."),
    ("preambular", "recognizing", "reconnaissant b)", "2.2", "qu'un mécanisme", "à l'UIT intéressées;"),
    ("preambular", "recognizing", "reconnaissant c)", "2.3", "que tous les groupes", "pays développés,"),
    ("preambular", "taking_into_account", "tenant compte a)", "3.1", "de la nécessité", "l'UIT-T et l'UIT-D;"),
    ("preambular", "taking_into_account", "tenant compte b)", "3.2", "des consultations", "les groupes consultatifs,"),
    ("operative", "resolves", "décide 1", "4.1", "d'inviter les Groupes", "un intérêt commun;"),
    ("operative", "resolves", "décide 2", "4.2", "d'inviter les Directeurs", "la plus étroite possible."),
]


@pytest.fixture(scope="module")
def held():
    source = SourceText(FILE.read_text(encoding="utf-8"), (), (), "txt", "plain")
    ((document, clauses),) = build(source, FILE.name, "0" * 64)
    return document, clauses


def test_clauses(held):
    _, clauses = held
    assert [(c.kind, c.section, c.address, c.key) for c in clauses] == [row[:4] for row in CLAUSES]
    for clause, (*_, first, last) in zip(clauses, CLAUSES, strict=True):
        words = " ".join(clause.text.split())
        assert words.startswith(first) and words.endswith(last), clause.address


def test_document(held):
    document, _ = held
    assert (document.id, document.work_id) == ("WTSA-RES-57-2012-fr", "WTSA-RES-57")
    assert document.name == "Résolution 57 (Rév. Dubaï, 2012)"
    assert (document.body, document.kind, document.number) == ("WTSA", "resolution", "57")
    assert (document.revision, document.year, document.language) == ("Rév. Dubaï, 2012", 2012, "fr")
    assert document.title == ("Renforcer la coordination et la coopération entre les trois Secteurs de l'UIT "
                              "sur des questions d'intérêt mutuel")
    assert document.history == "Johannesburg, 2008; Dubaï, 2012"
    assert document.warnings == ()


def test_the_footnote_is_called_by_its_clause_and_out_of_its_text(held):
    document, clauses = held
    caller = next(c for c in clauses if c.footnotes)
    assert caller.address == "reconnaissant a)"
    assert [(f.mark, f.clause_id) for f in caller.footnotes] == [("1", f"{document.id}#footnote-1")]
    assert "pays en développement aux travaux" in caller.text
    assert "footnoteRef" not in document.text and "bookmark" not in document.text


def test_headings_and_labels_lie_outside_the_clauses(held):
    document, clauses = held
    clause = next(c for c in clauses if c.address == "décide 2")
    assert document.text[clause.heading_start:clause.heading_end] == clause.heading == "décide"
    assert document.text[:clause.start].endswith("\n2 ")
    assert (clause.label, clause.id) == ("2", f"{document.id}#decide-2")


def test_citations_of_other_texts(held):
    _, clauses = held
    cited = {c.address: c.references for c in clauses if c.references}
    assert cited["reconnaissant a)"] == (
        "Résolution 5 (Rév. Hyderabad, 2010) de la Conférence mondiale de développement des télécommunications",)
    assert cited["reconnaissant c)"] == (
        "Résolution 123 (Rév. Guadalajara, 2010) de la Conférence de plénipotentiaires",)


def test_what_was_taken_out_is_in_the_ledger(held):
    document, _ = held
    gone = {document.source[d.source_start:d.source_end]: d.kind for d in document.dropped}
    assert gone["[bookmark: iitextf]"] == "bookmark"
    assert gone["[footnoteRef:1]1"] == "footnote_marker"
