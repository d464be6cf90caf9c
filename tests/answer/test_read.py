"""Which words of a clause answer, on clauses made for it."""

import dataclasses

import pytest

from answer import compose, context, read
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


def read_one(question, found, language=None, around=()):
    return read.evidence(understand(question, language), found, (*around, found.clause))


class Catalogue:
    """The read side that reading needs, over the clauses of some hits."""

    def __init__(self, *hits):
        self.hits = hits

    def clauses(self, document_id):
        return tuple(h.clause for h in self.hits)


def words(item, quote=0):
    q = item.quotes[quote]
    return [q.text[s - q.start : e - q.start] for s, e in q.focus]


def test_the_addressee_stands_in_the_clause():
    found = hit("to invite the Director of the Radiocommunication Bureau to count the lamps")
    item = read_one("Who must count the lamps?", found)
    assert item.called[0].verb == "invites" and words(item) == ["Director of the Radiocommunication Bureau"]


def test_the_addressee_stands_in_the_heading_and_is_quoted_from_there():
    item = read_one("Who must count the lamps?", hit("to count the lamps each year", heading="instructs the Council"))
    assert item.called[0].verb == "instructs"
    assert [q.text for q in item.quotes] == ["to count the lamps each year", "instructs the Council"]
    assert words(item, quote=1) == ["Council"]


def test_a_preambular_clause_calls_on_nobody():
    item = read_one("Who counts?", hit("invites to the lamp feast", kind="preambular"))
    assert item.called == () and item.frame == "preambular"


@pytest.mark.parametrize(
    "question, language, text, found",
    [
        ("When must the report be sent?", "en", "that the report is due in March 2021", ["March 2021"]),
        ("When may it be sent?", "en", "that a State may send it and march on", []),
        ("Quand faut-il l'envoyer ?", "fr", "qu'il est envoyé mais non lu en mai 2021", ["mai 2021"]),
        ("How often does the Council meet?", "en", "that it meets at least once every two years", ["once every two years"]),
        ("How many lamps are there?", "en", "that twelve lamps are lit", ["twelve"]),
    ],
)
def test_the_words_that_answer(question, language, text, found):
    hits = hit(text)
    hits = dataclasses.replace(hits, document=dataclasses.replace(DOCUMENT, language=language))
    item = read_one(question, hits, language)
    assert [w.removeprefix("at least ") for w in words(item)] == found


def test_citations_of_other_texts_are_found():
    found = hit("in line with Resolution 4 (Lima, 2001), as amended", references=("Resolution 4 (Lima, 2001)",))
    item = read_one("Which resolutions does it cite?", found)
    assert item.found == ("Resolution 4 (Lima, 2001)",) and item.frame == "cites"


def test_a_long_clause_is_quoted_around_what_matched_with_an_ellipsis():
    parts = [f"that the lamp numbered {n} in the great hall is lit by the keeper of lamps at dusk;" for n in range(40)]
    text = " ".join(parts)
    found = hit(text)
    at = found.clause.start + text.index("numbered 30")
    found = dataclasses.replace(found, matched=((at, at + 11),))
    question = understand("Which lamp is thirty?")
    item = read.evidence(question, found, (found.clause,))
    quote = item.quote
    assert "numbered 30" in quote.text and len(quote.text) <= 700
    assert text[quote.start - found.clause.start : quote.end - found.clause.start] == quote.text
    assert "“… " in compose.compose(question, [item])[0].text


@pytest.mark.parametrize(
    "scores, cited",
    [
        ((5.0, 3.6), 1),  # it stands out
        ((5.0, 4.8, 3.0), 2),
        ((5.0, 4.9, 4.8, 4.7, 4.6), 4),  # nothing tells them apart: not all are cited
        ((0.5, -0.1), 2),  # what counts is how far behind, not the score
    ],
)
def test_as_many_clauses_are_cited_as_the_scores_do_not_tell_apart(scores, cited):
    hits = tuple(hit(f"that lamp {n} be lit", label=str(n), score=score) for n, score in enumerate(scores, 1))
    found = read.read(understand("Which lamp is lit?"), hits, Catalogue(*hits))
    assert [item.quote.clause.label for item in found] == [str(n) for n in range(1, cited + 1)]


def test_a_clause_of_another_text_is_cited_beside_only_where_it_is_as_good():
    other = dataclasses.replace(DOCUMENT, id="X-RES-8-2020-en", work_id="X-RES-8")
    french = dataclasses.replace(DOCUMENT, id="X-RES-9-2020-fr", language="fr")
    first, second = hit("that lamp 1 be lit", label="1"), hit("that lamp 2 be lit", label="2", score=4.5)
    for document, score, cited in ((DOCUMENT, 4.5, 2), (french, 4.5, 2), (other, 4.5, 1), (other, 4.9, 2)):
        beside = dataclasses.replace(second, document=document, score=score)
        assert len(read.read(understand("Which lamp is lit?"), (first, beside), Catalogue(first, beside))) == cited


