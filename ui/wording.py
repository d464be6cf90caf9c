"""Two wordings of a clause: which clause of another revision is the same one, and what changed word by word."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from html import escape

from schema import Clause

ALIKE = 0.4  # of the words in common: less is another clause
_SAME = 0.6  # for the clause in the same place: places move from revision to revision
_TOKEN = re.compile(r"[\u3400-\u9fff]|[^\W\u3400-\u9fff]+(?:[’'‑-](?=\w))?|\s+|.", re.DOTALL)  # a Chinese character is a word


def tokens(text: str) -> list[str]:
    """The words, spaces and signs of a text, which joined are the text."""
    return _TOKEN.findall(text)


def counterpart(clause: Clause, others: Sequence[Clause]) -> Clause | None:
    """The clause of another revision that is this one: that in the same place if its words are alike, else the one
    of the same kind with the most alike words; None when none is."""
    matcher = SequenceMatcher(None, autojunk=False)
    matcher.set_seq2(_words(clause.text))

    def alike(other: Clause) -> float:
        matcher.set_seq1(_words(other.text))
        return matcher.ratio() if matcher.real_quick_ratio() >= ALIKE and matcher.quick_ratio() >= ALIKE else 0.0

    same = next((c for c in others if c.key == clause.key and c.kind == clause.kind), None)
    if same and alike(same) >= _SAME:
        return same
    best = max((c for c in others if c.kind == clause.kind), key=alike, default=None)
    return best if best and alike(best) >= ALIKE else None


def diff(earlier: str, later: str) -> str:
    """HTML of the later wording with what was taken out in <del> and what was put in in <ins>."""
    before, after = tokens(earlier), tokens(later)
    parts = []
    for how, a0, a1, b0, b1 in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if how == "equal":
            parts.append(escape("".join(after[b0:b1])))
            continue
        parts += [f"<{tag}>{escape(words)}</{tag}>" for tag, words in (
            ("del", "".join(before[a0:a1])), ("ins", "".join(after[b0:b1]))) if words]
    return "".join(parts)


def _words(text: str) -> list[str]:
    return [token.casefold() for token in tokens(text) if not token.isspace()]
