"""What Ask adds to the chat, driven without a browser: filters, focus, links, sources, comparison."""

from __future__ import annotations

from dataclasses import replace

import pytest

from schema import ModelUse, Statement
from settings import Settings
from tests.ui.conftest import held
from ui import answer_card, session, source
from ui.text import read_view, words

PAGE, EN = words("en"), read_view("ask")["en"]


def shown(app) -> str:
    """What stands on the screen: not what is for paper alone."""
    bodies = (element.proto.body for element in app.get("html"))
    return "\n".join(body for body in bodies if not body.startswith('<div class="paper">'))


def button(app, key: str):
    return next((b for b in app.button if b.key == key), None)


def pressed(app, key: str):
    return button(app, key).click().run()


def asked(page, what, question="which group?"):
    page.says(what)
    page.run()
    return page.chat_input[0].set_value(question).run()


def named(app, part: str) -> list[str]:
    return [label for b in app.button if part in (label := b.label.replace("\\", ""))]


@pytest.fixture
def two(info, clauses):
    """The document, and a later revision of it in which a clause has changed."""
    later = replace(
        info, id="TEST-RES-9-2024-fr", name="Résolution 9 (Rév. Lomé, 2024)", revision="Rév. Lomé, 2024", year=2024,
    )
    changed = {1: clauses[1].text.replace("compter les arbres", "compter chaque arbre")}
    own = tuple(
        replace(c, id=c.id.replace("2020", "2024"), document_id=later.id, text=changed.get(n, c.text))
        for n, c in enumerate(clauses)
    )
    return (info, clauses), (later, own)


def holds(monkeypatch, folder, *texts, **more):
    folder.mkdir()
    index = held(folder, *texts, **more)
    monkeypatch.setattr(session, "index", lambda: index)


# ---- Examples ----


def test_examples_ask_of_the_texts_held_where_those_of_the_page_would_find_nothing(page, answer, info, clauses, monkeypatch, tmp_path_factory):
    index = held(tmp_path_factory.mktemp("own"), (info, clauses))
    monkeypatch.setattr(session, "opened", lambda: index)
    page.query_params["language"] = "ar"
    offered = [b.label.replace("\\", "") for b in page.run().button if b.key.startswith("example-")]
    assert offered[-2:] == [f"\u2068{info.name}, {part}\u2069" for part in ("considérant", "décide")]
    assert not set(offered) & set(words("ar")["examples"])
    page.says(answer)
    pressed(page, f"example-{len(offered) - 1}")
    assert page.asked[-1][0] == f"{info.name}, décide"  # without the marks of direction


# ---- Filters ----


def test_questions_asked_in_haste_are_all_answered(page, answer):
    """A run that a second question cuts short has not answered the first."""
    page.says(answer)
    page.run()
    page.session_state["asking"] = ["which group?"]
    page.chat_input[0].set_value("which tree?").run()
    assert [asked[0] for asked in page.asked] == ["which group?", "which tree?"]
    page.run()
    assert len(page.asked) == 2


def test_filters_say_what_they_leave_and_are_asked_with(page, answer, two, monkeypatch, tmp_path):
    holds(monkeypatch, tmp_path / "two", *two)
    page.says(answer)
    pressed(page.run(), "filter-open")
    assert EN["filter"]["left"].format(documents=2, clauses=8) in shown(page)
    page.multiselect(key="filter-years").set_value([2024]).run()
    pressed(page, "filter-open")  # the box is a fragment, which is not drawn again by itself here
    assert EN["filter"]["left"].format(documents=1, clauses=4) in shown(page)
    page.multiselect(key="filter-sections").set_value(["operative"]).run()
    pressed(page, "filter-open")
    assert EN["filter"]["left"].format(documents=1, clauses=2) in shown(page)
    page.run()
    assert button(page, "filter-open").label.replace("\\", "") == f"{EN['filter']['title']}: 2024 · Operative"
    page.chat_input[0].set_value("which group?").run()
    assert page.asked[-1][1] == {"years": (2024,), "sections": ("operative",)}
    assert "2024 · Operative" in shown(page)  # beside the question, as it was asked


def test_filters_that_leave_nothing_say_so_and_are_cleared(page, answer):
    page.session_state["filters"] = {"years": (1901,)}
    pressed(page.run(), "filter-open")
    assert EN["filter"]["nothing"] in shown(page)
    pressed(page, "filter-clear")
    assert page.session_state["filters"] == {}


