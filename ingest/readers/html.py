"""Web pages, with lxml: the text of block elements as lines."""

from __future__ import annotations

import re

from lxml import etree

from errors import BadFile
from ingest.readers.decode import decode
from ingest.readers.numerals import integer, numeral
from ingest.readers.sniff import bom
from ingest.source import SourceText

_DROPPED = {"head", "script", "style", "nav", "noscript", "template", "svg", "iframe", "object", "button",
            "select", "textarea", "input"}  # fmt: skip
_BLOCKS = {
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog", "div", "dl",
    "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr",
    "html", "legend", "li", "main", "ol", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th",
    "thead", "tr", "ul",
}  # fmt: skip
_LIST_TYPES = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
# Where the name means something else on the web (WHATWG Encoding Standard).
_CHARSETS = {
    "iso-8859-1": "cp1252", "latin1": "cp1252", "us-ascii": "cp1252", "ascii": "cp1252", "gb2312": "gb18030",
    "gbk": "gb18030", "utf-16": "utf-8", "utf-16le": "utf-8", "utf-16be": "utf-8",
}  # fmt: skip
MOST = 16 * 2**20  # bytes; as a tree of elements a page takes over 70 times as much
_OTHERWISE = "Save it as text or PDF and ingest that"
_CHARSET = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]+)|<\?xml[^>]*encoding=["']([\w.:-]+)""", re.I
)
_SPACE = re.compile(r"[ \t\n\r\f]+")  # white space as HTML has it: a no-break space is not


def read(data: bytes, where: str) -> SourceText:
    """Read a web page. Raises BadFile when its characters or its markup cannot be read."""
    if len(data) > MOST:
        what = f"as a web page it is too large ({len(data) / 2**20:.0f} MB, the limit is {MOST / 2**20:.0f} MB)"
        raise BadFile(what, where=where, do="Split it, or save it as text and ingest that")
    text, warnings = _characters(data, where)
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)
    lines = _Lines()
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
        if root is not None:
            lines.walk(root)
    except (etree.XMLSyntaxError, RecursionError, ValueError):
        raise BadFile("its HTML cannot be read", where=where, do=_OTHERWISE) from None
    if parser.error_log.filter_from_fatals():  # the parser has stopped there, and the rest is lost
        raise BadFile("its HTML elements are nested too deep", where=where, do=_OTHERWISE)
    return SourceText(
        text=lines.text(), pages=(), page_labels=(), format="html", reader="lxml", warnings=warnings
    )


def _characters(data: bytes, where: str) -> tuple[str, tuple[str, ...]]:
    """By byte order mark, else by the charset that the page names, else as plain text."""
    named = _CHARSET.search(data[:4096])
    if named and not bom(data):
        charset = (named[1] or named[2]).decode("latin-1").lower()
        try:
            return data.decode(_CHARSETS.get(charset, charset)).replace("\r\n", "\n"), ()
        except (LookupError, ValueError):
            pass  # an unknown or wrong charset: judge by the bytes
    return decode(data, where)


class _Lines:
    """Collects text; a block element begins and ends a line."""

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._pieces: list[str] = []  # of the line
        self._label = ""  # of a list item, until its first line
        self._next: dict = {}  # <ol> -> number of its next item

    def text(self) -> str:
        self._end()
        return "\n".join(self._lines)

    def walk(self, element) -> None:
        tag = element.tag
        if tag in _DROPPED or element.get("hidden") is not None:
            return
        if tag == "tr" and (row := _row(element)):
            self._end()
            self._lines.append(row)
            return
        if tag in _BLOCKS or tag == "br":
            self._end()
        if tag == "li":
            self._label = self._marker(element)
        self._add(element.text, tag)
        for child in element:
            self.walk(child)
            self._add(child.tail, tag)
        if tag in _BLOCKS:
            self._end()
        if tag == "li":
            self._label = ""

    def _add(self, text: str | None, tag: str) -> None:
        if not text:
            return
        if tag == "pre":
            first, *rest = text.split("\n")
            self._pieces.append(first)
            for line in rest:
                self._end()
                self._pieces.append(line)
            return
        text = _SPACE.sub(" ", text)
        if not self._pieces or self._pieces[-1].endswith(" "):
            text = text.lstrip(" ")
        if text:
            self._pieces.append(text)

    def _marker(self, li) -> str:
        """What a browser writes before a list item: its number and a full stop, or a dash for a bullet."""
        parent = li.getparent()
        if parent is None or parent.tag != "ol":
            return "–\t"
        number = integer(li.get("value"), self._next.get(parent, integer(parent.get("start"), 1)))
        self._next[parent] = number + 1
        return numeral(number, _LIST_TYPES.get(li.get("type") or parent.get("type", ""), "decimal")) + ".\t"

    def _end(self) -> None:
        line = "".join(self._pieces).rstrip(" ")
        if line.strip():
            self._lines.append(self._label + line)
            self._label = ""
        self._pieces.clear()


def _row(tr) -> str:
    """The cells of a row joined by " | "; "" when it is layout: one cell in use, or a table in a cell."""
    cells = []
    for cell in tr:
        if cell.tag in ("td", "th"):
            if cell.find(".//table") is not None:
                return ""
            lines = _Lines()
            lines.walk(cell)
            cells.append(" ".join(lines.text().split("\n")))
    return " | ".join(cells) if sum(bool(c) for c in cells) > 1 else ""
