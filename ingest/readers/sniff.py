"""What a file is, by its bytes."""

from __future__ import annotations

import re

# First bytes, and the kind they tell.
_MAGIC = (
    (b"{\\rtf", "rtf"),
    (b"\x89PNG", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"GIF8", "image"),
    (b"II*\x00", "image"),
    (b"MM\x00*", "image"),
    (b"\x1f\x8b", "archive"),
    (b"7z\xbc\xaf\x27\x1c", "archive"),
    (b"Rar!", "archive"),
    (b"%!PS", "postscript"),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HTML = re.compile(
    rb"^\s*(<\?xml[^>]*>\s*)?(<!--((?!-->).)*-->\s*)*<(!doctype\s+html|html|head|body)\b", re.I | re.S
)
_BOMS = ((b"\xff\xfe\x00\x00", "utf-32"), (b"\x00\x00\xfe\xff", "utf-32"),
         (b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))  # fmt: skip

_PDF_HEADER_WITHIN = 1024  # bytes; readers in the field accept junk before %PDF-


def kind(data: bytes) -> str:
    """Name what ``data`` is.

    One of "pdf", "zip", "ole" (Office before 2007, or encrypted Office), "rtf", "image", "archive",
    "postscript", "html", "text", "binary".
    """
    if b"%PDF-" in data[:_PDF_HEADER_WITHIN]:
        return "pdf"
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return "zip"
    if data.startswith(_OLE):
        return "ole"
    for magic, name in _MAGIC:
        if data.startswith(magic):
            return name
    if encoding := bom(data):
        head = data[:4096].decode(encoding, "replace").encode()
    elif is_binary(data):
        return "binary"
    else:
        head = data[:4096]
    return "html" if _HTML.match(head) else "text"


def bom(data: bytes) -> str:
    """Name the encoding that the byte order mark declares, "" when there is none."""
    return next((encoding for mark, encoding in _BOMS if data.startswith(mark)), "")


def is_binary(data: bytes) -> bool:
    """Tell whether ``data`` is no text in any of the 8-bit encodings.

    Text has no NUL, and of the other control characters hardly any but tab, line feed,
    carriage return, form feed and the few that word processors leave behind.
    """
    if b"\x00" in data:
        return True
    controls = len(data) - len(data.translate(None, bytes(set(range(32)) - set(b"\t\n\v\f\r\x1b\x1e\x1f"))))
    return controls > len(data) // 200
