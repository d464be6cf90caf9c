"""A citation is proved from the document's and the file's own characters, or it is not shown."""

import dataclasses
import random

import pytest

from answer import cite
from schema import Clause, Document, MapRun

# The file breaks a line in the clause; the document's text has a space there.
SOURCE = "RÉSOLUTION 9\ndécide\n1\td'inviter le Conseil à\nexaminer la question;\n"
TEXT = "RÉSOLUTION 9\ndécide\nd'inviter le Conseil à examiner la question;\n"


def make_document(text=TEXT, source=SOURCE) -> Document:
    runs = (MapRun(0, 20, 0, 20), MapRun(20, 23, 22, 23), MapRun(43, 21, 45, 21))
    return Document(
        id="X-RES-9-2020-fr", work_id="X-RES-9", name="Résolution 9 (2020)", body="", kind="resolution", number="9",
        revision="2020", year=2020, language="fr", title="", history="", file="x.txt", url="", sha256="",
        pages=None, text=text, source=source, source_map=runs, dropped=(),
    )  # fmt: skip


def make_clause(document: Document, words="d'inviter le Conseil à examiner la question;") -> Clause:
    start = document.text.index(words)
    return Clause(
        id="X-RES-9-2020-fr#resolves-1", document_id=document.id, kind="operative", section="resolves",
        heading="décide", heading_start=13, heading_end=19, label="1", address="décide 1", key="1.1", parent_id="",
        order=0, page=None, page_label="", start=start, end=start + len(words), text=words,
    )  # fmt: skip


def prove(quote, document):
    return cite.prove([cite.Draft("says", (quote,))], {document.id: document})


def test_words_of_the_clause_are_proved():
    document = make_document()
    quote = cite.find(make_clause(document), "le Conseil à examiner")
    proven = prove(quote, document)
    assert [c.quote for c in proven.citations] == ["le Conseil à examiner"]
    assert [c.marker for c in proven.citations] == [1] and proven.statements[0].markers == (1,)
    assert not proven.rejected


def test_what_is_quoted_for_another_s_sake_goes_with_it_under_its_number():
    document = make_document()
    clause = make_clause(document)
    lead, answers, item = (cite.find(clause, words) for words in ("d'inviter", "le Conseil", "la question"))
    lead, item = (dataclasses.replace(quote, context=True) for quote in (lead, item))
    plain = dataclasses.replace(lead, context=False)
    proven = cite.prove([cite.Draft("says", (lead, answers, item)), cite.Draft("says", (plain,))], {document.id: document})
    assert [(c.marker, c.quote) for c in proven.citations] == [(1, "le Conseil"), (2, "d'inviter")]
    assert [[(p.marker, p.quote) for p in c.parts] for c in proven.citations] == [
        [(1, "d'inviter"), (1, "le Conseil"), (1, "la question")], [(2, "d'inviter")],
    ]  # fmt: skip
    assert [s.markers for s in proven.statements] == [(1,), (2,)]


def test_a_context_that_does_not_hold_rejects_its_statement():
    document = make_document()
    clause = make_clause(document)
    wrong = dataclasses.replace(cite.find(clause, "d'inviter"), text="d'obliger", context=True)
    proven = cite.prove([cite.Draft("says", (wrong, cite.find(clause, "le Conseil")))], {document.id: document})
    assert not proven.citations and not proven.statements and len(proven.rejected) == 1


def test_words_of_the_heading_are_proved():
    document = make_document()
    assert cite.fault(cite.find(make_clause(document), "décide"), document) == ""


def test_words_that_stand_nowhere_are_not_found():
    assert cite.find(make_clause(make_document()), "charge le Conseil") is None


@pytest.mark.parametrize(
    "change",
    [
        {"start": 21, "end": 30},  # shifted against its text
        {"text": "d'obliger le Conseil"},  # other words at the right place
        {"text": ""},
        {"focus": ((0, 5),)},  # marked words outside the quote
    ],
)
def test_a_wrong_quote_is_rejected_and_counted(change):
    document = make_document()
    quote = dataclasses.replace(cite.find(make_clause(document), "d'inviter"), **change)
    proven = prove(quote, document)
    assert not proven.citations and not proven.statements
    assert len(proven.rejected) == 1


def test_words_of_another_clause_are_rejected():
    document = make_document()
    quote = cite.Quote(make_clause(document), 0, 12, TEXT[:12])
    assert "outside" in cite.fault(quote, document)


def test_words_that_the_file_does_not_have_are_rejected():
    changed = SOURCE.replace("le Conseil", "le Comité ")
    document = make_document(source=changed)
    assert "file" in cite.fault(cite.find(make_clause(document), "le Conseil"), document)


def test_a_clause_out_of_place_is_rejected():
    document = make_document()
    clause = dataclasses.replace(make_clause(document), start=21)
    assert cite.fault(cite.Quote(clause, 21, 30, TEXT[21:30]), document)


def test_any_span_of_the_clause_is_proved_and_any_altered_one_rejected():
    document, rng = make_document(), random.Random(7)
    clause = make_clause(document)
    for _ in range(200):
        start = rng.randrange(clause.start, clause.end - 1)
        end = rng.randrange(start + 1, clause.end + 1)
        quote = cite.quote_span(clause, start, end)
        expected = "" if quote.text.strip() else "the words are not at that place in the document"
        assert cite.fault(quote, document) == expected
        altered = dataclasses.replace(quote, text=quote.text[::-1] + "x")
        assert cite.fault(altered, document)


def test_a_statement_with_one_bad_quote_is_dropped_and_numbers_stay_in_order():
    document = make_document()
    clause = make_clause(document)
    good, bad = cite.find(clause, "le Conseil"), dataclasses.replace(cite.find(clause, "le Conseil"), text="le Roi")
    drafts = [cite.Draft("a", (bad, good)), cite.Draft("b", (good,)), cite.Draft("c", (good,))]
    proven = cite.prove(drafts, {document.id: document})
    assert [(s.text, s.markers) for s in proven.statements] == [("b", (1,)), ("c", (2,))]
    assert len(proven.rejected) == 1
