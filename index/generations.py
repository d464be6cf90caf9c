"""Generations: an index is built whole beside the current one, then a pointer is swapped.

Under the data folder stand ``generations/<name>/`` (an index each), ``CURRENT`` (the name of the one
to read), ``ingest.lock`` (held by a running ingest) and ``leases/`` (a locked file per open reader).
A generation never changes once ``CURRENT`` has named it, so a reader sees all of an ingest or none.
"""

from __future__ import annotations

import errno
import json
import os
import re
import secrets
import shutil
import weakref
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import IO
from zlib import crc32

import portalocker

from errors import BadSetting, IndexMismatch, IngestRunning, NoIndex
from index.catalogue import TABLES
from settings import command

# The form of an index's files. The number is raised when others than the catalogue change theirs.
FORM = f"6-{crc32(TABLES.encode()):08x}"
REBUILD = f"Run: {command('ingest', '--rebuild')}"
ROOM = 2**20  # bytes; with fewer the disk counts as full
UNWRITABLE = (errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOSPC, errno.EDQUOT)
EXCLUSIVE = portalocker.LOCK_EX | portalocker.LOCK_NB


@dataclass(frozen=True)
class Manifest:
    """What a generation was built with, and how much it holds."""

    form: str  # FORM of the version that wrote it
    embedding: str  # Embedding.id
    dimensions: int
    program: str  # fingerprint of the code that read and indexed the texts
    documents: int
    clauses: dict[str, int]  # language -> number of clauses
    files: dict[str, int] = field(default_factory=dict)  # path in the generation -> bytes; filled by publish()


def current(data: Path) -> Path | None:
    """The folder of the generation to read, None when nothing has been ingested.

    Raises IndexMismatch when the pointer is damaged: an ingest then recovers what it should have named.
    """
    try:
        name = (data / "CURRENT").read_text(encoding="ascii").strip()
    except FileNotFoundError:
        if not any((data / "generations").glob("*/manifest.json")):
            return None
        name = ""
    except NotADirectoryError:
        return None
    except (OSError, ValueError):
        name = ""
    generation = data / "generations" / name
    if not re.fullmatch(r"\d{6,}-[0-9a-f]{6}", name) or not generation.is_dir():
        raise IndexMismatch(
            "the pointer to the index is damaged", where=str(data / "CURRENT"), do=f"Run: {command('ingest')}"
        )
    return generation


def has_room(folder: Path) -> bool:
    """Whether the disk that a folder stands on takes anything more."""
    return shutil.disk_usage(folder).free > ROOM


def read_manifest(generation: Path) -> Manifest:
    """Raises IndexMismatch when the manifest or a file that it lists is missing or damaged, or the index has
    another form."""
    try:
        values = json.loads((generation / "manifest.json").read_text(encoding="utf-8"))
        if not isinstance(values, dict):
            raise ValueError("not an object")
    except (OSError, ValueError) as error:
        raise IndexMismatch(
            "the index cannot be read: its manifest is missing or damaged", where=str(generation), do=REBUILD
        ) from error
    if values.get("form") != FORM:
        raise IndexMismatch(
            f"the index has the form {values.get('form')}, this version reads {FORM}",
            where=str(generation),
            do=REBUILD,
        )
    manifest = Manifest(**values)
    for name, size in manifest.files.items():
        if not _as_written(generation / name, size, grows=name.startswith("chroma/")):
            raise IndexMismatch(
                f"the index is damaged: its file {name} is missing or not as it was written",
                where=str(generation),
                do=REBUILD,
            )
    return manifest


def check_embedding(manifest: Manifest, embedding_id: str, data: Path) -> None:
    """Raises IndexMismatch when the index was built with another embedding."""
    if manifest.embedding != embedding_id:
        raise IndexMismatch(
            f"the index was built with the embedding {manifest.embedding}, not {embedding_id}",
            where=str(data),
            do=REBUILD,
        )


@contextmanager
def ingest_lock(data: Path) -> Iterator[None]:
    """Hold the right to build a generation. Raises IngestRunning when another process has it."""
    try:
        data.mkdir(parents=True, exist_ok=True)
        lock = open(data / "ingest.lock", "a")  # noqa: SIM115 - held until the end
    except OSError as error:
        raise BadSetting(
            f"the folder of the index cannot be written to ({error.strerror})",
            where=str(data),
            do="Check its permissions and the disk, or set ITU_DATA to another",
        ) from error
    with lock as file:
        try:
            portalocker.lock(file, EXCLUSIVE)
        except portalocker.AlreadyLocked:
            raise IngestRunning(
                "another ingest is running",
                where=str(data),
                do="Wait until it has ended, then run this one again",
            ) from None
        yield


