"""What docs/operating.md says of an upgrade between forms of the index, there and back."""

from __future__ import annotations

import pytest

from errors import IndexMismatch
from index import generations, parcel
from tests.ingest.workshop import ONE, TWO

OLD, NEW = "1-old", "2-new"


@pytest.fixture
def version(monkeypatch):
    """``version(form)``: from now on it is the version of the project that reads and writes this form."""
    return lambda form: monkeypatch.setattr(generations, "FORM", form)


def test_up_and_back(shop, tmp_path, version):
    version(OLD)
    shop.write(a_txt=ONE, b_txt=TWO)
    shop.ingest()
    held, parcel_file = shop.texts(), tmp_path / "before.zip"
    parcel.write(shop.settings.data, parcel_file)

    version(NEW)  # the new version refuses what the old one wrote, and says what to run
    for refused in (shop.open, shop.ingest):
        with pytest.raises(IndexMismatch, match=f"form {OLD}, this version reads {NEW}.*--rebuild"):
            refused()
    with pytest.raises(IndexMismatch, match=f"form {OLD}, this version reads {NEW}.*Use the version that wrote it"):
        parcel.read(parcel_file, shop.settings.data, shop.embedding.id)

    shop.delete("b.txt")  # the paths given and all others that the old index knew, if they are still there
    (tmp_path / "corpus" / "c.txt").write_text("# RES-3-2012-en\nresolves anew\n")
    shop.ingest(rebuild=True)
    rebuilt = {**{i: words for i, words in held.items() if i != "RES-2-2012-en"}, "RES-3-2012-en": ["resolves anew"]}
    assert shop.texts() == rebuilt

    version(OLD)  # and back: the old version refuses the new index, and takes its export in
    with pytest.raises(IndexMismatch, match=f"form {NEW}, this version reads {OLD}"):
        shop.open()
    parcel.read(parcel_file, shop.settings.data, shop.embedding.id)
    assert shop.texts() == held


def test_a_rebuild_that_fails_leaves_the_old_form_to_the_old_version(shop, version, monkeypatch):
    version(OLD)
    shop.write(a_txt=ONE)
    shop.ingest()
    held = shop.texts()
    version(NEW)
    with monkeypatch.context() as broken:
        broken.setattr("index.writer.Writer.publish", lambda *_: (_ for _ in ()).throw(OSError("no space left")))
        with pytest.raises(OSError):
            shop.ingest(rebuild=True)
    version(OLD)
    assert shop.texts() == held


def test_the_same_form_and_other_code_is_read_again_by_a_plain_ingest(shop, monkeypatch):
    shop.write(a_txt=ONE)
    shop.ingest()
    monkeypatch.setattr("ingest.files.program", lambda root: "another")
    assert shop.open() and shop.ingest().unchanged == 1 and shop.read == ["a.txt"]
    shop.ingest()
    assert shop.read == []
