"""One official text from a site to a file: politely, resumed where it was cut off, whole or not at all.

Beside ``NAME`` stand, hidden, ``.NAME.part`` (what has come of it so far) and ``.NAME.json`` (the validators
of RFC 9110, section 8.8: ETag and Last-Modified of what is held and of the part). An unchanged text costs one
answer 304; a cut-off one goes on from where it stopped (Range with If-Range, RFC 9110, section 14).
"""

from __future__ import annotations

import email.utils
import http.client
import json
import os
import re
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urljoin, urlsplit

from errors import NoText, SiteRefuses
from ingest.readers import sniff
from ingest.site import Text

AGENT = "ITU-Expert-Assistant/1 (fetches single official texts for its user, one at a time)"
PAUSE = 2.0  # seconds between two requests
TIMEOUT = 30.0  # seconds without a byte
LONGEST = 900.0  # seconds for one text
TRIES = 4  # for a server that fails or does not answer
BACKOFF = 2.0  # seconds before the second try, doubled for each further one
PATIENCE = 60.0  # seconds that are waited where the site asks for it; beyond, it is left alone

_BLOCK = 2**16
_HEAD = 2**12  # bytes in which a file shows what it is
_KINDS = {"pdf": ("pdf",), "docx": ("zip",), "doc": ("ole",)}
_NOT_FOUND = re.compile(r"not-?found", re.I)  # itu.int sends who asks for what it does not hold to notfound.aspx
_ELSEWHERE = "See whether {url} opens in a browser, and save it into the folder"

Progress = Callable[[int, int], None]  # bytes so far, bytes in all (0: not known)


@dataclass(frozen=True)
class Limits:
    """How patient and how large. Times in seconds."""

    pause: float = PAUSE
    timeout: float = TIMEOUT
    longest: float = LONGEST
    tries: int = TRIES
    backoff: float = BACKOFF
    patience: float = PATIENCE
    size: int = 100 * 2**20  # bytes


class Again(Exception):
    """The site did not answer as it should; another try may do. Carries what is wrong."""


class Unreachable(NoText):
    """The site gives no answer at all."""


class _NotThere(Exception):
    """No such text at this address."""


class Site:
    """Downloads from one site, one request at a time."""

    def __init__(self, base: str, limits: Limits, progress: Progress = lambda done, total: None):
        self._base = base if base.endswith("/") else base + "/"
        self._limits, self._progress = limits, progress
        self._opener = urllib.request.build_opener(_Redirects(urlsplit(self._base)))
        self._next = 0.0  # when the next request may go out

    def fetch(self, text: Text, folder: Path) -> str:
        """Bring ``text`` into ``folder``: "new", "changed" or "unchanged".

        Raises NoText when it cannot be had, SiteRefuses when the site wants no further requests now,
        OSError when it cannot be written.
        """
        for path in text.paths:
            url = urljoin(self._base, path)
            try:
                return self._patiently(url, folder / text.file)
            except _NotThere:
                continue
        raise NoText("the site does not hold it", where=text.file, do="Check the number, the year and the language")

    def _patiently(self, url: str, target: Path) -> str:
        deadline = time.monotonic() + self._limits.longest
        for attempt in range(self._limits.tries):
            self._wait(self._limits.backoff * 2 ** (attempt - 1) if attempt else 0)
            try:
                return _Download(self._opener, url, target, self._limits, deadline, self._progress).run()
            except Again as failure:
                reason = str(failure)
            finally:
                self._next = time.monotonic() + self._limits.pause
        do = "Try again later, it goes on where it stopped"
        raise Unreachable(f"{reason}, {self._limits.tries} times", where=target.name, do=do)

    def _wait(self, least: float) -> None:
        time.sleep(max(least, self._next - time.monotonic(), 0))


