"""An ingest killed at any time leaves the index as it was, or as it was to be: nothing between."""

from __future__ import annotations

import os
import random
import subprocess
import sys

import pytest

from settings import ROOT
from tests.ingest.workshop import Workshop, check_whole

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system cannot fork")
STEPS = ("a.txt", "c.txt", "storing", "indexing words", "checking", "before_swap", "after_swap")
RANDOM_KILLS = 10


class Mortal:
    """The process whose ingests are killed."""

    def __init__(self, shop: Workshop):
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.ingest.mortal", str(shop.settings.data.parent)],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self.process.stdout.readline() == "ready\n"

    def ingest(self, fate: str) -> str:
        self.process.stdin.write(fate + "\n")
        self.process.stdin.flush()
        return self.process.stdout.readline().strip()


@pytest.fixture
def mortal(shop):
    mortal = Mortal(shop)
    yield mortal
    mortal.process.stdin.close()
    mortal.process.wait(timeout=30)


def write_version(shop: Workshop, version: int) -> dict[str, list[str]]:
    """Change one text, leave one, add one, remove one; give back what the index then has to hold."""
    held = {
        "RES-1-2012-en": [f"resolves {version} {i}" for i in range(40)],
        "RES-9-2012-en": ["noting it"],
        f"RES-{version + 100}-2012-fr": [f"décide {i}" for i in range(40)],
    }
    for path in shop.settings.corpus.iterdir():
        path.unlink()
    for name, (document_id, clauses) in zip("abc", held.items(), strict=True):
        shop.write(**{f"{name}_txt": f"# {document_id}\n" + "\n".join(clauses) + "\n"})
    return held


def test_killed_at_any_time(shop, mortal):
    held = write_version(shop, 0)
    seconds = float(mortal.ingest("never"))
    assert shop.texts() == held
    first = shop.open()  # held open all the while, as a page is
    rng = random.Random(57)
    fates = [*STEPS, *(f"{rng.uniform(0.01, seconds):.3f}" for _ in range(RANDOM_KILLS))]
    killed = 0
    for version, fate in enumerate(fates, 1):
        wanted = write_version(shop, version)
        outcome = mortal.ingest(fate)
        killed += outcome == "killed"
        texts = shop.texts()
        if outcome != "killed" or fate == "after_swap":
            assert texts == wanted, fate
        elif fate in STEPS:
            assert texts == held, fate
        else:
            assert texts in (held, wanted), fate
        held = texts
    assert killed > len(STEPS)  # some of the random ones hit

    mortal.ingest("never")  # the next one goes through, and clears up
    assert shop.texts() == wanted
    assert first.current() is shop.open() and first.current() is not first
    check_whole(first, shop.embedding)
    assert first.catalogue.clause("RES-1-2012-en#p1").text == "resolves 0 0"
    first.close()
    mortal.ingest("never")
    assert [path.name for path in (shop.settings.data / "generations").iterdir()] == [shop.open().generation]
