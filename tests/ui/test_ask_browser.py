"""What Ask adds to the chat, in a real Chromium, over small texts of our own."""

from __future__ import annotations

import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from fpdf import FPDF
from pypdfium2 import PdfDocument

from tests.ui.test_axe import RULES, axe  # noqa: F401 (fixture)
from tests.ui.test_browser import Served, answered, ask, browser, ingest, opened, settled, shot, visit  # noqa: F401 (fixtures)
from ui.text import read_view, words

pytestmark = pytest.mark.browser

EN = read_view("ask")["en"]
QUESTION = "How many trees are planted beside each antenna?"
CLIPBOARD = ["clipboard-read", "clipboard-write"]
TEXT = """RESOLUTION 900 ({revision})

Planting of trees beside antennas

The Plenipotentiary Conference of the International Telecommunication Union ({place}),

considering

a) that trees near antennas give shade to those who look after them,

resolves

1 to plant {trees} trees a year beside each antenna of the Union;

2 to report every year on the trees that were planted.
"""
FRENCH = """RÉSOLUTION 900 (Rév. Dubaï, 2018)

Plantation d'arbres à côté des antennes

La Conférence de plénipotentiaires de l'Union internationale des télécommunications (Dubaï, 2018),

considérant

a) que les arbres donnent de l'ombre à ceux qui s'occupent des antennes,

décide

1 de planter vingt arbres par an à côté de chaque antenne de l'Union;

2 de faire rapport chaque année sur les arbres qui ont été plantés.
"""
PDF_TEXT = TEXT.format(revision="Marrakesh, 2002", place="Marrakesh, 2002", trees="three hundred").replace("900", "77").replace(
    "trees", "lanterns").replace("antenna", "harbour")


@pytest.fixture(scope="module")
def served(tmp_path_factory, chromium):
    folder, data = tmp_path_factory.mktemp("texts"), tmp_path_factory.mktemp("data")
    first = TEXT.format(revision="Busan, 2014", place="Busan, 2014", trees="ten")
    later = TEXT.format(revision="Rev. Dubai, 2018", place="Dubai, 2018", trees="twenty")
    for name, text in (("RES-900-2014-E.txt", first), ("RES-900-2018-E.txt", later), ("RES-900-2018-F.txt", FRENCH)):
        (folder / name).write_text(text, "utf-8")
    _pdf(folder / "RES-077-2002-E.pdf")
    ingest(data, folder)
    server = Served(data, folder)
    server.data, server.folder = data, folder
    yield server
    server.stop()


def _pdf(path: Path) -> None:
    made = FPDF()
    made.set_font("helvetica", size=12)
    made.add_page()
    made.multi_cell(0, 6, PDF_TEXT)
    made.output(str(path))


def fits(page) -> bool:
    return page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("width, height", [(1440, 900), (360, 740)])
def test_filters_narrow_what_is_asked(served, visit, width, height):  # noqa: F811
    page = visit(served.address, width, height)
    page.locator(".st-key-filter-open button").click()
    left = page.locator("p.left")
    left.wait_for()
    before = left.inner_text()
    assert before.startswith("Documents: 4 ")
    page.get_by_role("dialog").get_by_label(EN["filter"]["years"]).click()
    page.get_by_role("option", name="2014").click()
    page.get_by_text("Documents: 1 ").wait_for()
    settled(page)
    if page.get_by_role("listbox").count():  # the list of years; without it Escape would close the box
        page.keyboard.press("Escape")
        page.get_by_role("listbox").wait_for(state="detached")
    shot(page, "filters")
    assert fits(page)
    page.locator(".st-key-filter-close button").click()
    page.get_by_role("button", name=f"{EN['filter']['title']}: 2014").wait_for()
    answered(page, QUESTION)
    assert "ten trees" in page.locator(".st-key-turn-0 .quote").first.inner_text()
    opened(page)
    later = EN["source"]["later"].format(name="Resolution 900 (Rev. Dubai, 2018)")
    page.locator(".st-key-source-0").get_by_text(later).wait_for()
    shot(page, "later-revision")
    assert fits(page)


