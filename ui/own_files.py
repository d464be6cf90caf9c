"""The reader's own files in the Library: giving them, what came of it, which texts are asked, taking them away."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

import settings
from errors import AssistantError, shown
from ingest.formats import SUFFIXES
from ui import access, messages, uploads
from ui.markup import label, paragraph
from ui.text import view_words

ROUND, TOLD = "upload_round", "upload_told"  # in the session: a new uploader after each reading, and what came of it
SHARED = "uploads"  # folder of the corpus where an operator's files for all go


def panel(words: dict) -> None:
    """Draw it, where uploads are allowed."""
    set_to = settings.load()
    if set_to.uploads == "off":
        return
    own = uploads.mine()
    with st.expander(words["add"], icon=":material/upload_file:", expanded=bool(st.session_state.get(TOLD) or own)):
        limits = {"files": set_to.upload_files, "megabytes": set_to.max_file_bytes // 2**20}
        st.html(paragraph(words["add_lead"].format(**limits)))
        _give(set_to, words)
        if told := st.session_state.get(TOLD):
            _told(told, words)
        if own and own.names():
            _which(words)
            _files(own.names(), own.files, words["own_files"], False, words)
        if _may_share(set_to):
            _files(uploads.names_in(set_to.corpus / SHARED), set_to.corpus / SHARED, words["shared_files"], True, words)


def _give(set_to: settings.Settings, words: dict) -> None:
    number = st.session_state.setdefault(ROUND, 0)
    given = st.file_uploader(
        words["files"], type=[suffix[1:] for suffix in SUFFIXES], accept_multiple_files=True, key=f"files-{number}",
        max_upload_size=max(1, set_to.max_file_bytes // 2**20),
    )
    shared = _may_share(set_to) and st.checkbox(words["for_all"], key="for_all")
    if st.button(words["read_files"], type="primary", disabled=not given, key="give-files"):
        st.session_state[TOLD] = _take(given, shared, set_to, words)
        st.session_state[ROUND] = number + 1
        st.rerun()


def _take(given: list, shared: bool, set_to: settings.Settings, words: dict) -> dict:
    """Save and read what was given. What came of it: lines to show, and the ingest's report."""
    lines: list[str] = []
    try:
        own = None if shared else uploads.begun()
        folder = own.files if own else set_to.corpus / SHARED
        folder.mkdir(parents=True, exist_ok=True)
        new = {uploads.safe_name(f.name) for f in given if Path(f.name).suffix.lower() in SUFFIXES}
        if own and len(new | set(own.names())) > set_to.upload_files:
            return {"lines": [words["too_many"].format(files=set_to.upload_files)]}
        access.spend("uploads", len(given))
        for file in given:
            try:
                uploads.save(file, file.name, folder, set_to.max_file_bytes)
            except AssistantError as error:
                lines.append(messages.text(str(error)))
        outcome = _read(own, folder, set_to, words)
    except access.OverLimit as over:
        return {"lines": [view_words("access")["limit"].format(minutes=over.minutes)]}
    except OSError as error:
        return {"lines": [messages.unwritten(error, words["not_saved"])]}
    if own and own.names() and outcome.report.get("documents"):
        uploads.ask_own(True)
    return {"lines": [*lines, *_error(outcome, words)], "report": outcome.report}


def _read(own: uploads.Uploads | None, folder: Path, set_to: settings.Settings, words: dict) -> uploads.Outcome:
    bar = st.progress(0.0, words["reading_files"])
    outcome = uploads.read(own.data if own else set_to.data, folder, lambda share: bar.progress(min(share, 1.0), words["reading_files"]))
    bar.empty()
    return outcome


def _error(outcome: uploads.Outcome, words: dict) -> list[str]:
    if outcome.error == "ended":
        return [words["ended"]]
    return [messages.text(outcome.error)] if outcome.error else []


def _told(told: dict, words: dict) -> None:
    """What came of the last reading: counts, then what was refused and what is to be warned of."""
    report = told.get("report") or {}
    if report:
        counts = {name: len(report[name]) for name in ("added", "changed", "removed", "refused")}
        st.success(label(words["report"].format(documents=report["documents"], clauses=report["clauses"], **counts)))
        for refused in report["refused"]:
            st.warning(label(messages.text(refused["why"])))
        if report["warnings"]:
            with st.expander(words["warnings"].format(number=len(report["warnings"])), icon=":material/warning:"):
                st.html("".join(messages.line(warning, file) for file, warning in report["warnings"]))
    for line in told["lines"]:
        st.warning(label(line))


def _which(words: dict) -> None:
    """Choose between the reader's own files and the texts held."""
    options = (True, False)
    chosen = st.radio(
        words["which"], options, index=options.index(bool(uploads.asked())), horizontal=True, key="which_texts",
        format_func=lambda own: words["ask_own" if own else "ask_held"], on_change=_choose,
    )
    if chosen != bool(uploads.asked()):
        uploads.ask_own(chosen)
        st.rerun()


def _choose() -> None:
    uploads.ask_own(st.session_state.which_texts)


def _files(names: tuple[str, ...], folder: Path, title: str, shared: bool, words: dict) -> None:
    if not names:
        return
    st.html(paragraph(title, css="label"))
    for number, name in enumerate(names):
        with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
            st.html(paragraph(shown(name)), width="content")
            if st.button(
                words["remove"], key=f"remove-{shared}-{number}", icon=":material/delete:", type="tertiary",
                help=label(words["remove_this"].format(name=shown(name))),
            ):
                _remove(name, folder, shared, words)
                st.rerun()


def _remove(name: str, folder: Path, shared: bool, words: dict) -> None:
    set_to, own = settings.load(), uploads.mine()
    try:
        uploads.remove(name, folder)
    except OSError as error:
        st.session_state[TOLD] = {"lines": [messages.unwritten(error, words["not_saved"])]}
        return
    if not shared and own and not own.names():
        own.drop()
        st.session_state.pop(uploads.STATE, None)
        st.session_state.pop(TOLD, None)
        uploads.ask_own(False)
        return
    outcome = _read(None if shared else own, folder, set_to, words)
    st.session_state[TOLD] = {"lines": _error(outcome, words), "report": outcome.report}


def _may_share(set_to: settings.Settings) -> bool:
    return set_to.uploads == "shared" and access.reader().operator
