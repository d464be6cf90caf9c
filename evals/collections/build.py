"""python -m evals.collections.build [--check]: a model collection's texts and questions from their sources."""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from pathlib import Path

from errors import AssistantError
from evals.collections import asking, check, layout, overlap
from evals.collections.sources import Source, assembly, read_all
from schema import LANGUAGES

FOLDER = Path(__file__).resolve().parent / "model-assembly"


def main(argv: list[str] | None = None) -> int:
    """Check the sources and write the texts. 0: written (or as they should be); 1: faults; 2: bad input."""
    parser = argparse.ArgumentParser(prog="python -m evals.collections.build", description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; say where texts and sources differ")
    parser.add_argument("--folder", type=Path, default=FOLDER, help="the collection (default: model-assembly)")
    args = parser.parse_args(argv)
    try:
        sources = read_all(args.folder)
        faults = check.faults(sources, args.folder) + asking.faults(sources, args.folder)
        faults += overlap.faults(sources, args.folder)
        faults += _stale(sources, args.folder) if args.check else []
        if not args.check:
            write(sources, args.folder)
    except AssistantError as error:
        print(error, file=sys.stderr)
        return 2
    for fault in faults:
        print(fault, file=sys.stderr)
    print(_summary(sources, args.folder))
    print(asking.tally(args.folder))
    return 1 if faults else 0


def texts(source: Source, folder: Path) -> dict[Path, str]:
    """The .txt files of a source: path → text. They stand in texts/dev or texts/test, by family."""
    common = assembly(folder)
    place = folder / "texts" / common["families"][source.family]
    return {place / layout.file_name(source, language, "txt"): layout.text(source, language, common)
            for language in LANGUAGES}


def write(sources: tuple[Source, ...], folder: Path) -> None:
    """Write every text in every format; texts of sources that are gone are removed."""
    from evals.collections import formats

    wanted = _wanted(sources, folder)
    for path in (folder / "texts").rglob("*.txt"):
        if path not in wanted:
            path.unlink()
    for path, text in wanted.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    for source in sources:
        for line in formats.write(source, folder / "formats", assembly(folder)):
            print(line, file=sys.stderr)


def _wanted(sources: tuple[Source, ...], folder: Path) -> dict[Path, str]:
    """Every text file of the collection: path → what must stand in it."""
    out = {path: text for source in sources for path, text in texts(source, folder).items()}
    return out | asking.files(sources, folder)


def _stale(sources: tuple[Source, ...], folder: Path) -> list[str]:
    """Files that are not what their sources say."""
    wanted = _wanted(sources, folder)
    paths = [*(folder / "texts").rglob("*.txt"), *folder.glob("questions.*.jsonl")]
    found = {path: path.read_text("utf-8") for path in paths}
    return [f"{path.name}: not as its source says; build again"
            for path in sorted({*wanted, *found}) if wanted.get(path) != found.get(path)]


def _summary(sources: tuple[Source, ...], folder: Path) -> str:
    """How many works, texts and clauses there are, by split."""
    common = assembly(folder)
    clauses: Counter = Counter()
    for source in sources:
        clauses[common["families"][source.family]] += sum(
            len(layout.expected(source, language, common)) for language in LANGUAGES)
    works = len({(s.kind, s.number) for s in sources})
    split = ", ".join(f"{name} {clauses[name]}" for name in sorted(clauses))
    return f"{works} works, {len(sources)} texts in {len(LANGUAGES)} languages, {sum(clauses.values())} clauses ({split})"


if __name__ == "__main__":
    sys.exit(main())
