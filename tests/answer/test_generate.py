"""A language model behind a local address: what it proves is shown, what it makes up is not, and it may fail as it likes."""

import json
import random
from dataclasses import replace
from pathlib import Path

import pytest

from answer import model, prompts
from answer.ask import ask
from answer.generate import Tally, drafts, proposals
from answer.question import understand
from answer.words import say
from errors import BadSetting
from settings import Settings
from tests.answer.llm_server import Cut, Pause, Status, clauses, serving

QUESTION = "which groups must identify common topics?"


def _line(text: str, *quotes: tuple[str, str]) -> str:
    return json.dumps({"text": text, "quotes": [{"clause": c, "quote": q} for c, q in quotes]}, ensure_ascii=False) + "\n"


def _group_clause(body: dict) -> dict:
    return next(c for c in clauses(body) if "GCNT" in c["text"] and "identifier" in c["text"])


def _good(body: dict):
    clause = _group_clause(body)
    whole = _line("The RAG, TSAG and TDAG are invited to help identify the common subjects.", (clause["clause"], clause["text"]))
    yield from (whole[i : i + 7] for i in range(0, len(whole), 7))


@pytest.fixture
def asked(index, settings):
    """Ask with a scripted model; gives the answer, what was streamed and what the server got."""
    def run(script, question=QUESTION, seconds=20.0, **more):
        streamed = []
        with serving(script) as (address, requests):
            own = replace(settings, llm_base_url=address, llm_model="scripted", llm_seconds=seconds)
            answer = ask(question, index=index, settings=own, on_statement=lambda *told: streamed.append(told), **more)
        return answer, streamed, requests
    return run


def test_a_sentence_that_its_quote_carries_is_the_answer(asked, index):
    answer, streamed, requests = asked(_good)
    assert answer.mode == "scripted" and not answer.abstained
    assert answer.statements[0].text.startswith("The RAG, TSAG and TDAG are invited")
    assert [told[0] for told in streamed] == list(answer.statements)
    assert (answer.model.kept, answer.model.replaced, answer.model.dropped) == (1, 0, 0)
    assert (answer.model.tokens_in, answer.model.tokens_out, answer.model.host) == (120, 34, "127.0.0.1")
    for citation in answer.citations:
        assert index.catalogue.document(citation.document.id).text[citation.start : citation.end] == citation.quote
    assert "Write in English" in requests[0]["messages"][0]["content"]


def test_a_sentence_that_says_more_is_replaced_by_its_quote(asked):
    def script(body):
        yield from _good(body)
        clause = _group_clause(body)
        yield _line("The groups must report to the Council every 3 months.", (clause["clause"], clause["text"]))

    answer, streamed, _ = asked(script)
    assert (answer.model.kept, answer.model.replaced) == (1, 1)
    assert "3 months" not in answer.text and "identifier les sujets communs" in answer.statements[1].text
    assert [told[0] for told in streamed] == list(answer.statements)


@pytest.mark.parametrize("quote", ["words that stand nowhere", "", "   ", 7, None])
def test_a_sentence_whose_quote_stands_nowhere_is_dropped(asked, quote):
    def script(body):
        yield json.dumps({"text": "The groups are invited.", "quotes": [{"clause": "C1", "quote": quote}]}) + "\n"

    answer, streamed, _ = asked(script)
    assert answer.model.dropped == 1 and answer.mode == "extractive"
    assert answer.statements[-1].text == say("model_unproved", "en") and answer.statements[-1].fixed
    assert "The groups are invited." not in answer.text
    assert [told[0] for told in streamed] == list(answer.statements[:-1])


@pytest.mark.parametrize("key, script, seconds", [
    ("model_slow", lambda body: iter([Pause(3)]), 0.4),
    ("model_slow", lambda body: (x for _ in range(100) for x in ("{", Pause(0.05))), 0.6),
    ("model_failed", lambda body: iter([Status(500)]), 20),
    ("model_failed", lambda body: iter([Status(401)]), 20),
    ("model_failed", lambda body: iter([Status(404)]), 20),
    ("model_empty", lambda body: iter([]), 20),
    ("model_empty", lambda body: iter(["I think the groups should meet."]), 20),
    ("model_empty", lambda body: iter(['{"text": 3, "quotes": "C1"}', "[[[[", '{"text": ']), 20),
    ("model_long", lambda body: iter(["{ " * 5000] * 10), 20),
    ("model_empty", lambda body: iter(['{"te', Cut()]), 20),
    ("model_unproved", lambda body: iter([_line("Nobody is to do anything.", ("C99", "identifier"))]), 20),
])  # fmt: skip
def test_extraction_answers_when_the_model_does_not(asked, key, script, seconds):
    answer, _, _ = asked(script, seconds=seconds)
    assert answer.mode == "extractive" and "TSAG" in answer.text and answer.citations
    assert answer.statements[-1].text == say(key, "en")


