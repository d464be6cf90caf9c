"""The table that a run prints."""

from __future__ import annotations

from evals.measures import Measures

_COLUMNS = (
    ("", "name"),
    ("n", "questions"),
    ("answerable", "answerable"),
    ("hit@1", "hit_1"),
    ("hit@5", "hit_5"),
    ("MRR", "mrr"),
    ("recall@10", "recall_10"),
    ("nDCG@10", "ndcg_10"),
    ("first citation@1", "first_citation"),
    ("facts", "facts"),
    ("citation validity", "citation_validity"),
    ("false answers", "false_answers"),
    ("false refusals", "false_refusals"),
)
_BESIDE = (
    ("citation precision", "citation_precision"),
    ("citation recall", "citation_recall"),
    ("fact coverage", "fact_coverage"),
    ("span precision", "span_precision"),
    ("span recall", "span_recall"),
    ("area under risk-coverage", "aurc"),
    ("addresses", "addresses"),
    ("agreement of languages", "agreement"),
    ("repeatability", "repeatability"),
)


def table(groups: dict[str, dict[str, Measures]]) -> str:
    """``groups`` (title -> name -> measures) as lines of aligned columns, a rule between the groups.

    Rates have two decimals; "-" stands where there is nothing to measure.
    """
    head = [title for title, _ in _COLUMNS]
    blocks = [[_row(name, m) for name, m in rows.items()] for rows in groups.values()]
    widths = [max(len(row[i]) for row in [head, *sum(blocks, [])]) for i in range(len(head))]
    rule = "  ".join("-" * width for width in widths)
    lines = [_line(head, widths)]
    for block in blocks:
        lines += [rule, *(_line(row, widths) for row in block)]
    return "\n".join(lines)


def notes(all_: Measures) -> str:
    """The figures that stand under the table, a line each."""
    length = "-" if all_.hit_length is None else f"{all_.hit_length:.0f} characters"
    lines = [f"Median length of hits: {length}."]
    if all_.seconds is not None:
        lines.append(f"Time of a question: median {all_.seconds:.2f} s, 95th percentile {_cell(all_.seconds_95)} s.")
    told = ", ".join(f"{title} {_cell(getattr(all_, field))}" for title, field in _BESIDE)
    lines.append(f"{told[0].upper()}{told[1:]}.")
    if all_.errors:
        lines.append(f"Could not be asked: {all_.errors}.")
    if all_.other_language:
        lines.append(f"Answered in another language than the question's: {all_.other_language}.")
    return "\n".join(lines)


def _row(name: str, measures: Measures) -> list[str]:
    return [name, *(_cell(getattr(measures, field)) for _, field in _COLUMNS[1:])]


def _cell(value: float | int | None) -> str:
    if value is None:
        return "-"
    return str(value) if isinstance(value, int) else f"{value:.2f}"


def _line(cells: list[str], widths: list[int]) -> str:
    first, *rest = zip(cells, widths, strict=True)
    return "  ".join([first[0].ljust(first[1]), *(cell.rjust(width) for cell, width in rest)])
