"""When an answer is given: the evidence of the first hits, the model over it, and what is said when it is declined."""

from dataclasses import replace

import pytest

from answer import abstain, compose
from answer.question import understand
from answer.words import say
from schema import LANGUAGES, Clause, DocumentInfo, Hit

GOOD = {"absent": 0.0, "names_missing": 0.0, "heaviest": 0.05, "brevity": 0.1, "dense": 0.7, "everyday": -0.3}
BAD = {"absent": 0.8, "names_missing": 1.0, "heaviest": 0.5, "brevity": 0.5, "dense": 0.0, "everyday": 0.8}
DOCUMENT = DocumentInfo(
    id="X-en", work_id="X", name="Resolution 9", body="", kind="resolution", number="9", revision="", year=2020,
    language="en", title="", history="", file="x", url="", sha256="", pages=None,
)  # fmt: skip


def hit(features, text="to look after the lamps", *, score=5.0, dense=1, **ranks):
    clause = Clause(
        id="X-en#1", document_id="X-en", kind="operative", section="resolves", heading="", heading_start=0,
        heading_end=0, label="1", address="resolves 1", key="1", parent_id="", order=1, page=None, page_label="",
        start=0, end=len(text), text=text,
    )  # fmt: skip
    return Hit(clause, DOCUMENT, score, {"dense": dense, **ranks} if dense else ranks, features, unmatched=("bread",))


def test_the_evidence_is_of_the_first_hit_and_of_how_it_stands_out():
    asked = understand("How many lamps are there?", "en")
    second = hit(BAD, score=3.5)
    assert abstain.features(asked, (hit(GOOD, dense=4), second)) == {
        **GOOD, "gap": 0.5, "dense_rank": 0.25, "type_missing": 1.0, "number": 1.0, "talk": 0.0,
        "technical_unnamed": 0.0, "technical_unmet": 0.0, "phrase_unnamed": 0.0,
    }  # fmt: skip
    told = abstain.features(asked, (hit(GOOD, "there are 12 lamps", dense=0), second))
    assert (told["type_missing"], told["dense_rank"]) == (0.0, 0.0)
    assert abstain.features(asked, (hit(GOOD),))["gap"] == 0.0
    assert abstain.features(asked, (hit(GOOD, score=9.0), second))["gap"] == 1.0
    assert abstain.features(asked, (hit(BAD),))["talk"] == 1.0


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_the_texts_speak_of_is_answered_and_what_they_do_not_is_not(language):
    asked = replace(understand("Who must count the lamps?", "en"), language=language)
    assert abstain.reason(asked, (hit(GOOD, score=9.0), hit(GOOD))) is None
    reason = abstain.reason(asked, (hit(BAD),))
    assert (reason.key, reason.terms) == ("off_topic", ("bread",))
    said = [s.text for s in compose.decline(asked, reason, nearest=True)]
    assert said == [
        say("off_topic", language), say("terms_not_found", language, terms="bread"), say("nearest", language),
    ]  # fmt: skip


def test_a_matter_that_the_texts_do_speak_of_is_not_said_to_be_off_topic():
    asked = understand("Who must count the lamps?", "en")
    assert abstain.reason(asked, (hit(BAD | {"absent": 0.3, "everyday": 0.0}),)).key == "no_answer"
    assert abstain.reason(asked, (hit(BAD | {"absent": 0.3, "everyday": 0.3}),)).key == "off_topic"
    assert abstain.reason(asked, ()).key == "no_answer"


@pytest.mark.parametrize("question, text, features, answered", [
    ("What does the text ask the Directors of the Bureaux to do?", "to invite the Director of BR to report every year", {}, True),
    ("Que demande le texte au Conseil ?", "to invite the Director of BR to report every year", {}, False),  # of another body
    ("What must the Director of BR do?", "that the Director of BR is in Geneva", {}, False),  # calls on nobody
    ("What must the Director of BR do about bread?", "to invite the Director of BR to report", {"heaviest": 0.4}, False),
    ("What must the Director of BR do about bread?", "to invite the Director of BR to report", {"absent": 0.2}, False),
])  # fmt: skip
def test_a_clause_that_calls_on_the_body_asked_about_answers_where_all_else_is_met(question, text, features, answered):
    found = hit(BAD | {"absent": 0.0, "heaviest": 0.1, "names_missing": 0.0} | features, text)
    assert (abstain.reason(understand(question), (found,)) is None) == answered


@pytest.mark.parametrize("text, kind, answered", [
    ("The Council shall consider each year how the lamps are looked after", "article", True),
    ("The Council shall consider each year how the lamps are looked after", "preambular", False),
    ("Lamps shall be looked after as the Council decides", "article", False),  # not its subject
])  # fmt: skip
def test_a_rule_that_begins_with_the_body_asked_about_answers_where_all_else_is_met(text, kind, answered):
    found = hit(BAD | {"absent": 0.0, "heaviest": 0.1, "names_missing": 0.0}, text)
    found = replace(found, clause=replace(found.clause, kind=kind))
    assert (abstain.reason(understand("What must the Council do?"), (found,)) is None) == answered


def test_more_that_is_unmet_never_makes_it_surer():
    asked = understand("How many lamps are there?", "en")
    rising = ("dense",)
    for name in GOOD:
        low, high = (abstain.confidence(asked, (hit(GOOD | {name: value}), hit(BAD, score=4.0))) for value in (0.2, 0.9))
        assert low <= high if name in rising else low >= high


def test_a_clause_named_by_its_address_is_sure():
    assert abstain.confidence(understand("Resolution 9, resolves 1", "en"), (hit({}, address=1),)) == 1.0
    assert abstain.reason(understand("Resolution 9, resolves 1", "en"), (hit({}, address=1),)) is None


def test_an_acronym_that_the_clause_introduces_is_told_whatever_else_is_unmet():
    asked = understand("What does LKG stand for?", "en")
    unmet = BAD | {"names_missing": 0.0}
    assert abstain.reason(asked, (hit(unmet, "the Lamp Keepers Group (LKG)"),)) is None
    assert abstain.reason(asked, (hit(unmet, "the keepers of the lamps"),)) is not None


def test_a_question_that_goes_on_from_another_needs_to_be_less_sure():
    asked = understand("Who must count the lamps?", "en")
    alone, on = (abstain.threshold(q, (hit(GOOD),)) for q in (asked, replace(asked, before="What are lamps?")))
    assert 0 < on < alone
