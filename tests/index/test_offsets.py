import pytest

from index.offsets import source_span
from schema import MapRun

#        text    0123456789      source   0123456789012
#                abc ffi def              abc-\nﬃ def
RUNS = (MapRun(0, 3, 0, 3), MapRun(3, 1, 3, 2), MapRun(4, 3, 5, 1), MapRun(7, 4, 6, 4))


@pytest.mark.parametrize(
    ("span", "source"),
    [
        ((0, 3), (0, 3)),
        ((1, 2), (1, 2)),
        ((4, 7), (5, 6)),  # a ligature counts whole
        ((5, 6), (5, 6)),
        ((0, 11), (0, 10)),
        ((2, 9), (2, 8)),
        ((8, 8), (7, 7)),
    ],
)
def test_spans(span, source):
    assert source_span(RUNS, *span) == source


@pytest.mark.parametrize("span", [(0, 12), (20, 30), (-1, 2)])
def test_outside_the_map(span):
    with pytest.raises(ValueError):
        source_span(RUNS, *span)


def test_no_map():
    with pytest.raises(ValueError):
        source_span((), 0, 1)
