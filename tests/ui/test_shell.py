"""The HTML that a browser gets first."""

from __future__ import annotations

import pytest

from ui import shell
from ui.navigation import ADDRESSES
from ui.text import words


@pytest.mark.parametrize("accepted, asked, language", [
    ("fr-CA,fr;q=0.8,en;q=0.5", "", "fr"),
    ("fr", "ar", "ar"),
    ("zh-Hans-CN", "tlh", "zh"),
    ("de,fr", "", "en"),
    ("", "", "en"),
])
def test_whose_language_it_speaks(accepted, asked, language):
    assert shell.language_of(accepted, asked) == language


@pytest.mark.parametrize("language, direction", [("en", "ltr"), ("ar", "rtl")])
def test_it_is_called_by_its_name_and_finds_its_server(language, direction):
    page = shell.html(language, "/itu")
    assert f'<html lang="{language}" dir="{direction}">' in page
    assert f"<title>{words(language)['title']}</title>" in page and "<title>Streamlit" not in page
    assert page.index('BACKEND_BASE_URL: location.origin + "/itu/"') < page.index("<script type=\"module\"")
    assert words(language)["script"] in page and "_stcore/agent" not in page.partition("<noscript>")[2]


def test_every_view_has_its_address():
    assert [route.path for route in shell.routes()] == [f"/{address}" for address in ADDRESSES] == ["/", "/library", "/learn", "/quality"]
