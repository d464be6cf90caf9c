"""The page driven without a browser."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace

import pytest

from errors import BadSetting, IndexMismatch, NoIndex
from schema import Statement
from ui import session
from ui.text import words

EN = words("en")


def shown(app) -> str:
    """What stands on the screen: not what is for paper alone."""
    bodies = (element.proto.body for element in app.get("html"))
    return "\n".join(body for body in bodies if not body.startswith('<div class="paper">'))


def press(app, part: str):
    return next(b for b in app.button if part in b.label.replace("\\", "")).click().run()


def examples(app) -> list[str]:
    return [b.label.replace("\\", "") for b in app.button if b.key.startswith("example-")]


def asked(page, what, question="which group?"):
    page.says(what)
    page.run()
    return page.chat_input[0].set_value(question).run()


def test_empty_page_offers_three_examples(page):
    page.run()
    assert not page.exception
    assert page.title[0].value == EN["title"]
    assert examples(page) == EN["examples"]


def test_page_speaks_the_language_chosen(page):
    page.run()
    page.selectbox(key="language").set_value("ru").run()
    assert not page.exception
    assert page.title[0].value == words("ru")["title"]
    assert page.selectbox[0].label == words("ru")["language"]
    assert page.query_params["language"] == "ru"
    page.selectbox(key="language").set_value("en").run()  # as the browser's: the address need not say it
    assert page.title[0].value == EN["title"] and "language" not in page.query_params


def test_page_speaks_the_language_of_its_address(page):
    page.query_params["language"] = "zh"
    page.run()
    assert page.title[0].value == words("zh")["title"]
    assert page.selectbox(key="language").value == "zh"


def test_source_is_shown_in_the_words_of_the_page_not_of_the_answer(page, answer):
    page.query_params["language"] = "es"
    app = asked(page, answer)
    body = shown(app)
    assert words("es")["kinds"]["operative"] in body and EN["kinds"]["operative"] not in body
    assert words("es")["close"] in [b.label for b in app.button]


def test_an_example_is_asked_by_its_button(page, answer):
    page.says(answer)
    page.run()
    page.button[0].click().run()
    assert EN["examples"][0] in shown(page)
    assert "It invites the Groupe des jardins (GDJ)." in shown(page)
    assert not any(example in b.label for b in page.button for example in EN["examples"])


def test_answer_has_its_marker_and_its_citation(page, answer):
    app = asked(page, answer)
    assert '<a class="marker" href="#open-0-citation-1">[1]</a>' in shown(app)
    labels = [b.label.replace("\\", "") for b in app.button]
    assert "[1] Résolution 9 (Genève, 2020), décide 1" in labels


def test_quote_in_a_sentence_is_set_apart(page, answer, clauses):
    quote = clauses[1].text
    sentence = f"Résolution 9, décide 1, invites the Groupe des jardins (GDJ): « {quote} »"
    app = asked(page, replace(answer, statements=(Statement(sentence, (1,)),)))
    assert "invites the Groupe des jardins (GDJ):</p>" in shown(app)
    assert shown(app).count('class="quote" lang="fr"') == 1
    assert "«" not in shown(app) and "»" not in shown(app)
    assert '<mark class="focus">Groupe des jardins</mark>' in shown(app)


def test_citation_opens_in_its_document_and_closes(page, answer):
    app = asked(page, answer)
    press(app, "décide 1")
    body = shown(app)
    assert '<mark class="focus">Groupe des jardins</mark>' in body
    assert "considérant" in body and "de planter dix arbres" in body  # the neighbours and their headings
    assert EN["kinds"]["operative"] in body and "jardins.txt" in body
    press(app, EN["close"])
    assert 'class="passage"' not in shown(app)


def test_first_citation_of_the_newest_answer_is_open_until_it_is_closed(page, answer, abstained):
    app = asked(page, answer)
    assert '<mark class="focus">Groupe des jardins</mark>' in shown(app)
    page.says(abstained)
    app.chat_input[0].set_value("second question?").run()
    assert 'class="passage"' not in shown(app)
    page.says(answer)
    app.chat_input[0].set_value("third question?").run()
    assert shown(app).count('class="passage"') == 1
    press(app, EN["close"])
    assert 'class="passage"' not in shown(app)


def test_text_of_a_document_is_never_markup(page, answer, clauses, info):
    app = asked(page, answer, question="which <img src=x onerror=alert(1)> *group*?")
    press(app, "décide 1")
    assert "&lt;b&gt;publics&lt;/b&gt;" in shown(app)
    assert "<b>" not in shown(app) and "<img" not in shown(app)


def test_abstention_offers_the_nearest_clauses(page, abstained):
    app = asked(page, abstained)
    body = shown(app)
    assert "The texts held here give no answer to this." in body
    assert len([b for b in app.button if "Résolution 9" in b.label]) == 3
    press(app, "décide 2")
    assert "de planter dix arbres" in shown(app) and "<mark" not in shown(app)


def test_nearest_clauses_can_be_read(page, abstained):
    """A formula's row, whose signs no font has, is not offered; what is offered opens as itself."""
    formula = abstained.hits[0]
    formula = replace(formula, clause=replace(formula.clause, text="\uf044\uf03d \uf0e5 k (1)", address="décide 9"))
    app = asked(page, replace(abstained, hits=(formula, *abstained.hits)))
    offered = [b.label.replace("\\", "") for b in app.button if "Résolution 9" in b.label]
    assert len(offered) == 3 and not any("décide 9" in name for name in offered)
    press(app, "décide 2")
    assert '<h2 class="source" dir="auto" lang="fr">Résolution 9 (Genève, 2020), décide 2</h2>' in shown(app)


