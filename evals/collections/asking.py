"""Questions over a model collection, in a source form that leaves the quotes to the texts.

    @actor RES-4-2035 4.1 | RES-4-2031 4.1
    en Who must see that the reserve still works?
    fr …
    = Director of the Network Bureau / Directeur du Bureau des réseaux
    ! protected

The head names the kind and the clauses that answer, by text and key; their English words become the gold
quotes. ``=`` opens a group of facts, its alternatives apart by `` / ``. ``>`` opens the next turn of a
conversation. A question without clauses has no answer in the collection. ``questions/<family>.txt`` holds
those of a family; the id is the family and the place in the file, so new ones go at the end.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from errors import BadInput
from evals.collections import layout
from evals.collections.sources import Source, assembly
from schema import LANGUAGES

KINDS = ("actor", "action", "reason", "condition", "date", "number", "list", "lookup", "reference", "definition",
         "scope", "revision", "conversation", "near_miss", "not_held", "off_topic")
UNANSWERABLE = KINDS[-3:]
MOST_BORROWED = 1 / 3  # of the answerable questions may share more than half of their content words with the clause
_HEAD = re.compile(r"@(?P<kind>[a-z_]+)\s*(?P<gold>.*)$")
_WORDS = re.compile(r"(?P<language>en|fr|es|ru|ar|zh) (?P<text>.*\S)\s*$")
_CONTENT = 4  # letters; shorter words carry little
_SPACED = ("en", "fr", "es", "ru")  # languages whose words can be told apart by spaces and compared by their beginnings


@dataclass
class Asked:
    """One question or conversation as it is being read."""

    id: str
    kind: str
    where: str
    gold: list[tuple[str, str]]  # (text, key)
    turns: list[dict[str, str]] = field(default_factory=lambda: [{}])
    facts: list[list[str]] = field(default_factory=list)
    protected: bool = False


def read(path: Path) -> list[Asked]:
    """The questions of one family. Raises BadInput naming the file, the line and the fault."""
    out: list[Asked] = []
    for number, row in enumerate(path.read_text("utf-8").split("\n"), start=1):
        where = f"{path}, line {number}"
        if not row.strip() or row.startswith("#"):
            continue
        head, words = _HEAD.match(row), _WORDS.match(row)
        if head:
            gold = [tuple(g.split()) for g in head["gold"].split("|") if g.strip()]
            if head["kind"] not in KINDS or any(len(g) != 2 for g in gold):
                raise BadInput(f"{row!r} is not a kind and its clauses", where=where, do="Write: @kind TEXT KEY | TEXT KEY")
            out.append(Asked(f"{path.stem}-{len(out) + 1:02}", head["kind"], where, gold))
        elif not out:
            raise BadInput("a question must open with @ and its kind", where=where, do="Put its head above")
        elif words and words["language"] not in out[-1].turns[-1]:
            out[-1].turns[-1][words["language"]] = words["text"]
        elif row.strip() == ">":
            out[-1].turns.append({})
        elif row.startswith("= "):
            out[-1].facts.append([a.strip() for a in row[2:].split(" / ")])
        elif row.strip() == "! protected":
            out[-1].protected = True
        else:
            raise BadInput("this line is none of a question's, or the second of its language", where=where, do="Correct it")
    return out


def read_all(folder: Path) -> dict[str, list[Asked]]:
    """The questions by split. Raises BadInput for a file that is no family's."""
    families = assembly(folder)["families"]
    out: dict[str, list[Asked]] = {"dev": [], "test": []}
    for path in sorted((folder / "questions").glob("*.txt")):
        if path.stem not in families:
            raise BadInput(f"{path.stem!r} is no family of assembly.toml", where=str(path), do="Name the file after its family")
        out[families[path.stem]] += read(path)
    return out


def files(sources: tuple[Source, ...], folder: Path) -> dict[Path, str]:
    """questions.dev.jsonl and questions.test.jsonl: path → what stands in it."""
    clauses = _clauses(sources, folder)
    return {folder / f"questions.{split}.jsonl": "".join(_line(q, clauses) + "\n" for q in asked)
            for split, asked in read_all(folder).items() if asked}


