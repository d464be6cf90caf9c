"""What is embedded and searched of a clause: its own words, in the context that it is read in."""

from __future__ import annotations

from schema import Clause, DocumentInfo


def passage(document: DocumentInfo, clause: Clause) -> str:
    """The heading and the text: "who is to act" often stands in the heading alone."""
    return f"{clause.heading} {clause.text}" if clause.heading else clause.text
