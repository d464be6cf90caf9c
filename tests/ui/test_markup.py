"""Escaping and marking."""

from __future__ import annotations

import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.markup import label, marked, paragraph


@pytest.mark.parametrize("start, quote, focus, html", [
    (0, (0, 0), (), "un &lt;i&gt; deux"),
    (0, (3, 6), (), "un <mark>&lt;i&gt;</mark> deux"),
    (10, (10, 21), ((17, 21),), '<mark>un &lt;i&gt; </mark><mark class="focus">deux</mark>'),
    (10, (0, 12), (), "<mark>un</mark> &lt;i&gt; deux"),  # a quote that begins before the text
])
def test_marked(start, quote, focus, html):
    assert marked("un <i> deux", start, quote, focus) == html


@given(st.text(max_size=40), st.integers(0, 60), st.integers(0, 60), st.integers(0, 60), st.integers(0, 60))
def test_marking_changes_no_character(text, a, b, c, d):
    html = marked(text, 10, (min(a, b), max(a, b)), ((min(c, d), max(c, d)),))
    assert unescape(re.sub(r"</?mark[^>]*>", "", html)) == unescape(marked(text, 0, (0, 0)))


def test_paragraph_escapes():
    assert paragraph("<script>", language='f"r') == '<p dir="auto" class="" lang="f&quot;r">&lt;script&gt;</p>'


@pytest.mark.parametrize("language, direction", [("ar", "rtl"), ("fr", "ltr"), ("", "auto"), ("tlh", "auto")])
def test_direction(language, direction):
    assert f'dir="{direction}"' in paragraph("ITU-R P.838 ينص", language=language)


def test_label_keeps_the_space_before_a_french_question_mark():
    assert label(" Pourquoi\u00a0?\tOui ") == "Pourquoi\u00a0? Oui"


def test_label_has_no_live_markdown():
    assert label("a) *b*\n:red[c] $d$") == r"a\) \*b\* \:red\[c\] \$d\$"
