"""A language model behind an OpenAI-compatible address: messages → its words as they come, within a time limit.

Through llama-index's OpenAI-like class, imported when a model is asked and not before.
"""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from settings import Settings

MAX_TOKENS = 900
MAX_CHARS = 20_000  # of the model's words; an endless answer is cut here
_DONE = object()


class ModelFailed(Exception):
    """The model gave no answer that can be used. ``key`` names the sentence of words.toml that says so."""

    def __init__(self, key: str, detail: str = ""):
        self.key = key
        super().__init__(detail or key)


@dataclass
class Usage:
    """Tokens that the server says it read and wrote; 0 where it does not say."""

    tokens_in: int = 0
    tokens_out: int = 0


def prepare(settings: Settings) -> None:
    """Import what the first question to a model needs, where one is named; nothing is sent."""
    if settings.llm_base_url:
        _client(settings)


def stream(system: str, user: str, settings: Settings, usage: Usage) -> Iterator[str]:
    """The model's words in pieces. ``usage`` is filled in when the server tells.

    The whole must come within ``settings.llm_seconds``. Raises ModelFailed: model_slow, model_failed, model_long.
    """
    client = _client(settings)  # seconds to import at its first use, which are not the model's
    deadline = time.monotonic() + settings.llm_seconds
    pieces: queue.Queue = queue.Queue()
    stop = threading.Event()
    # A thread: nothing else bounds a server that sends a character a minute.
    reader = threading.Thread(target=_read, args=(client, system, user, pieces, stop), name="model", daemon=True)
    reader.start()
    length = 0
    try:
        while (piece := _next(pieces, deadline)) is not _DONE:
            if isinstance(piece, Exception):
                raise ModelFailed("model_slow" if "timed out" in str(piece).lower() else "model_failed", str(piece))
            words, tokens_in, tokens_out = piece
            usage.tokens_in, usage.tokens_out = tokens_in or usage.tokens_in, tokens_out or usage.tokens_out
            length += len(words)
            if length > MAX_CHARS:
                raise ModelFailed("model_long")
            if words:
                yield words
    finally:
        stop.set()


def _next(pieces: queue.Queue, deadline: float):
    try:
        return pieces.get(timeout=max(0.0, deadline - time.monotonic()))
    except queue.Empty:
        raise ModelFailed("model_slow") from None


def _read(client, system: str, user: str, pieces: queue.Queue, stop: threading.Event) -> None:
    try:
        from llama_index.core.llms import ChatMessage

        messages = [ChatMessage(role="system", content=system), ChatMessage(role="user", content=user)]
        for response in client.stream_chat(messages):
            if stop.is_set():
                return
            counts = response.additional_kwargs
            pieces.put((response.delta or "", counts.get("prompt_tokens", 0), counts.get("completion_tokens", 0)))
        pieces.put(_DONE)
    except Exception as error:  # whatever the server or the library does, the reader gets extraction
        pieces.put(error)


@lru_cache(maxsize=2)
def _client(settings: Settings):
    from llama_index.llms.openai_like import OpenAILike

    return OpenAILike(
        model=settings.llm_model,
        api_base=settings.llm_base_url,
        api_key=settings.llm_api_key or "none",
        is_chat_model=True,
        temperature=0.0,
        max_tokens=MAX_TOKENS,
        max_retries=0,
        timeout=settings.llm_seconds,
        additional_kwargs={"stream_options": {"include_usage": True}},
    )
