"""What ingest says of files, in the six languages."""

from __future__ import annotations

import json
import re
import sqlite3
import tomllib
from pathlib import Path

import pytest

from ingest.completeness import warnings
from schema import Clause
from ui import messages, reading

KINDS = tomllib.loads(Path(messages.__file__).with_name("messages.toml").read_text("utf-8"))["kind"]
OTHERS = ("fr", "es", "ru", "ar", "zh")


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind["like"][:40])
def test_each_kind_is_told_in_each_language(kind):
    whole = f"/data/files/RES 9.txt: {kind['like']}" if kind.get("refusal") else kind["like"]
    told = {language: messages.said(whole, language) for language in OTHERS}
    assert all(told.values()) and len(set(told.values())) == len(OTHERS)
    for language, words in told.items():
        assert re.fullmatch(kind["form"], kind["like"], re.DOTALL)
        assert all(found in words for found in re.findall(r"'([^']+)'", kind["like"])), language
        assert not kind.get("refusal") or "RES 9.txt" in words and "/data" not in words
        assert {*re.findall(r"\{(\w+)\}", kind[language])} == {*re.findall(r"\{(\w+)\}", kind["fr"])}


def test_the_page_goes_along_and_what_is_not_known_stays_in_english():
    assert messages.said("a) is missing before '2 ii)' (page 7)", "fr") == "Manque avant «\u00a02 ii)\u00a0»\u00a0: a) (page 7)"
    assert messages.said("a sentence that nobody foresaw", "fr") == ""


def test_it_is_what_ingest_says():
    clauses = [_clause("resolves 1", "resolves.1", "1"), _clause("resolves 4", "resolves.4", "4")]
    assert [messages.said(w, "fr") for w in warnings(clauses)] == ["Manque avant «\u00a0resolves 4\u00a0»\u00a0: 2–3"]


def test_a_full_disk_has_a_sentence_of_its_own(monkeypatch):
    monkeypatch.setattr(messages, "page_language", lambda: "fr")
    full = messages.unwritten(OSError(28, "No space left on device"), "Impossible ({why}).")
    assert full.startswith("Le disque est plein") and "No space" not in full
    assert messages.unwritten(OSError(5, "Input/output error"), "Impossible ({why}).") == "Impossible (Input/output error)."


@pytest.mark.parametrize("room, said", [(False, "No space left on device"), (True, "OperationalError: disk I/O error")])
def test_a_reading_that_fails_says_why(monkeypatch, tmp_path, capsys, room, said):
    def fails(*_, **__):
        raise sqlite3.OperationalError("disk I/O error")

    monkeypatch.setattr("ingest.pipeline.ingest", fails)
    monkeypatch.setattr("index.generations.has_room", lambda folder: room)
    assert reading.main(str(tmp_path / "data"), str(tmp_path)) == 2
    assert json.loads(capsys.readouterr().out)["error"] == f"the index could not be written: {said}."


def _clause(address: str, key: str, label: str) -> Clause:
    return Clause(
        id=address, document_id="d", kind="operative", section="resolves", heading="resolves", heading_start=0, heading_end=8,
        label=label, address=address, key=key, parent_id="", order=0, page=None, page_label="", start=9, end=12, text="abc",
    )
