"""The recipe end to end on two made-up languages, by its real commands."""

import lzma
import random
import re
import subprocess
import sys

import pytest

from index.embedding.builtin import read_builtin
from index.embedding.train.data import is_held_out
from settings import ROOT

SYLLABLES = [a + b for a in "bdfgklmnprstv" for b in "aeiou"]
# Two made-up languages, word for word: "bada", "bade" … and their renderings "vuba", "vube" …
WORDS = [("ba" + x, "vu" + y) for x, y in zip(SYLLABLES, reversed(SYLLABLES), strict=True)]


def sentence(chance: random.Random, length: int) -> list[tuple[str, str]]:
    return chance.sample(WORDS, length)


def line(pairs, *origin: str) -> str:
    en, fr = zip(*pairs, strict=True)
    return "\t".join([" ".join(en), " ".join(fr), *origin])


def statutes(chance: random.Random, documents: int) -> list[str]:
    lines = []
    for number in range(documents):
        for _ in range(3):
            text = sentence(chance, 9)
            lines.append(line(chance.sample(text, 3), f"act-{number}", "marginal"))
            lines.append(line(text, f"act-{number}", "text"))
    return lines


def write(folder, name: str, lines: list[str]) -> None:
    with lzma.open(folder / f"{name}.tsv.xz", "wt", encoding="utf-8") as file:
        file.write("\n".join(lines) + "\n")


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    folder, chance = tmp_path_factory.mktemp("data"), random.Random(1)
    write(folder, "canada-laws.en-fr", statutes(chance, 250))
    write(folder, "bipm-resolutions.en-fr", [line(sentence(chance, 8), "m", "considering") for _ in range(60)])
    for name in ("terms.tsv", "sentences.tsv"):
        shipped = (ROOT / "index/embedding" / name).read_text(encoding="utf-8").splitlines()
        (folder / name).write_text("\n".join(shipped[:60]) + "\n", encoding="utf-8")
    return folder


def command(module: str, *arguments) -> subprocess.CompletedProcess:
    return subprocess.run(
        [sys.executable, "-m", module, *map(str, arguments)], cwd=ROOT, capture_output=True, text=True, timeout=200
    )


def train(data, out, *more) -> str:
    run = command("index.embedding.train", "--data", data, "--words", data, "--out", out, *more)
    assert run.returncode == 0, run.stderr
    return run.stdout


def figures(data, weights) -> dict[tuple[str, ...], float]:
    """(direction, by …) -> hit@1, as the measure command prints it."""
    run = command("index.embedding.measure", "--data", data, "--weights", weights)
    assert run.returncode == 0, run.stderr
    rows = [[c.strip() for c in row.strip("|").split("|")] for row in run.stdout.splitlines() if "→" in row]
    return {tuple(row[:-3]): float(row[-3]) for row in rows}


def test_training_lifts_its_own_hold_out(data, tmp_path):
    train(data, tmp_path / "none", "--passes", 0, "--rounds", 0)
    train(data, tmp_path / "some", "--passes", 15, "--rounds", 15)
    before, after = figures(data, tmp_path / "none"), figures(data, tmp_path / "some")
    assert before["en → fr", "cosine", "60"] < 0.3 and after["en → fr", "cosine", "60"] > 0.9
    assert before["fr → en", "late"] < 0.2 and after["fr → en", "late"] > 0.3
    train(data, tmp_path / "more", "--passes", 0, "--rounds", 0, "--start", tmp_path / "some")
    kept = figures(data, tmp_path / "more")
    assert kept["en → fr", "cosine", "60"] > 0.9 and kept["fr → en", "late"] > 0.3


def test_the_same_seed_gives_the_same_weights(data, tmp_path):
    options = ("--passes", 1, "--rounds", 1)
    for name, seed in (("a", 3), ("b", 3), ("c", 4)):
        train(data, tmp_path / name, *options, "--seed", seed)
    ids = {name: read_builtin(tmp_path / name).id for name in "abc"}
    assert ids["a"] == ids["b"] != ids["c"]


def test_the_card_that_ships_is_of_the_weights_that_ship():
    card = (ROOT / "index/embedding/MODEL_CARD.md").read_text(encoding="utf-8")
    assert re.search(r"Weights `(.+?)`", card)[1] == read_builtin().id


@pytest.mark.parametrize(
    ("content", "said"),
    [(None, "the file is missing"), (b"not xz", "cannot be read"), (lzma.compress(b"one column\n"), "no pair of texts")],
    ids=["missing", "not xz", "one column"],
)
def test_bad_data_gives_one_sentence(tmp_path, content, said):
    if content is not None:
        (tmp_path / "canada-laws.en-fr.tsv.xz").write_bytes(content)
    for module in ("index.embedding.train", "index.embedding.measure"):
        run = command(module, "--data", tmp_path, *(("--out", tmp_path) if module.endswith("train") else ()))
        assert run.returncode == 1
        assert said in run.stderr and "Traceback" not in run.stderr


def test_some_documents_are_held_out():
    share = sum(is_held_out(f"acts/{n}") for n in range(2000)) / 2000
    assert 0.02 < share < 0.06
