"""A process that a measurement starts and waits for: it ends with the one that started it, and tidies up after itself."""

from __future__ import annotations

import contextlib
import subprocess
from collections.abc import Sequence

from settings import ROOT

SECONDS = 20  # that a process may take to tidy up
_OWN = 2  # seconds that it has where Ctrl-C has reached it too


def run(command: Sequence[str]) -> subprocess.CompletedProcess[str]:
    """As ``subprocess.run`` with the output captured, but for a process that is ended early: that one kills it, which
    leaves its temporary folders behind."""
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        try:
            out, err = process.communicate()
        except BaseException as error:
            if isinstance(error, KeyboardInterrupt):
                with contextlib.suppress(subprocess.TimeoutExpired):
                    process.wait(_OWN)
            end(process)
            raise
    return subprocess.CompletedProcess(command, process.returncode, out, err)


def end(process: subprocess.Popen) -> None:
    """End a process, if it has not ended, and wait until it has."""
    if process.poll() is None:
        process.terminate()
    try:
        process.wait(SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
