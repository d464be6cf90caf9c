"""How much of the gold quotes the citations quote, by character. Pure but for the catalogue's texts."""

from __future__ import annotations

from collections.abc import Iterable

from schema import Citation


def common(citations: Iterable[Citation], quotes: tuple[str, ...], catalogue) -> tuple[int, int, int] | None:
    """Characters that are quoted and gold, quoted, and gold, in the cited documents that hold a quote word for word.

    Where a quote stands several times in a document, the place that is quoted most is meant. None when no
    cited document holds one, as when the quotes are given in another language.
    """
    cited: dict[str, set[int]] = {}
    for citation in citations:
        for part in citation.parts:
            cited.setdefault(part.clause.document_id, set()).update(range(part.start, part.end))
    total = [0, 0, 0]
    for document_id, quoted in cited.items():
        gold = _gold(_text(document_id, catalogue), quotes, quoted)
        if gold:
            total = [a + b for a, b in zip(total, (len(quoted & gold), len(quoted), len(gold)), strict=True)]
    return tuple(total) if total[2] else None


def _text(document_id: str, catalogue) -> str:
    try:
        return catalogue.document(document_id).text
    except KeyError:  # a citation of what is not held: evals/proof.py tells of it
        return ""


def _gold(text: str, quotes: tuple[str, ...], quoted: set[int]) -> set[int]:
    """The characters of ``text`` that the quotes stand at."""
    gold: set[int] = set()
    for quote in quotes:
        places = [set(range(at, at + len(quote))) for at in _occurrences(text, quote)]
        gold |= max(places, key=lambda place: len(place & quoted), default=set())
    return gold


def _occurrences(text: str, quote: str) -> Iterable[int]:
    at = text.find(quote)
    while at >= 0:
        yield at
        at = text.find(quote, at + 1)
