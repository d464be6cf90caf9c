"""Good files made bad, by a seed."""

from __future__ import annotations

from pathlib import Path
from random import Random

_STRANGE = (b"\x00", b"\xff\xfe", b"\x1b[2J", "\u202e".encode(), b"<script>alert(1)</script>", b"\xed\xa0\x80", b"%%EOF", b"PK\x03\x04", b"((((" * 50)
_LONGEST = 200_000  # bytes of a good file that is used


def _cut(data: bytes, chance: Random) -> bytes:
    return data[: chance.randrange(len(data))]


def _flip(data: bytes, chance: Random) -> bytes:
    out = bytearray(data)
    for _ in range(chance.randint(1, 40)):
        out[chance.randrange(len(out))] = chance.randrange(256)
    return bytes(out)


def _put_in(data: bytes, chance: Random) -> bytes:
    at = chance.randrange(len(data))
    return data[:at] + chance.choice(_STRANGE) * chance.randint(1, 20) + data[at:]


def _take_out(data: bytes, chance: Random) -> bytes:
    start, end = sorted((chance.randrange(len(data)), chance.randrange(len(data))))
    return data[:start] + data[end:]


def _repeat(data: bytes, chance: Random) -> bytes:
    start = chance.randrange(len(data))
    return data[:start] + data[start : start + 200] * chance.randint(2, 200) + data[start:]


def _noise(data: bytes, chance: Random) -> bytes:
    return chance.randbytes(chance.randint(0, 5_000))


WAYS = (_cut, _flip, _put_in, _take_out, _repeat, _noise)


def write(good: list[Path], folder: Path, count: int, seed: int) -> list[Path]:
    """``count`` files made from ``good`` ones, each in one to three ways, under their own suffixes."""
    chance, out = Random(f"mutate {seed}"), []
    good = [path for path in good if path.stat().st_size <= _LONGEST]
    for n in range(count):
        path = chance.choice(good)
        data = path.read_bytes()
        for way in chance.sample(WAYS, chance.randint(1, 3)):
            data = way(data, chance) if data else data
        target = folder / f"bad-{n:03d}{path.suffix}"
        target.write_bytes(data)
        out.append(target)
    return out
