import threading
from dataclasses import replace

import pytest

from index.catalogue import Catalogue, FileRecord
from index.catalogue_writer import CatalogueWriter, check, digest
from schema import Dropped, Footnote
from tests.fakes import document

FILE = FileRecord("/a/b.txt", "b.txt", 3, 4, "abc", ("W-2012-en",), ("mind the gap",))


@pytest.fixture
def held(tmp_path):
    """Two language versions, one clause missing in the second; an other year; an other text."""
    writer = CatalogueWriter(tmp_path / "c.sqlite")
    for name, words in (
        ("W-2012-en", ["one", "two", "three"]),
        ("W-2012-fr", ["un", "deux"]),
        ("W-2016-fr", ["une"]),
        ("V-2012-fr", ["autre"]),
    ):
        writer.put(*document(name, words), path=f"/a/{name}.txt")
    writer.put_file(FILE)
    writer.commit()
    return Catalogue(tmp_path / "c.sqlite")


def test_documents_come_back_as_they_went_in(tmp_path):
    written, clauses = document("W-2012-en", ["one…", "تقرر"], warnings=("careful",))
    written = replace(written, dropped=(Dropped(0, 2, "white_space"),), pages=3)
    clauses = (replace(clauses[0], footnotes=(Footnote("1", "W-2012-en#p2"),), page=2), clauses[1])
    writer = CatalogueWriter(tmp_path / "c.sqlite")
    writer.put(written, clauses, "/a.txt")
    writer.commit()
    catalogue = Catalogue(tmp_path / "c.sqlite")
    assert catalogue.document("W-2012-en") == written
    assert catalogue.clauses("W-2012-en") == clauses
    assert catalogue.digests() == {"W-2012-en": digest(written, clauses)}


def test_clauses(held):
    assert [clause.text for clause in held.clauses("W-2012-en")] == ["one", "two", "three"]
    assert held.clauses("unknown") == ()
    assert held.clause("W-2012-fr#p2").text == "deux"
    asked = ["W-2012-fr#p2", "unknown", "W-2012-en#p1"]
    assert list(held.clauses_by_ids(asked)) == ["W-2012-fr#p2", "W-2012-en#p1"]
    assert len(held.clauses_by_ids(f"W-2012-en#p{i}" for i in range(5_000))) == 3
    with pytest.raises(KeyError):
        held.clause("unknown")
    with pytest.raises(KeyError):
        held.document("unknown")


def test_siblings_are_of_the_same_text_and_year_in_another_language(held):
    assert [c.id for c in held.siblings(held.clause("W-2012-en#p1"))] == ["W-2012-fr#p1"]
    assert held.siblings(held.clause("W-2012-en#p3")) == ()
    assert held.siblings(held.clause("W-2016-fr#p1")) == ()


def test_the_latest_revision_is_given_in_the_language_asked_for_where_it_is_held(held):
    assert held.latest("W", "en").id == "W-2016-fr"
    assert held.latest("V", "fr").id == "V-2012-fr"
    assert held.latest("U", "en") is None


def test_warnings_and_counts_without_the_text(held):
    assert held.own_warnings("W-2012-en") == held.warnings("W-2012-en") == ()
    assert (held.clause_count("W-2012-en"), held.clause_count("unknown")) == (3, 0)


def test_citations_are_written_with_what_they_name(held):
    (first, *_), all_of_them = held.references("W-2012-en"), held.references()
    assert (first.clause_id, first.words, first.reference.number, first.target) == ("W-2012-en#p1", "Resolution 1", "1", "")
    assert len(all_of_them) == 7


