"""Word: (body, lines as Word prints them)."""

import io

import pytest

from errors import BadFile
from tests.ingest.readers.files import W, docx, in_list, level, lists, p, package, r, read_bytes


@pytest.fixture
def lines(tmp_path):
    def read(body: str, **parts: str) -> list[str]:
        return read_bytes(tmp_path, "a.docx", docx(body, **parts)).text.split("\n")

    return read


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (p("one") + p("two"), ["one", "two"]),
        ("<w:p><w:r><w:t>a)</w:t><w:tab/><w:t>that</w:t></w:r></w:p>", ["a)\tthat"]),
        ("<w:p><w:r><w:t>between the</w:t><w:br/><w:t>Sectors</w:t></w:r></w:p>", ["between the", "Sectors"]),
        ("<w:p><w:r><w:t>ITU</w:t><w:noBreakHyphen/><w:t>T</w:t></w:r></w:p>", ["ITU\u2011T"]),
        ("<w:p><w:r><w:t>tele</w:t><w:softHyphen/><w:t>com</w:t></w:r></w:p>", ["tele\u00adcom"]),
        ('<w:p><w:r><w:sym w:font="Symbol" w:char="F0E3"/></w:r></w:p>', ["©"]),
        (
            f"<w:p><w:hyperlink>{r('a link')}</w:hyperlink><w:bookmarkStart w:name='x'/>{r(' and')}</w:p>",
            ["a link and"],
        ),
        (
            f"<w:sdt><w:sdtPr><w:tag w:val='t'/></w:sdtPr><w:sdtContent>{p('held')}</w:sdtContent></w:sdt>",
            ["held"],
        ),
        (f"<w:p><w:sdt><w:sdtContent>{r('in')}</w:sdtContent></w:sdt>{r('line')}</w:p>", ["inline"]),
        (
            "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r><w:r><w:t>seen</w:t></w:r></w:p>",
            ["seen"],
        ),
        ("<w:p><w:r><w:instrText>PAGEREF x</w:instrText></w:r><w:r><w:t>7</w:t></w:r></w:p>", ["7"]),
        ("<!-- a comment --><w:p><?pi x?><w:r><w:t>kept</w:t></w:r></w:p>", ["kept"]),
    ],
)
def test_paragraphs(lines, body, expected):
    assert lines(body) == expected


def _table(*rows: list[str]) -> str:
    cell = "<w:tc><w:tcPr/>{}</w:tc>"
    return (
        "<w:tbl>"
        + "".join(f"<w:tr>{''.join(cell.format(c) for c in row)}</w:tr>" for row in rows)
        + "</w:tbl>"
    )


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        (_table([p("k"), p("α")], [p("1"), p("2") + p("3")]), ["k | α", "1 | 2 3"]),
        (_table([p("title") + p("subtitle"), p()]), ["title", "subtitle"]),
        (_table([p("a"), p(), p("c")]), ["a |  | c"]),
        (_table([_table([p("x"), p("y")]) + p(), p("beside")]), ["x | y", "beside"]),
        ("<w:tbl><w:sdt><w:sdtContent><w:tr><w:tc>" + p("in a control") + "</w:tc></w:tr></w:sdtContent></w:sdt></w:tbl>",
         ["in a control"]),
    ],
)  # fmt: skip
def test_tables_stand_in_document_order(lines, table, expected):
    assert lines(p("before") + table + p("after")) == ["before", *expected, "after"]


def test_paragraphs_beside_a_marginal_number_are_lines(lines):
    rows = [[p(str(n)), p(f"Lamp {n} burns.")] for n in range(31, 36)]
    rows[1] = [p("32") + p("PP-98"), p("a) The pilots keep:") + p("– oil; and") + p() + p("– rope.")]
    rows[3] = [p("34"), p("It smokes.") + p("It goes out.")]
    figures = _table([p("40 lamps"), p("of oil") + p("of gas")])
    expected = ["ARTICLE 4", "31 | Lamp 31 burns.", "32 PP-98 | a) The pilots keep:", "– oil; and", "– rope.", "33 | Lamp 33 burns.",
                "34 | It smokes.", "It goes out.", "35 | Lamp 35 burns.", "40 lamps | of oil of gas"]
    assert lines(p("ARTICLE 4") + _table(*rows) + figures) == expected


def test_paragraphs_of_a_cell_beside_a_number_are_one_line_where_no_numbers_run_through_articles(lines):
    assert lines(_table(*([p(str(n)), p("oil") + p("rope")] for n in range(31, 36)))) == [f"{n} | oil rope" for n in range(31, 36)]


LETTERS = level(0, "lowerLetter", "%1)")
OUTLINE = level(0, "decimal", "%1") + level(1, "decimal", "%1.%2") + level(2, "lowerRoman", "%3)")