def faults(sources: tuple[Source, ...], folder: Path) -> list[str]:
    """One line for each fault of the questions."""
    clauses, out = _clauses(sources, folder), []
    split_of = {s.name: assembly(folder)["families"][s.family] for s in sources}
    for split, asked in read_all(folder).items():
        for q in asked:
            out += [f"{q.where}: {fault}" for fault in _faults(q, split, split_of, clauses)]
        answered = [q for q in asked if q.gold and not any(g not in clauses for g in q.gold)]
        for language in _SPACED:
            borrowed = [q.id for q in answered if borrows(q, language, clauses)]
            if len(borrowed) > MOST_BORROWED * len(answered):
                out.append(f"{split}, {language}: {len(borrowed)} of {len(answered)} questions borrow their words: {', '.join(borrowed)}")
    return out


def borrows(question: Asked, language: str, clauses: dict) -> bool:
    """Whether more than half of the last turn's content words stand in one gold clause of its language."""
    asked = _content(question.turns[-1].get(language, ""))
    return bool(asked) and any(2 * len(asked & _content(clauses[g][language])) > len(asked) for g in question.gold)


def _content(words: str) -> set[str]:
    """Content words by their first five letters, so that forms of one word are one."""
    return {w[:5] for w in re.findall(r"[^\W\d_]+", words.casefold()) if len(w) >= _CONTENT and w not in _FUNCTION} | set(
        re.findall(r"\d+", words))


_FUNCTION = frozenset(re.findall(r"\w+", """
    what which when where whom whose does must should shall with from that this these those they their there have into about
    quel quelle quels quelles quand pour dans avec sont doit doivent leur leurs cette ceux celles elle elles être
    cuál cuáles cuándo quién quiénes dónde debe deben para como sobre este esta estos estas desde cada
    какой какая какие когда кому должен должны должна чего быть если этот эта чтобы какое каким"""))


def _clauses(sources: tuple[Source, ...], folder: Path) -> dict[tuple[str, str], dict[str, str]]:
    """(text, key) → its words by language."""
    out: dict[tuple[str, str], dict[str, str]] = {}
    for source in sources:
        for language in LANGUAGES:
            for key, words in layout.expected(source, language, assembly(folder)):
                out.setdefault((source.name, key), {})[language] = words
    return out


def _faults(q: Asked, split: str, split_of: dict[str, str], clauses: dict) -> list[str]:
    out = [f"{q.id} names {' '.join(g)}, which the collection does not hold" for g in q.gold if g not in clauses]
    out += [f"{q.id} is of {split}, its text {g[0]} is not" for g in q.gold if split_of.get(g[0], split) != split]
    for turn in q.turns:
        out += [f"{q.id} lacks {language}" for language in LANGUAGES if language not in turn]
    if bool(q.gold) == (q.kind in UNANSWERABLE):
        out.append(f"{q.id} is {q.kind} and has {'a clause' if q.gold else 'no clause'} that answers")
    if (q.kind == "conversation") != (len(q.turns) > 1):
        out.append(f"{q.id} is {q.kind} and has {len(q.turns)} turn(s)")
    held = " ".join(" ".join(clauses[g].values()) for g in q.gold if g in clauses).casefold()
    out += [f"{q.id}: no clause states {group[0]!r}" for group in q.facts
            if q.gold and q.kind not in ("actor", "lookup") and not any(a.casefold() in held for a in group)]
    return out


def _line(q: Asked, clauses: dict) -> str:
    """The question as a line of a question set."""
    said = {"question": q.turns[0]} if len(q.turns) == 1 else {"turns": q.turns}
    gold = [{"document": g[0], "address": g[1], "quote": " ".join(clauses.get(g, {}).get("en", "").split())} for g in q.gold]
    record = {"id": q.id, "kind": q.kind, **said, "gold": gold, "facts": q.facts, "answerable": bool(q.gold),
              **({"protected": True} if q.protected else {})}
    return json.dumps(record, ensure_ascii=False)


def tally(folder: Path) -> str:
    """How many questions there are, by split and kind."""
    return "; ".join(
        f"{split}: {len(asked)} questions ({', '.join(f'{k} {n}' for k, n in Counter(q.kind for q in asked).most_common())})"
        for split, asked in read_all(folder).items() if asked)
