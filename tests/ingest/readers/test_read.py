"""Which reader, and what is refused before any: (name, bytes, message)."""

import os
import random

import pytest

from errors import BadFile
from ingest.formats import SUFFIXES
from ingest.readers import read
from settings import Settings
from tests.ingest.readers.files import docx, in_list, level, lists, p, pdf, read_bytes

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 500


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("a.txt", b"", "it is empty"),
        ("a.txt", pdf("x"), r"its name says plain text, but it holds a PDF\. .* rename it to a\.pdf"),
        ("a.pdf", b"<!DOCTYPE html><p>Not found</p>", "its name says a PDF, but it holds a web page"),
        ("a.pdf", b"plain words", "its name says a PDF, but it holds plain text"),
        ("a.docx", pdf("x"), "its name says a Word document, but it holds a PDF"),
        ("a.html", docx(p("x")), "its name says a web page, but it holds a Word document"),
        ("a.txt", b"<html><body>x", "its name says plain text, but it holds a web page"),
        ("a.md", b"# words", r"the ending \.md is of no type that is read"),
        ("README", b"words", "a name without an ending is of no type that is read"),
        ("a.docx", OLE + "WordDocument".encode("utf-16-le"), r"holds a Word document of the old \.doc kind.* to a\.doc\."),
        ("a.docx", OLE + "EncryptedPackage".encode("utf-16-le"), "it is encrypted with a password"),
        ("a.xls", OLE, "it is an old Office file"),
        ("a.docx", b"{\\rtf1 x}", "it is rich text"),
        ("a.pdf", b"\x89PNG\r\n\x1a\n", "it is an image"),
        ("a.txt", b"\x1f\x8b\x08", "it is a packed archive"),
        ("a.pdf", b"%!PS-Adobe", "it is PostScript"),
        ("a.pdf", b"\x00\x01\x02" * 100, "it is neither text nor a PDF"),
        ("a.txt", b"words " + b"a" * 10_000, "it is no text: it has a word of over 10,000 letters"),
    ],
)
def test_what_a_file_is_must_agree_with_its_name(tmp_path, name, data, message):
    with pytest.raises(BadFile, match=message) as error:
        read_bytes(tmp_path, name, data)
    assert str(error.value).startswith(str(tmp_path / name)) and "\n" not in str(error.value)


def test_names_are_compared_without_case(tmp_path):
    assert read_bytes(tmp_path, "A.TXT", b"words").format == "txt"
    assert read_bytes(tmp_path, "A.Pdf", pdf("words")).format == "pdf"


def test_a_file_over_the_limit_is_refused(tmp_path):
    assert read_bytes(tmp_path, "a.txt", b"x" * 100, max_file_bytes=100).text == "x" * 100
    with pytest.raises(BadFile, match="ITU_MAX_FILE_MB"):
        read_bytes(tmp_path, "a.txt", b"x" * 101, max_file_bytes=100)


def test_what_is_no_file_is_refused_without_waiting(tmp_path):
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "folder.txt").mkdir()
    (tmp_path / "link.txt").symlink_to(tmp_path / "gone.txt")
    for name, message in (
        ("pipe.txt", "not a file"),
        ("folder.txt", "not a file"),
        ("link.txt", "no such"),
        ("gone.txt", "no such"),
    ):
        with pytest.raises(BadFile, match=message):
            read(tmp_path / name, Settings())


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission_is_refused(tmp_path):
    (tmp_path / "a.txt").write_bytes(b"x")
    (tmp_path / "a.txt").chmod(0)
    with pytest.raises(BadFile, match="cannot be opened"):
        read(tmp_path / "a.txt", Settings())


@pytest.mark.timeout(20)
def test_many_comments_do_not_stop_the_sniffing(tmp_path):
    assert read_bytes(tmp_path, "a.txt", b"<!-- -->" * 500 + b"<words").format == "txt"


def test_text_can_always_be_stored(tmp_path):
    source = read_bytes(tmp_path, "a.html", b"<p>a&#xD800;b&#0;c</p>")
    assert source.text.encode()
    assert "\x00" not in source.text


GOOD = {
    "a.pdf": pdf("considering", "resolves to invite the Directors"),
    "a.docx": docx(
        p("resolves") + p("to invite", in_list(1)) + '<w:p><w:r><w:footnoteReference w:id="1"/></w:r></w:p>',
        numbering=lists(level(0, "lowerLetter", "%1)")),
        footnotes=f'<w:footnote w:id="1">{p("a note")}</w:footnote>',
    ),
    "a.html": b"<!DOCTYPE html><meta charset=utf-8><table><tr><td>a<td>b</table><ol><li>x</ol>" * 3,
    "a.txt": "décide 1\td'inviter\n".encode() * 5,
}


@pytest.mark.parametrize("name", GOOD)
def test_whatever_the_bytes_a_file_is_read_or_refused(tmp_path, name):
    chance, good = random.Random(57), GOOD[name]
    for case in range(60):
        data = bytearray(good)
        if case % 3 == 0:
            data = data[: chance.randrange(len(good))]
        for _ in range(case % 3 * chance.randrange(1, 6)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        try:
            source = read_bytes(tmp_path, name, bytes(data))
        except BadFile as error:
            assert "\n" not in str(error)
        else:
            assert source.format == SUFFIXES[(tmp_path / name).suffix] and source.text.strip()
            assert len(source.pages) == len(source.page_labels)
