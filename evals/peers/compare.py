"""Runs the systems over the files of each language and judges what they return, by text, all alike."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from errors import AssistantError
from evals import child, metrics
from evals.folding import contains
from evals.peers.texts import Texts
from evals.peers.worker import Found, Job
from evals.questions import Question

KS = (1, 5, 10)


@dataclass(frozen=True)
class Asked:
    """A question in one language, with the passages that answer it over the files of a language."""

    id: str
    language: str
    text: str
    passages: tuple[str, ...]


@dataclass(frozen=True)
class Row:
    """One system over the files of one language, asked in one language or in all ("all")."""

    collection: str
    system: str
    text_language: str  # "" for the files of all languages together
    language: str
    questions: int
    hits: dict[int, float]  # k -> share of the questions with an answer among the first k texts
    characters: dict[int, float]  # k -> mean characters of the first k texts


@dataclass(frozen=True)
class Cost:
    """What one system took over the files of one language."""

    collection: str
    system: str
    text_language: str
    build_seconds: float
    milliseconds: float  # of a question, median
    milliseconds_95: float
    bytes: int
    peak: int


def asked(questions: Sequence[Question], texts: Texts, text_language: str, languages: Sequence[str]) -> tuple[Asked, ...]:
    """What can be asked over the files in ``text_language``: single questions with an answer there.

    Conversations are left out, as no peer keeps one.
    """
    found = []
    for question in questions:
        if len(question.turns) == 1 and question.answerable:
            passages = texts.passages(question, text_language)
            found += [Asked(question.id, at, question.turns[0][at], passages) for at in languages if passages and at in question.turns[0]]
    return tuple(found)


def run(job: Job) -> Found:
    """Do a job in a process of its own. Raises AssistantError with the last line that it said when it fails."""
    with TemporaryDirectory(prefix="peers-job-") as folder:
        paths = [str(Path(folder, name)) for name in ("job.json", "found.json")]
        Path(paths[0]).write_text(json.dumps(asdict(job), ensure_ascii=False), encoding="utf-8")
        done = child.run([sys.executable, "-m", "evals.peers.worker", *paths])
        if done.returncode or not Path(paths[1]).exists():
            lines = [line for line in done.stderr.splitlines() if line.strip()] or [f"it ended with {done.returncode}"]
            raise AssistantError(lines[-1].rstrip("."))
        return Found(**json.loads(Path(paths[1]).read_text("utf-8")))


def judge(collection: str, job: Job, text_language: str, questions: Sequence[Asked], found: Found) -> tuple[list[Row], Cost]:
    """The rows of each language of question, then of all; and the cost."""
    ranks, lengths = [], []
    for question, ranked in zip(questions, found.ranked, strict=True):
        right = (rank for rank, at in enumerate(ranked, 1) if any(contains(found.texts[at], p) for p in question.passages))
        ranks.append(next(right, None))
        lengths.append({k: sum(len(found.texts[at]) for at in ranked[:k]) for k in KS})
    languages = list(dict.fromkeys(question.language for question in questions))
    rows = []
    for language in (*languages, "all"):
        members = [n for n, question in enumerate(questions) if language in (question.language, "all")]
        hits = {k: metrics.mean(ranks[n] is not None and ranks[n] <= k for n in members) for k in KS}
        length = {k: metrics.mean(lengths[n][k] for n in members) for k in KS}
        rows.append(Row(collection, job.system, text_language, language, len(members), hits, length))
    times = [metrics.percentile(found.milliseconds, share) for share in (0.5, 0.95)]
    return rows, Cost(collection, job.system, text_language, found.build_seconds, *times, found.bytes, found.peak)


def compare(
    collection: str,
    questions: Sequence[Question],
    texts: Texts,
    languages: Sequence[str],
    text_languages: Sequence[str],
    job_of: Callable[[str], Job],
    chosen: Sequence[str],
    tell: Callable[[str], None] = print,
    run: Callable[[Job], Found] = run,
) -> Iterator[tuple[str, list[Row], list[Cost]]]:
    """(text language, rows, costs) for the files of each of ``text_languages`` that answer something.

    ``job_of`` gives a system's job without files and questions; a system that fails is told of and left out.
    """
    for text_language in text_languages:
        these = asked(questions, texts, text_language, languages)
        if not these:
            continue
        rows, costs = [], []
        for system in chosen:
            base = job_of(system)
            files = tuple(str(file.path) for file in texts.of(text_language))
            job = Job(system, files, tuple(q.text for q in these), max(KS), base.server, base.cache)
            try:
                found = run(job)
            except AssistantError as error:
                tell(f"{system} is left out: {error}")
                continue
            more, cost = judge(collection, job, text_language, these, found)
            rows += more
            costs.append(cost)
        yield text_language, rows, costs
