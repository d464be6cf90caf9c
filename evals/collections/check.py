"""What must hold of a model collection: languages that correspond, scripts, splits, and the parser's reading."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from pathlib import Path

from evals.collections import layout
from evals.collections.sources import Source, assembly
from schema import LANGUAGES

_SCRIPTS = {"ru": "\u0400-\u04ff", "ar": "\u0600-\u06ff\u0750-\u077f", "zh": "\u3400-\u9fff"}
_LATIN = "a-zA-Z\u00c0-\u024f"
_NUMBER = re.compile(r"\d+(?:[ \u00a0\u202f.,]\d{3}(?!\d))*(?!\d|月)")  # not the months of Chinese dates
_END = {";": ";", "؛": ";", "；": ";", ",": ",", "،": ",", "，": ",", ".": ".", "。": ".", ":": ":", "：": ":"}
_LEAST_SHARE = 0.6  # of a paragraph's letters that must be of its language's script
FORMULAS = ("h", "annex", "preamble", "article")  # headings, which every text may share
_SHORT = 20  # characters; rows and terms may recur
_FOREIGN_MARKS = {"ar": re.compile(r"[\u0600-\u06ff]\s?[,;?]"), "zh": re.compile(r"[\u3400-\u9fff][,;:?!().]"),
                  "en": re.compile("[，；。：،؛]"), "fr": re.compile("[，；。：،؛]"), "es": re.compile("[，；。：،؛]"),
                  "ru": re.compile("[，；。：،؛]")}
_MIXED = re.compile(r"[a-zA-Z][\u0400-\u04ff]|[\u0400-\u04ff][a-zA-Z]")


def faults(sources: tuple[Source, ...], folder: Path) -> list[str]:
    """One line for each fault of the sources, "" when there is none."""
    common = assembly(folder)
    out = [f for source in sources for f in (*_correspondence(source, common), *_reading(source, common))]
    return out + _repeated(sources, common)


def _correspondence(source: Source, common: dict) -> list[str]:
    """Faults of each block: scripts, marks, numbers, endings, footnote calls and acronyms."""
    out = []
    for block in source.blocks:
        if not block.words:
            continue
        where = f"{source.name}, line {block.line}"
        for language, words in block.words.items():
            out += [f"{where}, {language}: {fault}" for fault in _script(words, language)]
        english = block.words["en"]
        for language in LANGUAGES[1:]:
            out += [f"{where}, {language}: {fault}" for fault in _against(english, block.words[language], language, common)]
    return out


def _script(words: str, language: str) -> list[str]:
    """Letters of another script, and punctuation that the language does not use."""
    own = len(re.findall(f"[{_SCRIPTS.get(language, _LATIN)}]", words))
    letters = len(re.findall(f"[{_LATIN}{''.join(_SCRIPTS.values())}]", words))
    out = []
    if letters and own / letters < (_LEAST_SHARE if language in _SCRIPTS else 1):
        out.append(f"{own} of {letters} letters are of its script")
    if _FOREIGN_MARKS[language].search(words):
        out.append(f"foreign punctuation: {_FOREIGN_MARKS[language].search(words)[0]!r}")
    if language == "ru" and _MIXED.search(words):
        out.append(f"a word in two scripts: {_MIXED.search(words)[0]!r}")
    return out


def _against(english: str, words: str, language: str, common: dict) -> list[str]:
    """What the English has and the other language lacks, or the reverse."""
    out = []
    if numbers(english) != numbers(words):
        out.append(f"numbers {sorted(numbers(words).elements())}, in English {sorted(numbers(english).elements())}")
    if _END.get(english[-1:]) != _END.get(words[-1:]):
        out.append(f"ends in {words[-1:]!r}, the English in {english[-1:]!r}")
    if english.count("[^") != words.count("[^"):
        out.append("footnote calls differ")
    if english.count(" | ") != words.count(" | "):
        out.append("cells differ")
    for names in common["bodies"].values():
        ours, theirs = _acronym(names["en"]), _acronym(names[language])
        if ours and _whole(ours, english) != _whole(theirs, words):
            out.append(f"{theirs} does not stand where the English has {ours}, or the reverse")
    return out


def numbers(words: str) -> Counter:
    """The numbers written in figures, separators of thousands left out."""
    return Counter(re.sub(r"\D", "", n) for n in _NUMBER.findall(layout.plain(words)))


def _acronym(name: str) -> str:
    found = re.search(r"[(（]([^()（）]+)[)）]", name)
    return found[1] if found else ""


def _whole(acronym: str, words: str) -> bool:
    return bool(re.search(rf"(?<![\w-]){re.escape(acronym)}(?![\w-])", words, re.ASCII if acronym.isascii() else 0))


def _repeated(sources: tuple[Source, ...], common: dict) -> list[str]:
    """Sentences that stand on both sides of the split, and those that two works share."""
    seen: dict[tuple[str, str], tuple[str, str, str]] = {}
    out = []
    for source in sources:
        split, work = common["families"][source.family], (source.kind, source.number)
        here: dict[tuple[str, str], object] = {}
        for block in source.blocks:
            if block.kind in FORMULAS:
                continue
            for language, words in block.words.items():
                key = (language, " ".join(re.findall(r"\w+", words.casefold())))
                other = seen.setdefault(key, (split, str(work), source.name))
                twice = here.setdefault(key, block) is not block and len(words) > _SHORT
                if twice:
                    out.append(f"{source.name}, line {block.line}, {language}: stands twice in the text")
                elif other[1] != str(work):
                    side = "on both sides of the split" if other[0] != split else "in two works"
                    out.append(f"{source.name}, line {block.line}, {language}: stands also in {other[2]}, {side}")
    return out


def _reading(source: Source, common: dict) -> list[str]:
    """Where the parser's clauses differ from the source's, in any language."""
    from ingest.documents import build
    from ingest.source import SourceText

    out = []
    for language in LANGUAGES:
        name = layout.file_name(source, language, "txt")
        text = layout.text(source, language, common)
        found = build(SourceText(text, (), (), "txt", "txt", ()), name, hashlib.sha256(text.encode()).hexdigest())
        if len(found) != 1:
            out.append(f"{name}: read as {len(found)} documents")
            continue
        document, clauses = found[0]
        out += [f"{name}: {w}" for w in document.warnings]
        read_as = (document.kind, document.number, document.year, document.language)
        if read_as != (source.kind, source.number, int(source.adopted[-1][1]), language):
            out.append(f"{name}: read as {read_as}")
        out += [f"{name}: {d}" for d in _differences(
            layout.expected(source, language, common), [(c.key, " ".join(c.text.split())) for c in clauses])]
    return out


def _differences(wanted: list[tuple[str, str]], found: list[tuple[str, str]]) -> list[str]:
    """The first clause that is not as wanted, and how many there are of each."""
    wanted = [(k, " ".join(w.split())) for k, w in wanted]
    for mine, theirs in zip(wanted, found, strict=False):
        if mine != theirs:
            return [f"wanted {mine[0]} {mine[1][:60]!r}, read {theirs[0]} {theirs[1][:60]!r}"]
    return [] if len(wanted) == len(found) else [f"wanted {len(wanted)} clauses, read {len(found)}"]
