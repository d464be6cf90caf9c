"""Web pages: (HTML, lines)."""

import pytest

from errors import BadFile
from tests.ingest.readers.files import read_bytes


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<h1>RESOLUTION 1</h1><p>The <i>Conference</i>,</p>", ["RESOLUTION 1", "The Conference,"]),
        ("<p>one<br>two</p>text<p>three", ["one", "two", "text", "three"]),
        ("<nav>menu</nav><script>x()</script><style>p{}</style><p>kept</p><noscript>no</noscript>", ["kept"]),
        (
            "<head><title>t</title></head><body hidden>h</body><p>a&nbsp;&eacute;&#8209;b &lt;</p>",
            ["a\u00a0é\u2011b <"],
        ),
        (
            "<table><tr><th>k</th><th>v</th></tr><tr><td>1</td><td><p>2</p><p>3</p></td></tr></table>",
            ["k | v", "1 | 2 3"],
        ),
        ("<table><tr><td><p>one</p><p>two</p></td></tr></table>", ["one", "two"]),
        (
            "<table><tr><td>menu</td><td><table><tr><td>a</td><td>b</td></tr></table></td></tr></table>",
            ["menu", "a | b"],
        ),
        ("<ol type='a'><li>x</li><li>y</li></ol><ul><li>z</li></ul>", ["a.\tx", "b.\ty", "–\tz"]),
        ("<ol start=3><li>x<li value=7>y<li>z</ol>", ["3.\tx", "7.\ty", "8.\tz"]),
        ("<ol><li><p>in a paragraph</p><p>second</p></li></ol>", ["1.\tin a paragraph", "second"]),
        ("<p>a\n  b\t c</p><pre>1\n  2</pre>", ["a b c", "1", "  2"]),
        ("<p>a</p><p>&nbsp;</p><p>b</p>", ["a", "b"]),
        ("<p>a<!-- gone -->b<?pi?></p>", ["ab"]),
    ],
)
def test_blocks_are_lines(tmp_path, html, expected):
    source = read_bytes(tmp_path, "a.html", html.encode())
    assert source.text.split("\n") == expected
    assert (source.format, source.reader, source.warnings) == ("html", "lxml", ())


@pytest.mark.parametrize(
    "data",
    [
        "<html><meta charset=windows-1251><p>решает".encode("cp1251"),
        '<?xml version="1.0" encoding="koi8-r"?><html><p>решает</p></html>'.encode("koi8-r"),
        "<html><p>решает".encode("utf-16"),
        "<html><p>решает".encode("utf-8-sig"),
        "<html><meta charset=no-such-thing><p>решает".encode(),
        "<html><meta charset=utf-16><p>решает".encode(),
        "<html><meta http-equiv='Content-Type' content='text/html; charset=UTF-8'><p>решает".encode(),
    ],
)
def test_the_charset_is_honoured(tmp_path, data):
    assert read_bytes(tmp_path, "a.htm", data).text == "решает"


def test_elements_nested_without_end_are_refused_rather_than_read_in_part(tmp_path):
    with pytest.raises(BadFile, match="nested too deep"):
        read_bytes(tmp_path, "a.html", b"<html><p>seen" + b"<div>" * 100_000 + b"lost")


def test_latin_1_on_the_web_is_windows_1252(tmp_path):
    data = "<html><meta charset=iso-8859-1><p>“décide”".encode("cp1252")
    assert read_bytes(tmp_path, "a.html", data).text == "“décide”"
