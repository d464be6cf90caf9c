"""What changed in a clause, as the page shows it."""

from __future__ import annotations

import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answer.wordings import plain, tokens
from ui.wording import diff, same


@pytest.mark.parametrize("earlier, later, html", [
    ("to plant ten trees", "to plant ten trees", "to plant ten trees"),
    ("to plant ten trees", "to plant twenty trees", "to plant <del>ten</del><ins>twenty</ins> trees"),
    ("trees;", "trees <b> & shrubs;", "trees<ins> &lt;b&gt; &amp; shrubs</ins>;"),
    ("种植十棵树", "种植二十棵树", "种植<ins>二</ins>十棵树"),
    ("que l'arbre\nvert", "que l’arbre vert", "que l’arbre vert"),
])
def test_diff(earlier, later, html):
    assert diff(earlier, later) == html
    assert same(earlier, later) == ("<ins>" not in html)


@given(st.text(max_size=60), st.text(max_size=60))
def test_both_wordings_can_be_read_out_of_the_diff(earlier, later):
    html = diff(earlier, later)
    assert unescape(re.sub(r"<del>.*?</del>|</?ins>", "", html, flags=re.DOTALL)) == unescape(escape_(later))
    assert plained(re.sub(r"<ins>.*?</ins>|</?del>", "", html, flags=re.DOTALL)) == plained(escape_(earlier))


def plained(html: str) -> str:
    return "".join(map(plain, tokens(unescape(html))))


def escape_(text: str) -> str:
    """As the page writes the text, so that what looks like an entity in it stays one."""
    from html import escape

    return escape(text)


@given(st.text(max_size=60))
def test_tokens_are_the_text(text):
    assert "".join(tokens(text)) == text
