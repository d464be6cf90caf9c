"""Makes the picture of the README: ``python -m tests.ui.screenshot`` asks the shipped text and saves docs/page.png."""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

from tests.conftest import MAC, NAMES, SHIPPED
from tests.ui.test_browser import QUESTION, ROOT, Served, ask, ingest

OUT = ROOT / "docs" / "page.png"
WIDTH, HEIGHT = 1280, 800
MOST = 200_000  # bytes


def main() -> int:
    """Serve the page over the text that ships, ask, and save what is seen."""
    browser = next(filter(None, map(shutil.which, (*NAMES, MAC))), None)
    if browser is None:
        print("No Chromium or Google Chrome was found; install one and run this again.", file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory() as folder:
        corpus, data = Path(folder, "corpus"), Path(folder, "data")
        corpus.mkdir()
        shutil.copy(SHIPPED, corpus)
        ingest(data, corpus)
        served = Served(data, corpus)
        try:
            picture(served.address, browser)
        finally:
            served.stop()
    print(f"{OUT.relative_to(ROOT)}: {OUT.stat().st_size} bytes")
    return 0 if OUT.stat().st_size < MOST else 1


def picture(address: str, browser: str) -> None:
    """One question with its answer and its open source, as a reader sees them."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=browser, args=["--no-sandbox", "--disable-dev-shm-usage"])
        page = opened.new_page(viewport={"width": WIDTH, "height": HEIGHT}, locale="en-US", color_scheme="light")
        page.set_default_timeout(90_000)
        page.goto(address)
        page.locator(".st-key-example-0").wait_for()
        ask(page, QUESTION)
        page.locator(".passage .cited").wait_for()
        page.wait_for_timeout(2500)  # the scrolling is smooth, and the picture is for people
        OUT.parent.mkdir(exist_ok=True)
        page.screenshot(path=OUT)
        opened.close()


if __name__ == "__main__":
    sys.exit(main())
