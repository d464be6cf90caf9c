"""The marks of a page or an editor around words change nothing of what is asked."""

import pytest

from answer import markup, operators, unasked
from answer.question import understand
from itu import addresses

MARKED = [
    ("<b>Resolution 57</b>, resolves 1", "Resolution 57, resolves 1"), ("**Resolution 57** resolves 1", "Resolution 57 resolves 1"),
    ("`Res. 57`", "Res. 57"), ("*Resolution 57*, *resolves* 1", "Resolution 57, resolves 1"), ("__Résolution 57__ _décide_ 1", "Résolution 57 décide 1"),
    ("***Резолюция 57***, решает 1", "Резолюция 57, решает 1"), ("<p>What must the <i>Council</i> do?</p>", "What must the Council do?"),
    ('<a href="x">Res. 57</a> <strong class="y">resolves</strong> 1', "Res. 57 resolves 1"), ("Resolution 57<br/>resolves 1", "Resolution 57 resolves 1"),
    ("[Resolution 57](https://example.org/x(1).pdf) resolves 1", "Resolution 57 resolves 1"), ("# Resolution 57", "Resolution 57"),
    ("> - Resolution 57, resolves 1", "Resolution 57, resolves 1"), ("&laquo;Résolution 57&raquo; décide 1", "«Résolution 57» décide 1"),
    ("&lt;b&gt;Resolution 57&lt;/b&gt;", "Resolution 57"), ('Resolution "57" resolves "1"', "Resolution 57 resolves 1"), ("«E.119», 7.1", "E.119, 7.1"),
    ("1. Resolution 57", "Resolution 57"), ("《第57号决议》做出决议1", "第57号决议做出决议1"),
]  # fmt: skip
UNMARKED = [
    "a* OR b*", "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "2 * 3 * 4", 'NEAR("a" "b", 5) OR text:foo* AND NOT bar',
    "What does the Convention say of C/N >= 9 dB?", "Qu'est-ce que l'« Union » ?", "Res #57", "2.3 of E.119", "4. a)", "What is R&D;?", "snake_case_name",
]  # fmt: skip


@pytest.mark.parametrize(("text", "plain"), MARKED)
def test_marks_are_removed(text, plain):
    assert markup.removed(text) == plain
    assert not unasked.nothing(understand(text))


@pytest.mark.parametrize("text", UNMARKED)
def test_what_are_no_marks_stays(text):
    assert markup.removed(text) == text


@pytest.mark.parametrize("marks", ["“{}”", '"{}"', "'{}'", "«{}»", "« {} »", "„{}“", "‹{}›", "‘{}’", "「{}」", "《{}》", "【{}】", "`{}`", "<i>{}</i>", "**{}**"])
@pytest.mark.parametrize(("name", "rest"), [("Resolution 57", " resolves 1"), ("Рез. 57", ", решает 1"), ("القرار 57", "، يقرر 1"), ("第57号决议", "，做出决议1")])
def test_a_name_between_marks_is_looked_up(marks, name, rest):
    asked = understand(marks.format(name) + rest)
    assert asked.kind == "lookup"
    assert asked.addresses == (addresses.Address("57", "resolution", section="resolves", label="1"),)


@pytest.mark.parametrize(("text", "plain"), [
    ("telex AND delay NOT charging", "telex delay"), ("telex AND (delay OR loss)", "telex delay loss"), ("delay AND NOT \"flat rate\"", "delay"),
    ("бюджет AND взносы", "бюджет взносы"), ("What must the Council do NOT to fail?", None), ("TELEX AND DELAY", None), ("NOT charging", None),
    ("Is it AND or OR in the rule on quorum?", None), ("text:foo AND bar", None), ("and not or", None),
    ("The Council shall meet each year AND report to the Conference on it", None),
])  # fmt: skip
def test_a_search_with_operators_is_read_as_its_words(text, plain):
    assert operators.words(text) == (plain or text)