@pytest.mark.parametrize(
    ("levels", "places", "labels"),
    [
        ([LETTERS], [0, 0, 0], ["a)", "b)", "c)"]),
        ([OUTLINE], [0, 1, 1, 2, 2, 0, 1, 2], ["1", "1.1", "1.2", "i)", "ii)", "2", "2.1", "i)"]),
        ([level(0, "upperRoman", "%1.", start=4)], [0, 0], ["IV.", "V."]),
        ([level(0, "upperLetter", "Annex %1")], [0], ["Annex A"]),
        ([level(0, "bullet", "\uf0b7")], [0, 0], ["–", "–"]),
        ([level(0, "russianLower", "%1)")], [0, 0, 0, 0], ["а)", "б)", "в)", "г)"]),
        ([level(0, "arabicAlpha", "%1)")], [0, 0], ["أ)", "ب)"]),
        ([level(0, "decimalZero", "%1")], [0], ["01"]),
        ([level(0, "upperRoman", "%1") + level(1, "decimal", "%1.%2", "<w:isLgl/>")], [0, 1], ["I", "1.1"]),
        ([level(0, "decimal", "%1") + level(1, "lowerLetter", "%2)", '<w:lvlRestart w:val="0"/>')], [0, 1, 0, 1],
         ["1", "a)", "2", "b)"]),
    ],
)  # fmt: skip
def test_generated_labels_are_written_out(lines, levels, places, labels):
    body = "".join(p("text", in_list(1, place)) for place in places)
    assert lines(body, numbering=lists(*levels)) == [f"{label}\ttext" for label in labels]


def test_lists_of_one_kind_count_on_and_an_override_starts_anew(lines):
    anew = '<w:num w:numId="{}"><w:abstractNumId w:val="1"/>{}</w:num>'
    nums = anew.format(2, "") + anew.format(
        3, '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    )
    body = "".join(p("x", in_list(n)) for n in (1, 2, 3, 3))
    assert lines(body, numbering=lists(LETTERS, nums=nums)) == ["a)\tx", "b)\tx", "a)\tx", "b)\tx"]


def test_a_label_may_be_followed_by_a_space_or_nothing(lines):
    spaced, glued = (
        level(0, "decimal", "%1", '<w:suff w:val="space"/>'),
        level(0, "decimal", "%1", '<w:suff w:val="nothing"/>'),
    )
    assert lines(p("x", in_list(1)) + p("x", in_list(2)), numbering=lists(spaced, glued)) == ["1 x", "1x"]


STYLES = (
    '<w:style w:type="paragraph" w:styleId="Base"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Sub"><w:basedOn w:val="Base"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Loop"><w:basedOn w:val="Loop"/></w:style>'
)


def test_numbers_come_from_styles_and_what_they_are_based_on(lines):
    levels = level(0, "decimal", "%1", '<w:pStyle w:val="Base"/>') + level(
        1, "decimal", "%1.%2", '<w:pStyle w:val="Sub"/>'
    )
    styled = [p("x", f'<w:pStyle w:val="{style}"/>') for style in ("Base", "Sub", "Sub", "Loop")]
    unnumbered = p("x", '<w:pStyle w:val="Base"/><w:numPr><w:numId w:val="0"/></w:numPr>')
    found = lines("".join(styled) + unnumbered, numbering=lists(levels), styles=STYLES)
    assert found == ["1\tx", "1.1\tx", "1.2\tx", "x", "x"]


def test_a_list_may_take_its_levels_from_a_list_style(lines):
    linked = '<w:styleLink w:val="L"/>' + LETTERS
    assert lines(p("x", in_list(2)), numbering=lists(linked, '<w:numStyleLink w:val="L"/>')) == ["a)\tx"]


def _note(number: int, text: str, kind: str = "footnote") -> str:
    return f'<w:{kind} w:id="{number}"><w:p><w:r><w:{kind}Ref/></w:r>{r(text)}</w:p></w:{kind}>'


def test_a_footnote_is_called_by_number_and_stands_after_its_paragraph(lines):
    call = f'<w:p>{r("developing countries")}<w:r><w:footnoteReference w:id="7"/></w:r>{r("; and")}</w:p>'
    found = lines(call + p("next"), footnotes=_note(7, " These include the LDCs."))
    assert found == ["developing countries[footnoteRef:1]1; and [1: 1\tThese include the LDCs.]", "next"]


def test_a_mark_that_the_author_chose_is_kept(lines):
    call = (
        f'<w:p>{r("ID")}<w:r><w:footnoteReference w:customMarkFollows="1" w:id="2"/><w:t>*</w:t></w:r></w:p>'
    )
    note = '<w:footnote w:id="2"><w:p><w:r><w:t>*</w:t><w:tab/><w:t>See there.</w:t></w:r></w:p></w:footnote>'
    assert lines(call, footnotes=note) == ["ID[footnoteRef:1]* [1: *\tSee there.]"]


def test_footnotes_and_endnotes_share_the_count_but_not_the_marks(lines):
    body = '<w:p><w:r><w:t>a</w:t><w:endnoteReference w:id="1"/><w:t>b</w:t><w:footnoteReference w:id="1"/></w:r></w:p>'
    found = lines(body, footnotes=_note(1, "foot"), endnotes=_note(1, "end", "endnote"))
    assert found == ["a[footnoteRef:1]ib[footnoteRef:2]1 [1: i\tend] [2: 1\tfoot]"]


def test_a_note_called_in_a_table_stands_at_the_end_of_its_row(lines):
    called = '<w:p><w:r><w:t>a</w:t><w:footnoteReference w:id="1"/></w:r></w:p>'
    found = lines(_table([called, p("b")], [p("c"), p("d")]), footnotes=_note(1, "n"))
    assert found == ["a[footnoteRef:1]1 | b [1: 1\tn]", "c | d"]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (f"<w:p>{r('shall ')}<w:ins>{r('not ')}</w:ins><w:del><w:r><w:delText>now </w:delText></w:r></w:del>{r('act')}</w:p>",
         ["shall not act"]),
        (f"<w:p><w:moveFrom>{r('old')}</w:moveFrom><w:moveTo>{r('new')}</w:moveTo></w:p>", ["new"]),
        (p("one ", "<w:rPr><w:del/></w:rPr>") + p("two", in_list(1)), ["a)\tone two"]),
        (p("last", "<w:rPr><w:del/></w:rPr>"), ["last"]),
        (p("before", "<w:rPr><w:del/></w:rPr>") + _table([p("a"), p("b")]), ["before", "a | b"]),
        (p("one ", "<w:rPr><w:del/></w:rPr>") + f"<w:p>{r('two')}<w:r><w:txbxContent>{p('box')}</w:txbxContent></w:r></w:p>",
         ["one two", "box"]),
        (_table([p("a", "<w:rPr><w:del/></w:rPr>"), p("b")]), ["a | b"]),
        ("<w:tbl><w:tr><w:trPr><w:del/></w:trPr><w:tc>" + p("gone") + "</w:tc></w:tr></w:tbl>" + p("kept"), ["kept"]),
    ],
)  # fmt: skip
def test_tracked_changes_are_read_as_accepted_and_said(tmp_path, body, expected):
    source = read_bytes(tmp_path, "a.docx", docx(body, numbering=lists(LETTERS)))
    assert source.text.split("\n") == expected
    assert source.warnings == ("it has tracked changes: read as if all were accepted",)


