"""The load test's own parts; a small crowd at a real page."""

from __future__ import annotations

import asyncio
import os

import pytest

from evals.__main__ import main
from evals.load import mix, table
from evals.load.crowd import Found, crowd, quiet
from evals.load.memory import Memory
from schema import LANGUAGES

MB = 2**20


def memory(*own):
    return Memory(0, [(float(n), size * MB, size * MB) for n, size in enumerate(own)])


@pytest.mark.parametrize("own, grown", [
    ([100] * 20, False),
    ([100] * 8 + [300] * 12, False),  # what warms up is no growth
    ([100 + 10 * n for n in range(20)], True),
    ([1000 + 2 * n for n in range(20)], False),  # within chance
    ([100, 900], False),  # too few to tell
])  # fmt: skip
def test_growth(own, grown):
    assert memory(*own).grown == grown


def test_this_process_has_memory():
    held = Memory(os.getpid())
    held.sample()
    ended = Memory(2**22 + 1)
    ended.sample()
    assert held.peak > 10 * MB and ended.samples == []


def test_the_same_seed_asks_the_same():
    first, second, other = (mix.conversations(seed, 2) for seed in (1, 1, 2))
    assert first == second != other
    assert len(first) == 2 * len(LANGUAGES) and all(len(turns) >= mix.TURNS and all(turns) for turns in first)


class Tab:
    """Answers with the question; every third one as ``fault`` says."""

    asked = 0

    def __init__(self, fault=""):
        self.fault = fault

    async def ask(self, question):
        Tab.asked += 1
        if self.fault and Tab.asked % 3 == 0:
            if self.fault == "lost":
                raise ConnectionError("gone")
            return self.fault
        return question.upper()

    async def anew(self):
        pass

    async def close(self):
        pass


@pytest.mark.parametrize("fault", ["", "lost", "another answer"])
def test_a_crowd(fault):
    async def asked():
        async def calm():
            return Tab()

        async def busy():
            return Tab(fault)

        known = await quiet(calm, (("a", "b", "c"), ("d", "e", "f")))
        return await crowd(busy, known, delegates=4, seconds=1.0, pause=0.01, seed=1)

    found = asyncio.run(asked())
    assert len(found.seconds) > 4 and found.tabs >= 4
    assert bool(found.errors) == (fault == "lost") and bool(found.different) == (fault == "another answer")
    assert table.well(found, memory(*[10] * 20)) == (not fault)
    assert ("NOT HELD" in table.table("page", 4, found, memory(*[10] * 20))) == bool(fault)


def test_nothing_answered_is_not_well():
    assert not table.well(Found(), memory(*[10] * 20))


def test_a_number_that_cannot_be(capsys):
    with pytest.raises(SystemExit):
        main(["load", "--delegates", "0"])
    assert "from 1 to 1000" in capsys.readouterr().err


@pytest.mark.parametrize("way", ["page", "function"])
def test_a_few_delegates(way, capsys, monkeypatch):
    """The real page over its websocket, and the answer function: answered, as with nobody else there."""
    one = (mix.conversations(0)[0][:2],)
    monkeypatch.setattr(mix, "conversations", lambda seed: one)
    code = main(["load", "--only", way, "--delegates", "2", "--seconds", "8", "--pause", "1"])
    said = capsys.readouterr()
    assert code == 0, said
    assert f"{way}: held" in said.out and "errors                                 0" in said.out
