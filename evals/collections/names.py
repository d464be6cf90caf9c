"""The project's own collections that may be asked at any time: name -> question set, texts."""

from __future__ import annotations

from pathlib import Path

_HERE = Path(__file__).resolve().parent

COLLECTIONS = {
    "model-assembly": (_HERE / "model-assembly" / "questions.dev.jsonl", _HERE / "model-assembly" / "texts" / "dev"),
    "resolution-57": (_HERE / "resolution-57" / "questions.jsonl", _HERE.parents[1] / "corpus" / "T-RES-T.57-2012-F.txt"),
}
