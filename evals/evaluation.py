"""One evaluation: texts into a fresh index, a set of questions asked of it, judged, measured and written."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from functools import partial
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

import settings as settings_module
from errors import BadInput
from evals import gate, intervals, measures, questions, report, rows, runner
from evals.judge import Judgement
from settings import Settings

REPEATS = 20  # questions asked a second time


@dataclass(frozen=True)
class Parts:
    """What is measured: the three functions of the project that an evaluation calls."""

    ingest: Callable  # (paths, settings) -> Report
    open_index: Callable  # (settings) -> Index
    ask: Callable  # (question, index=, settings=, history=) -> Answer


@dataclass(frozen=True)
class Outcome:
    """A finished evaluation."""

    judgements: tuple[Judgement, ...]
    groups: dict[str, dict[str, measures.Measures]]  # "all", "language", "kind", "pair", "document" -> name -> measures
    inputs: gate.Inputs
    refused: tuple[str, ...]  # why each file that was not ingested was refused


def evaluate(
    path: Path,
    corpus: Path,
    languages: tuple[str, ...],
    out: Path,
    parts: Parts,
    tell: Callable[[str], None] = print,
    progress: Callable[[int, int], None] = lambda done, of: None,
) -> Outcome:
    """Ask the set at ``path`` of the texts in the folder ``corpus``; write the results in ``out``.

    ``tell`` gets a line for each file that the ingest refuses. Raises BadInput for a bad set or folder.
    """
    asked = questions.load(path)
    _check_folders(corpus, out)
    with index_of(corpus, parts, tell) as (index, settings, refused):
        ask = partial(parts.ask, index=index, settings=settings)
        judgements = runner.run(asked, languages, ask, index.catalogue, out, progress, REPEATS)
        inputs = gate.Inputs(
            corpus=_corpus_hash(index),
            questions=sha256(path.read_bytes()).hexdigest(),
            weights=index.embedding.id,
            settings=_settings_hash(settings),
        )
    groups = {
        group: {name: measures.measure(members) for name, members in names.items()}
        for group, names in _members(judgements).items()
    }
    outcome = Outcome(judgements, groups, inputs, refused)
    _write(out, outcome, asked, title=f"Evaluation of {path.parent.name}, {path.name}")
    return outcome


def _members(judgements: tuple[Judgement, ...]) -> dict[str, dict[str, tuple[Judgement, ...]]]:
    """The judgements by each way of grouping them: group -> name -> members."""
    return {
        "all": {"all": judgements},
        "language": measures.groups(judgements, lambda j: j.language),
        "kind": measures.groups(judgements, lambda j: j.kind),
        "pair": measures.groups(judgements, measures.pair),
        "document": measures.groups(judgements, measures.document),
    }


def _check_folders(corpus: Path, out: Path) -> None:
    """Whether the texts are there and the results can be written, before anything long begins."""
    if not corpus.exists():
        raise BadInput("no such folder", where=str(corpus), do="Give the folder that holds the texts")
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        why = (error.strerror or "it cannot be made").lower()
        raise BadInput(why, where=str(out), do="Give --out a folder that can be written") from None


@contextmanager
def index_of(corpus: Path, parts: Parts, tell: Callable[[str], None]) -> Iterator[tuple]:
    """A fresh index of ``corpus`` in a folder that goes with it, its settings, and why files were refused."""
    with TemporaryDirectory(prefix="evals-", ignore_cleanup_errors=True) as data:
        settings = replace(settings_module.load(), corpus=corpus, data=Path(data))
        refused = tuple(file.why for file in parts.ingest([corpus], settings).refused)
        for why in refused:
            tell(f"Not ingested: {why}")
        index = parts.open_index(settings)
        try:
            yield index, settings, refused
        finally:
            index.close()


def _corpus_hash(index) -> str:
    """SHA-256 over the names and hashes of the ingested files, in order of name."""
    files = sorted({(d.file, d.sha256) for d in index.catalogue.documents()})
    return sha256(json.dumps(files, ensure_ascii=False).encode()).hexdigest()


def _settings_hash(settings: Settings) -> str:
    """SHA-256 over the settings that bear on answers (no paths, no site) and the tables that the parts read."""
    chosen = {k: v for k, v in asdict(settings).items() if isinstance(v, (int, str)) and k != "site"}
    tables = sorted(path for part in ("answer", "index", "itu") for path in (settings_module.ROOT / part).glob("*.toml"))
    held = {path.name: sha256(path.read_bytes()).hexdigest() for path in tables}
    return sha256(json.dumps([chosen, held], sort_keys=True).encode()).hexdigest()


def _write(out: Path, outcome: Outcome, asked: tuple[questions.Question, ...], title: str) -> None:
    """measures.json: every figure; judged.jsonl and results.csv: a line for each answer; report.html: all for reading."""
    between = {
        group: {name: intervals.intervals(members) for name, members in names.items()}
        for group, names in _members(outcome.judgements).items()
    }
    summary = {
        "inputs": asdict(outcome.inputs),
        "refused": outcome.refused,
        **{group: {name: asdict(m) for name, m in names.items()} for group, names in outcome.groups.items()},
        "intervals": between,
    }
    (out / "measures.json").write_text(
        json.dumps(summary, ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
    )
    lines = (json.dumps(asdict(j), ensure_ascii=False) + "\n" for j in outcome.judgements)
    (out / "judged.jsonl").write_text("".join(lines), encoding="utf-8")
    records = [json.loads(line) for line in (out / "answers.jsonl").read_text("utf-8").split("\n") if line]
    rows.write(out / "results.csv", outcome.judgements, records)
    report.write(out / "report.html", title, asked, outcome.judgements, records, outcome.groups, between)
