"""Questions to begin with: the page's own, where the text that they ask of is held, else some made from what is held."""

from __future__ import annotations

import sqlite3

from errors import AssistantError
from ui import session
from ui.text import page_words

OF = "WTSA-RES-57"  # the work that ships, of which the examples of text.toml ask


def first() -> list[str]:
    """For the first paint, which waits for no index: of the texts held where an index is open."""
    try:
        index = session.opened()
        return of_what_is_held(index.catalogue) if index else page_words()["examples"]
    except (AssistantError, sqlite3.Error):  # said when a question is asked
        return page_words()["examples"]


def of_what_is_held(held) -> list[str]:
    """The page's own, else the first of each theme that Learn makes of the texts."""
    from ui import learn

    return own(held) or [questions[0] for questions in learn.made(held).values() if questions]


def own(held) -> list[str]:
    """The page's own; none where their text is not held."""
    return page_words()["examples"] if any(info.work_id == OF for info in held.documents()) else []
