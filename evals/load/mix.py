"""What delegates ask: conversations of a few questions, in six languages, drawn by a seed."""

from __future__ import annotations

from random import Random

from evals.collections.names import COLLECTIONS
from evals.questions import Question, load

TURNS = 3
PER_LANGUAGE = 3  # conversations
COLLECTION = COLLECTIONS["model-assembly"]

Conversation = tuple[str, ...]


def conversations(seed: int, per_language: int = PER_LANGUAGE) -> tuple[Conversation, ...]:
    """Conversations of at least TURNS questions each, the same ones for the same seed."""
    held, chance = load(COLLECTION.questions), Random(f"load {seed}")
    return tuple(
        _conversation(held, language, chance) for language in COLLECTION.languages for _ in range(per_language)
    )


def _conversation(held: tuple[Question, ...], language: str, chance: Random) -> Conversation:
    turns: list[str] = []
    while len(turns) < TURNS:
        turns += chance.choice(held).asked(language)
    return tuple(turns)
