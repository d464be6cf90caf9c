"""Corpora of any size in the shape of resolutions: sections of the model assembly's development texts, put
together anew, their figures changed and their clauses ended in other words, in six languages that line up.

Equal for equal seeds. The words are those of an invented union; what is measured on them is cost, not quality.
"""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from random import Random

from evals.collections import layout
from evals.collections.build import FOLDER
from evals.collections.sources import Block, Source, assembly, read_all
from schema import LANGUAGES

YEARS = (2031, 2035, 2039, 2043)  # of the assembly's meetings
REVISED = 0.2  # share of the texts that are a later revision of one before them
ANNEXED = 0.15  # share with an annex
TAILED = 0.7  # share of the clauses that end in other words
_OPERATIVE = ("resolves", "decides")
_LIST = ("p", "l", "n", "nn", "r", "d")
_FIGURE = re.compile(r"(?<![\w^])\d{2,}(?!\w)")
_END = re.compile(r"[;,.。；，؛،]?$")
_CLAUSE_END = (":", "：")  # opens a list: nothing is added to it
# Syllables of invented names: Latin letters, Cyrillic, Arabic, Chinese.
_SYLLABLES = (
    ("ka", "ка", "كا", "卡"), ("lor", "лор", "لور", "洛"), ("ven", "вен", "فن", "文"), ("mi", "ми", "مي", "米"),
    ("tas", "тас", "تاس", "塔"), ("du", "ду", "دو", "杜"), ("ri", "ри", "ري", "里"), ("sen", "сен", "سن", "森"),
    ("pol", "пол", "بول", "波"), ("gar", "гар", "غار", "加"), ("ne", "не", "ني", "内"), ("bu", "бу", "بو", "布"),
    ("zan", "зан", "زان", "赞"), ("fe", "фе", "في", "费"), ("ho", "хо", "هو", "霍"), ("is", "ис", "يس", "伊"),
)  # fmt: skip
_SCRIPT = {"ru": 1, "ar": 2, "zh": 3}


@dataclass(frozen=True)
class Made:
    """What stands in a folder now."""

    files: tuple[Path, ...]
    clauses: dict[str, int]  # language -> clauses, counted from the drafting rules and not by the parser


@dataclass(frozen=True)
class _Stock:
    """What the texts are put together from: runs of blocks."""

    titles: tuple[Block, ...]
    preambular: tuple[tuple[Block, ...], ...]
    operative: tuple[tuple[Block, ...], ...]
    annexes: tuple[tuple[Block, ...], ...]


def write(folder: Path, clauses: int, seed: int = 0) -> Made:
    """Write texts of ``clauses`` clauses or a few more into ``folder``, each in six languages as .txt."""
    folder.mkdir(parents=True, exist_ok=True)
    common, files, counts = assembly(FOLDER), [], defaultdict(int)
    for source in sources(seed):
        place = folder / f"{int(source.number) // 500:04d}"  # no folder holds more than some thousand files
        place.mkdir(exist_ok=True)
        for language in LANGUAGES:
            path = place / layout.file_name(source, language, "txt")
            laid = layout.paragraphs(source, language, common)
            path.write_text(layout.text_of(laid), "utf-8")
            files.append(path)
            counts[language] += len(layout.expected_of(source, laid))
        if sum(counts.values()) >= clauses:
            return Made(tuple(files), dict(counts))
    raise AssertionError("sources never end")


def change(made: Made, share: float, seed: int = 0) -> int:
    """Add a word to ``share`` of the files, one at least, as an editor may; gives back to how many."""
    chosen = Random(f"change {seed}").sample(made.files, max(1, round(share * len(made.files))))
    for path in chosen:
        lines = path.read_text("utf-8").split("\n")
        at = max(range(len(lines)), key=lambda i: len(lines[i]))
        lines[at] = f"{lines[at]} {_name(Random(f'{seed} {path.name}'), 'en')}"
        path.write_text("\n".join(lines), "utf-8")
    return len(chosen)


def questions(made: Made, count: int, seed: int = 0) -> tuple[str, ...]:
    """Questions in the six languages in turn: some words that stand together in a text of the folder."""
    chance, out = Random(f"questions {seed}"), []
    by_language = {language: [p for p in made.files if p.stem.endswith("-" + layout.LETTER[language])] for language in LANGUAGES}
    for n in range(count):
        language = LANGUAGES[n % len(LANGUAGES)]
        lines = [line for line in chance.choice(by_language[language]).read_text("utf-8").split("\n")[6:] if len(line) > 40]
        line = chance.choice(lines).split("\t")[-1]
        if language == "zh":
            start = chance.randrange(max(1, len(line) - 24))
            out.append(line[start : start + 24])
        else:
            words = line.split()
            start = chance.randrange(max(1, len(words) - 12))
            out.append(" ".join(words[start : start + 12]))
    return tuple(out)


def sources(seed: int = 0) -> Iterator[Source]:
    """Texts without end, each as it would stand in a source file of the collection."""
    number = 0
    while True:
        number += 1
        chance = Random(f"text {seed} {number}")
        first = chance.randrange(len(YEARS))
        one = _source(number, (YEARS[first],), chance)
        yield one
        if chance.random() < REVISED and first + 1 < len(YEARS):
            yield _revision(one, YEARS[first + 1], chance)


