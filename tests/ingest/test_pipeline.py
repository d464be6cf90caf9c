import os
import sys
import threading
import time
from dataclasses import replace

import pytest

from errors import BadInput, IndexMismatch, IngestRunning
from index import contextual, generations
from ingest import files
from ingest.files import Found
from ingest.pipeline import ingest
from ingest.plan import rank
from tests import fakes
from tests.ingest.workshop import ONE, ONE_FR, TWO, Workshop


def test_add_change_remove(shop):
    shop.write(a_txt=ONE, b_txt=ONE_FR)
    report = shop.ingest()
    assert (report.documents, report.clauses, report.unchanged) == (2, 4, 0)
    assert report.added == ("RES-1-2012-en", "RES-1-2012-fr")

    shop.write(b_txt=ONE_FR.replace("agir", "attendre"), c_txt=TWO)
    shop.delete("a.txt")
    report = shop.ingest()
    assert (report.added, report.changed, report.removed, report.unchanged) == (
        ("RES-2-2012-en",),
        ("RES-1-2012-fr",),
        ("RES-1-2012-en",),
        0,
    )
    assert shop.read == ["c.txt", "b.txt"] or shop.read == ["b.txt", "c.txt"]
    assert shop.texts() == {
        "RES-1-2012-fr": ["décide d'attendre", "invite le Conseil"],
        "RES-2-2012-en": ["considering numbering", "resolves to number"],
    }


def test_a_language_goes_with_its_last_document(shop):
    shop.write(a_txt=ONE, b_txt=ONE_FR)
    shop.ingest()
    shop.delete("b.txt")
    shop.ingest()
    assert list(shop.texts()) == ["RES-1-2012-en"]
    assert shop.open().languages == ("en",)
    assert shop.open().search_dense(shop.embedding.embed(["x"])[0], "fr", 3) == []
    assert shop.open().search_lexical("conseil", "fr", 3) == []


def test_nothing_changed_costs_nothing(shop):
    shop.write(a_txt=ONE)
    first = shop.ingest()
    os.utime(shop.settings.corpus / "a.txt")  # touched, but the same
    again = shop.ingest()
    assert again.generation == first.generation and again.unchanged == 1 and not shop.read
    assert len(list((shop.settings.data / "generations").iterdir())) == 1


def test_a_change_of_the_same_size_within_the_same_tick_is_seen(shop):
    shop.write(a_txt=ONE)
    state = (shop.settings.corpus / "a.txt").stat()
    shop.ingest()
    shop.write(a_txt=ONE.replace("act", "ask"))
    os.utime(shop.settings.corpus / "a.txt", ns=(state.st_atime_ns, state.st_mtime_ns))
    assert shop.ingest().changed == ("RES-1-2012-en",)


def test_a_file_that_has_long_stood_still_is_not_even_opened(shop, monkeypatch):
    shop.write(a_txt=ONE)
    os.utime(shop.settings.corpus / "a.txt", (time.time() - 60,) * 2)
    shop.ingest()
    monkeypatch.setattr(files, "fingerprint", lambda path: pytest.fail(f"{path} was read"))
    assert shop.ingest().unchanged == 1


def test_a_bad_file_beside_good_ones(shop):
    shop.write(a_txt=ONE, b_txt="bad", c_txt=TWO)
    report = shop.ingest()
    assert report.documents == 2 and report.exit_code == 1
    assert [(r.file, r.why, r.kept) for r in report.refused] == [("b.txt", "b.txt: it is bad. Mend it.", ())]
    again = shop.ingest()  # still bad: said again, and no new generation for it
    assert again.refused == report.refused and again.generation == report.generation


def test_only_bad_files(shop):
    shop.write(b_txt="bad")
    report = shop.ingest()
    assert (report.exit_code, report.generation) == (2, "")
    assert list((shop.settings.data / "generations").glob("*")) == []


