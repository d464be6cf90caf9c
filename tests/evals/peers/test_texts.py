import pytest

from errors import BadInput
from evals.peers.texts import read
from evals.questions import Gold, Question
from settings import Settings


def question(*quotes):
    return Question("q", "other", ({"en": "?"},), tuple(map(Gold, quotes)), (), True)


@pytest.fixture(scope="module")
def texts(folder):
    return read(folder, Settings())


def test_files_are_told_apart_by_their_language(texts):
    assert set(texts.languages) == {"en", "fr"}
    assert sorted(file.path.name for file in texts.of("fr")) == ["bells-F.txt", "boats-F.txt"]
    assert len(texts.of("")) == 4


@pytest.mark.parametrize(("language", "expected"), [
    ("en", {"paint every boat"}),
    ("fr", {"de peindre en vert chaque bateau;"}),
    ("", {"paint every boat", "to paint every boat green;", "de peindre en vert chaque bateau;"}),
    ("ru", set()),
])  # fmt: skip
def test_what_answers_is_the_quote_or_the_same_clause_in_the_language_held(texts, language, expected):
    assert set(texts.passages(question("paint every boat"), language)) - {"to paint every boat green;"} == (
        expected - {"to paint every boat green;"}
    )


def test_what_no_text_says_has_no_passage(texts):
    assert texts.passages(question("to buy trains"), "en") == ()


def test_a_file_that_is_refused_is_told_and_no_file_at_all_is_an_error(folder, tmp_path):
    told = []
    (tmp_path / "a.txt").write_bytes((folder / "boats-E.txt").read_bytes())
    (tmp_path / "b.pdf").write_bytes(b"%PDF-1.7")
    assert len(read(tmp_path, Settings(), told.append).files) == 1
    assert len(told) == 1 and "b.pdf" in told[0]
    (tmp_path / "a.txt").unlink()
    with pytest.raises(BadInput):
        read(tmp_path, Settings(), told.append)
