"""``python -m ingest`` as it is typed; run in this process, with fakes for embedding and readers."""

import json

import pytest

from index import generations
from ingest import pipeline
from ingest.__main__ import main
from settings import command as typed
from tests import fakes
from tests.ingest.workshop import ONE, ONE_FR, TWO


@pytest.fixture
def command(shop, monkeypatch, capsys):
    """Runs a command: (exit code, lines of the standard output, of the standard error)."""
    monkeypatch.setenv("ITU_DATA", str(shop.settings.data))
    monkeypatch.setenv("ITU_CORPUS", str(shop.settings.corpus))
    monkeypatch.setattr(pipeline, "_load", lambda settings: shop.embedding)
    monkeypatch.setattr(pipeline, "real_build", lambda settings: fakes.build)

    def run(*argv):
        code = main([str(arg) for arg in argv])
        output = capsys.readouterr()
        return code, output.out.splitlines(), output.err.splitlines()

    return run


def test_ingest_and_again(shop, command):
    shop.write(a_txt=ONE, notes_md="x")
    code, out, err = command()
    assert code == 0
    assert out[0].startswith(
        "1 document, 2 clauses in the index (1 added, 0 changed, 0 unchanged, 0 removed) in "
    )
    assert out[1:] == ["  added    RES-1-2012-en", "1 file of other kinds left out: notes.md."]
    assert "100%" in err[-1]
    code, out, err = command()
    assert code == 0 and "1 unchanged" in out[0] and err == []  # nothing to do, no bar


def test_refused_files(shop, command):
    shop.write(a_txt=ONE, b_txt="bad", c_txt=TWO)
    code, out, _ = command()
    assert code == 1 and out[-2:] == ["1 file refused:", "  b.txt: it is bad. Mend it."]
    shop.write(c_txt="bad")
    code, out, _ = command()
    assert code == 1
    assert out[-1] == "  c.txt: it is bad. Mend it. Kept from its earlier version: RES-2-2012-en."


def test_nothing_but_refused_files(shop, command):
    shop.write(b_txt="bad")
    assert command()[0] == 2


def test_prune(shop, command):
    shop.write(a_txt=ONE, b_txt=TWO)
    command()
    shop.delete("a.txt")
    assert "0 removed" in command("--no-prune")[1][0]
    assert command("--prune")[1][1] == "  removed  RES-1-2012-en"


@pytest.mark.parametrize(
    ("argv", "said"),
    [
        (["nowhere"], "nowhere: no such file or folder. Check the path."),
        (["export", "--jsonl"], f": nothing has been ingested yet. Run: {typed('ingest')}."),
        (["report"], f": nothing has been ingested yet. Run: {typed('ingest')}."),
        ([], ": no text in this folder. Check the folder."),
    ],
)
def test_one_line_and_exit_code_2(command, argv, said):
    code, out, err = command(*argv)
    assert (code, out, len(err)) == (2, [], 1) and err[0].endswith(said)


def test_another_embedding(shop, command):
    shop.write(a_txt=ONE)
    command()
    shop.embedding = fakes.FakeEmbedding("other")
    code, _, err = command()
    assert code == 2 and err[0].endswith(f"Run: {typed('ingest', '--rebuild')}.")
    assert command("--rebuild")[0] == 0


def test_while_another_runs(shop, command):
    shop.write(a_txt=ONE)
    with generations.ingest_lock(shop.settings.data):
        code, _, err = command()
    assert code == 2 and "another ingest is running" in err[0]


def test_what_goes_wrong_while_writing_is_one_line(shop, command, monkeypatch):
    shop.write(a_txt=ONE)

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("index.store.StoreWriter.add", full)
    code, out, err = command()
    assert code == 2 and out == [] and "No space left on device" in err[-1] and "as it was" in err[-1]


def test_a_bad_setting(command, monkeypatch):
    monkeypatch.setenv("ITU_MAX_FILE_MB", "many")
    code, _, err = command()
    assert code == 2 and err[0].startswith("ITU_MAX_FILE_MB: ")


def test_export_and_report(shop, command, tmp_path):
    shop.write(a_txt=ONE, b_txt=ONE_FR)
    command()
    code, out, _ = command("export", "--jsonl")
    assert code == 0 and [json.loads(line)["type"] for line in out] == ["document", "clause", "clause"] * 2
    target = tmp_path / "out.jsonl"
    assert command("export", "--jsonl", "--out", target)[:2] == (0, [])
    assert target.read_text(encoding="utf-8").splitlines() == out
    code, out, _ = command("report")
    assert code == 0 and out[0].startswith("RES-1-2012-en: RES-1 [en], resolution, 2 clauses")


def test_the_report_names_what_the_last_ingest_refused(shop, command):
    shop.write(a_txt=ONE, b_txt="bad", c_txt=TWO)
    command()
    code, out, _ = command("report")
    assert code == 0 and out[-2] == "1 file refused by the last ingest:" and out[-1] == "  b.txt: it is bad. Mend it."
    assert [r["file"] for r in json.loads("\n".join(command("report", "--json")[1]))["refused"]] == ["b.txt"]
    shop.delete("b.txt")
    command()
    assert not any("refused" in line for line in command("report")[1])


def test_help_says_what_the_exit_codes_mean(command, capsys):
    with pytest.raises(SystemExit) as stop:
        main(["--help"])
    text = capsys.readouterr().out
    assert stop.value.code == 0
    for words in (
        "--prune",
        "--rebuild",
        "export --jsonl",
        "ingest report",
        "0 all went in",
        "1 some files were refused",
    ):
        assert words in text


@pytest.mark.parametrize("argv", [["--unknown"], ["export"], ["report", "x"]])
def test_misuse(argv, capsys):
    with pytest.raises(SystemExit) as stop:
        main(argv)
    assert stop.value.code == 2 and f"usage: {typed('ingest')}" in capsys.readouterr().err
