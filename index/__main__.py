"""``python -m index export FILE`` and ``import FILE``: an index carried whole to another machine or folder."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import console
import settings as settings_module
from errors import AssistantError

EPILOG = """\
The file holds the whole index, the texts with it: keep it as you keep them. What is imported takes the place of the
index held; an open page sees it at its next question. When anything is wrong with the file, the index held stays.
An index can be imported by a version of this project that reads its form, with the embedding that it was built with;
for any other, ingest the texts anew.

exit code: 0 done; 2 nothing was done, with a line that says why
"""


def main(argv: list[str] | None = None) -> int:
    """Run one command. Gives back the exit code."""
    args = _parser().parse_args(argv)
    try:
        print(args.command(args.file, settings_module.load()))
    except AssistantError as error:
        print(error, file=sys.stderr)
        return 2
    return 0


def _export(file: Path, settings) -> str:
    from index import generations, parcel

    generation = parcel.write(settings.data, file)
    manifest = generations.read_manifest(generation)
    return f"{file}: {_held(manifest)}, {file.stat().st_size / 2**20:.1f} MB."


def _import(file: Path, settings) -> str:
    from index import chroma_server, generations, parcel, shared_store
    from index.embedding import chosen

    server = chroma_server.address(settings)
    if server:
        chroma_server.check(server)
    manifest = generations.read_manifest(parcel.read(file, settings.data, chosen(settings).id))
    if server:
        with generations.ingest_lock(settings.data):
            shared_store.bring(server, settings.data)
    return f"{settings.data}: {_held(manifest)} held now."


def _held(manifest) -> str:
    counts = {"document": manifest.documents, "clause": sum(manifest.clauses.values())}
    return ", ".join(f"{n:,} {name}{'' if n == 1 else 's'}" for name, n in counts.items())


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog=settings_module.command("index"), description="Carry an index whole.", epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )  # fmt: skip
    commands = parser.add_subparsers(required=True, metavar="export | import")
    for name, command, what in (("export", _export, "write the index to FILE"), ("import", _import, "take the index in FILE")):
        one = commands.add_parser(name, help=what)
        one.add_argument("file", type=Path, metavar="FILE")
        one.set_defaults(command=command)
    return parser


if __name__ == "__main__":
    sys.exit(console.run(main))
