"""An audit of every view by axe-core against WCAG 2.2 AA: light and dark, wide and narrow, from either side; with
``--every-look`` in each of the six languages.

axe-core is a tool of the tests alone: ``npm install --prefix tests/ui --no-package-lock`` fetches it.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.ui.test_browser import browser, served, settled, visit  # noqa: F401  (fixtures)

AXE = Path(__file__).parent / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
VIEWS = (  # address, what is pressed there, what must be seen before the audit
    ("/", None, ".st-key-example-0"),
    ("/", ".st-key-example-0 button", ".st-key-link-0"),
    ("/library", None, "[class*=st-key-read-]"),
    ("/library", "details summary", "[data-testid=stFileUploader]"),
    ("/library?document=WTSA-RES-57-2012-fr", None, ".passage"),
    ("/library?document=WTSA-RES-57-2012-fr", "[role=radio] >> nth=1", ".graph"),
    ("/library?document=WTSA-RES-57-2012-fr", "[role=radio] >> nth=2", "dl.facts"),
    ("/learn", None, ".st-key-anatomy_text"),
    ("/learn", "[role=radio] >> nth=1", ".sectors"),
    ("/learn", "[role=radio] >> nth=2", ".st-key-examples-0"),
    ("/learn", "[role=radio] >> nth=3", ".st-key-quiz-check"),
    ("/quality", None, "[data-testid=stMain] h1"),
    ("/quality", "[role=radio] >> nth=3", "[data-testid=stMain] h1"),
)
LOOKS = (  # language, scheme, width: each language, both schemes and both widths with each other
    ("en", "light", 1440), ("ar", "dark", 360),
    ("fr", "dark", 390), ("ar", "light", 390), ("es", "dark", 1440), ("ru", "light", 360), ("zh", "dark", 390), ("ar", "dark", 1440),
)  # fmt: skip
FEW = 2  # of them, unless every look is asked for: half a minute each on a busy machine

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def axe() -> str:
    """The audit's script; without it the audit is skipped, loudly: it comes by npm, which the tests do not need."""
    if not AXE.is_file():
        pytest.skip("axe-core is not installed, so NO ACCESSIBILITY AUDIT RAN: npm install --prefix tests/ui --no-package-lock")
    return AXE.read_text("utf-8")


def pytest_generate_tests(metafunc):
    if "scheme" in metafunc.fixturenames:
        metafunc.parametrize("language, scheme, width", LOOKS if metafunc.config.getoption("every_look") else LOOKS[:FEW])


def test_no_breach_of_wcag(axe, served, visit, language, scheme, width):  # noqa: F811
    page = visit(f"{served.address}/?language={language}", width, 900, color_scheme=scheme)
    breaches = {}
    for address, pressed, seen in VIEWS:
        page.goto(f"{served.address}{address}{'&' if '?' in address else '?'}language={language}")
        page.locator("[data-testid=stMain] h1").first.wait_for()
        if pressed:
            settled(page)
            page.locator(f"[data-testid=stMain] {pressed}").first.click()
        page.locator(seen).first.wait_for()
        settled(page)
        page.evaluate(axe)
        found = page.evaluate("rules => axe.run(document, { runOnly: rules })", RULES)
        assert len(found["passes"]) > 8  # it did look at the page
        assert page.evaluate("document.documentElement.scrollWidth") <= width, f"{address} {pressed} is wider than the window"
        for breach in found["violations"]:
            breaches[f"{address} {pressed}: {breach['id']}"] = [node["html"][:200] for node in breach["nodes"]]
    assert breaches == {}
