"""Options, and the closing word about tests that did not run: those of a browser and those of real texts."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

SHIPPED = Path(__file__).resolve().parents[1] / "corpus" / "T-RES-T.57-2012-F.txt"
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
MAC = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"
ADVICE = "install Chromium (Debian: sudo apt install chromium) or Google Chrome, then run: python3 run.py test --browser"
REAL_TEXTS = "Give the folder that holds them: pytest tests/truth --corpus DIR; the table: python -m tests.truth --corpus DIR"


def pytest_addoption(parser):
    parser.addoption("--browser", action="store_true", help="fail, not skip, when there is no Chromium to drive")
    parser.addoption("--every-look", action="store_true", help="audit the page's accessibility in each of its looks, not in two")
    parser.addoption("--corpus", type=Path, metavar="DIR", help="a folder with the real texts that tests/data/truth is of")


@pytest.fixture(scope="session")
def corpus(tmp_path_factory) -> Path:
    """A folder that holds the text that ships and nothing else, whatever its user has put into corpus/."""
    folder = tmp_path_factory.mktemp("corpus")
    shutil.copy(SHIPPED, folder)
    return folder


@pytest.fixture(scope="session")
def chromium(pytestconfig) -> str:
    """The path of a Chromium to drive; without one the tests that need it are skipped, or fail with --browser."""
    path = next(filter(None, map(shutil.which, (*NAMES, MAC))), None)
    if path is None:
        pytestconfig.stash[_MISSING] = True
        (pytest.fail if pytestconfig.getoption("--browser") else pytest.skip)(f"no browser found: {ADVICE}")
    return path


@pytest.fixture(scope="session")
def truth_corpus(pytestconfig) -> Path:
    """The folder of --corpus; without it, or where it is absent, the tests that need it are skipped."""
    folder = pytestconfig.getoption("--corpus")
    if folder is None or not folder.is_dir():
        pytestconfig.stash[_NO_CORPUS] = "no folder was given" if folder is None else f"{folder} is no folder"
        pytest.skip(f"{pytestconfig.stash[_NO_CORPUS]}: {REAL_TEXTS}")
    return folder


def pytest_terminal_summary(terminalreporter, config):
    if config.stash.get(_NO_CORPUS, ""):
        terminalreporter.section("THE PARSER WAS NOT MEASURED ON REAL TEXTS", bold=True, yellow=True)
        terminalreporter.line(f"{config.stash[_NO_CORPUS].capitalize()}. {REAL_TEXTS}")
    if config.stash.get(_MISSING, False):
        terminalreporter.section("BROWSER TESTS DID NOT RUN", bold=True, red=True)
        terminalreporter.line(f"No Chromium was found. To run them, {ADVICE}")


_MISSING = pytest.StashKey[bool]()
_NO_CORPUS = pytest.StashKey[str]()
