"""An index carried whole: one generation in one file, checked by hash when it arrives.

The file is an uncompressed zip: ``parcel.json`` (form, embedding and the SHA-256 of every other member), then the
generation's files. It holds the texts, so it is as confidential as they are.
"""

from __future__ import annotations

import errno
import hashlib
import json
import os
import secrets
import shutil
import zipfile
import zlib
from contextlib import closing
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

from errors import BadInput, IndexMismatch
from index import generations, store

KIND = "itu-index-1"  # of the file's own form
HEAD = "parcel.json"
_CHUNK = 2**20  # bytes
_MOST_HEAD = 64 * 2**20  # bytes
_AGAIN = "Export the index again and carry it anew"


def write(data: Path, target: Path) -> Path:
    """Write the current generation under ``data`` to the file ``target``; gives back the generation's folder.

    ``target`` is replaced at once when all of it is on disk, so it is whole or as it was. Raises NoIndex and
    IndexMismatch as opening does, BadInput when the file cannot be written.
    """
    generation, lease = generations.lease_current(data)
    part = target.with_name(f".{target.name}.{secrets.token_hex(4)}.part")
    try:
        if target.is_dir():
            raise IsADirectoryError(errno.EISDIR, "it is a folder")
        generations.read_manifest(generation)
        with TemporaryDirectory(prefix=".itu-export-", dir=target.parent, ignore_cleanup_errors=True) as scratch:
            if (generation / "chroma").is_dir():  # where a Chroma server is set there is none
                store.copy(generation / "chroma", Path(scratch, "chroma"))  # readers may have Chroma's files open
            _pack(part, {**_files(generation, leave="chroma"), **_files(Path(scratch))})
        os.replace(part, target)
    except OSError as error:
        why = (error.strerror or str(error)).lower()
        raise BadInput(f"it cannot be written ({why})", where=str(target), do="Give a file in a folder with room") from error
    finally:
        part.unlink(missing_ok=True)
        lease.release()
    return generation


def read(source: Path, data: Path, embedding_id: str) -> Path:
    """Make the index in the file ``source`` the current one under ``data``; gives back its generation's folder.

    All of it is checked before the pointer moves: the earlier index stays when anything is wrong. Raises BadInput
    when the file is no such file, truncated or damaged, IndexMismatch when it is of another form or embedding,
    IngestRunning while texts are ingested.
    """
    try:
        with closing(zipfile.ZipFile(source)) as packed:
            head = _head(packed, source)
            _fits(head, source, embedding_id)
            with generations.ingest_lock(data):
                return _unpack(packed, head["files"], source, data)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        raise BadInput("it is no exported index, or is cut off or damaged", where=str(source), do=_AGAIN) from error
    except OSError as error:
        why = (error.strerror or str(error)).lower()
        raise BadInput(f"it cannot be taken in ({why})", where=str(source), do="Check the file and the room under ITU_DATA") from error


def _unpack(packed: zipfile.ZipFile, hashes: dict[str, str], source: Path, data: Path) -> Path:
    """The generation, whole and checked, then the pointer."""
    generation = generations.begin(data)
    try:
        for name, expected in hashes.items():
            target = generation / name
            target.parent.mkdir(parents=True, exist_ok=True)
            with packed.open(name) as member, open(target, "wb") as file:
                if _carry(member, file) != expected:
                    raise BadInput(f"its part {name} is not as it was written", where=str(source), do=_AGAIN)
        generations.read_manifest(generation)
        generations.settle(data, generation)
    except BaseException:
        shutil.rmtree(generation, ignore_errors=True)
        raise
    generations.sweep(data)
    return generation


def _head(packed: zipfile.ZipFile, source: Path) -> dict:
    """What the file says of itself. Raises BadInput when it is none of ours, or names parts outside its folder."""
    wrong = BadInput("it is no exported index, or is damaged", where=str(source), do=_AGAIN)
    try:
        if packed.getinfo(HEAD).file_size > _MOST_HEAD:
            raise wrong
        head = json.loads(packed.read(HEAD))
        names = list(head["files"].items())
    except (KeyError, ValueError, TypeError, AttributeError) as error:
        raise wrong from error
    # Nothing compressed: what is unpacked can be no larger than the file.
    stored = {info.filename for info in packed.infolist() if info.compress_type == zipfile.ZIP_STORED}
    if head.get("kind") != KIND or "manifest.json" not in head["files"]:
        raise wrong
    if not all(isinstance(h, str) and name in stored and _inside(name) for name, h in names):
        raise wrong
    return head


def _fits(head: dict, source: Path, embedding_id: str) -> None:
    if head.get("form") != generations.FORM:
        what = f"it has the form {head.get('form')}, this version reads {generations.FORM}"
        raise IndexMismatch(what, where=str(source), do="Use the version that wrote it, or ingest the texts here")
    if head.get("embedding") != embedding_id:
        what = f"it was built with the embedding {head.get('embedding')}, not {embedding_id}"
        raise IndexMismatch(what, where=str(source), do="Set ITU_EMBEDDING to that one, or ingest the texts here")


def _inside(name: str) -> bool:
    """Whether a part's name stays in the generation's folder, on every system."""
    path = PurePosixPath(name)
    return not path.is_absolute() and not set(path.parts) & {"..", ""} and not set(name) & set('\\:\0<>"|?*') and bool(path.parts)


def _pack(target: Path, files: dict[str, Path]) -> None:
    manifest = json.loads(files["manifest.json"].read_text("utf-8"))
    sizes = {name: path.stat().st_size for name, path in files.items() if name != "manifest.json"}
    manifest["files"] = sizes  # Chroma's may have grown since they were written
    text = json.dumps(manifest, indent=2) + "\n"
    hashes = {name: _digest(path) for name, path in files.items()}
    hashes["manifest.json"] = hashlib.sha256(text.encode()).hexdigest()
    head = {"kind": KIND, "form": manifest["form"], "embedding": manifest["embedding"], "files": hashes}
    with open(target, "xb") as file:
        with zipfile.ZipFile(file, "w") as packed:
            packed.writestr(HEAD, json.dumps(head, indent=1))
            packed.writestr("manifest.json", text)
            for name in sizes:
                packed.write(files[name], name)
        file.flush()
        os.fsync(file.fileno())


def _files(folder: Path, leave: str = "") -> dict[str, Path]:
    """Path in the folder, with "/" -> file; without those of the part ``leave``."""
    found = sorted(path for path in folder.rglob("*") if path.is_file())
    named = {path.relative_to(folder).as_posix(): path for path in found}
    return {name: path for name, path in named.items() if not leave or name.split("/")[0] != leave}


def _carry(member, file) -> str:
    """Copy; gives back the SHA-256 of what was copied."""
    digest = hashlib.sha256()
    while chunk := member.read(_CHUNK):
        digest.update(chunk)
        file.write(chunk)
    return digest.hexdigest()


def _digest(path: Path) -> str:
    with open(path, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
