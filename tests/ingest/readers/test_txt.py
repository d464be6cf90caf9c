"""Plain text: (bytes, characters, warning)."""

import pytest

from errors import BadFile
from tests.ingest.readers.files import read_bytes

FRENCH = "La Conférence, « CAFÉ », décide:\n1\td'inviter l'UIT‑T"
WESTERN = "La Conférence, « CAFÉ », décide:"


@pytest.mark.parametrize(
    ("data", "text", "warning"),
    [
        (FRENCH.encode(), FRENCH, None),
        (FRENCH.encode("utf-8-sig"), FRENCH, None),
        (FRENCH.encode("utf-16"), FRENCH, None),
        (b"\xfe\xff" + FRENCH.encode("utf-16-be"), FRENCH, None),
        (WESTERN.encode("cp1252"), WESTERN, "it is not UTF-8 and was read as Windows-1252"),
        ("решает".encode() + b"\nd\xe9cide", "решает\ndécide",
         "1 bytes are not UTF-8 and were read as Windows-1252, first in line 2"),
        (b"one\r\ntwo\rthree\n", "one\ntwo\nthree\n", None),
        ("d\ufffdcide".encode(), "d\ufffdcide", "1 characters were lost before the file came here (they stand as \ufffd)"),
        (b"page 1\fpage 2", "page 1\fpage 2", None),
    ],
)  # fmt: skip
def test_encodings(tmp_path, data, text, warning):
    source = read_bytes(tmp_path, "a.txt", data)
    assert source.text == text
    assert source.warnings == ((warning,) if warning else ())
    assert (source.format, source.pages) == ("txt", ())


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ("решает поручить Директору".encode("cp1251"), "neither UTF-8, UTF-16 nor Windows-1252"),
        ("决议".encode("gb18030") * 20, "neither UTF-8, UTF-16 nor Windows-1252"),
        (b"\xff\xfea\x00\x00", "byte order mark says UTF-16"),
        (b"\x7fELF\x00\x01\x02" * 50, "neither text nor a PDF, Word or HTML file"),
        (b"words and words " * 100 + b"\x00", "neither text nor a PDF, Word or HTML file"),
        (b" \n\t\n", "there is no text in it"),
    ],
)
def test_what_is_no_text_is_refused(tmp_path, data, message):
    with pytest.raises(BadFile, match=message):
        read_bytes(tmp_path, "a.txt", data)
