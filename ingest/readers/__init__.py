"""Files to characters: one reader per format, chosen by what the file is."""

from __future__ import annotations

import re
from dataclasses import replace
from importlib import import_module
from pathlib import Path

from errors import BadFile
from ingest.formats import SUFFIXES
from ingest.readers import package, sniff
from ingest.source import SourceText
from settings import Settings

_FETCH_AGAIN = "Get the text again from where it is published"
_LONGEST = re.compile(r"\b\w{10000}")  # no language has such a word: packed or made-up data
_UNSOUND = re.compile("[\x00\ud800-\udfff]")

_NAMES = {
    "txt": "plain text", "pdf": "a PDF", "docx": "a Word document", "html": "a web page",
    "doc": "a Word document of the old .doc kind",
}  # fmt: skip

# What is no text for us, and what to do about it.
_REFUSED = {
    "rtf": ("it is rich text (RTF)", "Open it in Word or LibreOffice and save it as .docx"),
    "image": ("it is an image", "Make it a PDF with text (ocrmypdf) and ingest that"),
    "archive": ("it is a packed archive", "Unpack it and ingest the texts in it"),
    "postscript": ("it is PostScript", "Convert it to PDF (ps2pdf) and ingest that"),
    "binary": ("it is neither text nor a PDF, Word or HTML file", _FETCH_AGAIN),
    "encrypted": ("it is encrypted with a password", "Save a copy without a password and ingest that"),
    "ole": ("it is an old Office file, not a text", "Save it as .docx or PDF and ingest that"),
}


def read(path: Path, settings: Settings) -> SourceText:
    """Read the file at ``path`` with the reader for what it is.

    Raises BadFile when it cannot be read: missing, empty, too large, truncated, encrypted,
    of no known type, or not what its name says.
    """
    where = str(path)
    data = _load(path, where, settings.max_file_bytes)
    found = _agreed(path, _format(data, where), where)
    source = _reader(found)(data, where)
    if not source.text.strip():
        raise BadFile("there is no text in it", where=where, do=_FETCH_AGAIN)
    if _LONGEST.search(source.text):
        raise BadFile("it is no text: it has a word of over 10,000 letters", where=where, do=_FETCH_AGAIN)
    return replace(source, text=_sound(source.text))


def too_large(where: str, size: int, limit: int) -> BadFile:
    """The error for a file of more bytes than are read."""
    what = f"it has {size / 2**20:.0f} MB and the limit is {limit / 2**20:.0f} MB"
    return BadFile(what, where=where, do="Split it, or raise ITU_MAX_FILE_MB")


def _load(path: Path, where: str, limit: int) -> bytes:
    try:
        if not path.exists():
            raise BadFile("there is no such file", where=where, do="Check the path")
        if not path.is_file():  # a pipe or device could block for ever
            raise BadFile("it is not a file", where=where, do="Give a file, or a folder to ingest whole")
        if (size := path.stat().st_size) > limit:
            raise too_large(where, size, limit)
        data = path.read_bytes()
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise BadFile(f"it cannot be opened ({reason})", where=where, do="Check its permissions") from None
    if not data:
        raise BadFile("it is empty", where=where, do=_FETCH_AGAIN)
    return data


def _format(data: bytes, where: str) -> str:
    kind = sniff.kind(data)
    if kind == "zip":
        package.check(data, where)
        return "docx"
    if kind == "ole":
        kind = package.ole_kind(data)
    if kind in _REFUSED:
        what, do = _REFUSED[kind]
        raise BadFile(what, where=where, do=do)
    return "txt" if kind == "text" else kind


def _agreed(path: Path, found: str, where: str) -> str:
    """The format that both the bytes and the name say.

    A fragment of HTML is plain text by its bytes, so there the name decides.
    """
    promised = SUFFIXES.get(path.suffix.lower())
    if promised == found or (promised == "html" and found == "txt"):
        return promised
    do = f"Get the right file, or rename it to {path.with_suffix('.' + found).name}"
    held = _NAMES[found]
    if promised is None:
        ending = f"the ending {path.suffix}" if path.suffix else "a name without an ending"
        raise BadFile(f"{ending} is of no type that is read, and it holds {held}", where=where, do=do)
    raise BadFile(f"its name says {_NAMES[promised]}, but it holds {held}", where=where, do=do)


def _reader(found: str):
    """The reader's ``read(data, where)``, imported only when a file needs it."""
    return import_module(f"ingest.readers.{found}").read


def _sound(text: str) -> str:
    """One character for one: what no file of ours can hold (NUL, lone surrogates) becomes U+FFFD."""
    return _UNSOUND.sub("\ufffd", text)
