"""A file that takes too long is refused in one line, and the rest goes in."""

import re
import signal
import sys
import time
from contextlib import contextmanager

import pytest

from errors import BadFile
from index.writer import Writer
from ingest import deadline
from tests import fakes
from tests.ingest.workshop import ONE, TWO

pytestmark = pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="no such signal here")


def swallows():
    until = time.monotonic() + 30
    while time.monotonic() < until:
        try:
            time.sleep(30)
        except Exception:
            continue


@pytest.mark.timeout(20)
@pytest.mark.parametrize("hang", [swallows, lambda: re.match("(a+)+b", "a" * 40)])
def test_the_rest_goes_in(shop, monkeypatch, hang):
    def build(path, file, sha256):
        if file == "a.txt":
            hang()
        return fakes.build(path, file, sha256)

    monkeypatch.setattr(deadline, "LEAST", 0.2)
    before = signal.getsignal(signal.SIGALRM)
    shop.write(a_txt=ONE, b_txt=TWO)
    report = shop.ingest(build=build)
    assert list(shop.texts()) == ["RES-2-2012-en"]
    assert [refused.why for refused in report.refused] == [
        "a.txt: reading it took more than 0 seconds. Check what is in it, or split it."
    ]
    assert signal.getitimer(signal.ITIMER_REAL)[0] == 0 and signal.getsignal(signal.SIGALRM) is before


def test_nothing_is_written_while_the_limit_holds(shop, monkeypatch):
    """The signal is sent before everything that the next generation takes: it must not be heeded there."""
    heard, methods = [], ("put_entry", "remove", "put_file", "remove_file", "publish")
    own = signal.signal(signal.SIGALRM, lambda *_: heard.append("own"))

    def interrupted(name, write):
        def call(self, *args):
            signal.raise_signal(signal.SIGALRM)
            heard.append(name)
            return write(self, *args)

        return call

    for name in methods:
        monkeypatch.setattr(Writer, name, interrupted(name, getattr(Writer, name)))
    try:
        shop.write(a_txt=ONE, b_txt=TWO)
        assert not shop.ingest().refused
        (shop.settings.corpus / "a.txt").unlink()
        assert not shop.ingest().refused
    finally:
        signal.signal(signal.SIGALRM, own)
    assert set(heard) == {"own", *methods} and heard[::2] == ["own"] * (len(heard) // 2)
    assert list(shop.texts()) == ["RES-2-2012-en"]


def test_a_signal_at_any_line_refuses_the_file_or_does_nothing():
    """Sent before each line of the limit's own code in turn."""
    outcomes, own = [], signal.signal(signal.SIGALRM, lambda *_: None)
    ours = signal.getsignal(signal.SIGALRM)
    try:
        for line in range(1, 60):
            before = len(outcomes)
            with _signal_at(line) as sent:
                try:
                    outcomes.append(deadline.in_time(0, "a.txt", lambda: "read"))
                except BadFile:
                    outcomes.append("refused")
            assert len(outcomes) == before + 1
            assert signal.getitimer(signal.ITIMER_REAL)[0] == 0 and signal.getsignal(signal.SIGALRM) is ours
            if not sent:
                break
    finally:
        signal.signal(signal.SIGALRM, own)
    assert set(outcomes) == {"read", "refused"}


@contextmanager
def _signal_at(line):
    """Raise the signal before the nth line that runs in ingest/deadline.py; yields a list, empty when it had less."""
    sent, left = [], line

    def trace(frame, event, _):
        nonlocal left
        if frame.f_code.co_filename != deadline.__file__ or frame.f_code.co_name != "in_time":
            return None
        if event == "line":
            left -= 1
            if left == 0:
                sent.append(frame.f_lineno)
                signal.raise_signal(signal.SIGALRM)
        return trace

    old = sys.gettrace()
    sys.settrace(trace)
    try:
        yield sent
    finally:
        sys.settrace(old)


def test_the_bar_names_the_file_that_is_being_read(shop, monkeypatch, capsys):
    from ingest.__main__ import _Bar

    with _Bar() as bar:
        bar.show(0, 2, "slow.txt")
        assert "slow.txt" in capsys.readouterr().err
