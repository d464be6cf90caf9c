"""A server that speaks the chat completions of OpenAI as far as an answer needs, and says what a test scripts.

A script is a function: the request's body → pieces of the model's words; ``Pause`` waits, ``Cut`` ends the connection,
``Status`` is the HTTP status instead of an answer.
"""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import chain


@dataclass(frozen=True)
class Pause:
    seconds: float


@dataclass(frozen=True)
class Status:
    code: int


class Cut:
    """End the connection without the closing words."""


@contextmanager
def serving(script: Callable[[dict], Iterator]) -> Iterator[tuple[str, list[dict]]]:
    """The server's base address, and the bodies of the requests it got."""
    asked: list[dict] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:  # noqa: N802
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            asked.append(body)
            pieces = iter(script(body))
            first = next(pieces, "")
            if isinstance(first, Status):
                self.send_error(first.code)
                return
            self.send_response(200)
            self.send_header("Content-Type", "text/event-stream")
            self.end_headers()
            with suppress(BrokenPipeError, ConnectionResetError):  # the reader has gone
                self._stream(first, pieces)

        def _stream(self, first, pieces) -> None:
            for piece in chain((first,), pieces):
                if isinstance(piece, Pause):
                    time.sleep(piece.seconds)
                elif isinstance(piece, Cut):
                    return
                else:
                    self._event({"choices": [{"index": 0, "delta": {"role": "assistant", "content": piece}}]})
            usage = {"prompt_tokens": 120, "completion_tokens": 34, "total_tokens": 154}
            self._event({"choices": [], "usage": usage})
            self.wfile.write(b"data: [DONE]\n\n")

        def _event(self, event: dict) -> None:
            whole = {"id": "1", "object": "chat.completion.chunk", "created": 0, "model": "scripted", **event}
            self.wfile.write(f"data: {json.dumps(whole)}\n\n".encode())
            self.wfile.flush()

        def log_message(self, *_) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/v1", asked
    finally:
        server.shutdown()
        server.server_close()


def clauses(body: dict) -> list[dict]:
    """The clauses that the model was given."""
    return [json.loads(line) for line in body["messages"][-1]["content"].splitlines() if line.startswith('{"clause"')]
