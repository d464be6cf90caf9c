"""Files into an index, in a process of its own: ``python -m ui.reading DATA FOLDER`` tells of it, a JSON object per line.

A process of its own, since a file that takes too long is stopped by a signal, which only a main thread gets, and
since what a damaged file does to a reader must not be done to the page.
"""

from __future__ import annotations

import json
import sys
from dataclasses import asdict, replace
from pathlib import Path

import settings
from errors import AssistantError

FULL = "No space left on device"  # as the system says it


def main(data: str, folder: str) -> int:
    """Bring the index under ``data`` up to date with ``folder``: lines with ``done`` and ``to_do``, then one with
    the ``report`` or the ``error``."""
    from index.generations import has_room
    from ingest.pipeline import ingest

    def progress(done: int, to_do: int, what: str) -> None:
        _tell({"done": done, "to_do": to_do, "what": what})

    try:
        report = ingest([Path(folder)], replace(settings.load(), data=Path(data)), prune=True, progress=progress)
    except AssistantError as error:
        _tell({"error": str(error)})
        return 2
    except Exception as error:  # a full disk: each library has errors of its own
        why = getattr(error, "strerror", None) or f"{type(error).__name__}: {error}"
        there = next(path for path in (Path(data), *Path(data).absolute().parents) if path.is_dir())
        _tell({"error": f"the index could not be written: {why if has_room(there) else FULL}."})
        return 2
    _tell({"report": asdict(report)})
    return 0


def _tell(what: dict) -> None:
    print(json.dumps(what), flush=True)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:3]))
