"""An index that moves to a Chroma server and back, loses what the server had, and is carried in a file."""

from __future__ import annotations

from dataclasses import replace

import pytest

from index import __main__ as index_command
from index import chroma_server, open_index, shared_store
from tests.chroma import ChromaServer
from tests.ingest.workshop import ONE, ONE_FR, TWO, Workshop, check_whole

THREE = "# RES-3-2012-en\nresolves to plant trees\n"


@pytest.fixture(scope="module")
def chroma(tmp_path_factory):
    server = ChromaServer(tmp_path_factory.mktemp("chroma"))
    server.start()
    yield server
    server.stop()


@pytest.fixture
def workshop(tmp_path):
    return Workshop(tmp_path)


def use(workshop, url):
    workshop.settings = replace(workshop.settings, chroma_url=url, exact_up_to=1)


def embedded(workshop):
    return (workshop.settings.data / "generations" / workshop.open().generation / "chroma").is_dir()


def test_to_a_server_and_back(workshop, chroma):
    workshop.write(a_txt=ONE, b_txt=ONE_FR)
    workshop.ingest()
    assert embedded(workshop)
    use(workshop, chroma.url)
    assert workshop.open().search_dense(workshop.embedding.embed(["act"])[0], "en", 1)  # nothing there yet: all are compared
    assert workshop.ingest().unchanged == 2 and workshop.texts()  # brought, though no text has changed
    workshop.write(c_txt=TWO)
    workshop.ingest()
    assert not embedded(workshop) and set(workshop.texts()) == {"RES-1-2012-en", "RES-1-2012-fr", "RES-2-2012-en"}
    use(workshop, "")
    vector = workshop.embedding.embed(["resolves to number"])[0]
    assert workshop.open().store is None and workshop.open().search_dense(vector, "en", 1)
    workshop.write(d_txt=THREE)
    workshop.delete("b.txt")
    workshop.ingest()
    assert embedded(workshop) and set(workshop.texts()) == {"RES-1-2012-en", "RES-2-2012-en", "RES-3-2012-en"}


def test_an_ingest_with_nothing_new_brings_what_the_server_lost(workshop, chroma):
    use(workshop, chroma.url)
    workshop.write(a_txt=ONE)
    workshop.ingest()
    client = chroma_server.client(chroma_server.address(workshop.settings), chroma_server.WRITE)
    client.delete_collection(shared_store.collection_name(workshop.settings.data, "en", workshop.embedding.id))
    report = workshop.ingest()
    assert report.unchanged == 1 and workshop.texts()  # which looks into the server


def test_a_server_that_fails_within_leaves_the_index_as_it_was(workshop, chroma, monkeypatch):
    use(workshop, chroma.url)
    workshop.write(a_txt=ONE)
    workshop.ingest()
    before = workshop.open().generation
    workshop.write(b_txt=TWO)

    def gone(*_, **__):
        raise chroma_server.NoServer("it is gone", where="h", do="Start it")

    with monkeypatch.context() as patched:
        patched.setattr(shared_store, "bring", gone)
        with pytest.raises(chroma_server.NoServer):
            workshop.ingest()
    assert workshop.open().generation == before and [p.name for p in (workshop.settings.data / "generations").iterdir()] == [before]
    bring, calls = shared_store.bring, []

    def gone_after(*given, **how):
        calls.append(how)
        return bring(*given, **how) if len(calls) == 1 else gone()

    with monkeypatch.context() as patched:
        patched.setattr(shared_store, "bring", gone_after)
        report = workshop.ingest()
    assert ("CHROMA_URL", "h: it is gone. Start it.") in report.warnings and len(workshop.texts()) == 2


def test_carried_in_a_file(workshop, chroma, tmp_path, monkeypatch, capsys):
    use(workshop, chroma.url)
    workshop.write(a_txt=ONE)
    workshop.ingest()
    other = replace(workshop.settings, data=tmp_path / "other")
    monkeypatch.setattr("index.embedding.chosen", lambda settings: workshop.embedding)
    for command, settings in (("export", workshop.settings), ("import", other)):
        monkeypatch.setattr(index_command.settings_module, "load", lambda settings=settings: settings)
        assert index_command.main([command, str(tmp_path / "index.zip")]) == 0, capsys.readouterr().err
    index = open_index(other, embedding=workshop.embedding)
    check_whole(index, workshop.embedding)
    index.close()
