"""The Library: finding a text, its outline, its graph; a session's own files."""

from __future__ import annotations

import gc
import io
import tempfile
from dataclasses import replace

import pytest
from streamlit.testing.v1 import AppTest

import settings
from errors import BadInput
from ui import graph, library, text_view, uploads
from ui.text import read_view


@pytest.fixture
def documents(info):
    english = replace(info, id="TEST-RES-9-2020-en", name="Resolution 9 (Geneva, 2020)", language="en", title="Gardens")
    earlier = replace(info, id="TEST-RES-9-2016-fr", name="Résolution 9 (Paris, 2016)", year=2016)
    other = replace(info, id="TEST-RES-10-2020-fr", work_id="TEST-RES-10", number="10", name="Résolution 10 (Genève, 2020)", title="Arbres")
    return other, earlier, info, english


def test_versions_of_a_text_stand_together_the_latest_first(documents):
    nine, ten = library.grouped(documents)
    assert [i.id for i in nine.versions] == ["TEST-RES-9-2020-en", "TEST-RES-9-2020-fr", "TEST-RES-9-2016-fr"]
    assert [i.number for i in ten.versions] == ["10"]
    assert nine.shown("fr").language == "fr" and nine.shown("ar").language == "en"


@pytest.mark.parametrize("typed, chosen, numbers", [
    ("", {}, ["9", "10"]),
    ("gardens", {}, ["9"]),
    ("geneva gardens", {}, ["9"]),
    ("2020 arbres", {}, ["10"]),
    ("", {"language": "en"}, ["9"]),
    ("", {"year": "2016"}, ["9"]),
    ("gardens", {"language": "fr"}, []),  # the words and the choice must be of one version
])
def test_matching(documents, typed, chosen, numbers):
    assert [t.versions[0].number for t in library.matching(library.grouped(documents), typed, chosen)] == numbers


def test_outline_follows_the_headings_and_keeps_footnotes_in_their_place(clauses):
    sections = text_view.outline(clauses, {"title": "Title"})
    assert [(s.name, len(s.clauses)) for s in sections] == [("considérant", 1), ("décide", 3)]
    title = replace(clauses[0], kind="title", section="title", heading="")
    assert [s.name for s in text_view.outline((title, *clauses), {"title": "Title"})] == ["Title", "considérant", "décide"]


def test_graph_says_what_it_is_and_escapes():
    drawn = graph.html("<9>", ["& one"], [f"text {n}" for n in range(12)], "who cites whom")
    assert 'aria-label="who cites whom"' in drawn and "<9>" not in drawn and "&lt;9&gt;" in drawn and "&amp; one" in drawn
    assert "+ 6" in drawn and "text 5" in drawn and "text 6" not in drawn
    assert drawn.index("text 0") < drawn.index("&lt;9&gt;") < drawn.index("&amp; one")  # who cites it, it, whom it cites
    assert graph.html("9", [], [], "").count('"arrow"') == 0


@pytest.mark.parametrize("name, safe", [
    ("../../etc/Décision 5.PDF", "Décision 5.pdf"), (r"C:\files\a.docx", "a.docx"), (".hidden.txt", "hidden.txt"),
    ("a\nb.txt", "a_nb.txt"),
])
def test_names_of_uploads_do_no_harm(name, safe):
    assert uploads.safe_name(name) == safe


@pytest.mark.parametrize("name", ["a.exe", "pdf", "", ".pdf", "a.txt/"])
def test_other_kinds_are_refused(name):
    with pytest.raises(BadInput) as refused:
        uploads.safe_name(name + ("x" if name.endswith("/") else ""))
    assert ".pdf" in str(refused.value)


def test_a_file_over_the_limit_is_refused_and_leaves_nothing(tmp_path):
    with pytest.raises(BadInput, match="taken"):
        uploads.save(io.BytesIO(b"x" * 2_000_000), "a.txt", tmp_path, 2**20)
    assert list(tmp_path.iterdir()) == []


