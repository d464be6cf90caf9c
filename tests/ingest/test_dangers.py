"""A folder with traps in it: each is refused in one line and in bounded time, and the rest goes in."""

import os

import pytest

from errors import BadFile, shown
from ingest import files, holdings
from ingest.readers import html
from ingest.reading import real_build
from ingest.report import lines
from tests.ingest.readers.files import docx, package, read_bytes
from tests.ingest.workshop import ONE

GOOD = "RESOLUTION 5 (Dubai, 2012)\n\nconsidering\n\na) that numbering helps,\n\nresolves\n\n1 to number.\n"
HUGE = "<w:p><w:r><w:t>" + "a" * 30_000_000 + "</w:t></w:r></w:p>"
ENTITIES = '<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;">]><w:document xmlns:w="w">&b;</w:document>'


@pytest.fixture
def ingest(shop):
    """Ingests the folder with the real readers."""

    def run(**options):
        return shop.ingest(build=real_build(shop.settings), **options)

    shop.write(good_txt=GOOD)
    return run


@pytest.mark.timeout(120)
def test_the_rest_goes_in(shop, ingest):
    folder = shop.settings.corpus
    os.mkfifo(folder / "pipe.txt")
    (folder / "loop").symlink_to(folder, target_is_directory=True)
    (folder / "self.pdf").symlink_to(folder / "self.pdf")
    (folder / "device.txt").symlink_to("/dev/zero")
    (folder / "folder.pdf").mkdir()
    (folder / "bomb.docx").write_bytes(docx(HUGE))
    (folder / "entities.docx").write_bytes(package({"word/document.xml": ENTITIES}))
    with open(folder / "large.txt", "wb") as file:
        file.truncate(400 * 2**20)
    report = ingest()
    assert report.documents == 1 and report.exit_code == 1 and report.skipped == ("loop",)
    assert {refused.file.rpartition("/")[2] for refused in report.refused} == {
        "pipe.txt", "self.pdf", "device.txt", "bomb.docx", "entities.docx", "large.txt",
    }  # fmt: skip
    assert all("\n" not in line for line in lines(report))


def test_what_is_too_large_is_not_read(shop, ingest, monkeypatch):
    with open(shop.settings.corpus / "large.txt", "wb") as file:
        file.truncate(400 * 2**20)
    fingerprint = files.fingerprint
    seen = []
    monkeypatch.setattr(files, "fingerprint", lambda path: seen.append(path.name) or fingerprint(path))
    report = ingest()
    assert seen == ["good.txt"]
    assert "it has 400 MB and the limit is 100 MB. Split it, or raise ITU_MAX_FILE_MB." in report.refused[0].why


@pytest.mark.parametrize("name", ["pipe.txt", "null.txt"])
def test_given_itself_it_does_not_wait(tmp_path, name):
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "null.txt").symlink_to("/dev/null")
    listing = files.list_files([tmp_path / name])
    assert listing.found == () and "it is not a file" in listing.refused[0].why


def test_a_file_that_goes_while_we_look(tmp_path, monkeypatch):
    (tmp_path / "a.txt").write_text(ONE)
    monkeypatch.setattr(files.os.path, "isfile", lambda path: True)
    (tmp_path / "b.txt").symlink_to(tmp_path / "gone")
    listing = files.list_files([tmp_path])
    assert [found.file for found in listing.found] == ["a.txt"]
    assert "it cannot be looked at (No such file or directory)" in listing.refused[0].why


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("a\nb.docx", r"a\nb.docx"),
        ("\x1b[31mred.docx", r"\x1b[31mred.docx"),
        ("\u202excod.docx", r"\u202excod.docx"),
        ("a\\..\\x.docx", "a\\..\\x.docx"),
        ("\x7f\x85.docx", r"\x7f\x85.docx"),
        ("Résolution 57 – التوصية.docx", "Résolution 57 – التوصية.docx"),
    ],
)
def test_names_are_written_out(shop, ingest, name, line):
    (shop.settings.corpus / name).write_bytes(b"no zip")
    (shop.settings.corpus / (name + ".png")).write_bytes(b"x")
    report = ingest()
    assert report.documents == 1 and len(report.refused) == 1
    shown_lines = lines(report)
    assert line in shown_lines[-1] and f"left out: {line}.png." in "".join(shown_lines)


def test_a_good_file_of_a_bad_name_goes_in(shop, ingest):
    (shop.settings.corpus / "b\n\u202e.txt").write_text(GOOD.replace("5", "6"))
    report = ingest()
    assert report.documents == 2 and not report.refused
    assert all(identifier.isprintable() for identifier in report.added)


def test_a_name_taken_from_a_file_hides_nothing(shop, ingest):
    (shop.settings.corpus / "b\n\u202e.txt").write_text("Notes on the harbour and its lights.\n")
    ingest()
    held = shop.open().catalogue
    assert [info.name for info in held.documents() if info.kind == "other"] == [r"b\n\u202e"]
    report = holdings.lines(holdings.holdings(held), holdings.file_warnings(held))
    assert any(r"from b\n\u202e.txt" in line for line in report) and not any("\u202e" in line for line in report)


def test_parts_with_paths_in_their_names_stay_in_the_package(tmp_path):
    evil = {"../../evil.xml": "x", "/etc/evil\n.xml": "x", "word/document.xml": "<"}
    with pytest.raises(BadFile, match="is not sound XML"):
        read_bytes(tmp_path, "a.docx", package(evil))
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.docx"]


def test_a_web_page_has_a_limit_of_its_own(tmp_path, monkeypatch):
    monkeypatch.setattr(html, "MOST", 1000)
    with pytest.raises(BadFile, match="as a web page it is too large"):
        read_bytes(tmp_path, "a.html", b"<html>" + b"<p>x" * 1000)


def test_shown_leaves_what_can_be_seen():
    for text in ("décide 1 b)", "电信标准化局", "مكتب تقييس الاتصالات", "a\u00a0b – « c »", "\u200f(\u200f1"):
        assert shown(text) == text
    assert shown("a\tb\r\u2028\u2066\udc80\ufeff") == r"a\tb\r\u2028\u2066\udc80\ufeff"
