"""What an ingest did, as data and as lines to print."""

from __future__ import annotations

from dataclasses import dataclass

from errors import shown


@dataclass(frozen=True)
class Refused:
    """A file that could not be read."""

    file: str
    why: str  # one sentence: where, what, what to do
    kept: tuple[str, ...] = ()  # documents held from an earlier version of it


@dataclass(frozen=True)
class Report:
    """What an ingest did. Documents are named by their ids."""

    documents: int  # held now
    clauses: int  # held now
    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    unchanged: int = 0
    warnings: tuple[tuple[str, str], ...] = ()  # (file, warning) of the files read in this run
    refused: tuple[Refused, ...] = ()
    skipped: tuple[str, ...] = ()  # files of other kinds
    generation: str = ""  # the one that is current now
    seconds: float = 0.0

    @property
    def exit_code(self) -> int:
        """0: everything went in; 1: some files were refused; 2: nothing could be done."""
        if not self.refused:
            return 0
        return 1 if self.documents else 2


def lines(report: Report) -> list[str]:
    """The report as it is printed."""
    out = [
        f"{count(report.documents, 'document')}, {count(report.clauses, 'clause')} in the index "
        f"({len(report.added)} added, {len(report.changed)} changed, {report.unchanged} unchanged, "
        f"{len(report.removed)} removed) in {report.seconds:.1f} s."
    ]
    for verb, ids in (("added", report.added), ("changed", report.changed), ("removed", report.removed)):
        out += [f"  {verb:8} {document_id}" for document_id in ids]
    if report.skipped:
        out.append(f"{count(len(report.skipped), 'file')} of other kinds left out: {_some(report.skipped)}.")
    if report.warnings:
        out.append(f"{count(len(report.warnings), 'warning')}:")
        out += [f"  {file}: {warning}" for file, warning in report.warnings]
    if report.refused:
        out.append(f"{count(len(report.refused), 'file')} refused:")
        for refused in report.refused:
            kept = f" Kept from its earlier version: {_some(refused.kept)}." if refused.kept else ""
            out.append(f"  {refused.why}{kept}")
    return [shown(line) for line in out]


def count(number: int, noun: str) -> str:
    """A number with its noun: 1 clause, 1,204 clauses."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _some(names: tuple[str, ...], most: int = 5) -> str:
    more = f" and {len(names) - most} more" if len(names) > most else ""
    return ", ".join(names[:most]) + more