def begin(data: Path) -> Path:
    """Make the folder of the next generation. Chroma keeps clients by path, so no name is used twice."""
    folder = data / "generations"
    folder.mkdir(parents=True, exist_ok=True)
    held = [int(path.name[:6]) for path in folder.iterdir() if path.name[:6].isdigit()]
    generation = folder / f"{max(held, default=0) + 1:06d}-{secrets.token_hex(3)}"
    generation.mkdir()
    return generation


def publish(data: Path, generation: Path, manifest: Manifest) -> None:
    """Make a finished generation the current one: everything on disk first, then the pointer at once."""
    manifest = replace(manifest, files=_sizes(generation))
    (generation / "manifest.json").write_text(json.dumps(asdict(manifest), indent=2) + "\n", encoding="utf-8")
    settle(data, generation)


def settle(data: Path, generation: Path) -> None:
    """Make a generation that has its manifest the current one: all of it on disk, then the pointer."""
    for folder, _, files in os.walk(generation):
        for name in files:
            _to_disk(Path(folder, name))
        _to_disk(Path(folder))
    point(data, generation)


def point(data: Path, generation: Path) -> None:
    """Make a generation the current one at once."""
    pointer = data / "CURRENT.new"
    pointer.write_text(generation.name + "\n", encoding="ascii")
    _to_disk(pointer)
    if (data / "CURRENT").is_dir():  # nothing of ours; a file cannot take its place
        os.rename(data / "CURRENT", data / f"CURRENT.{secrets.token_hex(3)}")
    os.replace(pointer, data / "CURRENT")
    _to_disk(data)


def sweep(data: Path) -> None:
    """Remove what no one needs: generations neither current nor leased. Call it under the ingest lock."""
    keep = current(data)
    leased = _leased(data)
    for generation in (data / "generations").glob("*"):
        if generation != keep and generation.name not in leased:
            shutil.rmtree(generation, ignore_errors=True)  # what is still open on Windows goes next time


class Lease:
    """Keeps one generation from being removed while it is read. Released by the system if we die.

    Each reader locks a file of its own: exclusive locks work alike on Linux, macOS and Windows, where
    shared ones need another package.
    """

    def __init__(self, data: Path, generation: str):
        folder = data / "leases"
        folder.mkdir(parents=True, exist_ok=True)
        self.path = folder / f"{generation}.{os.getpid()}.{secrets.token_hex(4)}"
        file = open(self.path, "w")  # noqa: SIM115 - held until it is released
        portalocker.lock(file, EXCLUSIVE)
        # Let go by release(), or with the last who holds this object. Calling it again does nothing.
        self.release = weakref.finalize(self, _release, file, self.path)


class Unleased(Lease):
    """In place of a lease where none can be written (a folder closed to writing, a full disk): an ingest that
    runs meanwhile may take the generation away, and the next question then opens the next one."""

    def __init__(self):
        self.release = weakref.finalize(self, lambda: None)


def lease_current(data: Path) -> tuple[Path, Lease]:
    """The current generation and a lease on it. Raises NoIndex when there is none
    or no lease can be taken.

    A swap may come between reading the pointer and taking the lease; the pointer is read again after
    it, and if it has not moved then whoever moves it next will see the lease.
    """
    while True:
        generation = current(data)
        if generation is None:
            raise NoIndex("nothing has been ingested yet", where=str(data), do=f"Run: {command('ingest')}")
        try:
            lease = Lease(data, generation.name)
        except OSError as error:
            if error.errno in UNWRITABLE:
                return generation, Unleased()
            raise NoIndex(
                f"the index cannot be opened ({error})",
                where=str(data),
                do="Check that this folder can be written to",
            ) from error
        if current(data) == generation:
            return generation, lease
        lease.release()


def _release(file: IO, path: Path) -> None:
    file.close()
    with suppress(OSError):
        path.unlink(missing_ok=True)


def _leased(data: Path) -> set[str]:
    """Names of the generations that a live reader holds; files left by dead readers are removed."""
    held = set()
    for path in (data / "leases").glob("*"):
        try:
            with open(path, "a") as file:
                portalocker.lock(file, EXCLUSIVE)
        except (portalocker.AlreadyLocked, OSError):
            held.add(path.name.split(".")[0])
        else:
            path.unlink(missing_ok=True)
    return held


def _sizes(generation: Path) -> dict[str, int]:
    paths = sorted(path for path in generation.rglob("*") if path.is_file() and path.name != "manifest.json")
    return {path.relative_to(generation).as_posix(): path.stat().st_size for path in paths}


def _as_written(path: Path, size: int, grows: bool) -> bool:
    """Whether a file has the size it had. ``grows``: opening Chroma's files may add to them."""
    try:
        found = path.stat().st_size
    except OSError:
        return False
    return found >= size if grows else found == size


def _to_disk(path: Path) -> None:
    if os.name == "nt" and path.is_dir():
        return  # Windows opens no folders
    handle = os.open(path, os.O_RDWR if os.name == "nt" else os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