def test_a_file_that_turns_bad_keeps_its_earlier_version(shop):
    shop.write(a_txt=ONE, b_txt=TWO)
    shop.ingest()
    shop.write(a_txt="bad")
    report = shop.ingest()
    assert report.refused[0].kept == ("RES-1-2012-en",) and report.unchanged == 2
    assert len(shop.texts()) == 2
    assert len(shop.ingest(rebuild=True).refused) == 1  # also when all is built anew
    assert len(shop.texts()) == 2
    shop.write(a_txt=ONE.replace("act", "wait"))
    assert shop.ingest().changed == ("RES-1-2012-en",)


@pytest.mark.parametrize("fault", [RecursionError("too deep"), MemoryError(), ZeroDivisionError("x\ny")])
def test_a_fault_in_a_reader_is_one_line_and_stops_nothing(shop, fault):
    def build(path, file, sha256):
        if file == "a.txt":
            raise fault
        return fakes.build(path, file, sha256)

    shop.write(a_txt=ONE, b_txt=TWO)
    report = shop.ingest(build=build)
    assert report.documents == 1
    assert type(fault).__name__ in report.refused[0].why and "\n" not in report.refused[0].why


def test_clauses_that_are_not_where_they_say_are_refused(shop):
    def build(path, file, sha256):
        [(document, clauses)] = fakes.build(path, file, sha256)
        return [(document, (clauses[0], clauses[0]))]

    shop.write(a_txt=ONE)
    assert "could not be told apart" in shop.ingest(build=build).refused[0].why


def test_prune(shop, tmp_path):
    shop.write(a_txt=ONE, b_txt=TWO)
    other = tmp_path / "other"
    other.mkdir()
    (other / "c.txt").write_text(ONE_FR)
    shop.ingest(shop.settings.corpus, other)
    shop.delete("a.txt")
    (other / "c.txt").unlink()
    assert shop.ingest(prune=False).removed == ()
    assert shop.ingest().removed == ("RES-1-2012-en",)  # and not what was elsewhere
    assert set(shop.texts()) == {"RES-1-2012-fr", "RES-2-2012-en"}


def test_an_emptied_folder_is_taken_for_a_mistake(shop):
    shop.write(a_txt=ONE)
    shop.ingest()
    shop.delete("a.txt")
    with pytest.raises(BadInput, match="no text in this folder.*--prune"):
        shop.ingest()
    assert len(shop.texts()) == 1
    report = shop.ingest(prune=True)
    assert report.removed == ("RES-1-2012-en",) and (report.documents, report.clauses) == (0, 0)
    assert shop.texts() == {}


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="permissions don't bind here")
def test_a_folder_that_cannot_be_listed_loses_nothing(shop):
    inner = shop.settings.corpus / "inner"
    inner.mkdir()
    shop.write(b_txt=TWO)
    (inner / "a.txt").write_text(ONE)
    shop.ingest()
    inner.chmod(0)
    try:
        report = shop.ingest()
    finally:
        inner.chmod(0o755)
    assert report.removed == () and "cannot be listed" in report.refused[0].why


def test_a_closed_folder_loses_nothing(shop, monkeypatch):
    """The same, where the tests run as root."""
    shop.write(a_txt=ONE, b_txt=TWO)
    shop.ingest()
    real = files.list_files

    def list_files(paths):
        listing = real(paths)
        gone = tuple(item for item in listing.found if item.file != "a.txt")
        return replace(listing, found=gone, closed=(str(shop.settings.corpus / "a.txt"),))

    monkeypatch.setattr(files, "list_files", list_files)
    assert shop.ingest().removed == ()


def test_a_link_to_a_file_without_an_ending(shop, tmp_path):
    shop.write(a_txt=ONE)
    (tmp_path / "blob").write_text(TWO, encoding="utf-8")
    try:
        (shop.settings.corpus / "b.txt").symlink_to(tmp_path / "blob")
    except OSError:
        pytest.skip("no links here")
    assert (shop.ingest().refused, list(shop.texts())) == ((), ["RES-1-2012-en", "RES-2-2012-en"])
    assert shop.ingest().unchanged == 2 and not shop.read
    shop.delete("b.txt")
    assert shop.ingest().removed == ("RES-2-2012-en",)


