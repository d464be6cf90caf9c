"""Ranges of documents are lists of them; what only looks like one is left as it is."""

from __future__ import annotations

import pytest

from itu.addresses import is_address, parse_all
from itu.typed_revisions import count, read_named

RANGES = [
    "Resolutions 21 to 25", "Resolutions 21-25", "Resolutions 21 – 25", "les Résolutions 21 à 25", "Resoluciones 21 a 25",
    "Resoluciones de la 21 a la 25", "Резолюции 21–25", "Резолюции с 21 по 25", "القرارات من 21 إلى 25", "القرارات 21-25", "第21至25号决议",
    "第21号至第25号决议", "第21-25号决议", "决议21至25", "Res. 21-25", "Rés. 21 à 25", "Resolutions 21 thru 25", "Resolutions 21~25", "Resolutions 21..25", "Рез. 21–25", "Resolutions nos. 21 to 25",
]  # fmt: skip


@pytest.mark.parametrize("text", RANGES)
def test_each_document_of_a_range_is_named(text):
    assert [(a.document_number, a.document_kind) for a in parse_all(text)] == [(str(n), "resolution") for n in range(21, 26)]
    assert is_address(text) and count(text) == 5


@pytest.mark.parametrize(("text", "numbers"), [
    ("Resolutions 5, 21 to 23 and 57", "5 21 22 23 57"), ("Recommendations E.119 to E.121", "E.119 E.120 E.121"), ("E.119-E.121", "E.119 E.120 E.121"),
    ("What do Resolutions 21 to 23 say about telex?", "21 22 23"), ("resolves 1 of Resolutions 21 to 23", "21 22 23"),
    ("Res. 9-5", "9-5"), ("Resolution ITU-R 9-5", "9-5"), ("Resolutions ITU-R 1-8 and 9-5", "1-8 9-5"), ("Rec. P.838-3", "P.838-3"),
    ("Rec. BT.500-14", "BT.500-14"), ("Resolution 21 to 25 Member States", "21"), ("La Résolution 57 a 60 pages", "57"),
    ("What happened from 2010 to 2014 by Resolution 21?", "21"), ("Resolution 21 resolves 1 to 3", "21"), ("Resolutions 25 to 21", "25"),
    ("Res. 21, 22 and 900", "21 22 900"), ("Res 21 & 22", "21 22"), ("Res.21,22&900", "21 22 900"), ("Rés. 21, 22 et 900", "21 22 900"),
    ("Рез. 21, 22 и 900", "21 22 900"), ("Recs E.119 and A.12", "E.119 A.12"), ("Res. 21, 3 and 4", "21"), ("Res. 21, 2", "21"),
])  # fmt: skip
def test_the_numbers_of_lists_and_ranges(text, numbers):
    assert list(dict.fromkeys(a.document_number for a in parse_all(text))) == numbers.split()


@pytest.mark.parametrize(("text", "numbers"), [("the U.S. 2 and E.164", ["E.164"]), ("Rec.E.119", ["E.119"]), ("see E.119. A.12", ["E.119", "A.12"])])
def test_the_end_of_an_abbreviation_is_no_series(text, numbers):
    assert [a.document_number for a in parse_all(text)] == numbers


def test_a_range_is_of_one_body():
    assert {a.body for a in parse_all("WTSA Resolutions 21 to 23")} == {"WTSA"}
    assert [(n.number, n.body) for n in read_named("WTSA Resolutions 21 to 23")] == [("21", "WTSA"), ("22", "WTSA"), ("23", "WTSA")]


@pytest.mark.parametrize("text", ["CS 58 to CS 60", "CS 58 - CS 60", "CS 58 à CS 60", "CS58–CS60"])
def test_the_name_of_a_marginal_number_may_be_said_twice(text):
    assert [a.label for a in parse_all(text)] == ["58", "59", "60"] == [a.label for a in parse_all("CS 58-60")]
