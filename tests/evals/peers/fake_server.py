"""Stands in for the server of all-MiniLM-L6-v2: a vector of letter counts for each text; argument: a log of its calls."""

import base64
import json
import sys

import numpy as np

for line in sys.stdin:
    texts = json.loads(line)
    with open(sys.argv[1], "a", encoding="utf-8") as log:
        log.write(json.dumps(texts) + "\n")
    rows = np.zeros((len(texts), 384), dtype="<f4")
    for row, text in zip(rows, texts, strict=True):
        for letter in text.lower():
            row[ord(letter) % 384] += 1
        row /= max(np.linalg.norm(row), 1e-9)
    packed = base64.b64encode(rows.tobytes()).decode()
    print(json.dumps({"vectors": packed, "seconds": 10.0 * len(texts), "peak": 123_000_000}), flush=True)
