"""What a reader sees when the server, the index or the disk goes while the page is open, in a real Chromium."""

from __future__ import annotations

import shutil
import signal

import pytest

from index import generations
from tests.ui.test_browser import Served, answered, ask, browser, ingest, settled, shot, visit  # noqa: F401  (fixtures)
from ui.text import read_view, words

FR = words("fr")
QUESTIONS = FR["examples"]

pytestmark = pytest.mark.browser


@pytest.fixture
def own(tmp_path, chromium, corpus):
    """The page over an index that the test may break."""
    ingest(tmp_path / "data", corpus)
    server = Served(tmp_path / "data", corpus)
    server.data = tmp_path / "data"
    yield server
    server.stop()


def test_a_killed_server_is_told_and_the_page_goes_on_when_it_is_back(own, browser):  # noqa: F811
    """Without ``visit``: a server that is gone leaves errors in the console."""
    page = browser.new_context(locale="fr-FR").new_page()
    page.set_default_timeout(90_000)
    page.goto(own.address)
    answered(page, QUESTIONS[0])
    own.process.send_signal(signal.SIGKILL)
    own.process.wait(20)
    told = page.get_by_role("dialog")
    told.get_by_text(FR["spoken"]["Streamlit server is not responding. Are you connected to the internet?"]).wait_for()
    assert told.get_by_role("heading", name=FR["spoken"]["Connection error"]).is_visible()
    assert page.locator(".st-key-turn-0 .quote").first.is_visible()  # what was answered can still be read
    shot(page, "server-gone-fr")
    own.start()
    told.wait_for(state="detached")
    ask(page, QUESTIONS[1])
    page.get_by_text(FR["lost"]).wait_for()
    page.locator(".st-key-turn-0").get_by_text(QUESTIONS[1]).first.wait_for()  # where the conversation before stood
    settled(page)
    page.locator(".st-key-link-0").wait_for()
    answered(page, QUESTIONS[2], 1)
    assert page.get_by_text(FR["lost"]).count() == 0
    page.context.close()


def test_an_index_removed_is_told_in_every_view_and_seen_again(own, visit, corpus):  # noqa: F811
    page = visit(own.address, locale="fr-FR")
    answered(page, QUESTIONS[0])
    shutil.rmtree(own.data)
    page.locator("[class*=st-key-open-0-] button").first.click()
    page.get_by_text(FR["moved"]).wait_for()
    ask(page, QUESTIONS[1])
    page.get_by_test_id("stAlert").get_by_text(FR["no_index"]).wait_for()
    names, nothing = read_view("navigation")["fr"], read_view("library")["fr"]["nothing"]
    for view in ("library", "learn"):
        page.get_by_role("link", name=names[view]).click()
        page.get_by_role("heading", name=read_view(view)["fr"]["title"], exact=True).wait_for()
        page.get_by_text(nothing).wait_for()
    page.get_by_role("link", name=names["ask"]).click()
    ingest(own.data, corpus)
    ask(page, QUESTIONS[1])
    page.locator(".st-key-link-2").wait_for()


def test_answers_go_on_while_texts_are_being_read(own, visit):  # noqa: F811
    page = visit(own.address, locale="fr-FR")
    with generations.ingest_lock(own.data):
        answered(page, QUESTIONS[0])

