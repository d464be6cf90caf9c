"""The words of passages: kept as they are read, carried over, and read anew where the rules are others."""

import numpy as np
import pytest

from index import lexicon, passages
from index.embedding import load
from index.embedding.builtin import WORD
from index.passages import PARTS, Passages
from index.ragged import Ragged

EN = {
    "A#1": "to instruct the Director of TSB to report to WTSA-24 each year",
    "A#2": "climate change",
    "A#3": "",
    "B#1": "persons with disabilities and persons with specific needs",
}


def words(held):
    return [[getattr(held, part)[at].tolist() for part in PARTS] for at in range(len(held))]


def read(texts, language="en"):
    return words(passages.read(list(texts), language, load()))


def opened(folder, language="en"):
    return Passages(folder, language, load())


def write(folder, texts, base=None, gone=()):
    spool = passages.Spool(folder)
    spool.drop(gone)
    for id, text in texts.items():
        spool.add([id], passages.read([text], "en", load()))
    spool.finish("en", load(), base)
    return opened(folder)


def test_what_is_written_is_what_would_be_read(tmp_path):
    held = write(tmp_path, EN)
    assert len(held) == 4
    assert words(held.words(EN)) == read(EN.values())
    some = dict.fromkeys(("B#1", "A#2"), "not looked at")
    assert words(held.words(some)) == read([EN["B#1"], EN["A#2"]])


def test_what_is_not_held_is_read_in_its_place(tmp_path):
    held = write(tmp_path, EN)
    asked = {"new#1": "frequency bands", "A#2": EN["A#2"], "new#2": "lamps", "A#1": EN["A#1"]}
    assert words(held.words(asked)) == read(asked.values())
    assert words(opened(tmp_path / "nowhere").words(asked)) == read(asked.values())
    assert words(held.words({})) == []


def test_others_are_carried_over_and_those_that_left_are_not(tmp_path):
    write(tmp_path / "1", EN)
    held = write(tmp_path / "2", {"A#1": "other words"}, tmp_path / "1", gone=["A#1", "A#3"])
    assert len(held) == 3
    now = {"A#1": "other words", "A#2": EN["A#2"], "B#1": EN["B#1"]}
    assert words(held.words(dict.fromkeys(now, "not looked at"))) == read(now.values())
    again = write(tmp_path / "3", {}, tmp_path / "2", gone=["B#1"])
    assert len(again) == 2
    assert words(again.words(dict.fromkeys(("A#2", "A#1"), ""))) == read([now["A#2"], now["A#1"]])


def test_what_came_and_left_again_is_gone(tmp_path):
    spool = passages.Spool(tmp_path)
    for text in ("first words", "second words"):
        spool.drop(["A#1"])
        spool.add(["A#1", f"{text}#1"], passages.read([text, text], "en", load()))
    spool.finish("en", load(), None)
    held = opened(tmp_path)
    assert len(held) == 3
    assert words(held.words({"A#1": ""})) == read(["second words"])


def test_nothing_at_all(tmp_path):
    assert len(write(tmp_path, {})) == 0
    assert words(opened(tmp_path).words(EN)) == read(EN.values())


@pytest.mark.parametrize("rules", ["", "0 another"])
def test_words_read_by_other_rules_are_not_held(tmp_path, rules):
    write(tmp_path, dict.fromkeys(EN, "other words"))
    assert words(opened(tmp_path).words(EN)) != read(EN.values())
    (tmp_path / "rules.txt").write_text(rules)
    assert len(opened(tmp_path)) == 0
    assert words(opened(tmp_path).words(EN)) == read(EN.values())


def test_pieces_are_the_words_that_tokens_tells_of():
    embedding = load()
    texts = ["Résolution 57 (Дубай) المؤتمر 决定电信发展局 ITU-T œuvre, re­port l’été", "", "§§", "zqxjwv 12 kHz"]
    for text, tokens in zip(texts, embedding.tokens(texts), strict=True):
        pieces = embedding.pieces([text]).values
        firsts = np.flatnonzero(pieces & WORD)
        assert len(firsts) == len(tokens)
        assert embedding.word_spans(text).tolist() == tokens.spans.tolist()
        vectors = embedding.word_vectors(Ragged(pieces & ~WORD, np.append(firsts, len(pieces))))
        assert np.array_equal(vectors, tokens.vectors)


def test_a_longer_term_is_preferred_to_the_one_that_it_begins_with():
    found = lexicon.words("international telecommunication regulations", "en")
    terms = lexicon.concepts(found, "en")
    assert all(t.last >= t.first for t in terms)
    by_first = {t.first: t.last for t in terms}
    names = {name for row in lexicon._names("en") for name in row}
    stems = [w.stem for w in found]
    for first, last in by_first.items():
        longer = [n for n in range(last + 1, len(stems)) if tuple(stems[first : n + 1]) in names]
        assert tuple(stems[first : last + 1]) in names and not longer
    assert by_first
