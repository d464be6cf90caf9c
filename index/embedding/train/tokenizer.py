"""The tokenizer: words by Unicode letters and digits, known ones whole, others by the longest match."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from tokenizers import Regex, Tokenizer, models, pre_tokenizers, trainers

from index.embedding.train import vocabulary
from index.embedding.train.normal import HAN, NORMALIZER, WORDS

UNKNOWN = "<unk>"
JOINING = "的了和与及或在是等之将由对以并把被向从而其"  # characters of Chinese that join words


def train_tokenizer(texts: dict[str, Iterable[str]]) -> tuple[Tokenizer, np.ndarray]:
    """From texts by language: the tokenizer, and (pieces,) the row of each piece, 0 for one that means nothing."""
    texts = {language: list(of) for language, of in texts.items()}
    counts = {language: vocabulary.count_words(of) for language, of in texts.items()}
    found = vocabulary.build(counts, chinese_pieces(texts.get("zh", [])))
    pieces = [UNKNOWN, *found.rows]
    tokenizer = Tokenizer(
        models.WordPiece({piece: n for n, piece in enumerate(pieces)}, unk_token=UNKNOWN, max_input_chars_per_word=60)
    )
    tokenizer.normalizer = NORMALIZER
    tokenizer.pre_tokenizer = WORDS
    return tokenizer, np.array([0, *found.rows.values()], dtype=np.int32)


def chinese_pieces(texts: list[str]) -> list[str]:
    """Frequent words of Chinese, by the unigram model, and all characters; sorted, since its own order varies."""
    if not texts:
        return []
    model = Tokenizer(models.Unigram())
    model.normalizer = NORMALIZER
    model.pre_tokenizer = pre_tokenizers.Split(Regex(rf"[{HAN}&&[^{JOINING}]]+"), behavior="removed", invert=True)
    trainer = trainers.UnigramTrainer(
        vocab_size=vocabulary.CHINESE_PIECES, max_piece_length=vocabulary.CHINESE_WORD,
        special_tokens=[UNKNOWN], unk_token=UNKNOWN, show_progress=False,
    )  # fmt: skip
    model.train_from_iterator(texts, trainer)
    return sorted(piece for piece in model.get_vocab() if piece != UNKNOWN)
