"""An index carried whole: what arrives answers as what was sent, and nothing arrives by half."""

import json
import shutil
import zipfile
from dataclasses import replace

import pytest

from errors import BadInput, IndexMismatch, NoIndex
from index import __main__ as command
from index import generations, open_index, parcel
from index.embedding import chosen
from ingest.pipeline import ingest
from settings import Settings

TEXT = "RESOLUTION 5 (Dubai, 2012)\n\nOn lamps\n\nconsidering\n\na) that lamps help,\n\nresolves\n\n1 to number the lamps.\n"


@pytest.fixture(scope="module")
def sent(tmp_path_factory):
    """Settings of an index, and the file that it was exported to."""
    folder = tmp_path_factory.mktemp("sent")
    (folder / "texts").mkdir()
    (folder / "texts" / "a.txt").write_text(TEXT)
    settings = replace(Settings(), corpus=folder / "texts", data=folder / "data")
    ingest([settings.corpus], settings)
    parcel.write(settings.data, folder / "index.zip")
    return settings, folder / "index.zip"


def take(file, data):
    return parcel.read(file, data, chosen(Settings()).id)


def test_what_arrives_is_what_was_sent(sent, tmp_path):
    settings, file = sent
    arrived = replace(settings, data=tmp_path / "data")
    take(file, arrived.data)
    one, other = open_index(settings), open_index(arrived)
    vector = one.embedding.embed(["lamps"])[0]
    assert [c for d in one.catalogue.documents() for c in one.catalogue.clauses(d.id)] == [
        c for d in other.catalogue.documents() for c in other.catalogue.clauses(d.id)
    ]
    assert one.search_dense(vector, "en", 3) == other.search_dense(vector, "en", 3) != []
    assert one.search_lexical("lamps", "en", 3) == other.search_lexical("lamps", "en", 3) != []
    assert other.store.search(vector, "en", 2, 5) == one.store.search(vector, "en", 2, 5)
    one.close(), other.close()


def test_what_arrives_can_be_added_to(sent, tmp_path):
    settings, file = sent
    take(file, tmp_path / "data")
    (tmp_path / "b.txt").write_text(TEXT.replace("5", "6").replace("lamp", "tower"))
    report = ingest([tmp_path / "b.txt"], replace(settings, data=tmp_path / "data"))
    assert report.documents == 2 and report.unchanged == 1


def test_an_export_while_the_index_is_read(sent, tmp_path):
    settings, _ = sent
    index = open_index(settings)
    index.store.read("en")
    parcel.write(settings.data, tmp_path / "again.zip")
    index.close()
    assert take(tmp_path / "again.zip", tmp_path / "data").name.startswith("000001")


@pytest.mark.parametrize("share", [0.0, 0.1, 0.5, 0.9, 0.999])
def test_a_file_cut_off(sent, tmp_path, share):
    whole = sent[1].read_bytes()
    (tmp_path / "cut.zip").write_bytes(whole[: int(share * len(whole))])
    with pytest.raises(BadInput):
        take(tmp_path / "cut.zip", tmp_path / "data")
    assert generations.current(tmp_path / "data") is None


@pytest.mark.parametrize("name", ["catalogue.sqlite", "manifest.json", "chroma/chroma.sqlite3", "vectors/en/vectors.npy"])
def test_a_changed_byte_and_the_earlier_index_stays(sent, tmp_path, name):
    settings, file = sent
    shutil.copytree(settings.data, tmp_path / "data")
    before = generations.current(tmp_path / "data")
    bad = bytearray(file.read_bytes())
    part = zipfile.ZipFile(file).read(name)
    bad[bad.index(part) + len(part) // 2] ^= 0x55
    (tmp_path / "bad.zip").write_bytes(bad)
    with pytest.raises(BadInput):
        take(tmp_path / "bad.zip", tmp_path / "data")
    assert generations.current(tmp_path / "data") == before
    assert [path.name for path in (tmp_path / "data" / "generations").iterdir()] == [before.name]


def repacked(file, target, change, content=None):
    """The file with another head, and other content of its parts where given."""
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(target, "w") as new:
        head = json.loads(old.read(parcel.HEAD))
        change(head)
        new.writestr(parcel.HEAD, json.dumps(head))
        for name in old.namelist():
            if name != parcel.HEAD:
                new.writestr(name, (content or {}).get(name, old.read(name)))
        for name in set(content or ()) - set(old.namelist()):
            new.writestr(name, content[name])
    return target


@pytest.mark.parametrize("change, error, words", [
    (lambda head: head.update(form="0-0"), IndexMismatch, "the form 0-0"),
    (lambda head: head.update(embedding="other"), IndexMismatch, "the embedding other"),
    (lambda head: head.update(kind="cake"), BadInput, "no exported index"),
    (lambda head: head["files"].update({"catalogue.sqlite": "0" * 64}), BadInput, "catalogue.sqlite is not as"),
    (lambda head: head["files"].pop("manifest.json"), BadInput, "no exported index"),
    (lambda head: head.update(files=["a"]), BadInput, "no exported index"),
])  # fmt: skip
def test_another_form_or_embedding_or_kind(sent, tmp_path, change, error, words):
    file = repacked(sent[1], tmp_path / "other.zip", change)
    with pytest.raises(error, match=words):
        take(file, tmp_path / "data")
    assert generations.current(tmp_path / "data") is None


@pytest.mark.parametrize("name", ["../outside", "/outside", "a/../../outside", "a\\..\\..\\outside"])
def test_a_part_that_would_stand_outside(sent, tmp_path, name):
    file = repacked(sent[1], tmp_path / "out.zip", lambda head: head["files"].update({name: "0" * 64}), {name: "x"})
    with pytest.raises(BadInput):
        take(file, tmp_path / "deep" / "data")
    assert not list(tmp_path.rglob("*outside*"))


def test_the_command(sent, tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("ITU_DATA", str(tmp_path / "data"))
    assert command.main(["import", str(sent[1])]) == 0 and "1 document, 3 clauses held now." in capsys.readouterr().out
    assert command.main(["export", str(tmp_path / "out.zip")]) == 0 and (tmp_path / "out.zip").stat().st_size > 1000
    assert command.main(["export", str(tmp_path / "none" / "out.zip")]) == 2
    assert command.main(["import", str(tmp_path / "missing.zip")]) == 2
    assert command.main(["export", str(tmp_path)]) == 2
    errors = capsys.readouterr().err.splitlines()
    assert len(errors) == 3 and all(str(tmp_path) in line for line in errors)


def test_nothing_to_export(tmp_path):
    with pytest.raises(NoIndex):
        parcel.write(tmp_path / "data", tmp_path / "out.zip")
    assert not (tmp_path / "out.zip").exists()
