"""``python -m ingest fetch``: official texts from ITU's own site into a folder of the user's."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from errors import BadInput, NoText, SiteRefuses
from ingest import site
from ingest.download import Limits, Site, Unreachable
from settings import Settings, command

SILENT = 3  # texts in a row without any answer from the site, after which the rest is not asked for

_EPILOG = """\
texts whose addresses are known (--body and --kind; the first kind of a body is its default):
{patterns}
"seen" are the languages seen at such an address; the others follow the same rule of names.

One text at a time, with a pause between two. What is held already and has not changed costs one short answer;
what was cut off goes on from where it stopped. Then: {ingest} DIR

exit code: 0 all are here; 1 some could not be had; 2 none, or nothing could be done
"""


@dataclass
class Fetched:
    """What a fetch did, by file name."""

    here: dict[str, str] = field(default_factory=dict)  # file -> "new", "changed" or "unchanged"
    failed: list[str] = field(default_factory=list)  # one sentence each
    not_asked: tuple[str, ...] = ()  # after the site has refused, or has not answered

    @property
    def exit_code(self) -> int:
        """0: all are here; 1: some could not be had; 2: none."""
        return (1 if self.here else 2) if self.failed else 0


def main(argv: list[str], settings: Settings, limits: Limits | None = None) -> int:
    """Run the command. Raises BadInput; what cannot be had is told in one line each."""
    args = _parser().parse_args(argv)
    texts = site.texts(args.body, args.kind, args.number, args.year, args.language)
    with _Bar(len(texts)) as bar:
        done = fetch(texts, args.to, settings, limits or Limits(size=settings.max_file_bytes), bar)
    for file, how in done.here.items():
        print(f"  {how:9} {file}")
    for line in done.failed:
        print(line, file=sys.stderr)
    if done.not_asked:
        print(f"Not asked for any more: {', '.join(done.not_asked)}.", file=sys.stderr)
    return done.exit_code


def fetch(texts: Sequence[site.Text], folder: Path, settings: Settings, limits: Limits, bar) -> Fetched:
    """Bring ``texts`` into ``folder``, one after the other. Raises BadInput when it cannot be written to."""
    done, silent = Fetched(), 0
    source = Site(settings.site, limits, bar.bytes)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for place, text in enumerate(texts):
            bar.next(text.file)
            try:
                done.here[text.file] = source.fetch(text, folder)
                silent = 0
            except (NoText, SiteRefuses) as error:
                done.failed.append(str(error))
                silent = silent + 1 if isinstance(error, Unreachable) else 0
                if isinstance(error, SiteRefuses) or silent == SILENT:
                    done.not_asked = tuple(t.file for t in texts[place + 1 :])
                    break
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise BadInput(f"it cannot be written to ({reason})", where=str(folder), do="Give another folder") from None
    return done


def _parser() -> argparse.ArgumentParser:
    patterns = "\n".join(f"  {p.body:8} {p.kind:15} {p.what}; seen: {p.seen}" for p in site.patterns())
    parser = argparse.ArgumentParser(
        prog=command("ingest", "fetch"),
        description="Fetch official texts from ITU's own site into a folder.",
        epilog=_EPILOG.format(patterns=patterns, ingest=command("ingest")),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add = parser.add_argument
    add("--body", required=True, help="who adopted it, see below")
    add("--kind", default="", help="what it is, see below")
    add("--number", default="", help="57, 57,62-65, 1-9 (Resolution ITU-R 1-9), P.838-3")
    add("--year", default="", help="2012; 2005-03 for Recommendations; lists with commas")
    add("--language", default="en", help="one or more of en,fr,es,ru,ar,zh (default: en)")
    add("--to", type=Path, required=True, metavar="DIR", help="the folder to put them in")
    return parser


class _Bar:
    """A progress bar on the standard error stream: texts, and the bytes of the one that is coming."""

    def __init__(self, total: int):
        self._total, self._bar, self._file = total, None, ""

    def __enter__(self) -> _Bar:
        from tqdm import tqdm

        self._bar = tqdm(total=self._total, unit="text", file=sys.stderr)
        return self

    def __exit__(self, kind, *_) -> None:
        if kind is None:
            self._bar.update(1)  # the one that was coming
        self._bar.close()

    def next(self, file: str) -> None:
        """The text that is coming now."""
        if self._file:
            self._bar.update(1)
        self._file = file
        self._bar.set_postfix_str(file)

    def bytes(self, done: int, total: int) -> None:
        """How much of it has come."""
        of = f" of {total / 2**20:.1f}" if total else ""
        self._bar.set_postfix_str(f"{self._file} {done / 2**20:.1f}{of} MB", refresh=False)
        self._bar.update(0)
