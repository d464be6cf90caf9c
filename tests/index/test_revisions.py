"""The latest revision held answers, unless the question names another."""

from __future__ import annotations

from dataclasses import replace

import pytest

from index.retriever import Query, search
from index.revisions import outdated, revised, superseded
from schema import DocumentInfo
from settings import Settings
from tests.index import test_retriever


def info(ident: str, work: str, year: int | None, revision: str = "", body: str = "PP", number: str = "7") -> DocumentInfo:
    return DocumentInfo(
        id=ident, work_id=work, name=work, body=body, kind="resolution", number=number, revision=revision, year=year,
        language=ident[-2:], title="", history="", file="", url="", sha256="", pages=None,
    )  # fmt: skip


HELD = (
    info("old-en", "PP-RES-7", 1994, "Kyoto, 1994"), info("new-fr", "PP-RES-7", 2014, "Rév. Busan, 2014"),
    info("undated-en", "PP-RES-7", None), info("alone-en", "PP-RES-8", 1994),
    info("r1-en", "RA-RES-6-1", 2003, body="RA", number="6-1"), info("r2-en", "RA-RES-6-2", 2012, body="RA", number="6-2"),
)


def test_those_held_in_another_revision():
    held = [info("a", "W", 2010), info("b", "W", 2014), info("c", "V", 2014), info("d", "W", None)]
    assert revised(held) == {"a", "b"}


def test_superseded_by_a_revision_in_any_language():
    assert {i: later.id for i, later in superseded(HELD).items()} == {"old-en": "new-fr", "r1-en": "r2-en"}


@pytest.mark.parametrize(("question", "expected"), [
    ("What does Resolution 7 say of lamps?", {"old-en", "r1-en"}),
    ("What did Resolution 7 (Kyoto, 1994) say of lamps?", {"r1-en"}),
    ("第7号决议（京都）说什么？", {"r1-en"}),
    ("Resolution ITU-R 6-1 on lamps?", {"old-en"}),
    ("in 2003 and 1994?", set()),
])
def test_outdated(question, expected):
    assert outdated(HELD, question) == expected


class TwoRevisions(test_retriever.SmallIndex):
    """Its French text is an earlier revision than its English one."""

    def documents(self):
        return tuple(replace(d, year=2016) if d.language == "fr" else d for d in super().documents())


@pytest.mark.parametrize(("question", "languages"), [
    ("Who counts the lamps?", {"en"}),
    ("Who counted the lamps in 2016?", {"en", "fr"}),
])
def test_an_earlier_revision_is_found_only_when_it_is_named(question, languages):
    hits = search(TwoRevisions(), Query(text=question, language="en"), Settings())
    assert {hit.document.language for hit in hits} == languages


def test_what_is_remembered_is_of_the_same_documents():
    held = (*HELD,)
    assert outdated(held, "lamps?") is outdated(held, "towers?")
    assert outdated(HELD[1:], "lamps?") == {"r1-en"} != outdated(held, "lamps?")
