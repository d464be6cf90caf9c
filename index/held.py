"""The documents of an index, or of what a filter leaves, found by their numbers and names without a look at each.

A question may be put to fifty thousand of them: what is asked of all is worked out once, for all who ask.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

from itu.names import plain_number
from itu.typed_revisions import base
from schema import DocumentInfo


def held(documents: Iterable[DocumentInfo]) -> Held:
    """What is known of documents; the same for the same tuple."""
    return _held(_Same(tuple(documents)))


class Held:
    """Documents in an order. Safe from several threads: what two work out at once is equal."""

    def __init__(self, documents: tuple[DocumentInfo, ...]):
        self.documents = documents

    @cached_property
    def by_id(self) -> Mapping[str, DocumentInfo]:
        """Each document by its id."""
        return {document.id: document for document in self.documents}

    def numbered(self, number: str) -> tuple[DocumentInfo, ...]:
        """Those with a number, however it is written, in order."""
        return self._by_number.get(plain_number(number), ())

    def issues(self, number: str) -> tuple[DocumentInfo, ...]:
        """Those with a number, and the issues of it that ITU-R numbers on: P.838-3 for "P.838"; in order."""
        return self._by_base.get(plain_number(number), ()) or self.numbered(number)

    def of_kind(self, kind: str) -> tuple[DocumentInfo, ...]:
        """Those of a kind, in order."""
        return self._by_kind.get(kind, ())

    def opening(self, text: str) -> list[tuple[DocumentInfo, str]]:
        """Those whose name a text, as ``plain`` gives it, begins with, in order; and what follows the name."""
        longest = min(len(text), self._longest_name)
        found = [place for end in range(1, longest + 1) for place in self._by_name.get(text[:end], ())]
        return [(self.documents[place], text[len(plain(self.documents[place].name)) :]) for place in sorted(found)]

    @cached_property
    def _by_number(self) -> dict[str, tuple[DocumentInfo, ...]]:
        return _grouped((plain_number(document.number), document) for document in self.documents)

    @cached_property
    def _by_base(self) -> dict[str, tuple[DocumentInfo, ...]]:
        return _grouped((base(document.number), document) for document in self.documents)

    @cached_property
    def _by_kind(self) -> dict[str, tuple[DocumentInfo, ...]]:
        return _grouped((document.kind, document) for document in self.documents)

    @cached_property
    def _by_name(self) -> dict[str, tuple[int, ...]]:
        return _grouped((plain(document.name), place) for place, document in enumerate(self.documents))

    @cached_property
    def _longest_name(self) -> int:
        return max(map(len, self._by_name), default=0)


def plain(text: str) -> str:
    """A name or a question as they are compared: small letters, plain signs, single spaces."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().replace("’", "'").split())


def _grouped(pairs: Iterable[tuple]) -> dict:
    groups = defaultdict(list)
    for key, value in pairs:
        groups[key].append(value)
    return {key: tuple(values) for key, values in groups.items()}


@dataclass(frozen=True, eq=False)
class _Same:
    """Documents known by their identity: comparing tens of thousands takes as long as working them out anew."""

    documents: tuple[DocumentInfo, ...]

    def __hash__(self) -> int:
        return id(self.documents)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and self.documents is other.documents


@lru_cache(maxsize=32)
def _held(same: _Same) -> Held:
    return Held(same.documents)