class _Download:
    """One request for one address."""

    def __init__(self, opener, url: str, target: Path, limits: Limits, deadline: float, progress: Progress):
        self._opener, self._url, self._target, self._limits = opener, url, target, limits
        self._deadline, self._progress = deadline, progress
        self._part = target.with_name(f".{target.name}.part")
        self._memo = target.with_name(f".{target.name}.json")

    def run(self) -> str:
        """Ask, write, check, put in place. Raises Again, _NotThere, NoText, SiteRefuses, OSError."""
        memo = self._remembered()
        try:
            with self._opener.open(self._request(memo), timeout=self._limits.timeout) as answer:
                self._copy(answer, memo)
        except urllib.error.HTTPError as error:
            with error:
                return self._status(error)
        except _Elsewhere as error:
            raise NoText(f"the site sends on to {error}", where=self._target.name, do=self._look()) from None
        except (TimeoutError, http.client.HTTPException, ConnectionError) as error:
            raise Again(_failure(error)) from None
        except urllib.error.URLError as error:
            if isinstance(error.reason, TimeoutError):
                raise Again(_failure(error.reason)) from None
            do = "Check the network, and a proxy if there is one"
            what = f"no answer from the site ({_reason(error)})"
            raise Unreachable(what, where=self._target.name, do=do) from None
        return self._place()

    def _request(self, memo: Mapping) -> urllib.request.Request:
        headers = {"User-Agent": AGENT, "Accept": "application/pdf, application/msword, */*;q=0.5"}
        part, held = memo.get("part", {}), memo.get("held", {})
        if part.get("url") == self._url and _validator(part) and (size := _size(self._part)):
            headers |= {"Range": f"bytes={size}-", "If-Range": _validator(part)}
        elif held.get("url") == self._url and held.get("size") == _size(self._target):
            if held.get("etag"):
                headers["If-None-Match"] = held["etag"]
            if held.get("modified"):
                headers["If-Modified-Since"] = held["modified"]
        return urllib.request.Request(self._url, headers=headers)

    def _copy(self, answer, memo: dict) -> None:
        """Write what comes to the part; raise unless it is all there."""
        done = _size(self._part) if answer.status == 206 else 0
        if answer.status == 206 and not (answer.headers.get("Content-Range") or "").startswith(f"bytes {done}-"):
            self._part.unlink(missing_ok=True)
            raise Again("the site gave another part than it was asked for")
        length = answer.headers.get("Content-Length")
        total = done + int(length) if length and length.isdecimal() else 0
        if total > self._limits.size:
            raise self._too_large()
        self._remember(memo | {"part": {"url": self._url, **_validators(answer.headers)}})
        with open(self._part, "ab" if done else "wb") as file:
            while block := self._block(answer, first=not done):
                if not done:
                    self._check(block, answer.headers)
                file.write(block)
                done += len(block)
                self._progress(done, total)
                if done > self._limits.size:
                    raise self._too_large()
                if time.monotonic() > self._deadline:
                    raise Again("it comes too slowly")
        if done < total or not done:
            raise Again(f"it was cut off after {done:,} of {total:,} bytes" if total else "nothing came")

    def _block(self, answer, first: bool) -> bytes:
        """What has come since; the first time enough to tell what it is."""
        try:
            return answer.read(_HEAD) if first else answer.read1(_BLOCK)
        except (OSError, http.client.HTTPException) as error:
            raise Again(_failure(error)) from None

    def _check(self, head: bytes, headers) -> None:
        """Raise NoText unless the first bytes are those of the text that the name promises."""
        kind = sniff.kind(head)
        if kind in _KINDS[self._target.suffix.lstrip(".")]:
            return
        web = kind == "html" or "html" in (headers.get("Content-Type") or "")
        what = "a web page came in its place" if web else f"what came is not a {self._target.suffix[1:].upper()} file"
        raise NoText(what, where=self._target.name, do=self._look())

    def _place(self) -> str:
        """What has come is whole: put it where it belongs."""
        memo = self._remembered()
        before = self._target.read_bytes() if self._target.exists() else None
        data = self._part.read_bytes()
        if self._target.suffix == ".pdf" and b"%%EOF" not in data:
            self._part.unlink()
            raise Again("it was cut off (the end of the PDF is missing)")
        os.replace(self._part, self._target)
        self._remember({"held": memo.get("part", {}) | {"size": len(data)}})
        return "new" if before is None else "unchanged" if before == data else "changed"

    def _status(self, error: urllib.error.HTTPError) -> str:
        code, name = error.code, self._target.name
        if code == 304:
            return "unchanged"
        if code in (404, 410):
            raise _NotThere
        if code == 416:  # what is held of it is no part of it any more
            self._part.unlink(missing_ok=True)
            raise Again("the site has another version than the part held")
        if code in (401, 403, 451):
            raise SiteRefuses(f"the site refuses it (HTTP {code})", where=name, do=self._look())
        if code == 429 or (code == 503 and error.headers.get("Retry-After")):
            seconds = _retry_after(error.headers.get("Retry-After"))
            if seconds > self._limits.patience:
                do = f"Try again in {max(1, round(seconds / 60))} minutes"
                raise SiteRefuses(f"the site asks to be left alone (HTTP {code})", where=name, do=do)
            time.sleep(seconds)
            raise Again(f"the site asks to wait (HTTP {code})")
        if code >= 500:
            raise Again(f"the site fails (HTTP {code})")
        raise NoText(f"the site answers HTTP {code}", where=name, do=self._look())

    def _too_large(self) -> NoText:
        self._part.unlink(missing_ok=True)
        what = f"it is larger than {self._limits.size / 2**20:.0f} MB"
        return NoText(what, where=self._target.name, do="Raise ITU_MAX_FILE_MB")

    def _look(self) -> str:
        return _ELSEWHERE.format(url=self._url)

    def _remembered(self) -> dict:
        try:
            memo = json.loads(self._memo.read_text("utf-8"))
        except (OSError, ValueError):
            return {}
        return memo if isinstance(memo, dict) and all(isinstance(v, dict) for v in memo.values()) else {}

    def _remember(self, memo: dict) -> None:
        self._memo.write_text(json.dumps(memo), "utf-8")


