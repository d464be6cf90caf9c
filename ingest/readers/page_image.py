"""A picture of one page of a PDF with given words boxed, by pypdfium2 in a process of its own.

PDFium is native code: in a process of its own, a damaged file that makes it crash, hang or grow costs one picture.
"""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from unicodedata import normalize

SECONDS = 20
MEMORY = 2 * 2**30  # bytes of address space, where the system can limit it
WIDTH, HIGHEST = 1200, 2400  # pixels
_PIECE = 12  # letters: a shorter run that agrees may be chance
_COLOUR = (214, 60, 0)
_UNSEEN = ("\r", "\n", "\x00")

Box = tuple[float, float, float, float]  # left, bottom, right, top in points


@dataclass(frozen=True)
class PageImage:
    """A page as PNG. ``page`` from 1: the one after that asked for where the words stand on it alone."""

    png: bytes = field(repr=False)
    page: int
    boxes: int  # lines of the page that were boxed; 0 when the words were not found


def draw(data: bytes, page: int, words: str) -> PageImage | None:
    """The page of a PDF with ``words`` boxed line by line; None when it cannot be drawn.

    Words that go on over the end of the page are boxed as far as it has them.
    """
    asked = json.dumps({"page": page, "words": words}).encode() + b"\n"
    try:
        done = subprocess.run(
            [sys.executable, "-P", __file__], input=asked + data, capture_output=True, timeout=SECONDS
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    if done.returncode or not done.stdout:
        return None
    head, _, png = done.stdout.partition(b"\n")
    said = json.loads(head)
    return PageImage(png, said["page"], said["boxes"])


def found(page: str, words: str) -> list[tuple[int, int]]:
    """The spans of a page's characters that are the words: letters and figures alone are compared, so that line
    breaks, hyphens and spacing do not count. [] when less than a few words of them agree.

    >>> found("Les Groupes con-\\nsultatifs", "groupes consultatifs")
    [(4, 28)]
    """
    letters, places = _letters(page)
    wanted, _ = _letters(words)
    if not wanted:
        return []
    at = letters.find(wanted)
    if at >= 0:
        pieces = [(at, at + len(wanted))]
    else:
        blocks = SequenceMatcher(None, letters, wanted, autojunk=False).get_matching_blocks()
        pieces = [(b.a, b.a + b.size) for b in blocks if b.size >= _PIECE]
    return [(places[start], places[end - 1] + 1) for start, end in pieces]


def _letters(text: str) -> tuple[str, list[int]]:
    """The text's letters and figures in small, and the place of each in the text."""
    letters, places = [], []
    for place, character in enumerate(text):
        for letter in normalize("NFKC", character).casefold():
            if letter.isalnum():
                letters.append(letter)
                places.append(place)
    return "".join(letters), places


def lines(boxes: list[Box]) -> list[Box]:
    """Characters' boxes as one box a line: those that follow each other and overlap in height."""
    joined: list[Box] = []
    for left, bottom, right, top in boxes:
        if joined:
            l0, b0, r0, t0 = joined[-1]
            if min(top, t0) - max(bottom, b0) > 0.3 * min(top - bottom, t0 - b0):
                joined[-1] = (min(left, l0), min(bottom, b0), max(right, r0), max(top, t0))
                continue
        joined.append((left, bottom, right, top))
    return joined


def _main() -> None:
    """The process: a line of JSON and a PDF on the standard input, a line of JSON and a PNG on the standard output."""
    _limit_memory()
    import pypdfium2

    asked = json.loads(sys.stdin.buffer.readline())
    document = pypdfium2.PdfDocument(sys.stdin.buffer.read())
    number, boxes = asked["page"], []
    for candidate in (asked["page"], asked["page"] + 1):  # a clause may begin at a page's end, its words stand on the next
        if candidate <= len(document) and (boxes := _boxes(document[candidate - 1], asked["words"])):
            number = candidate
            break
    png = _picture(document[number - 1], boxes)
    sys.stdout.buffer.write(json.dumps({"page": number, "boxes": len(boxes)}).encode() + b"\n" + png)


def _boxes(page, words: str) -> list[Box]:
    import pypdfium2.raw as pdfium

    text = page.get_textpage()
    characters = "".join(chr(pdfium.FPDFText_GetUnicode(text.raw, i)) for i in range(text.count_chars()))
    places = [i for start, end in found(characters, words) for i in range(start, end)]
    boxes = (text.get_charbox(i) for i in places if characters[i] not in _UNSEEN)
    return lines([box for box in boxes if box[2] > box[0] and box[3] > box[1]])


def _picture(page, boxes: list[Box]) -> bytes:
    import io

    from PIL import ImageDraw

    width, height = page.get_size()
    bitmap = page.render(scale=min(WIDTH / width, HIGHEST / height))
    place = bitmap.get_posconv(page)
    image = bitmap.to_pil().convert("RGB")
    pen = ImageDraw.Draw(image)
    for left, bottom, right, top in boxes:
        (x0, y0), (x1, y1) = place.to_bitmap(left, top), place.to_bitmap(right, bottom)
        edges = (min(x0, x1) - 4, min(y0, y1) - 3, max(x0, x1) + 4, max(y0, y1) + 3)
        pen.rectangle(edges, outline=_COLOUR, width=3)
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


def _limit_memory() -> None:
    try:
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    except (ImportError, ValueError, OSError):  # not on Windows
        pass


if __name__ == "__main__":
    _main()
