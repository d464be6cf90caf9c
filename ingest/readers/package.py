"""The containers of Office files: the ZIP package of .docx, and the older OLE file.

The parts are read with zipfile and lxml, not through python-docx: it opens no package that has a
dangling relationship, and knows neither footnotes, generated numbers nor tracked changes.
"""

from __future__ import annotations

import io
import lzma
import posixpath
import zipfile
import zlib

from lxml import etree

from errors import BadFile

# Uncompressed bytes. The largest parts of a long Word text are a few tens of MB of XML.
MAX_PART = 100 * 2**20
FREE_PART = 20 * 2**20  # up to here any ratio will do
MAX_RATIO = 200  # of a part's uncompressed to its compressed size; Word's XML reaches 20 to 30
MAX_PARTS = 20_000

_BROKEN = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, OSError, NotImplementedError, RuntimeError,
           ValueError, IndexError, OverflowError)  # fmt: skip
# The two names that ECMA-376 has for the same vocabulary; hardly any program writes the strict one.
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_TRANSITIONAL = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_AGAIN = "Get the file again from where it is published"
_OTHER_PACKAGES = {
    "xl/": ("it is an Excel workbook", "Save it as PDF and ingest that"),
    "ppt/": ("it is a PowerPoint file", "Save it as PDF and ingest that"),
    "META-INF/": ("it is an OpenDocument or other packed file", "Save it as .docx and ingest that"),
}


class Package:
    """A ZIP package in Open Packaging Conventions (ECMA-376 part 2), read part by part."""

    def __init__(self, data: bytes, where: str):
        """Raises BadFile when ``data`` is no sound ZIP file."""
        self.where = where
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            self.names = set(self._zip.namelist())
        except _BROKEN:
            what = "it is cut off or broken (its ZIP directory cannot be read)"
            raise BadFile(what, where=where, do=_AGAIN) from None

    def part(self, name: str) -> etree._Element | None:
        """Parse the XML part ``name``; None when the package has no such part."""
        if name not in self.names:
            return None
        data = self._bytes(name).replace(_STRICT, _TRANSITIONAL)
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
        try:
            root = etree.fromstring(data, parser)
        except (etree.XMLSyntaxError, ValueError) as error:
            what = f"its part {name} is not sound XML ({_first_line(error)})"
            raise BadFile(what, where=self.where, do=_AGAIN) from None
        if root.getroottree().docinfo.internalDTD is not None:  # no Office file has one; entity bombs do
            raise BadFile(f"its part {name} declares its own entities", where=self.where, do=_AGAIN)
        return root

    def related(self, source: str, kind: str) -> str:
        """Name the part that ``source`` ("" for the package) points to by relationship type, "" when none."""
        folder, file = posixpath.split(source)
        rels = self.part(posixpath.join(folder, "_rels", file + ".rels"))
        for rel in rels if rels is not None else ():
            inside = isinstance(rel.tag, str) and rel.get("TargetMode") != "External"
            if inside and rel.get("Type", "").endswith("/" + kind):
                target = rel.get("Target", "")
                return posixpath.normpath(posixpath.join("/" + folder, target)).lstrip("/")
        return ""

    def _bytes(self, name: str) -> bytes:
        """The part's bytes; never more than its directory entry declares, which is checked first."""
        try:
            info = self._zip.getinfo(name)
            if info.flag_bits & 1:
                raise BadFile(
                    "it is encrypted with a password", where=self.where, do="Save a copy without a password"
                )
            if info.file_size > MAX_PART or info.file_size > max(FREE_PART, MAX_RATIO * info.compress_size):
                what = f"its part {name} unpacks to {info.file_size // 2**20} MB, more than a text has"
                raise BadFile(what, where=self.where, do=_AGAIN)
            return self._zip.read(info)
        except _BROKEN:
            what = f"it is cut off or broken (its part {name} cannot be unpacked)"
            raise BadFile(what, where=self.where, do=_AGAIN) from None


def check(data: bytes, where: str) -> None:
    """Raise BadFile unless ``data`` is the package of a Word document."""
    package = Package(data, where)
    if len(package.names) > MAX_PARTS:
        raise BadFile(
            f"it is a ZIP file of {len(package.names)} files, not a text", where=where, do="Unpack it"
        )
    if main_part(package):
        return
    for prefix, (what, do) in _OTHER_PACKAGES.items():
        if any(name.startswith(prefix) for name in package.names):
            raise BadFile(what, where=where, do=do)
    raise BadFile(
        "it is a ZIP file, not a Word document", where=where, do="Unpack it and ingest the texts in it"
    )


def main_part(package: Package) -> str:
    """Name the part that holds the Word text, "" when there is none."""
    named = package.related("", "officeDocument")
    if named in package.names and named.startswith("word/"):
        return named
    return "word/document.xml" if "word/document.xml" in package.names else ""


def ole_kind(data: bytes) -> str:
    """Tell what an OLE file (MS-CFB) holds, by the names in its directory: "encrypted", "doc" or "ole"."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        return "encrypted"
    return "doc" if "WordDocument".encode("utf-16-le") in data else "ole"


def _first_line(error: Exception) -> str:
    return str(error).splitlines()[0] if str(error) else type(error).__name__
