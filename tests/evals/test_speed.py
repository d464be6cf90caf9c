"""What reading costs: that it is measured, not how much it is."""

from evals import speed
from ingest import documents, readers
from settings import Settings
from tests.ingest.readers.files import pdf

GOOD = "RESOLUTION 5 (Dubai, 2012)\n\nconsidering\n\na) that numbering helps,\n\nresolves\n\n1 to number.\n"


def test_measured_in_turns(tmp_path, capsys):
    (tmp_path / "a.txt").write_text(GOOD)
    (tmp_path / "b.pdf").write_bytes(pdf(GOOD.replace("5", "6")))
    (tmp_path / "c.pdf").write_bytes(b"%PDF-1.4 cut off")
    before = (readers.read, documents.clean)
    ours, peer = speed.measure(speed.readable([tmp_path], Settings()), Settings(), 2)
    assert (readers.read, documents.clean) == before
    assert len(ours) == len(peer) == 2 and "left out: " in capsys.readouterr().err
    assert ours[0].pieces == ours[1].pieces >= 4 and peer[0].pieces == 2
    assert set(ours[0].stages) == set(speed.STAGES) and 0 < ours[0].stages["pypdf"] < ours[0].stages["read"]
    assert sum(v for name, v in ours[0].stages.items() if name != "pypdf") <= ours[0].seconds


def test_the_table():
    ours = [speed.Round(100, seconds, {"pypdf": 1.0, "read": 1.5, "clean": 0.25}) for seconds in (2.0, 9.0, 1.9)]
    peer = [speed.Round(10, seconds) for seconds in (1.0, 4.0, 0.9)]
    lines = speed.table(ours, peer, 3)
    assert "3 files, 3 rounds" in lines[0] and "50 clauses a second" in lines[1] and "2.00 times" in lines[3]
    assert [line.split() for line in lines[4:6]] == [["pypdf", "1.000", "s", "50%"], ["read", "1.500", "s", "75%"]]
    assert ["other", "0.250", "s", "12%"] in [line.split() for line in lines]


def test_nothing_to_measure(tmp_path, capsys):
    assert speed.main([str(tmp_path)]) == 2 and "no text there can be read" in capsys.readouterr().err
