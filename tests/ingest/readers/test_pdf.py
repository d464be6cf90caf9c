"""PDF: pages, their places and numbers, and what is refused."""

import io
import logging
import warnings

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, NameObject

import ingest.readers.pdf as reader
from errors import BadFile
from ingest.readers import pdf_second
from ingest.readers.legible import is_garbled
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


def test_what_is_said_of_a_font_s_file_is_told_nowhere(capfd, caplog):
    before = list(logging.getLogger("fontTools").handlers)
    with reader.remarks() as said:
        logging.getLogger("fontTools.ttLib.sfnt").warning("bad checksum for 'head' table")
        logging.getLogger("pypdf.generic._font").warning("Optional font table %r is missing from font file", "cmap")
        logging.getLogger("pypdf.generic._font").warning("Ignoring invalid /FirstChar 300.")
    assert list(said) == ["Ignoring invalid /FirstChar 300."]
    assert capfd.readouterr().err == "" and not caplog.records
    assert logging.getLogger("fontTools").propagate and logging.getLogger("fontTools").handlers == before


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


def _failing(monkeypatch, page: int, failure) -> None:
    """pypdf's reading of one page, by number from 1, is ``failure``: a text, or an exception."""
    from pypdf import PageObject

    extract = PageObject.extract_text

    def failing(self, **options):
        if self.page_number != page - 1:
            return extract(self, **options)
        if isinstance(failure, Exception):
            raise failure
        return failure

    monkeypatch.setattr("pypdf.PageObject.extract_text", failing)


SENTENCE = "The Assembly resolves to instruct the Director to report each year to the Council of the Union. " * 2


@pytest.mark.parametrize(
    ("failure", "reason"),
    [
        ("", "pypdf finds no text there"),
        (" \n \n", "pypdf finds no text there"),
        (ValueError("no such\nfont."), "pypdf cannot read it: no such font"),
        (SENTENCE.replace(" ", ""), "pypdf garbles it"),
        (" ".join(SENTENCE), "pypdf garbles it"),
        ("(cid:12)(cid:7)" * 50, "pypdf garbles it"),
        ("/G34/G0/G12" * 50, "pypdf garbles it"),
        ("\uf734\uf735\uf736 " * 50, "pypdf garbles it"),
        ("\ufffd" * 150, "pypdf garbles it"),
    ],
)
def test_pypdfium2_stands_in_for_a_page(tmp_path, monkeypatch, failure, reason):
    _failing(monkeypatch, 2, failure)
    source = read_bytes(tmp_path, "a.pdf", pdf("one", SENTENCE, "three"))
    one, two, three = source.text.split("\f")
    assert (one, " ".join(two.split()), three) == ("one", SENTENCE.strip(), "three")
    assert source.reader == "pypdf, pypdfium2"
    assert source.warnings == (f"page 2 read with pypdfium2 ({reason})",)
    assert [source.text[start] for start in source.pages] == ["o", "T", "t"]


def test_what_neither_reads_better_stays_as_pypdf_gives_it(tmp_path, monkeypatch):
    monkeypatch.setattr(pdf_second, "read_pages", lambda data, numbers=None: {2: "(cid:3)" * 50})
    _failing(monkeypatch, 2, "/G34/G0/G12" * 50)
    source = read_bytes(tmp_path, "a.pdf", pdf("one", "two", "three"))
    assert source.text.split("\f")[1] == "/G34/G0/G12" * 50 and source.reader == "pypdf"
    assert [w[:31] for w in source.warnings] == ["garbled characters on page 2: a"]


def test_a_page_that_neither_can_read_is_named_and_the_others_are_read(tmp_path, monkeypatch):
    monkeypatch.setattr(pdf_second, "read_pages", lambda data, numbers=None: {})
    _failing(monkeypatch, 2, KeyError("/Font\nsomewhere"))
    source = read_bytes(tmp_path, "a.pdf", pdf("one", "two", "three"))
    assert source.text == "one\f\fthree"
    assert len(source.warnings) == 1 and source.warnings[0].startswith("page 2 could not be read (")


