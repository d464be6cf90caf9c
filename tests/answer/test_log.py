"""A line for each question, without its words unless they are wanted."""

import json
from dataclasses import replace

import pytest

import settings as settings_module
from answer.ask import ask
from answer.log import logged
from errors import BadSetting
from schema import Answer
from settings import Settings

WORDS = "who is told about zebras?"


def answered(text, *, settings, **_):
    return Answer(text, "en", (), (), (), (), True, "no_answer", "extractive", 0.25, stages={"retrieve": 0.125})


def lines(path):
    return [json.loads(line) for line in path.read_text("ascii").splitlines()]


def test_a_line_for_each_question(tmp_path):
    told = replace(Settings(), log=str(tmp_path / "log"))
    first, second = (logged(answered)(WORDS, settings=told) for _ in range(2))
    found = lines(tmp_path / "log")
    assert [line["id"] for line in found] == [first.id, second.id] and len({first.id, second.id}) == 2
    assert found[0]["stages"] == {"retrieve": 0.125} and found[0]["outcome"] == "no_answer" and found[0]["seconds"] == 0.25
    assert "zebra" not in (tmp_path / "log").read_text() and (tmp_path / "log").stat().st_mode & 0o077 == 0


def test_the_words_where_they_are_wanted(tmp_path):
    logged(answered)(WORDS + "\n\u202e", settings=replace(Settings(), log=str(tmp_path / "log"), log_questions=True))
    (line,) = lines(tmp_path / "log")
    assert line["question"] == WORDS + "\n\u202e"


def test_a_question_that_fails_is_told_and_still_fails(tmp_path):
    def fails(text, *, settings):
        raise KeyError(text)

    with pytest.raises(KeyError):
        logged(fails)(WORDS, settings=replace(Settings(), log=str(tmp_path / "log")))
    (line,) = lines(tmp_path / "log")
    assert line["error"] == "KeyError" and "zebra" not in (tmp_path / "log").read_text()


def test_a_log_that_cannot_be_written_stops_no_question(tmp_path, capsys):
    assert logged(answered)(WORDS, settings=replace(Settings(), log=str(tmp_path))).question == WORDS
    assert "cannot be written" in capsys.readouterr().err


def test_none_unless_it_is_set(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    logged(answered)(WORDS, settings=Settings())
    assert not list(tmp_path.iterdir()) and capsys.readouterr().err == ""
    logged(answered)(WORDS, settings=replace(Settings(), log="-"))
    assert json.loads(capsys.readouterr().err)["outcome"] == "no_answer"


def test_the_stages_of_a_real_question(index, settings, tmp_path):
    answer = ask("who must report?", index=index, settings=replace(settings, log=str(tmp_path / "log")))
    (line,) = lines(tmp_path / "log")
    assert line["id"] == answer.id and {"understand", "open", "filter", "retrieve"} <= set(line["stages"])
    assert sum(line["stages"].values()) <= line["seconds"] and line["hits"] == len(answer.hits)


def test_the_settings(tmp_path):
    assert settings_module.load({"ITU_LOG": str(tmp_path / "log"), "ITU_LOG_QUESTIONS": "yes"}).log_questions
    assert settings_module.load({"ITU_LOG": "-"}).log == "-" and not settings_module.load({}).log
    for value in (str(tmp_path), str(tmp_path / "none" / "log")):
        with pytest.raises(BadSetting):
            settings_module.load({"ITU_LOG": value})
