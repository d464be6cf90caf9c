"""Filters over a small index: what they leave, what is searched, and the sentence for one that leaves nothing."""

from dataclasses import replace
from datetime import date

import pytest

from errors import BadInput, EmptyFilter
from index.embedding import load
from index.filters import Filter
from index.retriever import Query, search
from schema import Document
from settings import Settings
from tests import fakes
from tests.ingest.workshop import Workshop

# work id -> body, kind, number
KNOWN = {
    "WTSA-RES-7": ("WTSA", "resolution", "7"),
    "PP-RES-70": ("PP", "resolution", "70"),
    "TSAG-DEC-2": ("TSAG", "decision", "2"),
    "REC-E.119": ("", "recommendation", "E.119"),
}
PLACES = {("WTSA-RES-7", 2008): {"en": "Johannesburg, 2008"},
          ("WTSA-RES-7", 2012): {"en": "Rev. Dubai, 2012", "fr": "Rév. Dubaï, 2012"}}  # fmt: skip
CORPUS = """\
# WTSA-RES-7-2008-en
considering lamps
resolves to count lamps
# WTSA-RES-7-2012-en
considering lamps again
resolves to count lamps twice
# WTSA-RES-7-2012-fr
considérant les lampes
décide de compter les lampes
# PP-RES-70-2010-en
resolves to mend boats
# TSAG-DEC-2-2014-en
decides to count boats
# REC-E.119-2017-en
boats and lamps
"""


def build(path, file, sha256) -> list[tuple[Document, tuple]]:
    found = []
    for document, clauses in fakes.build(path, file, sha256):
        body, kind, number = KNOWN[document.work_id]
        revision = PLACES.get((document.work_id, document.year), {}).get(document.language, "")
        document = replace(document, body=body, kind=kind, number=number, revision=revision)
        clauses = tuple(
            replace(c, kind="preambular", section="considering") if c.text.startswith("consid") else c for c in clauses
        )
        found.append((document, clauses))
    return found


@pytest.fixture(scope="module")
def index(tmp_path_factory):
    shop = Workshop(tmp_path_factory.mktemp("shop"))
    shop.write(a_txt=CORPUS)
    shop.ingest(build=build)
    opened = shop.open()
    yield opened
    opened.close()


LEFT = [
    (Filter(), "RES-7-2008-en RES-7-2012-en RES-7-2012-fr RES-70-2010-en DEC-2-2014-en E.119-2017-en"),
    (Filter(bodies=("WTSA",)), "RES-7-2008-en RES-7-2012-en RES-7-2012-fr"),
    (Filter(bodies=("WTSA", "PP")), "RES-7-2008-en RES-7-2012-en RES-7-2012-fr RES-70-2010-en"),
    (Filter(bodies=("ITU-T",)), "RES-7-2008-en RES-7-2012-en RES-7-2012-fr DEC-2-2014-en"),
    (Filter(kinds=("decision", "recommendation")), "DEC-2-2014-en E.119-2017-en"),
    (Filter(numbers=("7",)), "RES-7-2008-en RES-7-2012-en RES-7-2012-fr"),
    (Filter(numbers=("e119",)), "E.119-2017-en"),
    (Filter(years=(2010, 2014)), "RES-70-2010-en DEC-2-2014-en"),
    (Filter(revision="Dubai"), "RES-7-2012-en RES-7-2012-fr"),
    (Filter(revision="Rév. Dubaï, 2012"), "RES-7-2012-en RES-7-2012-fr"),
    (Filter(revision="2008"), "RES-7-2008-en"),
    (Filter(languages=("fr",)), "RES-7-2012-fr"),
    (Filter(documents=("PP-RES-70-2010-en",)), "RES-70-2010-en"),
    (Filter(as_of=2011), "RES-7-2008-en RES-70-2010-en"),
    (Filter(as_of=2012), "RES-7-2012-en RES-7-2012-fr RES-70-2010-en"),
    (Filter(as_of=date(2015, 5, 1)), "RES-7-2012-en RES-7-2012-fr RES-70-2010-en DEC-2-2014-en"),
    (Filter(sections=("preambular",)), "RES-7-2008-en RES-7-2012-en RES-7-2012-fr"),
    (Filter(sections=("resolves",), years=(2012,)), "RES-7-2012-en RES-7-2012-fr"),
]


@pytest.mark.parametrize(("chosen", "left"), LEFT, ids=lambda value: str(value)[:60])
def test_what_a_filter_leaves(index, chosen, left):
    selection = index.select(chosen)
    assert {info.id.split("-", 1)[1] for info in selection.documents} == set(left.split())
    clauses = [c for info in index.catalogue.documents() for c in index.catalogue.clauses(info.id) if selection.holds(c)]
    assert selection.clauses == len(clauses) == sum(map(len, selection.rows.values()))
    counts = index.choices(chosen)
    assert (counts.documents, counts.clauses) == (len(selection.documents), selection.clauses)


