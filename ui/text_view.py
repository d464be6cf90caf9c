"""One text of the Library: its versions, what it cites and what cites it, and its clauses under an outline."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

import streamlit as st

from errors import shown
from index.catalogue import Catalogue
from index.revisions import rank, superseded, text_of
from schema import LANGUAGES, Clause, DocumentInfo
from ui import citation, compare, graph, messages, navigation
from ui.markup import FROM_THE_RIGHT, isolated, label, paragraph, wrapped
from ui.text import page_language, page_words, view_words
from ui.text import words as language_words

PAGE = 30  # clauses shown at a time
_BACK = {"ltr": ":material/arrow_back:", "rtl": ":material/arrow_forward:"}  # to where the line begins
OPENS = ("title", "foreword", "enacting", "annex")  # kinds that open a part of the outline without a heading


@dataclass(frozen=True)
class Section:
    """A part of the outline: what it is called, and its clauses in order."""

    name: str
    clauses: tuple[Clause, ...]


def show(held: Catalogue, document_id: str, words: dict) -> None:
    """Draw the text."""
    info = held.info(document_id)
    st.button(words["back"], icon=_BACK["rtl" if page_language() in FROM_THE_RIGHT else "ltr"], type="tertiary", on_click=navigation.read, args=("",))
    st.html(f'<h1 class="text" dir="auto" lang="{escape(info.language)}">{escape(info.name)}</h1>')
    if info.title:
        st.html(paragraph(info.title, css="lead", language=info.language))
    _standing(held, info, words)
    _versions(held, info, words)
    parts = ("read", "citations", "facts")
    part = st.segmented_control(
        words["part"], parts, format_func=lambda name: words[name], default="read", key=f"part-{document_id}",
        label_visibility="collapsed", required=True,
    )
    {"read": _read, "citations": _citations, "facts": _facts}[part](held, info, words)


def outline(clauses: Sequence[Clause], kinds: dict[str, str]) -> tuple[Section, ...]:
    """The clauses by heading, in their order. A clause without one stands in the part before it, unless its kind
    opens one; ``kinds`` gives the name of such a part."""
    parts: list[tuple[str, list[Clause]]] = []
    last: tuple | None = None
    for clause in clauses:
        under = (clause.heading, clause.heading_start) if clause.heading else (clause.kind, clause.section) if clause.kind in OPENS else last
        if under != last or not parts:
            parts.append((_called(clause, kinds), []))
            last = under
        parts[-1][1].append(clause)
    return tuple(Section(name, tuple(members)) for name, members in parts)


def _called(clause: Clause, kinds: dict[str, str]) -> str:
    if clause.kind == "title" and clause.section and clause.section != "title":  # of a chapter
        return " ".join(clause.text.split())
    if not clause.heading:
        return kinds.get(clause.kind, clause.kind)
    numbered = clause.kind in ("numbered", "definition") and clause.address and not clause.heading.startswith(clause.address)
    return " ".join((f"{clause.address} " if numbered and clause.address[0].isdigit() else "").split() + clause.heading.split())


def _standing(held: Catalogue, info: DocumentInfo, words: dict) -> None:
    """What a reader must know before relying on it."""
    later = superseded(held.documents()).get(info.id)
    if later:
        st.warning(label(words["later"].format(name=later.name)))
        same = held.latest(later.work_id, info.language) or later
        st.button(label(words["open_later"]), key="later", on_click=navigation.read, args=(same.id,))
    if held.status(info.id):
        by = held.status(info.id).clause_id
        st.warning(label(words["abrogated_by"].format(clause=_place(held, by))))
        st.button(label(words["open_clause"]), key="by", on_click=navigation.read, args=(by.partition("#")[0], by))
    warned = (*held.own_warnings(info.id), *held.warnings(info.id))
    if warned:
        with st.expander(f"{words['warnings'].format(number=len(warned))}", icon=":material/warning:"):
            st.html("".join(messages.line(warning) for warning in warned))


def _versions(held: Catalogue, info: DocumentInfo, words: dict) -> None:
    """A line for each revision held, with a button for each of its languages."""
    mine = [other for other in held.documents() if text_of(other) == text_of(info)]
    revisions = sorted({rank(other) for other in mine}, reverse=True)
    for revision in revisions:
        versions = sorted((o for o in mine if rank(o) == revision), key=lambda o: (LANGUAGES.index(o.language), o.id))
        name = next((o.revision for o in versions if o.language == info.language), versions[0].revision) or str(versions[0].year or "") or words["no_revision"]
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            mark = f" · {words['latest']}" if revision == revisions[0] and len(revisions) > 1 else ""
            st.html(paragraph(isolated(name, page_language()) + mark, css="quiet", language=page_language()), width="content")
            for other in versions:
                here = other.id == info.id
                st.button(
                    language_words(other.language)["name"], key=f"version-{other.id}", disabled=here,
                    icon=":material/check:" if here else None, on_click=navigation.read, args=(other.id,),
                )


def _read(held: Catalogue, info: DocumentInfo, words: dict) -> None:
    sections = outline(held.clauses(info.id), page_words()["kinds"])
    names = [words["whole"], *(section.name for section in sections)]
    wanted = st.query_params.get(navigation.CLAUSE, "")
    at = next((n for n, s in enumerate(sections, 1) if any(c.id == wanted for c in s.clauses)), 0)
    beside, text = st.columns([1, 3], gap="large")
    with beside, st.container(height=480 if len(names) > 14 else "content", key="outline"):
        chosen = st.radio(
            words["outline"], range(len(names)), index=at, key=f"outline-{info.id}-{wanted}",
            format_func=lambda n: label(names[n]),
        )
    with text:
        _sections(sections[chosen - 1 : chosen] if chosen else sections, info, wanted, words)


def _sections(sections: Sequence[Section], info: DocumentInfo, wanted: str, words: dict) -> None:
    """Their clauses under their names, PAGE of them at first, and as far as the clause that is wanted."""
    lines = [(clause, section.name if not n else "") for section in sections for n, clause in enumerate(section.clauses)]
    key = f"clauses-{info.id}-{len(sections)}-{lines[0][0].order}"
    most = st.session_state.get(key, max(PAGE, next((n + 5 for n, (c, _) in enumerate(lines) if c.id == wanted), 0)))
    for clause, name in lines[:most]:
        if name:
            st.html(f'<h2 class="source" dir="auto" lang="{escape(info.language)}">{escape(name)}</h2>')
        _clause(clause, info, clause.id == wanted, words)
    if len(lines) > most:
        st.button(words["more"], key=f"more-{key}", on_click=st.session_state.__setitem__, args=(key, most + PAGE))


def _clause(clause: Clause, info: DocumentInfo, wanted: bool, words: dict) -> None:
    kinds = page_words()["kinds"]
    name = f'<span class="label">{escape(clause.label)}</span> ' if clause.label else ""
    page = f" · {page_words()['page'].format(page=clause.page_label or clause.page)}" if clause.page_label or clause.page else ""
    with st.container(gap=None, key=f"clause-{clause.order}"):
        text = wrapped(name + escape(clause.text), css="cited" if wanted else "", language=info.language)
        st.html(f'<div class="passage">{text}</div>')
        with st.container(horizontal=True, vertical_alignment="center", gap="small", key=f"about-{clause.order}"):
            st.html(paragraph(f"{isolated(clause.address, page_language())} · {kinds.get(clause.kind, clause.kind)}{page}", css="quiet", language=page_language()), width="content")
            question = f"{info.name}, {clause.address}"
            st.button(
                words["ask"], key=f"ask-{clause.order}", type="tertiary", icon=":material/forum:",
                help=label(question), on_click=navigation.ask, args=(question,),
            )
            compare.offer(clause, info, clause.order, plain=True)


def _citations(held: Catalogue, info: DocumentInfo, words: dict) -> None:
    cites, cited_by = _cited(held, info), _citing(held, info)
    if not cites and not cited_by:
        st.html(paragraph(words["no_citations"]))
        return
    st.html(graph.html(info.name, [c.name for c in cites], [c.name for c in cited_by], words["graph"]))
    left, right = st.columns(2, gap="large")
    with left:
        st.html(f"<h2 class='source'>{escape(words['cites'])}</h2>")
        _links(cites, "cites", words)
    with right:
        st.html(f"<h2 class='source'>{escape(words['cited_by'])}</h2>")
        _links(cited_by, "by", words)


@dataclass(frozen=True)
class Link:
    """One text cited, or that cites: by what name, from which clauses, and its document where it is held."""

    name: str
    places: tuple[str, ...]  # addresses of the clauses
    document_id: str = ""
    clause_id: str = ""  # to open it at


def _cited(held: Catalogue, info: DocumentInfo) -> tuple[Link, ...]:
    """What it cites, by its first mention; a text that is held once, however it is named."""
    found: dict[str, list[str]] = {}
    words: dict[str, str] = {}
    for clause_id, printed, target in held.citing(info.id):
        found.setdefault(target or printed, []).append(clause_id)
        words.setdefault(target or printed, held.info(target).name if target else " ".join(printed.split()))
    return tuple(
        Link(words[key], _addresses(held, ids), key if key != words[key] and _held(held, key) else "")
        for key, ids in found.items()
    )


def _citing(held: Catalogue, info: DocumentInfo) -> tuple[Link, ...]:
    found: dict[str, list[str]] = {}
    for clause_id, _, document_id in held.cited_by(info.id):
        found.setdefault(document_id, []).append(clause_id)
    return tuple(Link(_titled(held.info(i)), _addresses(held, ids), i, ids[0]) for i, ids in found.items())


def _titled(info: DocumentInfo) -> str:
    return f"{info.name} ({language_words(info.language)['name']})"


def _held(held: Catalogue, document_id: str) -> bool:
    return any(info.id == document_id for info in held.documents())


def _addresses(held: Catalogue, ids: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(clause.address for clause in held.clauses_by_ids(ids).values()))


def _links(links: Sequence[Link], name: str, words: dict) -> None:
    if not links:
        st.html(paragraph(words["none"], css="quiet"))
    for number, link in enumerate(links):
        with st.container(gap=None):
            if link.document_id:
                st.button(
                    label(link.name), key=f"{name}-{number}", type="tertiary", icon=":material/article:",
                    on_click=navigation.read, args=(link.document_id, link.clause_id),
                )
            else:
                st.html(paragraph(f"{isolated(link.name, page_language())} · {words['not_held']}", language=page_language()))
            st.html(paragraph(f"{words['in']} {'; '.join(isolated(p, page_language()) for p in link.places[:8])}", css="quiet", language=page_language()))


def _place(held: Catalogue, clause_id: str) -> str:
    try:
        clause = held.clause(clause_id)
        return citation.place(held.info(clause.document_id), clause)
    except KeyError:
        return clause_id


def _facts(held: Catalogue, info: DocumentInfo, words: dict) -> None:
    rows = (
        (words["kind"], view_words("ask")["document_kinds"].get(info.kind, info.kind)),
        (words["year"], str(info.year or "")),
        (words["history"], info.history),
        (words["pages"], str(info.pages or "")),
        (words["clauses"], str(held.clause_count(info.id))),
        (page_words()["file"], shown(info.file)),
        ("SHA-256", info.sha256),
    )
    listed = "".join(f"<dt>{escape(name)}</dt><dd dir='auto'>{escape(value)}</dd>" for name, value in rows if value)
    st.html(f"<dl class='facts'>{listed}</dl>")
    if info.url.startswith(("https://", "http://")):
        st.link_button(page_words()["official"], info.url, icon=":material/open_in_new:")


