"""A conversation as a document: paragraphs with their part in it, written as Markdown, as Word's own XML or for paper."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

from answer.nearest import nearest
from schema import Answer
from ui import citation
from ui.markup import FROM_THE_RIGHT

_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>#|~$])|^([-+>]|\d+[.)])(?=\s)", re.MULTILINE)
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True)
class Block:
    """A paragraph: ``part`` is title, question, note, statement, head or source."""

    part: str
    text: str
    language: str = ""


def blocks(turns: Sequence, page: dict, own: dict, said: Callable[[dict], str]) -> list[Block]:
    """The conversation ``turns`` (ui.session.Turn) in the page's words; ``said`` puts filters into words."""
    found = [Block("title", page["title"])]
    for turn in turns:
        found.append(Block("question", turn.answer.question if turn.answer else turn.question))
        if turn.filters:
            found.append(Block("note", own["asked_in"].format(filters=said(turn.filters))))
        found += _answer(turn.answer, own) if turn.answer else [Block("statement", turn.error)]
    return found


def _answer(answer: Answer, own: dict) -> Iterator[Block]:
    for statement in answer.statements:
        markers = "".join(f" [{marker}]" for marker in statement.markers)
        yield Block("statement", statement.text + markers, answer.language)
    if answer.citations:
        yield Block("head", own["sources"])
    for c in answer.citations:
        address = f" {c.document.url}" if c.document.url else ""
        yield Block("source", f"[{c.marker}] {citation.written(c.document, c.clause, c.quote)}{address}", c.document.language)
        for part in c.context:
            yield Block("source", citation.written(part.document, part.clause, part.quote), part.document.language)
    offered = nearest(answer) if answer.abstained else ()
    if offered:
        yield Block("head", own["nearest"])
    for hit in offered:
        yield Block("source", citation.written(hit.document, hit.clause), hit.document.language)


def markdown(found: Sequence[Block]) -> str:
    """The blocks as Markdown; what a text holds is never taken for its signs."""
    before = {"title": "# ", "question": "## ", "head": "### ", "source": "- "}
    return "\n\n".join(before.get(b.part, "") + _plain(b.text) for b in found) + "\n"


def _plain(text: str) -> str:
    return _MARKDOWN.sub(lambda m: f"\\{m[0]}", citation.one_line(text))


def html(found: Sequence[Block]) -> str:
    """The blocks as HTML for paper, from which the browser makes a PDF with the fonts of every script."""
    tags = {"title": "h1", "question": "h2", "head": "h3"}
    parts = []
    for block in found:
        language = f' lang="{block.language}"' if block.language else ""
        direction = "rtl" if block.language in FROM_THE_RIGHT else "auto"
        tag = tags.get(block.part, "p")
        parts.append(f'<{tag} class="{block.part}" dir="{direction}"{language}>{escape(block.text)}</{tag}>')
    return f'<div class="paper">{"".join(parts)}</div>'


# ---- Word: the least that ECMA-376 asks of a document ------------------------------------------------

_TYPES = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/word/document.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>'
    '<Override PartName="/word/styles.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/></Types>'
)
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATIONS = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    f'<Relationship Id="r1" Type="{_RELATION}/{{kind}}" Target="{{target}}"/></Relationships>'
)
_SPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_STYLES = {  # part -> name of Word's own style, size in half points, bold
    "title": ("Title", 40, True), "question": ("heading 1", 28, True), "head": ("heading 2", 24, True),
    "note": ("Subtitle", 20, False), "statement": ("Normal", 22, False), "source": ("Quote", 22, False),
}  # fmt: skip
_TAGS = {"en": "en-GB", "fr": "fr-FR", "es": "es-ES", "ru": "ru-RU", "ar": "ar-SA", "zh": "zh-CN"}


def docx(found: Sequence[Block], language: str) -> bytes:
    """The blocks as a Word document. ``language``: of the blocks that name none."""
    body = "".join(_paragraph(b, b.language or language) for b in found)
    parts = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": _RELATIONS.format(kind="officeDocument", target="word/document.xml"),
        "word/_rels/document.xml.rels": _RELATIONS.format(kind="styles", target="styles.xml"),
        "word/document.xml": _xml("document", f"<w:body>{body}<w:sectPr/></w:body>"),
        "word/styles.xml": _xml("styles", "".join(_style(part) for part in _STYLES)),
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return out.getvalue()


def _xml(root: str, content: str) -> str:
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:{root} {_SPACE}>{content}</w:{root}>'


def _style(part: str) -> str:
    name, size, bold = _STYLES[part]
    default = ' w:default="1"' if name == "Normal" else ""
    based = "" if default else '<w:basedOn w:val="statement"/>'
    level = f'<w:outlineLvl w:val="{int(name[-1]) - 1}"/>' if name.startswith("heading") else ""
    indent = '<w:ind w:left="360"/>' if part == "source" else ""
    return (
        f'<w:style w:type="paragraph" w:styleId="{part}"{default}><w:name w:val="{name}"/>{based}<w:qFormat/>'
        f'<w:pPr><w:spacing w:before="{120 if bold else 0}" w:after="120"/>{indent}{level}</w:pPr>'
        f'<w:rPr>{"<w:b/><w:bCs/>" if bold else ""}<w:sz w:val="{size}"/><w:szCs w:val="{size}"/></w:rPr></w:style>'
    )


def _paragraph(block: Block, language: str) -> str:
    right = language in FROM_THE_RIGHT
    text = escape(_NOT_XML.sub("\ufffd", " ".join(block.text.split("\n"))))
    spoken = f'<w:lang w:val="{_TAGS[language]}" w:eastAsia="{_TAGS[language]}" w:bidi="{_TAGS[language]}"/>'
    return (
        f'<w:p><w:pPr><w:pStyle w:val="{block.part}"/>{"<w:bidi/>" if right else ""}</w:pPr>'
        f'<w:r><w:rPr>{"<w:rtl/>" if right else ""}{spoken}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'
    )
