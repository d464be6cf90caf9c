"""Which clause of another revision is the same one, and what changed in it."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.wording import counterpart, diff, tokens


@pytest.mark.parametrize("earlier, later, html", [
    ("to plant ten trees", "to plant ten trees", "to plant ten trees"),
    ("to plant ten trees", "to plant twenty trees", "to plant <del>ten</del><ins>twenty</ins> trees"),
    ("trees;", "trees <b> & shrubs;", "trees<ins> &lt;b&gt; &amp; shrubs</ins>;"),
    ("种植十棵树", "种植二十棵树", "种植<ins>二</ins>十棵树"),
    ("que l'arbre", "que l’arbre", "que <del>l&#x27;</del><ins>l’</ins>arbre"),
])
def test_diff(earlier, later, html):
    assert diff(earlier, later) == html


@given(st.text(max_size=60), st.text(max_size=60))
def test_both_wordings_can_be_read_out_of_the_diff(earlier, later):
    html = diff(earlier, later)
    assert unescape(re.sub(r"<del>.*?</del>|</?ins>", "", html, flags=re.DOTALL)) == unescape(escape_(later))
    assert unescape(re.sub(r"<ins>.*?</ins>|</?del>", "", html, flags=re.DOTALL)) == unescape(escape_(earlier))


def escape_(text: str) -> str:
    """As the page writes the text, so that what looks like an entity in it stays one."""
    from html import escape

    return escape(text)


@given(st.text(max_size=60))
def test_tokens_are_the_text(text):
    assert "".join(tokens(text)) == text


def clause(like, key: str, text: str, kind: str = "operative"):
    return replace(like, key=key, text=text, kind=kind, id=f"other#{key}")


def test_the_clause_in_the_same_place_is_meant_where_its_words_are_alike(clauses):
    own = clause(clauses[1], "5.1", "to plant ten trees a year beside each antenna")
    same = clause(own, "5.1", "to plant twenty trees a year beside each antenna")
    nearer = clause(own, "5.2", "to plant ten trees a year beside each antennas")
    assert counterpart(own, (nearer, same)) == same


def test_a_clause_that_moved_is_found_by_its_words(clauses):
    own = clause(clauses[1], "5.1", "to plant ten trees a year beside each antenna")
    moved = clause(own, "5.3", "to plant twenty trees a year beside each antenna")
    other = clause(own, "5.1", "that reports shall be short")
    assert counterpart(own, (other, moved)) == moved


def test_no_clause_where_none_is_alike(clauses):
    own = clause(clauses[1], "5.1", "to plant ten trees a year beside each antenna")
    assert counterpart(own, (clause(own, "5.1", "that reports shall be short"),)) is None
    assert counterpart(own, (clause(own, "5.1", own.text, kind="preambular"),)) is None
    assert counterpart(own, ()) is None
