import pytest

from errors import AssistantError
from evals.peers.compare import Asked, asked, compare, judge
from evals.peers.systems import NAMES
from evals.peers.table import table
from evals.peers.texts import read
from evals.peers.worker import Found, Job
from evals.questions import load
from settings import Settings

ASKED = (Asked("a", "en", "?", ("green boat", "blue boat")), Asked("b", "en", "?", ("noon",)), Asked("a", "fr", "?", ("green boat",)))


@pytest.fixture(scope="module")
def texts(folder):
    return read(folder, Settings())


def found(*ranked, texts=("a green\n boat sails", "at noon", "no")):
    return Found(list(texts), list(map(list, ranked)), [1.0, 2.0, 3.0], 1.5, 2_000_000, 3_000_000)


def test_hits_are_by_text_and_lengths_those_of_what_is_returned():
    rows, cost = judge("set", Job("ours", (), (), 10), "en", ASKED, found([2, 0], [2, 2, 2, 2, 2, 1], []))
    by = {row.language: row for row in rows}
    assert list(by) == ["en", "fr", "all"]
    assert (by["en"].questions, by["all"].questions) == (2, 3)
    assert by["en"].hits == {1: 0.0, 5: 0.5, 10: 1.0}
    assert by["fr"].hits == {1: 0.0, 5: 0.0, 10: 0.0}
    assert by["en"].characters == {1: 2.0, 5: (2 + 19 + 10) / 2, 10: (2 + 19 + 10 + 7) / 2}
    assert (cost.build_seconds, cost.milliseconds, cost.bytes, cost.peak) == (1.5, 2.0, 2_000_000, 3_000_000)


def test_conversations_and_questions_without_an_answer_there_are_left_out(texts, set_):
    def ids(text_language, *languages):
        return [(q.id, q.language) for q in asked(load(set_), texts, text_language, languages)]

    assert ids("en", "en", "fr") == [("colour", "en"), ("colour", "fr"), ("noon", "en")]
    assert ids("fr", "en") == [("colour", "en"), ("noon", "en")]
    assert ids("ru", "en") == []


def test_each_language_of_text_is_held_alone_and_a_system_that_fails_is_told_of(texts, set_):
    jobs, told = [], []

    def run(job):
        jobs.append(job)
        if job.system == "bm25":
            raise AssistantError("it broke")
        return found(*([0] for _ in job.questions), texts=("to paint every boat green; de peindre en vert chaque bateau;",))

    results = list(compare(
        "set", load(set_), texts, ("en", "fr"), ("en", "ru", "fr"), lambda system: Job(system, (), (), 0), ("ours", "bm25"), told.append, run
    ))  # fmt: skip
    assert [language for language, _, _ in results] == ["en", "fr"]
    assert [sorted(name[-10:] for name in job.files) for job in jobs[:1]] == [["ells-E.txt", "oats-E.txt"]]
    assert told == ["bm25 is left out: it broke."] * 2
    for _, rows, costs in results:
        assert [row.hits[1] for row in rows] == [0.5, 1.0, pytest.approx(2 / 3)]
        assert [cost.system for cost in costs] == ["ours"]


def test_the_table_has_a_row_for_each_system_in_each_block():
    rows, cost = judge("set", Job("ours", (), (), 10), "en", ASKED, found([2, 0], [2, 1], []))
    more, beside = judge("set", Job("bm25", (), (), 10), "en", ASKED, found([0], [1], [0]))
    blocks = table([*rows, *more], [cost, beside]).split("\n\n")
    assert [block.split()[0] for block in blocks] == ["hit@1", "hit@5", "hit@10", "cost"]
    for block in blocks:
        lines = block.splitlines()
        assert [line.startswith(NAMES[name]) for line, name in zip(lines[1:], ("ours", "bm25"), strict=True)] == [True, True]
        assert len({len(line) for line in lines}) == 1
    assert blocks[1].splitlines()[2].split()[-4:] == ["1.00", "1.00", "1.00", "15"]
    assert blocks[3].splitlines()[1].split()[-5:] == ["1.5", "2.0", "2.9", "2.0", "3"]
