"""What is wrong with a question set: each fault with its line, before anything is asked."""

from __future__ import annotations

import json
from collections import Counter
from difflib import SequenceMatcher
from pathlib import Path

from errors import BadInput, shown
from evals import questions
from evals.evaluation import Parts, index_of
from evals.folding import contains, fold, states
from evals.questions import Question
from schema import Clause

KINDS = (
    "actor", "action", "reason", "condition", "date", "number", "list", "lookup", "reference", "definition",
    "scope", "revision", "conversation", "near_miss", "not_held", "off_topic", "other",
)  # fmt: skip
_KEYS = {"id", "kind", "question", "turns", "gold", "facts", "answerable", "protected"}
_GRAM = 4  # characters by which clauses are compared with a quote that is not found
_NEAR = 0.4  # share of the quote's character groups that the nearest clause must hold to be named
_CLOSEST = 5  # clauses aligned with the quote
_NAMED_BY_US = ("actor", "lookup")  # bodies are named in the asker's language, whatever the text calls them


def check(path: Path, corpus: Path | None, parts: Parts) -> tuple[str, ...]:
    """Every fault of the set at ``path``, "FILE, line N: …" each; () when there is none.

    With ``corpus`` (a folder of texts) the gold quotes are looked up in its clauses, and facts in the
    clauses that hold them. Raises BadInput when the file or the folder cannot be read.
    """
    lines = questions.each(path)
    found = [(line.number, line.fault) for line in lines if line.fault]
    read = [(line.number, line.question) for line in lines if line.question]
    languages = Counter(language for _, question in read for turn in question.turns for language in turn)
    for number, question in read:
        found += [(number, fault) for fault in _form(question, tuple(languages))]
    found += [(number, fault) for number, fault in _unknown_keys(path) if number in dict(read)]
    if corpus:
        found += _against(read, corpus, parts)
    return tuple(f"{path}, line {number}: {shown(fault)}." for number, fault in sorted(found))


def _form(question: Question, languages: tuple[str, ...]) -> list[str]:
    """Faults that show without the texts; ``languages`` are those that the set uses."""
    out = []
    if question.kind not in KINDS:
        out.append(f'the kind "{question.kind}" is none of {", ".join(KINDS)}')
    for number, turn in enumerate(question.turns, start=1):
        where = f"turn {number}" if len(question.turns) > 1 else "the question"
        out += [f"{where} lacks {language}, which the set has elsewhere" for language in languages if language not in turn]
    if question.gold and not question.answerable:
        out.append('there is "gold", and "answerable" is false')
    if question.facts and not question.answerable:
        out.append('there are "facts", and "answerable" is false')
    return out


def _unknown_keys(path: Path) -> list[tuple[int, str]]:
    """Keys that nothing reads, such as a misspelt one."""
    out = []
    for number, text in enumerate(path.read_bytes().decode("utf-8-sig").split("\n"), start=1):
        try:
            record = json.loads(text)
        except ValueError:
            continue  # told already
        if isinstance(record, dict):
            out += [(number, f'"{key}" is no part of a question') for key in record if key not in _KEYS]
    return out


def _against(read: list[tuple[int, Question]], corpus: Path, parts: Parts) -> list[tuple[int, str]]:
    """Quotes that no clause holds, and facts that no clause with a quote states."""
    if not corpus.exists():
        raise BadInput("no such folder", where=str(corpus), do="Give the folder that holds the texts")
    out = []
    with index_of(corpus, parts, print) as (index, _, _):
        catalogue = index.catalogue
        clauses = tuple((d.name, c) for d in catalogue.documents() for c in catalogue.clauses(d.id))
        for number, question in read:
            holding = []
            for gold in question.gold:
                held = [clause for _, clause in clauses if contains(clause.text, gold.quote)]
                holding += held
                if not held:
                    out.append((number, f'no clause holds the quote "{gold.quote}"; {_nearest(gold.quote, clauses)}'))
            out += [(number, fault) for fault in _unstated(question, holding, catalogue)]
    return out


def _unstated(question: Question, holding: list[Clause], catalogue) -> list[str]:
    """Groups of facts of which no alternative stands in a clause with a quote, in any language version."""
    if not holding or question.kind in _NAMED_BY_US:
        return []
    versions = [v for clause in holding for v in (clause, *catalogue.siblings(clause))]
    said = "\n".join(version.text for version in versions)
    return [
        f"no gold clause states the fact {' / '.join(group)}"
        for group in question.facts
        if not any(states(said, alternative) for alternative in group)
    ]


def _nearest(quote: str, clauses: tuple[tuple[str, Clause], ...]) -> str:
    """Where the passage most like ``quote`` stands, in its own words."""
    wanted = _grams(quote)
    ranked = sorted(clauses, key=lambda pair: -len(wanted & _grams(pair[1].text)))[:_CLOSEST]
    if not ranked or len(wanted & _grams(ranked[0][1].text)) < _NEAR * len(wanted):
        return "nothing there is like it"
    aligned = [(*_passage(quote, clause.text), name, clause) for name, clause in ranked]
    _, passage, name, clause = max(aligned, key=lambda row: row[0])
    return f'the nearest is in {name}, {clause.address}: "{passage}"'


def _grams(text: str) -> frozenset[str]:
    folded = fold(text).casefold()
    return frozenset(folded[i : i + _GRAM] for i in range(max(1, len(folded) - _GRAM + 1)))


def _passage(quote: str, text: str) -> tuple[int, str]:
    """How many characters agree, and the part of ``text`` that the quote runs along."""
    blocks = [b for b in SequenceMatcher(None, quote, text, autojunk=False).get_matching_blocks() if b.size >= _GRAM]
    if not blocks:
        return 0, text[: len(quote)]
    start = max(0, blocks[0].b - blocks[0].a)
    end = min(len(text), blocks[-1].b + len(quote) - blocks[-1].a)
    return sum(b.size for b in blocks), text[start:end].strip()
