"""Which words of a clause answer, on clauses made for it."""

import dataclasses

from answer import compose, read
from answer.question import understand
from schema import Clause, DocumentInfo, Hit

DOCUMENT = DocumentInfo(
    id="X-RES-9-2020-en", work_id="X-RES-9", name="Resolution 9 (2020)", body="", kind="resolution", number="9",
    revision="2020", year=2020, language="en", title="On lamps", history="", file="x.txt", url="", sha256="",
    pages=None,
)  # fmt: skip


def hit(text, *, heading="resolves", kind="operative", score=5.0, label="1", references=()):
    start = 1000 + len(heading) + 10
    clause = Clause(
        id=f"X-RES-9-2020-en#{heading}-{label}", document_id=DOCUMENT.id, kind=kind, section="resolves",
        heading=heading, heading_start=1000, heading_end=1000 + len(heading), label=label,
        address=f"{heading} {label}", key=f"1.{label}", parent_id="", order=0, page=None, page_label="", start=start,
        end=start + len(text), text=text, references=references,
    )  # fmt: skip
    return Hit(clause, DOCUMENT, score, {"late": 1})


def words(item, quote=0):
    q = item.quotes[quote]
    return [q.text[s - q.start : e - q.start] for s, e in q.focus]


def test_the_addressee_stands_in_the_clause():
    found = hit("to invite the Director of the Radiocommunication Bureau to count the lamps")
    item = read.evidence(understand("Who must count the lamps?"), found)
    assert item.verb == "invites" and words(item) == ["Director of the Radiocommunication Bureau"]


def test_the_addressee_stands_in_the_heading_and_is_quoted_from_there():
    found = hit("to count the lamps each year", heading="instructs the Council")
    item = read.evidence(understand("Who must count the lamps?"), found)
    assert item.verb == "instructs"
    assert [q.text for q in item.quotes] == ["to count the lamps each year", "instructs the Council"]
    assert words(item, quote=1) == ["Council"]


def test_a_preambular_clause_calls_on_nobody():
    item = read.evidence(understand("Who counts?"), hit("invites to the lamp feast", kind="preambular"))
    assert item.verb == "" and item.frame == "preambular"


def test_dates_and_numbers_are_found():
    item = read.evidence(understand("When must the report be sent?"), hit("that the report is due in March 2021"))
    assert item.found == ("March 2021",)


def test_citations_of_other_texts_are_found():
    found = hit("in line with Resolution 4 (Lima, 2001), as amended", references=("Resolution 4 (Lima, 2001)",))
    item = read.evidence(understand("Which resolutions does it cite?"), found)
    assert item.found == ("Resolution 4 (Lima, 2001)",)


def test_a_long_clause_is_quoted_around_what_matched():
    parts = [f"that the lamp numbered {n} in the great hall is lit by the keeper of lamps at dusk;" for n in range(40)]
    text = " ".join(parts)
    found = hit(text)
    at = found.clause.start + text.index("numbered 30")
    found = dataclasses.replace(found, matched=((at, at + 11),))
    quote = read.evidence(understand("Which lamp is thirty?"), found).quotes[0]
    assert "numbered 30" in quote.text and len(quote.text) <= 700
    assert text[quote.start - found.clause.start : quote.end - found.clause.start] == quote.text


def test_a_clause_far_behind_the_first_is_not_cited():
    near, far = hit("to invite the Council to act", label="1"), hit("to note the lamps", label="2", score=1.0)
    assert len(read.read(understand("Who must act?"), (near, far))) == 1


def test_the_answer_in_another_language_lists_bodies_by_the_names_the_asker_knows():
    found = hit("to invite the Directors of the Bureaux to collaborate")
    question = understand("Qui doit collaborer ?", "fr")
    draft = compose.compose(question, [read.evidence(question, found)])[0]
    assert draft.text.startswith("Resolution 9 (2020), resolves 1, invite : Directeur")
