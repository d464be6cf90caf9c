"""A Word 97 file of plain paragraphs, with only what readers of such files need ([MS-CFB], [MS-DOC])."""

from __future__ import annotations

import struct

_SECTOR = 512
_FREE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD


def doc(*paragraphs: str) -> bytes:
    """The bytes of the file."""
    text = "".join(paragraph + "\r" for paragraph in paragraphs)
    characters = text.encode("utf-16-le")
    start = 0x600
    end = start + len(characters)
    clx = b"\x02" + struct.pack("<I", 16) + struct.pack("<II", 0, len(text)) + struct.pack("<HIH", 0, start, 0)
    fib = bytearray(start)
    struct.pack_into("<HHHHHH", fib, 0, 0xA5EC, 0xC1, 0, 0x409, 0, 0x1200)  # fExtChar, 1Table
    struct.pack_into("<II", fib, 0x18, start, end)
    struct.pack_into("<HH", fib, 0x20, 14, 0)
    struct.pack_into("<H", fib, 0x3E, 22)
    struct.pack_into("<I", fib, 0x40, end)
    struct.pack_into("<I", fib, 0x4C, len(text))
    struct.pack_into("<H", fib, 0x98, 0x5D)
    struct.pack_into("<II", fib, 0x1A2, 0, len(clx))
    styles = _styles()
    struct.pack_into("<II", fib, 0xA2, len(clx), len(styles))
    return _compound({"WordDocument": bytes(fib) + characters, "1Table": clx + styles})


def _styles() -> bytes:
    """A style sheet with the one style Normal: without any, antiword reads past its end."""
    head = struct.pack("<9H", 1, 10, 1, 91, 15, 0, 0, 0, 0)
    normal = struct.pack("<6H", 0, 0xFFF1, 1, 0, 0, 6) + "Normal".encode("utf-16-le") + b"\0\0"
    return struct.pack("<H", len(head)) + head + struct.pack("<H", len(normal)) + normal


def _compound(streams: dict[str, bytes]) -> bytes:
    """A compound file with these streams, each padded to 4,096 bytes so that it stands in sectors of its own."""
    fat, body, entries = [_FAT], b"", []
    for name, data in streams.items():
        data = data.ljust(max(4096, -(-len(data) // _SECTOR) * _SECTOR), b"\0")
        first, count = len(fat), len(data) // _SECTOR
        fat += [*range(first + 1, first + count), _END]
        body += data
        entries.append((name, 2, first, len(data)))
    directory = len(fat)
    fat.append(_END)
    rows = [("Root Entry", 5, _END, 0), *entries]
    tree = b"".join(_entry(*row, place, len(rows)) for place, row in enumerate(rows)).ljust(_SECTOR, b"\0")
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    header += struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
    header += struct.pack("<IIIIIIIII", 0, 1, directory, 0, 4096, _END, 0, _END, 0)
    header += struct.pack("<I", 0) + struct.pack("<I", _FREE) * 108
    table = struct.pack(f"<{len(fat)}I", *fat).ljust(_SECTOR, b"\xff")
    return header + table + body + tree


def _entry(name: str, kind: int, first: int, size: int, place: int, count: int) -> bytes:
    encoded = name.encode("utf-16-le") + b"\0\0"
    child = 1 if kind == 5 else _FREE
    after = place + 1 if 0 < place < count - 1 else _FREE
    return (
        encoded.ljust(64, b"\0")
        + struct.pack("<HBBIII", len(encoded), kind, 1, _FREE, after, child)
        + bytes(36)
        + struct.pack("<IQ", first, size)
    )
