"""Small files made for the tests, each with only what the case needs."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from ingest.readers import read
from ingest.source import SourceText
from settings import Settings

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def read_bytes(folder: Path, name: str, data: bytes, **settings) -> SourceText:
    """Write ``data`` as ``name`` under ``folder`` and read it back with the reader for it."""
    path = folder / name
    path.write_bytes(data)
    return read(path, Settings(**settings))


def docx(body: str, **parts: str) -> bytes:
    """A Word package with this ``w:body`` and, by name, other parts (numbering, styles, footnotes, …)."""
    files = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "_rels/.rels": _rels({"officeDocument": "word/document.xml"}),
        "word/document.xml": f"<w:document {W}><w:body>{body}</w:body></w:document>",
        "word/_rels/document.xml.rels": _rels({kind: f"{kind}.xml" for kind in parts}),
    }
    files |= {f"word/{kind}.xml": f"<w:{kind} {W}>{xml}</w:{kind}>" for kind, xml in parts.items()}
    return package(files)


def package(files: dict[str, str | bytes]) -> bytes:
    """A ZIP file."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def p(text: str = "", properties: str = "") -> str:
    """A Word paragraph with one run."""
    return f"<w:p><w:pPr>{properties}</w:pPr>{r(text)}</w:p>"


def r(text: str) -> str:
    """A Word run."""
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def in_list(num: int, level: int = 0) -> str:
    """The properties of a paragraph in a list."""
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{num}"/></w:numPr>'


def level(place: int, form: str, text: str, more: str = "", start: int = 1) -> str:
    """A level of a list."""
    return f'<w:lvl w:ilvl="{place}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>{more}<w:lvlText w:val="{text}"/></w:lvl>'


def lists(*abstracts: str, nums: str = "") -> str:
    """A numbering part: list n has the levels of ``abstracts[n - 1]``; ``nums`` adds further ones."""
    kinds = "".join(
        f'<w:abstractNum w:abstractNumId="{i}">{a}</w:abstractNum>' for i, a in enumerate(abstracts, 1)
    )
    own = "".join(
        f'<w:num w:numId="{i}"><w:abstractNumId w:val="{i}"/></w:num>' for i in range(1, len(abstracts) + 1)
    )
    return kinds + own + nums


def pdf(*pages: str, **options) -> bytes:
    """A PDF with a line of text on each page; an empty string is a page without text."""
    from fpdf import FPDF

    document = FPDF(**options)
    document.set_font("helvetica", size=12)
    for text in pages:
        document.add_page()
        if text:
            document.multi_cell(0, 8, text)
    return bytes(document.output())


def _rels(targets: dict[str, str]) -> str:
    rows = "".join(
        f'<Relationship Id="r{i}" Type="{_RELATIONSHIPS}/{kind}" Target="{target}"/>'
        for i, (kind, target) in enumerate(targets.items())
    )
    return f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{rows}</Relationships>'
