"""python -m evals run | compare | gate | bless | check | calibrate | peers | scale | faults | load: how well questions are answered over texts."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import console
from errors import AssistantError
from evals import gate, last_runs, questions, table
from evals.collections.names import COLLECTIONS, Collection
from evals.evaluation import Outcome, Parts, evaluate
from evals.faults import command as faults
from evals.judge import Judgement
from evals.load import command as load
from evals.peers import command as peers
from evals.scale import command as scale
from schema import LANGUAGES

_HERE = Path(__file__).resolve().parent
QUESTIONS, TEXT = COLLECTIONS["resolution-57"].questions, COLLECTIONS["resolution-57"].texts
UNRELATED = _HERE / "collections" / "unrelated" / "questions.jsonl"
ABSTENTION = _HERE.parent / "answer" / "abstention.toml"
RESULTS = _HERE / "results"
ASKED = ("en", "fr")  # the languages that another set is asked in unless told otherwise
_SHOWN = 10  # failures named on the screen


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
    """Ask a set, print the table and write the results; hold the project's own collections to their baselines."""
    if args.questions or args.corpus:
        outcome = _evaluate(args.questions or QUESTIONS, args.corpus or TEXT, args.languages or ASKED, _out(args), parts)
        return 1 if any(j.error for j in outcome.judgements) else 0
    failed = False
    for collection in _chosen(args):
        outcome = _own(collection, args, parts)
        failed |= any(j.error for j in outcome.judgements)
        if args.languages in (None, collection.languages):
            failed |= _gated(collection.baseline, outcome.inputs, outcome.judgements)
    return 1 if failed else 0


def compare(args: argparse.Namespace, parts: Parts) -> int:
    """Print what changed between two runs; 1 when the second is significantly worse."""
    from evals.compare import compare as compared

    text, worse = compared(args.baseline, args.candidate)
    print(text)
    return 1 if worse else 0


def hold(args: argparse.Namespace, parts: Parts) -> int:
    """Hold a run to its baseline: the results given, or the project's own collections asked now."""
    if args.results is None:
        return run(args, parts)
    from evals import results

    held = results.load(args.results)
    failed = _gated(_baseline_of(held.inputs), held.inputs, held.judgements)
    print("The gate is shut." if failed else "The gate is open.")
    return 1 if failed or any(j.error for j in held.judgements) else 0


def bless(args: argparse.Namespace, parts: Parts) -> int:
    """Run the project's own collections and make their figures the baselines."""
    for collection in _chosen(args):
        outcome = _own(collection, args, parts)
        gate.write(collection.baseline, outcome.inputs, outcome.judgements)
        print(f"Wrote {collection.baseline}.")
    return 0


def check(args: argparse.Namespace, parts: Parts) -> int:
    """Say what is wrong with a question set, line by line; 1 when something is."""
    from evals.check import check as checked

    faults = checked(args.file, args.corpus, parts)
    for fault in faults:
        print(fault)
    if not faults:
        stand = f"its quotes stand in {args.corpus}" if args.corpus else "with --corpus its quotes are looked up too"
        print(f"{args.file}: all {len(questions.load(args.file))} in good form; {stand}.")
    return 1 if faults else 0


def learn(args: argparse.Namespace, parts: Parts) -> int:
    """Learn what everyday talk sounds like, then when to answer, over one text and over many; write both into answer/."""
    from answer.everyday import write
    from evals import calibrate, everyday
    from evals.evaluation import index_of
    from index.embedding import load

    heard = everyday.study(everyday.examples(), load())
    write(heard.learned)
    found = []
    for collection in COLLECTIONS.values():
        with index_of(collection.texts, parts, print) as (index, settings, _):
            asked, unrelated = questions.load(collection.questions), questions.load(UNRELATED)
            found += calibrate.of_texts(asked, unrelated, index, settings)
            found += calibrate.of_talk(heard, index, settings)
    model = calibrate.fit(found)
    trained_on = ", ".join(sorted({*COLLECTIONS, UNRELATED.parent.name})) + " and the talk of everyday.tsv"
    calibrate.write(model, ABSTENTION, trained_on)
    right = sum(case.answers for case in found)
    print(f"{right} right answers, {len(found) - right} questions without one; threshold {model.threshold:.3f}")
    print("threshold  right refused  unanswerable answered")
    for row in model.curve:
        print("{:9.2f}  {:13.3f}  {:21.3f}".format(*row))
    return 0


def _chosen(args: argparse.Namespace) -> list[Collection]:
    """The collections named; else each that was ever blessed, or the first."""
    if args.collection:
        return [COLLECTIONS[name] for name in dict.fromkeys(args.collection)]
    return [c for c in COLLECTIONS.values() if c.baseline.exists()] or list(COLLECTIONS.values())[:1]


