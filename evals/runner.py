"""Asks every question of a set in every language and writes what came back, a line each."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from random import Random
from time import perf_counter

from errors import BadInput
from evals import held
from evals.judge import Judgement, judge
from evals.questions import Question
from schema import Answer, Citation, Hit

HITS = 20  # written for each answer, best first
Ask = Callable[..., Answer]  # ask(question, history=()) -> Answer


def run(
    questions: tuple[Question, ...],
    languages: tuple[str, ...],
    ask: Ask,
    catalogue,
    out: Path,
    progress: Callable[[int, int], None] = lambda done, of: None,
    repeats: int = 0,
) -> tuple[Judgement, ...]:
    """Ask and judge every question in each of ``languages`` that it has; write answers.jsonl in the folder ``out``.

    Each line is written as soon as it is known. An ``ask`` that raises costs its own line only: the
    line carries an ``error``, and so does the judgement. ``repeats`` of them, drawn by a fixed seed, are asked
    again at the end: ``repeated`` tells whether the same was cited. Raises BadInput when nothing can be asked.
    """
    asked = [(q, language) for q in questions for language in languages if q.asked(language)]
    if not asked:
        raise BadInput(
            f"no question in {', '.join(languages)}", where="--languages", do="Name a language of the set"
        )
    judgements, records = [], []
    standing = held.standing(questions, catalogue)
    with (out / "answers.jsonl").open("w", encoding="utf-8") as file:
        for number, (question, language) in enumerate(asked, start=1):
            record, judgement = _one(question, language, ask, catalogue)
            file.write(json.dumps(record, ensure_ascii=False) + "\n")
            file.flush()
            records.append(record)
            judgements.append(replace(judgement, **standing[question.id]))
            progress(number, len(asked))
    for at in Random(0).sample(range(len(asked)), min(repeats, len(asked))):
        again, _ = _one(*asked[at], ask, catalogue)
        judgements[at] = replace(judgements[at], repeated=again["citations"] == records[at]["citations"])
    return tuple(judgements)


def _one(question: Question, language: str, ask: Ask, catalogue) -> tuple[dict, Judgement]:
    """The line and the judgement of one question in one language."""
    turns = question.asked(language)
    start = perf_counter()
    try:
        answer, seconds = _converse(turns, ask)
        judgement = judge(question, language, answer, seconds, catalogue)
        return record(question.id, language, turns[-1], answer, seconds), judgement
    except Exception as error:  # whatever it was, the other questions are still to be asked
        seconds = perf_counter() - start
        why = f"{type(error).__name__}: {error}"
        lost = Judgement(
            id=question.id,
            kind=question.kind,
            language=language,
            answerable=question.answerable,
            gold=len(question.gold),
            facts_met=False if question.facts else None,
            seconds=seconds,
            error=why,
            protected=question.protected,
        )
        return failed(question.id, language, turns[-1], seconds, why), lost


def _converse(turns: tuple[str, ...], ask: Ask) -> tuple[Answer, float]:
    """Ask ``turns`` in order, each with the answers before it; the last answer and its seconds."""
    history: tuple[Answer, ...] = ()
    for turn in turns:
        start = perf_counter()
        answer = ask(turn, history=history)
        seconds = perf_counter() - start
        history = (*history, answer)
    return answer, seconds


def record(id: str, language: str, question: str, answer: Answer, seconds: float) -> dict:
    """An answer as a line of answers.jsonl."""
    return {
        "id": id,
        "language": language,
        "question": question,
        "abstained": answer.abstained,
        "mode": answer.mode,
        "text": answer.text,
        "seconds": round(seconds, 4),
        "citations": [_citation(c) for c in answer.citations],
        "hits": [_hit(rank, hit) for rank, hit in enumerate(answer.hits[:HITS], start=1)],
    }


def failed(id: str, language: str, question: str, seconds: float, error: str) -> dict:
    """The line of a question whose asking raised: nothing was answered, and nothing was declined."""
    empty = {
        "abstained": False,
        "mode": "",
        "text": "",
        "seconds": round(seconds, 4),
        "citations": [],
        "hits": [],
    }
    return {"id": id, "language": language, "question": question, **empty, "error": error}


def _citation(citation: Citation) -> dict:
    clause = citation.clause
    return {
        "document": citation.document.name,
        "file": citation.document.file,
        "address": clause.address,
        "section": clause.section,
        "label": clause.label,
        "quote": citation.quote,
        "clause_text": clause.text,
        "page": clause.page,
    }


def _hit(rank: int, hit: Hit) -> dict:
    return {
        "rank": rank,
        "score": hit.score,
        "file": hit.document.file,
        "document": hit.document.name,
        "address": hit.clause.address,
        "clause_text": hit.clause.text,
    }
