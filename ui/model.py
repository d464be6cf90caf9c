"""What leaves the machine, and what a language model did for an answer."""

from __future__ import annotations

from urllib.parse import urlsplit

import streamlit as st

import settings
from errors import AssistantError
from schema import ModelUse
from ui.markup import paragraph
from ui.text import view_words


def notice(*, always: bool = False) -> None:
    """Say where a question goes; that it goes nowhere is said only where ``always``."""
    try:
        sentences = _sentences(settings.load())
    except AssistantError:  # the answer will say it
        return
    if not sentences and always:
        sentences = [view_words("ask")["model"]["none"]]
    if sentences:
        st.html(paragraph(" ".join(sentences), css="quiet where"))


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


def _sentences(to: settings.Settings) -> list[str]:
    own, said = view_words("ask")["model"], []
    if to.llm_base_url:
        said.append(own["asked"].format(name=to.llm_model, host=urlsplit(to.llm_base_url).netloc.rpartition("@")[2]))
    address = to.embedding.partition("#")[0]
    if address.startswith(("https://", "http://")):
        said.append(own["embedding"].format(host=urlsplit(address).netloc.rpartition("@")[2]))
    return said