def test_a_question_to_filters_that_leave_nothing_gets_a_sentence(page, monkeypatch, tmp_path, info, clauses):
    index = held(tmp_path, (info, clauses))
    monkeypatch.setattr("answer.ask.ask", lambda question, *, filters, **more: index.select(filters))
    monkeypatch.setattr(session, "index", lambda: index)
    turn = session.ask("which group?", PAGE, {"years": (1901,)})
    assert (turn.error, turn.filters) == (EN["filter"]["nothing"], {"years": (1901,)})


def test_every_filter_reaches_the_question(monkeypatch):
    chosen = {
        "bodies": ("WTSA",), "kinds": ("resolution",), "documents": ("a",), "years": (2020, 2024), "languages": ("fr",),
        "sections": ("operative",), "as_of": (2021,),
    }  # fmt: skip
    found = []
    monkeypatch.setattr("answer.ask.ask", lambda question, *, filters, **more: found.append(filters))
    monkeypatch.setattr(session, "index", lambda: None)
    session.ask("which group?", PAGE, chosen)
    assert {name: getattr(found[0], name) for name in chosen} == {**chosen, "as_of": 2021}


# ---- What a question goes on from ----


def test_the_document_in_focus_is_shown_and_can_be_dropped(page, answer):
    app = asked(page, answer)
    assert page.asked[-1][2] == () and "Résolution 9 (Genève, 2020)" in button(app, "focus").label.replace("\\", "")
    app.chat_input[0].set_value("and by when?").run()
    assert page.asked[-1][2] == (answer,)
    pressed(app, "focus")
    assert button(app, "focus") is None
    app.chat_input[0].set_value("and by when?").run()
    assert page.asked[-1][2] == ()
    app.chat_input[0].set_value("and then?").run()
    assert page.asked[-1][2] == (answer,)  # the turns before stay dropped


def test_no_question_goes_on_from_small_talk(page, answer, abstained):
    asked(page, answer)
    app = asked(page, replace(abstained, reason="off_topic"))
    app = asked(page, answer)
    assert page.asked[-1][2] == (answer,) and "Résolution 9 (Genève, 2020)" in button(app, "focus").label.replace("\\", "")


def test_nothing_is_in_focus_at_first_and_after_a_new_conversation(page, answer):
    assert button(page.run(), "focus") is None
    app = asked(page, answer)
    next(b for b in app.button if b.label == PAGE["new"]).click().run()
    assert button(app, "focus") is None
    app.chat_input[0].set_value("and by when?").run()
    assert page.asked[-1][2] == ()


# ---- A link ----


def test_a_link_asks_its_question_with_its_filters_once(page, answer):
    page.says(answer)
    page.query_params.update({"q": "which group?", "years": ["2020", "x"], "languages": "fr"})
    page.run()
    assert page.asked == [("which group?", {"years": (2020,), "languages": ("fr",)}, ())]
    page.run()
    assert len(page.asked) == 1 and page.query_params["q"] == "which group?"
    page.chat_input[0].set_value("another one?").run()
    assert [question for question, *_ in page.asked] == ["which group?", "another one?"]
    assert "q" not in page.query_params and "years" not in page.query_params


# ---- The source ----


def test_a_later_revision_is_warned_of(page, answer, two, monkeypatch, tmp_path):
    holds(monkeypatch, tmp_path / "two", *two)
    app = asked(page, answer)
    [warning] = [w.value.replace("\\", "") for w in app.warning]
    assert warning == EN["source"]["later"].format(name="Résolution 9 (Rév. Lomé, 2024)")
    assert '<span class="badge" dir="auto" lang="fr">Genève, 2020</span>' in shown(app)


@pytest.mark.parametrize("language, label", [("en", "Your words and the text's: "), ("ar", "كلماتك وكلمات النص: ")])
def test_the_other_words_that_a_clause_was_found_by_stand_with_it(page, answer, language, label):
    found = replace(answer.hits[1], also=(("garden <club>", "Groupe des jardins"), ("trees", "arbres")))
    page.query_params["language"] = language
    body = shown(asked(page, replace(answer, hits=(answer.hits[0], found, answer.hits[2]))))
    first = '<bdi>garden &lt;club&gt;</bdi>\u00a0↔\u00a0<bdi lang="fr">Groupe des jardins</bdi>'
    direction, comma = ("rtl", "، ") if language == "ar" else ("ltr", ", ")
    line = f'<p dir="{direction}" class="quiet" lang="{language}">{label}{first}{comma}<bdi>trees</bdi>\u00a0↔\u00a0<bdi lang="fr">arbres</bdi></p>'
    assert line in body


