"""What is embedded and searched of a clause: its own words, in the context that it is read in."""

from __future__ import annotations

from schema import Clause, DocumentInfo

QUOTED_WHOLE = 700  # characters: of a longer clause only the sentences that matter are quoted


def passage(document: DocumentInfo, clause: Clause) -> str:
    """The heading and the text: "who is to act" often stands in the heading alone."""
    return f"{clause.heading} {clause.text}" if clause.heading else clause.text


def titled(document: DocumentInfo, clause: Clause) -> str:
    """The passage after its document's title, or its name where it has none."""
    return f"{document.title or document.name} {passage(document, clause)}"


def around(document: DocumentInfo) -> str:
    """What stands around every passage of a document: its name and title."""
    return f"{document.name} {document.title}"
