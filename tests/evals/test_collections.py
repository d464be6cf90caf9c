"""The project's own question set: in form, true to its text, and not flattering."""

import re
from collections import Counter

import pytest

from evals.__main__ import QUESTIONS
from evals.folding import contains
from evals.questions import load
from settings import ROOT

SET = load(QUESTIONS)
TEXT = (ROOT / "corpus" / "T-RES-T.57-2012-F.txt").read_text(encoding="utf-8")
_GRAMMAR = re.compile(
    "que|quel(le)?s?|qui|quoi|est|sont|dans|avec|pour|par|les|des|une|aux|sur|entre|cette|ces|leurs?|doit|doivent"
    "|faut|fait|dit|cela|être|deux|trois|tous|tout|plus|comment|pourquoi|combien|parmi|elle|ils"
)


def test_every_gold_quote_stands_in_the_text():
    quotes = [(q.id, gold.quote) for q in SET for gold in q.gold]
    assert [(id, quote) for id, quote in quotes if not contains(TEXT, quote)] == []


def test_the_form_shown_in_the_readme_is_the_form_that_is_read(tmp_path):
    shown = (QUESTIONS.parents[2] / "README.md").read_text(encoding="utf-8").split("```json")[1].split("```")[0]
    (tmp_path / "set.jsonl").write_text(" ".join(shown.split()), encoding="utf-8")
    (question,) = load(tmp_path / "set.jsonl")
    assert contains(TEXT, question.gold[0].quote)


def test_there_are_enough_questions_of_every_sort():
    kinds = Counter(q.kind for q in SET if q.answerable)
    wanted = {"actor", "action", "reason", "condition", "date", "number", "list", "lookup", "reference", "definition",
              "scope", "conversation"}  # fmt: skip
    assert wanted <= {kind for kind, n in kinds.items() if n >= 3}
    assert len(SET) >= 48
    assert sum(not q.answerable for q in SET) >= 12


def test_every_question_is_asked_in_english_and_french():
    assert [q.id for q in SET if not (q.asked("en") and q.asked("fr"))] == []


def test_no_question_is_asked_twice():
    for language in ("en", "fr"):
        assert max(Counter(q.asked(language) for q in SET).values()) == 1


@pytest.mark.parametrize("line", [line for line in TEXT.splitlines() if re.match(r"[a-z0-9]\)?\t", line)])
def test_every_numbered_paragraph_is_asked_about(line):
    assert any(contains(line, gold.quote) for q in SET for gold in q.gold)


def test_at_most_a_third_of_the_french_questions_borrow_the_clause_s_words():
    asked = [q for q in SET if q.answerable and q.kind not in ("lookup", "conversation")]
    borrowed = [q.id for q in asked if _overlap(q.asked("fr")[-1], q.gold[0].quote) > 0.5]
    assert len(borrowed) <= len(asked) / 3


def _overlap(question: str, quote: str) -> float:
    """The share of the question's content words whose first five letters stand in the paragraph of ``quote``."""
    paragraph = next((line for line in TEXT.splitlines() if contains(line, quote)), TEXT)
    held = {word[:5] for word in _words(paragraph)}
    words = _words(question)
    return sum(word[:5] in held for word in words) / len(words)


def _words(text: str) -> list[str]:
    found = re.findall(r"[^\W_]+", re.sub(r"\b[a-zA-Z]+['’]", " ", text.lower()))
    return [word for word in found if len(word) > 2 and not _GRAMMAR.fullmatch(word)]