def test_a_text_box_is_read_once_after_its_paragraph(lines):
    box = f"<w:txbxContent>{p('in the box')}</w:txbxContent>"
    mc = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    both = f"<mc:AlternateContent {mc}><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent>"
    assert lines(f"<w:p>{r('be')}<w:r>{both}</w:r>{r('fore')}</w:p>" + p("after")) == [
        "before",
        "in the box",
        "after",
    ]


def test_a_document_by_python_docx(tmp_path):
    import docx as python_docx

    document = python_docx.Document()
    document.add_heading("RESOLUTION 1", 0)
    document.add_paragraph("to invite", style="List Number")
    document.add_paragraph("to instruct", style="List Number")
    buffer = io.BytesIO()
    document.save(buffer)
    source = read_bytes(tmp_path, "a.docx", buffer.getvalue())
    assert source.text.split("\n") == ["RESOLUTION 1", "1.\tto invite", "2.\tto instruct"]
    assert (source.format, source.reader, source.pages, source.warnings) == ("docx", "lxml", (), ())


MAIN = "word/document.xml"


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (package({"a.txt": "x"}), "is a ZIP file, not a Word document"),
        (package({"xl/workbook.xml": "<x/>"}), "is an Excel workbook"),
        (docx(p("x"))[:-40], "is cut off or broken"),
        (package({MAIN: "<w:document"}), "is not sound XML"),
        (package({MAIN: f"<w:document {W}><w:body/></w:document>"}), "there is no text in it"),
        (package({MAIN: b"<a>" + b" " * (21 * 2**20) + b"</a>"}), "more than a text has"),
        (package({MAIN: '<!DOCTYPE a [<!ENTITY b "bb"><!ENTITY c "&b;&b;">]><a>&c;</a>'}), "declares its own entities"),
        (package({MAIN: f"<w:document {W}><w:body>" + "<w:sdt>" * 5000 + "</w:sdt>" * 5000 + "</w:body></w:document>"}),
         "is not sound XML"),
    ],
)  # fmt: skip
def test_what_is_no_word_text_is_refused_in_a_sentence(tmp_path, data, message):
    with pytest.raises(BadFile, match=message):
        read_bytes(tmp_path, "a.docx", data)


def test_strict_open_xml_is_read_too(tmp_path):
    strict = 'xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main"'
    data = package({MAIN: f"<w:document {strict}><w:body>{p('x')}</w:body></w:document>"})
    assert read_bytes(tmp_path, "a.docx", data).text == "x"


def test_a_dangling_relationship_does_not_matter(tmp_path):
    files = {
        MAIN: f"<w:document {W}><w:body>{p('x')}</w:body></w:document>",
        "word/_rels/document.xml.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="r" Type="http://x/footnotes" Target="NULL"/></Relationships>',
    }
    assert read_bytes(tmp_path, "a.docx", package(files)).text == "x"
