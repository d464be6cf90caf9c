"""Files read by other processes: the same index as when they are read here, whatever happens to those processes."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

from errors import AssistantError
from evals.scale import corpus
from index import generations, open_index
from index.store_beside import StoreBeside
from ingest import files, workers
from ingest.pipeline import ingest
from ingest.reading import ReadFile, read_here, real_build
from settings import ROOT, Settings

pytestmark = pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="kills processes")


@pytest.fixture(scope="module")
def texts(tmp_path_factory):
    folder = tmp_path_factory.mktemp("texts")
    corpus.write(folder, 400, 7)
    (folder / "bad.txt").write_bytes(b"")
    return folder


@pytest.fixture
def beside(monkeypatch):
    """Whatever is to be read is worth other processes, several chunks of it."""
    monkeypatch.setattr(workers, "_count", lambda: 2)
    monkeypatch.setattr(workers, "WORTH", 0)
    monkeypatch.setattr(workers, "CHUNK", 30_000)


def rows(settings: Settings) -> dict[str, list]:
    """All that the catalogue holds but when files were changed."""
    with sqlite3.connect(generations.current(settings.data) / "catalogue.sqlite") as db:
        tables = ("documents", "texts", "clauses", "citations", "mandates", "terms", "findings")
        held = {table: db.execute(f"SELECT * FROM {table} ORDER BY 1, 2, 3").fetchall() for table in tables}
        return {**held, "files": db.execute("SELECT path, sha256, documents, warnings FROM files ORDER BY 1").fetchall()}


def test_the_index_is_that_of_one_process(texts, tmp_path, beside, monkeypatch):
    many, one = (Settings(corpus=texts, data=tmp_path / name) for name in ("many", "one"))
    report = ingest([texts], many)
    monkeypatch.setattr(workers, "worth_it", lambda items: pytest.fail("asked where it is known"))
    monkeypatch.setattr("ingest.pipeline.worth_it", lambda items: False)
    alone = ingest([texts], one)
    assert report.clauses == alone.clauses > 300
    assert [refused.why for refused in report.refused] == [refused.why for refused in alone.refused] != []
    assert (report.added, report.warnings) == (alone.added, alone.warnings)
    assert rows(many) == rows(one)
    ours, theirs = open_index(many), open_index(one)
    try:
        for language in ours.languages:
            assert ours._vectors[language]._ids == theirs._vectors[language]._ids
            assert abs(ours._vectors[language]._rows - theirs._vectors[language]._rows).max() < 1e-6
            assert ours.store.ids(language) == set(ours._vectors[language]._ids)
    finally:
        ours.close(), theirs.close()


def found(texts):
    return [item for item in files.list_files([texts]).found if item.size][:30]


def told(results) -> list:
    return [[entry.digest for entry in one.entries] if isinstance(one, ReadFile) else one for one in results]


def test_what_comes_comes_in_order_with_vectors(texts, beside):
    items, settings = found(texts), Settings()
    from index.embedding import load

    read = list(workers.read_beside(items, settings, load()))
    assert told(read) == told(read_here(items, settings, real_build(settings)))
    assert all(entry.vectors.shape == (len(entry.ids), load().dimensions) for one in read for entry in one.entries)
    other = list(workers.read_beside(items[:8], replace(settings, embedding="onnx:none"), load()))
    assert told(other) == told(read)[:8] and all(entry.vectors is None for one in other for entry in one.entries)


class Killer(workers.Team):
    """Kills its process before it has answered about a file named ``deadly``."""

    deadly = ""

    def _told(self, message):
        if isinstance(message, list) and any(item.file == self.deadly for item in message):
            os.kill(self._local.process.pid, signal.SIGKILL)
        return super()._told(message)


def test_a_file_that_ends_its_process_is_refused_and_no_other(texts, beside, monkeypatch):
    from index.embedding import load

    items, settings = found(texts), Settings()
    Killer.deadly = items[11].file
    monkeypatch.setattr(workers, "Team", Killer)
    read = told(workers.read_beside(items, settings, load()))
    why = f"{items[11].file}: reading it ended the process that read it. Check what is in it, or split it."
    expected = told(read_here(items, settings, real_build(settings)))
    assert read == [*expected[:11], why, *expected[12:]]


def test_where_no_process_can_be_started_files_are_read_here(texts, beside, monkeypatch):
    from index.embedding import load

    items, settings = found(texts)[:10], Settings()
    monkeypatch.setattr(workers.sys, "executable", "/nowhere/python")
    assert told(workers.read_beside(items, settings, load())) == told(read_here(items, settings, real_build(settings)))


def test_processes_end_with_whoever_asked(texts, beside, monkeypatch):
    from index.embedding import load

    started = []

    class Watched(workers.Team):
        def _ready(self):
            try:
                return super()._ready()
            finally:
                started.append(self)

    monkeypatch.setattr(workers, "Team", Watched)
    reading = workers.read_beside(found(texts), Settings(), load())
    next(reading)
    processes = list(started[0]._processes)
    reading.close()
    assert processes and all(process.poll() is not None for process in processes)


def test_a_few_small_files_are_read_here(texts):
    items = found(texts)
    assert not workers.worth_it(items[:3]) and not workers.worth_it([])
    assert workers.worth_it([replace(item, size=2**20) for item in items]) == (workers._count() > 1)


def test_chunks_hold_every_file_once_in_order(texts, monkeypatch):
    items = found(texts)
    monkeypatch.setattr(workers, "CHUNK", 2 * max(item.size for item in items))
    chunks = list(workers._chunks(items))
    assert [item for chunk in chunks for item in chunk] == items and 1 < len(chunks) < len(items)
    assert all(sum(item.size for item in chunk) <= workers.CHUNK for chunk in chunks)


ABANDONED = """
import sys, time
from pathlib import Path
from index.embedding import load
from index.store_beside import StoreBeside
from ingest import files, workers
from settings import ROOT, Settings
workers._count, workers.CHUNK = (lambda: 2), 30_000
teams = []
class Watched(workers.Team):
    def __init__(self, *args):
        super().__init__(*args)
        teams.append(self)
