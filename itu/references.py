"""The texts that a clause cites, as it prints them."""

from __future__ import annotations

import re
from functools import cache

_EN_BODY = r"(?: of (?:the )?(?:(?:[A-Z][\w/-]*|and|on|for|of|the)(?: |(?=[,;.)]|$))){1,9})?"


def find(text: str, language: str) -> tuple[str, ...]:
    """The citations in ``text`` in their order, each once."""
    out: dict[str, None] = {}
    for m in _pattern().finditer(text):
        out.setdefault(" ".join(m.group().split()).rstrip(" ,;.("))
    return tuple(out)


@cache
def _pattern() -> re.Pattern:
    number = r"(?:(?:ITU|UIT|МСЭ)[-\u2010\u2011][RTD] )?(?:[A-Z]\.)?\d{1,4}(?:[-/.]\d+)*"
    kind = (r"(?:Resolution|Decision|Opinion|Recommendation|Résolution|Décision|Avis|Recommandation"
            r"|Resolución|Decisión|Recomendación|Резолюци[ияей]+|القرار|第)s?")
    return re.compile(rf"\b{kind}\s{number}(?:\s\([^()]{{2,60}}\d{{4}}\))?")
