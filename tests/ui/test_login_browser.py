"""Signing in with OpenID Connect, end to end: a provider of the test's own, the page and a real Chromium.

Skipped where Authlib, which the page needs for a login alone, is not installed.
"""

from __future__ import annotations

import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest

from tests.ui.test_browser import QUESTION, Served, ask, browser, ingest, shot, visit  # noqa: F401  (fixtures)
from ui.text import read_view

pytest.importorskip("authlib", reason="Authlib is not installed, so NO LOGIN WAS TRIED: pip install 'Authlib>=1.3.2'")
jose = pytest.importorskip("authlib.jose")

pytestmark = pytest.mark.browser

FR, QUALITY = read_view("access")["fr"], read_view("quality")["fr"]
OPERATOR, READER, STRANGER = "chief@itu.example", "delegate@itu.example", "someone@elsewhere.example"


class _Provider(BaseHTTPRequestHandler):
    """As much of a provider as a login takes. ``server.who`` signs in; ``server.verified`` says whether the address was."""

    def do_GET(self):  # noqa: N802
        address, query = urlsplit(self.path), parse_qs(urlsplit(self.path).query)
        own = f"http://127.0.0.1:{self.server.server_port}"
        if address.path == "/.well-known/openid-configuration":
            self._json({
                "issuer": own, "authorization_endpoint": f"{own}/authorize", "token_endpoint": f"{own}/token", "jwks_uri": f"{own}/keys",
                "response_types_supported": ["code"], "subject_types_supported": ["public"], "id_token_signing_alg_values_supported": ["RS256"],
            })  # fmt: skip
        elif address.path == "/keys":
            self._json({"keys": [self.server.key.as_dict(is_private=False, kid="k", use="sig", alg="RS256")]})
        elif address.path == "/authorize":
            self.server.nonce = query.get("nonce", [""])[0]
            back = urlencode({"code": "c", "state": query["state"][0]})
            self.send_response(302)
            self.send_header("Location", f"{query['redirect_uri'][0]}?{back}")
            self.end_headers()
        else:
            self.send_error(404)

    def do_POST(self):  # noqa: N802
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        now, server = int(time.time()), self.server
        claims = {
            "iss": f"http://127.0.0.1:{server.server_port}", "aud": "page", "sub": server.who, "email": server.who,
            "email_verified": server.verified, "iat": now, "exp": now + 600, "nonce": server.nonce,
        }  # fmt: skip
        token = jose.jwt.encode({"alg": "RS256", "kid": "k"}, claims, server.key).decode()
        self._json({"access_token": "a", "token_type": "Bearer", "expires_in": 600, "id_token": token})

    def _json(self, what: dict) -> None:
        body = json.dumps(what).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


@pytest.fixture(scope="module")
def provider():
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Provider)
    server.key = jose.JsonWebKey.generate_key("RSA", 2048, {"kid": "k"}, is_private=True)
    server.who, server.verified, server.nonce = OPERATOR, True, ""
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()


@pytest.fixture(scope="module")
def served(tmp_path_factory, chromium, corpus, provider):
    data = tmp_path_factory.mktemp("data")
    ingest(data, corpus)
    secrets = tmp_path_factory.mktemp("secrets") / "secrets.toml"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ITU_OPERATORS", OPERATOR)
        patch.setenv("ITU_READERS", READER)
        patch.setenv("ITU_QUESTIONS_PER_HOUR", "1")
        server = Served(data, corpus, "--secrets.files", str(secrets), start=False)
    secrets.write_text(
        f'[auth]\nredirect_uri = "{server.address}/oauth2callback"\ncookie_secret = "of-the-test-alone"\nclient_id = "page"\n'
        f'client_secret = "s"\nserver_metadata_url = "http://127.0.0.1:{provider.server_port}/.well-known/openid-configuration"\n',
        "utf-8",
    )
    server.start()
    yield server
    server.stop()


def signed_in(page, provider, who: str, *, verified: bool = True):
    provider.who, provider.verified = who, verified
    page.get_by_role("button", name=FR["sign_in"]).click()
    page.wait_for_load_state()
    return page


def test_nothing_is_shown_before_the_login(served, visit):  # noqa: F811
    page = visit(served.address, locale="fr-FR")
    page.get_by_text(FR["lead"]).wait_for()
    assert page.get_by_test_id("stChatInputTextArea").count() == 0 and page.get_by_role("link").count() <= 1  # to the content


def test_a_reader_asks_up_to_the_limit_and_reviews_nothing(served, visit, provider):  # noqa: F811
    page = signed_in(visit(served.address, locale="fr-FR"), provider, READER)
    page.locator(".st-key-example-0").wait_for()
    ask(page, QUESTION)
    page.locator(".st-key-link-0").wait_for()
    ask(page, QUESTION)
    page.get_by_test_id("stAlert").get_by_text(FR["limit"].partition("{")[0]).wait_for()
    shot(page, "limit-fr")
    page.get_by_role("link", name=read_view("navigation")["fr"]["quality"]).click()
    page.get_by_role("radio", name=QUALITY["reported"]).click()
    page.get_by_text(QUALITY["operators_only"]).wait_for()


def test_an_operator_reviews_and_signs_out(served, visit, provider):  # noqa: F811
    page = signed_in(visit(f"{served.address}/quality", locale="fr-FR"), provider, OPERATOR)
    page.get_by_role("link", name=read_view("navigation")["fr"]["quality"]).click()
    page.get_by_role("radio", name=QUALITY["reported"]).click()
    page.get_by_text(QUALITY["no_reports"]).wait_for()
    page.get_by_role("button", name=FR["you"]).click()
    page.get_by_text(OPERATOR).wait_for()
    shot(page, "account-fr")
    page.get_by_role("button", name=FR["sign_out"]).click()
    page.get_by_role("button", name=FR["sign_in"]).wait_for()


@pytest.mark.parametrize("who, verified", [(STRANGER, True), (READER, False)])
def test_who_is_not_listed_sees_nothing(served, visit, provider, who, verified):  # noqa: F811
    page = signed_in(visit(served.address, locale="fr-FR"), provider, who, verified=verified)
    page.get_by_text(FR["not_listed"].partition("{address}")[2].split(".")[0]).wait_for()
    assert page.get_by_test_id("stChatInputTextArea").count() == 0
