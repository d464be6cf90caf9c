"""Question sets: JSON Lines, one question or conversation a line, with its gold quotes and facts."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from errors import BadInput
from evals.folding import fold
from schema import LANGUAGES


@dataclass(frozen=True)
class Gold:
    """A passage that answers: the judgement is made on ``quote``, the rest is for people."""

    quote: str
    document: str = ""
    address: str = ""


@dataclass(frozen=True)
class Question:
    """One line of a set. A conversation has several turns; ``gold`` and ``facts`` are of the last."""

    id: str
    kind: str
    turns: tuple[dict[str, str], ...]  # each: language -> words
    gold: tuple[Gold, ...]
    facts: tuple[tuple[str, ...], ...]  # every group must be met by one of its alternatives
    answerable: bool
    protected: bool = False  # must never come out wrong: the gate fails when it does

    def asked(self, language: str) -> tuple[str, ...]:
        """The turns in ``language``; empty when one of them lacks it."""
        turns = tuple(turn.get(language, "") for turn in self.turns)
        return turns if all(turns) else ()


def load(path: Path) -> tuple[Question, ...]:
    """Read a question set (UTF-8, blank lines skipped).

    Raises BadInput naming the file, the line and the fault.
    """
    lines = each(path)
    for line in lines:
        if line.fault:
            raise BadInput(
                line.fault, where=f"{path}, line {line.number}", do="Correct the line and run again"
            )
    return tuple(line.question for line in lines)


@dataclass(frozen=True)
class Line:
    """A line of a set: the question that it holds, or the fault that it has."""

    number: int  # from 1
    question: Question | None = None
    fault: str = ""


def each(path: Path) -> tuple[Line, ...]:
    """Every line of a set that is not blank. Raises BadInput when the file cannot be read or holds none."""
    lines, ids = [], set()
    for number, text in enumerate(_lines(path), start=1):
        if not text.strip():
            continue
        try:
            question = _question(text)
            if question.id in ids:
                raise _Fault(f'the id "{question.id}" was used before')
            ids.add(question.id)
            lines.append(Line(number, question))
        except _Fault as fault:
            lines.append(Line(number, fault=str(fault)))
    if not lines:
        raise BadInput("there is no question in it", where=str(path), do="Give a file with a question a line")
    return tuple(lines)


class _Fault(Exception):
    """What is wrong with a line, before it is known which line it is."""


def _lines(path: Path) -> list[str]:
    try:
        # Not splitlines(): JSON may hold U+2028 and its like inside a string.
        return path.read_bytes().decode("utf-8-sig").split("\n")
    except UnicodeDecodeError as error:
        raise BadInput(
            f"byte {error.start} is not UTF-8", where=str(path), do="Save the file as UTF-8"
        ) from None
    except OSError as error:
        why = error.strerror or "it cannot be read"
        raise BadInput(why.lower(), where=str(path), do="Give the path of a question set") from None


def _question(line: str) -> Question:
    try:
        record = json.loads(line)
        json.dumps(record, ensure_ascii=False).encode("utf-8")
    except UnicodeEncodeError:
        raise _Fault("it has half of a character (a lone surrogate)") from None
    except (ValueError, RecursionError) as error:
        raise _Fault(f"not JSON ({error})") from None
    if not isinstance(record, dict):
        raise _Fault("not a JSON object")
    name = record.get("id")
    if not isinstance(name, str) or not name.strip():
        raise _Fault('"id" must be a string that is not empty')
    gold = tuple(_gold(item) for item in _list(record, "gold"))
    answerable = record.get("answerable", bool(gold))
    if not isinstance(answerable, bool):
        raise _Fault('"answerable" must be true or false')
    if answerable and not gold:
        raise _Fault('an answerable question needs a quote in "gold"')
    kind = record.get("kind", "conversation" if "turns" in record else "other")
    if not isinstance(kind, str):
        raise _Fault('"kind" must be a string')
    protected = record.get("protected", False)
    if not isinstance(protected, bool):
        raise _Fault('"protected" must be true or false')
    facts = tuple(_group(group) for group in _list(record, "facts"))
    return Question(name, kind, _turns(record), gold, facts, answerable, protected)


def _list(record: dict, key: str) -> list:
    value = record.get(key, [])
    if not isinstance(value, list):
        raise _Fault(f'"{key}" must be a list')
    return value


def _turns(record: dict) -> tuple[dict[str, str], ...]:
    if ("question" in record) == ("turns" in record):
        raise _Fault('one of "question" and "turns" must be given')
    turns = _list(record, "turns") if "turns" in record else [record["question"]]
    if not turns:
        raise _Fault('"turns" is empty')
    for turn in turns:
        if not isinstance(turn, dict) or not turn:
            raise _Fault('a question must be an object such as {"en": "…", "fr": "…"}')
        for language, words in turn.items():
            if language not in LANGUAGES:
                raise _Fault(f'"{language}" is not one of the languages {", ".join(LANGUAGES)}')
            if not isinstance(words, str) or not words.strip():
                raise _Fault(f'the question in "{language}" must be a string that is not empty')
    return tuple(turns)


def _gold(item: object) -> Gold:
    if not isinstance(item, dict):
        raise _Fault('each of "gold" must be an object with a "quote"')
    values = {key: item.get(key, "") for key in ("quote", "document", "address")}
    for key, value in values.items():
        if not isinstance(value, str):
            raise _Fault(f'"{key}" in "gold" must be a string')
    if not fold(values["quote"]):
        raise _Fault('a "quote" in "gold" is missing or empty')
    return Gold(**values)


def _group(group: object) -> tuple[str, ...]:
    good = isinstance(group, list) and group and all(isinstance(a, str) and a.strip() for a in group)
    if not good:
        raise _Fault('each of "facts" must be a list of strings that are not empty')
    return tuple(group)