@pytest.mark.parametrize("name", ["blob", "v1.2", "a.PNG"])
def test_a_file_of_no_known_kind_ranks_last(tmp_path, name):
    names = ["a.pdf", name, "a.DOC", "a.docx"]
    for each in names:
        (tmp_path / each).touch()
    ranked = sorted((Found(str(tmp_path / each), each, 0, 0) for each in names), key=rank)
    assert [item.file for item in ranked] == ["a.docx", "a.pdf", "a.DOC", name]


def test_nothing_there(shop, tmp_path):
    with pytest.raises(BadInput, match="no such file"):
        shop.ingest(tmp_path / "none")
    with pytest.raises(BadInput, match="no text in this folder"):
        shop.ingest()


@pytest.mark.parametrize(
    ("texts", "kept"),
    [
        ({"a_txt": ONE, "b_docx": ONE.replace("act", "be")}, "b.docx"),  # the format that loses least
        ({"a_pdf": ONE, "b_txt": ONE.replace("act", "be")}, "b.txt"),
        ({"a_txt": ONE, "b_txt": ONE + "\n\n"}, "b.txt"),  # the larger
        ({"a_txt": ONE, "b_txt": ONE}, "a.txt"),  # the first by name
    ],
)
def test_one_document_from_two_files(shop, texts, kept):
    shop.write(**texts)
    report = shop.ingest()
    names = [name.replace("_", ".") for name in texts]
    other = next(name for name in names if name != kept)
    assert report.documents == 1
    assert shop.open().catalogue.info("RES-1-2012-en").file == kept
    assert report.warnings == ((other, f"the same document (RES-1-2012-en) as {kept}, which is kept"),)
    assert shop.ingest().generation == report.generation  # settled
    shop.delete(kept)
    shop.ingest()
    assert shop.open().catalogue.info("RES-1-2012-en").file == other
    shop.write(**{kept.replace(".", "_"): texts[kept.replace(".", "_")]})
    report = shop.ingest()
    assert shop.open().catalogue.info("RES-1-2012-en").file == kept
    assert report.warnings == ((kept, f"the same document (RES-1-2012-en) as {other}; this one is kept"),)
    assert report.documents == 1 and len(shop.texts()) == 1


def test_a_volume_of_several_documents(shop):
    shop.write(volume_txt=ONE + TWO, z_docx=TWO.replace("number\n", "count\n"))
    report = shop.ingest()
    assert report.documents == 2
    assert shop.texts()["RES-2-2012-en"] == ["considering numbering", "resolves to count"]
    shop.write(volume_txt=ONE)
    assert shop.ingest().removed == ()
    shop.write(volume_txt=TWO)
    assert shop.ingest().removed == ("RES-1-2012-en",)


def test_moved_files_are_not_held_twice(shop):
    shop.write(a_txt=ONE)
    shop.ingest()
    moved = shop.settings.corpus.rename(shop.settings.corpus.with_name("moved"))
    report = shop.ingest(moved)
    assert (report.documents, report.unchanged, report.warnings) == (1, 1, ()) and len(shop.texts()) == 1
    assert [record.path for record in shop.open().catalogue.files()] == [str((moved / "a.txt").resolve())]


def test_warnings_are_in_the_report_of_the_run_that_read_them(shop):
    shop.write(a_txt=ONE + "!no clauses of its own: paragraphs\n")
    assert shop.ingest().warnings == (("a.txt", "no clauses of its own: paragraphs"),)
    assert shop.ingest().warnings == ()
    assert shop.open().catalogue.files()[0].warnings == ("no clauses of its own: paragraphs",)


def test_the_order_of_ingestion_makes_no_difference(tmp_path):
    texts = {"a_txt": ONE, "b_txt": ONE_FR, "c_txt": TWO, "d_docx": ONE.replace("2012", "2016")}
    answers = []
    for number, names in enumerate([list(texts), list(texts)[::-1]]):
        (tmp_path / str(number)).mkdir()
        shop = Workshop(tmp_path / str(number))
        for name in names:
            shop.write(**{name: texts[name]})
            shop.ingest()
        index = shop.open()
        vector = shop.embedding.embed(["invites the Council to act on numbers"])[0]
        answers.append(
            [
                index.search_dense(vector, "en", 4),
                index.search_dense(vector, "fr", 4),
                index.search_lexical("invites Council resolves", "en", 4),
                index.catalogue.documents(),
                shop.texts(),
            ]
        )
    assert answers[0] == answers[1]


