"""The page in a real Chromium, on the text that ships."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from ui.text import words

ROOT = Path(__file__).resolve().parents[2]
ARTIFACTS = ROOT / "tests" / "artifacts"
EN, FR = words("en"), words("fr")
QUESTION = "which groups must identify common topics?"
SLOW = 90_000  # milliseconds: a first question loads the index, on a busy machine

pytestmark = pytest.mark.browser


def environment(data: Path, corpus: Path) -> dict:
    return {**os.environ, "ITU_DATA": str(data), "ITU_CORPUS": str(corpus)}


def ingest(data: Path, corpus: Path) -> None:
    command = [sys.executable, "-m", "ingest"]
    subprocess.run(command, cwd=ROOT, env=environment(data, corpus), check=True, capture_output=True)


class Served:
    """The page, served by a process of its own over the index under ``data``; ``arguments`` are Streamlit's."""

    script = "server.py"

    def __init__(self, data: Path, corpus: Path, *arguments: str, start: bool = True):
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.address = f"http://127.0.0.1:{self.port}"
        self._environment, self._arguments = environment(data, corpus), arguments
        if start:
            self.start()

    def start(self) -> None:
        """Start it, once more where it was killed."""
        command = [sys.executable, "-m", "streamlit", "run", self.script, "--server.port", str(self.port), *self._arguments]
        self.process = subprocess.Popen(command, cwd=ROOT, env=self._environment, stdout=subprocess.DEVNULL)
        for _ in range(300):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", self.port)) == 0:
                    return
            time.sleep(0.1)
        raise TimeoutError(f"nothing serves {self.address}")

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(20)


@pytest.fixture(scope="module")
def served(tmp_path_factory, chromium, corpus):
    data = tmp_path_factory.mktemp("data")
    ingest(data, corpus)
    server = Served(data, corpus)
    yield server
    server.stop()


@pytest.fixture
def unfed(tmp_path, chromium, corpus):
    """The page over a folder without an index."""
    server = Served(tmp_path, corpus)
    yield server
    server.stop()


@pytest.fixture(scope="module")
def browser(chromium):
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(
            executable_path=chromium, args=["--no-sandbox", "--disable-dev-shm-usage"]
        )
        yield opened
        opened.close()


@pytest.fixture
def visit(browser):
    """Opens an address in a fresh window; errors in its console and requests elsewhere fail the test."""
    wrong, windows = [], []

    def note(url: str) -> None:
        if urlsplit(url).scheme not in ("data", "blob") and urlsplit(url).hostname != "127.0.0.1":
            wrong.append(f"asked for {url}")

    def open_window(address: str, width: int = 1440, height: int = 900, **more):
        window = browser.new_context(viewport={"width": width, "height": height}, **more)
        windows.append(window)
        page = window.new_page()
        page.set_default_timeout(SLOW)
        page.on("console", lambda said: wrong.append(f"console: {said.text}") if said.type == "error" else None)
        page.on("pageerror", lambda error: wrong.append(f"error: {error}"))
        page.on("request", lambda request: note(request.url))
        page.on("websocket", lambda ws: note(ws.url))
        page.goto(address)
        return page

    yield open_window
    for window in windows:
        window.close()
    assert wrong == []


def ask(page, question: str) -> None:
    box = page.get_by_test_id("stChatInputTextArea")
    box.fill(question)
    box.press("Enter")


def answered(page, question: str, number: int = 0) -> None:
    """Ask, and wait until the answer of turn ``number`` is drawn and nothing moves: what is pressed next is what is seen."""
    ask(page, question)
    page.locator(f".st-key-link-{number}").wait_for()
    settled(page)


def opened(page, number: int = 0) -> None:
    """Open the first citation of turn ``number``; what stood in its place is gone after it."""
    page.locator(f".st-key-open-{number}-citation-1 button").click()
    page.locator(f".st-key-source-{number} .cited").wait_for()
    settled(page)


