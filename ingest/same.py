"""Whether two texts that go by one id are one document; ids for those that are not."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from hashlib import sha256
from pathlib import PurePath

from schema import Clause, Document

# Share of words in common from which texts in two formats are one. Two resolutions of one body have up to 0.6.
NEAR = 0.8
_WORD = re.compile(r"[\u3400-\u9fff]|[^\W_\u3400-\u9fff]+")
_SUFFIX = re.compile(r"~[0-9a-f]{6}$")


def same(one: str, path: str, other: str, other_path: str) -> bool:
    """Whether two texts are one document: the same words, or nearly the same in files of two formats."""
    if one.split() == other.split():
        return True
    if PurePath(path).suffix.lower() == PurePath(other_path).suffix.lower():
        return False
    words, others = _WORD.findall(one.lower()), _WORD.findall(other.lower())
    shared = sum((Counter(words) & Counter(others)).values())
    return 2 * shared >= NEAR * (len(words) + len(others))


def distinct(document_id: str, path: str) -> str:
    """The id of a document whose own id another one has: with a suffix from its file's name and folder."""
    place = "/".join(PurePath(path).parts[-2:])
    return f"{plain(document_id)}~{sha256(place.encode()).hexdigest()[:6]}"


def plain(document_id: str) -> str:
    """The id without the suffix that ``distinct`` gives."""
    return _SUFFIX.sub("", document_id)


def renamed(document: Document, clauses: Sequence[Clause], new: str) -> tuple[Document, tuple[Clause, ...]]:
    """A document under another id. It is a text of its own: no other language's is taken for its translation."""
    old = document.id
    work = plain(document.work_id) + new[len(plain(new)) :]

    def moved(clause_id: str) -> str:
        return new + clause_id[len(old) :] if clause_id else ""

    out = (
        replace(
            clause,
            id=moved(clause.id),
            document_id=new,
            parent_id=moved(clause.parent_id),
            footnotes=tuple(replace(note, clause_id=moved(note.clause_id)) for note in clause.footnotes),
        )
        for clause in clauses
    )
    return replace(document, id=new, work_id=work), tuple(out)
