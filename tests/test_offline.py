"""From the files to the open citation, no other host is asked for anything."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
GUARD = ROOT / "tests" / "offline"


def without_network() -> list[str]:
    """A prefix that also takes the network from code outside Python, where the system allows it."""
    prefix = ["unshare", "-rn"]
    able = shutil.which("unshare") and subprocess.run([*prefix, "true"], capture_output=True).returncode == 0
    return prefix if able else []


@pytest.fixture
def guarded(tmp_path, corpus):
    """Runs Python under the guard; gives what it did and the attempts that were noted."""
    def run(*arguments: str):
        log = tmp_path / "attempts"
        env = {
            **os.environ, "PYTHONPATH": str(GUARD), "OFFLINE_LOG": str(log), "ITU_DATA": str(tmp_path / "data"),
            "ITU_CORPUS": str(corpus),
        }
        done = subprocess.run(
            [*without_network(), sys.executable, *arguments], cwd=ROOT, env=env, capture_output=True, text=True
        )
        return done, log.read_text("utf-8").splitlines() if log.exists() else []

    return run


def test_whole_path_without_network(guarded):
    done, attempts = guarded(str(GUARD / "whole_path.py"))
    assert attempts == []
    assert done.returncode == 0, done.stderr
    assert "<mark" in done.stdout and "décide" in done.stdout


@pytest.mark.parametrize("attempt, noted", [
    ("import socket; socket.socket().connect(('203.0.113.1', 80))", "socket.connect 203.0.113.1"),
    ("import urllib.request; urllib.request.urlopen('http://itu.example')", "socket.getaddrinfo itu.example"),
    ("import subprocess, sys; subprocess.run([sys.executable, '-c', 'import socket; "
     "socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b\"x\", (\"203.0.113.2\", 53))'], check=True)",
     "socket.sendto 203.0.113.2"),
])
def test_the_guard_notes_and_refuses(guarded, attempt, noted):
    done, attempts = guarded("-c", attempt)
    assert done.returncode != 0 and noted in attempts
