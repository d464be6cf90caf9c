"""A citation in the form that delegates write."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ui import citation


@pytest.mark.parametrize("language, name, address, written", [
    ("en", "Resolution 9 (Rev. Geneva, 2020)", "resolves 1", "Resolution 9 (Rev. Geneva, 2020), resolves 1: “to plant”"),
    ("fr", "Résolution 9 (Rév. Genève, 2020)", "décide 1",
     "Résolution 9 (Rév. Genève, 2020), décide 1\u00a0: «\u00a0to plant\u00a0»"),
    ("es", "Resolución 9", "resuelve 1", "Resolución 9, resuelve 1: «to plant»"),
    ("ru", "Резолюция 9", "решает 1", "Резолюция 9, решает 1: «to plant»"),
    ("ar", "القرار 9", "يقرر 1", "القرار 9، يقرر 1: «to plant»"),
    ("zh", "第9号决议", "做出决议1", "第9号决议，做出决议1：“to plant”"),
])
def test_written(info, clauses, language, name, address, written):
    document, clause = replace(info, language=language, name=name), replace(clauses[1], address=address)
    assert citation.written(document, clause, "to plant") == written


def test_a_quote_over_lines_is_one_line_and_keeps_its_no_break_spaces():
    assert citation.quoted(" dix\n arbres\u00a0; oui\t ", "en") == "“dix arbres\u00a0; oui”"


def test_the_whole_clause_where_nothing_of_it_is_quoted(info, clauses):
    assert clauses[1].text in citation.written(info, clauses[1])
