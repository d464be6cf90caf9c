"""The page's views and how one leads to another."""

from __future__ import annotations

import streamlit as st

from ui import access, uploads
from ui import ask as ask_view
from ui.markup import paragraph
from ui.text import page_words, view_words

PICKED, GO_TO, TO_READ = "picked", "go_to", "to_read"  # in the session
DOCUMENT, CLAUSE = "document", "clause"  # in the address
VIEWS = ("ask", "library", "learn", "quality")
ADDRESSES = ("", *VIEWS[1:])  # of each view, below the page's own


def run() -> None:
    """Draw the names of the views, then the one that is open."""
    names = view_words("navigation")
    pages = [
        st.Page(ask_view.show, title=names["ask"], icon=":material/forum:", default=True),
        st.Page(_library, title=names["library"], icon=":material/library_books:", url_path="library"),
        st.Page(_learn, title=names["learn"], icon=":material/school:", url_path="learn"),
        st.Page(_quality, title=names["quality"], icon=":material/monitoring:", url_path="quality"),
    ]
    chosen = st.navigation(pages, position="hidden")
    with st.container(horizontal=True, gap="small", key="views"):  # Streamlit's own bar becomes a drawer on a telephone
        for page in pages:
            st.page_link(page)
        access.sign_out()
    if own := uploads.asked():
        st.html(paragraph(names["own"].format(files=len(own.names())), css="notice"))
    wanted = st.session_state.pop(GO_TO, "")
    if wanted:
        st.switch_page(pages[VIEWS.index(wanted)])
    if chosen is not pages[0]:
        st.set_page_config(page_title=f"{chosen.title} · {page_words()['title']}")
    chosen.run()


def ask(question: str) -> None:
    """Have Ask opened with this question put. For a button's on_click."""
    st.session_state[PICKED] = question
    st.session_state[GO_TO] = "ask"


def read(document_id: str, clause_id: str = "") -> None:
    """Have the Library opened at this document, and at this clause of it. For a button's on_click."""
    st.session_state[TO_READ] = {DOCUMENT: document_id, CLAUSE: clause_id}
    st.session_state[GO_TO] = "library"


def head(title: str, lead: str) -> None:
    """The head of a view."""
    st.title(title, anchor=False)
    st.html(paragraph(lead, css="lead"))


# Each view is imported when it is opened: the first paint waits for none of them.


def _library() -> None:
    from ui import library

    library.show()


def _learn() -> None:
    from ui import learn

    learn.show()


def _quality() -> None:
    from ui import quality

    quality.show()
