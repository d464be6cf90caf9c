"""What the tokenizer folds, and what it takes for a word."""

from __future__ import annotations

from tokenizers import Regex, normalizers, pre_tokenizers

HAN = "㐀-䶿一-鿿豈-﫿"
LONGEST_RUN = 40  # characters of Chinese matched at once
# Case, accents, ligatures, soft hyphens, Arabic vowel signs and lengthening strokes carry no meaning that
# questions keep to.
NORMALIZER = normalizers.Sequence(
    [
        normalizers.NFKC(),
        normalizers.Lowercase(),
        normalizers.NFD(),
        normalizers.StripAccents(),
        normalizers.Replace(Regex("[\u00ad\u0640]"), ""),
        normalizers.Replace("œ", "oe"),
        normalizers.Replace("æ", "ae"),
    ]
)
WORDS = pre_tokenizers.Split(
    Regex(rf"[\p{{L}}\p{{M}}&&\P{{Han}}]+|\p{{N}}+|\p{{Han}}{{1,{LONGEST_RUN}}}"), behavior="removed", invert=True
)