def _source(number: int, years: tuple[int, ...], chance: Random) -> Source:
    stock, places = _stock(), tuple(assembly(FOLDER)["places"])
    runs = [*_some(stock.preambular, chance.randint(2, 5), chance), *_operative(stock, chance)]
    if chance.random() < ANNEXED:
        runs.append(chance.choice(stock.annexes))
    title = _ended(chance.choice(stock.titles), chance, number, always=True)
    blocks = [title, *(_ended(block, chance, number) for run in runs for block in run)]
    adopted = tuple((places[YEARS.index(year)], str(year)) for year in years)
    return Source(f"RES-{number}-{years[-1]}", "resolution", str(number), adopted, "made", tuple(blocks))


def _revision(source: Source, year: int, chance: Random) -> Source:
    """The text adopted again, with figures changed in one clause of five."""
    places = tuple(assembly(FOLDER)["places"])
    blocks = tuple(_figured(b, chance) if chance.random() < 0.2 else b for b in source.blocks)
    adopted = (*source.adopted, (places[YEARS.index(year)], str(year)))
    return replace(source, name=f"RES-{source.number}-{year}", adopted=adopted, blocks=blocks)


@cache
def _stock() -> _Stock:
    """The runs of the development texts; of the others nothing is read here but their headers."""
    families = assembly(FOLDER)["families"]
    titles, preambular, operative, annexes = [], [], [], []
    for source in read_all(FOLDER):
        if families[source.family] != "dev" or source.kind != "resolution":
            continue
        titles += [block for block in source.blocks if block.kind == "title"]
        acting = False
        for run in _runs(source.blocks):
            acting = acting or run[0].words.get("en", "").startswith(_OPERATIVE)
            (annexes if run[0].kind == "annex" else operative if acting else preambular).append(run)
    return _Stock(tuple(titles), tuple(preambular), tuple(operative), tuple(annexes))


def _runs(blocks: tuple[Block, ...]) -> Iterator[tuple[Block, ...]]:
    """A heading with what stands under it; an annex with all that follows."""
    run: list[Block] = []
    for block in blocks:
        in_annex = bool(run) and run[0].kind == "annex"
        if block.kind == "annex" or block.kind == "h" and not in_annex:
            if run:
                yield tuple(run)
            run = []
        if block.kind != "title":
            run.append(block)
    yield tuple(run)


def _operative(stock: _Stock, chance: Random) -> list[tuple[Block, ...]]:
    acting = [run for run in stock.operative if run[0].words["en"].startswith(_OPERATIVE)]
    others = [run for run in stock.operative if run not in acting]
    return [chance.choice(acting), *_some(others, chance.randint(1, 4), chance)]


def _some(runs, count: int, chance: Random) -> list[tuple[Block, ...]]:
    """``count`` runs at most, no heading twice."""
    chosen: dict[str, tuple[Block, ...]] = {}
    for run in chance.sample(list(runs), min(len(runs), count)):
        chosen.setdefault(run[0].words["en"], run)
    return list(chosen.values())


def _ended(block: Block, chance: Random, number: int, always: bool = False) -> Block:
    """The block with other figures and, where it is a clause, another end."""
    if block.kind not in _LIST and not always:
        return block
    block = _figured(block, chance)
    if not always and (chance.random() > TAILED or block.words["en"].endswith(_CLAUSE_END)):
        return block
    tail, values = chance.choice(_tails()), _values(chance, number)
    return replace(block, words={at: _with_tail(words, tail[at].format(**values[at]), at) for at, words in block.words.items()})


def _figured(block: Block, chance: Random) -> Block:
    """The block with each figure of two digits or more changed, alike in all languages."""
    changed: dict[str, str] = {}

    def other(match: re.Match) -> str:
        old = match[0]
        if old not in changed:
            year = len(old) == 4 and old.startswith("20")
            changed[old] = str(chance.randint(2030, 2060)) if year else str(chance.randint(10 ** (len(old) - 1), 10 ** len(old) - 1))
        return changed[old]

    return replace(block, words={language: _FIGURE.sub(other, words) for language, words in block.words.items()})


def _values(chance: Random, number: int) -> dict[str, dict[str, str]]:
    common = assembly(FOLDER)
    name, other, n = chance.getrandbits(32), chance.getrandbits(32), chance.randint(1, max(1, number + 20))
    at, year = chance.randrange(len(YEARS)), chance.randint(2030, 2060)
    adoption = (tuple(common["places"])[at], str(YEARS[at]))
    return {
        language: {
            "name": _name(Random(name), language),
            "other": _name(Random(other), language),
            "n": str(n),
            "year": str(year),
            "said": common["forms"]["first"][language].format(place=common["places"][adoption[0]][language], year=adoption[1]),
        }
        for language in LANGUAGES
    }


def _with_tail(words: str, tail: str, language: str) -> str:
    """The tail before the clause's last sign."""
    end = _END.search(words)
    gap = "" if language == "zh" else " "
    return f"{words[: end.start()]}{gap}{tail}{end[0]}"


def _name(chance: Random, language: str) -> str:
    """An invented name of three or four syllables."""
    script = _SCRIPT.get(language, 0)
    return "".join(chance.choice(_SYLLABLES)[script] for _ in range(chance.randint(3, 4))).capitalize()


@cache
def _tails() -> list[dict[str, str]]:
    return tomllib.loads(Path(__file__).with_name("tails.toml").read_text("utf-8"))["tail"]