@pytest.mark.parametrize(("chosen", "_"), LEFT, ids=lambda value: str(value)[:60])
def test_dense_and_lexical_search_find_the_best_of_what_is_left(index, chosen, _):
    """The same as searching everything and leaving out what the filter leaves out."""
    within = index.select(chosen)
    vector = index.embedding.embed(["count the lamps"])[0]
    for language in ("en", "fr"):
        every = [pair for pair in index.search_dense(vector, language, 99) if within.holds(index.catalogue.clause(pair[0]))]
        assert index.search_dense(vector, language, 2, within) == every[:2]
        every = [p for p in index.search_lexical("lamps lampes count", language, 99) if within.holds(index.catalogue.clause(p[0]))]
        assert index.search_lexical("lamps lampes count", language, 2, within) == every[:2]
    assert index.search_dense(vector, "zh", 2, within) == index.search_lexical("x", "zh", 2, within) == []


EMPTY = [
    (Filter(years=(1999,)), "no text held has the year 1999. Held are 2017, 2014, 2012, 2010, 2008."),
    (Filter(bodies=("WRC",), years=(2012,)), "no text held has the body WRC. Held are PP, TSAG, WTSA."),
    (Filter(bodies=("PP",), years=(2012,)), "no text held has the body PP and the year 2012 at once. Leave out body or year."),
    (Filter(as_of=1990), "no text held has a revision of 1990 or before. Held are texts from 2008 on."),
    (Filter(documents=("X",)), "no text held has the document X. Leave it out."),
    (Filter(sections=("annex",)), "no text held has the section annex. Held are operative, preambular."),
    (Filter(languages=("fr",), kinds=("resolution",), as_of=2009),
     "no text held has the kind resolution and a revision of 2009 or before and the language fr at once. Leave out as of or language."),
]  # fmt: skip


@pytest.mark.parametrize(("chosen", "sentence"), EMPTY)
def test_a_filter_that_leaves_nothing_says_which_field_does_it(index, chosen, sentence):
    with pytest.raises(EmptyFilter) as error:
        index.select(chosen)
    assert str(error.value) == sentence
    assert index.choices(chosen).documents == 0


def test_a_text_of_no_known_date_is_not_said_to_have_stood_then(tmp_path):
    """It is left out and counted, each text once whatever its languages; without a date to stand at it is asked."""
    shop = Workshop(tmp_path)
    shop.write(a_txt=CORPUS)

    def undated(path, file, sha256):
        found = build(path, file, sha256)
        return [(replace(d, year=None) if d.kind == "recommendation" else d, clauses) for d, clauses in found]

    shop.ingest(build=undated)
    index = shop.open()
    selection = index.select(Filter(as_of=2018))
    assert "REC-E.119-2017-en" not in selection.document_ids and selection.undated == 1
    assert index.select(Filter(as_of=2018, kinds=("resolution",))).undated == 0
    assert index.select(Filter(kinds=("recommendation",))).undated == 0
    with pytest.raises(EmptyFilter, match="Held are texts from 2008 on and 1 of no known date"):
        index.select(Filter(as_of=1990))
    index.close()


@pytest.mark.parametrize(("field", "value", "form"), [
    ("as_of", "1900", "a year as a whole number, or a date, not '1900'"), ("as_of", True, "or a date, not True"),
    ("as_of", 2012.5, "or a date, not 2012.5"), ("languages", "fr", "a tuple of strings, not 'fr'"),
    ("bodies", ["WTSA"], "a tuple of strings, not ['WTSA']"), ("numbers", (57,), "a tuple of strings, not (57,)"),
    ("years", ("2012",), "a tuple of whole numbers, not ('2012',)"), ("years", 2012, "a tuple of whole numbers, not 2012"),
    ("revision", None, "a string, not None"), ("documents", None, "a tuple of strings, not None"),
])  # fmt: skip
def test_a_value_of_another_type_is_refused_in_a_sentence(field, value, form):
    with pytest.raises(BadInput) as error:
        Filter(**{field: value})
    assert str(error.value).startswith(f"{field}: ") and form in str(error.value)


def test_the_choices_of_a_field_are_counted_with_the_other_fields_as_they_are(index):
    found = index.choices(Filter(bodies=("WTSA",), years=(2012,)))
    assert found.bodies == {"WTSA": 2}
    assert found.years == {2012: 2, 2008: 1} and list(found.years) == [2012, 2008]
    assert found.languages == {"en": 1, "fr": 1}
    assert found.sections == {"operative": 2, "preambular": 2}
    assert found.titles.keys() == {"WTSA-RES-7-2012-en", "WTSA-RES-7-2012-fr"}
    assert list(index.choices().numbers) == ["2", "7", "70", "E.119"]


def test_hits_keep_to_the_filter_and_an_earlier_revision_answers_where_it_is_chosen(tmp_path):
    shop = Workshop(tmp_path)
    shop.embedding = load()
    shop.write(a_txt=CORPUS)
    shop.ingest(build=build)
    index = shop.open()
    question = Query("Who counts lamps?", "en")
    found = {hit.document.id for hit in search(index, question, Settings())}
    assert "WTSA-RES-7-2012-en" in found and "WTSA-RES-7-2008-en" not in found
    within = index.select(Filter(years=(2008,)))
    assert {h.document.id for h in search(index, replace(question, within=within), Settings())} == {"WTSA-RES-7-2008-en"}
    index.close()
