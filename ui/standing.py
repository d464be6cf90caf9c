"""Whether a document is the latest revision held, and whether another text abrogates it."""

from __future__ import annotations

from dataclasses import dataclass

from errors import AssistantError
from schema import DocumentInfo
from ui import citation, session


@dataclass(frozen=True)
class Standing:
    """What the texts held show of a document; "" where they show nothing."""

    later: str = ""  # name of the latest revision, where it is a later one
    abrogated: str = ""  # where another text says so


def of(document: DocumentInfo) -> Standing:
    """The document's standing as the index has it now."""
    from index import revisions  # with numpy: not before the first paint

    try:
        catalogue = session.index().catalogue
        latest = catalogue.latest(document.work_id, document.language)
        status = catalogue.status(document.id)
        later = latest.name if latest and document.year and revisions.rank(latest) > revisions.rank(document) else ""
        return Standing(later, _place(status.clause_id, catalogue) if status else "")
    except (AssistantError, KeyError):
        return Standing()


def _place(clause_id: str, catalogue) -> str:
    clause = catalogue.clause(clause_id)
    return citation.place(catalogue.info(clause.document_id), clause)
