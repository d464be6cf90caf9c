"""deploy/nginx.conf in a real nginx: what passes, what does not, and a Chroma server reached through it with a token."""

from __future__ import annotations

import http.client
import json
import shutil
import socket
import ssl
import subprocess
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from index import chroma_server
from settings import Settings

CONFIG = (Path(__file__).resolve().parents[1] / "deploy" / "nginx.conf").read_text("utf-8")
NGINX, OPENSSL = shutil.which("nginx"), shutil.which("openssl")
TOKEN = "5e" * 32  # as docs/operating.md makes one

pytestmark = pytest.mark.skipif(not (NGINX and OPENSSL), reason="no nginx or openssl here (Debian: apt install nginx openssl)")


class Behind:
    """What stands behind the proxy: it answers with what it was sent, and as Chroma where it is asked its version."""

    def __init__(self):
        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self):
                told = "1.0.0" if self.path == "/api/v2/version" else {"path": self.path, "headers": {k.lower(): v for k, v in self.headers.items()}}
                body = json.dumps(told).encode()
                self.send_response(200)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.port = self.server.server_port
        threading.Thread(target=self.server.serve_forever, daemon=True).start()


def free():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture(scope="module")
def proxy(tmp_path_factory):
    """(port of the page, port of Chroma, certificate) of an nginx with the configuration that ships."""
    folder = tmp_path_factory.mktemp("nginx")
    certificate, key = folder / "it.pem", folder / "it.key"
    made = [OPENSSL, "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost", "-addext",
            "subjectAltName=DNS:localhost,IP:127.0.0.1", "-out", str(certificate), "-keyout", str(key)]  # fmt: skip
    subprocess.run(made, check=True, capture_output=True)
    (folder / "token").write_text(f'"Bearer {TOKEN}" 1;\n')
    behind, page, chroma = Behind(), free(), free()
    config = CONFIG
    for shipped, here in {
        "listen 443 ssl": f"listen 127.0.0.1:{page} ssl", "listen 8443 ssl": f"listen 127.0.0.1:{chroma} ssl",
        "http://127.0.0.1:8501": f"http://127.0.0.1:{behind.port}", "http://127.0.0.1:8000": f"http://127.0.0.1:{behind.port}",
        "/etc/ssl/itu-expert/page.pem": str(certificate), "/etc/ssl/itu-expert/chroma.pem": str(certificate),
        "/etc/ssl/itu-expert/page.key": str(key), "/etc/ssl/itu-expert/chroma.key": str(key),
        "/etc/nginx/itu-chroma-token": str(folder / "token"),
    }.items():  # fmt: skip
        assert shipped in config
        config = config.replace(shipped, here)
    scratch = "".join(f"{n}_temp_path {folder}/{n}; " for n in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
    (folder / "nginx.conf").write_text(
        f"pid {folder}/pid; error_log {folder}/error.log; daemon off; master_process off; events {{}}\n"
        f"http {{ access_log off; {scratch}\n{config}\n}}\n"
    )
    process = subprocess.Popen([NGINX, "-p", str(folder), "-c", str(folder / "nginx.conf")], stderr=subprocess.PIPE, text=True)
    for _ in range(300):
        assert process.poll() is None, process.stderr.read()
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", chroma)) == 0:
                break
        time.sleep(0.1)
    yield page, chroma, certificate
    process.terminate()
    process.wait(20)
    behind.server.shutdown()
    behind.server.server_close()


def get(proxy, port, path, **headers):
    """Status, and what came to whoever stands behind."""
    connection = http.client.HTTPSConnection("127.0.0.1", port, context=ssl.create_default_context(cafile=proxy[2]), timeout=30)
    connection.request("GET", path, headers=headers)
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    return answer.status, json.loads(body) if answer.status == 200 else None


def test_the_page_knows_who_comes_from_elsewhere(proxy):
    status, came = get(proxy, proxy[0], "/", **{"X-Forwarded-For": "127.0.0.1", "Host": "assistant.example.org"})
    assert status == 200
    assert came["headers"]["x-forwarded-for"] == "127.0.0.1" and came["headers"]["host"] == "assistant.example.org"
    _, came = get(proxy, proxy[0], "/", **{"X-Forwarded-For": "192.0.2.9"})
    assert came["headers"]["x-forwarded-for"] == "127.0.0.1"  # where the connection came from, not what it said
    _, came = get(proxy, proxy[0], "/_stcore/stream", **{"Connection": "Upgrade", "Upgrade": "websocket"})
    assert came["headers"]["upgrade"] == "websocket" and came["headers"]["connection"] == "upgrade"


def test_no_numbers_for_readers(proxy):
    assert get(proxy, proxy[0], "/metrics")[0] == 403
    assert get(proxy, proxy[0], "/health")[0] == 200  # the page tells those from elsewhere no more than whether it is well


@pytest.mark.parametrize("sent", [None, "Bearer ", "Bearer wrong", TOKEN, f"Basic {TOKEN}"])
def test_nobody_reaches_chroma_without_the_token(proxy, sent):
    assert get(proxy, proxy[1], "/api/v2/version", **({"Authorization": sent} if sent else {}))[0] == 401


def test_the_application_reaches_chroma_with_it(proxy, monkeypatch):
    monkeypatch.setenv("SSL_CERT_FILE", str(proxy[2]))
    url = f"https://127.0.0.1:{proxy[1]}"
    chroma_server.check(chroma_server.address(Settings(chroma_url=url, chroma_token=TOKEN)))
    with pytest.raises(chroma_server.NoServer, match="refuses us") as refused:
        chroma_server.check(chroma_server.address(Settings(chroma_url=url.replace("//", "//me:secret@"), chroma_token="")))
    assert "secret" not in str(refused.value)
    status, came = get(proxy, proxy[1], "/else", Authorization=f"Bearer {TOKEN}")
    assert status == 200 and "authorization" not in came["headers"]  # the token ends at the proxy
