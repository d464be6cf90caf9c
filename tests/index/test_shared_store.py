"""Vectors on a Chroma server: what several generations need, what a reader takes of it, and a server that fails."""

from __future__ import annotations

import json
from dataclasses import asdict

import numpy as np
import pytest

from index import chroma_server, generations, shared_store, vectors
from index.chroma_server import NoServer
from index.vectors import Vectors
from settings import Settings
from tests.chroma import ChromaServer, answering, silent

EMBEDDING = "an embedding"


@pytest.fixture(scope="module")
def chroma(tmp_path_factory):
    server = ChromaServer(tmp_path_factory.mktemp("chroma"))
    server.start()
    yield server
    server.stop()


@pytest.fixture(autouse=True)
def no_pause(monkeypatch):
    monkeypatch.setattr(chroma_server, "PAUSE", 0.0)


@pytest.fixture
def to(chroma):
    if chroma.process is None:
        chroma.start()
    return chroma_server.address(Settings(chroma_url=chroma.url))


def rows(count, seed):
    made = np.random.default_rng(seed).normal(size=(count, 16)).astype(np.float32)
    return made / np.linalg.norm(made, axis=1, keepdims=True)


def generation(data, name, **languages):
    """A finished generation: language -> {clause id: vector}."""
    folder = data / "generations" / name
    for language, held in languages.items():
        vectors.write(folder / "vectors" / language, list(held), np.array(list(held.values())))
    counts = {language: len(held) for language, held in languages.items()}
    manifest = generations.Manifest(generations.FORM, EMBEDDING, 16, "p", 1, counts)
    (folder / "manifest.json").write_text(json.dumps(asdict(manifest)))
    return folder


def reader(to, data, folder):
    held = {path.name: Vectors(path) for path in sorted((folder / "vectors").glob("*"))}
    return shared_store.SharedStore(to, data, EMBEDDING, held)


def numbered(count, seed):
    return {f"RES-1#décide-{n:03d}": row for n, row in enumerate(rows(count, seed))}


def on_server(to, data):
    listed = chroma_server.client(to, chroma_server.WRITE).list_collections()
    return {c.name: c.count() for c in listed if c.name.startswith(shared_store._prefix(data))}


def test_it_finds_what_the_vectors_find(to, tmp_path):
    folder = generation(tmp_path, "000001-aaaaaa", en=numbered(300, 1), fr=numbered(40, 2))
    shared_store.bring(to, tmp_path)
    store = reader(to, tmp_path, folder)
    assert store.languages == ("en", "fr") and store.count("en") == 300 and store.count("fr") == 40
    for question in rows(5, 9):
        assert store.search(question, "en", 7, 100) == Vectors(folder / "vectors" / "en").search(question, 7)
    assert len(store.search(rows(1, 3)[0], "fr", 100, 100)) == 40


