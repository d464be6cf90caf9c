"""The Library: the texts held, to be found by words and by what they are, and each of them to be read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from errors import AssistantError, NoIndex
from index.revisions import rank, superseded, text_of
from itu import bodies
from schema import LANGUAGES, DocumentInfo
from ui import navigation, own_files, session, text_view
from ui.markup import isolated, label, paragraph
from ui.text import page_language, page_words, view_words
from ui.text import words as language_words

PAGE = 20  # texts shown at a time
_COMMAS = {"ar": "، ", "zh": "、"}


@dataclass(frozen=True)
class Text:
    """One text with all that is held of it: its revisions in their languages, the latest first."""

    key: str
    versions: tuple[DocumentInfo, ...]

    def shown(self, language: str) -> DocumentInfo:
        """The version to name it by: of the latest revision, in ``language`` where it is held in it."""
        latest = [info for info in self.versions if rank(info) == rank(self.versions[0])]
        return min(latest, key=lambda info: (info.language != language, LANGUAGES.index(info.language)))


def show() -> None:
    """Draw the list, or the text that is open."""
    words = view_words("library")
    opened = _opened()
    if not opened:
        navigation.head(words["title"], words["lead"])
        own_files.panel(words)
    held = catalogue(words)
    if held is None:
        return
    if opened and any(info.id == opened for info in held.documents()):
        text_view.show(held, opened, words)
        return
    if opened:
        st.warning(label(words["gone"]))
    _list(held, words)


def grouped(documents: Sequence[DocumentInfo]) -> tuple[Text, ...]:
    """The documents by text, the texts by the name of their body, then number."""
    found: dict[str, list[DocumentInfo]] = {}
    for info in documents:
        found.setdefault(text_of(info), []).append(info)
    texts = [Text(key, tuple(sorted(infos, key=_latest_first))) for key, infos in found.items()]
    return tuple(sorted(texts, key=lambda text: _place(text.versions[0])))


def matching(texts: Sequence[Text], typed: str, chosen: dict[str, str]) -> tuple[Text, ...]:
    """The texts that have every word typed in the name, title, number, revision or file of one of their versions,
    and are of what is chosen (``body``, ``kind``, ``language``, ``year``; "" leaves all)."""
    wanted = typed.casefold().split()

    def fits(info: DocumentInfo) -> bool:
        said = " ".join((info.name, info.title, info.number, info.revision, info.file, str(info.year or ""))).casefold()
        own = {"body": info.body, "kind": info.kind, "language": info.language, "year": str(info.year or "")}
        return all(word in said for word in wanted) and all(not v or own[k] == v for k, v in chosen.items())

    return tuple(text for text in texts if any(map(fits, text.versions)))


def _opened() -> str:
    """The document that the session or the address asks for."""
    for name, asked in st.session_state.pop(navigation.TO_READ, {}).items():
        if asked:
            st.query_params[name] = asked
        else:
            st.query_params.pop(name, None)
    return st.query_params.get(navigation.DOCUMENT, "")


def catalogue(words: dict):
    """The catalogue of the texts; where there is none, a sentence is drawn that says why, and None comes back."""
    try:
        with st.spinner(words["opening"]):
            return session.index().catalogue
    except NoIndex:
        st.info(label(words["nothing"]))
    except AssistantError as error:
        st.warning(label(page_words()["setup"]))
        st.code(str(error), language=None, wrap_lines=True)
    return None


def _list(held, words: dict) -> None:
    texts = grouped(held.documents())
    found = matching(texts, *_chosen(held.documents(), words))
    count = words["found"].format(texts=len(found), documents=sum(len(text.versions) for text in found))
    st.html(paragraph(count, css="quiet"))
    shown = st.session_state.get("library_shown", PAGE)
    later = superseded(held.documents())
    for text in found[:shown]:
        _row(text, held, later, words)
    if len(found) > shown:
        st.button(words["more"], on_click=_more, args=(shown,))


def _chosen(documents: Sequence[DocumentInfo], words: dict) -> tuple[str, dict[str, str]]:
    """Draw the search and the filters; what was typed and chosen."""
    typed = st.text_input(words["search"], key="library_search", icon=":material/search:", placeholder=words["search_hint"])
    language = page_language()
    names = {
        "body": lambda value: _body(value, language),
        "kind": lambda value: view_words("ask")["document_kinds"].get(value, value),
        "language": lambda value: language_words(value)["name"],
        "year": str,
    }
    chosen = {}
    with st.container(horizontal=True, gap="small"):
        for field, named in names.items():
            values = sorted({str(getattr(info, field) or "") for info in documents} - {""}, reverse=field == "year")
            chosen[field] = st.selectbox(
                words[field], ["", *values], key=f"library_{field}", width=150, placeholder="",
                format_func=lambda value, named=named: named(value) if value else words["all"],
            )
    return typed, chosen


def _row(text: Text, held, later: dict, words: dict) -> None:
    info = text.shown(page_language())
    with st.container(border=True, gap=None, key=f"text-{info.id}"):
        st.button(
            label(info.name), key=f"read-{info.id}", type="tertiary", icon=":material/article:",
            on_click=navigation.read, args=(info.id,),
        )
        if info.title:
            st.html(paragraph(info.title, language=info.language))
        st.html(paragraph(" · ".join(_facts(text, held, later, words)), css="quiet", language=page_language()))


def _facts(text: Text, held, later: dict, words: dict) -> list[str]:
    languages = sorted({info.language for info in text.versions}, key=LANGUAGES.index)
    facts = [_COMMAS.get(page_language(), ", ").join(isolated(language_words(language)["name"], page_language()) for language in languages)]
    revisions = len({rank(info) for info in text.versions})
    if revisions > 1:
        facts.append(words["revisions"].format(number=revisions))
    warned = sum(len(held.own_warnings(info.id)) + len(held.warnings(info.id)) for info in text.versions)
    if warned:
        facts.append("⚠ " + words["warnings"].format(number=warned))
    if any(held.status(info.id) for info in text.versions if info.id not in later):
        facts.append("⚠ " + words["abrogated"])
    return facts


def _body(key: str, language: str) -> str:
    try:
        short = bodies.acronym(key, language)
        return f"{bodies.name(key, language)} ({short})" if short else bodies.name(key, language)
    except KeyError:
        return key


def _latest_first(info: DocumentInfo) -> tuple:
    year, issue = rank(info)
    return -year, -issue, LANGUAGES.index(info.language), info.id


def _place(info: DocumentInfo) -> tuple:
    digits = "".join(c if c.isdigit() else " " for c in info.number).split()
    return info.body, info.kind, [int(part) for part in digits], info.number, info.id


def _more(shown: int) -> None:
    st.session_state.library_shown = shown + PAGE
