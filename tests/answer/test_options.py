"""Filters as they are typed on a command line."""

import argparse
from datetime import date

import pytest

from answer import options
from errors import BadInput
from index.filters import Filter


def typed(*words: str) -> Filter:
    parser = argparse.ArgumentParser()
    options.add(parser)
    return options.chosen(parser.parse_args(words))


@pytest.mark.parametrize(("words", "chosen"), [
    ((), Filter()),
    (("--body", "AMNT", "--body", "Council"), Filter(bodies=("WTSA", "Council"))),
    (("--body", "conferencia de plenipotenciarios"), Filter(bodies=("PP",))),
    (("--body", "itu-t"), Filter(bodies=("ITU-T",))),
    (("--kind", "resolution", "--number", "57", "--year", "2012"), Filter(kinds=("resolution",), numbers=("57",), years=(2012,))),
    (("--as-of", "2013"), Filter(as_of=2013)),
    (("--as-of", "2012-02"), Filter(as_of=date(2012, 2, 29))),
    (("--as-of", "2013-05-31"), Filter(as_of=date(2013, 5, 31))),
    (("--section", "operative", "--section", "décide", "--section", "учитывая"), Filter(sections=("operative", "resolves", "considering"))),
    (("--language-of-text", "fr", "--revision", "Dubai", "--document", "X"), Filter(languages=("fr",), revision="Dubai", documents=("X",))),
])  # fmt: skip
def test_options_make_a_filter(words, chosen):
    assert typed(*words) == chosen


@pytest.mark.parametrize("words", [
    ("--body", "nobody"), ("--section", "chapter"), ("--as-of", "13"), ("--as-of", "2013-13"), ("--as-of", "2013-02-30"),
    ("--as-of", "2013-01-01-01"), ("--as-of", "soon")])  # fmt: skip
def test_what_means_nothing_is_said_so(words):
    with pytest.raises(BadInput, match=words[0]):
        typed(*words)
