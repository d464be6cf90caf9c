"""Numbers in the text form that Prometheus reads."""

from __future__ import annotations

import os
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from answer.tally import BOUNDS, Tally

TYPE = "text/plain; version=0.0.4; charset=utf-8"
Labels = Mapping[str, str]


@dataclass(frozen=True)
class Family:
    """Samples of one name: what it counts, its kind and (suffix of the name, labels, value) each."""

    name: str
    help: str
    kind: str  # counter, gauge or histogram
    samples: tuple[tuple[str, Labels, float], ...] = field(default=())


def text(families: Iterable[Family]) -> str:
    """The exposition format 0.0.4: prometheus.io/docs/instrumenting/exposition_formats."""
    lines = []
    for family in families:
        lines += [f"# HELP {family.name} {family.help}", f"# TYPE {family.name} {family.kind}"]
        lines += [f"{family.name}{suffix}{_labels(labels)} {_number(value)}" for suffix, labels, value in family.samples]
    return "\n".join(lines) + "\n"


def gauge(name: str, help: str, value: float | Mapping[str, float], label: str = "") -> Family:
    """One number, or one for each value of ``label``."""
    return Family(name, help, "gauge", _samples(value, label))


def counter(name: str, help: str, value: float | Mapping[str, float], label: str = "") -> Family:
    """As gauge(), for what only grows."""
    return Family(name, help, "counter", _samples(value, label))


def questions(tally: Tally) -> tuple[Family, ...]:
    """What was asked of this process, and how long each stage took."""
    samples: list[tuple[str, Labels, float]] = []
    for stage, held in tally.stages().items():
        below = 0
        for bound, count in zip((*map(str, BOUNDS), "+Inf"), held.counts, strict=True):
            below += count
            samples.append(("_bucket", {"stage": stage, "le": bound}, below))
        samples += [("_sum", {"stage": stage}, held.total), ("_count", {"stage": stage}, below)]
    return (
        counter("itu_questions_total", "Questions by outcome.", tally.outcomes(), "outcome"),
        Family("itu_stage_seconds", "Seconds of each stage of a question; all: from beginning to end.", "histogram", tuple(samples)),
    )


def process(since: float) -> tuple[Family, ...]:
    """This process: its age in seconds (``since``, of time.monotonic) and, where the system tells, its memory."""
    families = [gauge("itu_uptime_seconds", "Since the page was served.", time.monotonic() - since)]
    statm = Path("/proc/self/statm")
    if statm.exists():
        resident = int(statm.read_text("ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE")
        families.append(gauge("process_resident_memory_bytes", "Resident memory, mapped files with it.", resident))
    times = os.times()
    families.append(counter("process_cpu_seconds_total", "User and system time.", times.user + times.system))
    return tuple(families)


def _samples(value: float | Mapping[str, float], label: str) -> tuple[tuple[str, Labels, float], ...]:
    if isinstance(value, Mapping):
        return tuple(("", {label: key}, number) for key, number in value.items())
    return (("", {}, value),)


def _labels(labels: Labels) -> str:
    said = ",".join(f'{name}="{_escaped(value)}"' for name, value in labels.items())
    return f"{{{said}}}" if said else ""


def _escaped(value: str) -> str:
    return value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")


def _number(value: float) -> str:
    return str(int(value)) if value == int(value) else repr(float(value))
