"""Finding the index again when ``CURRENT``, the pointer to it, is lost or damaged."""

from __future__ import annotations

from pathlib import Path

from errors import IndexMismatch
from index import generations


def recover(data: Path) -> str:
    """Mend a damaged pointer: the newest whole generation is the current one again. Gives back a sentence to
    warn with, "" when there was nothing to mend. Call it under the ingest lock, before any sweep."""
    try:
        generations.current(data)
        return ""
    except IndexMismatch:
        found = _newest(data)
    if found is None:
        _take_away(data / "CURRENT")
        return "the pointer to the index was damaged and no index was found; the texts given are read anew"
    generations.point(data, found)
    return f"the pointer to the index was damaged; the index {found.name} was found again"


def _newest(data: Path) -> Path | None:
    """The newest generation that is whole; else the newest that was finished once, to be rebuilt from."""
    finished = sorted(path.parent for path in (data / "generations").glob("*/manifest.json"))
    return max(finished, key=lambda path: (_whole(path), path.name), default=None)


def _whole(generation: Path) -> bool:
    try:
        generations.read_manifest(generation)
    except IndexMismatch:
        return False
    return True


def _take_away(pointer: Path) -> None:
    if pointer.is_dir():
        pointer.rename(pointer.with_name("CURRENT.damaged"))
    else:
        pointer.unlink(missing_ok=True)
