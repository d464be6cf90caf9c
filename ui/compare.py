"""A clause beside itself: in the other languages, and in another revision word by word."""

from __future__ import annotations

import streamlit as st

from answer import wordings
from errors import AssistantError
from schema import LANGUAGES, Clause, DocumentInfo
from ui import citation, session, wording
from ui.markup import isolated, label, paragraph, wrapped
from ui.text import page_language, page_words, view_words, words

_AT_ONCE = 3  # languages shown until the reader chooses
_AT = "beside"  # in the session: the clause that the reader has stepped to

Version = tuple[DocumentInfo, Clause]


def offer(clause: Clause, document: DocumentInfo, number: int, *, plain: bool = False) -> None:
    """Draw the buttons beside turn or clause ``number``, each where there is something to compare with; ``plain``:
    without a border, where there are many of them."""
    try:
        versions, others = _versions(clause, document), _revisions(document)
    except (AssistantError, KeyError):
        return
    own, look = view_words("ask")["compare"], "tertiary" if plain else "secondary"
    if len(versions) > 1 and st.button(own["languages"], icon=":material/translate:", key=f"languages-{number}", type=look):
        st.session_state.pop(_AT, None)
        st.dialog(own["languages"], width="large")(_side_by_side)(clause, document, list(versions))
    if others and st.button(own["revisions"], icon=":material/difference:", key=f"revisions-{number}", type=look):
        st.dialog(own["revisions"], width="large")(_revised)(clause, document, others)


def _versions(clause: Clause, document: DocumentInfo) -> dict[str, Version]:
    """The clause by language, in the order of the Union's languages."""
    catalogue = session.index().catalogue
    found = {document.language: (document, clause)}
    for sibling in catalogue.siblings(clause):
        info = catalogue.info(sibling.document_id)
        found.setdefault(info.language, (info, sibling))
    return {language: found[language] for language in LANGUAGES if language in found}


def _revisions(document: DocumentInfo) -> list[DocumentInfo]:
    """The other revisions held in the same language, the latest first."""
    from index import revisions  # with numpy: not before the first paint

    text, rank = revisions.text_of(document), revisions.rank(document)
    held = [
        info for info in session.index().catalogue.documents()
        if revisions.text_of(info) == text and info.language == document.language and revisions.rank(info) != rank
    ]
    return sorted(held, key=revisions.rank, reverse=True)


def _side_by_side(clause: Clause, document: DocumentInfo, languages: list[str]) -> None:
    """The clause in the languages chosen, and from it on through its document, clause by clause."""
    own = view_words("ask")["compare"]
    try:
        clauses = [c for c in session.index().catalogue.clauses(document.id) if c.kind != "footnote" or c.id == clause.id]
        here = next(n for n, c in enumerate(clauses) if c.id == st.session_state.get(_AT, clause.id))
        versions = _versions(clauses[here], document)
    except (AssistantError, KeyError, StopIteration):
        st.warning(page_words()["moved"])
        return
    first = [document.language, *(code for code in (page_language(), "fr", *languages) if code in languages)]
    chosen = st.pills(
        own["shown"], languages, selection_mode="multi", default=list(dict.fromkeys(first))[:_AT_ONCE],
        format_func=lambda code: words(code)["name"], key=f"shown-{clause.id}",
    )
    shown = [versions[code] for code in languages if code in chosen and code in versions]
    for column, version in zip(st.columns(len(shown), gap="medium") if shown else (), shown, strict=True):
        with column:
            _version(*version)
    st.html(paragraph(own["prevails"], css="quiet"))
    with st.container(horizontal=True, horizontal_alignment="distribute"):
        _step(own["previous"], clauses, here - 1)
        _step(own["next"], clauses, here + 1)


def _step(name: str, clauses: list[Clause], to: int) -> None:
    """A button to another clause; beyond the last comes the first: a button that cannot be pressed any more would take
    the keyboard's place with it."""
    st.button(name, key=f"step-{name}", on_click=st.session_state.__setitem__, args=(_AT, clauses[to % len(clauses)].id))


def _version(document: DocumentInfo, clause: Clause) -> None:
    st.html(_head(words(document.language)["name"], document, clause))
    heading = paragraph(clause.heading, css="heading", language=document.language) if clause.heading else ""
    numbered = f"{clause.label} {clause.text}".strip()
    st.html(f'<div class="passage">{heading}{paragraph(numbered, css="cited", language=document.language)}</div>')


def _head(name: str, document: DocumentInfo, clause: Clause) -> str:
    where = paragraph(citation.place(document, clause), css="quiet", language=document.language)
    return f'<h3 class="version" dir="auto" lang="{document.language}">{name}</h3>{where}'


def _revised(clause: Clause, document: DocumentInfo, others: list[DocumentInfo]) -> None:
    own = view_words("ask")["compare"]
    names = {info.id: info for info in others}
    chosen = st.selectbox(
        own["which"], list(names), format_func=lambda key: names[key].name, filter_mode=None, key=f"which-{clause.id}", placeholder="",
    )
    other = names[chosen]
    found = wordings.counterpart(clause, session.index().catalogue.clauses(other.id))
    if found is None:
        st.info(label(own["nothing"].format(name=isolated(other.name, page_language()))))
        return
    _changes((document, clause), (other, found), own)


def _changes(one: Version, two: Version, own: dict) -> None:
    from index import revisions

    earlier, later = sorted((one, two), key=lambda version: revisions.rank(version[0]))
    names = {
        key: isolated(citation.place(*version), page_language()) for key, version in (("earlier", earlier), ("later", later))
    }
    same = wording.same(earlier[1].text, later[1].text)
    st.html(paragraph(own["same" if same else "change"].format(**names), css="quiet"))
    html = wording.diff(earlier[1].text, later[1].text)
    st.html(f'<div class="passage">{wrapped(html, css="cited changes", language=later[0].language)}</div>')
