"""What changed in a clause from one wording to another, as the page shows it."""

from __future__ import annotations

from difflib import SequenceMatcher
from html import escape

from answer.wordings import plain, tokens


def diff(earlier: str, later: str) -> str:
    """HTML of the later wording with what was taken out in <del> and what was put in in <ins>; lines that break
    elsewhere and quotation marks of another shape are no change."""
    before, after = tokens(earlier), tokens(later)
    parts = []
    for how, a0, a1, b0, b1 in SequenceMatcher(None, *([plain(t) for t in side] for side in (before, after)), autojunk=False).get_opcodes():
        if how == "equal":
            parts.append(escape("".join(after[b0:b1])))
            continue
        parts += [f"<{tag}>{escape(words)}</{tag}>" for tag, words in (
            ("del", "".join(before[a0:a1])), ("ins", "".join(after[b0:b1]))) if words]
    return "".join(parts)


def same(earlier: str, later: str) -> bool:
    """Whether ``diff`` would mark nothing."""
    return [plain(token) for token in tokens(earlier)] == [plain(token) for token in tokens(later)]
