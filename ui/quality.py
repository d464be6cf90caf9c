"""Quality: the latest evaluation, runs compared, what failed, and what readers say is wrong."""

from __future__ import annotations

from datetime import datetime
from html import escape

import streamlit as st

import settings
from schema import LANGUAGES
from ui import access, candidates, messages, navigation, runs
from ui.markup import isolated, label, paragraph
from ui.text import page_language, view_words
from ui.text import words as language_words

RESULTS = settings.ROOT / "evals" / "results"  # where `python -m evals run` writes unless told otherwise
PAGE = 15
_COMMA = ("fr", "es", "ru")  # languages with a decimal comma


def show() -> None:
    """Draw the view."""
    words = view_words("quality")
    navigation.head(words["title"], words["lead"])
    parts = {"latest": _latest, "compared": _compared, "failing": _failing, "reported": _reported}
    part = st.segmented_control(
        words["part"], list(parts), format_func=lambda name: words[name], default="latest", key="quality_part",
        label_visibility="collapsed", required=True,
    )
    parts[part](words)


def _latest(words: dict) -> None:
    run = _chosen(words["run"], "run", words)
    if run is None:
        return
    when = datetime.fromtimestamp(run.written).strftime("%Y-%m-%d %H:%M")
    st.html(paragraph(words["written"].format(when=isolated(when, page_language()), number=len(run.rows)), css="quiet"))
    st.html(_figures(run, words))
    st.html(_heat(run, words))
    left, right = st.columns(2, gap="large")
    with left:
        st.html(f"<h2 class='source'>{escape(words['risk'])}</h2>{paragraph(words['risk_lead'], css='quiet')}")
        _curve(runs.risk(run), words)
    with right:
        st.html(f"<h2 class='source'>{escape(words['ranks'])}</h2>{paragraph(words['ranks_lead'], css='quiet')}")
        counts = runs.ranks(run)
        _bars(counts, words)


def _curve(points: list[tuple[float, float]], words: dict) -> None:
    """Risk–coverage."""
    import altair

    values = [{"x": x, "y": y} for x, y in points]
    line = altair.Chart(altair.Data(values=values)).mark_line(aria=False).encode(
        x=altair.X("x:Q", title=words["coverage"], axis=_axis()),
        y=altair.Y("y:Q", title=words["wrong_share"], axis=_axis()),
    )
    _drawn(line, words["risk_lead"])


def _bars(counts: dict[str, int], words: dict) -> None:
    import altair

    values = [{"rank": rank, "number": number} for rank, number in counts.items()]
    bars = altair.Chart(altair.Data(values=values)).mark_bar(aria=False).encode(
        x=altair.X("rank:N", title=words["rank"], sort=None, axis=_axis(labelAngle=0)),
        y=altair.Y("number:Q", title=words["questions"], axis=_axis()),
    )
    _drawn(bars, words["ranks_lead"])


def _axis(**more):
    """Without Vega's own English for screen readers, and with the decimal sign of the page's language."""
    import altair

    comma = {"labelExpr": "replace(datum.label, '.', ',')"} if page_language() in _COMMA else {}
    return altair.Axis(aria=False, **comma, **more)


def _drawn(chart, alt: str) -> None:
    """With one name for a screen reader: Vega's own, for every mark, are in English."""
    st.altair_chart(chart.properties(height=260), alt=alt)


def _figures(run: runs.Run, words: dict) -> str:
    """Each measure with its 95% interval."""
    all_, between = run.measures["all"]["all"], run.measures.get("intervals", {}).get("all", {}).get("all", {})
    rows = "".join(
        f"<tr><th scope='row'>{escape(words['measures'][name])}</th><td>{_number(all_.get(name))}</td>"
        f"<td><bdi dir='ltr'>{' – '.join(map(_number, between[name])) if between.get(name) else '–'}</bdi></td></tr>"
        for name in runs.SHOWN
    )
    head = "".join(f"<th scope='col'>{escape(words[name])}</th>" for name in ("measure", "figure", "interval"))
    return _titled(words["figures"]) + _wide(f"<table class='figures'><tr>{head}</tr>{rows}</table>", words["figures"])


