import pytest

from errors import IndexMismatch, IngestRunning, NoIndex
from index import generations
from index.generations import Lease, Manifest, begin, current, ingest_lock, lease_current, publish, sweep

MANIFEST = Manifest(generations.FORM, "letters-1", 26, "program", 0, {})


def names(data):
    return sorted(path.name[:6] for path in (data / "generations").iterdir())


def test_the_pointer_moves_only_when_a_generation_is_finished(tmp_path):
    first = begin(tmp_path)
    assert current(tmp_path) is None
    publish(tmp_path, first, MANIFEST)
    second = begin(tmp_path)
    assert current(tmp_path) == first
    publish(tmp_path, second, MANIFEST)
    assert current(tmp_path) == second
    assert generations.read_manifest(second) == MANIFEST


def test_sweep_removes_leftovers_and_what_nobody_reads(tmp_path):
    old, new = begin(tmp_path), begin(tmp_path)
    publish(tmp_path, old, MANIFEST)
    _, lease = lease_current(tmp_path)
    publish(tmp_path, new, MANIFEST)
    begin(tmp_path)  # left by a run that was killed
    sweep(tmp_path)
    assert names(tmp_path) == ["000001", "000002"]
    lease.release()
    sweep(tmp_path)
    assert names(tmp_path) == ["000002"]


def test_a_lease_of_a_dead_reader_holds_nothing(tmp_path):
    old, new = begin(tmp_path), begin(tmp_path)
    publish(tmp_path, old, MANIFEST)
    (tmp_path / "leases").mkdir()
    (tmp_path / "leases" / f"{old.name}.4242.dead").touch()
    publish(tmp_path, new, MANIFEST)
    sweep(tmp_path)
    assert names(tmp_path) == ["000002"]
    assert not list((tmp_path / "leases").iterdir())


def test_a_swap_between_pointer_and_lease(tmp_path, monkeypatch):
    old, new = begin(tmp_path), begin(tmp_path)
    publish(tmp_path, old, MANIFEST)

    class Late(Lease):
        def __init__(self, data, generation):
            if generation == old.name:
                publish(data, new, MANIFEST)
            super().__init__(data, generation)

    monkeypatch.setattr(generations, "Lease", Late)
    generation, lease = lease_current(tmp_path)
    assert generation == new
    assert [path.name.split(".")[0] for path in (tmp_path / "leases").iterdir()] == [new.name]
    lease.release()


def test_names_are_not_used_twice(tmp_path):
    first = begin(tmp_path)
    first.rmdir()
    assert begin(tmp_path).name != first.name


def test_one_ingest_at_a_time(tmp_path):
    with ingest_lock(tmp_path), pytest.raises(IngestRunning, match="is running"), ingest_lock(tmp_path):
        pass
    with ingest_lock(tmp_path):
        pass


def test_nothing_ingested(tmp_path):
    with pytest.raises(NoIndex, match=" -m ingest"):
        lease_current(tmp_path / "none")


def test_a_folder_where_no_lease_can_be_taken(tmp_path):
    publish(tmp_path, begin(tmp_path), MANIFEST)
    (tmp_path / "leases").write_text("a file in its place")
    with pytest.raises(NoIndex, match="cannot be opened.*can be written to"):
        lease_current(tmp_path)


@pytest.mark.parametrize("manifest", ["", "{", '{"form": "0-0"}'])
def test_a_manifest_that_cannot_be_used(tmp_path, manifest):
    (tmp_path / "manifest.json").write_text(manifest)
    with pytest.raises(IndexMismatch, match="--rebuild"):
        generations.read_manifest(tmp_path)
