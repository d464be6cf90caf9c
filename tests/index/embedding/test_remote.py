"""An embedding behind an address: a local server that serves, stalls, fails and tells wrong things."""

import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import numpy as np
import pytest

from errors import AssistantError, EmbeddingFailed
from index.embedding import embed_question, load, remote
from index.embedding.remote import RemoteEmbedding
from settings import Settings

LETTERS = "abcdefghijklmnopqrstuvwxyz"


def vector(text: str) -> list[float]:
    """Counts letters, so that near texts are near; the first dimension keeps it from being zero."""
    return [1.0, *(float(text.lower().count(letter)) for letter in LETTERS)]


class Server:
    """Serves ``/v1/embeddings``. ``script``: for each request in turn a status, or a function of the handler and
    the request; what comes after is served well."""

    def __init__(self):
        self.requests: list[dict] = []
        self.keys: list[str | None] = []
        self.script: list = []
        owner = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self):
                asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                owner.requests.append({"path": self.path, **asked})
                owner.keys.append(self.headers.get("Authorization"))
                step = owner.script.pop(0) if owner.script else 200
                if callable(step):
                    step(self, asked)
                elif step == 200:
                    send(self, 200, good(asked))
                else:
                    send(self, step, {"error": {"message": "too\nmuch"}})

            def log_message(self, *_):
                pass

        self.http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.http.daemon_threads = True
        self.address = f"http://127.0.0.1:{self.http.server_port}/v1"
        threading.Thread(target=self.http.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()


def good(asked: dict) -> dict:
    rows = [{"index": i, "embedding": vector(text)} for i, text in enumerate(asked["input"])]
    return {"data": rows[::-1]}  # in any order


def send(handler, status: int, body, **headers) -> None:
    data = body if isinstance(body, bytes) else json.dumps(body).encode()
    handler.send_response(status)
    for name, value in {"Content-Length": len(data), **headers}.items():
        handler.send_header(name.replace("_", "-"), str(value))
    handler.end_headers()
    handler.wfile.write(data)


@pytest.fixture
def server(monkeypatch):
    monkeypatch.setattr(remote, "PAUSE", 0.01)
    served = Server()
    yield served
    served.http.shutdown()
    served.http.server_close()


def unit(text: str) -> np.ndarray:
    row = np.array(vector(text), dtype=np.float32)
    return row / np.linalg.norm(row)


def test_it_serves_vectors_in_the_order_asked_for(server):
    embedding = RemoteEmbedding(server.address + "/", "letters", key="secret", passage="p: ", question="q: ")
    texts = ["a lamp", "", "two boats"]
    vectors = embedding.embed(texts)
    assert vectors.shape == (3, 27) == (3, embedding.dimensions) and vectors.dtype == np.float32
    assert np.allclose(vectors[[0, 2]], [unit("p: a lamp"), unit("p: two boats")]) and not vectors[1].any()
    assert np.allclose(embed_question(embedding, "lamp"), unit("q: lamp"))
    assert {r["path"] for r in server.requests} == {"/v1/embeddings"} and {r["model"] for r in server.requests} == {"letters"}
    assert set(server.keys) == {"Bearer secret"} and all("" not in r["input"] for r in server.requests)
    assert np.array_equal(embedding.tokens(["lamps"])[0].spans, load().tokens(["lamps"])[0].spans)


def test_many_texts_go_in_batches_by_number_and_by_length(server, monkeypatch):
    embedding = RemoteEmbedding(server.address, "letters")
    server.requests.clear()
    monkeypatch.setattr(remote, "BATCH", 3)
    monkeypatch.setattr(remote, "BATCH_CHARS", 10)
    texts = ["aa", "bb", "cc", "dd", "e" * 50, "f" * 8, "gg"]
    assert np.allclose(embedding.embed(texts), [unit(text) for text in texts])
    assert [r["input"] for r in server.requests] == [texts[:3], texts[3:4], texts[4:5], texts[5:7]]


@pytest.mark.parametrize("status", [429, 500, 503])
def test_what_passes_is_tried_again(server, status):
    embedding = RemoteEmbedding(server.address, "letters")
    server.script = [status, status]
    assert np.allclose(embedding.embed(["a"])[0], unit("a"))
    assert len(server.requests) == 4


def test_the_server_may_ask_to_wait(server):
    embedding = RemoteEmbedding(server.address, "letters")
    server.script = [lambda handler, _: send(handler, 429, {}, Retry_After=1)]
    before = time.monotonic()
    embedding.embed(["a"])
    assert time.monotonic() - before >= 1


def stall(handler, _):
    time.sleep(1.5)


def drip(handler, _):
    handler.send_response(200)
    handler.send_header("Content-Length", "100000")
    handler.end_headers()
    for _ in range(20):
        time.sleep(0.1)
        handler.wfile.write(b" ")
        handler.wfile.flush()


def hang_up(handler, _):
    handler.connection.close()


def reply(make):
    return lambda handler, asked: send(handler, 200, make(asked))


FAILURES = [
    ([401], "it answers 401 .too much."),
    ([404], "it answers 404"),
    ([500] * 9, "it answers 500 .too much."),
    ([hang_up] * 9, "it cannot be reached"),
    ([stall] * 9, "it had not answered in 1 seconds"),
    ([drip] * 9, "it had not answered in 1 seconds"),
    ([reply(lambda _: b"<html>")], "its reply is not JSON"),
    ([reply(lambda _: {"object": "list"})], "its reply holds no vectors"),
    ([reply(lambda _: [])], "its reply holds no vectors"),
    ([reply(lambda _: {"data": [{"index": 0, "embedding": "x"}]})], "its reply holds no vectors"),
    ([reply(lambda _: {"data": []})], "its reply holds no vector for each of 1 texts"),
    ([reply(lambda _: {"data": [{"index": 0, "embedding": []}]})], "its reply holds no vector for each"),
    ([reply(lambda _: {"data": [{"index": 1, "embedding": [1.0]}]})], "its reply holds no vector for each"),
    ([reply(lambda _: {"data": [{"index": 0, "embedding": [float("nan")]}]})], "its reply holds no vector for each"),
    ([reply(lambda _: {"data": [{"index": 0, "embedding": [1.0, 2.0]}]})], "its vectors have 2 dimensions, before they had 27"),
]


@pytest.mark.parametrize(("script", "says"), FAILURES, ids=lambda value: value if isinstance(value, str) else "")
def test_each_failure_is_one_line_within_the_time(server, script, says):
    embedding = RemoteEmbedding(server.address, "letters", seconds=1)
    server.script = list(script)
    before = time.monotonic()
    with pytest.raises(EmbeddingFailed, match=says) as error:
        embedding.embed(["a"])
    assert time.monotonic() - before < 1.6
    assert "\n" not in str(error.value) and server.address in str(error.value)


@pytest.mark.parametrize("address", ["http://127.0.0.1:9", "http://exa mple", "http://[::1"])
def test_an_address_where_nothing_is(address, monkeypatch):
    monkeypatch.setattr(remote, "PAUSE", 0.01)
    with pytest.raises(EmbeddingFailed):
        RemoteEmbedding(address, "letters", seconds=1)


def test_an_index_built_with_it_answers_and_no_other_embedding_reads_it(server, tmp_path, corpus):
    """The shipped text, by one setting, from files to hits."""
    from index import open_index
    from index.retriever import Query, search
    from ingest.pipeline import ingest

    settings = Settings(corpus=corpus, data=tmp_path / "data", embedding=f"{server.address}#letters")
    ingest([settings.corpus], settings)
    index = open_index(settings)
    assert (index.manifest.embedding, index.manifest.dimensions) == ("remote-letters-27", 27)
    server.requests.clear()
    assert search(index, Query("Quels groupes consultatifs sont invités ?", "fr"), settings)
    assert len(server.requests) == 1  # the question alone: the clauses' vectors are held
    index.close()
    with pytest.raises(AssistantError, match="the index was built with the embedding remote-letters-27, not builtin"):
        open_index(Settings(corpus=corpus, data=tmp_path / "data"))
