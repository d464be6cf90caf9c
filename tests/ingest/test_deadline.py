"""A file that takes too long is refused in one line, and the rest goes in."""

import re
import signal
import time

import pytest

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


def test_the_bar_names_the_file_that_is_being_read(shop, monkeypatch, capsys):
    from ingest.__main__ import _Bar

    with _Bar() as bar:
        bar.show(0, 2, "slow.txt")
        assert "slow.txt" in capsys.readouterr().err
