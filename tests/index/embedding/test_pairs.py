"""The project's own questions and passages, and the names that people ask with, on small tables."""

import csv

import numpy as np
import pytest

from index.embedding.train.pairs import PAIRS, SYNONYMS, read_asked
from index.embedding.train.ragged import from_lists
from index.embedding.train.terms import FOLDER, LANGUAGES

HEADER = "\t".join([f"{language}_q" for language in LANGUAGES] + [f"passage_{language}" for language in LANGUAGES])


def encode(texts):
    """A word as its number of letters."""
    return from_lists([[len(word) for word in text.split()] for text in texts])


@pytest.fixture
def folder(tmp_path):
    rows = [
        ("a bb", "ccc", "", "", "", "", "dddd", "eeeee", "", "", "", ""),
        ("bb a", "", "", "", "", "", "dddd", "", "", "", "", ""),
        ("ccc a", "bb", "", "", "", "", "ffffff", "a", "", "", "", ""),
    ]
    (tmp_path / PAIRS).write_text("\n".join([HEADER, *map("\t".join, rows)]) + "\n", encoding="utf-8")
    names = ["language\tasked\ten\town", "en\ta | bb\tccc\t", "fr\ta\tbb | dddd\tccc"]
    (tmp_path / SYNONYMS).write_text("\n".join(names) + "\n", encoding="utf-8")
    return tmp_path


def test_a_question_comes_with_its_passage_and_a_passage_once(folder):
    asked = read_asked(encode, folder)
    right = {(1, 2): [4], (2, 1): [4], (3, 1): [6]}
    for seed in range(9):
        questions, passages = asked.questions(("en", "en"), 9, np.random.default_rng(seed))
        assert all(right[tuple(one)] == other for one, other in zip(questions.lists(), passages.lists(), strict=True))
        assert sorted(passages.lists()) == [[4], [6]]


def test_languages_meet_where_both_have_something(folder):
    asked = read_asked(encode, folder)
    assert set(asked.pairs) == {("en", "en"), ("en", "fr"), ("fr", "fr"), ("fr", "en")}
    questions, passages = asked.questions(("fr", "en"), 9, np.random.default_rng(1))
    assert sorted(zip(questions.lists(), passages.lists(), strict=True)) == [([2], [6]), ([3], [4])]


def test_a_name_that_people_ask_with_comes_with_one_of_the_texts(folder):
    asked = read_asked(encode, folder)
    drawn = [asked.synonyms(("fr", "en"), 5, np.random.default_rng(seed)) for seed in range(20)]
    assert {(tuple(a.lists()[0]), tuple(b.lists()[0])) for a, b in drawn} == {((1,), (2,)), ((1,), (4,))}
    assert set(asked.names) == {("en", "en"), ("fr", "fr"), ("fr", "en")}


def test_without_the_tables_there_is_nothing(tmp_path):
    asked = read_asked(encode, tmp_path)
    assert not asked.pairs and not asked.names


def rows_of(name):
    with (FOLDER / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def test_the_tables_that_ship_are_whole():
    header, *pairs = rows_of(PAIRS)
    assert "\t".join(header) == HEADER and {len(row) for row in pairs} == {len(header)}
    assert len({tuple(row) for row in pairs}) == len(pairs)
    assert all(any(row[:6]) and any(row[6:]) for row in pairs)
    header, *names = rows_of(SYNONYMS)
    assert header == ["language", "asked", "en", "own"] and {len(row) for row in names} == {4}
    assert {row[0] for row in names} == set(LANGUAGES)
    assert len({(row[0], row[1]) for row in names}) == len(names)
    assert all(row[1] and row[2] and bool(row[3]) == (row[0] != "en") for row in names)
