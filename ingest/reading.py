"""One file into entries for the index: read in its time, checked, or refused with the reason. Nothing is written."""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass
from pathlib import Path

from errors import AssistantError, BadFile
from index.entry import Entry, make
from ingest import files
from ingest.deadline import in_time
from ingest.files import Found
from schema import Clause, Document
from settings import Settings

Build = Callable[[Path, str, str], "list[tuple[Document, tuple[Clause, ...]]]"]  # path, file, sha256 -> documents


@dataclass(frozen=True)
class ReadFile:
    """What came of a file."""

    sha256: str
    entries: list[Entry]


def read_here(items: Sequence[Found], settings: Settings, build: Build) -> Generator[ReadFile | str, None, None]:
    """Each file in turn, read when it is asked for: what came of it, or why nothing did."""
    for item in items:
        yield read_file(item, settings, build)


def read_file(item: Found, settings: Settings, build: Build) -> ReadFile | str:
    """What comes of a file, or the reason why nothing does, in a sentence."""
    try:
        _check_size(item, settings)
        sha256, documents = in_time(item.size, item.file, lambda: _built(item, build))
        return ReadFile(sha256, [make(document, clauses) for document, clauses in documents])
    except AssistantError as error:
        return str(error)
    except Exception as error:  # a fault in a reader stops neither the other files nor the run
        return " ".join(f"{item.file}: it could not be read ({type(error).__name__}: {error}).".split())


def real_build(settings: Settings) -> Build:
    """The real way from a file to its documents."""
    from ingest import completeness, documents, readers

    def build(path: Path, file: str, sha256: str) -> list[tuple[Document, tuple[Clause, ...]]]:
        built = documents.build(readers.read(path, settings), file, sha256)
        if not any(clauses for _, clauses in built):
            raise BadFile(
                "no text was found in it", where=file, do="Check that the file is what its name says"
            )
        return [(completeness.noted(document, clauses), clauses) for document, clauses in built]

    return build


def _built(item: Found, build: Build) -> tuple[str, list[tuple[Document, tuple[Clause, ...]]]]:
    """A file's fingerprint and documents. It may be stopped anywhere."""
    sha256 = files.fingerprint(Path(item.path))
    documents = build(Path(item.path), item.file, sha256)
    _check(documents, item.file)
    return sha256, documents


def _check_size(item: Found, settings: Settings) -> None:
    """Before a byte is read. Raises BadFile."""
    if item.size > settings.max_file_bytes:
        from ingest import readers

        raise readers.too_large(item.path, item.size, settings.max_file_bytes)


def _check(documents: list[tuple[Document, tuple[Clause, ...]]], file: str) -> None:
    """What the index relies on. Raises BadFile."""
    for document, clauses in documents:
        try:
            document.text.encode("utf-8")
        except UnicodeEncodeError as error:
            raise BadFile(
                f"its text has a broken character at {error.start}", where=file, do="Save it again as UTF-8"
            ) from error
        ids = {clause.id for clause in clauses}
        if len(ids) < len(clauses) or any(document.text[c.start : c.end] != c.text for c in clauses):
            raise BadFile(
                "its clauses could not be told apart", where=file, do="Please report this with the file"
            )
