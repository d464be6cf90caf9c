"""What the last ingest refused, kept beside the index for ``python -m ingest report``."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from ingest.report import Refused

_NAME = "refused.json"


def remember(data: Path, refused: Sequence[Refused]) -> None:
    """Write the list in place of the one before, whole or not at all. A full disk costs only the list."""
    wanted = json.dumps([asdict(r) for r in refused], ensure_ascii=False, indent=1)
    beside = data / f"{_NAME}.new"
    try:
        beside.write_text(wanted, encoding="utf-8", errors="replace")
        os.replace(beside, data / _NAME)
    except OSError:
        beside.unlink(missing_ok=True)


def recalled(data: Path) -> tuple[Refused, ...]:
    """The files that the last ingest refused; none where no list is kept or it cannot be read."""
    try:
        found = json.loads((data / _NAME).read_text(encoding="utf-8"))
        return tuple(Refused(str(r["file"]), str(r["why"]), tuple(map(str, r["kept"]))) for r in found)
    except (OSError, ValueError, TypeError, KeyError):
        return ()