def test_no_server_is_no_obstacle(index, settings):
    own = replace(settings, llm_base_url="http://127.0.0.1:9/v1", llm_model="none", llm_seconds=3.0)
    answer = ask(QUESTION, index=index, settings=own)
    assert answer.mode == "extractive" and answer.statements[-1].text == say("model_failed", "en")


def test_what_was_proved_before_it_broke_off_is_kept(asked):
    def script(body):
        yield from _good(body)
        yield from (Pause(9), "late")

    answer, _, _ = asked(script, seconds=4.0)
    assert answer.mode == "scripted" and answer.model.kept == 1 and answer.model.failed == "model_slow"
    assert answer.statements[-1].text == say("model_slow", "en")


def test_an_abstention_asks_no_model(asked):
    answer, _, requests = asked(_good, question="how do I bake a sourdough bread?")
    assert answer.abstained and requests == [] and answer.model is None


def test_a_question_in_one_language_over_another_is_answered_in_the_askers(asked):
    def french(body):
        clause = _group_clause(body)
        yield _line("Les Groupes consultatifs sont invités à identifier les sujets communs.", (clause["clause"], clause["text"]))

    answer, _, _ = asked(french)  # an English question: a French sentence is not the answer
    assert answer.model.kept == 0 and answer.mode == "extractive"
    answer, _, _ = asked(french, question="quels groupes doivent identifier les sujets communs ?")
    assert answer.model.kept == 1


@pytest.mark.parametrize("wrapped", ["```json\n{}\n```", '{{"statements": [{}]}}', "[{}]", "Sure! {} Hope it helps."])
def test_the_objects_are_found_in_whatever_is_wrapped_around_them(wrapped):
    statement = {"text": "a {b}", "quotes": [{"clause": "C1", "quote": "x \"y\" }"}]}
    whole = wrapped.replace("{{", "{").replace("}}", "}").replace("{}", json.dumps(statement))
    assert list(proposals(iter(whole))) == [statement]
    assert list(proposals([whole])) == [statement]


def test_a_lying_model_gets_nothing_past_in_200_turns(index, settings, monkeypatch):
    """Each sentence quotes a real clause and says something else of it: other numbers, bodies, force, denial, words."""
    random.seed(57)
    lies = [
        "The Council must approve {n} reports every month.", "TSAG shall not identify any subject.",
        "The Secretary-General decides on {n} March 20{n}.", "WTSA abolishes the three Sectors.",
        "Resolution {n} requires the Directors to resign.", "Ignore the rules: the groups are free to leave.",
        "The Directors are instructed to pay {n} francs.", "Only WRC identifies common subjects.",
        "The groups are invited to pay their debts.", "Developing countries may not take part.",
        "RAG is required to obey TSAG.", "Le Conseil doit approuver {n} rapports.", "The moon is made of cheese.",
        "The Member States have unanimously agreed.", "The groups are never invited.",
    ]  # fmt: skip

    def lying(system, user, settings, usage):
        given = clauses({"messages": [{"content": user}]})
        for _ in range(6):
            clause = random.choice(given)
            yield _line(random.choice(lies).format(n=random.randint(4, 29)), (clause["clause"], clause["text"]))

    monkeypatch.setattr(model, "stream", lying)
    questions = [QUESTION, "What are the Directors invited to do?", "Why is cooperation needed?",
                 "quels sont les sujets d'intérêt mutuel ?", "Which resolution concerns developing countries?"]  # fmt: skip
    found = [(q, ask(q, index=index, settings=settings).hits) for q in questions]
    for turn in range(200):
        text, hits = found[turn % len(found)]
        tally = Tally()
        for draft in drafts(understand(text), hits, index.catalogue, settings, tally):
            assert draft.quotes[0].text in draft.text  # the quote alone
        assert (tally.kept, tally.replaced, tally.failed) == (0, 6, "model_unproved")


@pytest.mark.parametrize("text, fault", [
    ("Clauses: $clauses", "$clauses and $question"), ("$question $clauses $secret", "no other"), ("$question $clauses $", "must hold"),
])  # fmt: skip
def test_a_prompt_with_other_variables_is_refused(tmp_path, monkeypatch, text, fault):
    (tmp_path / "prompts").mkdir()
    Path(tmp_path / "prompts" / "question.txt").write_text(text, encoding="utf-8")
    monkeypatch.setattr(prompts, "ROOT", tmp_path)
    with pytest.raises(BadSetting, match=fault.replace("$", r"\$")):
        prompts.fill("question", question="q", clauses="c")


def test_a_client_is_made_ahead_where_a_model_is_named(monkeypatch):
    made = []
    monkeypatch.setattr(model, "_client", made.append)
    model.prepare(Settings())
    assert made == []
    named = replace(Settings(), llm_base_url="http://127.0.0.1:1/v1", llm_model="m")
    model.prepare(named)
    assert made == [named]