SETTLED = """() => document.querySelector("[data-testid=stApp]")?.dataset.testScriptState === "notRunning"
  && !document.querySelector("[data-stale=true], [data-testid=stSkeleton]")
  && document.getAnimations().every((a) => a.playState !== "running" || a.effect?.getTiming().iterations === Infinity)"""


def settled(page) -> None:
    """Wait until the page is drawn: nothing runs, nothing waits for its part of Streamlit, nothing fades in."""
    page.wait_for_timeout(250)
    page.wait_for_function(SETTLED)
    page.wait_for_timeout(250)  # a part that is drawn may bring another
    page.wait_for_function(SETTLED)


def shot(page, name: str) -> None:
    ARTIFACTS.mkdir(exist_ok=True)
    page.wait_for_timeout(600)  # the scrolling is smooth
    page.screenshot(path=ARTIFACTS / f"{name}-{page.viewport_size['width']}x{page.viewport_size['height']}.png")


@pytest.mark.parametrize("width, height", [(1440, 900), (390, 844)])
def test_ask_and_open_the_citation(served, visit, width, height):
    page = visit(served.address, width, height)
    page.get_by_text(EN["examples"][0]).wait_for()
    shot(page, "empty")
    answered(page, QUESTION)
    shot(page, "answer")
    opened(page)
    shot(page, "source")
    title = page.locator("h2.source").inner_text()
    assert "Résolution 57" in title and "décide 1" in title
    marked = " ".join(page.locator(".passage mark").all_inner_texts())
    assert "Groupes consultatifs" in marked
    assert page.locator(".passage mark.focus").count() >= 1
    assert page.locator(".passage .neighbour").count() >= 2
    wide = page.evaluate("document.documentElement.scrollWidth")
    assert wide <= width, f"the page is {wide} px wide in a window of {width}"


def top_of(page, selector: str) -> float:
    """Where it begins in the window, in pixels, once nothing moves any more."""
    before = None
    for _ in range(50):
        page.wait_for_timeout(300)
        now = page.locator(selector).first.bounding_box()["y"]
        if now == before:
            return now
        before = now
    raise AssertionError(f"{selector} does not come to rest")


def bottom_of(page, selector: str) -> float:
    box = page.locator(selector).first.bounding_box()
    return box["y"] + box["height"]


@pytest.mark.parametrize("width, height", [(1440, 900), (390, 844)])
def test_each_question_comes_to_the_top_with_its_answer(served, visit, width, height):
    page = visit(served.address, width, height)
    for number, question in enumerate((QUESTION, EN["examples"][2], EN["examples"][1])):
        answered(page, question, number)
        assert 0 <= top_of(page, f".st-key-turn-{number}") < 150
        assert page.locator(f".st-key-turn-{number} .quote").first.bounding_box()["y"] < height / 2


def test_cited_clause_is_seen_whole_on_a_telephone(served, visit):
    page = visit(served.address, 390, 844)
    answered(page, QUESTION)
    opened(page)
    assert top_of(page, ".st-key-source-0 .cited") >= 0
    assert bottom_of(page, ".st-key-source-0 .cited") <= page.locator(".st-key-ask").bounding_box()["y"]


def test_first_citation_is_seen_on_a_telephone(served, visit):
    page = visit(served.address, 390, 844)
    answered(page, QUESTION)
    button = ".st-key-open-0-citation-1"
    assert top_of(page, button) > 0
    assert bottom_of(page, button) <= page.locator(".st-key-ask").bounding_box()["y"]


def test_source_opens_by_itself_where_there_is_room(served, visit):
    wide, narrow = visit(served.address), visit(served.address, 390, 844)
    for page in (wide, narrow):
        answered(page, QUESTION)
    wide.locator(".passage .cited").wait_for()
    assert not narrow.locator(".passage .cited").is_visible()


