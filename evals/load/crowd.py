"""Delegates who ask for a while: with pauses, again from the start, now and then in a new tab."""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, field
from random import Random
from typing import Protocol

from evals.load.mix import Conversation

NEW_TAB = 0.3  # how often a delegate begins the next conversation in a new tab
MOST = 4.0  # a pause is at most so many times the mean


class Talk(Protocol):
    """Where one delegate asks: a tab of the page, or the answer function alone."""

    async def ask(self, question: str) -> str: ...
    async def anew(self) -> None: ...
    async def close(self) -> None: ...


Open = Callable[[], Awaitable[Talk]]
Quiet = dict[tuple[Conversation, int], str]  # what was shown for each turn when nobody else asked


@dataclass
class Found:
    """What came of it."""

    seconds: list[float] = field(default_factory=list)  # of each question that was answered as it should be
    when: list[float] = field(default_factory=list)  # seconds from the start, of each of these
    errors: Counter[str] = field(default_factory=Counter)
    different: list[str] = field(default_factory=list)  # questions whose answer was not the quiet one
    tabs: int = 0


async def quiet(open_: Open, conversations: Iterable[Conversation]) -> Quiet:
    """Ask every conversation once, alone."""
    talk, shown = await open_(), {}
    for conversation in conversations:
        await talk.anew()
        for number, question in enumerate(conversation):
            shown[conversation, number] = await talk.ask(question)
    await talk.close()
    return shown


async def crowd(open_: Open, known: Quiet, delegates: int, seconds: float, pause: float, seed: int) -> Found:
    """``delegates`` ask for ``seconds``, each with pauses of ``pause`` seconds in the mean."""
    found, started = Found(), time.monotonic()
    conversations = tuple(dict.fromkeys(conversation for conversation, _ in known))
    chances = [Random(f"delegate {seed} {number}") for number in range(delegates)]
    await asyncio.gather(*(_delegate(open_, known, conversations, chance, started, seconds, pause, found) for chance in chances))
    return found


async def _delegate(open_, known, conversations, chance: Random, started, seconds, pause, found: Found) -> None:
    end, talk = started + seconds, None
    await asyncio.sleep(min(chance.uniform(0, pause), seconds))
    while time.monotonic() < end:
        try:
            if talk and chance.random() < NEW_TAB:
                talk = await talk.close()
            if talk is None:
                talk, found.tabs = await open_(), found.tabs + 1
            await talk.anew()
            await _converse(talk, chance.choice(conversations), known, chance, started, end, pause, found)
        except Exception as error:  # counted, whatever it is, and the delegate loads the page again
            found.errors[f"{type(error).__name__}: {error}"[:160]] += 1
            talk = await _closed(talk)
            await asyncio.sleep(min(pause, 5.0))
    await _closed(talk)


async def _converse(talk: Talk, conversation: Conversation, known: Quiet, chance, started, end, pause, found: Found) -> None:
    for number, question in enumerate(conversation):
        if time.monotonic() >= end:
            return
        before = time.monotonic()
        shown = await talk.ask(question)
        if shown == known[conversation, number]:
            found.seconds.append(time.monotonic() - before)
            found.when.append(before - started)
        else:
            found.different.append(question)
        await asyncio.sleep(min(chance.expovariate(1 / pause), MOST * pause, max(0.0, end - time.monotonic())))


async def _closed(talk: Talk | None) -> None:
    try:
        if talk:
            await talk.close()
    except Exception:  # noqa: S110 - it was lost before
        return
