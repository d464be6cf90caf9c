"""PDF, with pypdf: the text of each page in reading order."""

from __future__ import annotations

import io
import logging
import re
import time
import warnings as python_warnings
from contextlib import contextmanager
from itertools import accumulate

from errors import BadFile
from ingest.readers.symbols import readable
from ingest.source import SourceText

_AGAIN = "Get the file again from where it is published"
_OCR = "run ocrmypdf in.pdf out.pdf and ingest out.pdf"
_TOLD = 3  # of the library's own remarks, how many go into the report
_UNNAMED = re.compile(r"/[A-Za-z]{1,3}\d{1,5}(?=/|\W)|\(cid:\d+\)|[\ufffd\x01-\x08\x0e-\x1f]")
_MAX_UNNAMED = 10  # on a page; formulas alone have a few
SECONDS, SECONDS_PER_MB = 30, 60  # for a whole file; dense text takes 25 s per MB of file


class _TooSlow(Exception):
    """Raised from inside pypdf, which calls back before each operator of a page."""


def read(data: bytes, where: str) -> SourceText:
    """Read a PDF page by page.

    Raises BadFile when it is truncated, encrypted, broken, or has no text on any page.
    """
    _check_whole(data, where)
    with _remarks() as remarks:
        reader = _open(data, where)
        texts, unread = _pages(reader, time.monotonic() + SECONDS + SECONDS_PER_MB * len(data) / 2**20, where)
        labels = _labels(reader, len(texts))
    _check_text(texts, unread, where)
    return SourceText(
        text="\f".join(texts),
        pages=tuple(accumulate((len(t) + 1 for t in texts[:-1]), initial=0)),
        page_labels=labels,
        format="pdf",
        reader="pypdf",
        warnings=_page_warnings(texts, unread) + _summary(remarks),
    )


def _check_whole(data: bytes, where: str) -> None:
    """Raise BadFile when the file ends before its end.

    A PDF ends with %%EOF. An object after the last one is an update that was cut off; a linearized
    file (ISO 32000-1, annex F) has an early %%EOF, but says its own length.
    """
    end = data.rfind(b"%%EOF")
    linearized = re.search(rb"/Linearized\b[^>]{0,200}?/L\s+(\d{1,12})", data[:2048])
    if end < 0 or b"endobj" in data[end:] or (linearized and int(linearized[1]) > len(data)):
        raise BadFile("it is cut off (the end of the PDF is missing)", where=where, do=_AGAIN)


def _open(data: bytes, where: str):
    from pypdf import PdfReader

    try:
        reader = PdfReader(io.BytesIO(data))
        locked = reader.is_encrypted and not reader.decrypt("")  # an empty password only restricts printing
        count = 0 if locked else len(reader.pages)
    except Exception as error:  # pypdf: "broken PDF files might cause other Exceptions"
        raise BadFile(f"it is broken ({_reason(error)})", where=where, do=_AGAIN) from None
    if locked:
        raise BadFile("it is encrypted with a password", where=where, do="Save a copy without a password")
    if not count:
        raise BadFile("it has no pages", where=where, do=_AGAIN)
    return reader


def _pages(reader, deadline: float, where: str) -> tuple[list[str], dict[int, str]]:
    """The text of each page, and why a page could not be read, by page number from 1."""

    def in_time(*_) -> None:
        if time.monotonic() > deadline:
            raise _TooSlow

    texts, unread = [], {}
    for number, page in enumerate(reader.pages, 1):
        try:
            text = page.extract_text(visitor_operand_before=in_time)
        except _TooSlow:
            what, do = f"page {number} takes too long to read", "Print it to a new PDF and ingest that"
            raise BadFile(what, where=where, do=do) from None
        except Exception as error:  # as in _open
            text, unread[number] = "", _reason(error)
        texts.append(readable(text).replace("\f", "\n"))
    return texts, unread


def _labels(reader, count: int) -> tuple[str, ...]:
    """The page numbers that the PDF itself names; "" for each page when it names none."""
    try:
        if "/PageLabels" in reader.root_object:
            labels = tuple(reader.page_labels)
            return labels if len(labels) == count else ("",) * count
    except Exception:  # as in _open; a text without page labels is still whole
        pass
    return ("",) * count


def _check_text(texts: list[str], unread: dict[int, str], where: str) -> None:
    if any(t.strip() for t in texts):
        return
    if unread:
        raise BadFile(f"no page of it can be read ({next(iter(unread.values()))})", where=where, do=_AGAIN)
    raise BadFile("no page of it has text, it is probably a scan", where=where, do=_OCR[0].upper() + _OCR[1:])


def _page_warnings(texts: list[str], unread: dict[int, str]) -> tuple[str, ...]:
    broken = tuple(f"page {n} could not be read ({why})" for n, why in unread.items())
    empty = [n for n, t in enumerate(texts, 1) if not t.strip() and n not in unread]
    scans = (f"no text on {_numbers(empty)}: if scanned, {_OCR}",) if empty else ()
    return broken + scans + _garbled(texts) + _script_warning("".join(texts))


def _garbled(texts: list[str]) -> tuple[str, ...]:
    """Name the pages whose fonts do not say which characters their glyphs are."""
    pages = [n for n, t in enumerate(texts, 1) if len(_UNNAMED.findall(t)) > _MAX_UNNAMED]
    if not pages:
        return ()
    return (
        f"garbled characters on {_numbers(pages)}: a font there does not name them; prefer the Word file",
    )


def _script_warning(text: str) -> tuple[str, ...]:
    """Arabic comes out of a PDF in the order and forms it was drawn."""
    letters = sum(map(str.isalpha, text))
    arabic = len(re.findall("[\u0600-\u06ff\ufb50-\ufdff\ufe70-\ufeff]", text))
    return ("Arabic in a PDF may be garbled: prefer the Word file",) if arabic * 5 > letters else ()


def _numbers(pages: list[int]) -> str:
    return ("page " if len(pages) == 1 else "pages ") + ", ".join(map(str, pages))


@contextmanager
def _remarks():
    """Collect what pypdf would print, in order, without repetition."""
    found: dict[str, None] = {}

    class Collect(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            found.setdefault(record.getMessage())

    logger, handler = logging.getLogger("pypdf"), Collect()
    propagate, logger.propagate = logger.propagate, False
    logger.addHandler(handler)
    try:
        with python_warnings.catch_warnings():
            python_warnings.simplefilter("ignore")
            yield found
    finally:
        logger.removeHandler(handler)
        logger.propagate = propagate


def _summary(remarks: dict[str, None]) -> tuple[str, ...]:
    told = tuple(f"pypdf: {_short(m)}" for m in list(remarks)[:_TOLD])
    rest = len(remarks) - len(told)
    return told + ((f"pypdf: {rest} more remarks",) if rest else ())


def _reason(error: Exception) -> str:
    return _short(str(error)) or type(error).__name__


def _short(text: str) -> str:
    """One line of at most 120 characters, without its full stop."""
    return " ".join(text.split())[:120].rstrip(".")
