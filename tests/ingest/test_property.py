"""The same resolution as paragraphs and as printed pages gives the same clauses, and its map leads back."""

from __future__ import annotations

import random

import pytest

from ingest.documents import build
from ingest.source import SourceText
from ingest.trace import to_source
from tests.ingest.generator import as_lines, as_pages, make

SEEDS = range(50)


def built(text: str):
    return build(SourceText(text, (), (), "txt", "plain"), "lamps.txt", "0" * 64)


@pytest.mark.parametrize("form", [as_lines, as_pages])
@pytest.mark.parametrize("language", ["en", "fr"])
def test_generated_resolutions_give_their_clauses(form, language):
    for seed in SEEDS:
        made = make(seed, language, note=seed % 2 == 0)
        ((document, clauses),) = built(form(made))
        found = [(c.address, c.text) for c in clauses if c.kind in ("preambular", "operative", "paragraph")]
        assert found == made.clauses, f"seed {seed}"
        assert document.language == language
        notes = [c for c in clauses if c.kind == "footnote"]
        assert [n.text for n in notes] == ([made.note] if made.note else []), f"seed {seed}"
        if made.note:
            caller = next(c for c in clauses if c.text == made.clauses[0][1])
            assert [f.clause_id for f in caller.footnotes] == [notes[0].id]


@pytest.mark.parametrize("form", [as_lines, as_pages])
def test_text_maps_back_to_the_files_own_characters(form):
    for seed in SEEDS:
        made = make(seed, "fr", note=True)
        source = form(made)
        ((document, clauses),) = built(source)
        for run in document.source_map:
            if run.length == run.source_length:
                a = document.text[run.start:run.start + run.length]
                b = source[run.source_start:run.source_start + run.source_length]
                assert all(x == y or (x.isspace() and y.isspace()) for x, y in zip(a, b, strict=True))
        for clause in clauses:
            start, end = to_source(document.source_map, clause.start, clause.end)
            assert source[start] == clause.text[0]
            assert source[end - 1] == clause.text[-1]


def test_runs_and_dropped_cover_the_source_exactly_once():
    for seed in SEEDS:
        source = as_pages(make(seed, "en", note=True))
        ((document, _),) = built(source)
        count = [0] * len(source)
        for run in document.source_map:
            for i in range(run.source_start, run.source_start + run.source_length):
                count[i] += 1
        for gone in document.dropped:
            for i in range(gone.source_start, gone.source_end):
                count[i] += 1
        assert set(count) == {1}


PIECES = ("RESOLUTION 12 (Rev. X, 2012)", "The Plenipotentiary Conference (X, 2012),", "(X, 2008; Y, 2012)", "considering", "resolves",
          "instructs the Director", "a) that lamps burn;", "b)\tthat", "i) x", "1 to do:", "1.1 x", "2 y;", "– dash", "• a) x",
          "• considering", "ANNEX 1", "ARTICLE 1", "CHAPTER I", "2.1 term: definition.", "A | B", "no end", "x[footnoteRef:1]1 y [1: 1\tz] w",
          "[2: 2 abc", "word1, more", "1 These include.", "254 Resolution 12", "\f", "3", "PP-98", "3A a bis) x", "FOREWORD", "", "light-",
          "\u00ad", "ﬁre", "______", "décide", "[bookmark: x]", "(SUP)", "Recommendation ITU-T A.12", "* note", "word*", "a)", "1", "]",
          "[1: 1\tx", "[footnoteRef:2]")


def test_any_heap_of_lines_keeps_the_invariants():
    """build() checks them itself and raises where one does not hold."""
    for seed in range(250):
        rng = random.Random(seed)
        text = "\n".join(rng.choice(PIECES) for _ in range(rng.randint(1, 40)))
        text = text.replace("\n", " ", rng.choice((0, 0, 8)))
        for document, clauses in built(text):
            assert "".join(document.text.split()) == "" or clauses


def test_ids_are_unique_and_survive_a_rebuild():
    text = as_lines(make(3, "en", note=True))
    ((_, first),), ((_, second),) = built(text), built(text)
    ids = [c.id for c in first]
    assert len(set(ids)) == len(ids)
    assert ids == [c.id for c in second]
