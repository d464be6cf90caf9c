"""A citation in the form that delegates write: ``Resolution 57 (Rev. Dubai, 2012), resolves 1: “…”``."""

from __future__ import annotations

import re

from schema import Clause, DocumentInfo

_FOLDED = re.compile(r"[ \t\r\n\f]+")  # not the no-break spaces, which belong to the quote
_MARKS = {"en": "“”", "zh": "“”"}  # the other languages of the Union have « »
_SPACED = ("fr",)  # no-break spaces inside the marks
_COMMAS = {"ar": "، ", "zh": "，"}


def place(document: DocumentInfo, clause: Clause) -> str:
    """Where the words stand: the document's name and the clause's address."""
    return document.name + _COMMAS.get(document.language, ", ") + clause.address


def quoted(quote: str, language: str) -> str:
    """The quote on one line, in the quotation marks of its language."""
    left, right = _MARKS.get(language, "«»")
    space = "\u00a0" if language in _SPACED else ""
    return left + space + one_line(quote) + space + right


def one_line(text: str) -> str:
    """The text with its line breaks and runs of spaces folded."""
    return _FOLDED.sub(" ", text).strip()


def written(document: DocumentInfo, clause: Clause, quote: str = "") -> str:
    """The place and the quote; the whole clause where nothing of it is quoted."""
    return place(document, clause) + colon(document.language) + quoted(quote or clause.text, document.language)


def colon(language: str) -> str:
    """A colon and the spaces around it, as the language sets them."""
    return {"fr": "\u00a0: ", "zh": "："}.get(language, ": ")