def test_two_ingests_at_once(shop):
    shop.write(a_txt=ONE)
    with generations.ingest_lock(shop.settings.data), pytest.raises(IngestRunning):
        shop.ingest()
    assert shop.ingest().documents == 1


def test_an_open_index_sees_a_finished_ingest(shop):
    shop.write(a_txt=ONE)
    shop.ingest()
    index = shop.open()
    assert index.current() is index
    shop.write(a_txt=ONE.replace("act", "wait"))
    shop.ingest()
    assert index.catalogue.clause("RES-1-2012-en#p1").text == "resolves to act"  # what it had stays whole
    vector = contextual.vectors(shop.embedding, list(index.catalogue.clauses_in("en")))[0]
    assert index.search_dense(vector, "en", 1)[0] == ("RES-1-2012-en#p1", pytest.approx(1.0))
    latest = index.current()
    assert latest.catalogue.clause("RES-1-2012-en#p1").text == "resolves to wait"
    assert index.current() is latest is shop.open()
    index.close()
    assert index.closed and not latest.closed
    shop.write(b_txt=TWO)
    shop.ingest()
    names = {path.name for path in (shop.settings.data / "generations").iterdir()}
    assert names == {latest.generation, latest.current().generation}  # the first has gone


def test_many_threads_share_one_index_while_ingests_go_on(shop):
    shop.write(a_txt=ONE, b_txt=ONE_FR)
    shop.ingest()
    wrong, seen, stop = [], set(), threading.Event()

    def ask():
        index = shop.open()
        vector = shop.embedding.embed(["resolves to act"])[0]
        try:
            while not stop.is_set():
                index = index.current()
                seen.add(index.generation)
                [(best, _)] = index.search_dense(vector, "en", 1)
                assert index.catalogue.clause(best).text.startswith("resolves to act")
                assert index.search_lexical("act", "en", 5)[0][0] == best
        except Exception as error:
            wrong.append(error)

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for version in range(4):
        shop.write(a_txt=ONE.replace("act", f"act {version}"))
        shop.ingest()
    stop.set()
    for thread in threads:
        thread.join()
    assert not wrong and len(seen) > 1
    shop.write(a_txt=TWO)
    latest = shop.ingest().generation
    assert {path.name for path in (shop.settings.data / "generations").iterdir()} == {
        latest
    }  # all were let go


def test_another_embedding(shop):
    shop.write(a_txt=ONE)
    shop.ingest()
    other = fakes.FakeEmbedding("other")
    with pytest.raises(IndexMismatch, match="embedding letters-1, not other-1.* -m ingest --rebuild"):
        shop.ingest(embedding=other)
    shop.open()
    shop.embedding = other
    with pytest.raises(IndexMismatch, match=" -m ingest --rebuild"):
        shop.open()
    report = shop.ingest(rebuild=True)
    assert (report.documents, report.unchanged) == (1, 1)
    assert shop.open().manifest.embedding == "other-1"


def test_another_program_reads_everything_again(shop, monkeypatch):
    shop.write(a_txt=ONE, b_txt=TWO)
    first = shop.ingest()
    shop.delete("b.txt")  # kept by the folder not being given
    monkeypatch.setattr(files, "program", lambda root: "new")
    report = shop.ingest(shop.settings.corpus / "a.txt")
    assert shop.read == ["a.txt"] and report.generation != first.generation and report.unchanged == 2
    assert len(shop.texts()) == 2
    assert shop.ingest(shop.settings.corpus / "a.txt").generation == report.generation


def test_a_fault_while_writing_leaves_the_index_as_it_was(shop):
    shop.write(a_txt=ONE)
    first = shop.ingest()
    shop.write(b_txt=TWO)

    class Broken(fakes.FakeEmbedding):
        def embed(self, texts):
            raise OSError("no space left on device")

    with pytest.raises(OSError):
        shop.ingest(embedding=Broken())
    assert [path.name for path in (shop.settings.data / "generations").iterdir()] == [first.generation]
    assert shop.open().generation == first.generation and len(shop.texts()) == 1
    assert shop.ingest().documents == 2


