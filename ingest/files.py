"""Which files are to be read: what stands in the given paths against what the index remembers."""

from __future__ import annotations

import os
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from errors import BadInput
from index.catalogue import FileRecord

FORMATS = (".docx", ".html", ".htm", ".txt", ".pdf", ".doc")  # the same text in two: the earlier here is kept
SETTLED = 2.0  # seconds after which a file's time of change can be trusted to tell one version from the next


@dataclass(frozen=True)
class Found:
    """A file in one of the given paths."""

    path: str  # absolute
    file: str  # under the given folder, with "/"; the file's name where it was given itself
    size: int  # bytes
    mtime_ns: int


@dataclass(frozen=True)
class Listing:
    """What stands in the given paths."""

    found: tuple[Found, ...]  # by absolute path
    roots: tuple[str, ...]  # the given paths, absolute
    empty: tuple[str, ...]  # given folders without a text in them
    skipped: tuple[str, ...]  # files of other kinds, under their folder


def list_files(paths: Sequence[Path]) -> Listing:
    """Look through the given files and folders. Raises BadInput when one is not there or is no text."""
    found: dict[str, Found] = {}
    empty, skipped = [], []
    for path in paths:
        if path.is_dir():
            texts, others = _walk(path)
            skipped += others
            if not texts:
                empty.append(str(path.resolve()))
        elif path.exists():
            if path.suffix.lower() not in FORMATS:
                raise BadInput(f"not a kind of file that can be read ({', '.join(FORMATS)})", where=str(path),
                               do="Convert it to one of these, or leave it out")
            texts = [(path, path.name)]
        else:
            raise BadInput("no such file or folder", where=str(path), do="Check the path")
        for text, file in texts:
            state = text.stat()
            absolute = str(text.resolve())
            found.setdefault(absolute, Found(absolute, file, state.st_size, state.st_mtime_ns))
    roots = tuple(str(path.resolve()) for path in paths)
    return Listing(tuple(sorted(found.values(), key=lambda f: f.path)), roots, tuple(empty), tuple(skipped))


def changed(found: Found, known: FileRecord | None) -> bool:
    """Whether a file must be read: by size and time first, by its bytes when these are not the same."""
    if known is None or known.size != found.size:
        return True
    return known.mtime_ns != found.mtime_ns and known.sha256 != fingerprint(Path(found.path))


def remembered_time(found: Found) -> int:
    """The time of change to remember; 0 for a file so fresh that it may change again within the same tick."""
    return found.mtime_ns if time.time() - found.mtime_ns / 1e9 > SETTLED else 0


def fingerprint(path: Path) -> str:
    """sha256 of the file's bytes, in hexadecimal."""
    digest = sha256()
    with open(path, "rb") as file:
        while block := file.read(2**20):
            digest.update(block)
    return digest.hexdigest()


def program(root: Path, packages: Iterable[str] = ("ingest", "itu", "index")) -> str:
    """Fingerprint of the code and data that read and index texts: when it changes, all is read again."""
    digest = sha256()
    for package in packages:
        for path in sorted((root / package).rglob("*")):
            if path.suffix in (".py", ".toml") and "train" not in path.parts:
                digest.update(path.relative_to(root).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def under(path: str, roots: Iterable[str]) -> bool:
    """Whether a path is one of the roots or stands below one."""
    return any(path == root or path.startswith(root.rstrip(os.sep) + os.sep) for root in roots)


def _walk(folder: Path) -> tuple[list[tuple[Path, str]], list[str]]:
    texts, others = [], []
    for path in sorted(_files(folder)):
        file = path.relative_to(folder).as_posix()
        if path.suffix.lower() in FORMATS and path.stem.lower() != "readme":
            texts.append((path, file))
        elif path.stem.lower() != "readme":
            others.append(file)
    return texts, others


def _files(folder: Path) -> Iterator[Path]:
    """All files below a folder but hidden ones and the lock files of an open Word (~$name.docx)."""
    for parent, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in names:
            path = Path(parent, name)
            if not name.startswith((".", "~$")) and path.is_file():
                yield path