def test_source_stays_in_sight_beside_a_long_answer(served, visit):
    page = visit(served.address, 900, 640)
    answered(page, QUESTION)
    top_of(page, ".st-key-unasked-0")
    page.mouse.move(200, 300)
    page.mouse.wheel(0, 200)
    assert top_of(page, ".st-key-turn-0") < -100
    assert 0 <= top_of(page, ".st-key-unasked-0") < 60
    opened(page)
    assert 0 <= top_of(page, ".st-key-source-0 .cited") < bottom_of(page, ".st-key-source-0 .cited") < 640
    assert top_of(page, ".st-key-turn-0") < -100  # the reader keeps the place in the answer


def test_marker_in_the_text_opens_its_source(served, visit):
    page = visit(served.address, 390, 844)
    answered(page, QUESTION)
    page.locator("a.marker").click()
    page.locator(".st-key-source-0 .cited").wait_for()
    assert "#" not in page.url


def test_french_browser_sees_french(served, visit):
    page = visit(served.address, locale="fr-FR")
    page.get_by_text(FR["examples"][0]).click()
    page.get_by_role("button", name="[1]").wait_for()


def document(page) -> list:
    """How the page presents itself: language, direction, title, width."""
    return page.evaluate("(({lang, dir, scrollWidth}) => [lang, dir, document.title, scrollWidth])(document.documentElement)")


@pytest.mark.parametrize("locale", ["fr-FR", "ar-SA"])
@pytest.mark.parametrize("width, height", [(1440, 900), (390, 844)])
def test_page_is_set_in_the_browser_s_language(served, visit, locale, width, height):
    page, language = visit(served.address, width, height, locale=locale), locale[:2]
    page.locator(f"html[lang={language}]").wait_for(state="attached")
    shot(page, f"empty-{language}")
    page.locator(".st-key-example-0 button").click()
    page.locator(".st-key-link-0").wait_for()
    settled(page)
    assert document(page) == [language, "rtl" if language == "ar" else "ltr", words(language)["title"], width]
    shot(page, f"answer-{language}")
    left = page.locator(".st-key-turn-0 [data-testid=stChatMessage]").first.bounding_box()["x"]
    sent = page.get_by_test_id("stChatInputSubmitButton")
    assert sent.get_attribute("aria-label") == words(language)["spoken"]["Send message"]
    assert (sent.bounding_box()["x"] < width / 2) == (language == "ar") and left >= 0


def test_language_is_switched_and_stays_for_the_link(served, visit):
    page = visit(served.address)
    page.locator(".st-key-languages button").click()
    page.get_by_role("option", name=words("ar")["name"]).click()
    page.locator("html[lang=ar][dir=rtl]").wait_for(state="attached")
    page.get_by_text(words("ar")["lead"]).wait_for()
    page.reload()
    page.get_by_text(words("ar")["lead"]).wait_for()
    assert page.url.endswith("language=ar")
    page.locator("html[lang=ar][dir=rtl]").wait_for(state="attached")


def test_no_answer_offers_the_nearest(served, visit):
    page = visit(served.address)
    answered(page, "what does a ticket for the Paris metro cost?")
    offered = page.get_by_role("button", name="Résolution 57")
    assert offered.count() == 3 and page.get_by_role("button", name="[1]").count() == 0
    offered.first.click()
    page.locator(".st-key-source-0 .passage").wait_for()
    settled(page)
    assert page.locator(".passage mark").count() == 0
    shot(page, "no-answer")


def test_nothing_ingested_and_then_ingested(unfed, tmp_path, corpus, visit):
    """The open page says that there is nothing, and sees a finished ingest at its next question."""
    page = visit(unfed.address)
    ask(page, QUESTION)
    page.get_by_test_id("stAlert").get_by_text(EN["no_index"]).wait_for()
    shot(page, "nothing-ingested")
    ingest(tmp_path, corpus)
    ask(page, QUESTION)
    page.get_by_role("button", name="[1]").wait_for()


def test_typed_markup_is_shown_as_typed(served, visit):
    page = visit(served.address)
    typed = "<img src=x onerror=alert(1)> **which** groups? [x](http://example.org) :smile: $x$"
    ask(page, typed)
    page.get_by_text(typed).first.wait_for()
