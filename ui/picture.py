"""The page of a PDF that a clause stands on, drawn when the reader asks for it, the quoted words boxed."""

from __future__ import annotations

from functools import lru_cache
from hashlib import sha256
from pathlib import Path

import streamlit as st

from errors import AssistantError
from schema import Clause, DocumentInfo
from ui import session
from ui.text import view_words


def offer(clause: Clause, document: DocumentInfo, quote: str, number: int) -> None:
    """Draw the switch beside turn ``number``, and below it the picture while it is on; nothing where there is no PDF."""
    if not clause.page or not document.file.lower().endswith(".pdf"):
        return
    own = view_words("ask")["source"]
    if not st.toggle(own["picture"], key=f"picture-{number}"):
        return
    with st.spinner(own["picture"]):
        picture = _picture(document.id, document.sha256, clause.page, quote)
    if picture is None:
        st.warning(own["no_picture"])
        return
    words = own["boxed" if picture.boxes else "unboxed" if quote else "whole"].format(page=picture.page)
    st.image(picture.png, caption=words, alt=words, width="stretch")


def _picture(document_id: str, digest: str, page: int, quote: str):
    try:
        path = session.index().catalogue.owners()[document_id]
    except (AssistantError, KeyError):
        return None
    return _drawn(path, digest, page, quote)


@lru_cache(maxsize=32)
def _drawn(path: str, digest: str, page: int, quote: str):
    """The picture; None when the file is not the one that was ingested, or cannot be drawn."""
    from ingest.readers import page_image

    try:
        data = Path(path).read_bytes()
    except OSError:
        return None
    return page_image.draw(data, page, quote) if sha256(data).hexdigest() == digest else None
