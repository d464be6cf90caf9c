"""Several processes of the application over one Chroma server, as docs/operating.md has it: they share the data folder
and the server, and nothing else; an ingest in a process of its own shows up at the next question."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from pathlib import Path
from queue import Empty, Queue

import pytest

from tests.chroma import ChromaServer

ROOT = Path(__file__).resolve().parents[1]
TEXTS = ROOT / "evals" / "collections" / "model-assembly" / "texts" / "dev"
FIRST, SECOND = "DEC-2-2039-E.txt", "RES-13-2035-E.txt"
SECONDS = 240


class Shared:
    """What the processes share, and texts that one of them ingests."""

    def __init__(self, folder: Path, chroma: ChromaServer):
        self.folder, self.chroma, self.data, self.texts = folder, chroma, folder / "data", folder / "texts"
        self.texts.mkdir()

    def environment(self, name: str) -> dict:
        """Of a machine of its own: home, temporary files and caches of no other."""
        own = self.folder / name
        own.mkdir(exist_ok=True)
        kept = {key: value for key, value in os.environ.items() if not key.startswith(("ITU_", "CHROMA_", "XDG_"))}
        named = {"HOME": own, "TMPDIR": own, "XDG_CACHE_HOME": own, "ITU_DATA": self.data, "CHROMA_URL": self.chroma.url, "ITU_EXACT_UP_TO": 1}
        return kept | {key: str(value) for key, value in named.items()}

    def put(self, name: str) -> None:
        (self.texts / name).write_bytes((TEXTS / name).read_bytes())

    def ingest(self) -> subprocess.CompletedProcess:
        return subprocess.run(
            [sys.executable, "-m", "ingest", str(self.texts)], cwd=ROOT, env=self.environment("ingest"), capture_output=True,
            text=True, timeout=SECONDS,
        )  # fmt: skip


class Conversation:
    """``python -m answer`` in a process that stays."""

    def __init__(self, shared: Shared, name: str):
        self.process = subprocess.Popen(
            [sys.executable, "-u", "-m", "answer"], cwd=ROOT, env=shared.environment(name), text=True, stdin=subprocess.PIPE,
            stdout=subprocess.PIPE, stderr=(shared.folder / f"{name}.log").open("w"),
        )  # fmt: skip
        self.lines: Queue[str] = Queue()
        threading.Thread(target=lambda: [self.lines.put(line) for line in self.process.stdout], daemon=True).start()

    def ask(self, question: str) -> str:
        self.process.stdin.write(question + "\n")
        self.process.stdin.flush()
        said: list[str] = []
        while not said or said[-1].strip():  # an answer's block ends with an empty line of its own
            said.append(self.lines.get(timeout=SECONDS))
        try:
            while True:
                said.append(self.lines.get(timeout=1.0))
        except Empty:
            return "".join(said)

    def close(self) -> None:
        self.process.kill()
        self.process.wait()


@pytest.fixture
def shared(tmp_path):
    chroma = ChromaServer(tmp_path / "chroma")
    yield Shared(tmp_path, chroma)
    chroma.stop()


@pytest.fixture
def two(shared):
    begun = [Conversation(shared, "one"), Conversation(shared, "two")]
    yield begun
    for one in begun:
        one.close()


def test_two_processes_and_a_separate_ingest(shared, two):
    shared.put(FIRST)
    refused = shared.ingest()
    assert refused.returncode == 2 and len(refused.stderr.strip().splitlines()) == 1, refused.stderr
    assert "the Chroma server does not answer" in refused.stderr

    shared.chroma.start()
    done = shared.ingest()
    assert done.returncode == 0, done.stderr
    question = "what is decided about the official languages?"
    first = [one.ask(question) for one in two]
    assert first[0] == first[1] and "Decision 2" in first[0]
    assert all("Resolution 13" not in one.ask("which texts speak of wheelchairs and telephone boxes?") for one in two)

    shared.put(SECOND)
    assert shared.ingest().returncode == 0
    after = [one.ask("which telephone boxes could a person in a wheelchair enter?") for one in two]
    assert after[0] == after[1] and "Resolution 13" in after[0]  # at the next question, in both

    shared.chroma.stop()
    assert [one.ask("which telephone boxes could a person in a wheelchair enter?") for one in two] == after
    for name in ("one", "two"):
        said = (shared.folder / f"{name}.log").read_text()
        assert said.count("the Chroma server fails") == 1 and "Traceback" not in said  # it was asked, and missed once
    held = [path.name for path in (shared.data / "generations").iterdir()]
    shared.put("RES-9-2039-E.txt")
    refused = shared.ingest()
    assert refused.returncode == 2 and [path.name for path in (shared.data / "generations").iterdir()] == held

    shared.chroma.start()
    assert shared.ingest().returncode == 0
    assert len({one.ask("who translates the documents of the Assembly?") for one in two}) == 1