def test_what_is_copied_is_a_citation_and_a_link_that_answers_again(served, visit):  # noqa: F811
    page = visit(served.address, permissions=CLIPBOARD)
    answered(page, QUESTION)
    opened(page)
    page.locator(".st-key-copy-0 button").click()
    page.locator(".st-key-copy-0").get_by_role("button", name=EN["copy"]["done"]).wait_for()
    cited = "Resolution 900 (Rev. Dubai, 2018), resolves 1: “to plant twenty trees a year beside each antenna of the Union;”"
    assert page.evaluate("navigator.clipboard.readText()") == cited
    page.locator(".st-key-link-0 button").click()
    page.locator(".st-key-link-0").get_by_role("button", name=EN["copy"]["done"]).wait_for()
    link = page.evaluate("navigator.clipboard.readText()")
    assert link.startswith(f"{served.address}/?q=How+many+trees")
    again = visit(f"{link}&years=2014")
    again.locator(".st-key-link-0").wait_for()
    settled(again)
    assert "ten trees" in again.locator(".st-key-turn-0 .quote").first.inner_text()
    again.locator(".st-key-focus").first.wait_for()


@pytest.mark.parametrize("locale, width", [("en-GB", 1440), ("fr-FR", 1440), ("ar-SA", 390)])
def test_a_clause_beside_itself(served, visit, locale, width):  # noqa: F811
    own = read_view("ask")[locale[:2]]["compare"]
    page = visit(f"{served.address}/?q=How+many+trees+are+planted+beside+each+antenna%3F", width, 844, locale=locale)
    page.locator(".st-key-link-0").wait_for()
    settled(page)
    opened(page)
    page.locator(".st-key-languages-0 button").click()
    page.get_by_role("dialog").get_by_text(own["prevails"]).wait_for()
    settled(page)
    texts = page.get_by_role("dialog").locator(".cited").all_inner_texts()
    assert [t.split()[1:3] for t in texts] == [["to", "plant"], ["de", "planter"]]
    shot(page, f"side-by-side-{locale[:2]}")
    assert fits(page)
    page.get_by_role("dialog").get_by_role("button", name=own["next"]).click()
    page.get_by_role("dialog").locator(".cited").filter(has_text="de faire rapport").wait_for()
    assert page.get_by_role("dialog").locator(".cited").filter(has_text="to report every year").count() == 1
    settled(page)
    page.keyboard.press("Escape")
    page.get_by_role("dialog").wait_for(state="detached")
    page.locator(".st-key-revisions-0 button").click()
    page.get_by_role("dialog").locator("ins").wait_for()
    settled(page)
    changes = page.get_by_role("dialog")
    assert (changes.locator("del").inner_text(), changes.locator("ins").inner_text()) == ("ten", "twenty")
    shot(page, f"revisions-{locale[:2]}")
    assert fits(page)


@pytest.mark.parametrize("width", [1440, 390])
def test_the_page_of_a_pdf_with_the_words_boxed(served, visit, width):  # noqa: F811
    page = visit(served.address, width, 844)
    answered(page, "How many lanterns are planted beside each harbour?")
    opened(page)
    page.locator(".st-key-picture-0 label").click()
    picture = page.locator(".st-key-source-0 [data-testid=stImage] img")
    picture.wait_for()
    page.wait_for_function("[...document.querySelectorAll('[data-testid=stImage] img')].every((i) => i.naturalWidth > 1000)")
    assert picture.get_attribute("alt") == EN["source"]["boxed"].format(page=1)
    picture.scroll_into_view_if_needed()
    shot(page, "page-of-a-pdf")
    assert fits(page)


def test_a_question_stands_alone_once_the_focus_is_dropped(served, visit):  # noqa: F811
    page = visit(served.address, 390, 844)
    answered(page, QUESTION)
    page.locator(".st-key-focus button:visible").click()
    page.locator(".st-key-focus").wait_for(state="detached")
    settled(page)
    assert page.locator(".st-key-turn-0 .quote").first.is_visible()  # the conversation itself stays


def test_the_conversation_on_paper_and_as_files(served, visit):  # noqa: F811
    page = visit(served.address)
    answered(page, QUESTION)
    page.locator(".st-key-save button").click()
    for kind, name in (("markdown", "conversation.md"), ("word", "conversation.docx")):
        with page.expect_download() as download:
            page.locator(f".st-key-save-{kind} button").click()
        assert download.value.suggested_filename == name
        assert download.value.path().stat().st_size > 300
    page.keyboard.press("Escape")
    page.emulate_media(media="print")
    shot(page, "printed")
    assert page.locator(".paper .source").first.is_visible()
    for gone in (".st-key-ask", ".st-key-languages", ".st-key-link-0 button", ".st-key-turn-0"):
        assert not page.locator(gone).first.is_visible(), gone


def test_the_pdf_that_the_browser_prints_has_the_conversation_alone(served, visit):  # noqa: F811
    page = visit(served.address)
    answered(page, QUESTION)
    printed = PdfDocument(page.pdf(format="A4"))
    words_of_it = " ".join(" ".join(sheet.get_textpage().get_text_range() for sheet in printed).split())
    assert len(printed) == 1
    for part in (QUESTION, EN["export"]["sources"], "[1] Resolution 900 (Rev. Dubai, 2018), resolves 1: “to plant twenty trees a year"):
        assert part in words_of_it, part
    assert EN["filter"]["title"] not in words_of_it and EN["copy"]["link"] not in words_of_it


