"""Which step of the flow lost an answer. Pure."""

from __future__ import annotations

from evals.judge import Judgement
from evals.runner import HITS

STEPS = ("asking", "parsing", "retrieval", "reading", "abstaining", "proof")


def lost(j: Judgement) -> tuple[str, str]:
    """The step, of STEPS, that lost the answer, and how; ("", "") for one that is as it should be."""
    if j.error:
        return "asking", j.error
    if j.faults:
        return "proof", f"a citation does not hold: {j.faults[0]}"
    if not j.answerable:
        return ("", "") if j.abstained else ("abstaining", "answered, though the texts do not say it")
    if j.misplaced:
        return "parsing", f"the clause with its words stands at {j.instead}"
    if j.cited_first and j.facts_met is not False:
        return "", ""
    if j.language in j.unaligned:
        return "parsing", f"the text's version in {j.language} was read without the clause with its words"
    if not any(j.gains[:HITS]):
        if j.unheld == j.gold:
            return "parsing", "no clause of the texts held contains the gold quote"
        return "retrieval", f"not among the first {HITS} hits"
    if not j.gains[0] and not j.cited_first:
        rank = next(rank for rank, gain in enumerate(j.gains, 1) if gain)
        return "retrieval", f"not first among the hits, but {rank}"
    if j.abstained and j.rejected:
        return "proof", "found first, but what it would have cited could not be proved"
    if j.abstained:
        return "abstaining", "declined, though it was found first"
    if not j.cited_first:
        return "reading", "found first, but not the first citation"
    if j.unheld:
        return "parsing", f"no clause of the texts held contains {j.unheld} of the {j.gold} gold quotes"
    return "reading", "the right clause is cited, but a fact asked for is not in what is quoted"
