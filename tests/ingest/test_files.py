import os

import pytest

from errors import BadInput
from ingest.files import list_files, program, under


def make(folder, *names):
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x", encoding="utf-8")


def test_what_is_a_text(tmp_path):
    make(
        tmp_path,
        "b.TXT",
        "a/c.pdf",
        "a/d.docx",
        "e.html",
        "f.htm",
        "g.doc",
        "h.docm",
        "i.xhtml",
        "j.text",
        "README.md",
        "a/Readme.txt",
        "readme.html",
        ".hidden.txt",
        ".git/x.txt",
        "~$d.docx",
        "picture.png",
        "a/notes.md",
    )
    listing = list_files([tmp_path])
    assert sorted(item.file for item in listing.found) == [
        "a/c.pdf",
        "a/d.docx",
        "b.TXT",
        "e.html",
        "f.htm",
        "g.doc",
        "h.docm",
        "i.xhtml",
        "j.text",
    ]
    assert listing.skipped == ("a/notes.md", "picture.png")
    assert listing.refused == listing.empty == ()


@pytest.mark.parametrize(("link", "target", "path"), [
    ("x.txt", "blob", "x.txt"), ("x.pdf", "v1.2", "x.pdf"), ("x.txt", "y.txt", "y.txt"), ("x.txt", "y.TEXT", "y.TEXT")])
def test_a_link_goes_by_its_own_name_where_its_targets_tells_no_kind(tmp_path, link, target, path):
    make(tmp_path, f"store/{target}", "texts/a.txt")
    place = tmp_path / "texts" / link
    try:
        place.symlink_to(tmp_path / "store" / target)
    except OSError:
        pytest.skip("no links here")
    found = {item.file: item.path for item in list_files([tmp_path / "texts"]).found}
    below = tmp_path / ("texts" if path == link else "store")
    assert found == {"a.txt": str(tmp_path / "texts" / "a.txt"), link: str(below / path)}


def test_files_given_themselves(tmp_path):
    make(tmp_path, "a/README.txt", "b.xyz")
    listing = list_files([tmp_path / "a" / "README.txt", tmp_path / "b.xyz"])
    assert [item.file for item in listing.found] == ["README.txt"]
    assert [refused.why for refused in listing.refused] == [
        f"{tmp_path / 'b.xyz'}: not a kind of file that can be read (.docx .docm .html .htm .xhtml .txt .text .pdf .doc). "
        "Convert it to one of these, or leave it out."
    ]


def test_given_twice_is_once(tmp_path):
    make(tmp_path, "a/b.txt")
    listing = list_files([tmp_path, tmp_path / "a", tmp_path / "a" / "b.txt"])
    assert [item.file for item in listing.found] == ["a/b.txt"]


def test_not_there(tmp_path):
    with pytest.raises(BadInput, match="none: no such file or folder"):
        list_files([tmp_path, tmp_path / "none"])


def test_an_empty_folder_is_told(tmp_path):
    make(tmp_path, "README.md")
    assert list_files([tmp_path]).empty == (str(tmp_path.resolve()),)


@pytest.mark.skipif(os.name == "nt", reason="names are text there")
def test_a_name_that_is_not_text(tmp_path):
    make(tmp_path, "a.txt")
    try:
        (tmp_path / os.fsdecode(b"\xff.txt")).write_text("x")
    except OSError:
        pytest.skip("this file system takes only text for names")
    listing = list_files([tmp_path])
    assert [item.file for item in listing.found] == ["a.txt"]
    assert "Rename it" in listing.refused[0].why
    listing.refused[0].why.encode("utf-8")


@pytest.mark.parametrize(
    ("path", "roots", "is_under"),
    [
        ("/a/b/c", ["/a/b"], True),
        ("/a/b", ["/a/b"], True),
        ("/a/bc", ["/a/b"], False),
        ("/a", ["/"], True),
        ("/a", [], False),
    ],
)
def test_under(path, roots, is_under):
    assert under(path.replace("/", os.sep), [root.replace("/", os.sep) for root in roots]) is is_under


def test_the_program_is_another_when_a_rule_changes(tmp_path):
    make(tmp_path, "ingest/clauses.py", "itu/headings.toml", "answer/ask.py")
    before = program(tmp_path)
    (tmp_path / "answer" / "ask.py").write_text("y")
    assert program(tmp_path) == before
    (tmp_path / "itu" / "headings.toml").write_text("y")
    assert program(tmp_path) != before
