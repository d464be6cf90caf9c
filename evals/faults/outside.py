"""Faults of what stands around the index: the clock, a language model, a Chroma server, the page and an ingest at once."""

from __future__ import annotations

import asyncio
import contextlib
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from random import Random

from errors import AssistantError
from evals.faults.bench import QUESTION, Bench, Outcome, ended, told

BACK = ("faketime", "-f")
START = 60.0  # seconds that a server may take
LLM_SECONDS = 3.0  # that a language model may take


def clock_set_back(bench: Bench, chance: Random, times: int) -> Iterator[Outcome]:
    """The clock stands earlier than when the index was written, and a text changes then."""
    if not shutil.which(BACK[0]):
        yield Outcome("clock", "set back", "SKIPPED: no faketime here (Debian: apt install faketime)", True)
        return
    bench.grow()
    by = (*BACK, f"-{chance.randint(1, 4_000)}d")
    done = bench.run("answer", QUESTION, prefix=by)
    yield Outcome("clock", f"a question, {by[2]}", done.fault or told(done), not done.fault and done.code in (0, 3))
    done = bench.run("ingest", prefix=by)
    whole = bench.state() == bench.after()
    yield Outcome("clock", f"an ingest, {by[2]}", done.fault or done.line, not done.fault and done.code == 0 and whole)
    path = chance.choice(sorted(bench.texts.iterdir()))
    earlier = path.stat().st_mtime - chance.randint(1, 10**8)
    path.write_text(path.read_text("utf-8").replace("2", "3"), "utf-8")  # the same size, an earlier time
    os.utime(path, (earlier, earlier))
    done = bench.run("ingest", prefix=by)
    wrong = done.fault or ("" if bench.state() == bench.after() else "the change was not seen")
    yield Outcome("clock", "a text of the same size with an earlier time", wrong or "it is read again", not wrong)
    wrong = bench.mended()
    yield Outcome("clock", "ingest with the clock right again", wrong or "everything is held", not wrong)


def model_hangs(bench: Bench, chance: Random, times: int) -> Iterator[Outcome]:
    """A language model takes the question and never answers, refuses connections, or answers nonsense."""
    from index import open_index

    index = open_index(bench.settings)
    with socket.create_server(("127.0.0.1", 0)) as silent, _nonsense(chance) as nonsense:
        for what, port in (("takes the question and says nothing", silent.getsockname()[1]), ("is not there", _free_port()),
                           ("answers nonsense", nonsense)):  # fmt: skip
            set_to = replace(bench.settings, llm_base_url=f"http://127.0.0.1:{port}/v1", llm_model="none", llm_seconds=LLM_SECONDS)
            yield Outcome("model", what, *_asked(bench, index, set_to))
    index.close()


def _asked(bench: Bench, index, set_to) -> tuple[str, bool]:
    """What became of the first question that the model was asked about, and whether that is well."""
    from answer import model
    from answer.ask import ask

    model.prepare(set_to)  # the library's import, which is not the model's time
    for question in bench.questions(60):
        plain = ask(question, index=index, settings=bench.settings)
        started = time.monotonic()
        answer = ask(question, index=index, settings=set_to)
        took = time.monotonic() - started
        if answer.model is not None:
            same = answer.citations == plain.citations and bool(answer.model.failed)
            return f"extracted{'' if same else ' OTHERWISE'}, the reader is told: {answer.model.failed}; {took:.1f} s", same and took < LLM_SECONDS + 10
    return "the model was asked nothing", False


