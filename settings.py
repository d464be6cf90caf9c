"""Paths, choices and limits. The only reader of the environment."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass, field
from pathlib import Path, PurePath
from urllib.parse import urlsplit

from errors import BadSetting

ROOT = Path(__file__).resolve().parent


@dataclass(frozen=True)
class Settings:
    """What a run is set to. Every field has a default that works offline."""

    corpus: Path = ROOT / "corpus"  # ITU_CORPUS: the folder ingested by default
    data: Path = ROOT / ".data"  # ITU_DATA: where the index and its generations stand
    # ITU_EMBEDDING: which embedding builds and reads the index: "builtin", an OpenAI-compatible address with its
    # model ("http://127.0.0.1:11434/v1#bge-m3"), or "onnx:" and a folder or a hub name
    embedding: str = "builtin"
    embedding_key: str = field(default="", repr=False)  # ITU_EMBEDDING_KEY, where the address wants one
    embedding_seconds: float = 60.0  # ITU_EMBEDDING_SECONDS: how long the address may take over a batch
    embedding_question: str | None = None  # ITU_EMBEDDING_QUESTION: what stands before a question ("query: ")
    embedding_passage: str | None = None  # ITU_EMBEDDING_PASSAGE: what stands before a clause ("passage: ")
    hits: int = 20  # clauses returned with an answer
    candidates: int = 100  # clauses that each way of searching proposes for a question, to be rescored exactly
    exact_up_to: int = 300_000  # ITU_EXACT_UP_TO: clauses of a language that are all compared; of more, Chroma's graph proposes
    # CHROMA_URL: a Chroma server in place of the embedded store, with a name and password where it wants them
    chroma_url: str = field(default="", repr=False)
    chroma_token: str = field(default="", repr=False)  # CHROMA_TOKEN: sent to it as "Authorization: Bearer …"
    site: str = "https://www.itu.int/"  # ITU_SITE: where official texts are fetched from
    max_file_bytes: int = 100 * 2**20  # ITU_MAX_FILE_MB, in megabytes
    max_question_chars: int = 2_000
    llm_base_url: str = ""  # LLM_BASE_URL: an OpenAI-compatible address; without one, no language model is used
    llm_model: str = ""  # LLM_MODEL: the model's name there
    llm_api_key: str = field(default="", repr=False)  # LLM_API_KEY, where the address wants one
    llm_seconds: float = 20.0  # LLM_SECONDS: how long the model may take over an answer
    uploads: str = "session"  # ITU_UPLOADS: "session", kept to whoever gave them; "shared", operators add for all; "off"
    upload_files: int = 20  # ITU_UPLOAD_FILES: held by one session at a time
    operators: tuple[str, ...] = ()  # ITU_OPERATORS: addresses of those who run the page: "a@itu.int, @example.org"
    readers: tuple[str, ...] = ()  # ITU_READERS: addresses of those who may use it; none named: all who sign in
    without_login: bool = False  # ITU_WITHOUT_LOGIN=yes: the page may be served on a network to whoever reaches it
    questions_per_hour: int = 120  # ITU_QUESTIONS_PER_HOUR: of one reader, where the page is served on a network
    uploads_per_hour: int = 20  # ITU_UPLOADS_PER_HOUR: files of one reader, there
    metrics: str = "local"  # ITU_METRICS: who may read /metrics and all of /health: "local", this machine; "all"
    log: str = ""  # ITU_LOG: the file that a line of JSON is added to for each question; "-": the standard error stream
    log_questions: bool = False  # ITU_LOG_QUESTIONS=yes: the question's words stand in it


def python(executable: str = sys.executable, root: PurePath = ROOT) -> str:
    """This interpreter as it is typed in the project's folder ``root``: ``.venv/bin/python``."""
    path = type(root)(executable)
    if path.is_relative_to(root):
        path = path.relative_to(root)
    typed = str(path).removesuffix(".exe")
    return f'"{typed}"' if " " in typed else typed


def command(*arguments: str) -> str:
    """A command of this project as it is typed: ``.venv/bin/python -m ingest``."""
    return " ".join((python(), "-m", *arguments))


def load(environ: dict[str, str] | None = None) -> Settings:
    """Read the settings from ``environ`` (the process's own by default).

    Raises BadSetting when a value cannot be used.
    """
    env = os.environ if environ is None else environ
    default = Settings()
    return Settings(
        corpus=Path(env.get("ITU_CORPUS") or default.corpus),
        data=_folder(env, "ITU_DATA", default.data),
        embedding=_embedding(env, default.embedding),
        embedding_key=env.get("ITU_EMBEDDING_KEY", ""),
        embedding_seconds=_seconds(env, "ITU_EMBEDDING_SECONDS", default.embedding_seconds),
        embedding_question=env.get("ITU_EMBEDDING_QUESTION"),
        embedding_passage=env.get("ITU_EMBEDDING_PASSAGE"),
        exact_up_to=_count(env, "ITU_EXACT_UP_TO", default.exact_up_to),
        chroma_url=_server(env, "CHROMA_URL"),
        chroma_token=env.get("CHROMA_TOKEN", ""),
        site=_address(env, "ITU_SITE", default.site),
        max_file_bytes=_megabytes(env, "ITU_MAX_FILE_MB", default.max_file_bytes),
        metrics=_one_of(env, "ITU_METRICS", ("local", "all"), default.metrics),
        log=_log(env),
        log_questions=_one_of(env, "ITU_LOG_QUESTIONS", ("yes", "no"), "no") == "yes",
        **_language_model(env, default),
        **_access(env, default),
    )


