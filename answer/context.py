"""What a clause needs around it to be read: the lead-in it goes on from, the items it opens.

"The Conference shall:" says nothing without its items, and "elect the Secretary-General" nothing without its lead-in.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from schema import Clause, Hit

_ITEMS = 8  # quoted at most
_RAISED = 4  # items put behind the hit that opens them


def items(clause: Clause, clauses: Sequence[Clause]) -> list[Clause]:
    """The clauses that a clause ending in a colon opens, in order; ``clauses`` are its document's."""
    if not opens(clause):
        return []
    found: list[Clause] = []
    for after in clauses[clause.order + 1 : clause.order + 1 + 2 * _ITEMS]:
        if after.kind == "footnote":
            continue
        if not _under(after, clause, clauses):
            break
        found.append(after)
    return found[:_ITEMS]


def with_items(hits: tuple[Hit, ...], catalogue) -> tuple[Hit, ...]:
    """``hits`` with the items that the first one opens right behind it, as the list that it only begins; as many."""
    if not hits or "address" in hits[0].ranks:
        return hits
    first, found = hits[0], {hit.clause.id: hit for hit in hits}
    opened = items(first.clause, catalogue.clauses(first.document.id))[:_RAISED]
    raised = [found.get(clause.id) or Hit(clause, first.document, first.score, {}) for clause in opened]
    raised = [replace(hit, ranks={**hit.ranks, "item": n}) for n, hit in enumerate(raised, 1)]
    moved = {hit.clause.id for hit in raised}
    return (first, *raised, *(hit for hit in hits[1:] if hit.clause.id not in moved))[: len(hits)]


def lead(clause: Clause, clauses: Sequence[Clause]) -> Clause | None:
    """The clause ending in a colon that ``clause`` goes on from, or None."""
    for before in reversed(clauses[max(0, clause.order - 4 * _ITEMS) : clause.order]):
        if before.kind == "footnote":
            continue
        if opens(before) and _under(clause, before, clauses):
            return before
        if not _goes_on(before, clause) or not _goes_on(clause, before):
            return None
    return None


def opens(clause: Clause) -> bool:
    """Whether the clause only begins what its items say."""
    return clause.text.rstrip().endswith((":", "："))


def _under(clause: Clause, opener: Clause, clauses: Sequence[Clause]) -> bool:
    """Whether ``opener`` opens the clause: as an item of it or of its items, where it has items that are known as its
    own ("2 … the keeper shall: a) …" does not open 3); else as a sentence that goes on."""
    parents = {c.id: c.parent_id for c in clauses[opener.order + 1 : max(clause.order, opener.order + 2 * _ITEMS) + 1]}
    if opener.id not in parents.values():
        return _goes_on(clause, opener)
    at = clause.id
    while at in parents:
        at = parents[at]
    return at == opener.id


def _goes_on(clause: Clause, other: Clause) -> bool:
    """Whether the clause continues a sentence of the same section: it begins in lower case."""
    return clause.text[:1].islower() and clause.heading_start == other.heading_start and clause.kind == other.kind
