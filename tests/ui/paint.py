"""First paint and time to an answer beside a bare Streamlit chat: ``python -m tests.ui.paint``.

Both are served at once over the text that ships, and asked in turn, so that a busy machine is busy for both. Each round
is a fresh window without a cache. Printed are medians of the rounds, in seconds, and how many times the bare chat's.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import sys
import tempfile
import time
from pathlib import Path

from tests.conftest import MAC, NAMES, SHIPPED
from tests.ui.test_browser import EN, QUESTION, Served, ask, ingest

ROUNDS = 7
PAINTED = "performance.getEntriesByName('first-contentful-paint')[0]?.startTime"
STEPS = ("first contentful paint", "ready to be asked", "first answer", "second answer")


class Bare(Served):
    """The bare chat, served in the same way."""

    script = "tests/ui/bare_chat.py"


def main(rounds: int) -> int:
    """Time both and print the table."""
    browser = next(filter(None, map(shutil.which, (*NAMES, MAC))), None)
    if browser is None:
        print("No Chromium or Google Chrome was found; install one and run this again.", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory() as folder:
        corpus, data = Path(folder, "corpus"), Path(folder, "data")
        corpus.mkdir()
        shutil.copy(SHIPPED, corpus)
        ingest(data, corpus)
        both = {"the page": Served(data, corpus), "bare chat": Bare(data, corpus)}
        try:
            times = timed(both, browser, rounds)
        finally:
            for server in both.values():
                server.stop()
    print(table(times))
    return 0


def timed(both: dict[str, Served], browser: str, rounds: int) -> dict[str, list[tuple[float, ...]]]:
    """Seconds of each step, by what was timed; the round that warms both up is left out."""
    from playwright.sync_api import sync_playwright

    times: dict[str, list[tuple[float, ...]]] = {name: [] for name in both}
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=browser, args=["--no-sandbox", "--disable-dev-shm-usage"])
        for number in range(rounds + 1):
            for name, server in both.items():
                found = visit(opened, server.address)
                if number:
                    times[name].append(found)
        opened.close()
    return times


def visit(browser, address: str) -> tuple[float, ...]:
    """One reader: opens the page, asks, asks once more."""
    window = browser.new_context(viewport={"width": 1440, "height": 900})
    page = window.new_page()
    page.set_default_timeout(90_000)
    begun = time.monotonic()
    page.goto(address, wait_until="commit")
    page.locator('[data-testid="stChatInputTextArea"]:enabled').wait_for()
    ready = time.monotonic() - begun
    paint = page.evaluate(PAINTED) / 1000
    answers = []
    for number, question in enumerate((QUESTION, EN["examples"][2])):
        asked = time.monotonic()
        ask(page, question)
        page.get_by_test_id("stChatMessage").nth(2 * number + 1).locator("p").first.wait_for()
        answers.append(time.monotonic() - asked)
    window.close()
    return paint, ready, *answers


def table(times: dict[str, list[tuple[float, ...]]]) -> str:
    """Medians side by side, and their ratio."""
    middle = {name: [statistics.median(step) for step in zip(*rows, strict=True)] for name, rows in times.items()}
    ours, bare = middle.values()
    head = f"{'':24}" + "".join(f"{name:>12}" for name in middle) + f"{'times':>8}"
    rows = [f"{step:24}{a:>12.2f}{b:>12.2f}{a / b:>8.1f}" for step, a, b in zip(STEPS, ours, bare, strict=True)]
    return "\n".join([head, *rows, f"rounds: {len(next(iter(times.values())))}"])


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m tests.ui.paint", description=__doc__.partition(":")[0] + ".")
    parser.add_argument("--rounds", type=int, default=ROUNDS, choices=range(1, 101), metavar="N", help=f"1 to 100, {ROUNDS} by default")
    sys.exit(main(parser.parse_args().rounds))
