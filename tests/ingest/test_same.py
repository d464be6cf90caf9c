"""Different texts that go by one id are all held; what is held depends on the files, not on their order."""

import itertools

import pytest

from ingest.reading import real_build
from ingest.same import distinct, plain, renamed, same
from tests import fakes
from tests.ingest.workshop import Workshop

A = "# RES-7-2012-en\nresolves to lay cables\n"
B = "# RES-7-2012-en\ninvites young experts\ninvites the Council\n"
C = "# RES-7-2012-en\nconsidering tariffs on trunk lines between islands\n"


@pytest.mark.parametrize(
    ("one", "path", "other", "other_path", "expected"),
    [
        ("To lay\ncables.", "a.txt", "To lay cables.\n", "b.txt", True),
        ("to lay five new cables", "a.txt", "to lay five cables", "b.txt", False),
        ("to lay five new cables", "a.txt", "to lay five cables", "b.pdf", True),
        ("to lay cables", "a.txt", "on tariffs and lines", "a.pdf", False),
        ("一二三四五六", "a.txt", "一二三四五七", "a.docx", True),
        ("", "a.txt", "", "b.txt", True),
    ],
)
def test_same(one, path, other, other_path, expected):
    assert same(one, path, other, other_path) is same(other, other_path, one, path) is expected


def test_ids():
    new = distinct("RES-7-en", "/x/y/a.txt")
    assert plain(new) == "RES-7-en" != new == distinct(new, "/elsewhere/y/a.txt")
    assert plain("RES-7-en~2") == "RES-7-en~2"  # the second document of a volume
    document, clauses = renamed(*fakes.document("RES-7-2012-en", ["one", "two"]), "RES-7-2012-en~abcdef")
    assert (document.id, document.work_id) == ("RES-7-2012-en~abcdef", "RES-7~abcdef")
    assert [clause.id for clause in clauses] == ["RES-7-2012-en~abcdef#p1", "RES-7-2012-en~abcdef#p2"]


def held(shop):
    return {i: tuple(texts) for i, texts in shop.texts().items()}


@pytest.mark.parametrize("order", itertools.permutations(["a.txt", "b.txt", "c.pdf", "d.txt"]))
def test_any_order_holds_the_same(tmp_path, order):
    texts = {"a.txt": A, "b.txt": B, "c.pdf": C, "d.txt": B}
    shop = Workshop(tmp_path)
    for name in order:
        shop.write(**{name.replace(".", "_"): texts[name]})
        shop.ingest()
    found = held(shop)
    assert found == {
        "RES-7-2012-en": ("invites young experts", "invites the Council"),  # the larger
        distinct("RES-7-2012-en", "corpus/a.txt"): ("resolves to lay cables",),
        distinct("RES-7-2012-en", "corpus/c.pdf"): ("considering tariffs on trunk lines between islands",),
    }
    assert not shop.ingest().changed  # settled
    assert shop.ingest(rebuild=True).unchanged == 3 and held(shop) == found


def test_it_is_said_and_undone(shop):
    shop.write(a_txt=A)
    shop.ingest()
    shop.write(b_txt=B)
    report = shop.ingest()
    assert report.warnings[0][0] == "b.txt" and "another text than a.txt by the same name" in report.warnings[0][1]
    shop.write(b_txt="bad")
    assert shop.ingest().documents == 2 and len(held(shop)) == 2  # what is kept of it, too
    shop.delete("b.txt")
    shop.ingest()
    assert held(shop) == {"RES-7-2012-en": ("resolves to lay cables",)}


def test_one_that_turns_bad_while_another_takes_its_id_is_kept(shop):
    shop.write(a_txt=A)
    shop.ingest()
    shop.write(a_txt="bad", b_txt=B)
    report = shop.ingest()
    new = distinct("RES-7-2012-en", "corpus/a.txt")
    assert report.refused[0].kept == (new,) and set(held(shop)) == {"RES-7-2012-en", new}
    shop.write(a_txt=A)
    assert shop.ingest().removed == () and set(held(shop)) == {"RES-7-2012-en", new}


def test_names_alike_and_folders_alike(shop, tmp_path):
    for folder in ("east", "west"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "notes.txt").write_text(f"The harbour of the {folder} keeps its own lights.\n")
    for name in ("a b.txt", "a-b.txt", "a+b.txt"):
        (shop.settings.corpus / name).write_text(f"A text in the file {name} about the sea.\n")
    build = real_build(shop.settings)
    paths = (shop.settings.corpus, tmp_path / "east", tmp_path / "west")
    report = shop.ingest(*paths, build=build)
    assert report.documents == 5 and len(report.warnings) >= 3
    again = shop.ingest(tmp_path / "west" / "notes.txt", *paths[:2], build=build, rebuild=True)
    assert (again.added, again.removed, again.documents) == ((), (), 5)  # ids depend on the file alone
