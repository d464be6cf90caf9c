import json
from dataclasses import asdict, replace

import pytest

from errors import BadInput
from evals import gate, results
from evals.compare import compare
from tests.evals.test_gate import INPUTS, run, with_


def write(folder, judgements, **inputs):
    folder.mkdir()
    (folder / "judged.jsonl").write_text("".join(json.dumps(asdict(j)) + "\n" for j in judgements), encoding="utf-8")
    measured = {"inputs": asdict(INPUTS) | inputs}
    (folder / "measures.json").write_text(json.dumps(measured), encoding="utf-8")
    return folder


@pytest.fixture
def was(tmp_path):
    return write(tmp_path / "was", run(wrong=(39,)))


def test_results_read_back_as_they_were(was):
    assert results.load(was) == results.Results(run(wrong=(39,)), INPUTS)


def test_a_run_against_itself_changes_nothing(was):
    text, worse = compare(was, was)
    assert not worse
    assert "Newly broken: 0" in text and "Newly mended: 0" in text and text.endswith("Not significantly worse.")


def test_broken_and_mended_questions_are_named_with_language_kind_and_what_came(was, tmp_path):
    now = with_(with_(run(), 0, cited_first=False), 80, abstained=False)
    text, worse = compare(was, write(tmp_path / "now", now))
    assert not worse
    assert "Newly broken: 2\n  q0  en  actor: first citation not right\n  q900  en  actor: answered, though it has no answer" in text
    assert "Newly mended: 2\n  q39  en  actor: first citation right\n  q39  fr  actor: first citation right" in text


def test_a_loss_beyond_chance_is_told_with_its_p(was, tmp_path):
    text, worse = compare(was, write(tmp_path / "now", run(wrong=(*range(6), 39))))
    assert worse
    (row,) = [line.split() for line in text.splitlines() if line.startswith("first_citation")]
    assert row == ["first_citation", "80", "0.9750", "0.8250", "-0.1500", "0.0312", "significantly", "worse"]
    assert text.splitlines()[-1].startswith("Significantly worse: hit_1, ")


def test_a_gain_beyond_chance_is_no_loss(tmp_path):
    worse_before = write(tmp_path / "a", run(wrong=range(9)))
    text, worse = compare(worse_before, write(tmp_path / "b", run()))
    assert not worse and "significantly better" in text


def test_what_is_not_alike_is_said_and_only_shared_questions_count(was, tmp_path):
    text, worse = compare(was, write(tmp_path / "now", run(wrong=(39,), languages=("en",)), weights="other"))
    assert not worse
    assert "The weights differ." in text and "Left out: 50 asked in the baseline alone." in text


def test_runs_that_share_no_question_are_refused(was, tmp_path):
    with pytest.raises(BadInput, match="shares no question"):
        compare(was, write(tmp_path / "now", run(languages=("ru",))))


@pytest.mark.parametrize("file", ["judged.jsonl", "measures.json"])
@pytest.mark.parametrize("content", [None, "", "{", "[]", "{}", "3"])
def test_a_folder_without_results_is_one_clear_line(was, file, content):
    (was / file).unlink() if content is None else (was / file).write_text(content)
    with pytest.raises(BadInput, match=file):
        results.load(was)


def test_the_gate_reads_results(was, tmp_path):
    baseline = tmp_path / "baseline.json"
    gate.write(baseline, INPUTS, run(wrong=(39,)))
    read = results.load(was)
    assert gate.failures(baseline, read.inputs, read.judgements) == ()


def test_languages_that_one_run_lacks_change_nothing_in_what_is_compared(was, tmp_path):
    """Agreement and the area under risk-coverage of a question depend on the others that were asked."""
    other = tuple(replace(j, language="es", place="elsewhere", confidence=0.9) for j in run() if j.language == "en")
    text, worse = compare(was, write(tmp_path / "now", (*run(wrong=(39,)), *other)))
    assert not worse
    (row,) = [line.split() for line in text.splitlines() if line.startswith("agreement")]
    assert row[1:5] == ["80", "1.0000", "1.0000", "+0.0000"]
    assert "Left out: 50 asked in the candidate alone." in text