def test_an_index_that_does_not_agree_with_itself_is_not_published(shop, monkeypatch):
    shop.write(a_txt=ONE)
    shop.ingest()
    monkeypatch.setattr("index.store.StoreWriter.add", lambda *_: None)
    shop.write(b_txt=TWO)
    with pytest.raises(Exception, match="does not agree with itself"):
        shop.ingest()
    assert list(shop.texts()) == ["RES-1-2012-en"]


def test_an_index_of_another_form_is_built_again_from_all_its_files(shop, tmp_path):
    shop.write(a_txt=ONE)
    (tmp_path / "elsewhere.txt").write_text(TWO)
    shop.ingest(shop.settings.corpus, tmp_path / "elsewhere.txt")
    manifest = generations.current(shop.settings.data) / "manifest.json"
    manifest.write_text(manifest.read_text().replace(generations.FORM, "0-0"))
    with pytest.raises(IndexMismatch, match="form 0-0.*--rebuild"):
        shop.ingest()
    assert shop.ingest(rebuild=True).documents == 2
    assert len(shop.texts()) == 2


def test_a_damaged_index_says_what_to_run(shop):
    shop.write(a_txt=ONE)
    report = shop.ingest()
    folder = shop.settings.data / "generations" / report.generation
    for path in (folder / "lexical" / "en").iterdir():
        path.write_bytes(b"")
    with pytest.raises(IndexMismatch, match="--rebuild"):
        shop.open()
    (folder / "catalogue.sqlite").write_bytes(b"not a database at all" * 500)
    with pytest.raises(IndexMismatch, match="--rebuild"):
        shop.ingest()
    assert shop.ingest(rebuild=True).documents == 1
    assert len(shop.texts()) == 1


def test_progress(shop):
    shop.write(a_txt=ONE, b_txt=TWO)
    seen = []
    shop.ingest(progress=lambda *step: seen.append(step))
    assert [step[0] for step in seen] == sorted(step[0] for step in seen) and seen[-1][:2] == (2, 2)
    assert {"a.txt", "b.txt", "checking"} <= {step[2] for step in seen}


def test_many_clauses_are_embedded_in_batches(shop, monkeypatch):
    monkeypatch.setattr("index.writer.EMBED", 7)
    body = "\n".join(f"resolves {'x' * i} to act" for i in range(1, 20))
    shop.write(a_txt=f"# RES-1-2012-en\n{body}\n# RES-2-2012-fr\n{body}\n# RES-3-2012-en\n{body}\n")
    assert shop.ingest().clauses == 57
    assert [len(texts) for texts in shop.texts().values()] == [19, 19, 19]


def test_an_unchanged_corpus_imports_neither_llama_index_nor_chroma(shop, monkeypatch):
    shop.write(a_txt=ONE)
    shop.ingest()
    for name in [name for name in sys.modules if name.split(".")[0] in ("llama_index", "chromadb")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "llama_index", None)
    monkeypatch.setitem(sys.modules, "chromadb", None)
    assert (
        ingest([shop.settings.corpus], shop.settings, embedding=shop.embedding, build=fakes.build).unchanged
        == 1
    )


def test_a_graph_is_built_to_be_searched_where_it_will_be(shop):
    shop.write(a_txt=ONE, b_txt=ONE_FR)
    shop.ingest()
    question = shop.embedding.embed(["the Council"])[0]
    first = shop.open()
    exact = first.search_dense(question, "en", 2)
    assert not first.store.searched("en") and len(exact) == 2
    shop.settings = replace(shop.settings, exact_up_to=1)
    assert shop.open().search_dense(question, "en", 2) == exact  # there is no graph for it yet: all are compared

    shop.write(c_txt=TWO)
    shop.ingest()
    index = shop.open()
    assert index.store.searched("en") and not index.store.searched("fr")  # nothing has changed in that language
    assert index.store.search(question, "en", 2, 10) == index.search_dense(question, "en", 2)
    assert len(shop.texts()) == 3
