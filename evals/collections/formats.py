"""Texts of a collection as Word and PDF files, the same bytes from the same source."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from evals.collections.layout import Paragraph, file_name, paragraphs
from evals.collections.sources import Source
from schema import LANGUAGES

_WHEN = (2026, 1, 1, 0, 0, 0)
_FONTS = Path("/usr/share/fonts/truetype")
_FONT = {"zh": "droid/DroidSansFallbackFull.ttf"}  # Debian: fonts-droid-fallback
_NOTO = "noto/NotoSerif-Regular.ttf"  # Debian: fonts-noto-core


def write(source: Source, folder: Path, common: dict) -> Iterator[str]:
    """Write the source's further formats in every language; yields a line for each file that could not be made."""
    for suffix in source.formats:
        folder.mkdir(parents=True, exist_ok=True)
        for language in LANGUAGES:
            path = folder / file_name(source, language, suffix)
            why = {"docx": word, "pdf": page}[suffix](paragraphs(source, language, common), language, path)
            if why:
                yield f"{path.name}: {why}"


def word(found: tuple[Paragraph, ...], language: str, path: Path) -> str:
    """A Word file: labels typed, headings in italics, right to left in Arabic. Footnotes are refused."""
    from docx import Document
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml import OxmlElement

    if any(p.notes for p in found):
        return "not made: a text with footnotes is given as .txt only"
    document = Document()
    for p, cells in _tables(found):
        if cells:
            table = document.add_table(rows=0, cols=len(cells[0]))
            for row in cells:
                for cell, words in zip(table.add_row().cells, row, strict=True):
                    cell.text = words
            continue
        paragraph = document.add_paragraph()
        run = paragraph.add_run(f"{p.label}\t{p.words}" if p.label else p.words)
        run.italic, run.bold = p.style == "heading", p.style in ("title", "annex", "article")
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER if p.style in ("title", "annex", "article") else None
        if language == "ar":
            paragraph._p.get_or_add_pPr().append(OxmlElement("w:bidi"))
    properties = document.core_properties
    properties.author, properties.title = "", found[2].words
    properties.created = properties.modified = datetime(*_WHEN[:3])
    document.save(path)
    _undated(path)
    return ""


def page(found: tuple[Paragraph, ...], language: str, path: Path) -> str:
    """A PDF with running headers and page numbers. Not in Arabic, whose letters must be joined first."""
    from fpdf import FPDF

    font = _FONTS / _FONT.get(language, _NOTO)
    if language == "ar":
        return "not made: Arabic letters need a text shaper that is not installed with the tests"
    for needed in (font, _FONTS / _NOTO):
        if not needed.exists():
            return f"not made: the font {needed.name} is not installed"
    if any(p.notes for p in found):
        return "not made: a text with footnotes is given as .txt only"
    pdf = FPDF(format="A4")
    pdf.header = partial(_header, pdf, found[2].words)
    pdf.set_creation_date(datetime(*_WHEN, tzinfo=UTC))
    pdf.add_font("text", fname=font)
    pdf.add_font("digits", fname=_FONTS / _NOTO)  # the Chinese font has no Latin letters and digits
    pdf.set_fallback_fonts(["digits"])
    pdf.set_margins(25, 20)
    pdf.add_page()
    for p, cells in _tables(found):
        pdf.set_x(25)
        pdf.set_font("text", size=11)
        if cells:
            with pdf.table(first_row_as_headings=False, line_height=6) as table:
                for row in cells:
                    table.row(row)
            continue
        pdf.multi_cell(0, 6, f"{p.label}   {p.words}" if p.label else p.words,
                       align="C" if p.style in ("title", "annex", "article") else "L")
        pdf.ln(2)
    pdf.output(path)
    return ""


def _header(pdf, words: str) -> None:
    """The page's number and the text's at the head of each page but the first."""
    if pdf.page_no() == 1:
        return
    pdf.set_font("text", size=8)
    pdf.cell(0, 6, f"{pdf.page_no()}   {words}", align="C", new_x="LMARGIN", new_y="NEXT")
    pdf.ln(4)


def _tables(found: tuple[Paragraph, ...]) -> Iterator[tuple[Paragraph, list[list[str]]]]:
    """Each paragraph, the rows of a table together as (its first row, cells)."""
    rows: list[Paragraph] = []
    for p in found:
        if p.style == "row":
            rows.append(p)
            continue
        if rows:
            yield rows[0], [r.words.split(" | ") for r in rows]
            rows = []
        yield p, []
    if rows:
        yield rows[0], [r.words.split(" | ") for r in rows]


def _undated(path: Path) -> None:
    """The file's members in their order with one fixed date, so that the bytes tell of the text alone."""
    with zipfile.ZipFile(path) as old:
        members = [(info.filename, old.read(info)) for info in old.infolist()]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name, content in members:
            new.writestr(zipfile.ZipInfo(name, _WHEN), content, zipfile.ZIP_DEFLATED)