def test_relating_replaces_what_was_known(tmp_path):
    writer = CatalogueWriter(tmp_path / "c.sqlite")
    writer.put(*document("W-2012-en", ["one"]), path="/a.txt")
    writer.put(*document("V-2012-en", ["two"]), path="/b.txt")
    for target in ("V-2012-en", "W-2012-en"):
        cited = [replace(c, target=target, work_id=target[0]) for c in writer.reading().references()]
        writer.relate(cited, [("W-2012-en", "warning", f"see {target}", "W-2012-en#p1"), ("V-2012-en", "abrogated", "", "W-2012-en#p1")])
    writer.commit()
    held = Catalogue(tmp_path / "c.sqlite")
    assert held.cited_by("W-2012-en") == (("V-2012-en#p1", "Resolution 1", "V-2012-en"),)
    assert held.citing("W-2012-en") == ()  # itself
    assert held.warnings("W-2012-en") == ("see W-2012-en",) and held.status("V-2012-en").clause_id == "W-2012-en#p1"


def test_counts_owners_and_files(held):
    assert held.counts() == {"en": 3, "fr": 4}
    assert held.owners()["W-2012-fr"] == "/a/W-2012-fr.txt"
    assert held.files() == (FILE,)
    assert [info.id for info in held.documents()] == ["V-2012-fr", "W-2012-en", "W-2012-fr", "W-2016-fr"]
    assert [clause.text for _, clause in held.clauses_in("fr")] == ["autre", "un", "deux", "une"]


def test_replacing_and_removing(tmp_path):
    path = tmp_path / "c.sqlite"
    for words in (["one", "two"], ["new"]):
        writer = CatalogueWriter(path)
        writer.put(*document("W-2012-en", words), path="/a.txt")
        writer.commit()
    assert [clause.text for clause in Catalogue(path).clauses("W-2012-en")] == ["new"]
    writer = CatalogueWriter(path)
    writer.remove("W-2012-en")
    writer.commit()
    assert Catalogue(path).documents() == () and Catalogue(path).counts() == {}


def test_nothing_is_kept_without_commit(tmp_path):
    path = tmp_path / "c.sqlite"
    writer = CatalogueWriter(path)
    writer.put(*document("W-2012-en", ["one"]), path="/a.txt")
    writer.close()
    assert Catalogue(path).documents() == ()


def test_digest_changes_with_any_part():
    written, clauses = document("W-2012-en", ["one", "two"])
    same = digest(*document("W-2012-en", ["one", "two"]))
    others = {
        digest(replace(written, title="other"), clauses),
        digest(replace(written, source="other"), clauses),
        digest(written, clauses[:1]),
        digest(replace(written, dropped=(Dropped(0, 1, "bookmark"),)), clauses),
    }
    assert digest(written, clauses) == same and same not in others and len(others) == 4


def test_read_from_many_threads(held):
    wrong = []

    def read():
        for _ in range(50):
            if held.clause("W-2012-en#p2").text != "two" or held.document("W-2012-fr").text != "un\ndeux\n":
                wrong.append(1)

    threads = [threading.Thread(target=read) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not wrong


def test_check_sees_damage(tmp_path, held):
    path = tmp_path / "c.sqlite"
    assert check(path)
    content = bytearray(path.read_bytes())
    content[4096:12288] = b"\xff" * 8192
    path.write_bytes(content)
    assert not check(path)


def test_several_documents_are_read_at_once_whole_or_one_section_of_them(held):
    both = held.clauses_of(["W-2012-fr", "none", "W-2012-en"])
    assert both == {"W-2012-fr": list(held.clauses("W-2012-fr")), "none": [], "W-2012-en": list(held.clauses("W-2012-en"))}
    assert held.clauses_of(["W-2012-en"], "resolves") == {"W-2012-en": list(held.clauses("W-2012-en"))}
    assert held.clauses_of(["W-2012-en"], "title") == {"W-2012-en": []}


def test_places_are_those_of_the_clauses(held):
    clauses = held.clauses("W-2012-en")[::-1]
    places = held.places_of([*(clause.id for clause in clauses), "none"])
    assert list(places) == [clause.id for clause in clauses]
    for clause in clauses:
        place = places[clause.id]
        assert all(value == getattr(clause, name) for name, value in place._asdict().items())