def test_history_stays_and_can_be_cleared(page, answer, abstained):
    asked(page, answer, "first question?")
    page.says(abstained)
    page.chat_input[0].set_value("second question?").run()
    assert "first question?" in shown(page) and "second question?" in shown(page)
    press(page, EN["new"])
    assert "first question?" not in shown(page)
    assert examples(page) == EN["examples"]


@pytest.mark.parametrize("error, sentence", [
    (NoIndex("Nothing is there"), "No text has been loaded yet"),
    (IndexMismatch("The index was built with another embedding", do="Run python -m ingest"), EN["setup"].rstrip(":")),
    (RuntimeError("boom"), "an error in the assistant"),
])
def test_what_goes_wrong_is_one_sentence(page, error, sentence):
    app = asked(page, error)
    assert not app.exception
    assert sentence in app.warning[0].value
    assert "boom" not in app.warning[0].value


def test_what_is_wrong_with_the_setup_is_told_to_whoever_runs_it(page):
    app = asked(page, IndexMismatch("The index was built with another embedding", do="Run python -m ingest"))
    assert app.code[0].value == "The index was built with another embedding. Run python -m ingest."


def test_nothing_ingested_shows_the_command(page):
    app = asked(page, NoIndex("Nothing is there"))
    assert app.code[0].value.endswith("-m ingest") and "python" in app.code[0].value


def test_blank_question_is_not_asked(page, answer):
    app = asked(page, answer, "  \n ")
    assert not app.exception and EN["examples"][0] in [b.label.replace("\\", "") for b in app.button]


@pytest.mark.parametrize("what", [None, BadSetting("it is wrong"), NoIndex("nothing")])
def test_a_long_question_is_cut_where_it_is_shown(page, abstained, what):
    app = asked(page, what or abstained, "word " * 600)
    said = next(e.proto.body for e in app.get("html") if "word word" in e.proto.body)
    assert 300 < len(said) < 500 and "word …" in said


@pytest.mark.parametrize("question, language", [
    ("12 / 34 ?", "fr"), ("xyzzy", "fr"), ("which group is it?", "en"), ("哪些组必须确定共同议题？", "zh"),
])
def test_a_question_in_no_known_language_is_answered_in_the_page_s(monkeypatch, question, language):
    asked_for = []
    monkeypatch.setattr("answer.ask.ask", lambda text, **more: asked_for.append(more["language"]))
    monkeypatch.setattr(session, "index", lambda: None)
    monkeypatch.setattr(session, "page_language", lambda: "fr")
    session.ask(question, EN)
    assert asked_for == [language]


@pytest.mark.parametrize("typed, kept", [
    ("what\x00 is\x1b[31m it?", "what is [31m it?"),
    ("two\nlines\u2028three", "two lines three"),
    ("ما هو\u200f القرار؟", "ما هو\u200f القرار؟"),
])
def test_control_characters_go(typed, kept):
    assert session.cleaned(typed) == kept


def test_a_changed_document_is_not_marked_from_old_offsets(page, answer, clauses, monkeypatch):
    moved = tuple(replace(c, text="tout autre chose", start=c.start + 7) for c in clauses)
    app = asked(page, answer)
    catalogue = SimpleNamespace(clauses=lambda document_id: moved)
    monkeypatch.setattr(session, "index", lambda: SimpleNamespace(catalogue=catalogue))
    press(app, "décide 1")
    assert app.warning[0].value == EN["moved"]
    assert '<mark class="focus">Groupe des jardins</mark>' in shown(app)  # the answer's own clause, alone
    assert "tout autre chose" not in shown(app)


def test_what_a_file_s_name_hides_is_written_out(page, answer):
    [citation] = answer.citations
    document = replace(citation.document, file="a\n\u202exod.txt")
    body = shown(asked(page, replace(answer, citations=(replace(citation, document=document),))))
    assert r"a\n\u202exod.txt" in body and "\u202e" not in body
