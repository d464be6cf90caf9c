"""The command over the project's real ingest, index and answers: the three fit together."""

import json

from evals import __main__ as command

LOOKUP = {
    "id": "lookup", "kind": "lookup", "question": {"fr": "Montre-moi Rés. 57, décide 2"},
    "gold": [{"quote": "à faire rapport à l’organe consultatif du Secteur correspondant"}], "answerable": True,
}  # fmt: skip
BREAD = {"id": "bread", "question": {"fr": "Combien de temps cuire un pain de seigle ?"}, "answerable": False}


def test_a_clause_asked_for_by_its_address_is_found_cited_and_proved(tmp_path, capsys):
    (tmp_path / "set.jsonl").write_text("\n".join(map(json.dumps, (LOOKUP, BREAD))), encoding="utf-8")
    (tmp_path / "texts").mkdir()
    text = command.TEXT.read_bytes()
    (tmp_path / "texts" / "a.txt").write_bytes(text)
    (tmp_path / "texts" / "b.pdf").write_bytes(b"")
    arguments = ["--questions", tmp_path / "set.jsonl", "--corpus", tmp_path / "texts", "--out", tmp_path / "out"]
    assert command.main(["run", "--languages", "en,fr", *map(str, arguments)]) == 0
    assert "Not ingested: " in capsys.readouterr().out
    lines = [json.loads(line) for line in (tmp_path / "out" / "answers.jsonl").read_text("utf-8").splitlines()]
    assert [(line["id"], line["language"]) for line in lines] == [("lookup", "fr"), ("bread", "fr")]
    assert (lines[0]["citations"][0]["address"], lines[0]["hits"][0]["address"]) == ("décide 2", "décide 2")
    assert len(lines[1]["hits"]) == 16  # every clause there is, though it declined
    measured = json.loads((tmp_path / "out" / "measures.json").read_text("utf-8"))["all"]["all"]
    assert (measured["hit_1"], measured["first_citation"], measured["citation_validity"]) == (1.0, 1.0, 1.0)
