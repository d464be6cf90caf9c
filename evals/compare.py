"""Two results folders side by side: which questions broke, which were mended, and whether it is chance."""

from __future__ import annotations

from pathlib import Path

from errors import BadInput
from evals import outcomes, paired, results
from evals.judge import Judgement
from evals.outcomes import MEASURES, Change, Key


def compare(baseline: Path, candidate: Path) -> tuple[str, bool]:
    """The comparison as text, and whether the candidate is significantly worse on some measure.

    Over the questions and languages that both runs have. Raises BadInput when they share none, or when
    a folder does not hold the results of a run.
    """
    was, now = results.load(baseline), results.load(candidate)
    keys = [{(j.id, j.language) for j in side.judgements} for side in (was, now)]
    shared = keys[0] & keys[1]
    before, after = (outcomes.scores(tuple(j for j in side.judgements if (j.id, j.language) in shared)) for side in (was, now))
    if not shared:
        raise BadInput("it shares no question with the baseline", where=str(candidate), do="Compare runs of one set")
    changes = [change for measure in MEASURES if (change := outcomes.change(before, after, measure))]
    broken, mended = outcomes.turned(before, after)
    judged = {(j.id, j.language): j for j in now.judgements}
    blocks = [
        _listed("Newly broken", broken, judged),
        _listed("Newly mended", mended, judged),
        _table(changes),
        *_notes(was, now, *keys),
        _verdict(changes),
    ]
    return "\n\n".join(filter(None, blocks)), any(change.worse for change in changes)


def _listed(title: str, keys: tuple[Key, ...], judged: dict[Key, Judgement]) -> str:
    lines = [f"  {id}  {language}  {judged[id, language].kind}: {_now(judged[id, language])}" for id, language in keys]
    return "\n".join([f"{title}: {len(keys)}", *lines])


def _now(j: Judgement) -> str:
    """What the candidate does with the question."""
    if j.error:
        return f"could not be asked ({j.error})"
    if j.abstained:
        return "declined"
    if not j.answerable:
        return "answered, though it has no answer"
    return "first citation right" if j.cited_first else "first citation not right"


def _table(changes: list[Change]) -> str:
    rows = [("measure", "n", "baseline", "candidate", "change", "p", "")]
    rows += [
        (c.measure, str(c.questions), f"{c.was:.4f}", f"{c.now:.4f}", f"{c.now - c.was:+.4f}", outcomes.p_text(c.p).removeprefix("= "),
         "significantly worse" if c.worse else "significantly better" if c.p < paired.LEVEL else "")
        for c in changes
    ]  # fmt: skip
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return "\n".join(
        "  ".join([row[0].ljust(widths[0]), *(cell.rjust(w) for cell, w in zip(row[1:-1], widths[1:-1], strict=True)), row[-1]]).rstrip()
        for row in rows
    )


def _notes(was: results.Results, now: results.Results, before: set[Key], after: set[Key]) -> list[str]:
    """What makes the two runs less than alike."""
    lines = [
        f"The {key} differ." for key in ("corpus", "questions", "weights", "settings")
        if getattr(was.inputs, key) != getattr(now.inputs, key)
    ]  # fmt: skip
    alone = [(len(before - after), "baseline"), (len(after - before), "candidate")]
    lines += [f"Left out: {n} asked in the {which} alone." for n, which in alone if n]
    return ["\n".join(lines)]


def _verdict(changes: list[Change]) -> str:
    worse = [c.measure for c in changes if c.worse]
    return f"Significantly worse: {', '.join(worse)}." if worse else "Not significantly worse."
