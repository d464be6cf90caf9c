"""Word documents, with lxml: the body in document order, as Word prints it."""

from __future__ import annotations

from lxml import etree

from errors import BadFile
from ingest.readers.notes import Notes
from ingest.readers.numbering import Numbering, W, child, switched_on
from ingest.readers.package import Package, main_part
from ingest.readers.symbols import readable
from ingest.source import SourceText

_DELETED = {"del", "moveFrom"}
_INSERTED = {"ins", "moveTo"}
_CHARACTERS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011", "softHyphen": "\u00ad"}
_SILENT = {"pPr", "rPr", "sdtPr", "sdtEndPr", "instrText", "delText", "delInstrText", "rt", "rubyPr", "tblPr", "trPr",
           "tcPr", "sectPr"}  # fmt: skip


def read(data: bytes, where: str) -> SourceText:
    """Read the body of a Word document, with its notes, tables and text boxes.

    Left out: headers and footers, comments, hidden text, and what tracked changes delete.
    Raises BadFile when a part of the package cannot be read.
    """
    package = Package(data, where)
    main = main_part(package)

    def part(kind: str):
        return package.part(package.related(main, kind))

    body = _Body(Numbering(part("numbering"), part("styles")), Notes(part("footnotes"), part("endnotes"), part("settings")))
    try:
        root = package.part(main)
        lines = body.blocks(root.find(W + "body")) if root is not None else []
    except RecursionError:
        raise BadFile("its tables or text boxes are nested too deep", where=where, do="Save it as PDF and ingest that") from None
    return SourceText(
        text="\n".join(lines), pages=(), page_labels=(), format="docx", reader="lxml", warnings=tuple(body.warnings)
    )


class _Body:
    """Walks the body once: numbers and notes are counted on the way."""

    def __init__(self, numbering: Numbering, notes: Notes):
        self._numbering, self._notes = numbering, notes
        self._carried = ""  # text of paragraphs whose mark a tracked change deletes: they join the next
        self._boxes: list[str] = []  # lines of the text boxes in the paragraph
        self.warnings: dict[str, None] = {}

    def blocks(self, parent) -> list[str]:
        """The lines of all paragraphs and tables under ``parent``."""
        lines: list[str] = []
        for element in parent if parent is not None else ():
            match _name(element):
                case "p":
                    lines += self._paragraph(element)
                case "tbl":
                    lines += self._table(element)
                case "altChunk":
                    self.warnings["a part taken in from another file (altChunk) is not read"] = None
                case "AlternateContent":
                    lines += self.blocks(_alternative(element))
                case "sdt" | "sdtContent" | "customXml" | "smartTag":
                    lines += self.blocks(element)
                case name if name in _DELETED or name in _INSERTED:
                    self._tracked()
                    lines += self.blocks(element) if name in _INSERTED else []
        return lines

    def _paragraph(self, p) -> list[str]:
        properties = child(p, "pPr")
        text = self._carried + self._inline(p)
        self._carried = ""
        mark = child(properties, "rPr")
        if child(mark, "del") is not None or child(mark, "moveFrom") is not None:
            self._tracked()
            self._carried = text
            return []
        label = self._numbering.label(properties)
        text = text.strip("\n")
        line = label + text if text.strip() else ""
        boxes, self._boxes = self._boxes, []
        return [line + self._notes_after(), *boxes]

    def _notes_after(self) -> str:
        """The bodies of the notes called since the last time, to stand at the line's end."""
        called = self._notes.take()
        bodies = []
        for note in called:
            text = " ".join(" ".join(self.blocks(note.element)).split("\n"))
            bodies.append(f" [{note.number}: {note.written(text)}]")
        return "".join(bodies)

    def _table(self, table) -> list[str]:
        lines: list[str] = []
        for row in _through(table, "tr"):
            changed = child(row, "trPr")
            if child(changed, "del") is not None:
                self._tracked()
                continue
            with self._notes.held():
                cells = [self.blocks(cell) for cell in _through(row, "tc")]
            lines += _row(cells, layout=any(True for _ in row.iter(W + "tbl")))
            lines[-1:] = [line + self._notes_after() for line in lines[-1:]]
        return lines

    def _inline(self, parent) -> str:
        return "".join(self._piece(element) for element in parent)

    def _piece(self, element) -> str:
        name = _name(element)
        if name in _CHARACTERS:
            return _CHARACTERS[name]
        if name in _DELETED or name in _INSERTED:
            self._tracked()
            return self._inline(element) if name in _INSERTED else ""
        match name:
            case "t":
                return readable(element.text or "")
            case "r":
                return "" if switched_on(child(child(element, "rPr"), "vanish")) else self._inline(element)
            case "sym":
                return _symbol(element)
            case "footnoteReference" | "endnoteReference":
                return self._notes.call(element, self._inline_after(element))
            case "txbxContent":
                self._boxes += self._box(element)
                return ""
            case "AlternateContent":
                return self._inline(_alternative(element))
        return "" if name in _SILENT else self._inline(element)

    def _inline_after(self, reference) -> str:
        """What follows a note reference in its run: the printed mark, where the author chose it."""
        return "".join((e.text or "") if _name(e) == "t" else _symbol(e) for e in reference.itersiblings() if _name(e) in ("t", "sym"))

    def _box(self, content) -> list[str]:
        carried, boxes, self._carried, self._boxes = self._carried, self._boxes, "", []
        lines = [line for line in self.blocks(content) if line.strip()]
        self._carried, self._boxes = carried, boxes
        return lines

    def _tracked(self) -> None:
        self.warnings["it has tracked changes: read as if all were accepted"] = None


def _row(cells: list[list[str]], layout: bool) -> list[str]:
    """A row as one line; one cell in use, or a table in a cell, is layout and keeps its paragraphs."""
    texts = [" ".join(" ".join(lines).split("\n")).strip() for lines in cells]
    if layout or sum(bool(t) for t in texts) <= 1:
        return [line for lines in cells for line in lines if line.strip()]
    return [" | ".join(texts)]


def _name(element) -> str:
    """The element's local name, "" for a comment or processing instruction."""
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def _through(parent, name: str):
    """The rows or cells under ``parent``, seen through content controls and custom XML."""
    for element in parent:
        found = _name(element)
        if found == name:
            yield element
        elif found in ("sdt", "sdtContent", "customXml", "ins", "moveTo"):
            yield from _through(element, name)


def _alternative(element):
    """The first form that a program of today reads, else the one for older programs."""
    options = [e for e in element if _name(e) in ("Choice", "Fallback")]
    return options[0] if options else ()


def _symbol(element) -> str:
    code = element.get(W + "char", "")
    try:
        character = chr(int(code, 16))
    except (ValueError, OverflowError):
        return ""
    if element.get(W + "font", "") == "Symbol" and len(character) and ord(character) < 0x100:
        character = chr(0xF000 + ord(character))
    character = readable(character)
    return "•" if "\ue000" <= character <= "\uf8ff" else character
