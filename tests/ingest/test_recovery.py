"""A damaged index is found again, or said to be damaged and built anew; texts from elsewhere come along."""

import pytest

from errors import IndexMismatch
from ingest import export
from tests.ingest.workshop import ONE, TWO


@pytest.fixture
def two(shop, tmp_path):
    """An index of a text in the folder and one from elsewhere."""
    shop.write(a_txt=ONE)
    elsewhere = tmp_path / "elsewhere.txt"
    elsewhere.write_text(TWO)
    shop.ingest(shop.settings.corpus, elsewhere)
    shop.elsewhere = elsewhere
    return shop


def broken_pointer(pointer, how):
    if how in ("directory", "missing"):
        pointer.unlink()
    if how == "directory":
        pointer.mkdir()
    elif how != "missing":
        pointer.write_bytes({"empty": b"", "cut": b"000001-", "garbage": b"\xff\x00\xfe", "gone": b"000009-abcdef"}[how])


@pytest.mark.parametrize("rebuild", [False, True])
@pytest.mark.parametrize("how", ["empty", "cut", "garbage", "directory", "missing", "gone"])
def test_a_damaged_pointer_loses_nothing(two, how, rebuild):
    broken_pointer(two.settings.data / "CURRENT", how)
    with pytest.raises(IndexMismatch, match="pointer to the index is damaged. Run: .* -m ingest"):
        two.open()
    report = two.ingest(rebuild=rebuild)
    assert report.removed == () and report.unchanged == 2
    assert "was found again" in report.warnings[0][1]
    assert set(two.texts()) == {"RES-1-2012-en", "RES-2-2012-en"}
    assert two.ingest().warnings == ()


def test_of_several_the_newest_whole_one_is_found(two, monkeypatch):
    monkeypatch.setattr("index.generations.sweep", lambda data: None)
    first = two.ingest().generation
    two.write(b_txt=ONE.replace("RES-1", "RES-3"))
    second = two.ingest().generation
    two.write(c_txt=ONE.replace("RES-1", "RES-4"))
    third = two.ingest().generation
    assert first < second < third
    (two.settings.data / "generations" / third / "catalogue.sqlite").write_bytes(b"")
    broken_pointer(two.settings.data / "CURRENT", "empty")
    assert second in two.ingest().warnings[0][1]
    assert len(two.texts()) == 4  # the text added last was read again


def test_a_pointer_to_nothing_at_all(two):
    (two.settings.data / "generations").rename(two.settings.data / "away")
    report = two.ingest()
    assert report.documents == 1 and "no index was found" in report.warnings[0][1]


@pytest.mark.parametrize("file", ["catalogue.sqlite", "chroma/chroma.sqlite3", "lexical/en/ids.json", "manifest.json"])
@pytest.mark.parametrize("harm", ["delete", "empty", "cut", "garbage"])
def test_a_damaged_file_is_noticed_and_mended(two, file, harm):
    path = two.settings.data / "generations" / two.ingest().generation / file
    whole = path.read_bytes()
    path.unlink()
    if harm != "delete":
        path.write_bytes({"empty": b"", "cut": whole[: len(whole) // 2], "garbage": b"\xff\xfe no"}[harm])
    for use in (two.open, two.ingest, lambda: export.held(two.settings)):
        with pytest.raises(IndexMismatch, match="damaged.*--rebuild"):
            use()
    report = two.ingest(rebuild=True)
    held = {"RES-1-2012-en", "RES-2-2012-en"}
    if file == "catalogue.sqlite":  # the only list of files
        assert "could not be read at all" in report.warnings[0][1]
        held = {"RES-1-2012-en"}
    assert set(two.texts()) == held


def test_a_text_whose_file_is_gone_is_carried_over(two):
    two.elsewhere.unlink()
    report = two.ingest(rebuild=True)
    assert report.warnings == (
        ("elsewhere.txt", "the file is gone: RES-2-2012-en is kept as the earlier index has it"),
    )
    assert set(two.texts()) == {"RES-1-2012-en", "RES-2-2012-en"}


def test_a_text_that_neither_file_nor_index_gives_is_named(two):
    import sqlite3

    two.elsewhere.unlink()
    catalogue = two.settings.data / "generations" / two.ingest().generation / "catalogue.sqlite"
    with sqlite3.connect(catalogue) as db:
        db.execute("UPDATE texts SET text = x'00'")
    db.close()
    report = two.ingest(rebuild=True)
    assert report.removed == ("RES-2-2012-en",)
    assert "RES-2-2012-en is no longer held: its file is gone, nor can the earlier index" in report.warnings[0][1]
