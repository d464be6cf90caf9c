"""Learn: how a resolution is built, who is who, questions to begin with, and a quiz."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from html import escape
from itertools import islice

import streamlit as st

from itu import bodies
from itu.bodies import Body
from schema import LANGUAGES, Clause, DocumentInfo
from ui import citation, examples, navigation, quiz, session
from ui.library import catalogue, grouped
from ui.markup import ISOLATES, isolated, label, paragraph, wrapped
from ui.text import page_language, page_words, view_words
from ui.text import words as language_words

BUILT = ("title", "foreword", "enacting", "preambular", "operative", "annex", "footnote")  # kinds explained, as they come
CHARS = 420  # of a clause that is shown as an example
BODIES = 12  # shown at a time
OFFERED = 6  # questions of a theme
_MAPPED = ("sector", "bureau", "advisory_group", "conference", "assembly", "council")  # kinds on the map
_TOGETHER = ("Sectors", "Bureaux", "Directors", "Director", "Advisory-Groups")  # names of several at once, or of none in particular


def show() -> None:
    """Draw the view."""
    words = view_words("learn")
    navigation.head(words["title"], words["lead"])
    parts = {"anatomy": _anatomy, "who": _who, "questions": _questions, "quiz": quiz.show}
    part = st.segmented_control(
        words["part"], list(parts), format_func=lambda name: words[name], default="anatomy", key="learn_part",
        label_visibility="collapsed", required=True,
    )
    held = None
    if part != "who":
        held = catalogue(view_words("library"))
        if held is None:
            return
    parts[part](held, words)


def example(clauses: Sequence[Clause]) -> dict[str, tuple[Clause, ...]]:
    """Of each kind that a resolution is built of, the first clause under each heading, in the text's order."""
    found: dict[str, dict[tuple, Clause]] = {}
    for clause in clauses:
        if clause.kind in BUILT and clause.text.strip():
            found.setdefault(clause.kind, {}).setdefault((clause.heading, clause.heading_start), clause)
    return {kind: tuple(found[kind].values()) for kind in BUILT if kind in found}


def matching(typed: str) -> tuple[Body, ...]:
    """The bodies that have every word typed in a name, an acronym or their key, in any language."""
    wanted = typed.casefold().split()
    return tuple(body for body in bodies.all_bodies() if all(any(w in form for form in _forms(body)) for w in wanted))


def _anatomy(held, words: dict) -> None:
    info = _chosen(held, words)
    if info is None:
        return
    st.html(paragraph(words["anatomy_lead"]))
    kinds, told = page_words()["kinds"], words["built"]
    for kind, clauses in example(held.clauses(info.id)).items():
        with st.container(border=True, gap=None):
            st.html(f'<h2 class="source"><span class="badge {kind}">{escape(kinds[kind])}</span></h2>{paragraph(told[kind])}')
            for clause in clauses:
                st.html(_shown(clause, info, words))
    st.button(words["read_it"], icon=":material/article:", on_click=navigation.read, args=(info.id,))


def _chosen(held, words: dict) -> DocumentInfo | None:
    """The resolution or decision that is taken apart: one that has preamble and operative part, in the page's language
    where there is one."""
    language = page_language()
    texts = [t for t in grouped(held.documents()) if t.versions[0].kind in ("resolution", "decision")]
    shown = {info.id: info for info in (text.shown(language) for text in texts)}
    if not shown:
        st.info(label(words["no_text"]))
        return None
    own_first = sorted(shown, key=lambda i: (shown[i].language != language, shown[i].kind != "resolution"))
    first = next((i for i in own_first if _whole(held, i)), own_first[0])
    chosen = st.selectbox(
        words["which_text"], list(shown), index=list(shown).index(first), format_func=lambda i: shown[i].name, key="anatomy_text",
        placeholder="",
    )
    return shown[chosen]


def _whole(held, document_id: str) -> bool:
    return {"preambular", "operative"} <= {clause.kind for clause in held.clauses(document_id)}


def _shown(clause: Clause, info: DocumentInfo, words: dict) -> str:
    heading = wrapped(escape(clause.heading), css="heading", language=info.language) if clause.heading else ""
    number = f'<span class="label">{escape(clause.label)}</span> ' if clause.label else ""
    text = wrapped(number + escape(session.shortened(clause.text, CHARS)), css="quote", language=info.language)
    cite = f"{words['cite_as']} <bdi lang='{info.language}'>{escape(citation.place(info, clause))}</bdi>"
    return f'<div class="passage">{heading}{text}{wrapped(cite, css="quiet")}</div>'


def _who(_, words: dict) -> None:
    st.html(_sectors(words))
    typed = st.text_input(words["search_bodies"], key="bodies_search", icon=":material/search:")
    found = matching(typed)
    st.html(paragraph(words["bodies_found"].format(number=len(found)), css="quiet"))
    most = st.session_state.get("bodies_shown", BODIES)
    for body in found[:most]:
        _body(body, words)
    if len(found) > most:
        st.button(view_words("library")["more"], key="more-bodies", on_click=_more, args=(most,))


