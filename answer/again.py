"""A question that asks once more for the clause before: "what does it say?", "and in French?"."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_DATA = Path(__file__).with_name("again.toml")


@dataclass(frozen=True)
class Again:
    """That the clause before is asked for; ``language``: the one in which it is, "" where none is named."""

    language: str = ""


def read(folded: str) -> Again | None:
    """What a folded question asks that is nothing but this; None for any other."""
    text = folded.strip(" ?？؟¿!.。,،")
    say, spoken = _patterns()
    said = say.match(text)
    rest = text[said.end() :].strip(" ,") if said else text
    if said and not rest:
        return Again()
    found = spoken.fullmatch(rest)
    return Again(found.lastgroup) if found else None


@cache
def _patterns() -> tuple[re.Pattern, re.Pattern]:
    """What asks for the words of the clause, and what asks for them in a language."""
    table = tomllib.loads(_DATA.read_text(encoding="utf-8"))
    languages = "|".join(f"(?P<{code}>{words})" for code, words in table["language"].items())
    around = table["around"]
    return (
        re.compile(f"(?:{'|'.join(table['say'].values())})(?!\\w)"),
        re.compile(f"(?:{around['before']})(?:{languages})(?:{around['after']})"),
    )
