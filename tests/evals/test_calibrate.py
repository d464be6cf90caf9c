"""Learning when to answer: which cases are made of a set, and what is learned of them."""

import tomllib
from dataclasses import replace

import numpy as np
import pytest

from answer import abstain
from evals import calibrate
from evals.calibrate import Case
from evals.everyday import Example
from evals.questions import Gold, Question
from schema import LANGUAGES

TEXT = "RESOLUTION {n} (Port Ondine, 20{n})\n\n{title}\n\nresolves\n\n1 {first};\n\n2 {second}.\n"
SAID = (
    ("Lamps", "that the keeper shall count the lamps every year", "that lamps shall burn oil"),
    ("Horses", "that the stable master shall feed the horses at noon", "that horses shall rest on Sundays"),
)


def asked(id, kind, words, quote=""):
    gold = (Gold(quote),) if quote else ()
    return Question(id, kind, ({"en": words},), gold, (), bool(quote))


LAMPS = asked("a", "actor", "Who shall count the lamps every year?", "the keeper shall count the lamps")
BREAD = asked("b", "off_topic", "How is rye bread baked?")


@pytest.fixture(scope="module")
def opened(tmp_path_factory):
    from index import open_index
    from ingest.pipeline import ingest
    from settings import Settings

    folder = tmp_path_factory.mktemp("texts")
    for n, (title, first, second) in enumerate(SAID, 31):
        (folder / f"{n}.txt").write_text(TEXT.format(n=n, title=title, first=first, second=second), encoding="utf-8")
    settings = replace(Settings(), corpus=folder, data=tmp_path_factory.mktemp("data"))
    ingest([folder], settings)
    index = open_index(settings)
    yield index, settings
    index.close()


def test_a_question_is_asked_with_its_text_and_without_it(opened):
    found = calibrate.of_texts((LAMPS,), (BREAD,), *opened)
    assert [(c.answers, c.kind, c.language) for c in found] == [
        (True, "actor", "en"), (False, "off_topic", "en"), (False, calibrate.LEFT_OUT, "en"),
    ]  # fmt: skip
    assert found[0].features["heaviest"] < found[2].features["heaviest"]
    assert set(found[0].features) == set(calibrate._SIGNS)


def test_talk_is_heard_by_the_examples_of_other_domains(opened, monkeypatch):
    heard = []
    monkeypatch.setattr(calibrate, "score", lambda text, embedding, learned: heard.append((text, learned)) or 0.4)
    said = {"en": "How is rye bread baked?", "fr": "Comment cuit-on le pain de seigle ?"}

    class Two:
        examples = (Example(True, "cooking", said), Example(False, "papers", {"en": "Who counts the lamps?"}))

        def without(self, domain):
            return f"all but {domain}"

    found = calibrate.of_talk(Two(), *opened)
    assert [(c.answers, c.kind, c.language, c.features["everyday"]) for c in found] == [
        (False, calibrate.TALK, "en", 0.4), (False, calibrate.TALK, "fr", 0.4),
    ]  # fmt: skip
    assert heard == [(text, "all but cooking") for text in said.values()]


def test_a_conversation_and_a_question_that_no_other_text_is_left_for_are_left_out(opened):
    index, settings = opened
    talk = Question("c", "conversation", ({"en": "Who?"}, {"en": "And when?"}), (), (), False)
    assert calibrate.cases((talk,), index, settings) == []
    both = replace(LAMPS, gold=(Gold("shall count the lamps"), Gold("shall feed the horses")))
    assert calibrate.cases((both,), index, settings, without=True) == []


def made(language="en", shift=0.0, count=40):
    """Cases that one feature tells apart, a second only by chance of the wrong sign, in a language where all is less."""
    random = np.random.default_rng(7)
    zero = dict.fromkeys(calibrate._SIGNS, 0.0)
    found = []
    for n in range(count):
        right = n % 2 == 0
        dense = float(random.normal(0.7 if right else 0.4, 0.1)) - shift
        found.append(Case(zero | {"dense": dense, "absent": float(right)}, right, language, "off_topic"))
    return found


def test_a_feature_counts_one_way_only():
    model = calibrate.fit(made())
    assert model.weights["dense"] > 0
    assert model.weights["absent"] == 0.0  # more is absent from what is answered: chance
    assert model.weights["talk"] == pytest.approx(-2.5)  # is set, whatever the cases
    thresholds, refused, answered = zip(*model.curve, strict=True)
    assert list(refused) == sorted(refused) and list(answered) == sorted(answered, reverse=True)


def test_a_language_in_which_all_is_matched_less_is_not_refused_more():
    model = calibrate.fit([*made("en"), *made("zh", shift=0.3)])
    assert model.bias["zh"] > model.bias["en"]
    assert set(model.bias) == set(LANGUAGES)


def test_the_file_is_read_as_it_was_written(tmp_path, monkeypatch):
    model = calibrate.fit(made())
    path = tmp_path / "abstention.toml"
    calibrate.write(model, path, "a set")
    written = tomllib.loads(path.read_text(encoding="utf-8"))
    assert written["threshold"] == pytest.approx(model.threshold, abs=1e-4)
    monkeypatch.setattr(abstain, "_model", lambda: written)
    values = dict.fromkeys(calibrate._SIGNS, 0.5)
    total = model.bias["fr"] + sum(0.5 * weight for weight in model.weights.values())
    assert abstain.probability(values, "fr") == pytest.approx(1 / (1 + np.exp(-total)), abs=1e-3)
