"""An embedding behind any OpenAI-compatible ``/embeddings`` address: Ollama, vLLM, OpenAI and others.

Words are still matched by the built-in embedding's vectors: such an address gives none of single words.
"""

from __future__ import annotations

import json
import time

import httpx
import numpy as np

from errors import EmbeddingFailed
from index.embedding import TokenVectors, load

BATCH = 64  # texts in a request
BATCH_CHARS = 60_000
TRIES = 4  # of a request that the server may take another time
PAUSE = 0.5  # seconds before the second try, doubled with each
LARGEST = 200 * 2**20  # bytes of a reply
_AGAIN = (408, 409, 425, 429, 500, 502, 503, 504)
_PROBE = "telecommunication"


class RemoteEmbedding:
    """An Embedding over HTTP. Safe from several threads."""

    def __init__(self, address: str, model: str, *, key: str = "", seconds: float = 60.0, question: str = "", passage: str = ""):
        """``seconds`` bounds each batch with all its tries; ``question`` and ``passage`` are put before the texts.

        Asks for one vector, to know their dimensions. Raises EmbeddingFailed.
        """
        self._url = address.rstrip("/") + "/embeddings"
        self._model, self._seconds, self._question, self._passage = model, seconds, question, passage
        self._client = httpx.Client(headers={"Authorization": f"Bearer {key}"} if key else {}, timeout=seconds)
        self.dimensions = 0
        self.dimensions = self._vectors([question + _PROBE]).shape[1]
        said = f"{question}|{passage}" if question or passage else ""
        self.id = f"remote-{model}-{self.dimensions}{'-' + said if said else ''}"

    def embed(self, texts: list[str]) -> np.ndarray:
        """(n, dimensions) float32, rows of length 1; an empty text gives zeros. Raises EmbeddingFailed."""
        return self._embed([self._passage + text if text.strip() else "" for text in texts])

    def embed_questions(self, texts: list[str]) -> np.ndarray:
        """The same for questions."""
        return self._embed([self._question + text if text.strip() else "" for text in texts])

    def tokens(self, texts: list[str]) -> list[TokenVectors]:
        """The words as the built-in embedding knows them."""
        return load("builtin").tokens(texts)

    def _embed(self, texts: list[str]) -> np.ndarray:
        vectors = np.zeros((len(texts), self.dimensions), dtype=np.float32)
        full = [place for place, text in enumerate(texts) if text]
        for batch in _batches(full, texts):
            vectors[batch] = self._vectors([texts[place] for place in batch])
        return vectors

    def _vectors(self, texts: list[str]) -> np.ndarray:
        """The vectors of one batch, rows of length 1."""
        deadline = time.monotonic() + self._seconds
        pause = PAUSE
        for last in [False] * (TRIES - 1) + [True]:
            try:
                return self._checked(self._post(texts, deadline), len(texts))
            except _Passing as error:
                wait = max(pause, error.after)
                if last or time.monotonic() + wait >= deadline:
                    raise self._failed(str(error)) from error
                time.sleep(wait)
                pause *= 2
        raise AssertionError("not reached")

    def _post(self, texts: list[str], deadline: float) -> dict:
        """The reply to one request. Raises _Passing where another try may help."""
        left = deadline - time.monotonic()
        body = {"model": self._model, "input": texts, "encoding_format": "float"}
        reply = bytearray()
        try:
            with self._client.stream("POST", self._url, json=body, timeout=max(left, 0.001)) as response:
                for piece in response.iter_bytes():
                    reply += piece
                    if time.monotonic() > deadline:  # it drips: no single read takes too long
                        raise self._failed(f"it had not answered in {self._seconds:g} seconds")
                    if len(reply) > LARGEST:
                        raise self._failed("its reply is too large")
        except httpx.TimeoutException as error:
            raise self._failed(f"it had not answered in {self._seconds:g} seconds") from error
        except httpx.InvalidURL as error:
            raise self._failed(f"the address is not valid ({error})") from error
        except httpx.HTTPError as error:
            raise _Passing(f"it cannot be reached ({error or type(error).__name__})") from error
        if response.status_code in _AGAIN:
            raise _Passing(f"it answers {_said(response.status_code, reply)}", _seconds(response.headers.get("retry-after")))
        if response.status_code != 200:
            raise self._failed(f"it answers {_said(response.status_code, reply)}")
        try:
            return json.loads(reply)
        except ValueError as error:
            raise self._failed("its reply is not JSON") from error

    def _checked(self, reply: dict, count: int) -> np.ndarray:
        """The vectors of a reply in the order asked for. Raises EmbeddingFailed when they are not what was asked."""
        try:
            rows = sorted(reply["data"], key=lambda row: row["index"])
            vectors = np.array([row["embedding"] for row in rows], dtype=np.float32)
            places = [row["index"] for row in rows]
        except (KeyError, TypeError, ValueError) as error:
            raise self._failed("its reply holds no vectors") from error
        if places != list(range(count)) or vectors.ndim != 2 or not vectors.shape[1] or not np.isfinite(vectors).all():
            raise self._failed(f"its reply holds no vector for each of {count} texts")
        if self.dimensions not in (0, vectors.shape[1]):
            raise self._failed(f"its vectors have {vectors.shape[1]} dimensions, before they had {self.dimensions}")
        return vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-12)

    def _failed(self, why: str) -> EmbeddingFailed:
        return EmbeddingFailed(f"the embedding {self._model!r}: {why}", where=self._url, do="Check the server and ITU_EMBEDDING, then try again")


class _Passing(Exception):
    """What another try may mend. ``after``: seconds that the server asks to wait."""

    def __init__(self, why: str, after: float = 0.0):
        self.after = after
        super().__init__(why)


def _batches(places: list[int], texts: list[str]) -> list[list[int]]:
    """The places in batches of BATCH texts and BATCH_CHARS characters, or of one text."""
    batches: list[list[int]] = []
    size = 0
    for place in places:
        size += len(texts[place])
        if not batches or len(batches[-1]) >= BATCH or size > BATCH_CHARS:
            batches.append([])
            size = len(texts[place])
        batches[-1].append(place)
    return batches


def _seconds(header: str | None) -> float:
    """Of a Retry-After header, 0 where it gives a date or nothing."""
    return float(header) if header and header.isdecimal() else 0.0


def _said(status: int, reply: bytes) -> str:
    """The status and what the server says of it, on one line."""
    text = bytes(reply[:2000]).decode("utf-8", "replace")
    try:
        error = json.loads(text).get("error")
        text = error.get("message", "") if isinstance(error, dict) else str(error or "")
    except (ValueError, AttributeError):
        pass
    return f"{status} ({' '.join(text.split())[:200]})" if text.strip() else str(status)