def _own(collection: Collection, args: argparse.Namespace, parts: Parts) -> Outcome:
    """Evaluate one of the project's own collections."""
    out = _out(args, collection.name) / (collection.name if args.out and len(_chosen(args)) > 1 else "")
    print(f"{collection.name}:")
    return _evaluate(collection.questions, collection.texts, args.languages or collection.languages, out, parts)


def _out(args: argparse.Namespace, name: str = "") -> Path:
    return args.out or RESULTS / (name or (args.questions.stem if args.questions else QUESTIONS.parent.name))


def _evaluate(path: Path, corpus: Path, languages: tuple[str, ...], out: Path, parts: Parts) -> Outcome:
    """Evaluate a set over texts and print what came of it."""
    last_runs.note(path)
    outcome = evaluate(path, corpus, languages, out, parts, progress=_progress)
    notes = table.notes(outcome.groups["all"]["all"])
    print(table.table(outcome.groups), notes, last_runs.said(), f"Results: {out}", sep="\n\n")
    _tell_failures(outcome)
    return outcome


def _gated(baseline: Path, inputs: gate.Inputs, judgements: tuple[Judgement, ...]) -> bool:
    """Whether the baseline fails the run; says why, and what helps to read it, on the standard error."""
    failures = gate.failures(baseline, inputs, judgements)
    for line in (*failures, *(gate.notes(baseline, inputs, judgements) if failures else ())):
        print(line, file=sys.stderr)
    return bool(failures)


def _baseline_of(inputs: gate.Inputs) -> Path:
    """The baseline that was taken with the same questions, or the first."""
    baselines = [c.baseline for c in COLLECTIONS.values()]
    same = (path for path in baselines if path.exists() and gate.read(path).inputs.questions == inputs.questions)
    return next(same, baselines[0])


def _tell_failures(outcome: Outcome) -> None:
    """Name what could not be asked and the citations that do not hold, on the standard error."""
    errors = [f"{j.id} ({j.language}) could not be asked: {j.error}" for j in outcome.judgements if j.error]
    faults = [
        f"{j.id} ({j.language}), a citation does not hold: {f}" for j in outcome.judgements for f in j.faults
    ]
    for lines in (errors, faults):
        for line in lines[:_SHOWN]:
            print(line, file=sys.stderr)
        if len(lines) > _SHOWN:
            print(f"… and {len(lines) - _SHOWN} more, in judged.jsonl.", file=sys.stderr)


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
    commands = parser.add_subparsers(required=True, metavar="run | compare | gate | bless | check | calibrate | peers | scale | faults | load")
    asks = commands.add_parser(
        "run", help="ask a set; with no arguments, the project's own, held to their baselines"
    )
    asks.add_argument(
        "--questions", type=Path, help="a question set, JSON Lines (evals/README.md has the form)"
    )
    asks.add_argument("--corpus", type=Path, help="the folder of texts to ask about")
    asks.add_argument("--languages", type=_languages, help="such as en,fr (all that a collection has; of your own set en,fr)")
    asks.add_argument("--out", type=Path, help="the folder for the results")
    asks.set_defaults(command=run)
    compares = commands.add_parser("compare", help="what changed between two runs, and whether it is chance")
    compares.add_argument("baseline", type=Path, help="the results folder of the earlier run")
    compares.add_argument("candidate", type=Path, help="the results folder of the later run")
    compares.set_defaults(command=compare)
    gates = commands.add_parser("gate", help="hold a run to its baseline; without RESULTS, run the project's own sets")
    gates.add_argument("results", type=Path, nargs="?", metavar="RESULTS", help="a results folder of an own set")
    gates.set_defaults(command=hold, questions=None, corpus=None, languages=None, out=None)
    blesses = commands.add_parser("bless", help="make the figures of the project's own sets the baselines")
    blesses.set_defaults(command=bless, questions=None, corpus=None, languages=None, out=None)
    for parser_ in (asks, gates, blesses):
        parser_.add_argument("--collection", action="append", choices=sorted(COLLECTIONS), help="by default each that was blessed")
    checks = commands.add_parser("check", help="say what is wrong with a question set, line by line")
    checks.add_argument("file", type=Path, metavar="FILE", help="a question set, JSON Lines")
    checks.add_argument("--corpus", type=Path, help="the folder of texts in which its quotes must stand")
    checks.set_defaults(command=check)
    learns = commands.add_parser("calibrate", help="learn when to answer; writes answer/abstention.toml")
    learns.set_defaults(command=learn)
    peers.add_to(commands)
    scale.add_to(commands)
    faults.add_to(commands)
    load.add_to(commands)
    return parser


if __name__ == "__main__":
    sys.exit(console.run(main))
