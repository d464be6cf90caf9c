"""Plain text."""

from __future__ import annotations

from ingest.readers.decode import decode
from ingest.source import SourceText


def read(data: bytes, where: str) -> SourceText:
    """Read plain text. Raises BadFile when its encoding is unknown."""
    text, warnings = decode(data, where)
    return SourceText(text=text, pages=(), page_labels=(), format="txt", reader="python", warnings=warnings)
