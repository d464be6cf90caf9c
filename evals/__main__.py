"""python -m evals run | bless: how well the questions of a set are answered over a folder of texts."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from functools import partial
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

import settings as settings_module
from errors import AssistantError, BadInput
from evals import gate, judge, measures, questions, runner, table
from schema import LANGUAGES

_HERE = Path(__file__).resolve().parent
QUESTIONS = _HERE / "collections" / "resolution-57" / "questions.jsonl"
BASELINE = _HERE / "baseline.json"
RESULTS = _HERE / "results"
_SHOWN = 10  # failures named on the screen
ASKED = ("en", "fr")  # the languages of the project's own set


@dataclass(frozen=True)
class Parts:
    """What is measured: the three functions of the project that a run calls."""

    ingest: Callable  # (paths, settings) -> Report
    open_index: Callable  # (settings) -> Index
    ask: Callable  # (question, index=, settings=, history=) -> Answer


@dataclass(frozen=True)
class Outcome:
    """A finished run."""

    judgements: tuple[judge.Judgement, ...]
    groups: dict[str, dict[str, measures.Measures]]  # "all", "language", "kind" -> name -> measures
    inputs: gate.Inputs
    refused: tuple[str, ...]  # a line for each file that was not ingested

    @property
    def gated(self) -> dict[str, measures.Measures]:
        """What the baseline holds: everything together, and each language."""
        return {**self.groups["all"], **self.groups["language"]}


def main(argv: list[str] | None = None, parts: Parts | None = None) -> int:
    """Run the command line. 0: complete (and not under the baseline); 1: not; 2: bad input."""
    args = _parser().parse_args(argv)
    try:
        return args.command(args, parts or _parts())
    except AssistantError as error:
        print(error, file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("Stopped; the answers so far are in answers.jsonl.", file=sys.stderr)
        return 130


def run(args: argparse.Namespace, parts: Parts) -> int:
    """Ask a set, print the table and write the results; hold the project's own set to its baseline."""
    own = args.questions is None and args.corpus is None and args.languages == ASKED
    outcome = evaluate(args, parts)
    failures = gate.failures(args.baseline, outcome.inputs, outcome.gated) if own else ()
    for line in failures:
        print(line, file=sys.stderr)
    return 1 if failures or _failed(outcome) else 0


def bless(args: argparse.Namespace, parts: Parts) -> int:
    """Run the project's own set and make its figures the baseline."""
    outcome = evaluate(args, parts)
    _failed(outcome)
    gate.write(args.baseline, outcome.inputs, outcome.gated)
    print(f"Wrote {args.baseline}.")
    return 0


def evaluate(args: argparse.Namespace, parts: Parts) -> Outcome:
    """Ingest the texts, ask the questions, write the results and print the table."""
    path = args.questions or QUESTIONS
    asked = questions.load(path)
    out = _folder(args.out or RESULTS / (path.parent.name if path == QUESTIONS else path.stem))
    with _index_of(args.corpus, parts) as (index, settings, refused):
        ask = partial(parts.ask, index=index, settings=settings)
        judgements = runner.run(asked, args.languages, ask, index.catalogue, out, _progress)
        inputs = gate.Inputs(_corpus_hash(index), sha256(path.read_bytes()).hexdigest(), index.embedding.id)
    groups = {
        "all": {"all": measures.measure(judgements)},
        "language": measures.by(judgements, "language"),
        "kind": measures.by(judgements, "kind"),
    }
    outcome = Outcome(judgements, groups, inputs, refused)
    _write(out, outcome)
    print(table.table(groups), table.notes(groups["all"]["all"]), f"Results: {out}", sep="\n\n")
    return outcome


