"""The texts that a clause cites, as it prints them: "Résolution 123 (Rév. Guadalajara, 2010) de la Conférence …"."""

from __future__ import annotations

import re
from functools import cache

from itu import bodies

_NUMBER = r"(?:(?:ITU|UIT|МСЭ)[-\u2010\u2011][RTD] )?(?:[A-Z]\.)?\d{1,4}(?:[-/.]\d+)*"
_REVISION = r"(?:\s?[(（][^()（）]{0,60}\d{4}[^()（）]{0,40}[)）])?"
_AND = r"(?:\s?,\s|,?\s(?:and|et|y|и|or|ou)\s|\sو\s?|[和及与、])"
_KINDS = (
    r"Resolutions?|Decisions?|Opinions?|Recommendations?|Résolutions?|Décisions?|Avis|Recommandations?"
    r"|Resoluci(?:ón|ones)|Decisi(?:ón|ones)|Recomendaci(?:ón|ones)|Резолюци\w{1,3}|Решени\w{1,3}|Рекомендаци\w{1,3}"
    r"|(?:و|ب|ل|لل|بال|وال)?(?:ال)?(?:قرار|مقرر|توصية)"
)
_UNITS = r"(?:Nos?\.?|n[°º]s?|numéros?|números?|Articles?|Artículos?|Article|Chapters?|пп?\.|стать\w{1,3})"
_INSTRUMENTS = (
    r"(?:of|de|del|du)\s(?:this\s|the\s|la\s|présente\s|l['’])*(?:présente\s)?"
    r"(?:ITU\s)?(?:Constitution|Convention|Constitución|Convenio|General Rules|Radio Regulations|Règlement des radiocommunications)"
)
_OF = re.compile(r"\s(?:of|by|de|du|del)\s(?:the\s|la\s|l['’]|los\s)?|\sde\sl['’]", re.IGNORECASE)


def find(text: str, language: str) -> tuple[str, ...]:
    """The citations in ``text`` in their order, each once, with the body that adopted the text where it is named."""
    mentions = {m.start: m.end for m in bodies.find(text, language)}
    out: dict[str, None] = {}
    for found in _pattern().finditer(text):
        end = found.end()
        of = _OF.match(text, end)
        if of and of.end() in mentions:
            end = mentions[of.end()]
        out.setdefault(" ".join(text[found.start():end].split()))
    return tuple(out)


@cache
def _pattern() -> re.Pattern:
    cited = rf"{_NUMBER}{_REVISION}"
    return re.compile(
        rf"(?<!\w)(?:(?:[A-Z]{{2,6}}|[ИК-Я]{{2,6}})\s)?(?:{_KINDS})\s{cited}(?:{_AND}{cited}(?![\w%]))*"
        rf"|(?<!\w){_UNITS}\s\d{{1,4}}[A-Z]{{0,2}}(?:{_AND}\d{{1,4}}[A-Z]{{0,2}})*\s{_INSTRUMENTS}"
        rf"|(?<!\w)(?:ITU|UIT|МСЭ)[-\u2010\u2011]T [A-Z]\.\d{{1,4}}(?:\.\d+)*"
        rf"|第\s?\d{{1,4}}\s?号(?:决议|决定|建议){_REVISION}")
