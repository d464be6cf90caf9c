"""Bytes of text to characters: UTF-8 first, by byte order mark where there is one, else Windows-1252."""

from __future__ import annotations

from errors import BadFile
from ingest.readers.sniff import bom

_SAVE = "Save it as UTF-8 text"


def decode(data: bytes, where: str) -> tuple[str, tuple[str, ...]]:
    """Return the characters of ``data`` with "\\n" line ends, and warnings.

    Raises BadFile when the bytes are text in no encoding known here.
    """
    if encoding := bom(data):
        text, warnings = _by_mark(data, encoding, where)
    else:
        text, warnings = _utf8_or_western(data, where)
    if lost := text.count("\ufffd"):
        warnings += (f"{lost} characters were lost before the file came here (they stand as \ufffd)",)
    return text.replace("\r\n", "\n").replace("\r", "\n"), warnings


def _by_mark(data: bytes, encoding: str, where: str) -> tuple[str, tuple[str, ...]]:
    try:
        return data.decode(encoding).removeprefix("\ufeff"), ()
    except UnicodeDecodeError as error:
        if encoding == "utf-8-sig":
            return _utf8_or_western(data[3:], where)
        name = encoding.upper()
        raise BadFile(
            f"its byte order mark says {name}, but byte {error.start} is none", where=where, do=_SAVE
        ) from None


def _utf8_or_western(data: bytes, where: str) -> tuple[str, tuple[str, ...]]:
    """UTF-8 where it is valid; single bytes that are not become Windows-1252.

    A file in which fewer characters are valid UTF-8 than not is Windows-1252 as a whole:
    there, a pair such as "É»" only looks like UTF-8.
    """
    text = data.decode("utf-8", "surrogateescape")
    stray = [i for i, c in enumerate(text) if "\udc80" <= c <= "\udcff"] if not _is_utf8(data) else []
    if not stray:
        return text, ()
    valid = sum(1 for c in text if c > "\x7f") - len(stray)
    if valid > len(stray):
        line = text.count("\n", 0, stray[0]) + 1
        repaired = "".join(_western(c) if "\udc80" <= c <= "\udcff" else c for c in text)
        return repaired, (
            f"{len(stray)} bytes are not UTF-8 and were read as Windows-1252, first in line {line}",
        )
    return _all_western(data, where), ("it is not UTF-8 and was read as Windows-1252",)


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _western(escaped: str) -> str:
    """One byte, as surrogateescape holds it, in Windows-1252."""
    return bytes((ord(escaped) - 0xDC00,)).decode("cp1252", "replace")


def _all_western(data: bytes, where: str) -> str:
    """Windows-1252, unless letters outside ASCII are so many that the text is in another script."""
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        text = ""
    letters = [c for c in text if c.isalpha()]
    if not text or sum(c > "\x7f" for c in letters) > 0.35 * len(letters):
        raise BadFile("its characters are neither UTF-8, UTF-16 nor Windows-1252", where=where, do=_SAVE)
    return text