def test_nothing_is_said_of_words_where_there_are_no_others(page, answer):
    assert "↔" not in shown(asked(page, answer))


def test_the_latest_revision_is_not_warned_of(page, answer):
    assert not asked(page, answer).warning


def test_an_abrogated_text_is_marked(page, answer, two, monkeypatch, tmp_path):
    (info, clauses), (later, own) = two
    other = replace(later, work_id="TEST-RES-10")
    holds(monkeypatch, tmp_path / "two", (info, clauses), (other, own), abrogated=((info.id, own[2].id),))
    [warning] = [w.value.replace("\\", "") for w in asked(page, answer).warning]
    assert warning == EN["source"]["abrogated"].format(name="Résolution 9 (Rév. Lomé, 2024), décide 2")


# ---- Comparison ----


def test_revisions_are_compared_word_by_word(page, answer, two, monkeypatch, tmp_path):
    holds(monkeypatch, tmp_path / "two", *two)
    app = pressed(asked(page, answer), "revisions-0")
    assert "<del>les</del><ins>chaque</ins> <del>arbres</del><ins>arbre</ins>" in shown(app)
    assert "Résolution 9 (Genève, 2020), décide 1" in shown(app)


def test_languages_stand_side_by_side(page, answer, info, clauses, monkeypatch, tmp_path):
    arabic = replace(info, id="TEST-RES-9-2020-ar", language="ar", name="القرار 9")
    own = tuple(replace(c, id=f"ar#{c.order}", document_id=arabic.id, text="يدعو فريق الحدائق") for c in clauses)
    holds(monkeypatch, tmp_path / "two", (info, clauses), (arabic, own))
    app = pressed(asked(page, answer), "languages-0")
    assert '<p dir="rtl" class="cited" lang="ar">1 يدعو فريق الحدائق</p>' in shown(app)
    assert f'<p dir="ltr" class="cited" lang="fr">1 {clauses[1].text.replace(chr(39), "&#x27;")}</p>' in shown(app)
    assert "No. 173" in shown(app)


def test_the_library_sets_its_clauses_side_by_side_too(page, info, clauses, two, monkeypatch, tmp_path):
    arabic = replace(info, id="TEST-RES-9-2020-ar", language="ar", name="القرار 9")
    own = (replace(clauses[1], id="ar#1", document_id=arabic.id, text="يدعو فريق الحدائق"),)
    holds(monkeypatch, tmp_path / "two", *two, (arabic, own))
    page.session_state["go_to"], page.session_state["to_read"] = "library", {"document": info.id, "clause": ""}
    page.run()
    assert [c.order for c in clauses if button(page, f"languages-{c.order}")] == [clauses[1].order]
    assert all(button(page, f"revisions-{c.order}") for c in clauses)
    pressed(page, f"languages-{clauses[1].order}")
    assert '<p dir="rtl" class="cited" lang="ar">1 يدعو فريق الحدائق</p>' in shown(page)


def test_nothing_to_compare_with(page, answer):
    app = asked(page, answer)
    assert button(app, "languages-0") is None and button(app, "revisions-0") is None


# ---- What an answer leads on to ----


def test_the_rest_of_the_section_is_offered_and_opens(page, answer):
    app = asked(page, answer)
    [expander] = app.expander
    assert expander.label == EN["more"]["section"]
    [offered] = named(app, "décide 2\u00a0: de planter")
    assert not named(app, "considérant")
    next(b for b in app.button if b.label.replace("\\", "") == offered).click().run()
    assert '<h2 class="source" dir="auto" lang="fr">Résolution 9 (Genève, 2020), décide 2</h2>' in shown(app)


def test_what_else_a_body_is_called_on_to_do(page, answer, info, clauses, monkeypatch, tmp_path):
    called = replace(clauses[1], text="d'inviter le Groupe consultatif du développement des télécommunications à lire;")
    [first] = answer.citations
    mine = replace(answer, citations=(replace(first, clause=called, quote=called.text),))
    other = replace(info, id="TEST-RES-11-2020-fr", work_id="TEST-RES-11", name="Résolution 11 (Genève, 2020)")
    text = "charge le Groupe consultatif du développement des télécommunications d'écrire;"
    own = (replace(called, id=f"{other.id}#décide-3", document_id=other.id, address="décide 3", text=text.replace("charge", "de charger")),)
    holds(monkeypatch, tmp_path / "two", (info, (clauses[0], called, *clauses[2:])), (other, own))
    app = asked(page, mine)
    assert EN["more"]["body"].format(body="GCDT") in [e.label for e in app.expander]
    assert named(app, "Résolution 11 (Genève, 2020), décide 3\u00a0: ")


