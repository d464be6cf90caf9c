"""The page and the table of a small run."""

import csv
import re

import pytest

from evals import plots, report, rows
from evals.judge import Judgement
from evals.measures import measure
from evals.questions import Gold, Question

QUESTION = Question("a", "actor", ({"en": "Who?"},), (Gold("the <Bureau>", "Resolution 1", "resolves 2"),), (("Bureau",),), True)
RIGHT = Judgement("a", "actor", "en", True, 1, gains=(1,), cited_first=True, citations=1, facts_met=True, facts_stated=1.0,
                  cited_right=1, cited_gold=1, confidence=0.9, text_language="en", work="RES-1", answered_in="en", seconds=0.5)  # fmt: skip
WRONG = Judgement("a", "actor", "fr", True, 1, gains=(0, 1), abstained=True, facts_met=False, facts_stated=0.0,
                  confidence=0.2, work="RES-1", answered_in="fr", seconds=1.5)  # fmt: skip


def record(j):
    hits = [
        {"rank": 1, "document": "Resolution 9", "address": "noting a)", "clause_text": "another matter"},
        {"rank": 2, "document": "Resolution 1", "address": "resolves 2", "clause_text": "the <Bureau>"},
    ]
    cited = [{"document": "Resolution 1", "address": "resolves 2", "quote": "the <Bureau>"}] if j.citations else []
    return {"id": j.id, "question": "Who & why?", "citations": cited, "hits": hits}


@pytest.fixture
def page(tmp_path):
    def made(*judgements):
        figures = {"all": measure(judgements)}
        groups = dict.fromkeys(("all", "language", "kind", "document"), figures)
        between = {name: {"all": {"hit_1": (0.25, 0.75)}} for name in groups}
        report.write(
            tmp_path / "r.html", "A <run>", (QUESTION,), judgements, [record(j) for j in judgements], groups, between
        )
        return (tmp_path / "r.html").read_text(encoding="utf-8")

    return made


def test_the_page_asks_for_nothing_from_outside(page):
    assert not re.search(r"(src|href)=|url\(|@import|<script|<link", page(RIGHT, WRONG))


def test_a_failure_names_the_question_what_was_expected_what_came_and_the_step(page):
    text = page(RIGHT, WRONG).partition('id="failures"')[2]
    assert "retrieval 1." in text and "Lost in retrieval (1)" in text and text.count("<details>") == 1
    for words in ("Who &amp; why?", "the &lt;Bureau&gt;", "Resolution 1 resolves 2", "declined", "Resolution 9, noting a)", "0.20"):
        assert words in text
    assert "not first among the hits, but 2" in text


def test_a_run_without_failures_says_so_and_words_are_escaped(page):
    text = page(RIGHT)
    assert "By the step that lost them: none." in text and "<details>" not in text
    assert "<h1>A &lt;run&gt;</h1>" in text
    assert "<td>hit@1</td><td>1.00</td><td>0.25–0.75</td>" in text


def test_a_run_of_nothing_but_errors_has_a_page(page):
    broken = Judgement("a", "actor", "en", True, 1, facts_met=False, error="KeyError: 'x'")
    assert "Lost in asking (1)" in page(broken)


def test_the_table_has_a_line_for_each_answer(tmp_path):
    rows.write(tmp_path / "r.csv", (RIGHT, WRONG), [record(RIGHT), record(WRONG)])
    with (tmp_path / "r.csv").open(encoding="utf-8-sig", newline="") as file:
        first, second = csv.DictReader(file)
    assert tuple(first) == rows.COLUMNS
    assert (first["question"], first["lost_in"], first["rank"], first["citation_precision"]) == ("Who & why?", "", "1", "1")
    assert (second["lost_in"], second["rank"], second["mrr"], second["citation_precision"]) == ("retrieval", "2", "0.5", "")


def test_a_bar_is_as_high_as_its_share():
    heights = [float(h) for h in re.findall(r'height="([\d.]+)"', plots.bars({"1": 3, "2": 1, "–": 0}, "rank", "share"))]
    assert heights == [pytest.approx(3 * heights[1], abs=0.2), heights[1], 0]


def test_a_curve_goes_up_as_its_values_do_and_an_empty_one_can_be_drawn():
    points = re.search(r'points="([^"]+)"', plots.curve([(0.5, 0.0), (1.0, 0.5)], "coverage", "risk"))[1]
    (x1, y1), (x2, y2) = (tuple(map(float, point.split(","))) for point in points.split())
    assert x1 < x2 and y1 > y2  # SVG counts downwards
    assert "<svg" in plots.curve([], "coverage", "risk")


def test_a_cell_shows_its_rate_and_count_and_an_empty_pair_is_blank():
    text = plots.heat_map({("fr", "en"): (0.5, 12)}, ["fr"], ["en", "zh"])
    assert "0.50<small>12</small>" in text and text.count('class="none"') == 1
