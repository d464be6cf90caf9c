"""Cleaning: one small text of our own per rule."""

from __future__ import annotations

import random

import pytest

from ingest.clean import bookmarks, clean
from ingest.source import SourceText
from ingest.trace import Edit, Move, Trace, to_source
from schema import Dropped, MapRun


def cleaned(text: str, language: str = "en"):
    return clean(SourceText(text, (), (), "txt", "plain"), language)


HEAD = "RESOLUTION 12 (Rev. Atlantis, 2030)\n"
LONG = ("a) that the keepers of lighthouses along the northern coast have for many years asked for\n"
        "better lamps, longer ladders and warmer coats, so that no ship may lose its way between\n")

RULES = [
    ("line ends of other systems", "One.\r\nTwo.\rThree.", "One.\nTwo.\nThree."),
    ("byte order mark", "\ufeffOne.", "One."),
    ("bookmark", "[bookmark: _x1]One lamp.", "One lamp."),
    ("soft hyphen", "light\u00adhouse keepers", "lighthouse keepers"),
    ("soft hyphen at a line's end", "light\u00ad\nhouse keepers", "lighthouse keepers"),
    ("ligatures", "e\ufb03cient \ufb01res", "efficient fires"),
    ("shapes of Arabic letters", "\ufe8d\ufee0\ufee4\ufefb", "\u0627\u0644\u0645\u0644\u0627"),
    ("direction marks", "\u200fOne\u200e.", "One."),
    ("runs of white space", "One  lamp\t\tburns.  \n\n\nTwo.", "One lamp burns.\nTwo."),
    ("no-break spaces stay, runs of them do not", "UIT\u00a0T and\u00a0 \u00a0D", "UIT\u00a0T and D"),
    ("footnote of a word processor", "A lamp[footnoteRef:1]1 burns. [1: 1\tOf oil.]\nTwo.", "A lamp burns.\nOf oil.\nTwo."),
    ("footnote with a star", "A lamp[footnoteRef:1]* burns. [1: *Of [fish] oil.]", "A lamp burns.\nOf [fish] oil."),
    ("footnote over two lines", "A lamp[footnoteRef:1]1. [1: 1\tOf\noil.]\nTwo.", "A lamp.\nOf oil.\nTwo."),
    ("a rule above footnotes", "One.\n__________\nTwo.", "One.\nTwo."),
    ("dashes around a page number", "One lamp.\n- 12 -\nTwo lamps.", "One lamp.\nTwo lamps."),
    ("form feeds and bare page numbers", "One lamp.\n3\n\f4\nTwo lamps.", "One lamp.\nTwo lamps."),
    ("repeated lines at page heads", "Lamps of the North\nOne.\n\fLamps of the North\nTwo.\n\fLamps of the North\nThree.",
     "One.\nTwo.\nThree."),
    ("stretched Arabic words", "\u0627\u0644\u0645\u0640\u0640\u0627\u0621 \u0647\u0640) \u0645\u0627\u0621", "\u0627\u0644\u0645\u0627\u0621 \u0647\u0640) \u0645\u0627\u0621"),
    ("Chinese letters set apart", "海 港 的 钟 声 响\n钟 声", "海港的钟声响\n钟 声"),
    ("a number glued to its heading", "A1.2.1Functions\n2.4GHz\n2.4Ghz", "A1.2.1 Functions\n2.4GHz\n2.4Ghz"),
    ("marginal marks glued to the text", "20 The lamps\nPP-98of the Union", "20 The lamps\nof the Union"),
    ("marginal marks", "20 The lamps\nPP-98 of the Union\nPP-98\nburn.", "20 The lamps\nof the Union\nburn."),
]


@pytest.mark.parametrize(("source", "expected"), [r[1:] for r in RULES], ids=[r[0] for r in RULES])
def test_rule(source, expected):
    assert cleaned(source).text == expected


@pytest.mark.parametrize("header", ["254 Resolution 12", "Resolution 12 255", "CS/Article 1 3", "4 CS/Article 2"])
def test_running_header_at_a_blank_page_break_inside_a_paragraph(header):
    text = cleaned(f"{HEAD}considering\n{LONG}\n{header}\nthe rocks of the northern coast and the open sea;\n").text
    assert "between the rocks of the northern coast" in text
    assert header not in text


def test_page_numbers_of_headers_are_kept_as_page_labels():
    found = cleaned(f"254 Resolution 12\n{HEAD}considering\n{LONG}\nResolution 12 255\nthe rocks;\n")
    assert [label for _, label in found.page_labels] == ["254", "255"]


def test_a_number_line_is_no_running_header():
    assert cleaned("RESOLUTION 12\nOn lamps").text.startswith("RESOLUTION 12")


