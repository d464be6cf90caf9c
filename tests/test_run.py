"""run.py's own decisions; the set-up itself is what .ci/run runs."""

from __future__ import annotations

import socket
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

import run

ROOT = Path(__file__).resolve().parents[1]


def test_a_taken_port_is_passed_over():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert port < run.free_port(port) < port + 20


@pytest.mark.parametrize("typed, says", [
    ("--port 99999", "99999 is no port that can be used"),
    ("--port -1", "--port"),
    ("--port http", "http is no port that can be used"),
    ("--port", "expected one argument"),
    ("--prot 3", "there is no option --prot, --port is meant perhaps"),
    ("--prot=3", "there is no option --prot=3, --port is meant perhaps"),
    ("--xyz", "there is no option --xyz."),
    ("tset", "there is no command tset, only page and test"),
])
def test_what_cannot_be_used_is_one_sentence(typed, says):
    done = subprocess.run([sys.executable, "run.py", *typed.split()], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 1 and done.stdout == ""
    assert len(done.stderr.splitlines()) == 1 and says in done.stderr


def test_what_follows_test_goes_to_pytest(monkeypatch):
    monkeypatch.setattr(sys, "argv", ["run.py", "test", "tests/ui", "-k", "one", "--browser"])
    assert run._options()[1] == ["tests/ui", "-k", "one", "--browser"]


def test_a_page_that_moved_says_so(monkeypatch, capsys):
    class Server:
        def __init__(self, *_, **__):
            raise run.Stop("far enough")

    monkeypatch.setattr(run.subprocess, "run", lambda *a, **k: SimpleNamespace(returncode=0))
    monkeypatch.setattr(run.subprocess, "Popen", Server)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(run.Stop, match="far enough"):
            run.page(SimpleNamespace(port=port, browser=False))
    assert f"Port {port} is taken; the page goes to " in capsys.readouterr().out


def test_no_port_at_all(monkeypatch):
    def refuse(self, address):
        raise OSError("taken")

    monkeypatch.setattr(socket.socket, "bind", refuse)
    with pytest.raises(run.Stop, match="--port"):
        run.free_port(8501)


def test_an_old_python_is_told_so(monkeypatch):
    monkeypatch.setattr(sys, "version_info", (3, 9, 2))
    with pytest.raises(run.Stop, match="3.11 or newer is needed and this is 3.9"):
        run.check_python()


def test_missing_venv_names_the_package(monkeypatch, tmp_path):
    monkeypatch.setattr(run, "PYTHON", tmp_path / "none")
    monkeypatch.setattr(run.importlib.util, "find_spec", lambda name: None)
    with pytest.raises(run.Stop, match="sudo apt install python3-venv"):
        run.make_venv()


def test_a_full_disk_is_told_before_anything_is_made(monkeypatch, tmp_path):
    monkeypatch.setattr(run, "PYTHON", tmp_path / "none")
    monkeypatch.setattr(run.shutil, "disk_usage", lambda path: SimpleNamespace(free=10**8))
    monkeypatch.setattr(run.subprocess, "run", lambda *a, **k: pytest.fail("something was run"))
    with pytest.raises(run.Stop, match="disk is full"):
        run.make_venv()


@pytest.mark.parametrize("output, sentence", [
    ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE.\n    lamp==1.0:\n", "a library that came is not the one pinned"),
    ("ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device\n", "the disk is full"),
    ("NewConnectionError('<…>: Failed to establish a new connection: [Errno -3]')\nERROR: No matching", "network"),
    ("Collecting a\nERROR: a needs another Python.\nnotice\n", "it failed: ERROR: a needs another Python"),
    ("", "it failed: no reason given"),
])
def test_why_an_installation_failed(output, sentence):
    assert sentence in run._why("it failed", output)


def test_an_installed_file_is_not_installed_again(monkeypatch, tmp_path):
    installs = []

    class Pip:
        def __init__(self, command, **_):
            installs.append(command)
            self.stdout = iter(())

        def wait(self):
            return 0

    monkeypatch.setattr(run, "ROOT", tmp_path)
    monkeypatch.setattr(run, "VENV", tmp_path)
    monkeypatch.setattr(run.subprocess, "Popen", Pip)
    wanted = tmp_path / "requirements.txt"
    for text in ("a==1\n", "a==1\n", "a==2\n"):
        wanted.write_text(text)
        run.install("requirements.txt")
    assert len(installs) == 2


def test_a_failure_is_one_line(tmp_path):
    """As a command: no trace, one sentence, a non-zero exit."""
    (tmp_path / "run.py").write_text((ROOT / "run.py").read_text("utf-8").replace("OLDEST = (3, 11)", "OLDEST = (9, 0)"))
    done = subprocess.run([sys.executable, "run.py"], cwd=tmp_path, capture_output=True, text=True)
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1 and done.stderr.startswith("run.py: Python 3.11 or newer")


def test_the_tests_say_what_failed_and_why_others_were_skipped(pytestconfig):
    assert set("fEs") <= set(pytestconfig.getoption("reportchars"))
