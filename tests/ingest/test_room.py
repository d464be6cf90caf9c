"""Room at the ends of printed lines: who ended them, the author or the page."""

from __future__ import annotations

from math import inf

from ingest.room import fits

ROWS = ["that the bells of the harbour are to be rung in fog and", "whenever a ship is heard to sound her horn outside of"] * 4
SHORT = ["the islands.", "Horns are blown."]


def test_a_line_with_room_was_ended_by_its_author():
    spare = [None, *[-12.0] * 7, -3.0, 90.0]
    assert fits([*ROWS, *SHORT], spare, "en") == [None, *[False] * 8, True]


def test_where_words_are_spread_little_room_tells_nothing():
    spare = [None, -12.0, 22.0, -5.0, 3.0, -9.0, 14.0, -8.0, 20.0, 90.0]
    assert fits([*ROWS, *SHORT], spare, "en") == [None, False, None, False, None, False, None, False, None, True]


def test_a_title_broken_by_its_author_does_not_count_among_them():
    spare = [None, -12.0, 180.0, -5.0, -3.0, -9.0, -14.0, -8.0, -2.0, 30.0]
    assert fits([*ROWS, *SHORT], spare, "en")[-1] is True


def test_too_few_lines_or_a_centred_one_tell_nothing():
    assert fits(ROWS[:3], [None, -12.0, 90.0], "en") == [None, False, None]
    assert fits([*ROWS, *SHORT], [None, *[-12.0] * 7, -3.0, inf], "en")[-1] is None
