"""The answer function alone, asked from many threads of one process."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

from answer.__main__ import as_text
from answer.ask import ask
from schema import Answer


@dataclass
class Talk:
    """One delegate's conversation; each question is asked in a thread of ``threads``."""

    index: object
    threads: ThreadPoolExecutor
    history: tuple[Answer, ...] = field(default=())

    async def ask(self, question: str) -> str:
        """The answer as the command line prints it."""
        loop = asyncio.get_running_loop()
        answer = await loop.run_in_executor(self.threads, self._ask, question)
        self.history = (*self.history, answer)
        return as_text(answer)

    def _ask(self, question: str) -> Answer:
        return ask(question, index=self.index, settings=self.index.settings, history=self.history)

    async def anew(self) -> None:
        """Forget the conversation."""
        self.history = ()

    async def close(self) -> None:
        """Nothing is held."""
        self.history = ()
