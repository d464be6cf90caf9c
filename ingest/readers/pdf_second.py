"""Second reader of PDF: pypdfium2, in a process of its own.

It is asked for the pages that pypdf leaves empty, garbles or cannot read. PDFium is native code: in a
process of its own, a damaged file that makes it crash, hang or grow costs those pages only.
"""

from __future__ import annotations

import json
import subprocess
import sys

NAME = "pypdfium2"
SECONDS, SECONDS_PER_MB = 20, 10  # for all pages that are asked for; it reads over 100 pages a second
MEMORY = 2 * 2**30  # bytes of address space, where the system can limit it

_HYPHENS = str.maketrans({"\x02": "-", "\ufffe": "-"})  # how PDFium gives a hyphen at a line's end


def read_pages(data: bytes, numbers: list[int] | None = None) -> dict[int, str]:
    """The text of pages by number from 1, of all pages for None; {} when the file cannot be read so.

    A page is left out when it cannot be read.
    """
    asked = ["all"] if numbers is None else [",".join(map(str, numbers))]
    try:
        answer = subprocess.run(
            [sys.executable, "-P", __file__, *asked],
            input=data,
            capture_output=True,
            timeout=SECONDS + SECONDS_PER_MB * len(data) / 2**20,
        )
        pages = json.loads(answer.stdout) if answer.returncode == 0 else {}
    except (OSError, ValueError, subprocess.TimeoutExpired):
        return {}
    return {int(number): text for number, text in pages.items()}


def _main(asked: str) -> None:
    """The process: a PDF on the standard input, {number: text} as JSON on the standard output."""
    _limit_memory()
    import pypdfium2

    document = pypdfium2.PdfDocument(sys.stdin.buffer.read())
    numbers = range(1, len(document) + 1) if asked == "all" else map(int, asked.split(","))
    pages = {}
    for number in numbers:
        try:
            page = document[number - 1]
            pages[number] = _text(page)
            page.close()
        except Exception:  # whatever is wrong with a page, the others may be sound
            continue
    sys.stdout.write(json.dumps(pages))


def _text(page) -> str:
    """The page's characters, lines ended by a line feed."""
    return page.get_textpage().get_text_range().replace("\r\n", "\n").translate(_HYPHENS)


def _limit_memory() -> None:
    try:
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    except (ImportError, ValueError, OSError):  # not on Windows
        pass


if __name__ == "__main__":
    _main(sys.argv[1])
