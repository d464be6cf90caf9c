"""What an ingest has to do: the files in the given paths against what the index holds."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from errors import BadInput, IndexMismatch
from index import generations
from index.catalogue import Catalogue, FileRecord
from index.embedding import Embedding
from ingest import files
from ingest.files import Found, Listing
from ingest.formats import SUFFIXES
from ingest.same import plain
from settings import ROOT


@dataclass(frozen=True)
class Held:
    """The index as it stands before the run; empty when there is none."""

    generation: Path | None = None
    program: str = ""
    files: dict[str, FileRecord] = field(default_factory=dict)  # by absolute path
    owners: dict[str, str] = field(default_factory=dict)  # document id -> path
    digests: dict[str, str] = field(default_factory=dict)
    lost: bool = False  # there is an index, and not even the list of its files can be read


@dataclass(frozen=True)
class Plan:
    """What is to be done."""

    read: tuple[Found, ...]  # in order of preference where files hold the same document
    gone: tuple[str, ...]  # paths to forget
    fresh: bool  # start from an empty generation
    program: str  # fingerprint of the code that reads and indexes


def held_in(data: Path, embedding: Embedding, rebuild: bool) -> Held:
    """What the index holds. Raises IndexMismatch when it cannot be added to, unless it is to be rebuilt."""
    generation = generations.current(data)
    if generation is None:
        return Held()
    try:
        manifest = generations.read_manifest(generation)
        if not rebuild:
            generations.check_embedding(manifest, embedding.id, data)
        return _listed(generation, manifest.program)
    except (IndexMismatch, sqlite3.Error) as error:
        if rebuild:
            return _as_far_as_readable(generation)
        if isinstance(error, IndexMismatch):
            raise
        raise IndexMismatch(
            f"the index cannot be read ({error})", where=str(generation), do=generations.REBUILD
        ) from error


def _listed(generation: Path, program: str) -> Held:
    with closing(Catalogue(generation / "catalogue.sqlite")) as catalogue:
        known = {record.path: record for record in catalogue.files()}
        return Held(generation, program, known, catalogue.owners(), catalogue.digests())


def _as_far_as_readable(generation: Path) -> Held:
    """What a damaged index, or one of another form, still tells: its files, to be read again."""
    try:
        return _listed(generation, "")
    except (sqlite3.Error, TypeError, ValueError):
        return Held(generation, lost=True)


def make_plan(listing: Listing, held: Held, prune: bool | None, rebuild: bool) -> Plan:
    """What to read and what to take out. Raises BadInput when a folder seems emptied by mistake."""
    found = {item.path: item for item in listing.found}
    known_below = {path for path in held.files if files.under(path, listing.roots)}
    if listing.empty and prune is None:
        lost = [root for root in listing.empty if any(files.under(path, [root]) for path in known_below)]
        if lost or not (found or held.generation):
            raise BadInput(
                "no text in this folder",
                where=(lost or list(listing.empty))[0],
                do="Check the folder" + (", or give --prune to remove its documents" if lost else ""),
            )
    kept = {path for path in known_below if prune is False or files.under(path, listing.closed)}
    gone = tuple(sorted(known_below - kept - set(found)))
    program = files.program(ROOT)
    fresh = rebuild or held.program != program
    if fresh:
        elsewhere = [
            as_found(record)
            for path, record in held.files.items()
            if path not in found and path not in gone and Path(path).is_file()
        ]
        read = [*found.values(), *elsewhere]
    else:
        read = [item for item in found.values() if files.changed(item, held.files.get(item.path))]
        read += _runners_up(held, {item.path for item in read} | set(gone))
    return Plan(tuple(sorted(read, key=rank)), gone, fresh, program)


def _runners_up(held: Held, leaving: set[str]) -> list[Found]:
    """Unchanged files with the text of a document whose own file changes or goes, or with another text that
    goes by its id: they may take its place."""
    open_ids = {plain(document_id) for document_id, path in held.owners.items() if path in leaving}
    return [
        as_found(record)
        for path, record in sorted(held.files.items())
        if path not in leaving
        and Path(path).is_file()
        and any(plain(i) in open_ids and (i != plain(i) or held.owners.get(i) != path) for i in record.documents)
    ]


def rank(item: Found) -> tuple:
    """Which of two files with the same document is kept, the lower: it is there, its format loses little,
    it is large."""
    suffixes = list(SUFFIXES)
    suffix = Path(item.path).suffix.lower()
    loss = suffixes.index(suffix) if suffix in suffixes else len(suffixes)  # an unknown kind is refused when read
    return not Path(item.path).is_file(), loss, -item.size, item.file, item.path


def as_found(record: FileRecord) -> Found:
    """A file as the index remembers it."""
    return Found(record.path, record.file, record.size, record.mtime_ns)