class _Elsewhere(Exception):
    """The site sends on to an address that is not its own."""


class _Redirects(urllib.request.HTTPRedirectHandler):
    """Follows the site to its own addresses only, and never from https to http."""

    max_redirections = 5

    def __init__(self, base):
        self._scheme, self._host = base.scheme, (base.hostname or "").removeprefix("www.")

    def redirect_request(self, request, answer, code, message, headers, url):
        to = urlsplit(url)
        host = to.hostname or ""
        if _NOT_FOUND.search(to.path):
            raise _NotThere
        if to.scheme not in (self._scheme, "https") or not (host == self._host or host.endswith("." + self._host)):
            raise _Elsewhere(f"{to.scheme}://{host}")
        return super().redirect_request(request, answer, code, message, headers, url)


def _validators(headers) -> dict[str, str]:
    found = {"etag": headers.get("ETag"), "modified": headers.get("Last-Modified")}
    return {name: value for name, value in found.items() if value}


def _validator(memo: Mapping) -> str:
    """What If-Range may carry: a strong ETag, else the date."""
    etag = memo.get("etag", "")
    return etag if etag and not etag.startswith("W/") else memo.get("modified", "")


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except FileNotFoundError:
        return 0


def _retry_after(value: str | None) -> float:
    """Seconds to wait: Retry-After as seconds or as a date (RFC 9110, section 10.2.3); 5 where it says nothing."""
    if value and value.strip().isdecimal():
        return float(value)
    try:
        return max(0.0, (email.utils.parsedate_to_datetime(value or "") - datetime.now(UTC)).total_seconds())
    except (ValueError, TypeError):
        return 5.0


def _failure(error: Exception) -> str:
    if isinstance(error, TimeoutError):
        return "the site does not answer in time"
    if isinstance(error, http.client.IncompleteRead):
        return "it was cut off"
    return f"the connection broke ({_reason(error)})"


def _reason(error: Exception) -> str:
    cause = getattr(error, "reason", None) or error
    return " ".join(str(getattr(cause, "strerror", None) or cause).split())[:100] or type(cause).__name__
