import json

import pytest

from errors import BadInput
from evals.questions import Gold, Question
from evals.runner import run
from tests.evals.conftest import answer

KEYS = {"id", "language", "question", "abstained", "mode", "text", "seconds", "citations", "hits"}
CITATION = {"document", "file", "address", "section", "label", "quote", "clause_text", "page"}
HIT = {"rank", "score", "file", "document", "address", "clause_text"}


def question(id, *turns):
    return Question(id, "actor", turns, (Gold("d'inviter les groupes"),), (), True)


def lines(out):
    return [json.loads(line) for line in (out / "answers.jsonl").read_text(encoding="utf-8").splitlines()]


def test_a_line_per_question_and_language_with_exactly_its_keys(tmp_path, catalogue):
    first = catalogue.all()[0]

    def ask(words, history):
        return answer(catalogue, words, catalogue.all(), [first])

    both = question("a", {"en": "Who?", "fr": "Qui ?"})
    run((both, question("b", {"en": "Which?"})), ("en", "fr"), ask, catalogue, tmp_path)
    records = lines(tmp_path)
    assert [(r["id"], r["language"], r["question"]) for r in records] == [
        ("a", "en", "Who?"),
        ("a", "fr", "Qui ?"),
        ("b", "en", "Which?"),
    ]
    assert set(records[0]) == KEYS
    assert set(records[0]["citations"][0]) == CITATION
    assert set(records[0]["hits"][0]) == HIT
    assert records[0]["text"] == "Found: [1]"
    assert records[0]["citations"][0] == {
        "document": "Resolution 1",
        "file": "1-fr.txt",
        "address": "décide 1",
        "section": "resolves",
        "label": "1",
        "quote": "d'inviter les groupes à coopérer;",
        "clause_text": "d'inviter les groupes à coopérer;",
        "page": None,
    }
    assert [hit["rank"] for hit in records[0]["hits"]] == [1, 2, 3, 4]


def test_hits_are_written_whether_or_not_it_abstained_and_20_at_most(tmp_path, catalogue):
    many = catalogue.all() * 6

    def ask(words, history):
        return answer(catalogue, words, many, abstained=True)

    run((question("a", {"en": "Who?"}),), ("en",), ask, catalogue, tmp_path)
    (record,) = lines(tmp_path)
    assert record["abstained"] is True
    assert len(record["hits"]) == 20


def test_a_conversation_is_asked_in_order_and_its_last_turn_written(tmp_path, catalogue):
    heard = []

    def ask(words, history):
        heard.append((words, tuple(a.question for a in history)))
        return answer(catalogue, words, catalogue.all())

    run((question("a", {"en": "Who?"}, {"en": "And why?"}),), ("en",), ask, catalogue, tmp_path)
    assert heard == [("Who?", ()), ("And why?", ("Who?",))]
    assert [r["question"] for r in lines(tmp_path)] == ["And why?"]


def test_an_ask_that_raises_costs_its_own_line_only(tmp_path, catalogue):
    def ask(words, history):
        if words == "Bad":
            raise ZeroDivisionError("by 0")
        return answer(catalogue, words, catalogue.all())

    set_ = (question("a", {"en": "Bad"}), question("b", {"en": "Good"}))
    judgements = run(set_, ("en",), ask, catalogue, tmp_path)
    bad, good = lines(tmp_path)
    assert bad["error"] == "ZeroDivisionError: by 0"
    assert set(bad) == KEYS | {"error"}
    assert "error" not in good
    assert [j.error for j in judgements] == ["ZeroDivisionError: by 0", ""]


def test_nothing_to_ask_in_the_languages_is_refused(tmp_path, catalogue):
    with pytest.raises(BadInput, match="no question in ru"):
        run((question("a", {"en": "Who?"}),), ("ru",), None, catalogue, tmp_path)


def test_a_sample_is_asked_again_and_must_cite_the_same(tmp_path, catalogue):
    times = {"Same": 0, "Other": 0}

    def ask(words, history):
        times[words] += 1
        return answer(catalogue, words, [], [catalogue.all()[words == "Other" and times[words] > 1]])

    set_ = (question("a", {"en": "Same"}), question("b", {"en": "Other"}))
    assert [j.repeated for j in run(set_, ("en",), ask, catalogue, tmp_path, repeats=5)] == [True, False]
    assert [j.repeated for j in run(set_, ("en",), ask, catalogue, tmp_path)] == [None, None]
