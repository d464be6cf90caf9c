"""Questions over the model collection: their source form, their checks, the lines made of them."""

from __future__ import annotations

import json

import pytest

from errors import BadInput
from evals import questions
from evals.collections import asking, build
from evals.collections.sources import read_all
from evals.folding import contains
from schema import LANGUAGES
from tests.evals.test_model_assembly import written

ASKED = """@actor RES-4-2031 2
en Who is in for it?
fr Qui est visé ?
es ¿A quién toca?
ru Кого это касается?
ar من المعني؟
zh 涉及谁？
= burn / brûler
! protected
"""
FOLLOW_UP = ASKED.replace("@actor", "@conversation") .replace("= burn", """>
en And then?
fr Et ensuite ?
es ¿Y luego?
ru А потом?
ar ثم ماذا؟
zh 然后呢？
= burn""")


def asked(tmp_path, text: str):
    written(tmp_path)
    (tmp_path / "questions").mkdir(exist_ok=True)
    (tmp_path / "questions" / "emergency.txt").write_text(text, "utf-8")
    return read_all(tmp_path)


def test_the_collections_lines_are_question_sets():
    for split in ("dev", "test"):
        path = build.FOLDER / f"questions.{split}.jsonl"
        if split == "dev" or path.exists():
            loaded = questions.load(path)
            assert all(q.asked(language) for q in loaded for language in LANGUAGES)


def test_a_question_becomes_a_line_with_its_quote(tmp_path):
    (text,) = asking.files(asked(tmp_path, ASKED), tmp_path).values()
    record = json.loads(text)
    assert record["id"] == "emergency-01" and record["protected"] is True and record["answerable"] is True
    assert record["gold"] == [{"document": "RES-4-2031", "address": "2", "quote": "to burn them."}]
    assert record["facts"] == [["burn", "brûler"]] and set(record["question"]) == set(LANGUAGES)


def test_a_conversation_keeps_its_turns(tmp_path):
    sources = asked(tmp_path, FOLLOW_UP)
    record = json.loads(next(iter(asking.files(sources, tmp_path).values())))
    assert [turn["en"] for turn in record["turns"]] == ["Who is in for it?", "And then?"] and "question" not in record
    assert asking.faults(sources, tmp_path) == []


@pytest.mark.parametrize(("old", "new", "fault"), [
    ("RES-4-2031 2", "RES-4-2031 9.9", "names RES-4-2031 9.9, which the collection does not hold"),
    ("zh 涉及谁？\n", "", "lacks zh"),
    ("@actor", "@near_miss", "is near_miss and has a clause that answers"),
    ("@actor RES-4-2031 2", "@actor", "is actor and has no clause that answers"),
    ("@actor", "@conversation", "has 1 turn(s)"),
    ("@actor", "@number", "no clause states 'drown'"),
    ("Who is in for it?", "Must they burn them?", "en: 1 of 1 questions borrow their words"),
])
def test_the_checker_names_the_fault(tmp_path, old, new, fault):
    text = ASKED.replace(old, new).replace("= burn / brûler", "= drown" if "drown" in fault else "= burn")
    assert any(fault in line for line in asking.faults(asked(tmp_path, text), tmp_path))


@pytest.mark.parametrize(("text", "line"), [
    ("en Who?\n", 1), ("@guess RES-4-2031 2\n", 1), ("@actor RES-4-2031\n", 1), (ASKED + "en Who else?\n", 10), (ASKED + "Who else?\n", 10),
])
def test_a_line_that_is_not_in_form_is_refused(tmp_path, text, line):
    with pytest.raises(BadInput) as error:
        asking.faults(asked(tmp_path, text), tmp_path)
    assert f"line {line}" in str(error.value)


def test_quotes_stand_in_the_texts():
    for split in ("dev", "test"):
        path = build.FOLDER / f"questions.{split}.jsonl"
        texts = {p.name.removesuffix("-E.txt"): p.read_text("utf-8") for p in (build.FOLDER / "texts" / split).glob("*-E.txt")}
        for q in questions.load(path) if path.exists() else ():
            assert all(contains(texts[g.document], g.quote) for g in q.gold), q.id