# ---- A language model ----


def test_without_a_model_nothing_leaves_the_machine(page):
    assert EN["model"]["none"] in shown(page.run())


def test_the_model_and_its_host_are_named_before_a_question_and_after(page, answer, monkeypatch):
    to = Settings(llm_base_url="https://models.example:8443/v1", llm_model="m-7", embedding="http://10.0.0.7:1/v1#e5")
    monkeypatch.setattr("settings.load", lambda: to)
    body = shown(page.run())
    assert EN["model"]["asked"].format(name="m-7", host="models.example:8443") in body
    assert EN["model"]["embedding"].format(host="10.0.0.7:1") in body and EN["model"]["none"] not in body
    use = ModelUse("m-7", "models.example", 812, 64, kept=2, replaced=1, dropped=3)
    body = shown(asked(page, replace(answer, model=use)))
    assert EN["model"]["used"].format(name="m-7", host="models.example") in body
    assert EN["model"]["tokens"].format(read=812, written=64) in body
    assert EN["model"]["sentences"].format(kept=2, replaced=1, dropped=3) in body


def test_statements_are_drawn_as_they_come(answer):
    drawn = []

    class Place:
        def html(self, body):
            drawn.append(body)

    coming = answer_card.Coming(Place())
    for words_ in ("First <sentence>.", "Second sentence."):
        coming.add(Statement(words_, (1,)), answer.citations)
    assert ["First &lt;sentence&gt;." in d for d in drawn] == [True, True]
    assert ["Second sentence." in d for d in drawn] == [False, True]
    assert "[1] Résolution 9 (Genève, 2020), décide 1" in drawn[0]


def test_markers_do_not_stand_on_a_line_of_their_own(answer):
    """A sentence that is all quote, and rests on its heading too."""
    [first] = answer.citations
    heading = replace(first, marker=2, quote=first.clause.heading)
    html = answer_card._statement(Statement(f"« {first.quote} »", (1, 2)), (first, heading), "fr", 0)
    assert html.count("<p ") == 1 and "[1]</a> <a" in html and "[2]</a></p>" in html


def test_quotes_stand_in_the_order_of_the_sentence(answer):
    """What a clause goes on from stands before it, and is numbered after it."""
    [first] = answer.citations
    lead = replace(first, marker=2, quote="the Conference shall:", focus=())
    html = answer_card._statement(Statement(f"It says: “the Conference shall:” “{first.quote}”", (1, 2)), (first, lead), "en", 0)
    assert html.index("the Conference shall:") < html.index("[2]</a>") < html.index("jardins") < html.index("[1]</a>")
    assert html.count('class="quote"') == 2 and "“" not in html


def test_what_is_quoted_with_a_clause_has_its_address_and_no_marker(answer, clauses):
    [first] = answer.citations
    other = next(c for c in clauses if c.id != first.clause.id)
    lead = replace(first, clause=other, quote=other.text, start=other.start, end=other.end, focus=())
    html = answer_card._statement(Statement(f"“{lead.quote}” “{first.quote}”", (1,)), (replace(first, context=(lead,)),), "en", 0)
    assert html.count('class="quote"') == 2 and html.count('class="marker"') == 1
    assert f'<span class="label">{other.address}</span>' in html and f">{first.clause.address}<" not in html


def test_the_panel_marks_what_is_quoted_with_a_clause(page, answer, clauses):
    [first] = answer.citations
    other = clauses[0]
    part = replace(first, clause=other, quote=other.text, start=other.start, end=other.end, focus=())
    opened = source._cited(answer, replace(first, context=(part,)))
    body = source._body(opened, source.Passage((other, first.clause)))
    assert body.count('class="quoted"') == body.count('class="cited"') == 1
    assert f"<mark>{other.text[:10]}" in body


def test_a_quote_that_its_lead_in_says_too_is_the_one_in_quotation_marks(answer):
    name = replace(answer.citations[0], quote="Résolution 9", focus=())
    html = answer_card._statement(Statement("Résolution 9 dit : « Résolution 9 »", (1,)), (name,), "fr", 0)
    assert html.index("Résolution 9 dit") < html.index('class="quote"') and "«" not in html


# ---- The conversation taken along ----


def test_the_conversation_can_be_saved_once_there_is_one(page, answer):
    assert not page.run().get("download_button")
    assert len(asked(page, answer).get("download_button")) == 2
