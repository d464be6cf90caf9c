"""PDF, with pypdf: the text of each page in reading order. pypdfium2 stands in for pages that pypdf cannot read."""

from __future__ import annotations

import io
import logging
import re
import time
import warnings as python_warnings
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import accumulate

from errors import BadFile
from ingest.readers import pdf_columns, pdf_right_to_left, pdf_room, pdf_second, pdf_spacing, pdf_tables
from ingest.readers.legible import better, is_garbled, unnamed
from ingest.readers.symbols import readable
from ingest.source import SourceText

_AGAIN = "Get the file again from where it is published"
_OCR = "run ocrmypdf in.pdf out.pdf and ingest out.pdf"
_RUNS = 12  # runs of pages named in a warning
_TOLD = 3  # of the library's own remarks, how many go into the report
_OF_FONT_FILES = ("Optional font table", "Could not open font file")  # as its remarks on them begin
SECONDS, SECONDS_PER_MB = 30, 60  # for a whole file; dense text takes 25 s per MB of file


class _TooSlow(Exception):
    """Raised from inside pypdf, which calls back before each operator of a page."""


@dataclass
class _Pages:
    """What has been read. Pages by number from 1."""

    texts: list[str]
    failed: dict[int, str] = field(default_factory=dict)  # why pypdf could not read a page
    second: dict[int, str] = field(default_factory=dict)  # why a page was read with the second reader
    labels: tuple[str, ...] = ()
    spacing: list[list[str]] = field(default_factory=list)  # of each line of each page that pypdf read
    rooms: list[list[pdf_room.Room | None]] = field(default_factory=list)  # likewise
    gaps: list[list[pdf_tables.Gap]] = field(default_factory=list)  # in tables, of each page that pypdf read
    remarks: tuple[str, ...] = ()


def read(data: bytes, where: str) -> SourceText:
    """Read a PDF page by page.

    Raises BadFile when it is truncated, encrypted, broken, or has no text on any page.
    """
    _check_whole(data, where)
    with remarks() as said:
        pages = _read_first(data, where)
    pages.remarks = _summary(said)
    _read_again(pages, data)
    _check_text(pages, where)
    texts = pages.texts
    readers = (["pypdf"] if len(pages.second) < len(texts) else []) + ([pdf_second.NAME] if pages.second else [])
    return SourceText(
        text="\f".join(texts),
        pages=tuple(accumulate((len(t) + 1 for t in texts[:-1]), initial=0)),
        page_labels=pages.labels or ("",) * len(texts),
        format="pdf",
        reader=", ".join(readers),
        warnings=_warnings(pages),
        spacing=_spaced(pages),
        room=_room(pages),
        gaps=_gaps(pages),
    )


def _read_first(data: bytes, where: str) -> _Pages:
    """All pages with pypdf; all with the second reader when pypdf cannot even open the file."""
    try:
        reader = _open(data, where)
    except BadFile as error:
        found = pdf_second.read_pages(data) if error.do == _AGAIN else {}
        if not any(text.strip() for text in found.values()):
            raise
        texts = [_clean(found.get(n, "")) for n in range(1, max(found) + 1)]
        return _Pages(texts, second=dict.fromkeys(range(1, len(texts) + 1), error.what))
    texts, failed, spacing, rooms, gaps = _pages(reader, time.monotonic() + SECONDS + SECONDS_PER_MB * len(data) / 2**20)
    return _Pages(texts, failed, labels=_labels(reader, len(texts)), spacing=spacing, rooms=rooms, gaps=gaps)


def _read_again(pages: _Pages, data: bytes) -> None:
    """Put the second reader's text for pages that pypdf leaves empty, garbles or cannot read, where it is better."""
    reasons = {n: _fault(t, pages.failed.get(n)) for n, t in enumerate(pages.texts, 1) if n not in pages.second}
    asked = [n for n, reason in reasons.items() if reason]
    for number, text in (pdf_second.read_pages(data, asked) if asked else {}).items():
        text = _clean(text)
        if better(pages.texts[number - 1], text):
            pages.texts[number - 1] = text
            pages.second[number] = reasons[number]
            pages.failed.pop(number, None)


def _fault(text: str, failed: str | None) -> str:
    """Why a page should be read again, "" when it need not."""
    if failed:
        return f"pypdf cannot read it: {failed}"
    if not text.strip():
        return "pypdf finds no text there"
    return "pypdf garbles it" if is_garbled(text) else ""


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


