"""The scorer itself: (text, truth, found) and the counts that must come of it."""

from __future__ import annotations

import pytest

from tests.truth.scoring import Difference, Found, Score, TrueClause, Truth, plain, score, trim

TEXT = "1 a) that lamps burn;\n12 Page\n2 to trim wicks.\n3 to sleep[footnoteRef:1]1.\n"


def span_of(words: str) -> tuple[int, int]:
    return TEXT.index(words), TEXT.index(words) + len(words)


LAMPS, WICKS, SLEEP = map(span_of, ("that lamps burn;", "to trim wicks.", "to sleep[footnoteRef:1]1."))
PAGE = span_of("12 Page")


def true(address: str, span: tuple[int, int], **more) -> TrueClause:
    return TrueClause(address, "operative", *span, **more)


def found(address: str, span: tuple[int, int], kind: str = "operative") -> Found:
    return Found(address, kind, *span, (span,))


@pytest.mark.parametrize(("span", "expected"), [
    ((5, 21), "that lamps burn"), ((4, 22), "that lamps burn"), ((2, 21), "a) that lamps burn"),
    (SLEEP, "to sleep"), ((22, 22), ""), ((20, 22), ""),
])
def test_trim_leaves_letters_and_digits_at_both_ends(span, expected):
    start, end = trim(TEXT, *span)
    assert TEXT[start:end] == expected


def test_trim_keeps_combining_marks():
    assert trim("أولاً،", 0, 6) == (0, 5)


@pytest.mark.parametrize(("one", "other"), [
    ("considering a)", "Considering (a)"), ("décide 2, tiret 1", "décide 2, indent 1"), ("note 1", "footnote 1"),
    ("avant-propos 2", "foreword 2"), ("fórmula introductoria", "enacting formula"), ("2, paragraph 3", "2, párrafo 7"),
    ("做出决议 三（一）", "做出决议 三 一"),
])
def test_addresses_that_agree(one, other):
    assert plain(one) == plain(other)


@pytest.mark.parametrize(("one", "other"), [
    ("resolves 1", "resolves 2"), ("resolves 1", "resolves (2) 1"), ("1.1 i)", "1.1"), ("CS 3", "CS 3A"),
    ("décide 2, tiret 1", "décide 2, tiret 2"), ("1, paragraph 2", "2, paragraph 2"),
])
def test_addresses_that_do_not(one, other):
    assert plain(one) != plain(other)


def test_all_right():
    truth = Truth((true("resolves 1 a)", LAMPS), true("resolves 2", WICKS), true("resolves 3", SLEEP)))
    right = [found("resolves 1 (a)", (4, 22)), found("resolves 2", WICKS), found("resolves 3", span_of("to sleep"))]
    assert score(TEXT, truth, right) == (Score(3, 3, 3, 3, 3, 0), ())


def test_one_missed_one_misnamed_one_cut_short():
    truth = Truth((true("resolves 1 a)", LAMPS), true("resolves 2", WICKS), true("resolves 3", SLEEP)))
    counts, differences = score(TEXT, truth, [found("resolves 1", LAMPS, "annex"), found("resolves 2", span_of("to trim"))])
    assert counts == Score(3, 2, 1, 0, 0, 0)
    assert counts.boundaries == (1 / 2, 1 / 3, 2 / 5)
    assert [(d.what, d.address) for d in differences] == [
        ("address", "resolves 1 a)"), ("extra", "resolves 2"), ("missed", "resolves 2"), ("missed", "resolves 3")]


def test_a_clause_found_twice_counts_once():
    counts, differences = score(TEXT, Truth((true("resolves 2", WICKS),)), [found("resolves 2", WICKS)] * 2)
    assert (counts.found, counts.bounded, [d.what for d in differences]) == (2, 1, ["extra"])


def test_nothing_is_claimed_outside_the_scope_nor_where_ignored():
    truth = Truth((true("resolves 2", WICKS),), ignore=(PAGE,), scope=((PAGE[0], WICKS[1]),))
    others = [found("x", LAMPS), found("y", PAGE), found("resolves 2", WICKS)]
    assert score(TEXT, truth, others) == (Score(1, 1, 1, 1, 1, 0), ())
    stolen = [found("resolves 2", LAMPS), found("resolves 2", WICKS)]
    assert score(TEXT, truth, stolen)[1] == (Difference("extra", "resolves 2", *LAMPS),)


def test_an_optional_clause_is_neither_missed_nor_wrong():
    truth = Truth((true("title", LAMPS, optional=True), true("resolves 2", WICKS)))
    for more in ([], [found("title", LAMPS)], [found("x", span_of("that")), found("y", span_of("lamps burn"))]):
        assert score(TEXT, truth, [*more, found("resolves 2", WICKS)])[0] == Score(1, 1, 1, 1, 1, 0)


def test_furniture_in_a_clause_is_told():
    truth = Truth((true("resolves 1 a)", (5, 47)),), furniture=((22, 29),))
    apart = Found("resolves 1 a)", "operative", LAMPS[0], WICKS[1], (LAMPS, WICKS))
    assert score(TEXT, truth, [apart])[0].furnished == 0
    counts, differences = score(TEXT, truth, [found("resolves 1 a)", (LAMPS[0], WICKS[1]))])
    assert counts.furnished == 1 and [d.what for d in differences] == ["furniture"]


def test_other_addresses_that_are_as_right():
    truth = Truth((true("6", LAMPS, also=("1.4", "ITR 6")),))
    assert score(TEXT, truth, [found("ITR 6", LAMPS)])[0].addressed == 1
    assert score(TEXT, truth, [found("7", LAMPS)])[0].addressed == 0


def test_nothing_to_find_and_nothing_found():
    assert Score().boundaries == (1.0, 1.0, 1.0) and Score(true=1).boundaries == (0.0, 0.0, 0.0)
