"""PDF: pages, their places and numbers, and what is refused."""

import io
import logging
import warnings

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, NameObject

from errors import BadFile
from tests.ingest.readers.files import pdf, read_bytes


def _rewritten(data: bytes, change) -> bytes:
    writer = PdfWriter(clone_from=io.BytesIO(data))
    change(writer)
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def test_pages_are_joined_by_a_form_feed_and_their_starts_known(tmp_path):
    source = read_bytes(tmp_path, "a.pdf", pdf("first page", "second page", "third"))
    assert source.text == "first page\fsecond page\fthird"
    assert [source.text[start : start + 5] for start in source.pages] == ["first", "secon", "third"]
    assert (source.format, source.reader, source.warnings) == ("pdf", "pypdf", ())


def test_page_labels_are_the_printed_numbers_or_empty(tmp_path):
    plain = pdf("cover", "preface", "body")

    def label(writer):
        writer.set_page_label(0, 1, style="/r")
        writer.set_page_label(2, 2, style="/D", start=5)

    assert read_bytes(tmp_path, "a.pdf", plain).page_labels == ("", "", "")
    assert read_bytes(tmp_path, "b.pdf", _rewritten(plain, label)).page_labels == ("i", "ii", "5")


def test_a_page_without_text_is_named(tmp_path):
    source = read_bytes(tmp_path, "a.pdf", pdf("one", "", "three", ""))
    assert source.warnings == (
        "no text on pages 2, 4: if scanned, run ocrmypdf in.pdf out.pdf and ingest out.pdf",
    )
    assert source.text == "one\f\fthree\f"
    assert source.pages == (0, 4, 5, 11)


def test_an_owner_password_alone_does_not_stop_reading(tmp_path):
    data = _rewritten(pdf("open"), lambda w: w.encrypt("", "owner", algorithm="AES-256"))
    assert read_bytes(tmp_path, "a.pdf", data).text == "open"


def _circle(writer: PdfWriter) -> None:
    tree = writer.root_object["/Pages"]
    tree[NameObject("/Kids")] = ArrayObject([*tree["/Kids"], tree.indirect_reference])


def _without_pages(writer: PdfWriter) -> None:
    writer.root_object["/Pages"][NameObject("/Kids")] = ArrayObject()


def _long() -> bytes:
    return pdf(*["a page of some length " * 40] * 5)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (_long()[:-200], "it is cut off"),
        (_long()[:3000], "it is cut off"),
        (_long() + b"9 0 obj << >> endobj", "it is cut off"),
        (b"%PDF-1.4\n1 0 obj << /Linearized 1 /L 99999 >> endobj\n%%EOF", "it is cut off"),
        (b"%PDF-1.7\n%%EOF", "it is broken"),
        (b"%PDF-1.7\n" + bytes(range(256)) * 40 + b"\n%%EOF", "it is broken"),
        (pdf(""), "no page of it has text, it is probably a scan. Run ocrmypdf"),
        (
            _rewritten(pdf("x"), lambda w: w.encrypt("secret", algorithm="AES-256")),
            "it is encrypted with a password",
        ),
        (
            _rewritten(pdf("x"), lambda w: w.encrypt("secret", algorithm="RC4-128")),
            "it is encrypted with a password",
        ),
        (_rewritten(pdf("x"), _circle), "it is broken"),
        (_rewritten(pdf("x"), _without_pages), "it has no pages"),
    ],
)
def test_what_cannot_be_read_is_refused_in_a_sentence(tmp_path, data, message):
    with pytest.raises(BadFile, match=message):
        read_bytes(tmp_path, "a.pdf", data)


def test_what_pypdf_would_print_becomes_a_warning(tmp_path, capfd, caplog):
    data = pdf("still readable")
    start = data.rindex(b"startxref") + len(b"startxref\n")
    source = read_bytes(tmp_path, "a.pdf", data[:start] + b"7" + data[start:])
    assert source.text == "still readable"
    assert any(w.startswith("pypdf: ") for w in source.warnings)
    assert capfd.readouterr() == ("", "") and not caplog.records
    assert logging.getLogger("pypdf").propagate and not logging.getLogger("pypdf").handlers


@pytest.mark.parametrize(
    ("extracted", "text", "warning"),
    [
        ("a\fb\x00c\ud800", "a\nb\ufffdc\ufffd", None),
        ("coefficient \uf061", "coefficient α", None),
        (
            "/G34/G0/G12" * 5,
            "/G34/G0/G12" * 5,
            "garbled characters on page 1: a font there does not name them",
        ),
        ("\ufeed\ufe92\ufeea", "\ufeed\ufe92\ufeea", "Arabic in a PDF may be garbled"),
    ],
)
def test_what_a_font_makes_of_its_glyphs(tmp_path, monkeypatch, extracted, text, warning):
    monkeypatch.setattr("pypdf.PageObject.extract_text", lambda self, **_: extracted)
    source = read_bytes(tmp_path, "a.pdf", pdf("x"))
    assert source.text == text
    assert [w[: len(warning or "")] for w in source.warnings] == ([warning] if warning else [])


def test_a_page_that_cannot_be_read_is_named_and_the_others_are_read(tmp_path, monkeypatch):
    from pypdf import PageObject

    extract = PageObject.extract_text

    def failing(page, **options):
        if page.page_number == 1:
            raise KeyError("/Font\nsomewhere")
        return extract(page, **options)

    monkeypatch.setattr("pypdf.PageObject.extract_text", failing)
    source = read_bytes(tmp_path, "a.pdf", pdf("one", "two", "three"))
    assert source.text == "one\f\fthree"
    assert len(source.warnings) == 1 and source.warnings[0].startswith("page 2 could not be read (")


def test_a_page_that_takes_too_long_ends_the_reading(tmp_path, monkeypatch):
    import ingest.readers.pdf as reader

    monkeypatch.setattr(reader, "SECONDS", -1e9)
    with pytest.raises(BadFile, match="page 1 takes too long"):
        read_bytes(tmp_path, "a.pdf", pdf("one", "two"))


def test_python_warnings_are_as_before(tmp_path):
    before = list(warnings.filters)
    read_bytes(tmp_path, "a.pdf", pdf("one"))
    assert list(warnings.filters) == before


def test_the_made_file_is_one_that_pypdf_reads():
    assert len(PdfReader(io.BytesIO(_long())).pages) >= 5
