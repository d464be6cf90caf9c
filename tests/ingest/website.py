"""A web site on this machine that serves, stalls, truncates, refuses: one step of a script per request."""

from __future__ import annotations

import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

ETAG = '"v1"'


class Website:
    """``site.script[path] = [step, …]``: a step takes the request handler; the last one stays."""

    def __init__(self):
        self.script: dict[str, list] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []  # path and headers of each request
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._server.daemon_threads = True
        self.address = f"http://127.0.0.1:{self._server.server_address[1]}/"

    def __enter__(self) -> Website:
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        return self

    def __exit__(self, *_) -> None:
        self._server.shutdown()
        self._server.server_close()

    def _handler(site):
        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                path = self.path.lstrip("/")
                site.asked.append((path, dict(self.headers)))
                steps = site.script.get(path) or [status(404)]
                (steps.pop(0) if len(steps) > 1 else steps[0])(self)

            def log_message(self, *_):
                pass

        return Handler


def serve(data: bytes, etag: str = ETAG, kind: str = "application/pdf", length: int | None = None):
    """A server that knows ranges and validators; ``length`` is what it declares, where that is not true."""

    def step(request):
        if etag and request.headers.get("If-None-Match") == etag:
            return status(304)(request)
        asked = request.headers.get("Range")
        start = int(asked[6:-1]) if asked and request.headers.get("If-Range") == etag else 0
        request.send_response(206 if start else 200)
        if start:
            request.send_header("Content-Range", f"bytes {start}-{len(data) - 1}/{len(data)}")
        if etag:
            request.send_header("ETag", etag)
        request.send_header("Content-Type", kind)
        request.send_header("Content-Length", str((length or len(data)) - start))
        request.end_headers()
        request.wfile.write(data[start:])

    return step


def status(code: int, **headers: str):
    """An answer with nothing but its status and headers."""

    def step(request):
        request.send_response(code)
        for name, value in headers.items():
            request.send_header(name.replace("_", "-"), value)
        request.send_header("Content-Length", "0")
        request.end_headers()

    return step


def cut(data: bytes, after: int, etag: str = ETAG):
    """Declares all of ``data`` and hangs up after so many bytes of it."""
    return serve(data[:after], etag, length=len(data))


def stall(seconds: float):
    """Accepts the request and says nothing."""
    return lambda request: time.sleep(seconds)
