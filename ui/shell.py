"""The page's shell: the HTML that a browser gets first, at the address of each view.

It is Streamlit's own, told where its server is and what the page is called. As it comes, opened at /library, it asks
first for a server below that address, which the browser notes as two errors, and is called "Streamlit" until the
first paint.
"""

from __future__ import annotations

import json
import re
from functools import cache
from html import escape
from pathlib import Path

from starlette.requests import Request
from starlette.responses import HTMLResponse
from starlette.routing import Route
from streamlit import config, file_util

from ui.markup import FROM_THE_RIGHT
from ui.navigation import ADDRESSES
from ui.text import CHOSEN, languages, words

_TITLE, _LANGUAGE, _HEAD = "<title>Streamlit</title>", '<html lang="en">', "<head>"  # as they are there
_NO_SCRIPT = re.compile("<noscript>.*?</noscript>", re.DOTALL)


def routes() -> list[Route]:
    """The page at the address of each view."""
    return [Route(f"{_base()}/{address}", _page) for address in ADDRESSES]


def html(language: str, base: str) -> str:
    """The page in a language; ``base`` is the path that the server is reached below, "" or "/itu"."""
    server = f"<script>window.__streamlit = {{ BACKEND_BASE_URL: location.origin + {json.dumps(base + '/')} }}</script>"
    title = f"<title>{escape(words(language)['title'])}</title>"
    spoken = f'<html lang="{language}" dir="{"rtl" if language in FROM_THE_RIGHT else "ltr"}">'
    page = _NO_SCRIPT.sub(lambda _: f"<noscript><p>{escape(words(language)['script'])}</p></noscript>", _streamlit(), count=1)
    return page.replace(_HEAD, _HEAD + server, 1).replace(_TITLE, title, 1).replace(_LANGUAGE, spoken, 1)


def language_of(accepted: str, asked: str) -> str:
    """The page's language: the one its address asks for, else the first that the browser would accept."""
    first = accepted.split(",")[0].split(";")[0].split("-")[0].strip().lower()
    return next((language for language in (asked, first) if language in languages()), "en")


async def _page(request: Request) -> HTMLResponse:
    language = language_of(request.headers.get("accept-language", ""), request.query_params.get(CHOSEN, ""))
    return HTMLResponse(html(language, _base()), headers={"Cache-Control": "no-cache", "Vary": "Accept-Language"})


@cache
def _streamlit() -> str:
    return Path(file_util.get_static_dir(), "index.html").read_text("utf-8")


def _base() -> str:
    path = (config.get_option("server.baseUrlPath") or "").strip("/")
    return f"/{path}" if path else ""
