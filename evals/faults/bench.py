"""A small index to do things to, the real commands run on it, and what it holds afterwards."""

from __future__ import annotations

import ctypes
import hashlib
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from errors import AssistantError
from evals import child
from evals.scale import corpus
from index import generations, open_index
from ingest.pipeline import ingest
from settings import ROOT, Settings

QUESTION = "who is instructed to report to the next Assembly?"
SECONDS = 300  # that a command may take
_DROP, _OVERRIDE, _SEARCH = 24, 1, 2  # prctl(PR_CAPBSET_DROP); CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH

State = dict[str, str]  # document id -> digest of its clauses


@dataclass(frozen=True)
class Outcome:
    """One line of the table."""

    fault: str
    tried: str
    happened: str
    held: bool  # nothing was lost, and what was wrong was said in one line


@dataclass(frozen=True)
class Done:
    """A command that has ended."""

    code: int
    said: str  # both streams

    @property
    def fault(self) -> str:
        """What a command must never do, "" when it did not."""
        if "Traceback (most recent call last)" in self.said:
            return "a stack trace: " + self.said.strip().splitlines()[-1]
        if self.code < 0 or self.code > 128:
            return f"it died ({self.code})"
        return ""

    @property
    def line(self) -> str:
        """Its last line."""
        return (self.said.strip().splitlines() or [""])[-1]


class Bench:
    """Texts, and an index of the first half of them."""

    def __init__(self, folder: Path, seed: int):
        self.folder, self.seed = folder, seed
        self._started: list[subprocess.Popen] = []
        self.texts, self.data = folder / "texts", folder / "data"
        self.made = corpus.write(folder / "made", 700, seed)
        self.files = self.made.files
        self.texts.mkdir()
        self.settings = replace(Settings(), corpus=self.texts, data=self.data)
        self._put(self.files[: len(self.files) // 2])
        ingest([self.texts], self.settings)
        self.before = self.state()

    def grow(self) -> None:
        """Put the other half of the texts beside the first."""
        self._put(self.files)

    def state(self, *, stored: bool = True) -> State:
        """What the index holds now, read anew. ``stored``: each clause is found in the store too. Raises AssistantError."""
        index = open_index(self.settings)
        try:
            held = {d.id: index.catalogue.clauses(d.id) for d in index.catalogue.documents()}
            counts = {language: index.store.count(language) for language in index.store.languages} if stored else {}
            if stored and sum(counts.values()) != sum(map(len, held.values())):
                raise AssistantError(f"the store holds {counts}, the catalogue another number")
            return {i: hashlib.sha256("\n".join(c.text for c in clauses).encode()).hexdigest() for i, clauses in held.items()}
        finally:
            index.close()

    def start(
        self, *arguments: str, before: Callable[[], None] | None = None, names: Mapping[str, str] | None = None, prefix: Sequence[str] = ()
    ) -> subprocess.Popen:
        """Start one of the project's commands on this index. ``names``: more of its environment; ``prefix``: a command
        that starts it in turn."""
        self._started = [process for process in self._started if process.poll() is None]
        named = {"ITU_DATA": self.data, "ITU_CORPUS": self.texts, **(names or {})}
        process = subprocess.Popen(
            ["env", *(f"{name}={value}" for name, value in named.items()), *prefix, sys.executable, "-m", *arguments], cwd=ROOT, text=True, errors="replace", preexec_fn=before,
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        )  # fmt: skip
        self._started.append(process)
        return process

    def close(self) -> None:
        """End what was started and has not ended."""
        for process in self._started:
            child.end(process)

    def run(self, *arguments: str, **how) -> Done:
        """Run one of the project's commands on this index; ``how`` as start() has it."""
        return ended(self.start(*arguments, **how))

    def mended(self, *options: bool) -> str:
        """Ingest again, in good order; "" when everything is held then, else what is wrong."""
        try:
            ingest([self.texts], self.settings, rebuild=bool(options and options[0]))
            held = self.state()
        except AssistantError as error:
            return str(error)
        lost = len(self.after()) - sum(held.get(i) == digest for i, digest in self.after().items())
        return f"{lost} documents lost" if lost else ""

    def after(self) -> State:
        """What all texts in the folder come to, by an index of their own, made once for the same texts."""
        files = sorted(path for path in self.texts.rglob("*") if path.is_file())
        known = tuple((path.name, path.stat().st_size, path.stat().st_mtime_ns) for path in files)
        if getattr(self, "_after", (None,))[0] != known:
            self._after = known, self.anew()
        return self._after[1]

    def questions(self, count: int) -> list[str]:
        """Questions of the texts' own words, by a seed."""
        return list(corpus.questions(self.made, count, self.seed))

    def anew(self) -> State:
        """What the texts in the folder come to now, by an index of their own."""
        with TemporaryDirectory(prefix="truth-", dir=self.folder, ignore_cleanup_errors=True) as folder:
            other = replace(self.settings, data=Path(folder), chroma_url="")
            ingest([self.texts], other)
            index = open_index(other)
            held = {d.id: "\n".join(c.text for c in index.catalogue.clauses(d.id)) for d in index.catalogue.documents()}
            index.close()
            return {i: hashlib.sha256(text.encode()).hexdigest() for i, text in held.items()}

    def generation(self) -> Path:
        """The folder of the current generation."""
        return generations.current(self.data)

    def _put(self, files) -> None:
        for path in files:
            (self.texts / path.name).write_bytes(path.read_bytes())


def ended(process: subprocess.Popen) -> Done:
    """Wait for a command; one that hangs is ended and counts as died."""
    try:
        said, _ = process.communicate(timeout=SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        said, _ = process.communicate()
    return Done(process.returncode, said)


def told(done: Done) -> str:
    """What a question came to."""
    return {0: "answered", 3: "declined"}.get(done.code, done.line[:110])


def as_anyone() -> None:
    """Give up what lets root write where the permissions say no; for the process about to start."""
    libc = ctypes.CDLL(None, use_errno=True)
    for capability in (_OVERRIDE, _SEARCH):
        libc.prctl(_DROP, capability, 0, 0, 0)
