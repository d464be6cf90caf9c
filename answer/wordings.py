"""Two wordings of a clause: which clause of another revision is the same one, and which words of it are others."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

from schema import Clause

_IN_PLACE = 0.6  # share of words in common, in their order, from which the clause in the same place is the same one
_REWRITTEN = 0.4  # where no other clause has more of them
_MOVED = 0.55  # from which a clause in another place is
_TOKEN = re.compile(r"[\u3400-\u9fff]|[^\W\u3400-\u9fff]+(?:[’'‑-](?=\w))?|\s+|.", re.DOTALL)  # a Chinese character is a word

# What one typesetter sets in place of another's: the same sign to a reader.
_SIGNS = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "“": '"', "”": '"', "„": '"', "‐": "-", "‑": "-"})

Span = tuple[int, int]


def tokens(text: str) -> list[str]:
    """The words, spaces and signs of a text, which joined are the text."""
    return _TOKEN.findall(text)


def plain(token: str) -> str:
    """A token as it is compared: a space is a space, wherever the line breaks; an apostrophe one, however it is cut."""
    return " " if token.isspace() else token.translate(_SIGNS)


def counterpart(clause: Clause, others: Sequence[Clause]) -> Clause | None:
    """The clause of another revision that is this one: that in the same place if its words are alike, else the one
    of the same kind with the most words in common; None when none has enough."""
    matcher = SequenceMatcher(None, autojunk=False)
    matcher.set_seq2(_words(clause.text))

    def alike(other: Clause) -> float:
        matcher.set_seq1(_words(other.text))
        return matcher.ratio() if min(matcher.real_quick_ratio(), matcher.quick_ratio()) >= _REWRITTEN else 0.0

    kin = [other for other in others if other.kind == clause.kind]
    same = next((other for other in kin if other.key == clause.key), None)
    if same and alike(same) >= _IN_PLACE:
        return same
    best = max(kin, key=alike, default=None)
    return best if best and alike(best) >= (_REWRITTEN if best is same else _MOVED) else None


def differing(left: str, right: str) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """Spans of the words of each that are not the other's, word by word."""
    a, b = _places(left), _places(right)
    matcher = SequenceMatcher(None, [plain(m[0]) for m in a], [plain(m[0]) for m in b], autojunk=False)
    changes = [(i1, i2, j1, j2) for tag, i1, i2, j1, j2 in matcher.get_opcodes() if tag != "equal"]
    return (
        tuple((a[i1].start(), a[i2 - 1].end()) for i1, i2, _, _ in changes if i1 < i2),
        tuple((b[j1].start(), b[j2 - 1].end()) for _, _, j1, j2 in changes if j1 < j2),
    )


def _places(text: str) -> list[re.Match]:
    return [match for match in _TOKEN.finditer(text) if not match[0].isspace()]


def _words(text: str) -> list[str]:
    return [plain(token).casefold() for token in tokens(text) if not token.isspace()]