@pytest.mark.parametrize("second, cited", [
    (hit("that 12 lamps be lit", label="2", score=4.9), 2),
    (hit("that lamps be lit", label="2", score=4.9), 1),  # no number, where one is asked for
    (hit("that 12 lamps be lit and " + "kept clean, " * 90, label="2", score=4.9), 1),  # it lists
    (hit("RESOLUTION 12", label="2", kind="title", score=4.9), 1),
    (hit("that the 12 keepers shall:", label="2", score=4.9), 1),  # it only begins
])  # fmt: skip
def test_a_clause_is_cited_beside_another_where_it_says_something_by_itself(second, cited):
    first = hit("that 11 lamps be lit", label="1")
    found = read.read(understand("How many lamps are lit?", "en"), (first, second), Catalogue(first, second))
    assert len(found) == cited


def test_a_lead_in_brings_its_items_and_an_item_its_lead_in():
    lead, first, second, other = (
        hit(text, label=str(n))
        for n, text in enumerate(("The keeper shall:", "light the lamps;", "count them.", "The hall is closed."), 1)
    )
    lead, first, second, other = (
        dataclasses.replace(h, clause=dataclasses.replace(h.clause, order=n))
        for n, h in enumerate((lead, first, second, other))
    )
    clauses = tuple(h.clause for h in (lead, first, second, other))
    question = understand("What shall the keeper do?")
    texts = [[q.text for q in read.evidence(question, h, clauses).quotes] for h in (lead, second, other)]
    assert texts == [
        ["The keeper shall:", "light the lamps;", "count them."],
        ["The keeper shall:", "count them."],
        ["The hall is closed."],
    ]
    draft = compose.compose(question, [read.evidence(question, second, clauses)])[0]
    assert draft.text.index("The keeper shall:") < draft.text.index("count them.")
    assert [q.text for q in draft.quotes if not q.context] == ["count them."]


def test_a_lead_in_with_items_of_its_own_does_not_open_the_clause_after_them():
    """1 … shall say: a) … 2 that nobody pays: the second resolves is no end of the first."""
    lines = (("1", "that the notice shall say:", ""), ("1 a)", "where;", "1"), ("1 a) i)", "by day;", "1 a)"), ("2", "that nobody pays.", ""))
    ids = {label: hit("", label=label).clause.id for label, _, _ in lines}
    clauses = tuple(
        dataclasses.replace(hit(text, label=label).clause, order=n, parent_id=ids.get(parent, ""))
        for n, (label, text, parent) in enumerate(lines)
    )
    assert [c.label for c in context.items(clauses[0], clauses)] == ["1 a)", "1 a) i)"]
    assert [context.lead(c, clauses) for c in clauses] == [None, clauses[0], clauses[0], None]


def test_a_lead_in_and_its_items_are_quoted_once():
    texts = ("The keeper shall:", "light the lamps;", "count them.")
    lead, first, second = (
        dataclasses.replace(h, clause=dataclasses.replace(h.clause, order=n))
        for n, h in enumerate((hit(text, label=str(n)) for n, text in enumerate(texts, 1)), 1)
    )
    around = Catalogue(dataclasses.replace(lead, clause=dataclasses.replace(lead.clause, order=0)), lead, first, second)
    question = understand("What shall the keeper do?")

    def quoted(*hits):
        return [[quote.text for quote in item.quotes] for item in read.read(question, hits, around)]

    assert quoted(second, first, lead) == [["The keeper shall:", "count them."], ["light the lamps;"]]
    assert quoted(lead, second) == [["The keeper shall:", "light the lamps;", "count them."]]


def test_what_was_said_of_the_heading_is_not_said_again():
    lit, counted = hit("that lamps be lit", label="1"), hit("that lamps be counted", label="2")
    other = hit("that the hall be closed", label="1", heading="decides")
    question = understand("What is done about lamps?", "en")

    def leads(*hits):
        return [d.text.partition("“")[0] for d in compose.compose(question, read.read(question, hits, Catalogue(*hits)))]

    first, second = "Resolution 9 (2020) says in its operative part, resolves 1: ", "resolves 2: "
    assert leads(lit, counted) == [first, second]
    assert leads(lit, other)[1].startswith("Resolution 9 (2020)")


def test_what_is_found_under_one_heading_comes_in_the_order_of_the_text_after_what_was_found_first():
    def numbered(label, heading="resolves"):
        found = hit(f"that lamp {label} be lit", label=label, heading=heading)
        return dataclasses.replace(found, clause=dataclasses.replace(found.clause, order=int(label)))

    asked = understand("What is done about lamps?", "en")

    def order(*hits):
        return [it.quote.clause.address for it in compose.by_section(read.read(asked, hits, Catalogue(*hits)))]

    assert order(numbered("3"), numbered("7", "decides"), numbered("2"), numbered("1")) == [
        "resolves 3", "resolves 1", "resolves 2", "decides 7",
    ]  # fmt: skip
    assert compose.by_section([]) == []