HYPHENS = [
    ("the light-\nhouse keepers", "the lighthouse keepers"),
    ("the Secretary-\nGeneral of lamps", "the Secretary-General of lamps"),
    ("des sous-régions et les sous-\nrégions du Nord", "des sous-régions et les sous-régions du Nord"),
    ("a light, a house, a light-\nhouse", "a light, a house, a light-house"),
    ("two oars and thirds of oars, two-\nthirds in all", "two oars and thirds of oars, two-thirds in all"),
]


@pytest.mark.parametrize(("source", "expected"), HYPHENS)
def test_words_at_line_end_hyphens(source, expected):
    assert cleaned(source).text == expected


def test_footnote_at_a_page_foot_stands_after_its_paragraph():
    text = (f"30 Resolution 12\n{HEAD}On lamps and the people who keep them burning\n"
            "The Plenipotentiary Conference of the International Telecommunication Union (Atlantis,\n2030),\n"
            f"considering\n{LONG}the rocks of the keepers1 of the northern coast and all of the islands that lie before\n"
            "1 These include the keepers of the islands.\n\n"
            "Resolution 12 31\nthe harbour of the mainland;\nb) that lamps need oil,\n")
    found = cleaned(text)
    lines = found.text.split("\n")
    at = lines.index("These include the keepers of the islands.")
    assert lines[at - 1].endswith("rocks of the keepers of the northern coast and all of the islands that lie before "
                                  "the harbour of the mainland;")
    assert [(n.mark, found.text[n.start:n.end]) for n in found.notes] == [
        ("1", "These include the keepers of the islands.")]


def test_every_dropped_character_has_its_kind():
    source = "\ufeff[bookmark: b]light\u00adhouse[footnoteRef:1]1  x. [1: 1\tOil.]\n"
    gone = {source[d.source_start:d.source_end]: d.kind for d in cleaned(source).dropped}
    assert gone["\ufeff"] == "white_space"
    assert gone["[bookmark: b]"] == "bookmark"
    assert gone["\u00ad"] == "hyphenation"
    assert gone["[footnoteRef:1]1"] == "footnote_marker"
    assert gone["[1: 1\t"] == "footnote_marker"


# The trace itself


def test_edits_keep_the_way_back():
    trace = Trace.of("a ﬁre\nburns").edit([Edit(2, 3, "fi", "ligature"), Edit(5, 6, " ", "white_space"), Edit(0, 2, "", "x")])
    assert trace.text == "fire burns"
    assert trace.runs == (MapRun(0, 2, 2, 1), MapRun(2, 8, 3, 8))
    assert trace.dropped == (Dropped(0, 2, "x"),)
    assert to_source(trace.runs, 0, 4) == (2, 5)


def test_moves_keep_the_way_back():
    trace = Trace.of("one TWO three").move([Move(4, 8, 13)])
    assert trace.text == "one threeTWO "
    assert to_source(trace.runs, 9, 12) == (4, 7)


def test_overlapping_edits_are_refused():
    with pytest.raises(ValueError, match="overlap"):
        Trace.of("abcdef").edit([Edit(0, 3, "", "x"), Edit(2, 4, "", "x")])


def test_random_edits_and_moves_account_for_every_character():
    rng = random.Random(7)
    for _ in range(200):
        source = "".join(rng.choice("abc \n") for _ in range(40))
        trace = Trace.of(source)
        for last in (False, False, True):
            a, b, c, d = sorted(rng.randint(0, len(trace.text)) for _ in range(4))
            if not last:
                trace = trace.move([Move(a, b, d)] if a < b < d else [])
                trace = trace.edit([Edit(b, c, "", "x")])
            else:
                trace = trace.edit([Edit(a, b, "#" * 50, "x"), Edit(c, d, "", "x")])
        spans = [(r.source_start, r.source_start + r.source_length) for r in trace.runs if r.source_length]
        spans += [(d.source_start, d.source_end) for d in trace.dropped]
        assert "".join(source[a:b] for a, b in sorted(spans)) == source
        for run in trace.runs:
            if run.length == run.source_length > 1:
                assert trace.text[run.start:run.start + run.length] == source[
                    run.source_start:run.source_start + run.source_length]


@pytest.mark.timeout(20)
def test_a_run_of_letters_costs_no_more_than_its_length():
    text = "a" * 1_000_000
    assert cleaned(text).text == text
    assert cleaned(text, "").text == text  # its language is looked for too


@pytest.mark.timeout(20)
def test_many_open_bookmarks_cost_no_more_than_their_length():
    text = "[bookmark: " * 100_000
    assert bookmarks(text) == [] and len(bookmarks("a[bookmark: _Ref1]b")) == 1


def test_the_way_back_is_looked_up_without_a_copy_of_the_map():
    class Map(tuple):
        def __getitem__(self, key):
            assert isinstance(key, int), "a copy for each clause costs the square of a text's length"
            return super().__getitem__(key)

    runs = Map(MapRun(4 * i, 4, 5 * i, 4) for i in range(100))
    assert to_source(runs, 44, 52) == (55, 64)
