"""Word documents, with lxml: the body in document order, as Word prints it."""

from __future__ import annotations

from lxml import etree

from errors import BadFile
from ingest import articles
from ingest.readers.notes import Notes
from ingest.readers.numbering import Numbering, W, child, switched_on
from ingest.readers.package import Package, main_part
from ingest.readers.symbols import readable
from ingest.source import SourceText

_PARAGRAPH = "\x1f"  # between the paragraphs of a cell, till the whole text tells how they stand; no XML can hold it
_DELETED = {"del", "moveFrom"}
_INSERTED = {"ins", "moveTo"}
_CHARACTERS = {
    "tab": "\t",
    "ptab": "\t",
    "br": "\n",
    "cr": "\n",
    "noBreakHyphen": "\u2011",
    "softHyphen": "\u00ad",
}
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

    notes = Notes(part("footnotes"), part("endnotes"), part("settings"))
    body = _Body(Numbering(part("numbering"), part("styles")), notes)
    try:
        root = package.part(main)
        lines = body.story(root.find(W + "body")) if root is not None else []
    except RecursionError:
        what = "its tables, notes or text boxes are nested too deep"
        raise BadFile(what, where=where, do="Save it as PDF and ingest that") from None
    return SourceText(
        text="\n".join(_cells_apart(lines)),
        pages=(),
        page_labels=(),
        format="docx",
        reader="lxml",
        warnings=tuple(body.warnings),
    )


class _Body:
    """Walks the body once: numbers and notes are counted on the way."""

    def __init__(self, numbering: Numbering, notes: Notes):
        self._numbering, self._notes = numbering, notes
        self._carried = ""  # text of paragraphs whose mark a tracked change deletes: they join the next
        self._boxes: list[str] = []  # lines of the text boxes in the paragraph
        self.warnings: dict[str, None] = {}

    def story(self, parent) -> list[str]:
        """The lines of a body, cell, note or box: no paragraph of it joins one outside."""
        return self.blocks(parent) + self._rest()

    def blocks(self, parent) -> list[str]:
        """The lines of all paragraphs and tables under ``parent``."""
        lines: list[str] = []
        for element in parent if parent is not None else ():
            match _name(element):
                case "p":
                    lines += self._paragraph(element)
                case "tbl":
                    lines += self._rest() + self._table(element)
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

    def _rest(self) -> list[str]:
        """What is carried, as a line of its own, where no paragraph follows that it could join."""
        carried, self._carried = self._carried, ""
        return [carried + self._notes_after()] if carried else []

    def _paragraph(self, p) -> list[str]:
        properties = child(p, "pPr")
        carried, self._carried = self._carried, ""
        text = carried + self._inline(p)
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
            text = " ".join(" ".join(self.story(note.element)).split("\n"))
            bodies.append(f" [{note.number}: {note.written(text)}]")
        return "".join(bodies)

    def _table(self, table) -> list[str]:
        lines: list[str] = []
        for row in _through(table, "tr"):
            changed = child(row, "trPr")
            if child(changed, "del") is not None:
                self._tracked()
                continue
            cells = list(_through(row, "tc"))
            if _is_layout(cells):
                lines += [line for cell in cells for line in self.story(cell) if line.strip()]
                continue
            with self._notes.held():
                texts = [" ".join(_PARAGRAPH.join(self.story(cell)).split("\n")).strip() for cell in cells]
            lines.append(" | ".join(texts) + self._notes_after())
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
                return self._notes.call(element, self._following)
            case "txbxContent":
                self._boxes += self._box(element)
                return ""
            case "AlternateContent":
                return self._inline(_alternative(element))
        return "" if name in _SILENT else self._inline(element)

    def _following(self, reference) -> str:
        """What follows a note reference in its run: the printed mark, where the author chose it."""
        mark = ""
        for element in reference.itersiblings():
            match _name(element):
                case "t":
                    mark += readable(element.text or "")
                case "sym":
                    mark += _symbol(element)
                case "footnoteReference" | "endnoteReference":
                    break
        return mark

    def _box(self, content) -> list[str]:
        outer, self._boxes = self._boxes, []
        lines = [line for line in self.story(content) if line.strip()]
        self._boxes = outer
        return lines

    def _tracked(self) -> None:
        self.warnings["it has tracked changes: read as if all were accepted"] = None


def _cells_apart(lines: list[str]) -> list[str]:
    """The lines with the paragraphs of a cell joined; those beside a marginal number are lines, as where it is printed in the margin."""
    whole = [line.replace(_PARAGRAPH, " ") for line in lines]
    if whole == lines or not articles.runs_on(whole):
        return whole
    out = []
    for line, joined in zip(lines, whole, strict=True):
        margin, *cells = line.split(" | ")
        number = articles.NUMBER.match(margin)
        marks = margin[number.end():] if number else ""  # "PP-98", "(MOD)"
        parts = [part for part in cells[0].split(_PARAGRAPH) if part.strip()] if len(cells) == 1 else []
        if number and parts and (not marks or marks.isupper()):
            out += [f"{margin.replace(_PARAGRAPH, ' ')} | {parts[0]}", *parts[1:]]
        else:
            out.append(joined)
    return out


def _is_layout(cells) -> bool:
    """Tell whether a row only places its paragraphs: a table in a cell, or one cell in use."""
    if any(next(cell.iter(W + "tbl"), None) is not None for cell in cells):
        return True
    return sum(any((t.text or "").strip() for t in cell.iter(W + "t")) for cell in cells) <= 1


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