def _heat(run: runs.Run, words: dict) -> str:
    """First citation@1 by the question's language (down) and the cited text's (across)."""
    cells = runs.heat(run)
    down = [code for code in LANGUAGES if any(a == code for a, _ in cells)]
    across = [code for code in (*LANGUAGES, "none") if any(b == code for _, b in cells)]
    names = {code: language_words(code)["name"] for code in LANGUAGES} | {"none": words["nothing_cited"]}
    head = "".join(f"<th scope='col'>{escape(names[code])}</th>" for code in across)
    rows = "".join(
        f"<tr><th scope='row'>{escape(names[a])}</th>{''.join(_cell(cells.get((a, b))) for b in across)}</tr>" for a in down
    )
    return _titled(words["heat"]) + _wide(f"<table class='figures'><tr><td></td>{head}</tr>{rows}</table>", words["heat"])


def _cell(cell: tuple[float, int] | None) -> str:
    if cell is None:
        return "<td>–</td>"
    return f"<td class='heat' style='--share: {cell[0] * 45:.0f}%'>{_number(cell[0])} <small>({cell[1]})</small></td>"


def _titled(name: str) -> str:
    """Above the table, not in it: what is wider than the window is read by scrolling, a title is not."""
    return f"<h2 class='source'>{escape(name)}</h2>"


def _wide(table: str, name: str) -> str:
    return f'<div class="wide" tabindex="0" role="region" aria-label="{escape(name)}">{table}</div>'


def _compared(words: dict) -> None:
    if len(runs.found(RESULTS)) < 2:
        st.info(label(words["one_run"]))
        st.code(f"{settings.command('evals')} run --out {(RESULTS / 'mine').relative_to(settings.ROOT)}", language=None, wrap_lines=True)
        return
    now = _chosen(words["after"], "now", words)
    was = _chosen(words["before"], "was", words, _earlier(now))
    if was is None or now is None:
        return
    if not runs.comparable(was, now):
        st.info(label(words["other_questions"]))
        return
    rows = "".join(_change(was, now, name, words) for name in runs.SHOWN)
    head = "".join(f"<th scope='col'>{escape(words[name])}</th>" for name in ("measure", "before", "after", "change"))
    st.html(_wide(f"<table class='figures'><tr>{head}</tr>{rows}</table>", words["compared"]))
    st.html(paragraph(words["chance"], css="quiet"))
    folders = ((RESULTS / run.name).relative_to(settings.ROOT) for run in (was, now))
    st.code(f"{settings.command('evals')} compare {' '.join(map(str, folders))}", language=None, wrap_lines=True)
    for name, turned in zip(("broken", "mended"), runs.turned(was, now), strict=True):
        st.html(f"<h2 class='source'>{escape(words[name].format(number=len(turned)))}</h2>")
        _asked(turned, name, words)


def _earlier(now: runs.Run | None) -> int:
    """The place among the runs of the latest other one that asked some of the same questions."""
    names = runs.found(RESULTS)
    others = ((at, runs.load(RESULTS, name)) for at, name in enumerate(names) if now and name != now.name)
    return next((at for at, run in others if run and runs.comparable(run, now)), 1)


def _change(was: runs.Run, now: runs.Run, name: str, words: dict) -> str:
    before, after = (run.measures["all"]["all"].get(name) for run in (was, now))
    change = "–" if before is None or after is None else _written(f"{after - before:+.3f}")
    return f"<tr><th scope='row'>{escape(words['measures'][name])}</th><td>{_number(before)}</td><td>{_number(after)}</td><td><bdi dir='ltr'>{change}</bdi></td></tr>"


def _failing(words: dict) -> None:
    run = _chosen(words["run"], "failing_run", words)
    if run is None:
        return
    lost = runs.failures(run)
    steps = sorted({row["lost_in"] for row in lost})
    named = {step: words["steps"].get(step, step) for step in steps}
    step = st.selectbox(words["step"], ["", *steps], key="lost_in", placeholder="", format_func=lambda s: named[s] if s else words["every_step"])
    chosen = [row for row in lost if not step or row["lost_in"] == step]
    st.html(paragraph(words["lost"].format(number=len(chosen), all=len(run.rows)), css="quiet"))
    _asked(chosen, "lost", words)