@pytest.mark.parametrize("scheme, locale", [("light", "en-GB"), ("dark", "ar-SA")])
def test_no_breach_of_wcag(axe, served, visit, scheme, locale):  # noqa: F811
    """Each of the boxes and what opens in the source, one after the other."""
    page = visit(f"{served.address}/?q=How+many+trees+are+planted+beside+each+antenna%3F&years=2018", color_scheme=scheme,
                 locale=locale)  # fmt: skip
    page.locator(".st-key-link-0").wait_for()
    settled(page)
    opened(page)
    page.locator(".st-key-turn-0 details summary").first.click()
    breaches = {}
    for what, seen in (("", ".st-key-turn-0 details [class*=st-key-open-0-clause]"), ("filter-open", "[role=dialog] p.left"),
                       ("save", ".st-key-save-markdown"), ("languages-0", "[role=dialog] .cited"),
                       ("revisions-0", "[role=dialog] ins")):  # fmt: skip
        if what:
            page.locator(f".st-key-{what} button").click()
        page.locator(seen).first.wait_for()
        settled(page)
        page.evaluate(axe)
        found = page.evaluate("rules => axe.run(document, { runOnly: rules })", RULES)
        breaches[what] = [(v["id"], [node["html"][:160] for node in v["nodes"]]) for v in found["violations"]]
        assert len(found["passes"]) > 10
        if what:
            page.keyboard.press("Escape")
            page.locator(seen).first.wait_for(state="hidden")
            settled(page)
    assert breaches == dict.fromkeys(breaches, [])


class _Model(BaseHTTPRequestHandler):
    """A language model that quotes the first two clauses it is given, the second when it is told to go on."""

    go_on = threading.Event()

    def do_POST(self):
        asked = json.loads(self.rfile.read(int(self.headers["content-length"])))["messages"][-1]["content"]
        clauses = [json.loads(line) for line in asked.splitlines() if line.startswith("{")][:2]
        self.send_response(200)
        self.send_header("content-type", "text/event-stream")
        self.end_headers()
        for number, clause in enumerate(clauses):
            if number:
                self.go_on.wait(60)
            quote = {"clause": clause["clause"], "quote": clause["text"]}
            self._send({"delta": {"content": json.dumps({"text": clause["text"], "quotes": [quote]}) + "\n"}})
        self._send({"delta": {}, "finish_reason": "stop"}, {"prompt_tokens": 812, "completion_tokens": 64, "total_tokens": 876})
        self.wfile.write(b"data: [DONE]\n\n")

    def _send(self, choice: dict, usage: dict | None = None) -> None:
        chunk = {"id": "1", "object": "chat.completion.chunk", "created": int(time.time()), "model": "m-7",
                 "choices": [{"index": 0, **choice}], "usage": usage}  # fmt: skip
        self.wfile.write(b"data: " + json.dumps(chunk).encode() + b"\n\n")
        self.wfile.flush()

    def log_message(self, *_):
        pass


@pytest.fixture
def with_a_model(served, monkeypatch):
    model = ThreadingHTTPServer(("127.0.0.1", 0), _Model)
    threading.Thread(target=model.serve_forever, daemon=True).start()
    monkeypatch.setenv("LLM_BASE_URL", f"http://127.0.0.1:{model.server_port}/v1")
    monkeypatch.setenv("LLM_MODEL", "m-7")
    monkeypatch.setenv("LLM_SECONDS", "90")
    server = Served(served.data, served.folder)
    server.model = f"127.0.0.1:{model.server_port}"
    yield server
    server.stop()
    model.shutdown()


def test_statements_come_one_by_one_and_the_model_is_named(with_a_model, visit):  # noqa: F811
    page = visit(with_a_model.address)
    page.get_by_text(EN["model"]["asked"].format(name="m-7", host=with_a_model.model)).wait_for()
    ask(page, QUESTION)
    page.locator(".st-key-turn-0 span.marker").first.wait_for()  # the first statement, while the model still writes
    assert page.get_by_text(words("en")["reading"]).is_visible() and page.locator(".st-key-link-0").count() == 0
    shot(page, "statement-by-statement")
    _Model.go_on.set()
    page.locator(".st-key-link-0").wait_for()
    page.get_by_text(EN["model"]["tokens"].format(read=812, written=64)).wait_for()
    shot(page, "model-named")
