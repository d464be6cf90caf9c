"""A folder of two short resolutions, each in English and French, and questions over them."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

SERVER = Path(__file__).with_name("fake_server.py")
TEXTS = {
    "boats": {
        "E": ("RESOLUTION 1 (Sariat, 2031)", "Boats", "resolves", "to paint every boat green;", "to sink the boats that leak."),
        "F": ("RÉSOLUTION 1 (Sariat, 2031)", "Bateaux", "décide", "de peindre en vert chaque bateau;", "de couler ceux qui fuient."),
    },
    "bells": {
        "E": ("RESOLUTION 2 (Sariat, 2031)", "Bells", "resolves", "to ring the bells at noon;", "to melt those that crack."),
        "F": ("RÉSOLUTION 2 (Sariat, 2031)", "Cloches", "décide", "de sonner les cloches à midi;", "de fondre celles qui se fendent."),
    },
}
QUESTIONS = (
    {"id": "colour", "question": {"en": "Which colour must boats be painted?", "fr": "De quelle couleur peindre les bateaux ?"},
     "gold": [{"quote": "to paint every boat green"}], "answerable": True},
    {"id": "noon", "question": {"en": "What rings at noon?"}, "gold": [{"quote": "ring the bells at noon"}], "answerable": True},
    {"id": "talk", "turns": [{"en": "What of boats?"}, {"en": "And which sink?"}], "gold": [{"quote": "to sink the boats"}],
     "answerable": True},
    {"id": "trains", "question": {"en": "Which trains are late?"}, "gold": [], "answerable": False},
)  # fmt: skip


@pytest.fixture(scope="session")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("texts")
    for name, versions in TEXTS.items():
        for language, (number, title, heading, *clauses) in versions.items():
            numbered = "\n\n".join(f"{n}\t{clause}" for n, clause in enumerate(clauses, 1))
            (folder / f"{name}-{language}.txt").write_text(f"{number}\n\n{title}\n\n{heading}\n\n{numbered}\n", "utf-8")
    return folder


@pytest.fixture(scope="session")
def set_(tmp_path_factory):
    path = tmp_path_factory.mktemp("set") / "set.jsonl"
    path.write_text("\n".join(map(json.dumps, QUESTIONS)), "utf-8")
    return path


@pytest.fixture
def server(tmp_path):
    """The command of the fake server, and its log."""
    return [sys.executable, str(SERVER), str(tmp_path / "log")], tmp_path / "log"
