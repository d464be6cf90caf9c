"""When a collection's test questions were last asked. They are not for tuning: each time they are is noted, and said.

The note is a file beside them (``questions.test.last-run``) that is committed with what was learned from the run.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

_COLLECTIONS = Path(__file__).with_name("collections")
_SET = "questions.test.jsonl"


def note(questions: Path, on: date | None = None) -> None:
    """Note a run of ``questions`` today, or ``on`` another day; nothing where they are no test questions."""
    if questions.name == _SET:
        _beside(questions).write_text(f"{on or date.today()}\n", encoding="utf-8")


def said(folder: Path = _COLLECTIONS) -> str:
    """One sentence for each collection that has test questions: when they were last asked."""
    lines = []
    for questions in sorted(folder.glob(f"*/{_SET}")):
        stamp = _beside(questions)
        when = f"last run on {stamp.read_text(encoding='utf-8').strip()}" if stamp.is_file() else "never run"
        lines.append(f"Test questions of {questions.parent.name}: {when}.")
    return " ".join(lines)


def _beside(questions: Path) -> Path:
    return questions.with_suffix(".last-run")
