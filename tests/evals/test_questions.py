import json

import pytest

from errors import BadInput
from evals.questions import Gold, Question, load

GOOD = {
    "id": "q1", "kind": "actor", "question": {"en": "Who?", "fr": "Qui ?"},
    "gold": [{"document": "Res. 1", "address": "décide 1", "quote": "les groupes"}],
    "facts": [["GCR", "RAG"]], "answerable": True,
}  # fmt: skip


def write(tmp_path, *lines):
    path = tmp_path / "set.jsonl"
    path.write_text("\n".join(x if isinstance(x, str) else json.dumps(x) for x in lines), encoding="utf-8")
    return path


def test_reads_a_question(tmp_path):
    (question,) = load(write(tmp_path, GOOD, ""))
    gold = (Gold("les groupes", "Res. 1", "décide 1"),)
    assert question == Question("q1", "actor", (GOOD["question"],), gold, (("GCR", "RAG"),), True)


def test_reads_a_conversation_and_leaves_out_a_language_that_a_turn_lacks(tmp_path):
    line = {k: v for k, v in GOOD.items() if k != "question"} | {"turns": [{"en": "Who?", "fr": "Qui ?"}, {"en": "Why?"}]}
    (question,) = load(write(tmp_path, line))
    assert question.asked("en") == ("Who?", "Why?")
    assert question.asked("fr") == ()


def test_a_byte_order_mark_is_no_fault(tmp_path):
    path = tmp_path / "set.jsonl"
    path.write_text(json.dumps(GOOD), encoding="utf-8-sig")
    assert len(load(path)) == 1


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("{", "not JSON"),
        ("[]", "not a JSON object"),
        (GOOD | {"id": ""}, '"id"'),
        (GOOD | {"id": 3}, '"id"'),
        (GOOD | {"gold": []}, "needs a quote"),
        (GOOD | {"gold": [{"quote": " "}]}, '"quote"'),
        (GOOD | {"gold": "décide 1"}, '"gold" must be a list'),
        (GOOD | {"gold": ["décide 1"]}, "must be an object"),
        (GOOD | {"question": "Who?"}, "must be an object"),
        (GOOD | {"question": {"xx": "Who?"}}, '"xx"'),
        (GOOD | {"question": {"en": ""}}, '"en"'),
        (GOOD | {"turns": [{"en": "Who?"}]}, '"question" and "turns"'),
        ({k: v for k, v in GOOD.items() if k != "question"}, '"question" and "turns"'),
        (GOOD | {"facts": ["GCR"]}, '"facts"'),
        (GOOD | {"facts": [[]]}, '"facts"'),
        (GOOD | {"answerable": "yes"}, '"answerable"'),
        (GOOD, "used before"),
    ],
)
def test_a_bad_line_is_named_with_its_fault(tmp_path, line, fault):
    with pytest.raises(BadInput) as raised:
        load(write(tmp_path, GOOD, line))
    assert ", line 2: " in str(raised.value)
    assert fault in str(raised.value)


@pytest.mark.parametrize("content", [b"", b"\n\n", b"\xff\xfe"])
def test_a_file_without_questions_is_refused(tmp_path, content):
    path = tmp_path / "set.jsonl"
    path.write_bytes(content)
    with pytest.raises(BadInput):
        load(path)


def test_a_missing_file_is_refused(tmp_path):
    with pytest.raises(BadInput, match="none.jsonl"):
        load(tmp_path / "none.jsonl")
