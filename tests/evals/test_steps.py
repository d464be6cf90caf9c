import pytest

from evals.judge import Judgement
from evals.steps import lost

RIGHT = {"gains": (1, 0), "cited_first": True, "citations": 1}


def judged(answerable=True, gold=1, **fields):
    return Judgement("q", "actor", "en", answerable, gold if answerable else 0, **fields)


@pytest.mark.parametrize(
    "judgement, step",
    [
        (judged(**RIGHT), ""),
        (judged(False, abstained=True), ""),
        (judged(error="it broke"), "asking"),
        (judged(**RIGHT, faults=("forged",)), "proof"),
        (judged(False), "abstaining"),
        (judged(gains=(0, 0), unheld=1), "parsing"),
        (judged(gains=(0, 0), abstained=True, unheld=1), "parsing"),
        (judged(gains=(0, 0)), "retrieval"),
        (judged(gains=(0,) * 20 + (1,)), "retrieval"),
        (judged(gains=(0, 1)), "retrieval"),
        (judged(gains=(0, 1), abstained=True), "retrieval"),
        (judged(gains=(1, 0), abstained=True), "abstaining"),
        (judged(gains=(1, 0), abstained=True, rejected=1), "proof"),
        (judged(gains=(1, 0), citations=1), "reading"),
        (judged(**RIGHT, facts_met=False), "reading"),
        (judged(**RIGHT, gold=2, unheld=1, facts_met=False), "parsing"),
        (judged(gains=(0, 1), cited_first=True, facts_met=True), ""),
        (judged(**RIGHT, misplaced=1, instead="décide 3, not décide 2"), "parsing"),
        (judged(gains=(0, 0), unaligned=("en", "es")), "parsing"),
        (judged(gains=(0, 0), unaligned=("es",)), "retrieval"),
        (judged(**RIGHT, unaligned=("en",)), ""),
    ],
)
def test_the_step_that_lost_it(judgement, step):
    found, how = lost(judgement)
    assert (found, bool(how)) == (step, bool(step))