def _access(env, default: Settings) -> dict:
    """Who may do what, and how much of it."""
    return {
        "uploads": _one_of(env, "ITU_UPLOADS", ("session", "shared", "off"), default.uploads),
        "upload_files": _count(env, "ITU_UPLOAD_FILES", default.upload_files),
        "operators": _addresses(env, "ITU_OPERATORS"),
        "readers": _addresses(env, "ITU_READERS"),
        "without_login": _one_of(env, "ITU_WITHOUT_LOGIN", ("yes", "no"), "no") == "yes",
        "questions_per_hour": _count(env, "ITU_QUESTIONS_PER_HOUR", default.questions_per_hour),
        "uploads_per_hour": _count(env, "ITU_UPLOADS_PER_HOUR", default.uploads_per_hour),
    }


def _language_model(env, default: Settings) -> dict:
    """The LLM_ settings; none of them counts without LLM_BASE_URL."""
    if not env.get("LLM_BASE_URL"):
        return {}
    if not env.get("LLM_MODEL"):
        raise BadSetting("LLM_BASE_URL is set and names no model", where="LLM_MODEL", do="Set it to the model's name there")
    return {
        "llm_base_url": _address(env, "LLM_BASE_URL", "http://127.0.0.1:11434/v1"),
        "llm_model": env["LLM_MODEL"],
        "llm_api_key": env.get("LLM_API_KEY", ""),
        "llm_seconds": _seconds(env, "LLM_SECONDS", default.llm_seconds),
    }


def _embedding(env, default: str) -> str:
    value = env.get("ITU_EMBEDDING") or default
    address, _, model = value.partition("#")
    remote = address.startswith(("https://", "http://")) and len(address) > len("https://") and model
    if not (value == "builtin" or remote or value.startswith("onnx:") and value != "onnx:"):
        raise BadSetting(
            f"{value!r} is no embedding",
            where="ITU_EMBEDDING",
            do="Set it to builtin, to an address with its model (http://127.0.0.1:11434/v1#bge-m3), "
            "or to onnx: with a folder or a hub name (onnx:intfloat/multilingual-e5-small)",
        )
    return value


def _address(env, name: str, default: str) -> str:
    value = env.get(name) or default
    if not value.startswith(("https://", "http://")):
        raise BadSetting(f"{value!r} is not a web address", where=name, do=f"Set it to one such as {default}")
    return value


def _server(env, name: str) -> str:
    """The address of a server, "" where none is set. It may hold a password and is not repeated."""
    value = env.get(name, "")
    try:
        parts = urlsplit(value)
        good = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0 and not parts.query + parts.fragment
    except ValueError:
        good = False
    if value and not good:
        raise BadSetting("it is no address of a server", where=name, do="Set it to one such as http://127.0.0.1:8000")
    return value


def _folder(env, name: str, default: Path) -> Path:
    """A folder that is there or can be made."""
    folder = Path(env.get(name) or default)
    there = next((path for path in (folder, *folder.absolute().parents) if os.path.lexists(path)), ROOT)
    if not there.is_dir():
        raise BadSetting(f"{str(there)!r} is not a folder", where=name, do="Set it to a folder for the index")
    return folder


def _log(env) -> str:
    value = env.get("ITU_LOG", "")
    if value not in ("", "-") and (Path(value).is_dir() or not Path(value).absolute().parent.is_dir()):
        raise BadSetting(f"{value!r} is no file in a folder that is there", where="ITU_LOG", do="Set it to a file, or to -")
    return value


def _one_of(env, name: str, values: tuple[str, ...], default: str) -> str:
    value = env.get(name) or default
    if value not in values:
        raise BadSetting(f"{value!r} is none of {', '.join(values)}", where=name, do=f"Set it to one of them, such as {default}")
    return value


def _addresses(env, name: str) -> tuple[str, ...]:
    """Electronic addresses in small letters; "@itu.int" stands for all of a domain."""
    values = tuple(part.strip().casefold() for part in env.get(name, "").split(",") if part.strip())
    wrong = next((value for value in values if value.count("@") != 1 or value.endswith("@")), None)
    if wrong is not None:
        raise BadSetting(f"{wrong!r} is no address", where=name, do="Set it to some such as a@itu.int, @example.org")
    return values


def _count(env, name: str, default: int) -> int:
    value = env.get(name) or str(default)
    if not (value.isascii() and value.isdigit()) or len(value) > 6 or int(value) == 0:
        raise BadSetting(f"{value!r} is no number from 1 to 999999", where=name, do=f"Set it to one such as {default}")
    return int(value)


def _megabytes(env, name: str, default: int) -> int:
    value = env.get(name)
    if not value:
        return default
    if not value.isdecimal() or len(value) > 9 or int(value) == 0:
        raise BadSetting(f"{value!r} is not a number of megabytes", where=name, do="Set it to a whole number such as 100")
    return int(value) * 2**20


def _seconds(env, name: str, default: float) -> float:
    value = env.get(name)
    if not value:
        return default
    try:
        seconds = float(value)
    except ValueError:
        seconds = 0.0
    if not 0 < seconds <= 600:
        raise BadSetting(f"{value!r} is not a number of seconds up to 600", where=name, do="Set it to one such as 20")
    return seconds
