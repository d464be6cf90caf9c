"""Word translations learned from a few made-up pairs."""

import lzma

from index.embedding.train import lexicon
from index.embedding.train.data import STATUTES, Row

NOUNS = [("lamp", "lampe"), ("bridge", "pont"), ("river", "fleuve"), ("tower", "tour"), ("horse", "cheval")]
VERBS = [("sees", "voit"), ("paints", "peint"), ("sells", "vend"), ("washes", "lave")]


def rows():
    return [
        Row(f"the keeper {verb} a {noun} and the {other}", f"le gardien {verbe} le {nom} et le {autre}", "made up")
        for noun, nom in NOUNS
        for other, autre in NOUNS
        for verb, verbe in VERBS
    ]


def test_each_word_finds_its_translation_first():
    learned = lexicon.learn(rows())
    best = {}
    for en, fr, probability in learned:
        if probability > best.get(en, ("", 0))[1]:
            best[en] = (fr, probability)
    assert best["lamp"][0] == "lamp" and best["bridg"][0] == "pont" and best["hors"][0] == "cheval"
    assert all(0 < probability <= 1 for _, _, probability in learned)


def test_the_order_of_the_pairs_makes_no_difference():
    assert lexicon.learn(rows()) == lexicon.learn(rows()[::-1])


def test_the_command_writes_what_the_index_reads(tmp_path, capsys):
    data = "".join(f"{row.en}\t{row.other}\tact-{n}\ttext\n" for n, row in enumerate(rows()))
    (tmp_path / f"{STATUTES}.tsv.xz").write_bytes(lzma.compress(data.encode()))
    assert lexicon.main(["--data", str(tmp_path), "--out", str(tmp_path / "out")]) == 0
    assert (tmp_path / "out" / lexicon.FILE).stat().st_size > 0
    assert "translations" in capsys.readouterr().out


def test_a_missing_folder_is_said(tmp_path, capsys):
    assert lexicon.main(["--data", str(tmp_path / "none")]) == 1
    assert capsys.readouterr().err.count("\n") == 1