def _pages(reader, deadline: float) -> tuple[list[str], dict[int, str], list[list[str]], list[list[pdf_room.Room | None]],
                                              list[list[pdf_tables.Gap]]]:
    """The text of each page, why a page could not be read, by page number from 1, how its lines are spaced, their room,
    the gaps of its tables."""

    def in_time(*_) -> None:
        if time.monotonic() > deadline:
            raise _TooSlow("it takes too long")

    texts, failed, visitors, gaps, widths = [], {}, [], [], _Widths()
    for number, page in enumerate(reader.pages, 1):
        visitor = pdf_spacing.Visitor()
        try:
            in_time()
            text = page.extract_text(visitor_operand_before=in_time, visitor_text=visitor)
        except Exception as error:  # as in _open
            text, failed[number] = "", _reason(error)
        known = "\f" not in text and "\n".join(line.text for line in visitor.lines) == text
        if known and (lines := pdf_columns.in_order(visitor.lines, widths.end) or pdf_right_to_left.in_order(visitor.lines, widths.end)):
            visitor.lines, text = lines, "\n".join(line.text for line in lines)
        texts.append(_clean(text))
        visitors.append(visitor if len(visitor.lines) == text.count("\n") + 1 and "\f" not in text else None)
        gaps.append(pdf_tables.gaps(visitor.lines, widths.end) if visitors[-1] else [])
    rooms = pdf_room.rooms([visitor.lines if visitor else [] for visitor in visitors], widths.end)
    return texts, failed, pdf_spacing.spacing(visitors), rooms, gaps


class _Widths:
    """How wide text is, by its font."""

    def __init__(self) -> None:
        self._known: dict[int, tuple[object, dict[str, float]]] = {}  # by the font's id; the font is held as long

    def end(self, piece: pdf_spacing.Piece) -> float:
        """Where a piece of text ends, in points from the page's left."""
        found = self._known.get(id(piece.font))
        if found is None:
            found = self._known[id(piece.font)] = piece.font, _character_widths(piece.font)
        usual = found[1].get("default") or 500
        return piece.x + sum(found[1].get(c, usual) for c in piece.text.strip()) * piece.size / 1000


def _character_widths(font) -> dict[str, float]:
    """In thousandths of the font's size; {} where the font does not say."""
    try:
        from pypdf.generic._font import Font  # what pypdf itself measures words with; no public name

        found = Font.from_font_resource(font)
        names = found.character_map if font.get("/Subtype") == "/Type0" else {}  # there widths go by the glyphs' numbers
        return {names.get(c, c): float(w) for c, w in found.character_widths.items()}
    except Exception:  # as in _open; half a height each is near enough then
        return {}


def _spaced(pages: _Pages) -> tuple[tuple[int, str], ...]:
    """(start of each line in the whole text, how it stands below the one before), lines without letters left out."""
    out, at = [], 0
    for number, text in enumerate(pages.texts, 1):
        known = pages.spacing[number - 1] if number <= len(pages.spacing) and number not in pages.second else []
        for i, line in enumerate(text.split("\n")):
            if line.strip():
                out.append((at, known[i] if i < len(known) else pdf_spacing.OPEN))
            at += len(line) + 1
    return tuple(out)


def _room(pages: _Pages) -> tuple[tuple[int, float, float, bool, bool], ...]:
    """(start of each line in the whole text, *what the page shows of it) where that is known."""
    out, at = [], 0
    for number, text in enumerate(pages.texts, 1):
        known = pages.rooms[number - 1] if number <= len(pages.rooms) and number not in pages.second else []
        rows = text.split("\n")
        for room, line in zip(known or [None] * len(rows), rows, strict=False):
            if room:
                out.append((at, *room))
            at += len(line) + 1
    return tuple(out)


def _gaps(pages: _Pages) -> tuple[pdf_tables.Gap, ...]:
    """Start and end, in the whole text, of each gap in a table's row, and what to put for it."""
    starts = accumulate((len(text) + 1 for text in pages.texts), initial=0)
    return tuple((start + a, start + b, put) for number, (start, found) in enumerate(zip(starts, pages.gaps, strict=False), 1)
                 if number not in pages.second for a, b, put in found if b > a)


def _clean(text: str) -> str:
    """A page's text without what only ends pages."""
    return readable(text).replace("\f", "\n")


def _labels(reader, count: int) -> tuple[str, ...]:
    """The page numbers that the PDF itself names; "" for each page when it names none."""
    try:
        if "/PageLabels" in reader.root_object:
            labels = tuple(reader.page_labels)
            return labels if len(labels) == count else ("",) * count
    except Exception:  # as in _open; a text without page labels is still whole
        pass
    return ("",) * count