def test_the_answer_in_another_language_lists_bodies_by_the_names_the_asker_knows():
    question = understand("Qui doit collaborer ?", "fr")
    found = hit("to invite the Directors of the Bureaux to collaborate")
    draft = compose.compose(question, [read.evidence(question, found, (found.clause,))])[0]
    assert draft.text.startswith("Resolution 9 (2020), resolves 1, invite (Directeur")


def test_in_english_bodies_have_their_article():
    french = dataclasses.replace(DOCUMENT, language="fr", name="Résolution 9 (2020)")
    found = dataclasses.replace(hit("d'inviter le Conseil à examiner la question"), document=french)
    question = understand("Who must examine the matter?", "en")
    draft = compose.compose(question, [read.evidence(question, found, (found.clause,))])[0]
    assert ", invites the " in draft.text and "Council" in draft.text


def test_a_heading_that_addresses_someone_governs_the_clause_under_it():
    found = hit("to instruct the Secretary-General to prepare a budget", heading="invites the Council")
    item = read_one("Qui doit préparer un budget ?", found, "fr")
    assert [(c.verb, [a.key for a in c.actors]) for c in item.called] == [("invites", ["Council"])]


def test_each_verb_of_a_heading_keeps_its_own_addressee():
    heading = "instructs the Director of the Radiocommunication Bureau and invites Member States"
    question = understand("Qui doit échanger des navires ?", "fr")
    found = hit("to exchange ships", heading=heading)
    text = compose.compose(question, [read.evidence(question, found, (found.clause,))])[0].text
    assert "charge (Directeur" in text and "invite (États Membres)" in text


def test_a_body_inside_the_object_is_not_called_on():
    french = dataclasses.replace(DOCUMENT, language="fr")
    found = dataclasses.replace(hit("d'appeler l'attention du Conseil sur les brouillages"), document=french)
    assert read_one("Who must be told?", found).called == ()


def test_the_items_that_the_first_clause_opens_come_behind_it_and_are_quoted_with_it():
    opens = hit("that each message shall state:", label="1")
    items = [hit("the hour;", label="1 a)", score=1.0), hit("the place.", label="1 b)", score=1.0)]
    items = [
        dataclasses.replace(item, clause=dataclasses.replace(item.clause, parent_id=opens.clause.id, order=n))
        for n, item in enumerate(items, 1)
    ]
    other = hit("Lamps shall burn oil", label="2", score=4.9)
    catalogue = Catalogue(opens, *items, other)
    hits = context.with_items((opens, other, items[1]), catalogue)
    assert [h.clause.label for h in hits] == ["1", "1 a)", "1 b)"]
    hits = context.with_items((opens, other, items[1], hit("that horses rest", label="3", score=0.0)), catalogue)
    assert [h.clause.label for h in hits] == ["1", "1 a)", "1 b)", "2"]
    found = read.read(understand("What must a message say?", "en"), hits, catalogue)
    assert [[q.clause.label for q in item.quotes] for item in found] == [["1", "1 a)", "1 b)"], ["2"]]
    assert [q.clause.label for item in found for q in item.quotes if not q.context] == ["1", "2"]


def test_an_item_that_was_found_as_good_answers_by_itself():
    opens = hit("that each message shall state:", label="1")
    items = [dataclasses.replace(hit("the hour;", label="1 a)", score=1.0), features={"late": 1.0}),
             dataclasses.replace(hit("the place.", label="1 b)", score=4.9), features={"late": 1.0})]  # fmt: skip
    items = [
        dataclasses.replace(item, clause=dataclasses.replace(item.clause, parent_id=opens.clause.id, order=n))
        for n, item in enumerate(items, 1)
    ]
    catalogue = Catalogue(opens, *items)
    hits = context.with_items((opens, items[1], items[0]), catalogue)
    (found,) = read.read(understand("What must a message say?", "en"), hits, catalogue)
    assert [(q.clause.label, q.context) for q in found.quotes] == [("1", False), ("1 a)", True), ("1 b)", False)]


def test_a_clause_that_opens_nothing_brings_nothing():
    one, two = hit("that lamps shall burn oil", label="1"), hit("that horses rest", label="2")
    assert context.with_items((one, two), Catalogue(one, two)) == (one, two)
    assert context.with_items((), Catalogue()) == ()


@pytest.mark.parametrize(("text", "frame"), [("(Kyoto, 1994) – (Rev. Dubai, 2018)", "says"), ("RESOLUTION 9 On lamps", "title")])
def test_a_history_is_no_title(text, frame):
    item = read_one("What is Resolution 9 about?", hit(text, kind="title"))
    assert item.frame == frame
