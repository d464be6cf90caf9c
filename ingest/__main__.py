"""``python -m ingest``: texts into the index; ``export`` and ``report`` show what is in it."""

from __future__ import annotations

import argparse
import json
import sys
from contextlib import closing
from pathlib import Path

import console
import settings as settings_module
from errors import AssistantError, BadInput, shown
from ingest import export, holdings, pipeline, refusals
from ingest.report import lines

EPILOG = f"""\
commands:
  {settings_module.command("ingest", "export")} --jsonl [--out FILE]   documents and clauses, a JSON object per line
  {settings_module.command("ingest", "report")} [--json]   what the index holds: citations, later revisions, warnings
  {settings_module.command("ingest", "fetch")} --body WTSA --number 57 --year 2012 --to DIR
      official texts from ITU's site
  (a folder of one of these names is given as ./export, ./fetch or ./report)

Files that have not changed are not read again. A file gone from a folder that is given is taken out of the
index, --no-prune keeps it; a folder without any text in it is taken for a mistake unless --prune is given.
Texts from elsewhere that were ingested before stay. README files and hidden files are not texts.
A file that cannot be read gets one line, the others go in; an earlier version of it stays in the index.

exit code: 0 all went in; 1 some files were refused, the rest went in; 2 nothing could be done
"""


def main(argv: list[str] | None = None) -> int:
    """Run one command. Gives back the exit code; errors are one line on the standard error stream."""
    argv = sys.argv[1:] if argv is None else argv
    commands = {"export": _export, "fetch": _fetch, "report": _report}
    command = commands[argv[0]] if argv and argv[0] in commands else _ingest
    try:
        return command(argv[1:] if command is not _ingest else argv)
    except AssistantError as error:
        print(error, file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("Stopped. The index is as it was.", file=sys.stderr)
        return 130
    except BrokenPipeError:
        raise
    except Exception as error:  # a full disk, a damaged file: each library has errors of its own
        if sys.flags.dev_mode or console.output_fails():
            raise
        print(
            f"the index could not be written or read ({type(error).__name__}: {error}). It is as it was. "
            f"For the whole trace run: {settings_module.python()} -X dev -m ingest",
            file=sys.stderr,
        )
        return 2


def _ingest(argv: list[str]) -> int:
    parser = argparse.ArgumentParser(
        prog=settings_module.command("ingest"),
        description="Read texts into the index.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "paths", nargs="*", type=Path, metavar="PATH", help="files and folders (default: corpus/)"
    )
    parser.add_argument(
        "--prune",
        action=argparse.BooleanOptionalAction,
        default=None,
        help="take out what is gone from a given folder (the default)",
    )
    parser.add_argument("--rebuild", action="store_true", help="read and index everything again")
    args = parser.parse_args(argv)
    settings = settings_module.load()
    with _Bar() as bar:
        report = pipeline.ingest(
            args.paths or [settings.corpus],
            settings,
            prune=args.prune,
            rebuild=args.rebuild,
            progress=bar.show,
        )
    print("\n".join(lines(report)))
    return report.exit_code


def _export(argv: list[str]) -> int:
    parser = argparse.ArgumentParser(
        prog=settings_module.command("ingest", "export"), description="Write documents and clauses out."
    )
    parser.add_argument("--jsonl", action="store_true", required=True, help="a JSON object per line")
    parser.add_argument("--out", type=Path, metavar="FILE", help="where to (default: the standard output)")
    args = parser.parse_args(argv)
    with closing(export.held(settings_module.load())) as held:
        if args.out is None:
            sys.stdout.reconfigure(encoding="utf-8", newline="\n")
            export.write(held.catalogue, sys.stdout)
        else:
            _write(held, args.out)
    return 0


def _write(held: export.Held, out: Path) -> None:
    try:
        with open(out, "w", encoding="utf-8", newline="\n") as file:
            export.write(held.catalogue, file)
    except OSError as error:
        raise BadInput(
            f"it cannot be written ({error.strerror})", where=str(out), do="Give a file in a folder that is there"
        ) from error


def _fetch(argv: list[str]) -> int:
    from ingest import fetch

    try:
        return fetch.main(argv, settings_module.load())
    except KeyboardInterrupt:
        print("Stopped. What came whole is kept, the rest goes on where it stopped.", file=sys.stderr)
        return 130


def _report(argv: list[str]) -> int:
    parser = argparse.ArgumentParser(
        prog=settings_module.command("ingest", "report"),
        description="What the index holds: each document with its clauses, citations and warnings.",
    )
    parser.add_argument("--json", action="store_true", help="as one JSON object")
    args = parser.parse_args(argv)
    settings = settings_module.load()
    with closing(export.held(settings)) as held:
        found = holdings.holdings(held.catalogue), holdings.file_warnings(held.catalogue), refusals.recalled(settings.data)
    if args.json:
        sys.stdout.reconfigure(encoding="utf-8", newline="\n")
        print(json.dumps(holdings.as_json(*found), ensure_ascii=False, indent=2))
    else:
        print("\n".join(holdings.lines(*found)))
    return 0


class _Bar:
    """A progress bar on the standard error stream, shown from the first file to be read."""

    def __init__(self):
        self._bar = None

    def __enter__(self) -> _Bar:
        return self

    def __exit__(self, *_) -> None:
        if self._bar is not None:
            self._bar.close()

    def show(self, done: int, total: int, what: str) -> None:
        """Progress of pipeline.ingest."""
        if self._bar is None:
            if not total:
                return
            from tqdm import tqdm

            self._bar = tqdm(total=total, unit="file", file=sys.stderr)
        self._bar.set_postfix_str(shown(what)[-40:], refresh=False)
        self._bar.update(done - self._bar.n)
        self._bar.refresh()  # at once: what is named here may take long


if __name__ == "__main__":
    sys.exit(console.run(main))
