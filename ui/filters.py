"""Filters of Ask: which texts the next question is put to, chosen in a box that shows what they leave."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial

import streamlit as st

from errors import AssistantError
from itu import bodies
from ui import citation, session
from ui.markup import label, paragraph
from ui.text import page_language, page_words, view_words, words

FIELDS = ("bodies", "kinds", "documents", "years", "languages", "sections")  # of index.filters.Filter
AS_OF = "as_of"
_KEPT = "filters"  # in the session: the widgets' own values go when the box closes
_SHOWN = 48  # characters on the button

Chosen = dict[str, tuple]  # field -> values; a field without any is not there


def chosen() -> Chosen:
    """What the reader has chosen."""
    return st.session_state.setdefault(_KEPT, {})


def choose(filters: Chosen) -> None:
    """Set the filters, as a link does."""
    st.session_state[_KEPT] = filters


def show() -> None:
    """Draw the button, with what is chosen on it; it opens the box."""
    own = view_words("ask")["filter"]
    summary = said(chosen())
    name = f"{own['title']}{citation.colon(page_language())}{session.shortened(summary, _SHOWN)}" if summary else own["title"]
    icon = ":material/filter_alt:" if summary else ":material/filter_list:"
    if st.button(label(name), icon=icon, key="filter-open", type="tertiary"):
        st.dialog(own["title"], on_dismiss="rerun")(_fields)(own)


def said(filters: Chosen) -> str:
    """The filters in words of the page: ``WTSA · 2012 · Français``."""
    return " · ".join(_name(field)(value) for field, values in filters.items() for value in values)


def _fields(own: dict) -> None:
    page = page_words()
    try:
        with st.spinner(page["reading"]):
            left, held = session.choices(chosen()), session.choices({})
    except AssistantError as error:
        said, detail = session.trouble(error, page)
        st.warning(label(said))
        st.code(detail, language=None, wrap_lines=True)
        return
    with st.container(height=48, border=False):  # the fields keep their place, whatever is left
        if left.documents:
            st.html(paragraph(own["left"].format(documents=left.documents, clauses=left.clauses), css="left"))
        else:
            st.html(f'<div role="alert">{paragraph(own["nothing"], css="left")}</div>')
    drawn = [*(partial(_several, field, _options(field, left), own) for field in FIELDS), partial(_one, AS_OF, held.years, own)]
    for pair in (drawn[at : at + 2] for at in range(0, len(drawn), 2)):  # row by row: below each other on a telephone
        for column, draw in zip(st.columns(2), pair, strict=False):
            with column:
                draw()
    with st.container(horizontal=True):
        st.button(own["clear"], on_click=choose, args=({},), disabled=not chosen(), key="filter-clear")
        if st.button(page["close"], key="filter-close", type="primary"):
            st.rerun()


def _options(field: str, left) -> list:
    """What can be chosen, and what is chosen already even if nothing is left of it."""
    found = getattr(left, field) if field != "documents" else session.choices(_without(field)).titles
    return [*found, *(value for value in chosen().get(field, ()) if value not in found)]


def _without(field: str) -> Chosen:
    return {name: values for name, values in chosen().items() if name != field}


def _several(field: str, options: list, own: dict) -> None:
    key = f"filter-{field}"
    st.session_state[key] = list(chosen().get(field, ()))
    st.multiselect(
        own[field], options, format_func=_name(field), key=key, placeholder=own["any"], select_all=False,
        filter_mode="fuzzy" if field == "documents" else None, on_change=_keep, args=(field, key),
    )


def _one(field: str, options: Iterable, own: dict) -> None:
    key = f"filter-{field}"
    st.session_state[key] = next(iter(chosen().get(field, ())), None)
    st.selectbox(
        own[field], list(options), index=None, format_func=_name(field), key=key, placeholder=own["any"],
        filter_mode=None, on_change=_keep, args=(field, key),
    )


def _keep(field: str, key: str) -> None:
    value = st.session_state[key]
    values = tuple(value) if isinstance(value, list) else () if value is None else (value,)
    choose({**_without(field), **({field: values} if values else {})})


def _name(field: str) -> Callable[[object], str]:
    """How a value of the field is written for the reader."""
    language = page_language()
    known = {
        "bodies": lambda value: _body(value, language),
        "kinds": lambda value: view_words("ask")["document_kinds"].get(value, value),
        "documents": session.document_name,
        "languages": lambda value: words(value)["name"],
        "sections": lambda value: words(language)["kinds"].get(value, value),
        AS_OF: lambda value: f"≤ {value}",
    }
    return known.get(field, str)


def _body(key: str, language: str) -> str:
    try:
        return bodies.acronym(key, language) or bodies.name(key, language)
    except KeyError:
        return key or view_words("ask")["filter"]["unknown"]
