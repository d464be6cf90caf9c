"""Which files are to be read: what stands in the given paths against what the index remembers."""

from __future__ import annotations

import os
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from errors import BadFile, BadInput
from index.catalogue import FileRecord
from ingest.formats import SUFFIXES
from ingest.report import Refused

PROGRAM = (
    "ingest/**/*.py",
    "itu/*.py",
    "itu/*.toml",
    "index/contextual.py",
    "index/passage.py",
    "index/passages.py",
    "index/ragged.py",
    "index/lexicon.py",
    "index/embedding/*.tsv",
    "index/tokens.py",
    "index/stopwords.toml",
    "index/lexical.py",
    "index/catalogue.py",
    "index/catalogue_writer.py",
    "index/entry.py",
    "index/store.py",
    "index/vectors.py",
    "index/terms.py",
    "index/writer.py",
    "schema.py",
)
_ODD = "it is not a file (a pipe, a device, a link to nothing or to a folder)"
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
    refused: tuple[Refused, ...]  # what cannot even be looked at
    closed: tuple[str, ...]  # folders that cannot be listed, absolute: what is in them is unknown, not gone


def list_files(paths: Sequence[Path]) -> Listing:
    """Look through the given files and folders. Raises BadInput when one is not there."""
    found: dict[str, Found] = {}
    empty: list[str] = []
    skipped: list[str] = []
    refused: list[Refused] = []
    closed: list[str] = []
    for path in paths:
        if path.is_dir():
            texts, others, shut, odd = _walk(path)
            skipped += others
            refused += (_refused(file, _ODD, "Take it away, or put the file itself there") for file in odd)
            closed += (str(folder.resolve()) for folder in shut)
            refused += (
                _refused(folder, "this folder cannot be listed", "Check its permissions") for folder in shut
            )
            if not texts and not shut:
                empty.append(str(path.resolve()))
        elif not path.exists():
            raise BadInput("no such file or folder", where=str(path), do="Check the path")
        elif path.suffix.lower() in SUFFIXES and os.path.isfile(path):
            texts = [(path, path.name)]
        elif path.suffix.lower() in SUFFIXES:
            texts = []
            refused.append(_refused(path, _ODD, "Give a file, or a folder to ingest whole"))
        else:
            texts = []
            refused.append(
                _refused(
                    path,
                    f"not a kind of file that can be read ({' '.join(SUFFIXES)})",
                    "Convert it to one of these, or leave it out",
                )
            )
        for text, file in texts:
            if not _encodes(str(text)):
                refused.append(_refused(ascii(file), "its name is not valid text", "Rename it"))
                continue
            try:
                state, absolute = text.stat(), str(_absolute(text))
            except OSError as error:  # gone since, or closed to us
                refused.append(_refused(text, f"it cannot be looked at ({error.strerror})", "Check its permissions"))
                continue
            found.setdefault(absolute, Found(absolute, file, state.st_size, state.st_mtime_ns))
    return Listing(
        tuple(sorted(found.values(), key=lambda f: f.path)),
        tuple(str(p.resolve()) for p in paths),
        tuple(empty),
        tuple(skipped),
        tuple(refused),
        tuple(closed),
    )


def changed(found: Found, known: FileRecord | None) -> bool:
    """Whether a file must be read: by size and time first, by its bytes when these are not the same."""
    if known is None or known.size != found.size:
        return True
    try:
        return known.mtime_ns != found.mtime_ns and known.sha256 != fingerprint(Path(found.path))
    except OSError:
        return True  # reading it will say why it cannot be read


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


def program(root: Path) -> str:
    """Fingerprint of the code and data that read and index texts: when it changes, all is read again."""
    digest = sha256()
    for path in sorted(path for part in PROGRAM for path in root.glob(part)):
        digest.update(path.relative_to(root).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def under(path: str, roots: Iterable[str]) -> bool:
    """Whether a path is one of the roots or stands below one."""
    return any(path == root or path.startswith(root.rstrip(os.sep) + os.sep) for root in roots)


def _absolute(path: Path) -> Path:
    """The file that ``path`` leads to; a link itself where its target's name tells no kind of file."""
    target = path.resolve()
    return target if target.suffix.lower() in SUFFIXES else path.parent.resolve() / path.name


def _walk(folder: Path) -> tuple[list[tuple[Path, str]], list[str], list[Path], list[Path]]:
    """Texts with their names under the folder, names of other files, folders that cannot be listed, and what
    is named like a text and is none."""
    texts, others, shut, odd = [], [], [], []
    for path in sorted(_files(folder, shut)):
        file = path.relative_to(folder).as_posix()
        if path.stem.lower() == "readme":
            continue
        if path.suffix.lower() not in SUFFIXES:
            others.append(file)
        elif os.path.isfile(path):  # False for what cannot be looked at, too
            texts.append((path, file))
        else:
            odd.append(path)
    return texts, others, shut, odd


def _files(folder: Path, shut: list[Path]) -> Iterator[Path]:
    """All below a folder but hidden files and the lock files of an open Word (~$name.docx).

    Links to folders are named, not followed: they may lead round in circles.
    """
    for parent, folders, names in os.walk(folder, onerror=lambda error: shut.append(Path(error.filename))):
        links = [name for name in folders if os.path.islink(os.path.join(parent, name))]
        folders[:] = [name for name in folders if not name.startswith(".")]
        yield from (Path(parent, name) for name in names + links if not name.startswith((".", "~$")))


def _refused(where: object, what: str, do: str) -> Refused:
    return Refused(str(where), str(BadFile(what, where=str(where), do=do)))


def _encodes(text: str) -> bool:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True