@contextmanager
def _index_of(corpus: Path | None, parts: Parts) -> Iterator[tuple]:
    """A fresh index of ``corpus`` in a folder of its own, its settings, and why files were refused."""
    settings = settings_module.load()
    # The project's own texts by default, whatever folder the user's environment names.
    corpus = corpus or settings_module.Settings().corpus
    if not corpus.is_dir():
        raise BadInput("no such folder", where=str(corpus), do="Give the folder that holds the texts")
    with TemporaryDirectory(prefix="evals-", ignore_cleanup_errors=True) as data:
        settings = replace(settings, corpus=corpus, data=Path(data))
        refused = tuple(file.why for file in parts.ingest([corpus], settings).refused)
        for why in refused:
            print(f"Not ingested: {why}")
        index = parts.open_index(settings)
        try:
            yield index, settings, refused
        finally:
            index.close()


def _folder(path: Path) -> Path:
    """Make the folder for the results, before anything long begins. Raises BadInput."""
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        why = (error.strerror or "it cannot be made").lower()
        raise BadInput(why, where=str(path), do="Give --out a folder that can be written") from None
    return path


def _corpus_hash(index) -> str:
    """SHA-256 over the names and hashes of the ingested files, in order of name."""
    files = sorted({(d.file, d.sha256) for d in index.catalogue.documents()})
    return sha256(json.dumps(files, ensure_ascii=False).encode()).hexdigest()


def _write(out: Path, outcome: Outcome) -> None:
    """measures.json: every figure of the run; judged.jsonl: a line for each answer, in the order asked."""
    summary = {
        "inputs": asdict(outcome.inputs),
        "refused": outcome.refused,
        **{group: {name: asdict(m) for name, m in rows.items()} for group, rows in outcome.groups.items()},
    }
    (out / "measures.json").write_text(
        json.dumps(summary, ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
    )
    lines = (json.dumps(asdict(j), ensure_ascii=False) + "\n" for j in outcome.judgements)
    (out / "judged.jsonl").write_text("".join(lines), encoding="utf-8")


def _failed(outcome: Outcome) -> bool:
    """Name what could not be asked and the citations that do not hold; whether any question was lost."""
    errors = [f"{j.id} ({j.language}) could not be asked: {j.error}" for j in outcome.judgements if j.error]
    faults = [
        f"{j.id} ({j.language}), a citation does not hold: {f}" for j in outcome.judgements for f in j.faults
    ]
    for lines in (errors, faults):
        for line in lines[:_SHOWN]:
            print(line, file=sys.stderr)
        if len(lines) > _SHOWN:
            print(f"… and {len(lines) - _SHOWN} more, in judged.jsonl", file=sys.stderr)
    return bool(errors)


def _progress(done: int, of: int) -> None:
    if sys.stderr.isatty():
        print(f"\r{done}/{of} questions", end="\n" if done == of else "", file=sys.stderr, flush=True)


def _parts() -> Parts:
    from answer.ask import ask
    from index import open_index
    from ingest.pipeline import ingest

    return Parts(ingest, open_index, ask)


def _languages(text: str) -> tuple[str, ...]:
    languages = tuple(dict.fromkeys(part.strip() for part in text.split(",") if part.strip()))
    if not languages or not set(languages) <= set(LANGUAGES):
        raise argparse.ArgumentTypeError(f"{text!r}: name some of {','.join(LANGUAGES)}, with commas")
    return languages


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m evals", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="run | bless")
    one = commands.add_parser(
        "run", help="ask a set; with no arguments, the project's own, held to its baseline"
    )
    one.add_argument(
        "--questions", type=Path, help="a question set, JSON Lines (evals/README.md has the form)"
    )
    one.add_argument("--corpus", type=Path, help="the folder of texts to ask about")
    one.add_argument("--languages", type=_languages, default=ASKED, help="such as en,fr (the default)")
    one.add_argument("--out", type=Path, help="the folder for the results")
    one.set_defaults(command=run, baseline=BASELINE)
    two = commands.add_parser("bless", help="make the figures of the project's own set the baseline")
    two.set_defaults(command=bless, baseline=BASELINE, questions=None, corpus=None, languages=ASKED, out=None)
    return parser


if __name__ == "__main__":
    sys.exit(main())