def _asked(rows, key: str, words: dict) -> None:
    """Questions as buttons that open in Ask, with the step that lost each."""
    most = st.session_state.get(f"{key}_shown", PAGE)
    for number, row in enumerate(rows[:most]):
        with st.container(gap=None):
            st.button(label(isolated(row["question"], page_language())), key=f"{key}-{number}", type="tertiary", icon=":material/forum:",
                      on_click=navigation.ask, args=(row["question"],))
            step = words["steps"].get(row["lost_in"], "")
            facts = (row["id"], language_words(row["language"])["name"])
            said = " · ".join([*(isolated(fact, page_language()) for fact in facts), *filter(None, [step])])
            st.html(paragraph(said, css="quiet", language=page_language()))
    if len(rows) > most:
        st.button(view_words("library")["more"], key=f"{key}-more", on_click=st.session_state.__setitem__, args=(f"{key}_shown", most + PAGE))


def _reported(words: dict) -> None:
    st.html(paragraph(words["reported_lead"]))
    data, who = settings.load().data, access.reader()
    if not who.operator:
        st.info(label(words["operators_only"]))
        return
    if told := st.session_state.pop("promoted", ""):
        st.success(label(words["promoted"]))
        st.code(f"{settings.command('evals')} run --questions {told} --corpus {settings.load().corpus}", language=None, wrap_lines=True)
    kept = candidates.waiting(data)
    if not kept:
        st.html(paragraph(words["no_reports"], css="quiet"))
    for candidate in kept[:PAGE]:
        _candidate(candidate, words)


def _candidate(candidate: candidates.Candidate, words: dict) -> None:
    wanted = f"{candidate.document}, {candidate.address}" if candidate.quote else words["clause_none" if candidate.unanswerable else "clause_unknown"]
    facts = ((words["said"], candidate.said), (words["cited"], "; ".join(candidate.cited)), (words["right_clause"], wanted),
             (words["note"], candidate.note), (words["when"], f"{candidate.when} {candidate.who}".strip()))
    with st.container(border=True):
        st.html(f"<h2 class='source' dir='auto'>{escape(candidate.question)}</h2>")
        listed = "".join(f"<dt>{escape(name)}</dt><dd dir='auto'>{escape(value)}</dd>" for name, value in facts if value)
        st.html(f"<dl class='facts'>{listed}</dl>")
        with st.container(horizontal=True):
            st.button(words["promote"], key=f"promote-{candidate.id}", type="primary", on_click=_settle, args=(candidate, True),
                      disabled=not (candidate.quote or candidate.unanswerable), help=words["promote_help"])
            st.button(words["dismiss"], key=f"dismiss-{candidate.id}", on_click=_settle, args=(candidate, False))
            st.button(words["ask_again"], key=f"again-{candidate.id}", icon=":material/forum:", on_click=navigation.ask, args=(candidate.question,))


def _settle(candidate: candidates.Candidate, promoted: bool) -> None:
    if not access.reader().operator:
        return
    try:
        if promoted:
            st.session_state.promoted = str(candidates.promote(candidate, settings.load().data))
        else:
            candidates.dismiss(candidate, settings.load().data)
    except OSError as error:
        st.toast(label(messages.unwritten(error, view_words("quality")["not_kept"])))


def _chosen(name: str, key: str, words: dict, at: int = 0) -> runs.Run | None:
    """Draw the choice of a run; what is chosen, read. A sentence where there is none."""
    names = runs.found(RESULTS)
    if not names:
        st.info(label(words["no_run"]))
        st.code(f"{settings.command('evals')} run", language=None, wrap_lines=True)
        return None
    chosen = st.selectbox(name, names, index=min(at, len(names) - 1), key=key, placeholder="")
    run = runs.load(RESULTS, chosen)
    if run is None:
        st.warning(label(words["bad_run"]))
    return run


def _number(value: float | None) -> str:
    return "–" if value is None else _written(f"{value:.2f}")


def _written(figure: str) -> str:
    """With the decimal sign of the page's language."""
    return figure.replace(".", ",") if page_language() in _COMMA else figure