def _sectors(words: dict) -> str:
    """A map: the Union's own bodies, and a column for each Sector, by name and acronym."""
    language = page_language()
    columns = {"": [], "ITU-R": [], "ITU-T": [], "ITU-D": []}
    for body in bodies.all_bodies():
        if body.kind in _MAPPED and _union(body) and body.key not in _TOGETHER and body.names.get(language):
            columns[body.sector].append(body)
    lists = "".join(
        f"<div><h2 class='source'>{escape(bodies.name(sector or 'ITU', language))}</h2><ul>{''.join(_item(b, language) for b in members)}</ul></div>"
        for sector, members in columns.items()
    )
    return f'<div class="sectors" role="group" aria-label="{escape(words["map"])}">{lists}</div>'


def _item(body: Body, language: str) -> str:
    short = bodies.acronym(body.key, language)
    return f"<li>{escape(bodies.name(body.key, language))}{f' <b>{escape(short)}</b>' if short else ''}</li>"


def _union(body: Body) -> bool:
    while body.of:
        body = bodies.get(body.of)
    return body.key == "ITU"


def _body(body: Body, words: dict) -> None:
    language = page_language()
    facts = [words["body_kinds"].get(body.kind, body.kind), body.sector]
    if body.of:
        facts.append(words["part_of"].format(body=bodies.name(body.of, language)))
    rows = "".join(
        f'<tr><th scope="row">{escape(language_words(code)["name"])}</th><td lang="{code}" dir="auto">{escape(bodies.name(body.key, code))}</td>'
        f'<td lang="{code}" dir="auto">{escape(bodies.acronym(body.key, code))}</td></tr>'
        for code in LANGUAGES if body.names.get(code)
    )
    with st.expander(label(_titled(body, language))):
        st.html(f'{paragraph(" · ".join(filter(None, facts)), css="quiet")}<div class="wide" tabindex="0" role="region" aria-label="{escape(bodies.name(body.key, language))}"><table class="names">{rows}</table></div>')
        question = words["themes"]["duties"].format(body=bodies.name(body.key, language))
        st.button(label(question), key=f"ask-body-{body.key}", icon=":material/forum:", on_click=navigation.ask, args=(question,))


def _titled(body: Body, language: str) -> str:
    short = bodies.acronym(body.key, language)
    return f"{bodies.name(body.key, language)} ({short})" if short else bodies.name(body.key, language)


def _questions(held, words: dict) -> None:
    st.html(paragraph(words["questions_lead"]))
    offered = {"examples": examples.own(held), **made(held)}
    for theme, questions in offered.items():
        if not questions:
            continue
        st.html(f"<h2 class='source'>{escape(words['theme_names'][theme])}</h2>")
        for number, question in enumerate(questions):
            asked = question.translate(ISOLATES)
            st.button(label(question), key=f"{theme}-{number}", icon=":material/forum:", on_click=navigation.ask, args=(asked,))


def made(held) -> dict[str, list[str]]:
    """Questions made from the texts held, by theme: about the bodies that they call on, and about the texts themselves,
    whose parts are asked for as they are cited: "Resolution 5 (Kyoto, 1994), considering"."""
    language, themes = page_language(), view_words("learn")["themes"]
    called = [key for key in _called_on(held) if bodies.get(key).names.get(language)][:OFFERED]
    texts = [t.shown(language) for t in grouped(held.documents()) if t.versions[0].kind in ("resolution", "decision")]
    texts = sorted(texts, key=lambda info: info.language != language)[:OFFERED]
    return {
        "duties": [themes["duties"].format(body=bodies.name(key, language)) for key in called],
        "reasons": [isolated(part, language) for info in texts for part in _parts(held, info, "preambular")],
        "contents": [isolated(part, language) for info in texts for part in _parts(held, info, "operative")],
    }


def _parts(held, info: DocumentInfo, kind: str) -> list[str]:
    """The first part of that kind, by the text's name and the part's heading; none where it has none."""
    headed = (clause for clause in held.clauses(info.id) if clause.kind == kind and clause.heading)
    return [citation.place(info, replace(clause, address=clause.heading)) for clause in islice(headed, 1)]


def _called_on(held) -> Iterator[str]:
    """The Union's bodies that an operative clause held calls on, those called on most first."""
    ours = [
        b for b in bodies.all_bodies()
        if _union(b) and b.key not in ("ITU", *_TOGETHER) and not b.numbered and b.kind not in ("membership", "role")
    ]
    counts = {body.key: len(held.mandated([body.key])) for body in ours}
    return (key for key in sorted(counts, key=lambda key: -counts[key]) if counts[key])


def _forms(body: Body) -> list[str]:
    named = (*body.names.values(), *body.acronyms.values(), (body.key,))
    return [form.casefold() for forms in named for form in forms]


def _more(shown: int) -> None:
    st.session_state.bodies_shown = shown + BODIES
