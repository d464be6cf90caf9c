"""The model collection holds together, and its checker sees what would break it."""

from __future__ import annotations

from pathlib import Path

import pytest

from errors import BadInput
from evals.collections import build, check, layout
from evals.collections.numbering import label, letter, number
from evals.collections.sources import Block, assembly, read, read_all
from ingest.documents import build as parse
from ingest.readers import read as read_file
from schema import LANGUAGES
from settings import Settings

FOLDER = build.FOLDER
SOURCE = """kind: resolution
number: 4
adopted: Sariat 2031
family: emergency

@title
{title}
@h considering
@l
en that 3 ropes rot[^1];
fr que 3 cordes pourrissent[^1];
es que 3 cuerdas se pudren[^1];
ru что 3 каната гниют[^1];
ar أن 3 حبال تتعفن[^1]؛
zh 3根绳索腐烂[^1]；
@note
{note}
@h resolves
@p
{last}
"""
TITLE = "en Ropes\nfr Cordes\nes Cuerdas\nru Канаты\nar الحبال\nzh 绳索"
NOTE = "en Of hemp.\nfr De chanvre.\nes De cáñamo.\nru Из пеньки.\nar من القنب.\nzh 麻制。"
LAST = "en to burn them.\nfr de les brûler.\nes quemarlas.\nru сжечь их.\nar إحراقها.\nzh 将其烧毁。"


def written(tmp_path: Path, name: str = "RES-4-2031", title: str = TITLE, note: str = NOTE, last: str = LAST, **more) -> Path:
    (tmp_path / "sources").mkdir(exist_ok=True)
    (tmp_path / "assembly.toml").write_bytes((FOLDER / "assembly.toml").read_bytes())
    path = tmp_path / "sources" / f"{name}.txt"
    text = SOURCE.format(title=title, note=note, last=last)
    for old, new in more.get("change", ()):
        assert old in text
        text = text.replace(old, new)
    path.write_text(text, "utf-8")
    return path


def test_the_collection_is_sound_and_its_texts_are_those_of_the_sources(capsys):
    assert build.main(["--check"]) == 0, capsys.readouterr().err


def test_word_files_read_as_their_sources():
    common = assembly(FOLDER)
    paths = [(s, language, FOLDER / "formats" / layout.file_name(s, language, "docx"))
             for s in read_all(FOLDER) if "docx" in s.formats for language in LANGUAGES]
    assert paths
    for source, language, path in paths:
        (_, clauses), = parse(read_file(path, Settings()), path.name, "0")
        assert [(c.key, " ".join(c.text.split())) for c in clauses] == layout.expected(source, language, common)


def test_a_sound_source_has_no_fault(tmp_path):
    written(tmp_path)
    assert check.faults(read_all(tmp_path), tmp_path) == []


@pytest.mark.parametrize(("change", "fault"), [
    (("fr que 3 cordes", "fr que 4 cordes"), "line 14, fr: numbers ['4'], in English ['3']"),
    (("es que 3 cuerdas se pudren[^1];", "es que 3 cuerdas se pudren[^1],"), "es: ends in ','"),
    (("ru что 3 каната", "ru что 3 кaната"), "ru: a word in two scripts"),
    (("zh 3根绳索腐烂[^1]；", "zh 3 ropes rotting and rotten[^1]；"), "zh: 0 of "),
    (("ar أن 3 حبال تتعفن[^1]؛", "ar أن 3 حبال, تتعفن[^1]؛"), "ar: foreign punctuation"),
    (("zh 3根绳索腐烂[^1]；", "zh 3根绳索腐烂；"), "zh: footnote calls differ"),
    (("en that 3 ropes", "en that 3 ropes of the NAG"), "fr: GCX does not stand where the English has NAG"),
    (("en that 3 ropes rot[^1];", "en that 3 ropes rot"), "fr: ends in ';'"),
])
def test_the_checker_names_the_place_and_the_fault(tmp_path, change, fault):
    written(tmp_path, change=[change])
    assert any(fault in line for line in check.faults(read_all(tmp_path), tmp_path))


def test_a_sentence_may_not_stand_on_both_sides(tmp_path):
    written(tmp_path)
    written(tmp_path, "RES-7-2031", change=[("number: 4", "number: 7"), ("family: emergency", "family: numbering")])
    assert any("on both sides of the split" in line for line in check.faults(read_all(tmp_path), tmp_path))


def test_a_paragraph_may_not_stand_twice_in_a_text(tmp_path):
    path = written(tmp_path)
    text = path.read_text("utf-8")
    block = text[text.index("@l"):text.index("@note")]
    path.write_text(text.replace("@h resolves", block + NOTE.join(["@note\n", "\n@h resolves"])), "utf-8")
    assert any("fr: stands twice in the text" in line for line in check.faults(read_all(tmp_path), tmp_path))


def test_what_the_parser_reads_otherwise_is_a_fault(tmp_path):
    written(tmp_path, last=LAST.replace("en to burn them.", "en noting\nfr").split("\nfr")[0] + LAST[LAST.index("\nfr"):])
    assert any("wanted" in line and "read" in line for line in check.faults(read_all(tmp_path), tmp_path))


@pytest.mark.parametrize(("change", "line", "fault"), [
    ([("zh 3根绳索腐烂[^1]；\n", "")], 14, "@l lacks zh"),
    ([("@note", "@foot")], 21, "@foot is not a kind of block"),
    ([("@h considering", "@h pondering")], 13, "'pondering' is not a heading"),
    ([("Sariat 2031", "Atlantis 2031")], 1, "the place 'Atlantis'"),
    ([("@h resolves", "@copy 1")], 28, "@copy needs a base"),
    ([("fr que 3", "xx que 3")], 16, "a line must open with @"),
    ([("family: emergency\n", "")], 5, "the header lacks family"),
])
def test_a_source_that_is_not_in_form_is_refused(tmp_path, change, line, fault):
    path = written(tmp_path, change=change)
    with pytest.raises(BadInput) as error:
        read(path, tmp_path)
    assert f"line {line}" in str(error.value) and fault in str(error.value)


def test_a_revision_copies_clauses_with_their_footnotes(tmp_path):
    written(tmp_path)
    later = tmp_path / "sources" / "RES-4-2035.txt"
    later.write_text("kind: resolution\nnumber: 4\nadopted: Sariat 2031; Velmora 2035\nfamily: emergency\nbase: RES-4-2031\n"
                     "@copy title\n@copy 1\n@copy 2\n", "utf-8")
    first, second = read_all(tmp_path)
    assert [b.words for b in second.blocks] == [b.words for b in first.blocks]
    assert "RESOLUTION 4 (Rev. Velmora, 2035)" in layout.text(second, "en", assembly(tmp_path))


def test_labels_and_keys_are_counted_as_printed():
    kinds = ["title", "h", "n", "l", "l", "n", "nn", "nn", "d", "h", "p", "annex", "p", "n", "row"]
    items = number([Block(kind, {}, 0) for kind in kinds])
    assert [i.key for i in items] == ["title", "1", "1.1", "1.1.1", "1.1.2", "1.2", "1.2.1", "1.2.2", "1.2.2.d1", "2", "2", "A1",
                                      "A1.p1", "A1.1", "A1.1.r1"]
    assert [label(i, "en") for i in items[2:9]] == ["1", "a)", "b)", "2", "2.1", "2.2", "–"]
    assert [letter(n, lang) for n, lang in [(1, "ru"), (10, "ru"), (1, "ar"), (2, "ar"), (27, "en")]] == [
        "а)", "к)", "أ )", "ب)", "aa)"]
