"""The labels that Word generates: numbering.xml, styles.xml and a count (ECMA-376 part 1, 17.9)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import etree

from ingest.readers.numerals import integer, numeral

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SUFFIX = {"tab": "\t", "space": " ", "nothing": ""}
_BULLET = "–"
_MAX_STYLES = 50  # in a chain of basedOn, against a circle


@dataclass(frozen=True)
class _Level:
    start: int
    form: str  # ST_NumberFormat
    text: str  # "%1.%2"
    suffix: str
    legal: bool  # all numbers decimal
    restart: int | None  # after which level it restarts, 0 never, None after any above it
    style: str  # paragraph style linked to it


@dataclass(frozen=True)
class _Num:
    abstract: str
    levels: dict[int, _Level]
    starts: dict[int, int]  # startOverride by level


@dataclass(frozen=True)
class _Style:
    based_on: str
    num: str | None
    level: int | None


@dataclass
class Numbering:
    """Counts the numbered paragraphs of one document; ask for each paragraph once, in order."""

    numbering: etree._Element | None
    styles: etree._Element | None
    _counts: dict[str, dict[int, int]] = field(default_factory=dict)  # abstract -> level -> last number
    _used: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self._styles, self._default_style = _read_styles(self.styles)
        self._nums = _read_nums(self.numbering, self._styles)

    def label(self, properties: etree._Element | None) -> str:
        """Return what Word prints before the paragraph with these ``w:pPr``: ``a)\\t``, or ""."""
        num_id, place = self._numbered(properties)
        num = self._nums.get(num_id)
        level = num.levels.get(place) if num else None
        if level is None:
            return ""
        counts = self._count(num_id, num, place)
        if level.form == "bullet":
            return _BULLET + _SUFFIX.get(level.suffix, "\t") if level.text else ""
        text = re.sub(r"%([1-9])", lambda m: _number(num, counts, int(m[1]) - 1, level.legal), level.text)
        return text + _SUFFIX.get(level.suffix, "\t") if text else ""

    def _numbered(self, properties) -> tuple[str, int]:
        """The list and the level of a paragraph: its own, else its style's; "" when it is in none."""
        style = value(child(properties, "pStyle")) or self._default_style
        own = child(properties, "numPr")
        num, place = value(child(own, "numId")), value(child(own, "ilvl"))
        if num:
            return num, integer(place, 0)
        num, level = self._from_style(style)
        return num, integer(place, level)

    def _from_style(self, style: str) -> tuple[str, int]:
        num = level = None
        name = style
        for _ in range(_MAX_STYLES):
            found = self._styles.get(name)
            if found is None or num is not None:
                break
            num, level = found.num, found.level if level is None else level
            name = found.based_on
        linked = self._nums.get(num or "")
        for place, one in linked.levels.items() if linked else ():
            if one.style == style:
                return num, place
        return num or "", level or 0

    def _count(self, num_id: str, num: _Num, place: int) -> dict[int, int]:
        counts = self._counts.setdefault(num.abstract, {})
        if num_id not in self._used:  # an override starts its list anew, once
            self._used.add(num_id)
            for level in num.starts:
                counts.pop(level, None)
        counts[place] = counts[place] + 1 if place in counts else _start(num, place)
        for deeper in [d for d in counts if d > place]:
            restart = num.levels[deeper].restart if deeper in num.levels else None
            if restart is None or place < restart:
                del counts[deeper]
        return counts


def _start(num: _Num, place: int) -> int:
    level = num.levels.get(place)
    return num.starts.get(place, level.start if level else 1)


def _number(num: _Num, counts: dict[int, int], place: int, legal: bool) -> str:
    level = num.levels.get(place)
    form = "decimal" if legal or level is None else level.form
    return numeral(counts.get(place, _start(num, place)), form)


def _read_styles(root) -> tuple[dict[str, _Style], str]:
    """The paragraph styles by id, and the id of the default one."""
    styles, default = {}, ""
    for style in children(root, "style"):
        if style.get(W + "type") != "paragraph":
            continue
        name, numbered = style.get(W + "styleId", ""), child(child(style, "pPr"), "numPr")
        level = value(child(numbered, "ilvl"))
        styles[name] = _Style(
            based_on=value(child(style, "basedOn")),
            num=value(child(numbered, "numId")) or None,
            level=integer(level, 0) if level else None,
        )
        if style.get(W + "default") in ("1", "true", "on"):
            default = name
    return styles, default


def _read_nums(root, styles: dict[str, _Style]) -> dict[str, _Num]:
    abstracts = {a.get(W + "abstractNumId", ""): a for a in children(root, "abstractNum")}
    links = {key: child(abstract, "styleLink") for key, abstract in abstracts.items()}
    by_style = {value(link): key for key, link in links.items() if link is not None}
    nums = {}
    for num in children(root, "num"):
        key = value(child(num, "abstractNumId"))
        if key in abstracts:  # a list that only names a list style has its levels there
            key = by_style.get(value(child(abstracts[key], "numStyleLink")), key)
        levels = {integer(lvl.get(W + "ilvl"), 0): _level(lvl) for lvl in children(abstracts.get(key), "lvl")}
        starts = {}
        for override in children(num, "lvlOverride"):
            place = integer(override.get(W + "ilvl"), 0)
            if (lvl := child(override, "lvl")) is not None:
                levels[place] = _level(lvl)
            if (start := child(override, "startOverride")) is not None:
                starts[place] = integer(value(start), 1)
        nums[num.get(W + "numId", "")] = _Num(key, levels, starts)
    nums.pop("0", None)  # "in no list"
    return nums


def _level(lvl) -> _Level:
    restart = child(lvl, "lvlRestart")
    return _Level(
        start=integer(value(child(lvl, "start")), 0),
        form=value(child(lvl, "numFmt")) or "decimal",
        text=value(child(lvl, "lvlText")),
        suffix=value(child(lvl, "suff")) or "tab",
        legal=switched_on(child(lvl, "isLgl")),
        restart=integer(value(restart), 0) if restart is not None else None,
        style=value(child(lvl, "pStyle")),
    )


# Reading an element that may be missing, in a file that may hold anything.


def child(element, name: str):
    """The first child ``w:name`` of ``element``; None when there is none."""
    return element.find(W + name) if element is not None else None


def children(element, name: str) -> list:
    """All children ``w:name`` of ``element``."""
    return element.findall(W + name) if element is not None else []


def value(element) -> str:
    """The attribute ``w:val``, "" when there is none."""
    return element.get(W + "val", "") if element is not None else ""


def switched_on(element) -> bool:
    """A switch such as ``w:vanish``: on when it is there and does not say off."""
    return element is not None and element.get(W + "val", "1") not in ("0", "false", "off")
