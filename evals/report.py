"""report.html: the measures of a run, its plots and every failure, in one page that needs nothing from outside."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from pathlib import Path

from evals import last_runs, metrics, plots
from evals.judge import Judgement
from evals.measures import NO_TEXT, Measures, groups, measure, pair, right
from evals.questions import Question
from evals.rows import rank
from evals.runner import HITS
from evals.steps import STEPS, lost
from schema import LANGUAGES

_CSS = Path(__file__).with_name("report.css")
_TITLES = {
    "hit_1": "hit@1", "hit_5": "hit@5", "mrr": "MRR", "recall_10": "recall@10", "ndcg_10": "nDCG@10",
    "first_citation": "first citation@1", "citation_precision": "citation precision", "citation_recall": "citation recall",
    "facts": "all facts stated", "fact_coverage": "fact coverage", "span_precision": "span precision",
    "span_recall": "span recall", "citation_validity": "quote validity", "false_answers": "false answers",
    "false_refusals": "false refusals", "aurc": "area under risk–coverage", "agreement": "agreement of languages",
    "addresses": "addresses", "repeatability": "repeatability", "seconds": "seconds, p50", "seconds_95": "seconds, p95",
}  # fmt: skip
_IN_GROUPS = (
    "hit_1", "hit_5", "mrr", "first_citation", "citation_precision", "citation_recall", "fact_coverage", "citation_validity",
    "false_answers", "false_refusals", "seconds_95",
)  # fmt: skip
_GROUPS = {"language": "By language", "kind": "By kind", "document": "By document that holds the answer"}
_SHOWN = 300  # characters of a passage

Rows = dict[str, dict[str, Measures]]  # group -> name -> measures
Intervals = dict[str, dict[str, dict[str, tuple[float, float]]]]  # group -> name -> measure -> interval


def write(
    path: Path,
    title: str,
    asked: Sequence[Question],
    judgements: Sequence[Judgement],
    records: Sequence[dict],
    rows: Rows,
    intervals: Intervals,
) -> None:
    """Write the page. ``records`` are the lines of answers.jsonl, in the order of ``judgements``."""
    parts = [
        f"<h1>{escape(title)}</h1>",
        f"<p>{escape(last_runs.said())}</p>",
        _overview(rows["all"]["all"], intervals["all"]["all"]),
        _plots(judgements),
        *(_group(heading, rows[group], intervals[group]) for group, heading in _GROUPS.items()),
        _failures({question.id: question for question in asked}, judgements, records),
    ]
    page = (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(title)}</title><style>{_CSS.read_text(encoding='utf-8')}</style></head><body>\n"
    )
    path.write_text(page + "\n".join(parts) + "\n</body></html>\n", encoding="utf-8")


def _overview(all_: Measures, between: dict[str, tuple[float, float]]) -> str:
    rows = "".join(
        f"<tr><td>{title}</td><td>{_number(getattr(all_, name))}</td><td>{_interval(between.get(name))}</td></tr>"
        for name, title in _TITLES.items()
    )
    told = f"{all_.questions} questions asked (each language counts), {all_.answerable} of them with an answer in the texts"
    if all_.errors:
        told += f"; {all_.errors} could not be asked"
    return (
        f'<p class="note">{told}.</p><div class="wide"><table><tr><th>measure</th><th>all</th>'
        f"<th>95% interval</th></tr>{rows}</table></div>"
    )


def _group(heading: str, rows: dict[str, Measures], intervals: dict[str, dict[str, tuple[float, float]]]) -> str:
    head = "".join(f"<th>{_TITLES[name]}</th>" for name in _IN_GROUPS)
    body = "".join(
        f"<tr><td>{escape(name)}</td><td>{m.questions}</td>"
        + "".join(
            f"<td>{_number(getattr(m, field))}<small>{_interval(intervals[name].get(field))}</small></td>"
            for field in _IN_GROUPS
        )
        + "</tr>"
        for name, m in rows.items()
    )
    return (
        f'<h2>{heading}</h2><div class="wide"><table><tr><th></th><th>n</th>{head}</tr>{body}</table></div>'
    )


def _plots(judgements: Sequence[Judgement]) -> str:
    rated = [(j.confidence, right(j)) for j in judgements if j.confidence is not None]
    figures = (
        (_pairs(judgements), "First citation@1 by the question's language (down) and the first cited text's (across); "
         "below it, how many questions. “none”: nothing was cited."),
        (plots.curve(metrics.risk_coverage(rated), "coverage", "risk"),
         "Risk–coverage: the share of wrong first hits among the surest answers, as ever more of them are given."),
        (plots.bars(_ranks(judgements), "rank of the first right hit", "share of questions"),
         f"Where the right clause stands among the hits of questions with an answer; “–”: not among {HITS}."),
    )  # fmt: skip
    shown = "".join(
        f'<figure><div class="wide">{plot}</div><figcaption>{escape(words)}</figcaption></figure>'
        for plot, words in figures
    )
    return f'<h2>Plots</h2><div class="plots">{shown}</div>'


def _pairs(judgements: Sequence[Judgement]) -> str:
    found = groups((j for j in judgements if j.answerable), pair)
    cells = {
        tuple(name.split("-")): (measure(members).first_citation, len(members)) for name, members in found.items()
    }
    down = [language for language in LANGUAGES if any(a == language for a, _ in cells)]
    across = [language for language in (*LANGUAGES, NO_TEXT) if any(b == language for _, b in cells)]
    return plots.heat_map(cells, down, across)


def _ranks(judgements: Sequence[Judgement]) -> dict[str, int]:
    counts = dict.fromkeys(("1", "2", "3", "4", "5", "6–10", f"11–{HITS}", "–"), 0)
    for j in judgements:
        if j.answerable:
            counts[_bin(rank(j))] += 1
    return counts


def _bin(rank: int | None) -> str:
    if rank is None:
        return "–"
    return str(rank) if rank <= 5 else "6–10" if rank <= 10 else f"11–{HITS}"


def _failures(asked: dict[str, Question], judgements: Sequence[Judgement], records: Sequence[dict]) -> str:
    found: dict[str, list[str]] = {step: [] for step in STEPS}
    for j, record in zip(judgements, records, strict=True):
        step, how = lost(j)
        if step:
            found[step].append(_failure(asked[j.id], j, record, how))
    counts = ", ".join(f"{step} {len(items)}" for step, items in found.items() if items) or "none"
    parts = [f'<h2 id="failures">Failures</h2><p class="note">By the step that lost them: {counts}.</p>']
    for step, items in found.items():
        if items:
            parts.append(f'<h3 id="{step}">Lost in {step} ({len(items)})</h3>{"".join(items)}')
    return "\n".join(parts)


def _failure(question: Question, j: Judgement, record: dict, how: str) -> str:
    expected = [(f"{gold.document} {gold.address}".strip(), gold.quote) for gold in question.gold] if j.answerable else []
    came = [(_place(c), c["quote"]) for c in record["citations"]]
    hits = [(f"{hit['rank']}. {_place(hit)}", hit["clause_text"]) for hit in record["hits"][:3]]
    said = "it could not be asked" if j.error else "declined" if j.abstained else ""
    facts = "; ".join(" or ".join(group) for group in question.facts) if j.facts_met is False else ""
    items = (
        ("expected", _passages(expected) or "that it declines"),
        ("facts expected", escape(facts)),
        ("what came", said or _passages(came)),
        ("first hits", _passages(hits)),
        ("confidence", "" if j.confidence is None else f"{j.confidence:.2f}"),
    )
    listed = "".join(f"<dt>{name}</dt><dd>{value}</dd>" for name, value in items if value)
    asked = f'<bdi lang="{j.language}">{escape(record["question"])}</bdi>'
    return (
        f"<details><summary><b>{escape(j.id)}</b> {j.language}: {asked} <small>{escape(how)}</small></summary>"
        f"<dl>{listed}</dl></details>"
    )


def _place(found: dict) -> str:
    return f"{found['document']}, {found['address']}"


def _passages(found: Sequence[tuple[str, str]]) -> str:
    return "<br>".join(f"<b>{escape(place)}</b> <bdi>{escape(_short(text))}</bdi>" for place, text in found)


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else text[:_SHOWN].rstrip() + " …"


def _number(value: float | None) -> str:
    return "–" if value is None else f"{value:.2f}"


def _interval(between: tuple[float, float] | None) -> str:
    return "" if between is None else f"{between[0]:.2f}–{between[1]:.2f}"
