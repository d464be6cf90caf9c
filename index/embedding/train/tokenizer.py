"""The tokenizer: words by Unicode letters and digits, frequent ones whole, rare ones in pieces.

Byte-pair merges over whole words: Sennrich 2016 (https://arxiv.org/abs/1508.07909).
"""

from __future__ import annotations

from collections.abc import Iterable

from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers, trainers

UNKNOWN = "<unk>"
# Case, accents, ligatures and soft hyphens carry no meaning that questions keep to.
NORMALIZER = normalizers.Sequence(
    [
        normalizers.NFKC(),
        normalizers.Lowercase(),
        normalizers.NFD(),
        normalizers.StripAccents(),
        normalizers.Replace("\u00ad", ""),
        normalizers.Replace("œ", "oe"),
        normalizers.Replace("æ", "ae"),
    ]
)
WORDS = pre_tokenizers.Sequence(
    [
        pre_tokenizers.Split(Regex(r"\p{L}[\p{L}\p{M}]*|\p{N}+"), behavior="removed", invert=True),
        pre_tokenizers.Metaspace(prepend_scheme="always", split=False),
    ]
)


def train_tokenizer(texts: Iterable[str], pieces: int) -> Tokenizer:
    """A tokenizer of at most ``pieces`` pieces; id 0 stands for what it doesn't know."""
    tokenizer = Tokenizer(models.BPE(unk_token=UNKNOWN))
    tokenizer.normalizer = NORMALIZER
    tokenizer.pre_tokenizer = WORDS
    trainer = trainers.BpeTrainer(
        vocab_size=pieces,
        special_tokens=[UNKNOWN],
        limit_alphabet=300,
        min_frequency=3,
        show_progress=False,
    )
    tokenizer.train_from_iterator(texts, trainer)
    return tokenizer
