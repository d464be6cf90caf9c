"""Questions over a folder that cannot be written to, or on a full disk."""

import errno
import os

import pytest

from errors import AssistantError, BadSetting, IndexMismatch
from index import generations, store
from ingest import export
from ingest.__main__ import main
from tests.ingest.workshop import ONE, Workshop


@pytest.fixture
def closed(tmp_path, monkeypatch):
    """An index in a folder where neither a lease nor Chroma's files can be written."""
    shop = Workshop(tmp_path)
    shop.write(a_txt=ONE)
    shop.ingest()
    real, access = store.Store, os.access

    def refuse(*_):
        raise OSError(errno.EROFS, "Read-only file system")

    def opened(folder, lease=None):
        if folder.is_relative_to(tmp_path):
            raise RuntimeError("attempt to write a readonly database")
        return real(folder, lease)

    monkeypatch.setattr(generations, "Lease", refuse)
    monkeypatch.setattr(store, "Store", opened)
    monkeypatch.setattr(os, "access", lambda path, mode: mode != os.W_OK and access(path, mode))
    return shop


def test_questions_work(closed):
    index = closed.open()
    vector = closed.embedding.embed(["resolves to act"])[0]
    assert index.search_dense(vector, "en", 1)[0][0] == "RES-1-2012-en#p1"
    assert index.search_lexical("Council", "en", 1) and index.current() is index
    scratch = index.store._lease[1].name
    assert os.path.exists(scratch) and not index.closed
    index.close()
    assert index.closed
    del index
    assert not os.path.exists(scratch)
    export.held(closed.settings).close()


def test_what_is_damaged_though_it_could_be_written_is_said(closed, monkeypatch):
    monkeypatch.setattr(os, "access", lambda path, mode: True)
    with pytest.raises(IndexMismatch, match="readonly database.*--rebuild"):
        closed.open()


def test_a_full_disk_is_called_so(closed, monkeypatch):
    monkeypatch.setattr(os, "access", lambda path, mode: True)
    monkeypatch.setattr(generations, "has_room", lambda folder: False)
    with pytest.raises(AssistantError, match="the disk is full. Free some space") as caught:
        closed.open()
    assert "--rebuild" not in str(caught.value)


def test_an_ingest_says_that_it_cannot_write(tmp_path):
    (tmp_path / "data" / "ingest.lock").mkdir(parents=True)
    with (
        pytest.raises(BadSetting, match="cannot be written to .*set ITU_DATA to another"),
        generations.ingest_lock(tmp_path / "data"),
    ):
        pass


def test_a_catalogue_of_the_right_size_that_is_none(tmp_path, monkeypatch, capsys):
    shop = Workshop(tmp_path)
    shop.write(a_txt=ONE)
    catalogue = shop.settings.data / "generations" / shop.ingest().generation / "catalogue.sqlite"
    catalogue.write_bytes(b"\xff" * catalogue.stat().st_size)
    monkeypatch.setenv("ITU_DATA", str(shop.settings.data))
    for use in (shop.open, shop.ingest, lambda: export.held(shop.settings)):
        with pytest.raises(IndexMismatch, match="cannot be read.*--rebuild"):
            use()
    assert main(["report"]) == 2 and "--rebuild" in capsys.readouterr().err