workers.Team = Watched
items = [item for item in files.list_files([Path(sys.argv[1])]).found if item.size]
reading = workers.read_beside(items, Settings(), load())
next(reading)
print(*(process.pid for process in teams[0]._processes), flush=True)
time.sleep(600)
"""


def running(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] not in "ZX"
    except OSError:
        return False


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks at /proc")
def test_processes_do_not_outlive_one_that_is_killed(texts):
    asking = subprocess.Popen([sys.executable, "-c", ABANDONED, str(texts)], cwd=ROOT, stdout=subprocess.PIPE, text=True)
    pids = [int(pid) for pid in asking.stdout.readline().split()]
    assert pids and all(map(running, pids))
    asking.kill()
    asking.wait()
    asking.stdout.close()
    end = time.monotonic() + 60
    while any(map(running, pids)) and time.monotonic() < end:
        time.sleep(0.1)
    assert not any(map(running, pids))


def test_chroma_beside_makes_the_same_index(texts, tmp_path, beside, monkeypatch):
    many, one = (Settings(corpus=texts, data=tmp_path / name) for name in ("many", "one"))
    ingest([texts], one)
    monkeypatch.setattr("index.writer.EMBED", 20)
    monkeypatch.setattr("index.store.StoreWriter.add", lambda *_: pytest.fail("written in this process"))
    ingest([texts], many)
    assert rows(many) == rows(one)
    ours, theirs = open_index(many), open_index(one)
    try:
        for language in theirs.languages:
            assert ours.store.ids(language) == theirs.store.ids(language)
    finally:
        ours.close(), theirs.close()


def test_an_ingest_whose_chroma_dies_leaves_the_index(texts, tmp_path, beside, monkeypatch):
    settings = Settings(corpus=texts, data=tmp_path / "data")
    some = sorted(texts.glob("*/*.txt"))[:6]
    ingest(some, settings)
    held = generations.current(settings.data)
    monkeypatch.setattr("index.writer.EMBED", 20)
    plain, calls = StoreBeside.add, []

    def dies(store, *args):
        calls.append(args)
        if len(calls) == 4:
            store._process.kill()
        plain(store, *args)

    monkeypatch.setattr(StoreBeside, "add", dies)
    with pytest.raises(AssistantError, match="has died.*stays as it is"):
        ingest([texts], settings)
    assert generations.current(settings.data) == held and [*held.parent.iterdir()] == [held]
    monkeypatch.setattr(StoreBeside, "add", plain)
    assert ingest([texts], settings).clauses > 300


@pytest.mark.skipif(not hasattr(os, "sched_setaffinity"), reason="this system has no affinity")
def test_no_more_processes_than_processors_may_be_used(monkeypatch):
    monkeypatch.setattr(os, "sched_getaffinity", lambda pid: {3})
    assert workers._count() == 1
    monkeypatch.setattr(os, "sched_getaffinity", lambda pid: set(range(40)))
    assert workers._count() == workers.MOST