def _check_text(pages: _Pages, where: str) -> None:
    if any(t.strip() for t in pages.texts):
        return
    if pages.failed:
        number, why = next(iter(pages.failed.items()))
        raise BadFile(f"no page of it can be read (page {number}: {why})", where=where, do=_AGAIN)
    raise BadFile("no page of it has text, it is probably a scan", where=where, do=_OCR[0].upper() + _OCR[1:])


def _warnings(pages: _Pages) -> tuple[str, ...]:
    broken = tuple(f"page {n} could not be read ({why})" for n, why in pages.failed.items())
    empty = [n for n, t in enumerate(pages.texts, 1) if not t.strip() and n not in pages.failed]
    scans = (f"no text on {_numbers(empty)}: if scanned, {_OCR}",) if empty else ()
    whole = _script_warning("".join(pages.texts))
    return broken + scans + _read_with_second(pages) + _garbled(pages.texts) + whole + pages.remarks


def _read_with_second(pages: _Pages) -> tuple[str, ...]:
    """Which pages were read with the second reader, by reason."""
    reasons = dict.fromkeys(pages.second.values())
    numbers = {reason: [n for n, r in pages.second.items() if r == reason] for reason in reasons}
    return tuple(f"{_numbers(ns)} read with {pdf_second.NAME} ({reason})" for reason, ns in numbers.items())


def _garbled(texts: list[str]) -> tuple[str, ...]:
    """Name the pages whose fonts do not say which characters their glyphs are, and those without words."""
    named = [n for n, t in enumerate(texts, 1) if unnamed(t)]
    torn = [n for n, t in enumerate(texts, 1) if is_garbled(t) and n not in named]
    fonts = f"garbled characters on {_numbers(named)}: a font there does not name them; prefer the Word file"
    words = f"words run together or torn apart on {_numbers(torn)}; prefer the Word file"
    return ((fonts,) if named else ()) + ((words,) if torn else ())


def _script_warning(text: str) -> tuple[str, ...]:
    """Arabic comes out of a PDF in the order and forms it was drawn."""
    letters = sum(map(str.isalpha, text))
    arabic = len(re.findall("[\u0600-\u06ff\ufb50-\ufdff\ufe70-\ufeff]", text))
    return ("Arabic in a PDF may be garbled: prefer the Word file",) if arabic * 5 > letters else ()


def _numbers(pages: list[int]) -> str:
    """Pages in words: runs of them as 3-7, and the first twelve runs only."""
    runs: list[list[int]] = []
    for page in pages:
        if runs and page == runs[-1][-1] + 1:
            runs[-1] = [runs[-1][0], page]
        else:
            runs.append([page])
    shown = ", ".join("-".join(map(str, run)) for run in runs[:_RUNS])
    more = f" and {len(runs) - _RUNS} more places" if len(runs) > _RUNS else ""
    return f"{'page' if len(pages) == 1 else 'pages'} {shown}{more}"


@contextmanager
def remarks():
    """Collect what pypdf would print, in order, without repetition; what it, or fontTools where that is installed, says of
    the tables in a font's file goes, since text is read without them."""
    found: dict[str, None] = {}

    class Collect(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            if record.name.startswith("pypdf") and not record.getMessage().startswith(_OF_FONT_FILES):
                found.setdefault(record.getMessage())

    loggers, handler = [logging.getLogger(name) for name in ("pypdf", "fontTools")], Collect()
    before = [logger.propagate for logger in loggers]
    for logger in loggers:
        logger.propagate = False
        logger.addHandler(handler)
    try:
        with python_warnings.catch_warnings():
            python_warnings.simplefilter("ignore")
            yield found
    finally:
        for logger, propagate in zip(loggers, before, strict=True):
            logger.removeHandler(handler)
            logger.propagate = propagate


def _summary(said: dict[str, None]) -> tuple[str, ...]:
    told = tuple(f"pypdf: {_short(m)}" for m in list(said)[:_TOLD])
    rest = len(said) - len(told)
    return told + ((f"pypdf: {rest} more remarks",) if rest else ())


def _reason(error: Exception) -> str:
    return _short(str(error)) or type(error).__name__


def _short(text: str) -> str:
    """One line of at most 120 characters, without its full stop."""
    return " ".join(text.split())[:120].rstrip(".")
