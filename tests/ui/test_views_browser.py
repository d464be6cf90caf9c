"""The views beside Ask in a real Chromium: a reader's own files, a clause into Ask, a report, small screens."""

from __future__ import annotations

import re

import pytest

from tests.ui.test_browser import QUESTION, answered, ask, browser, document, served, shot, visit  # noqa: F401  (fixtures)
from ui.text import read_view, words

OWN = "RESOLUTION 99 (Geneva, 2020)\nGardens\nThe Assembly of gardeners,\nresolves\n1\tto plant ten apple trees in every garden each year;\n2\tto water them on Mondays.\n"
VIEWS = {"library": "[class*=st-key-read-]", "learn": ".st-key-anatomy_text", "quality": "h1"}

pytestmark = pytest.mark.browser


def press(page, name: str) -> None:
    page.locator(".stButton, .stFormSubmitButton, .stPopover").get_by_role("button", name=name).first.click()


def test_own_file_is_read_asked_and_removed(served, visit):  # noqa: F811
    words = read_view("library")["en"]
    page = visit(served.address + "/library")
    page.get_by_text(words["add"]).click()
    file = {"name": "RES-99.txt", "mimeType": "text/plain", "buffer": OWN.encode()}
    page.locator("input[type=file]").set_input_files(file)
    press(page, words["read_files"])
    page.get_by_text(re.compile("Texts: 1, with")).first.wait_for()
    page.locator("[class*=st-key-read-RES-99]").first.wait_for()
    page.locator("[class*=st-key-read-WTSA]").first.wait_for(state="detached")
    shot(page, "own-files")
    page.get_by_role("link", name=read_view("navigation")["en"]["ask"], exact=True).click()
    ask(page, "How many apple trees must be planted?")
    page.locator(".st-key-turn-0 .quote").filter(has_text="ten apple trees").first.wait_for()
    page.get_by_role("link", name=read_view("navigation")["en"]["library"]).click()
    press(page, words["remove"])
    page.locator("[class*=st-key-read-WTSA]").first.wait_for()
    page.locator("[class*=st-key-read-RES-99]").first.wait_for(state="detached")  # Streamlit clears what is gone last


@pytest.mark.parametrize("locale", ["en-US", "fr-FR", "ar-SA"])
@pytest.mark.parametrize("width, height", [(1440, 900), (390, 844)])
def test_each_view_fits_and_speaks_the_page_s_language(served, visit, locale, width, height):  # noqa: F811
    page, language = visit(served.address, width, height, locale=locale), locale[:2]
    names = read_view("navigation")[language]
    page.locator(".st-key-example-0").wait_for()
    for view, seen in VIEWS.items():
        page.get_by_role("link", name=names[view]).click()
        page.get_by_role("heading", name=read_view(view)[language]["title"], exact=True).wait_for()
        page.locator(seen).first.wait_for()
        shot(page, f"{view}-{language}")
        assert document(page)[0] == language and document(page)[3] == width
        assert document(page)[2] == f"{names[view]} · {words(language)['title']}"


def test_clause_leads_to_ask_on_a_telephone(served, visit):  # noqa: F811
    page = visit(served.address + "/library?document=WTSA-RES-57-2012-fr", 390, 844, locale="fr-FR")
    page.locator(".st-key-outline").get_by_text("décide", exact=True).click()  # the text has it as a heading too
    page.locator("h2.source").nth(1).wait_for(state="detached")  # the whole text was open: one part of it is left
    page.get_by_text("Groupes consultatifs des radiocommunications").first.wait_for()
    shot(page, "reader-fr")
    press(page, read_view("library")["fr"]["ask"])
    page.locator(".st-key-turn-0 .quote").filter(has_text="Groupes consultatifs").first.wait_for()


def test_report_of_a_wrong_answer_is_reviewed_and_promoted(served, visit):  # noqa: F811
    words = read_view("quality")["en"]
    page = visit(served.address)
    answered(page, QUESTION)
    press(page, words["wrong"])
    page.locator(".st-key-right-0 button").click()
    page.get_by_role("option").first.click()
    press(page, words["send"])
    page.get_by_text(words["thanks"]).wait_for()
    page.get_by_role("link", name=read_view("navigation")["en"]["quality"]).click()
    page.get_by_role("radio", name=words["reported"]).click()
    page.get_by_role("heading", name=QUESTION).first.wait_for()
    shot(page, "reported")
    press(page, words["promote"])
    page.get_by_text(words["promoted"]).wait_for()
    page.get_by_text(words["no_reports"]).wait_for()
