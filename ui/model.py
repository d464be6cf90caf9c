"""What leaves the machine, and what a language model did for an answer."""

from __future__ import annotations

from urllib.parse import urlsplit

import streamlit as st

import settings
from errors import AssistantError
from schema import ModelUse
from ui.markup import paragraph
from ui.text import view_words


def notice() -> None:
    """Say where a question goes, where it goes anywhere."""
    if sentences := _sentences():
        st.html(paragraph(" ".join(sentences), css="quiet where"))


def nowhere() -> None:
    """Say that a question goes nowhere, where that is so."""
    if _sentences() == []:
        st.html(paragraph(view_words("ask")["model"]["none"], css="quiet"))


def used(use: ModelUse) -> None:
    """Say which model wrote, at what cost, and what became of its sentences."""
    own = view_words("ask")["model"]
    said = [own["used"].format(name=use.name, host=use.host)] if use.kept else []
    if not use.kept:
        said.append(own["asked"].format(name=use.name, host=use.host))
    if use.tokens_in or use.tokens_out:
        said.append(own["tokens"].format(read=use.tokens_in, written=use.tokens_out))
    said.append(own["sentences"].format(kept=use.kept, replaced=use.replaced, dropped=use.dropped))
    st.html(paragraph(" ".join(said), css="quiet"))


def _sentences() -> list[str] | None:
    """Where the settings send a question; None when they cannot be read, which the answer will say."""
    try:
        to = settings.load()
    except AssistantError:
        return None
    own, said = view_words("ask")["model"], []
    if to.llm_base_url:
        said.append(own["asked"].format(name=to.llm_model, host=_host(to.llm_base_url)))
    address = to.embedding.partition("#")[0]
    if address.startswith(("https://", "http://")):
        said.append(own["embedding"].format(host=_host(address)))
    return said


def _host(address: str) -> str:
    return urlsplit(address).netloc.rpartition("@")[2]  # without the name and password that may stand before it
