"""What may differ between a gold quote and the clause that holds it, folded away on both sides."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_MARKERS = re.compile(r"\[(?:footnoteRef|bookmark):[^\]]*\]")
_CALL = re.compile(r"\[footnoteRef:(\d+)\]\s?\1")
_APOSTROPHES = str.maketrans(dict.fromkeys("\u2018\u2019\u201b\u02bc\u02b9\u2032\u0060\u00b4", "'"))
_DASHES = str.maketrans(dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-"))
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff]")
_GLUED_DIGIT = re.compile(r"(?<=[^\W\d_]{3})\d{1,2}\)?(?!\w)")


def fold(text: str) -> str:
    """Fold ``text`` for comparing quotes: NFKC, apostrophes, footnote calls; no white space, no hyphens.

    White space and hyphens go altogether, so that a word broken over two lines equals the whole word
    and a no-break space before a semicolon equals none. Case is kept.
    """
    return re.sub(r"[\s-]+", "", _characters(text))


def contains(text: str, quote: str) -> bool:
    """Whether ``text`` contains ``quote`` when both are folded.

    A footnote mark glued to a word (``développement1``) counts as absent, on both sides.
    An empty quote is contained in nothing.
    """
    return holds(forms(text), forms(quote))


@lru_cache(maxsize=50_000)  # a run compares the same clauses and quotes over and over
def forms(text: str) -> tuple[str, str]:
    """``text`` folded, as it is and without footnote marks glued to words."""
    return fold(text), fold(_unglue(text))


def holds(text: tuple[str, str], quote: tuple[str, str]) -> bool:
    """``contains`` for forms that were worked out before."""
    return bool(quote[0]) and (quote[0] in text[0] or quote[1] in text[1])


def states(text: str, alternative: str) -> bool:
    """Whether ``text`` states a fact by ``alternative``: found from the start of a word, case folded.

    The end of a word is free (``group`` is stated by ``groups``), but a number ends where it ends.
    """
    wanted = _prose(alternative)
    if not wanted:
        return False
    end = r"(?!\d)" if wanted[-1].isdigit() else ""
    start = r"(?<![a-z\u00df-\u00ff0-9])" if wanted[0].isalnum() else ""
    return re.search(start + re.escape(wanted) + end, _prose(text)) is not None


def _characters(text: str) -> str:
    """The characters themselves: marks out, compatible forms, apostrophes and dashes made one."""
    text = _MARKERS.sub("", _CALL.sub("", text))
    text = _INVISIBLE.sub("", text)
    text = unicodedata.normalize("NFKC", text.translate(_APOSTROPHES))
    return text.translate(_DASHES)


def _unglue(text: str) -> str:
    return _GLUED_DIGIT.sub("", unicodedata.normalize("NFKC", _CALL.sub("", text)))


def _prose(text: str) -> str:
    return " ".join(_characters(text).casefold().split())
