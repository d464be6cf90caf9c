"""The unit and the container file agree with the project, as far as can be told without installing them."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import settings

ROOT = Path(__file__).resolve().parents[1]
UNIT = (ROOT / "deploy" / "itu-expert.service").read_text("utf-8")
CONTAINER = (ROOT / "deploy" / "Containerfile").read_text("utf-8")


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="no systemd-analyze here")
@pytest.mark.parametrize("name", ["itu-expert", "itu-chroma"])
def test_the_unit_is_sound(tmp_path, name):
    unit = tmp_path / f"{name}.service"
    text = (ROOT / "deploy" / unit.name).read_text("utf-8")
    unit.write_text(text.replace("/opt/itu-expert/.venv/bin", str(Path(sys.executable).parent)).replace("/opt/itu-expert", str(ROOT)))
    done = subprocess.run(["systemd-analyze", "verify", "--man=no", str(unit)], capture_output=True, text=True)
    said = [line for line in (done.stdout + done.stderr).splitlines() if name in line]
    assert said == [] and done.returncode == 0, done.stderr


@pytest.mark.parametrize("text", [UNIT, CONTAINER])
def test_what_is_set_is_a_setting(text):
    names = set(re.findall(r"\b(ITU_[A-Z_]+)=", text))
    assert names and all(f'"{name}"' in Path(settings.__file__).read_text("utf-8") for name in names)


def test_both_start_the_page_alike():
    unit = re.search(r"^ExecStart=\S+ (.+)$", UNIT, re.M)[1].split()
    container = re.findall(r'"([^"]+)"', re.search(r"^CMD (.+)$", CONTAINER, re.M)[1])[1:]
    assert unit == container and (ROOT / "server.py").exists() and (ROOT / "requirements.txt").exists()


@pytest.mark.parametrize("page", ["operating", "security"])
def test_commands_and_settings_that_a_page_names_are_there(page):
    text = (ROOT / "docs" / f"{page}.md").read_text("utf-8")
    modules = set(re.findall(r"python -m ((?:ingest|index|evals|answer)[.a-z]*)", text))
    assert modules
    for module in modules:
        path = ROOT.joinpath(*module.rstrip(".").split("."))
        assert path.with_suffix(".py").exists() or (path / "__main__.py").exists(), module
    known = Path(settings.__file__).read_text("utf-8")
    assert all(f'"{name}"' in known for name in re.findall(r"\b(?:ITU|LLM|CHROMA)_[A-Z_]+[A-Z]", text))
    for link in re.findall(r"\]\(([\w./]+)\)", text):
        assert (ROOT / "docs" / link).exists(), link
