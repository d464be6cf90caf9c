"""Where a text says that another one no longer stands: "resolves to abrogate Resolution 12", "Resolution 12 (SUP)".

Only a text abrogated as a whole counts: between the verb and the citation stand articles, other citations
and asides between commas, no annex or paragraph of it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

_ACTIVE = {  # before the citation
    "en": r"abrogat(?:e|es|ing)|repeal(?:s|ing)?|rescind(?:s|ing)?|suppress(?:es|ing)?|revok(?:e|es|ing)",
    "fr": r"abroge[rz]?|abrogeant|l'abrogation|supprime[rz]?|supprimant",
    "es": r"derog(?:ar|a|ue|ando)|abrog(?:ar|a|ue|ando)|suprim(?:ir|e|a|iendo)",
    "ru": r"отмен(?:ить|яет|яя)|аннулир(?:овать|ует|уя)|исключить|признать утративш(?:е[йи]|ими|им) силу",
    "ar": r"(?:[وبل]|بال|لل)?(?:ال)?الغاء|و?[يت]لغ[يى]",
    "zh": r"废止|废除|撤销",
}
_PASSIVE = {  # after it
    "en": r"(?:is|are|be|been|being) (?:hereby )?(?:abrogated|repealed|rescinded|suppressed|revoked)",
    "fr": r"(?:est|sont|soit|soient|etre) (?:abroge|supprime)e?s?",
    "es": r"(?:queda|quedan|quede|queden|sea|sean|es|son|ser|se considere) (?:derogad|abrogad|suprimid)[ao]s?|se (?:deroga|suprime)n?",
    "ru": r"(?:быть )?(?:отменен[аы]?|отменяется|отменяются|аннулирован[аы]?|аннулируется|исключен[аы]?|утратил[аи]? силу|утратившей силу)",
    "ar": r"ملغ(?:ى|ي|اه|ة)|[ي]?لغيت|الغي",
    "zh": r"(?:应?予以?|被|均|已|即)?(?:废止|废除|撤销)",
}
_NOT = {"en": r"not|never|unless|until|without|whether|if|should|may|might|could", "fr": r"ne|n'|non|sauf|sans|si|pourrai\w+|peut|devrai\w+", "es": r"no|sin|salvo|si|podria\w*|puede|deberia\w*", "ru": r"не|ли|если|может|следует",
        "ar": r"عدم|لا|لم|لن", "zh": r"不|未|是否"}
_BETWEEN = re.compile(  # words that may stand between the verb and the citation
    "the|its|following|and|or|as|well|hereby|la|le|les|l|et|ou|ainsi|que|suivantes|el|las|los|y|e|o|siguientes"
    "|и|а|также|следующие|و|和|及|与|以及|下列")
_SUP_AFTER = re.compile(r"\s*[(（]\s?SUP\s?[)）]")
_SUP_BEFORE = re.compile(r"(?:[(（]\s?SUP\s?[)）]|(?<!\w)SUP)\s*$")
_NEW_PART = re.compile(r"[.;؛。；]\s")


def abrogated(text: str, cited: Sequence[str], language: str, lead: str = "") -> tuple[str, ...]:
    """Those of the citations ``cited`` (printed words) that ``text`` says are abrogated.

    ``lead``: what the text goes on from, such as its heading "resolves to abrogate".
    """
    flat = " ".join(text.split())
    folded = _fold(flat)
    opening = _fold(" ".join(lead.split())) + " "
    out = []
    for words in cited:
        start = flat.find(words)
        if start < 0:
            continue
        end = start + len(words)
        before = _without(opening + folded[:start], [_fold(w) for w in cited])
        marked = _SUP_AFTER.match(flat, end) or _SUP_BEFORE.search(flat[:start])
        if marked or _governs(before, language) or _follows(before, folded[end:], language):
            out.append(words)
    return tuple(out)


def _without(before: str, cited: Sequence[str]) -> str:
    """What stands before a citation, other citations, brackets and asides between commas left out."""
    for words in sorted(cited, key=len, reverse=True):
        before = before.replace(words, " ")
    if not before.rstrip().endswith((":", "：")):
        before = _NEW_PART.split(before)[-1]
    return re.sub(r"[(（][^()（）]*[)）]|[,،，][^,،，]{3,80}[,،，](?=\s)", " ", before)


def _governs(before: str, language: str) -> bool:
    """Whether the last verb before the citation abrogates it, and nothing else."""
    edge, end = ("", "") if language == "zh" else (r"(?<!\w)", r"(?!\w)")
    found = list(re.finditer(f"{edge}(?:{_ACTIVE[language]}){end}", before))
    if not found or _denied(before[: found[-1].start()], language):
        return False
    rest = re.findall(r"[^\W\d]+", before[found[-1].end() :])
    return all(map(_BETWEEN.fullmatch, rest))


def _follows(before: str, after: str, language: str) -> bool:
    """Whether the sentence goes on from the citation to say that it is abrogated."""
    edge = "" if language == "zh" else r"(?!\w)"
    found = re.match(rf"(?:\s?[(（][^()（）]*[)）])?[^.;:؛。；：()]{{0,60}}?(?:{_PASSIVE[language]}){edge}", after)
    return bool(found) and not _denied(before, language) and not _denied(found.group(), language)


def _denied(before: str, language: str) -> bool:
    near, edge = before[-60:], "" if language == "zh" else r"(?<!\w)"
    end = "" if language == "zh" else r"(?:(?!\w)|(?<='))"  # n'abroge
    return bool(re.search(f"{edge}(?:{_NOT[language]}){end}", near))


def _fold(text: str) -> str:
    """Lower case without accents and vowel signs, of the same length as ``text``."""
    return "".join(map(_folded, text))


@lru_cache(maxsize=20_000)
def _folded(char: str) -> str:
    base = unicodedata.normalize("NFD", char)[0].lower()
    return {"ё": "е", "’": "'", "ى": "ي", "ة": "ه"}.get(base, base)[:1]
