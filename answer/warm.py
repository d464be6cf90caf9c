"""What the first question of a language reads once, read before anyone asks: glossaries, tables of words, mapped files."""

from __future__ import annotations

from dataclasses import replace

from answer.ask import ask
from settings import Settings


def prepare(index, settings: Settings) -> None:
    """Ask in each language held for one of its texts, by its title and by an address in it. The questions are neither
    counted nor logged, and no language model is sent them."""
    quiet = replace(settings, llm_base_url="")
    for language, questions in texts(index).items():
        for question in questions:
            ask.__wrapped__(question[: settings.max_question_chars], index=index, settings=quiet, language=language)


def texts(index) -> dict[str, tuple[str, str]]:
    """The title and an address of a text in each language that is held, the first by the document's id."""
    found: dict[str, tuple[str, str]] = {}
    for document in index.catalogue.documents():
        found.setdefault(document.language, (document.title or document.name, f"{document.name}, 1"))
    return found
