"""The page by keyboard alone: what Tab comes to, in which order, whether it is seen, and what Enter and Escape do."""

from __future__ import annotations

import pytest

from tests.ui.test_browser import EN, QUESTION, browser, served, settled, visit  # noqa: F401  (fixtures)
from ui.text import read_view

ASK, VIEWS = read_view("ask")["en"], read_view("navigation")["en"]
# What a sighted reader can tell focus by, of the part that has it and of what it stands in: while it has it and after.
LOOK = """() => {
  const at = document.activeElement, look = () => {
    const found = [];
    for (let part = at, up = 0; part && up < 5; part = part.parentElement, up++) {
      const { outline, boxShadow, borderColor, backgroundColor, textDecoration } = getComputedStyle(part);
      found.push(outline, boxShadow, borderColor, backgroundColor, textDecoration);
    }
    return found.join();
  };
  const name = at === document.body ? "" : (at.getAttribute("aria-label") || at.innerText || at.tagName).trim();
  const { width, height } = at.getBoundingClientRect();
  const before = look();
  at.blur();
  const seen = width > 1 && height > 1 && before !== look();
  at.focus({ focusVisible: true });
  return [name, seen];
}"""

pytestmark = pytest.mark.browser


def stops(page, last: str) -> list[tuple[str, bool]]:
    """What Tab comes to from the top of the page up to ``last``: its name, and whether its focus is seen."""
    found = []
    for _ in range(40):
        page.keyboard.press("Tab")
        page.wait_for_timeout(250)  # a border that fades in
        found.append(tuple(page.evaluate(LOOK)))
        if last in found[-1][0]:
            return found
    raise AssertionError(f"{last} is never reached: {found}")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_everything_is_reached_in_order_and_seen(served, visit, scheme):  # noqa: F811
    page = visit(served.address, color_scheme=scheme)
    page.locator(".st-key-example-0").wait_for()
    settled(page)
    found = stops(page, EN["input"])
    names = [name for name, _ in found]
    order = [EN["spoken"]["Skip to main content"], VIEWS["library"], VIEWS["quality"], EN["examples"][0], ASK["filter"]["title"], EN["input"]]
    places = [next(n for n, name in enumerate(names) if part in name) for part in order]
    assert places == sorted(places)
    assert [name for name, seen in found if name and not seen] == []


def test_asking_opening_and_closing_without_a_pointer(served, visit):  # noqa: F811
    page = visit(served.address)
    page.locator(".st-key-example-0").wait_for()
    settled(page)
    stops(page, EN["input"])
    page.keyboard.type(QUESTION)
    page.keyboard.press("Enter")
    page.locator(".st-key-link-0").wait_for()
    settled(page)
    page.locator(".st-key-open-0-citation-1 button").focus()
    page.keyboard.press("Enter")
    page.locator(".st-key-source-0 .cited").wait_for()
    settled(page)
    page.locator(".st-key-filter-open button").focus()
    page.keyboard.press("Enter")
    page.get_by_role("dialog").wait_for()
    page.wait_for_function("document.activeElement.closest('[role=dialog]') !== null")
    page.keyboard.press("Escape")
    page.get_by_role("dialog").wait_for(state="detached")
    settled(page)
    page.locator(".st-key-save button").focus()
    page.keyboard.press("Enter")
    page.locator(".st-key-save-markdown").wait_for()
    page.keyboard.press("Escape")
    page.locator(".st-key-save-markdown").wait_for(state="hidden")
