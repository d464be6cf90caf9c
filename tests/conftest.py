"""Options and the closing word about the browser tests."""

from __future__ import annotations

import shutil

import pytest

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
MAC = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"
ADVICE = "install Chromium (Debian: sudo apt install chromium) or Google Chrome, then run: python3 run.py test --browser"


def pytest_addoption(parser):
    parser.addoption("--browser", action="store_true", help="fail, not skip, when there is no Chromium to drive")


@pytest.fixture(scope="session")
def chromium(pytestconfig) -> str:
    """The path of a Chromium to drive; without one the tests that need it are skipped, or fail with --browser."""
    path = next(filter(None, map(shutil.which, (*NAMES, MAC))), None)
    if path is None:
        pytestconfig.stash[_MISSING] = True
        (pytest.fail if pytestconfig.getoption("--browser") else pytest.skip)(f"no browser found: {ADVICE}")
    return path


def pytest_terminal_summary(terminalreporter, config):
    if config.stash.get(_MISSING, False):
        terminalreporter.section("BROWSER TESTS DID NOT RUN", bold=True, red=True)
        terminalreporter.line(f"No Chromium was found. To run them, {ADVICE}")


_MISSING = pytest.StashKey[bool]()
