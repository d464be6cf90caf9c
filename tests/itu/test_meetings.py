"""Places and years, and the body that met there."""

from __future__ import annotations

import pytest

from itu import meetings


@pytest.mark.parametrize(("revision", "expected"), [
    ("Rev. Guadalajara, 2010", ("guadalajara", 2010, "PP")),
    ("Rév. Genève, 2022", ("geneva", 2022, "WTSA")),
    ("Пересм. Кигали, 2022 г.", ("kigali", 2022, "WTDC")),
    ("المراجَع في حيدر آباد، 2010", ("hyderabad", 2010, "WTDC")),
    ("2018年，迪拜，修订版", ("dubai", 2018, "PP")),
    ("Dubai, 2012", ("dubai", 2012, "")),  # two bodies met there
    ("REV.WRC-19", ("", 2019, "WRC")),
    ("PP-98", ("", 1998, "PP")),
    ("Lima, 2001", ("", 2001, "")),
])
def test_what_a_revision_tells(revision, expected):
    assert (meetings.place(revision), meetings.year(revision), meetings.body(revision)) == expected