def server_gone(bench: Bench, chance: Random, times: int) -> Iterator[Outcome]:
    """A Chroma server that is gone for a question, for an ingest and within one, and comes back."""
    names = {"CHROMA_URL": f"http://127.0.0.1:{_free_port()}", "ITU_EXACT_UP_TO": "1"}
    server = _Chroma(names["CHROMA_URL"], bench.folder / "chroma")
    shutil.rmtree(bench.data)
    bench.settings = replace(bench.settings, chroma_url=names["CHROMA_URL"], exact_up_to=1)
    try:
        done = bench.run("ingest", names=names)
        held = not done.fault and done.code == 2 and len(done.said.strip().splitlines()) == 1
        yield Outcome("chroma", "the first ingest while it is gone", done.fault or done.line, held)
        server.start()
        took = time.monotonic()
        done = bench.run("ingest", names=names)
        took = time.monotonic() - took
        bench.before = bench.state()
        yield Outcome("chroma", "the first ingest", done.fault or done.line, not done.fault and done.code == 0)
        answered = bench.run("answer", QUESTION, names=names)
        server.kill()
        done = bench.run("answer", QUESTION, names=names)
        same = done.code == answered.code and set(answered.said.splitlines()) <= set(done.said.splitlines())
        yield Outcome("chroma", "a question while it is gone", done.fault or f"{told(done)}, {'the same' if same else 'ANOTHER'}", same)
        bench.grow()
        done = bench.run("ingest", names=names)
        held = not done.fault and done.code == 2 and bench.state(stored=False) == bench.before
        yield Outcome("chroma", "an ingest while it is gone", done.fault or done.line, held)
        whole = bench.folder / "whole"
        shutil.copytree(bench.data, whole)
        for _ in range(times):
            shutil.rmtree(bench.data)
            shutil.copytree(whole, bench.data)
            yield _killed_within(bench, server, names, chance.uniform(0.3, 1.0) * took)
        server.start()
        done = bench.run("ingest", names=names)
        whole = bench.state() == bench.after()
        yield Outcome("chroma", "an ingest when it is back", done.fault or done.line, not done.fault and whole)
    finally:
        server.kill()


def _killed_within(bench: Bench, server: _Chroma, names: dict, wait: float) -> Outcome:
    server.start()
    process = bench.start("ingest", names=names)
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.wait(wait)
    server.kill()
    done = ended(process)
    held = bench.state(stored=False)
    which = "as before" if held == bench.before else "all of the new" if held == bench.after() else "neither old nor new"
    said = done.fault or f"exit code {done.code}; the index is {which}"
    return Outcome("chroma", f"killed {wait:.1f} s into an ingest", said, not done.fault and held in (bench.before, bench.after()))


def page_and_ingest(bench: Bench, chance: Random, times: int) -> Iterator[Outcome]:
    """The page is asked without a pause while texts are ingested."""
    from evals.load.page import Server

    server = Server(bench.data, bench.folder / "page.log")
    try:
        server.wait()
        bench.grow()
        process = bench.start("ingest")
        asked, wrong = asyncio.run(_asked_until(server.port, process))
        done = ended(process)
        yield Outcome("page", "asked while texts are ingested", wrong or f"{asked} answers", not wrong and asked > 0)
        whole = bench.state() == bench.after()
        yield Outcome("page", "the ingest while it is asked", done.fault or done.line, not done.fault and done.code == 0 and whole)
        with urllib.request.urlopen(f"http://127.0.0.1:{server.port}/health", timeout=60) as told_:
            seen = bench.generation().name in told_.read().decode()
        yield Outcome("page", "what it serves afterwards", "the new index" if seen else "ANOTHER", seen)
    finally:
        server.stop()


async def _asked_until(port: int, process: subprocess.Popen) -> tuple[int, str]:
    """How many questions the page answered before the process ended, and what went wrong."""
    from evals.load.page import Session

    session, asked = await Session.open(port), 0
    try:
        while asked == 0 or process.poll() is None:
            await session.anew()
            await session.ask(QUESTION)
            asked += 1
    except (AssistantError, OSError) as error:
        return asked, str(error)
    finally:
        await session.close()
    return asked, ""


class _Chroma:
    """``chroma run`` at an address, over one folder."""

    def __init__(self, url: str, folder: Path):
        self.url, self.folder, self.process = url, folder, None

    def start(self) -> None:
        command = [str(Path(sys.executable).parent / "chroma"), "run", "--path", str(self.folder), "--host", "127.0.0.1"]
        quiet = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        self.process = subprocess.Popen([*command, "--port", self.url.rpartition(":")[2]], **quiet)
        end = time.monotonic() + START
        while time.monotonic() < end:
            try:
                urllib.request.urlopen(self.url + "/api/v2/heartbeat", timeout=5).close()
                return
            except OSError:
                time.sleep(0.2)
        raise AssistantError("chroma run did not start", where="faults")

    def kill(self) -> None:
        if self.process is not None:
            self.process.kill()
            self.process.wait()


@contextmanager
def _nonsense(chance: Random) -> Iterator[int]:
    """The port of a server that answers with noise."""
    from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
    from threading import Thread

    body = chance.randbytes(2_000)

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            self.send_response(200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, daemon=True).start()
    yield server.server_port
    server.shutdown()
    server.server_close()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


CASES = {"clock": clock_set_back, "model": model_hangs, "chroma": server_gone, "page": page_and_ingest}