def test_what_a_killed_process_left_is_swept_and_nothing_else(monkeypatch, tmp_path):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    own = uploads.Uploads()
    left, beginning = tmp_path / f"{uploads.PREFIX}left", tmp_path / f"{uploads.PREFIX}beginning"
    for folder in (left, beginning):
        (folder / "files").mkdir(parents=True)
    (left / uploads.HELD).touch()
    assert uploads.sweep() == 1
    assert own.folder.is_dir() and beginning.is_dir() and not left.exists()
    own.drop()
    assert not own.folder.exists()


def test_uploads_are_read_found_removed_and_deleted_with_their_session(monkeypatch, tmp_path):
    monkeypatch.setattr(settings, "load", lambda: settings.Settings(data=tmp_path / "data"))
    own = uploads.Uploads()
    text = "RESOLUTION 99 (Geneva, 2020)\nGardens\nThe Assembly,\nresolves\n1\tto plant ten trees a year;\n2\tto water them."
    uploads.save(io.BytesIO(text.encode()), "RES-99.txt", own.files, 2**20)
    shares = []
    outcome = uploads.read(own.data, own.files, shares.append)
    assert outcome.error == "" and outcome.report["documents"] == 1 and 0 < shares[0] <= shares[-1] <= 1
    assert any("ten trees" in c.text for d in own.index().catalogue.documents() for c in own.index().catalogue.clauses(d.id))
    uploads.remove("../RES-99.txt", own.files)
    assert own.names() == ("RES-99.txt",)
    uploads.remove("RES-99.txt", own.files)
    assert uploads.read(own.data, own.files, shares.append).report["documents"] == 0
    folder = own.folder
    own._index = None
    del own
    gc.collect()
    assert not folder.exists()


def test_a_file_that_cannot_be_read_is_named():
    own = uploads.Uploads()
    uploads.save(io.BytesIO(b"%PDF-1.4 nothing"), "broken.pdf", own.files, 2**20)
    outcome = uploads.read(own.data, own.files, lambda share: None)
    assert "broken.pdf" in outcome.report["refused"][0]["why"] if outcome.report else "broken.pdf" in outcome.error
    own.drop()
    assert not own.folder.exists()


@pytest.fixture(scope="module")
def held(tmp_path_factory, corpus):
    """An index of the text that ships."""
    from ingest.pipeline import ingest

    data = tmp_path_factory.mktemp("held")
    ingest([corpus], settings.Settings(data=data))
    return settings.Settings(data=data, corpus=corpus)


@pytest.fixture
def page(monkeypatch, held):
    from ui import session

    monkeypatch.setattr(settings, "load", lambda: held)
    monkeypatch.setattr(session, "warm", lambda: None)
    session._held().pop("index", None)
    app = AppTest.from_file(str(settings.ROOT / "app.py"), default_timeout=60)
    app.session_state["go_to"] = "library"
    yield app
    session._held().pop("index", None)


def shown(app) -> str:
    return "\n".join(element.proto.body for element in app.get("html"))


@pytest.mark.parametrize("language", ["en", "ar"])
def test_library_lists_opens_and_leads_to_ask(page, language):
    page.query_params["language"] = language
    words = read_view("library")[language]
    page.run()
    assert not page.exception and page.title[0].value == words["title"]
    next(b for b in page.button if "57" in b.label).click().run()
    assert "RÉSOLUTION" not in page.exception and 'class="text"' in shown(page)
    outline = page.radio[0]
    assert outline.options[0] == words["whole"] and "décide" in outline.options
    assert all(part in shown(page) for part in ("RÉSOLUTION 57", "Groupes consultatifs"))  # all of it, until a part is chosen
    outline.set_value(outline.options.index("décide")).run()
    assert "Groupes consultatifs" in shown(page) and "RÉSOLUTION 57" not in shown(page)
    asked = []
    from ui import session
    page_ask = session.ask
    session.ask = lambda question, *more, **named: asked.append(question) or page_ask("", *more, **named)
    try:
        next(b for b in page.button if b.label == words["ask"]).click().run()
    finally:
        session.ask = page_ask
    assert asked == ["Résolution 57 (Rév. Dubaï, 2012), décide 1"]