def test_readers_of_two_generations_each_find_their_own(to, tmp_path):
    first = numbered(60, 1)
    second = {**dict(list(first.items())[:50]), **{f"RES-1#décide-{n:03d}": row for n, row in zip(range(50, 60), rows(10, 7), strict=True)}}
    old = generation(tmp_path, "000001-aaaaaa", en=first, fr=numbered(5, 2))
    shared_store.bring(to, tmp_path)
    new = generation(tmp_path, "000002-bbbbbb", en=second)
    shared_store.bring(to, tmp_path, drop=False)
    assert sorted(on_server(to, tmp_path).values()) == [5, 70]
    for folder, held in ((old, first), (new, second)):
        assert reader(to, tmp_path, folder).count("en") == 60
        for question in rows(4, 5):
            assert reader(to, tmp_path, folder).search(question, "en", 3, 20) == Vectors(folder / "vectors" / "en").search(question, 3)
        assert reader(to, tmp_path, folder).search(held["RES-1#décide-055"], "en", 1, 20)[0] == ("RES-1#décide-055", 1.0)
    for path in sorted(old.rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
    shared_store.bring(to, tmp_path)
    assert list(on_server(to, tmp_path).values()) == [60]  # what only the earlier one had is gone, a whole language with it


def test_what_the_server_lost_is_brought_again(to, tmp_path):
    folder = generation(tmp_path, "000001-aaaaaa", en=numbered(30, 1))
    shared_store.bring(to, tmp_path)
    client, (name,) = chroma_server.client(to, chroma_server.WRITE), on_server(to, tmp_path)
    client.get_collection(name, embedding_function=None).delete(ids=shared_store.keys(Vectors(folder / "vectors" / "en"))[:4])
    assert reader(to, tmp_path, folder).count("en") == 26
    shared_store.bring(to, tmp_path)
    assert reader(to, tmp_path, folder).count("en") == 30
    client.delete_collection(name)
    store = reader(to, tmp_path, folder)
    assert store.search(rows(1, 1)[0], "en", 3, 10) is None  # all vectors are searched instead
    shared_store.bring(to, tmp_path)
    assert len(store.search(rows(1, 1)[0], "en", 3, 10)) == 3


def test_two_folders_do_not_meet(to, tmp_path):
    for name in ("a", "b"):
        generation(tmp_path / name, "000001-aaaaaa", en=numbered(8, 1))
        shared_store.bring(to, tmp_path / name)
    (tmp_path / "a" / "generations" / "000001-aaaaaa" / "manifest.json").unlink()
    shared_store.bring(to, tmp_path / "a")
    assert on_server(to, tmp_path / "a") == {} and list(on_server(to, tmp_path / "b").values()) == [8]


def test_a_server_that_is_gone_and_comes_back(to, chroma, tmp_path, caplog):
    folder = generation(tmp_path, "000001-aaaaaa", en=numbered(20, 1))
    shared_store.bring(to, tmp_path)
    store, question = reader(to, tmp_path, folder), rows(1, 4)[0]
    found = store.search(question, "en", 3, 10)
    chroma.stop()
    assert store.search(question, "en", 3, 10) is None and store.search(question, "en", 3, 10) is None
    assert [r.levelname for r in caplog.records].count("WARNING") == 1  # once for each outage
    with pytest.raises(NoServer, match="the index stays as it is"):
        shared_store.bring(to, tmp_path)
    assert chroma_server.trouble(Settings(chroma_url=chroma.url))
    chroma.start()
    assert store.search(question, "en", 3, 10) == found
    assert chroma_server.trouble(Settings(chroma_url=chroma.url)) == "" and chroma_server.trouble(Settings()) is None


def test_while_it_is_gone_questions_do_not_wait_for_it(monkeypatch, to, chroma, tmp_path):
    folder = generation(tmp_path, "000001-aaaaaa", en=numbered(20, 1))
    shared_store.bring(to, tmp_path)
    store, asked = reader(to, tmp_path, folder), []
    monkeypatch.setattr(chroma_server, "PAUSE", 60.0)
    monkeypatch.setattr(store, "collection", lambda language: asked.append(language) or 1 / 0)
    assert [store.search(rows(1, 4)[0], "en", 3, 10) for _ in range(5)] == [None] * 5
    assert asked == ["en"]
    chroma_server.outage(to).end()


def test_a_server_that_says_nothing(monkeypatch, tmp_path):
    monkeypatch.setattr(chroma_server, "CHECK", 0.3)
    with silent() as url, pytest.raises(NoServer, match="does not answer"):
        chroma_server.check(chroma_server.address(Settings(chroma_url=url)))


@pytest.mark.parametrize("status, body, says", [
    (200, b'"0.4.24"', "a server of version 0.4.24, and Chroma 1"),
    (404, b"no", "that answers with 404"),
    (200, b"<html>", "that answers with 200"),
    (401, b"", "refuses us"),
    (403, b"", "refuses us"),
])  # fmt: skip
def test_another_server(status, body, says):
    with answering(status, body) as url, pytest.raises(NoServer, match=says) as wrong:
        chroma_server.check(chroma_server.address(Settings(chroma_url=url.replace("//", "//me:secret@"), chroma_token="hidden")))
    assert "secret" not in str(wrong.value) and "hidden" not in str(wrong.value)


@pytest.mark.parametrize("url, token, header", [
    ("http://h:1", "", None),
    ("https://me:p%40ss@h:1/below/", "", "Basic bWU6cEBzcw=="),
    ("http://me:p@h:1", "t", "Bearer t"),
])  # fmt: skip
def test_what_is_shown_to_the_server_is_shown_to_no_one_else(url, token, header):
    settings = Settings(chroma_url=url, chroma_token=token)
    to = chroma_server.address(settings)
    assert dict(to.headers).get("Authorization") == header and "@" not in to.url and not to.url.endswith("/")
    assert to.shown == "h:1" and "Basic" not in repr(to) and "p%40ss" not in repr(settings) and "Bearer" not in repr(to)
