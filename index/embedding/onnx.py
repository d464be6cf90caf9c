"""An embedding from any ONNX sentence model: a folder, or a name on the Hugging Face hub that is fetched once.

A folder holds ``model.onnx`` (or ``onnx/model.onnx``) and ``tokenizer.json``; how its tokens become one vector and
what it wants before questions and clauses is read from the files that sentence-transformers puts beside them.
Words are still matched by the built-in embedding's vectors.
"""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path

import numpy as np
from tokenizers import Tokenizer

from errors import BadFile, BadSetting, EmbeddingFailed
from index.embedding import TokenVectors, load

BATCH = 32  # texts run together, of like length
LONGEST = 512  # tokens of a text, where the model's files don't say
_FILES = ("onnx/model.onnx", "onnx/model.onnx_data", "model.onnx", "model.onnx_data", "tokenizer.json",
          "*config*.json", "1_Pooling/config.json")  # fmt: skip
_PREFIXES = (  # of models whose files don't say: pattern of the name, before questions, before clauses
    (re.compile(r"(?:^|[/\\])(?:multilingual-)?e5-", re.IGNORECASE), "query: ", "passage: "),
)
_SAMPLES = 64  # places of the weights that their fingerprint is taken at


class OnnxEmbedding:
    """An Embedding that runs a model with onnxruntime. Safe from several threads."""

    def __init__(self, model: Path, tokenizer: Tokenizer, name: str, *, question: str, passage: str, first: bool):
        """``first``: a text's vector is its first token's, not the mean of all. Raises BadFile."""
        import onnxruntime

        try:
            self._session = onnxruntime.InferenceSession(str(model), providers=["CPUExecutionProvider"])
        except Exception as error:  # onnxruntime has a class for each of its errors, and no common one
            raise BadFile(f"the model cannot be read ({_first_line(error)})", where=str(model), do="Fetch it again") from error
        self._tokenizer, self._question, self._passage, self._first = tokenizer, question, passage, first
        self._inputs = [value.name for value in self._session.get_inputs()]
        self._outputs = [value.name for value in self._session.get_outputs()]
        unknown = set(self._inputs) - {"input_ids", "attention_mask", "token_type_ids", "position_ids"}
        if unknown or "input_ids" not in self._inputs:
            raise BadFile(f"the model is no text embedding (its inputs are {', '.join(self._inputs)})", where=str(model), do="Give another")
        self._where = str(model)
        self.dimensions = self._run(["a"]).shape[1]
        said = f"{question}|{passage}" if question or passage else ""
        self.id = f"onnx-{name}-{_fingerprint(model)}{'-' + said if said else ''}"

    def embed(self, texts: list[str]) -> np.ndarray:
        """(n, dimensions) float32, rows of length 1; an empty text gives zeros. Raises EmbeddingFailed."""
        return self._embed(texts, self._passage)

    def embed_questions(self, texts: list[str]) -> np.ndarray:
        """The same for questions."""
        return self._embed(texts, self._question)

    def tokens(self, texts: list[str]) -> list[TokenVectors]:
        """The words as the built-in embedding knows them."""
        return load("builtin").tokens(texts)

    def _embed(self, texts: list[str], before: str) -> np.ndarray:
        vectors = np.zeros((len(texts), self.dimensions), dtype=np.float32)
        places = sorted((p for p, text in enumerate(texts) if text.strip()), key=lambda p: len(texts[p]))
        for start in range(0, len(places), BATCH):
            batch = places[start : start + BATCH]
            vectors[batch] = self._run([before + texts[place] for place in batch])
        return vectors

    def _run(self, texts: list[str]) -> np.ndarray:
        encoded = self._tokenizer.encode_batch(texts)
        ids = np.array([e.ids for e in encoded], dtype=np.int64)
        mask = np.array([e.attention_mask for e in encoded], dtype=np.int64)
        given = {"input_ids": ids, "attention_mask": mask, "token_type_ids": np.zeros_like(ids),
                 "position_ids": np.broadcast_to(np.arange(ids.shape[1]), ids.shape)}  # fmt: skip
        wanted = "sentence_embedding" if "sentence_embedding" in self._outputs else self._outputs[0]
        try:
            output = self._session.run([wanted], {name: given[name] for name in self._inputs})[0]
        except Exception as error:
            raise EmbeddingFailed(f"the model does not run ({_first_line(error)})", where=self._where, do="Give another") from error
        vectors = self._pooled(np.asarray(output, dtype=np.float32), mask)
        return vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-12)

    def _pooled(self, output: np.ndarray, mask: np.ndarray) -> np.ndarray:
        """(texts, dimensions) of a model's output, (texts, dimensions) or (texts, tokens, dimensions)."""
        if output.ndim == 2:
            return output
        if output.ndim != 3 or output.shape[:2] != mask.shape:
            raise BadFile(f"the model gives no vectors of tokens (its output has the form {output.shape})", where=self._where, do="Give another")
        if self._first:
            return output[:, 0]
        weights = mask[:, :, None].astype(np.float32)
        return (output * weights).sum(axis=1) / np.maximum(weights.sum(axis=1), 1e-9)


