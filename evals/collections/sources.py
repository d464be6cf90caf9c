"""A text of a model collection in its source form: every paragraph once, with its six languages side by side.

    kind: resolution
    number: 4
    adopted: Sariat 2031; Velmora 2035
    family: emergency

    @h considering
    @l
    en that …[^1];
    fr que …
    …

A block opens with ``@`` and its kind; its words follow, a line a language. What each kind is stands in
the collection's README.md; labels are never typed, they are counted.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path

from errors import BadInput
from schema import LANGUAGES

KINDS = ("title", "h", "p", "l", "n", "nn", "r", "d", "row", "note", "annex", "article", "preamble", "m")
WORDLESS = ("annex", "preamble")  # their line is made from the collection's forms
_BLOCK = re.compile(r"@(?P<kind>[a-z]+)\s*(?P<rest>.*)$")
_WORDS = re.compile(r"(?P<language>en|fr|es|ru|ar|zh) (?P<text>.*\S)\s*$")
_HEADER = re.compile(r"(?P<key>kind|number|adopted|family|base|formats): (?P<value>.*\S)\s*$")


@dataclass(frozen=True)
class Block:
    """One paragraph, heading or note: its words by language."""

    kind: str  # one of KINDS
    words: Mapping[str, str]
    line: int  # where it stands in its file, for messages
    option: str = ""  # of "@m": "n" or "l", the label the paragraph carries besides its marginal number


@dataclass(frozen=True)
class Source:
    """One revision of one text."""

    name: str  # "RES-4-2035": its files are RES-4-2035-E.txt …
    kind: str  # resolution, decision, convention
    number: str
    adopted: tuple[tuple[str, str], ...]  # (place, year) of each adoption, this one last
    family: str
    blocks: tuple[Block, ...] = field(repr=False)
    formats: tuple[str, ...] = ()  # besides txt: docx, pdf


@cache
def assembly(folder: Path) -> dict:
    """What the texts of the collection have in common: its assembly.toml."""
    return tomllib.loads((folder / "assembly.toml").read_text("utf-8"))


def read_all(folder: Path) -> tuple[Source, ...]:
    """Every source of the collection in ``folder``, by name. Raises BadInput naming the file and the line."""
    return tuple(read(path, folder) for path in sorted((folder / "sources").glob("*.txt")))


def read(path: Path, folder: Path) -> Source:
    """One source. Raises BadInput naming the file, the line and the fault."""
    header, rows = _header(path)
    base = read(path.with_name(f"{header['base']}.txt"), folder) if "base" in header else None
    blocks: list[Block] = []
    for start, kind, rest, words in _raw(path, rows):
        blocks += _block(path, start, kind, rest, words, base, assembly(folder)["headings"])
    adopted = tuple(tuple(a.strip().rsplit(" ", 1)) for a in header["adopted"].split(";"))
    for place, _year in adopted:
        if place not in assembly(folder)["places"]:
            raise _fault(path, 1, f"the place {place!r} is not in assembly.toml")
    if header["family"] not in assembly(folder)["families"]:
        raise _fault(path, 1, f"the family {header['family']!r} is not in assembly.toml")
    return Source(path.stem, header["kind"], header.get("number", ""), adopted, header["family"],
                  tuple(blocks), tuple(header.get("formats", "").split()))


def _header(path: Path) -> tuple[dict[str, str], list[tuple[int, str]]]:
    """The lines before the first block as a table, and the numbered lines from there on."""
    header: dict[str, str] = {}
    rows = list(enumerate(path.read_text("utf-8").split("\n"), start=1))
    for at, (number, row) in enumerate(rows):
        if row.startswith("@"):
            missing = {"kind", "adopted", "family"} - set(header)
            if missing:
                raise _fault(path, number, f"the header lacks {', '.join(sorted(missing))}")
            return header, rows[at:]
        found = _HEADER.match(row)
        if found:
            header[found["key"]] = found["value"]
        elif row.strip() and not row.startswith("#"):
            raise _fault(path, number, f"{row!r} is not a line of the header")
    raise _fault(path, 1, "there is no block in it")


def _raw(path: Path, rows: list[tuple[int, str]]) -> list[tuple[int, str, str, dict[str, str]]]:
    """(line, kind, rest of its line, words) of each block."""
    out: list[tuple[int, str, str, dict[str, str]]] = []
    for number, row in rows:
        if not row.strip() or row.startswith("#"):
            continue
        block, words = _BLOCK.match(row), _WORDS.match(row)
        if block:
            out.append((number, block["kind"], block["rest"].strip(), {}))
        elif not words:
            raise _fault(path, number, "a line must open with @ or with a language and a space")
        elif words["language"] in out[-1][3]:
            raise _fault(path, number, f"{words['language']} was given before in this block")
        else:
            out[-1][3][words["language"]] = words["text"]
    return out


def _block(path: Path, line: int, kind: str, rest: str, words: dict[str, str], base: Source | None, headings: dict) -> list[Block]:
    """The block as it is, with the words of the key or of the earlier revision that it names."""
    if kind == "copy":
        return _copied(path, line, rest, base)
    if kind not in KINDS:
        raise _fault(path, line, f"@{kind} is not a kind of block")
    if kind == "h" and rest:
        if rest not in headings:
            raise _fault(path, line, f"{rest!r} is not a heading of assembly.toml")
        return [Block(kind, headings[rest], line)]
    missing = [language for language in LANGUAGES if language not in words]
    if missing and not (kind in WORDLESS and not words):
        raise _fault(path, line, f"@{kind} lacks {', '.join(missing)}")
    return [Block(kind, words, line, rest)]


def _copied(path: Path, line: int, key: str, base: Source | None) -> list[Block]:
    """The clauses of the earlier revision at ``key`` and below it (for "3": the third heading and all under it)."""
    from evals.collections.numbering import number

    if base is None:
        raise _fault(path, line, "@copy needs a base in the header")
    blocks, owner = [], ""
    for item in number(base.blocks):
        owner = item.key if item.block.kind != "note" else owner  # a note goes with the clause that calls it
        if owner == key or owner.startswith(key + "."):
            blocks.append(replace(item.block, line=line))
    if not blocks:
        raise _fault(path, line, f"{base.name} has nothing at {key!r}")
    return blocks


def _fault(path: Path, line: int, what: str) -> BadInput:
    return BadInput(what, where=f"{path}, line {line}", do="Correct the source and build again")
