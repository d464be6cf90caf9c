"""Reaching the Chroma server that CHROMA_URL names: its address, its credentials, whether it answers as it should."""

from __future__ import annotations

import base64
import functools
import threading
import time
from dataclasses import dataclass, field
from importlib.metadata import version as installed
from urllib.parse import unquote, urlsplit

from errors import AssistantError
from settings import Settings

ASK, WRITE = 5.0, 300.0  # seconds that it may take over a question, over a batch of rows
CHECK = 5.0  # seconds that it may take to say who it is
PAUSE = 10.0  # seconds that questions do without it after it failed


class NoServer(AssistantError):
    """The Chroma server cannot be used."""


@dataclass(frozen=True)
class Address:
    """Where the server is, and what is shown to it. Only ``shown`` may stand in a message."""

    url: str = field(repr=False)  # without name and password, without a slash at its end
    headers: tuple[tuple[str, str], ...] = field(repr=False)
    shown: str  # host and port


def address(settings: Settings) -> Address | None:
    """None where no server is set."""
    if not settings.chroma_url:
        return None
    parts = urlsplit(settings.chroma_url)
    host = parts.netloc.rpartition("@")[2]
    headers = {}
    if parts.username is not None:
        pair = f"{unquote(parts.username)}:{unquote(parts.password or '')}".encode()
        headers["Authorization"] = "Basic " + base64.b64encode(pair).decode("ascii")
    if settings.chroma_token:
        headers["Authorization"] = f"Bearer {settings.chroma_token}"
    return Address(f"{parts.scheme}://{host}{parts.path.rstrip('/')}", tuple(headers.items()), host)


def check(to: Address) -> None:
    """Raises NoServer where nothing answers, or something other than a Chroma server of our version."""
    import httpx

    again = "Start it, or check CHROMA_URL, and try again; the index stays as it is"
    try:
        told = httpx.get(f"{to.url}/api/v2/version", headers=dict(to.headers), timeout=CHECK)
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        raise NoServer(f"the Chroma server does not answer ({type(error).__name__})", where=to.shown, do=again) from None
    if told.status_code in (401, 403):
        raise NoServer("the Chroma server refuses us", where=to.shown, do="Check CHROMA_TOKEN, or the name in CHROMA_URL")
    version = told.text.strip().strip('"') if told.status_code == 200 else ""
    ours = installed("chromadb")
    if version.split(".")[0] != ours.split(".")[0]:
        says = f"of version {version[:20]}" if version[:1].isdigit() else f"that answers with {told.status_code}"
        raise NoServer(f"there is a server {says}, and Chroma {ours} is needed", where=to.shown, do="Start one of that version")


def trouble(settings: Settings) -> str | None:
    """Why the server that is set cannot be used, "" when it can; None where none is set."""
    to = address(settings)
    if to is None:
        return None
    try:
        check(to)
    except NoServer as error:
        return str(error)
    return ""


@functools.lru_cache(maxsize=8)
def client(to: Address, seconds: float):
    """A client whose calls take ``seconds`` at most. Raises NoServer."""
    import chromadb
    import httpx
    from chromadb.config import Settings as ChromaSettings

    check(to)  # before the client's own first calls, which wait for ever
    try:
        made = chromadb.HttpClient(to.url, headers=dict(to.headers), settings=ChromaSettings(anonymized_telemetry=False))
    except Exception as error:  # noqa: BLE001 - it has no class of its own for what a server may say
        raise NoServer(f"the Chroma server fails ({type(error).__name__})", where=to.shown, do="See its log") from None
    made._server._session.timeout = httpx.Timeout(seconds)  # Chroma's client has no setting for it
    return made


class Outage:
    """Whether the server failed a moment ago, so that not every question waits for it. Safe from several threads."""

    def __init__(self) -> None:
        self._until, self._lock = 0.0, threading.Lock()

    @property
    def on(self) -> bool:
        """Whether questions do without the server now."""
        return time.monotonic() < self._until

    def begin(self) -> bool:
        """It has just failed. Gives back whether that is news."""
        with self._lock:
            news = self._until == 0.0
            self._until = time.monotonic() + PAUSE
            return news

    def end(self) -> None:
        """It has just answered."""
        self._until = 0.0


@functools.lru_cache(maxsize=8)
def outage(to: Address) -> Outage:
    """This process's own, for a server."""
    return Outage()
