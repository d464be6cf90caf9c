"""The unit and the container file agree with the project, as far as can be told without installing them."""

from __future__ import annotations

import os
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
    modules = set(re.findall(r"(?:python -m|itu-expert) ((?:ingest|index|evals|answer)[.a-z]*)", text))
    assert modules
    for module in modules:
        path = ROOT.joinpath(*module.rstrip(".").split("."))
        assert path.with_suffix(".py").exists() or (path / "__main__.py").exists(), module
    known = Path(settings.__file__).read_text("utf-8")
    assert all(f'"{name}"' in known for name in re.findall(r"\b(?:ITU|LLM|CHROMA)_[A-Z_]+[A-Z]", text))
    for link in re.findall(r"\]\(([\w./]+)\)", text):
        assert (ROOT / "docs" / link).exists(), link


@pytest.mark.skipif(not hasattr(os, "geteuid") or not shutil.which("sh"), reason="no POSIX shell here")
def test_the_operators_command_has_the_pages_settings(tmp_path):
    """The script with its paths moved, and a command in place of runuser that shows what it was given."""
    (tmp_path / "env").write_text('# a note\n\nITU_READERS=a@itu.int, @example.org\nLLM_API_KEY=$(touch x) "y\nITU_DATA=/elsewhere', "utf-8")
    shown = tmp_path / "runuser"
    shown.write_text('#!/bin/sh\nprintf "%s\\n" "$PWD" "$ITU_READERS" "$LLM_API_KEY" "$ITU_DATA" "$@"\n', "utf-8")
    shown.chmod(0o755)
    script = tmp_path / "itu-expert"
    text = (ROOT / "deploy" / "itu-expert").read_text("utf-8")
    script.write_text(text.replace("/etc/itu-expert.env", str(tmp_path / "env")).replace("/opt/itu-expert", str(tmp_path)), "utf-8")
    run = [shutil.which("sh"), str(script)]
    path = {"PATH": f"{tmp_path}:{os.environ['PATH']}"}
    done = subprocess.run([*run, "ingest", "/srv/a b"], capture_output=True, text=True, env=path)
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines() == [
        str(tmp_path), "a@itu.int, @example.org", '$(touch x) "y', "/elsewhere",
        "-u", "itu-expert", "--", ".venv/bin/python", "-m", "ingest", "/srv/a b",
    ]  # fmt: skip
    assert not (tmp_path / "x").exists()
    done = subprocess.run(run, capture_output=True, text=True, env=path)
    assert done.returncode == 2 and len(done.stderr.splitlines()) == 1


def test_the_operators_command_and_the_unit_name_the_same_places():
    script = (ROOT / "deploy" / "itu-expert").read_text("utf-8")
    for place in ("/opt/itu-expert", "/var/lib/itu-expert", "/etc/itu-expert.env"):
        assert place in script and place in UNIT
