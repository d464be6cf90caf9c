"""A sentence model of a few hundred bytes, written by hand: each token's vector is looked up in a table.

ONNX is a protobuf; the fields written here are those of onnx.proto3 (ModelProto, GraphProto, NodeProto,
TensorProto, ValueInfoProto), so that no test needs the onnx package.
"""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
from tokenizers import Tokenizer
from tokenizers.models import WordLevel
from tokenizers.pre_tokenizers import Whitespace

WORDS = ("[PAD]", "[UNK]", "lamp", "boat", "count", "query", "passage", ":")
TABLE = np.array([[1 + n, n % 2, n % 3, 1] for n in range(len(WORDS))], dtype=np.float32)


def write(folder: Path, *, inputs: tuple[str, ...] = ("input_ids", "attention_mask"), **files: dict) -> Path:
    """A folder with model.onnx and tokenizer.json; ``files``: JSON files beside them, "/" written as "__"."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "model.onnx").write_bytes(model(TABLE, inputs))
    tokenizer = Tokenizer(WordLevel({word: i for i, word in enumerate(WORDS)}, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = Whitespace()
    tokenizer.save(str(folder / "tokenizer.json"))
    for name, values in files.items():
        path = folder / f"{name.replace('__', '/')}.json"
        path.parent.mkdir(exist_ok=True)
        path.write_text(json.dumps(values), encoding="utf-8")
    return folder


def model(table: np.ndarray, inputs: tuple[str, ...]) -> bytes:
    """ModelProto: one Gather node from the first input into a table, (batch, tokens) → (batch, tokens, dimensions)."""
    node = _text(1, "table") + _text(1, inputs[0]) + _text(2, "last_hidden_state") + _text(4, "Gather")
    tensor = b"".join(_number(1, size) for size in table.shape) + _number(2, 1) + _text(8, "table") + _bytes(9, table.tobytes())
    graph = _bytes(1, node) + _text(2, "tiny") + _bytes(5, tensor)
    graph += b"".join(_bytes(11, _value(name, 7, ("batch", "tokens"))) for name in inputs)
    graph += _bytes(12, _value("last_hidden_state", 1, ("batch", "tokens", table.shape[1])))
    return _number(1, 8) + _bytes(7, graph) + _bytes(8, _text(1, "") + _number(2, 13))


def _value(name: str, kind: int, shape: tuple) -> bytes:
    """ValueInfoProto of a tensor: 1 is float32, 7 is int64; a size is a number or a name."""
    sizes = b"".join(_bytes(1, _text(2, size) if isinstance(size, str) else _number(1, size)) for size in shape)
    return _text(1, name) + _bytes(2, _bytes(1, _number(1, kind) + _bytes(2, sizes)))


def _number(field: int, value: int) -> bytes:
    return _varint(field << 3) + _varint(value)


def _bytes(field: int, value: bytes) -> bytes:
    return _varint(field << 3 | 2) + _varint(len(value)) + value


def _text(field: int, value: str) -> bytes:
    return _bytes(field, value.encode())


def _varint(value: int) -> bytes:
    out = bytearray()
    while value > 127:
        out.append(value & 127 | 128)
        value >>= 7
    return bytes([*out, value])
