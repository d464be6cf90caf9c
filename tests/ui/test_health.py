"""/health and /metrics of the page's own server, in a process of its own."""

from __future__ import annotations

import json
import re
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request

import pytest

import settings
from answer.tally import Tally
from tests.conftest import SHIPPED
from ui import metrics


class Page:
    """server.py in a process over the index under ``data``."""

    def __init__(self, data, log):
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        command = ["env", f"ITU_DATA={data}", sys.executable, "-m", "streamlit", "run", "server.py", "--server.port", str(port)]
        self.process = subprocess.Popen(command, cwd=settings.ROOT, stdout=log, stderr=log)
        self.address = f"http://127.0.0.1:{port}"
        for _ in range(600):
            try:
                urllib.request.urlopen(self.address + "/_stcore/health", timeout=5).close()
                return
            except OSError:
                assert self.process.poll() is None
                time.sleep(0.1)
        raise TimeoutError(self.address)

    def get(self, path, **headers):
        request = urllib.request.Request(self.address + path, headers=headers)
        try:
            with urllib.request.urlopen(request, timeout=120) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode()


@pytest.fixture
def page(tmp_path):
    with (tmp_path / "log").open("w") as log:
        page = Page(tmp_path / "data", log)
        yield page
        page.process.terminate()
        page.process.wait(30)


def test_a_page_is_well_once_it_has_an_index(page, tmp_path):
    code, told = page.get("/health")
    assert code == 503 and json.loads(told)["status"] == "no index"
    assert "itu_index_up 0\n" in page.get("/metrics")[1]

    command = ["env", f"ITU_DATA={tmp_path / 'data'}", sys.executable, "-m", "ingest", str(SHIPPED)]
    subprocess.run(command, cwd=settings.ROOT, check=True, capture_output=True)
    code, told = page.get("/health")
    told = json.loads(told)
    assert code == 200 and told["status"] == "ok" and told["clauses"]["fr"] > 0
    numbers = page.get("/metrics")[1]
    assert f'itu_index_clauses{{language="fr"}} {told["clauses"]["fr"]}\n' in numbers
    assert f'generation="{told["generation"]}"' in numbers and 'itu_questions_total{outcome="answered"} 0\n' in numbers

    for headers in ({"X-Forwarded-For": "192.0.2.1"}, {"Forwarded": "for=192.0.2.1"}, {"Host": "elsewhere.example"}):
        assert page.get("/metrics", **headers)[0] == 403
        assert json.loads(page.get("/health", **headers)[1]) == {"status": "ok"}

    (tmp_path / "data" / "CURRENT").write_text("nothing")  # whatever the pointer is named, the folder is broken next
    for path in sorted((tmp_path / "data").rglob("*"), reverse=True):
        if path.is_file():
            path.unlink()
    assert page.get("/health")[0] == 503


def test_the_numbers_of_questions():
    tally = Tally()
    tally.add("answered", 0.3, {"retrieve": 0.2})
    tally.add("failed", 40.0, {})
    said = metrics.text(metrics.questions(tally))
    assert 'itu_questions_total{outcome="answered"} 1\n' in said and 'itu_questions_total{outcome="abstained"} 0\n' in said
    buckets = [int(n) for n in re.findall(r'itu_stage_seconds_bucket\{stage="all",le="[^"]+"\} (\d+)', said)]
    assert buckets == sorted(buckets) and buckets[-1] == 2 and buckets[-2] == 1
    assert 'itu_stage_seconds_sum{stage="all"} 40.3\n' in said and 'itu_stage_seconds_count{stage="retrieve"} 1\n' in said


def test_a_label_is_written_so_that_it_can_be_read():
    family = metrics.gauge("a", "b", {'x"\n\\': 1.5}, "name")
    assert metrics.text([family]) == '# HELP a b\n# TYPE a gauge\na{name="x\\"\\n\\\\"} 1.5\n'


def test_the_index_is_loaded_though_no_reader_has_come(monkeypatch):
    """The server's start has the first questions' way made; a page that is drawn at once does it itself."""
    from threading import Event

    from starlette.testclient import TestClient

    import server

    warmed = Event()
    monkeypatch.setattr(server, "AFTER", 0.05)
    monkeypatch.setattr(server.session, "warm", warmed.set)
    with TestClient(server.app):
        assert warmed.wait(20)


def test_what_could_not_be_loaded_ahead_is_tried_again(monkeypatch):
    from errors import IndexMismatch, NoIndex
    from ui import session

    session._held.cache_clear()
    threads = []
    for error in (NoIndex("nothing has been ingested yet"), IndexMismatch("it is damaged"), IndexMismatch("it is damaged")):
        def fails(error=error):
            raise error

        monkeypatch.setattr(session, "shared", fails)
        threads.append(session.warm())
        threads[-1].join(60)
    session._held.cache_clear()
    assert threads[0] is not threads[1] is threads[2]