def read_onnx(name: str, *, question: str | None = None, passage: str | None = None) -> OnnxEmbedding:
    """The embedding of a folder or a hub name. ``question`` and ``passage``: what is put before each, instead of
    what its files say. Raises BadSetting for a name that cannot be had, BadFile for files that cannot be read.
    """
    folder = Path(name).expanduser()
    if not folder.is_dir():
        folder = _fetched(name)
    model = next((path for path in (folder / "model.onnx", folder / "onnx" / "model.onnx") if path.is_file()), None)
    if model is None:
        raise BadFile("there is no model.onnx in it", where=str(folder), do="Give a folder with model.onnx and tokenizer.json")
    asked, told = _prefixes(folder, name)
    return OnnxEmbedding(
        model,
        _tokenizer(folder),
        Path(name).name,
        question=asked if question is None else question,
        passage=told if passage is None else passage,
        first=bool(_json(folder / "1_Pooling" / "config.json").get("pooling_mode_cls_token")),
    )


def _fetched(name: str) -> Path:
    """The folder that a hub name's files stand in, fetched where they are not there yet."""
    if not re.fullmatch(r"[\w.-]+/[\w.-]+", name):
        raise BadSetting(f"{name!r} is no folder and no name on the hub", where="ITU_EMBEDDING", do="Give one such as onnx:intfloat/multilingual-e5-small")
    from huggingface_hub import snapshot_download

    try:
        return Path(snapshot_download(name, allow_patterns=list(_FILES)))
    except Exception as error:  # of the network, the hub, the disk: each library beneath has its own
        raise BadSetting(
            f"the model {name} cannot be fetched from the hub ({_first_line(error)})",
            where="ITU_EMBEDDING",
            do="Check the network and the name, or give a folder",
        ) from error


def _tokenizer(folder: Path) -> Tokenizer:
    path = folder / "tokenizer.json"
    try:
        tokenizer = Tokenizer.from_file(str(path))
    except Exception as error:  # tokenizers raises Exception itself
        raise BadFile(f"the tokenizer cannot be read ({_first_line(error)})", where=str(path), do="Fetch it again") from error
    longest = _json(folder / "sentence_bert_config.json").get("max_seq_length") or LONGEST
    if not tokenizer.truncation or tokenizer.truncation["max_length"] > longest:
        tokenizer.enable_truncation(longest)
    padding = tokenizer.padding or {}
    tokenizer.enable_padding(pad_id=padding.get("pad_id", 0), pad_token=padding.get("pad_token", "[PAD]"))
    return tokenizer


def _prefixes(folder: Path, name: str) -> tuple[str, str]:
    """What the model wants before questions and before clauses."""
    prompts = _json(folder / "config_sentence_transformers.json").get("prompts") or {}
    if prompts.get("query") or prompts.get("passage") or prompts.get("document"):
        return prompts.get("query") or "", prompts.get("passage") or prompts.get("document") or ""
    return next(((asked, told) for pattern, asked, told in _PREFIXES if pattern.search(name)), ("", ""))


def _json(path: Path) -> dict:
    """What a file beside the model says; {} where there is none."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError) as error:
        raise BadFile(f"it cannot be read ({_first_line(error)})", where=str(path), do="Fetch it again") from error
    return found if isinstance(found, dict) else {}


def _fingerprint(model: Path) -> str:
    """Of the weights: their size and 64 KB at places spread over them, so that gigabytes take no time."""
    digest = hashlib.sha256()
    for path in sorted(model.parent.glob("model.onnx*")):
        size = path.stat().st_size
        digest.update(f"{path.name} {size} ".encode())
        with open(path, "rb") as file:
            for sample in range(_SAMPLES):
                file.seek(max(0, size - 2**16) * sample // (_SAMPLES - 1))
                digest.update(file.read(2**16))
    return digest.hexdigest()[:12]


def _first_line(error: Exception) -> str:
    return (str(error).strip() or type(error).__name__).splitlines()[0][:200]
