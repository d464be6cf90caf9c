"""A source as ITU lays out its texts: the paragraphs of one language version, in order.

Each paragraph says what is printed and which clause the parser must make of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from evals.collections.numbering import Numbered, label, number
from evals.collections.sources import Source
from schema import LANGUAGES

LETTER = dict(zip(LANGUAGES, "EFSRAC", strict=True))  # the language in ITU's file names
_CALL = re.compile(r"\[\^(\d+)\]")
_STYLES = {"h": "heading", "annex": "annex", "article": "article", "preamble": "article", "row": "row"}


@dataclass(frozen=True)
class Paragraph:
    """One printed paragraph: label and words; footnotes are called in the words as ``[^n]``."""

    style: str  # cover, title, enacting, heading, annex, article, row, text
    label: str
    words: str
    key: str  # of the clause it is, "" for a heading
    notes: tuple[tuple[int, str], ...] = ()  # (number in the text, words) of the footnotes it calls


def paragraphs(source: Source, language: str, assembly: dict) -> tuple[Paragraph, ...]:
    """The language version, top to bottom."""
    items = number(source.blocks)
    out = list(_front(source, items, language, assembly))
    for item in items:
        if item.block.kind == "title":
            continue
        if item.block.kind == "note":
            host, n = out[-1], int(item.key.removeprefix("note."))
            out[-1] = Paragraph(host.style, host.label, host.words, host.key, (*host.notes, (n, item.block.words[language])))
            continue
        out += _body(source, item, language, assembly, items)
    return tuple(_renumbered(out))


def text(source: Source, language: str, assembly: dict) -> str:
    """The version as a Word file gives it to a text reader: footnotes in the ``[footnoteRef:1]`` form."""
    return text_of(paragraphs(source, language, assembly))


def text_of(laid: Iterable[Paragraph]) -> str:
    """``text`` of a version that is laid out already."""
    return "".join(printed(p) + "\n" for p in laid)


def printed(paragraph: Paragraph) -> str:
    """One paragraph with its label, its footnote calls and, at its end, the footnotes."""
    words = _CALL.sub(r"[footnoteRef:\1]\1", paragraph.words)
    notes = "".join(f" [{n}: {n}\t{said}] " for n, said in paragraph.notes)
    return f"{paragraph.label}\t{words}{notes}" if paragraph.label else f"{words}{notes}"


def plain(words: str) -> str:
    """Words without their footnote calls."""
    return _CALL.sub("", words)


def expected(source: Source, language: str, assembly: dict) -> list[tuple[str, str]]:
    """(key, words) of every clause that the parser must find, in order."""
    return expected_of(source, paragraphs(source, language, assembly))


def expected_of(source: Source, laid: Iterable[Paragraph]) -> list[tuple[str, str]]:
    """``expected`` of a version that is laid out already."""
    out: list[tuple[str, str]] = []
    for p in laid:
        if p.style == "title" and source.kind != "convention" and out and out[-1][0] == "title":
            out[-1] = ("title", f"{out[-1][1]} {plain(p.words)}")
        elif p.key:
            out.append((p.key, plain(p.words)))
        out += [(f"note.{n}", said) for n, said in p.notes]
    return out


def file_name(source: Source, language: str, suffix: str) -> str:
    """``RES-4-2035-E.txt``."""
    return f"{source.name}-{LETTER[language]}.{suffix}"


def revision(source: Source, language: str, assembly: dict) -> str:
    """What stands in the brackets after the number: "Rev. Velmora, 2035", or the place and year of a first version."""
    forms = assembly["forms"]
    return _dated(source.adopted[-1], forms["revised" if len(source.adopted) > 1 else "first"][language], language, assembly)


def _dated(adoption: tuple[str, str], form: str, language: str, assembly: dict) -> str:
    return form.format(place=assembly["places"][adoption[0]][language], year=adoption[1])


def _front(source: Source, items: tuple[Numbered, ...], language: str, assembly: dict) -> list[Paragraph]:
    """Foreword, number line, title, history and enacting formula."""
    forms, front = assembly["forms"], assembly["front"]
    said = forms["history_gap"][language].join(
        _dated(a, forms["first"][language], language, assembly) for a in source.adopted)
    history = forms["history"][language].format(said=said)
    line = forms[source.kind][language].format(n=source.number, said=revision(source, language, assembly))
    foreword = front["text"][language]
    if source.kind == "convention":
        return [Paragraph("title", "", line, "title"), Paragraph("title", "", history, "title.2"),
                Paragraph("cover", "", foreword, "title.3")]
    title = next(i.block.words[language] for i in items if i.block.kind == "title")
    return [Paragraph("cover", "", front["heading"][language], ""), Paragraph("cover", "", foreword, "foreword.1"),
            Paragraph("title", "", line, "title"), Paragraph("title", "", title, "title"),
            Paragraph("title", "", history, "title"),
            Paragraph("enacting", "", _dated(source.adopted[-1], forms["enacting"][language], language, assembly), "enacting")]


def _body(source: Source, item: Numbered, language: str, assembly: dict, items: tuple[Numbered, ...]) -> list[Paragraph]:
    """The paragraphs that a block prints: one, or two for an article's number and title."""
    forms, kind = assembly["forms"], item.block.kind
    style = _STYLES.get(kind, "text")
    if kind == "annex":
        line = forms[f"annex_{source.kind}"][language].format(
            k=item.key.removeprefix("A"), n=source.number, said=revision(source, language, assembly))
        return [Paragraph(style, "", line, item.key)]
    if kind == "preamble":
        return [Paragraph(style, "", forms["preamble"][language], "")]
    if kind == "article":
        nth = sum(1 for i in items if i.block.kind == "article" and i.block.line <= item.block.line)
        return [Paragraph(style, "", forms["article"][language].format(n=nth), ""),
                Paragraph(style, "", item.block.words[language], "")]
    if kind == "m":
        own = label(item, language)
        return [Paragraph(style, f"{item.margin}\t{own}" if own else str(item.margin), item.block.words[language], item.key)]
    return [Paragraph(style, label(item, language), item.block.words[language], "" if kind == "h" else item.key)]


def _renumbered(found: list[Paragraph]) -> list[Paragraph]:
    """Footnote calls by their number in the text, whatever number the source types."""
    out = []
    for p in found:
        numbers = iter([n for n, _ in p.notes])
        words = _CALL.sub(lambda m, numbers=numbers: f"[^{next(numbers, 0)}]", p.words)
        out.append(Paragraph(p.style, p.label, words, p.key, p.notes))
    return out
