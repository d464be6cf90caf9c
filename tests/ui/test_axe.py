"""An audit of every view by axe-core against WCAG 2.2 AA, in light and in dark, and without a request to elsewhere.

axe-core is a tool of the tests alone: ``npm install --prefix tests/ui --no-package-lock`` fetches it.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.ui.test_browser import browser, served, visit  # noqa: F401  (fixtures)

AXE = Path(__file__).parent / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
CURVES = "[data-testid=stVegaLiteChart]"
VIEWS = (  # address, what is pressed there, what must be seen before the audit
    ("/", None, ".st-key-example-0"),
    ("/", ".st-key-example-0 button", ".st-key-turn-0 .statement"),
    ("/library", None, "[class*=st-key-read-]"),
    ("/library?document=WTSA-RES-57-2012-fr", None, ".passage"),
    ("/library?document=WTSA-RES-57-2012-fr", "[role=radio] >> nth=1", ".graph"),
    ("/learn", None, ".st-key-anatomy_text"),
    ("/learn", "[role=radio] >> nth=1", ".sectors"),
    ("/learn", "[role=radio] >> nth=2", ".st-key-examples-0"),
    ("/learn", "[role=radio] >> nth=3", ".st-key-quiz-check"),
    ("/quality", None, "[data-testid=stMain] h1"),
    ("/quality", "[role=radio] >> nth=3", "[data-testid=stMain] h1"),
)

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def axe() -> str:
    """The audit's script; without it the audit is skipped, loudly: it comes by npm, which the tests do not need."""
    if not AXE.is_file():
        pytest.skip("axe-core is not installed, so NO ACCESSIBILITY AUDIT RAN: npm install --prefix tests/ui --no-package-lock")
    return AXE.read_text("utf-8")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("address, pressed, seen", VIEWS)
def test_no_breach_of_wcag(axe, served, visit, address, pressed, seen, scheme):  # noqa: F811
    page = visit(served.address + address, color_scheme=scheme)
    if pressed:
        page.locator(pressed).first.click()
    page.locator(seen).first.wait_for()
    page.wait_for_timeout(700)  # what is drawn last, and what fades in
    page.evaluate(axe)
    found = page.evaluate("rules => axe.run(document, { runOnly: rules })", RULES)
    assert [(v["id"], [node["html"][:200] for node in v["nodes"]]) for v in found["violations"]] == []
    assert len(found["passes"]) > 10  # it did look at the page