def test_a_file_that_pypdf_cannot_open_is_read_with_pypdfium2(tmp_path):
    source = read_bytes(tmp_path, "a.pdf", _rewritten(pdf("turning in circles"), _circle))
    assert (source.text, source.reader, source.pages) == ("turning in circles", "pypdfium2", (0,))
    assert source.warnings[0].startswith("page 1 read with pypdfium2 (it is broken")


def test_pages_that_take_too_long_are_read_with_pypdfium2(tmp_path, monkeypatch):
    monkeypatch.setattr(reader, "SECONDS", -1e9)
    source = read_bytes(tmp_path, "a.pdf", pdf("one", "two"))
    assert source.text == "one\ftwo" and source.reader == "pypdfium2"
    assert source.warnings == ("pages 1-2 read with pypdfium2 (pypdf cannot read it: it takes too long)",)
    monkeypatch.setattr(pdf_second, "SECONDS", 0)
    with pytest.raises(BadFile, match=r"no page of it can be read \(page 1: it takes too long\)"):
        read_bytes(tmp_path, "a.pdf", pdf("one", "two"))


@pytest.mark.parametrize("program", ["import os; os.abort()", "raise SystemExit(3)", "print('[')"])
def test_a_second_reader_that_dies_costs_its_pages_only(tmp_path, monkeypatch, program):
    (tmp_path / "worker.py").write_text(program)
    monkeypatch.setattr(pdf_second, "__file__", str(tmp_path / "worker.py"))
    source = read_bytes(tmp_path, "a.pdf", pdf("one", ""))
    assert source.text == "one\f" and source.warnings[0].startswith("no text on page 2")


LEFT = ("considering", "a) that the first column has words that go on over", "several lines of it;", "resolves")
RIGHT = ("1 that the second column follows the first one, as a", "reader reads it;", "2 that this is the last paragraph.")


def _two_columns() -> bytes:
    from fpdf import FPDF

    document = FPDF()
    document.set_font("helvetica", size=9)
    document.add_page()
    for x, lines in ((15, LEFT), (110, RIGHT)):
        for row, line in enumerate(lines):
            document.text(x, 20 + 5 * row, line)
    return bytes(document.output())


@pytest.mark.parametrize("second", [False, True])
def test_two_columns_are_read_one_after_the_other(tmp_path, monkeypatch, second):
    if second:
        _failing(monkeypatch, 1, "")
    source = read_bytes(tmp_path, "a.pdf", _two_columns())
    assert source.reader == ("pypdfium2" if second else "pypdf")
    assert tuple(line.strip() for line in source.text.splitlines()) == LEFT + RIGHT


@pytest.mark.parametrize(
    ("text", "garbled"),
    [
        (SENTENCE, False),
        (SENTENCE.replace(" ", ""), True),
        (" ".join(SENTENCE), True),
        ("Генеральный секретарь представляет отчет Совету о выполнении настоящей Резолюции. " * 2, False),
        ("تكليف مدير مكتب تقييس الاتصالات بتقديم تقرير إلى المجلس كل سنة عن تنفيذ هذا القرار " * 2, False),
        ("电信标准化局主任每年向理事会提交关于本决议执行情况的报告" * 5, False),
        ("x " * 60, False),  # too few letters to say anything
        ("12.5 0.0001 3.14159 " * 100 + SENTENCE, False),
        ("k = 0.5 f α (1) " * 20 + SENTENCE * 2, False),
    ],
)
def test_garbled_or_not(text, garbled):
    assert is_garbled(text) is garbled


def test_python_warnings_are_as_before(tmp_path):
    before = list(warnings.filters)
    read_bytes(tmp_path, "a.pdf", pdf("one"))
    assert list(warnings.filters) == before


def test_the_made_file_is_one_that_pypdf_reads():
    assert len(PdfReader(io.BytesIO(_long())).pages) >= 5
