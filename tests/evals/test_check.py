"""The validator over fakes of ingest and index."""

import json
from pathlib import Path
from types import SimpleNamespace

import pytest

from errors import BadInput
from evals import __main__ as command
from evals.check import KINDS, check
from evals.collections import asking
from evals.evaluation import Parts
from tests.evals.conftest import Catalogue

GOOD = {
    "id": "a", "kind": "action", "question": {"en": "What?", "fr": "Quoi ?"},
    "gold": [{"quote": "d’inviter les groupes"}], "facts": [["cooperate"]], "answerable": True,
}  # fmt: skip
BARRED = {"id": "b", "kind": "off_topic", "question": {"en": "Bread?", "fr": "Du pain ?"}, "answerable": False}


class Held(Catalogue):
    def clauses(self, document_id):
        return tuple(c for c in self.all() if c.document_id == document_id)


@pytest.fixture
def parts():
    index = SimpleNamespace(catalogue=Held(), close=lambda: None)
    return Parts(lambda paths, settings: SimpleNamespace(refused=()), lambda settings: index, None)


def faults(tmp_path, parts, *lines, corpus=True):
    path = tmp_path / "set.jsonl"
    path.write_text("\n".join(x if isinstance(x, str) else json.dumps(x) for x in lines), encoding="utf-8")
    found = check(path, tmp_path if corpus else None, parts)
    assert all(line.startswith(f"{path}, line ") for line in found)
    return [line.removeprefix(f"{path}, ") for line in found]


def test_a_good_set_has_no_fault(tmp_path, parts):
    assert faults(tmp_path, parts, GOOD, "", BARRED) == []


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"id": "a"}, 'line 3: the id "a" was used before.'),
        ({"kind": "who"}, 'line 3: the kind "who" is none of actor, '),
        ({"question": {"en": "Who?"}}, "line 3: the question lacks fr, which the set has elsewhere."),
        ({"anserable": True}, 'line 3: "anserable" is no part of a question.'),
        ({"answerable": False, "facts": []}, 'line 3: there is "gold", and "answerable" is false.'),
        ({"facts": [["cooperate"], ["obey", "obéir"]]}, "line 3: no gold clause states the fact obey / obéir."),
        ({"protected": "yes"}, 'line 3: "protected" must be true or false.'),
        (
            {"gold": [{"quote": "d'inviter les groupes à collaborer"}]},
            'line 3: no clause holds the quote "d\'inviter les groupes à collaborer"; '
            'the nearest is in Resolution 1, décide 1: "d\'inviter les groupes à coopérer;".',
        ),
        ({"gold": [{"quote": "Brot backen"}]}, 'line 3: no clause holds the quote "Brot backen"; nothing there is like it.'),
    ],
)
def test_a_fault_is_named_with_its_line(tmp_path, parts, change, fault):
    (found,) = faults(tmp_path, parts, GOOD, "", GOOD | {"id": "c"} | change)
    assert found.startswith(fault)


def test_every_fault_is_told_in_the_order_of_the_lines(tmp_path, parts):
    found = faults(tmp_path, parts, "{", GOOD | {"kind": "x", "gold": [{"quote": "Brot"}]}, "[]", BARRED)
    assert [line.split(":")[0] for line in found] == ["line 1", "line 2", "line 2", "line 3"]


def test_a_turn_that_lacks_a_language_is_named(tmp_path, parts):
    turns = {"kind": "conversation", "turns": [{"en": "Who?", "fr": "Qui ?"}, {"fr": "Et ?"}]}
    line = {k: v for k, v in GOOD.items() if k != "question"} | turns
    assert faults(tmp_path, parts, line) == ["line 1: turn 2 lacks en, which the set has elsewhere."]


def test_without_texts_only_the_form_is_checked(tmp_path):
    assert faults(tmp_path, None, GOOD | {"gold": [{"quote": "Brot"}]}, corpus=False) == []


def test_texts_that_are_not_there_are_one_clear_line(tmp_path, parts):
    (tmp_path / "set.jsonl").write_text(json.dumps(GOOD))
    with pytest.raises(BadInput, match="no such folder"):
        check(tmp_path / "set.jsonl", tmp_path / "none", parts)


def test_the_kinds_are_those_of_the_collection():
    assert set(asking.KINDS) <= set(KINDS)


def test_the_template_is_in_good_form_and_stands_in_the_shipped_text(capsys):
    template = Path(command.__file__).parent / "template.jsonl"
    assert command.main(["check", str(template), "--corpus", str(command.TEXT)]) == 0
    assert "all 3 in good form" in capsys.readouterr().out
