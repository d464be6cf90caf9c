"""Which document a text is: body, kind, number, revision, year. The text first, its file's name second."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from itu import bodies

WORDS = {  # the word for a kind, to show in a document's name
    "resolution": {"en": "Resolution", "fr": "Résolution", "es": "Resolución", "ru": "Резолюция", "ar": "القرار", "zh": "第{}号决议"},
    "decision": {"en": "Decision", "fr": "Décision", "es": "Decisión", "ru": "Решение", "ar": "المقرر", "zh": "第{}号决定"},
    "opinion": {"en": "Opinion", "fr": "Avis", "es": "Opinión", "ru": "Мнение", "ar": "الرأي", "zh": "第{}号意见"},
    "recommendation": {"en": "Recommendation", "fr": "Recommandation", "es": "Recomendación", "ru": "Рекомендация", "ar": "التوصية", "zh": "{}建议书"},
    "constitution": {"en": "Constitution", "fr": "Constitution", "es": "Constitución", "ru": "Устав", "ar": "الدستور", "zh": "组织法"},
    "convention": {"en": "Convention", "fr": "Convention", "es": "Convenio", "ru": "Конвенция", "ar": "الاتفاقية", "zh": "公约"},
}
REGULATIONS = {  # the Administrative Regulations, which are named and no document is a kind of
    "radio_regulations": {
        "en": "Radio Regulations", "fr": "Règlement des radiocommunications", "es": "Reglamento de Radiocomunicaciones",
        "ru": "Регламент радиосвязи", "ar": "لوائح الراديو", "zh": "《无线电规则》",
    },
    "telecommunication_regulations": {
        "en": "International Telecommunication Regulations", "fr": "Règlement des télécommunications internationales",
        "es": "Reglamento de las Telecomunicaciones Internacionales", "ru": "Регламент международной электросвязи",
        "ar": "لوائح الاتصالات الدولية", "zh": "《国际电信规则》",
    },
}  # fmt: skip
MANY = {  # the word before the numbers of several texts of a kind
    "resolution": {"en": "Resolutions", "fr": "Résolutions", "es": "Resoluciones", "ru": "Резолюции", "ar": "القرارات"},
    "decision": {"en": "Decisions", "fr": "Décisions", "es": "Decisiones", "ru": "Решения", "ar": "المقررات"},
    "opinion": {"en": "Opinions", "fr": "Avis", "es": "Opiniones", "ru": "Мнения", "ar": "الآراء"},
    "recommendation": {"en": "Recommendations", "fr": "Recommandations", "es": "Recomendaciones", "ru": "Рекомендации", "ar": "التوصيات"},
}
CODES = {"resolution": "RES", "decision": "DEC", "opinion": "OP", "recommendation": "REC",
         "constitution": "CS", "convention": "CV", "other": "TEXT"}
_KIND_OF_CODE = {"RES": "resolution", "DEC": "decision", "OP": "opinion", "OPN": "opinion", "REC": "recommendation",
                 "RESOLUTION": "resolution", "DECISION": "decision", "CONSTITUTION": "constitution",
                 "CONVENTION": "convention", "CS": "constitution", "CV": "convention"}
_LETTERS = {"E": "en", "F": "fr", "S": "es", "R": "ru", "A": "ar", "C": "zh"}
ADOPTERS = ("PP", "WTSA", "WTDC", "RA", "WRC", "Council", "WCIT")
_SECTOR_LETTER = {"T": "WTSA", "D": "WTDC", "R": "RA", "S": "PP"}
_YEAR = re.compile(r"(?<!\d)(1[89]\d\d|20\d\d)(?!\d)")
_YEAR_OR_MEETING = re.compile(
    r"(?<!\d)(1[89]\d\d|20\d\d)(?!\d)|(?<![^\W_])(?:(?:WRC|CMR|ВКР|PP|ПК|WTSA|AMNT|ВАСЭ)-|C-?)(\d\d)(?!\d)", re.IGNORECASE)


@dataclass(frozen=True)
class FileName:
    """What a file's name says; "" or None where it says nothing."""

    kind: str = ""
    number: str = ""
    year: int | None = None
    language: str = ""
    body: str = ""


def from_file(file: str) -> FileName:
    """Read a name as ITU gives them: ``T-RES-T.57-2012-PDF-F.pdf``, ``RES-123-E.docx``, ``T-REC-E.119-201704-I!!MSW-F.docx``."""
    stem = re.sub(r"\.[A-Za-z0-9]{2,5}$", "", file.replace("\\", "/").rsplit("/", 1)[-1])
    language = re.search(r"[-_.]([EFSRAC])$", stem)
    code = re.search(r"(?<![A-Za-z])(RESOLUTION|CONSTITUTION|CONVENTION|DECISION|RES|DEC|OPN?|REC|CS|CV)(?![A-Za-z])[-_ ]*"
                     r"((?:[A-Z]\.)?\d+(?:-\d{1,2}(?!\d))?(?:\.\d+)*)?", stem, re.IGNORECASE)
    kind = _KIND_OF_CODE[code[1].upper()] if code else ""
    number = re.sub(r"(?<!\d)0+(?=\d)", "", code[2] or "") if code else ""
    after = stem[code.end():] if code else ""
    year = _YEAR.search(after) or re.search(r"(?<!\d)((?:19|20)\d\d)(?=\d\d(?!\d))", after)
    sector = re.match(r"([TDRS])-(?:RES|REC|OPN?|DEC)", stem, re.IGNORECASE)
    body = _SECTOR_LETTER[sector[1].upper()] if sector and kind != "recommendation" else ""
    if kind != "recommendation":
        number = re.sub(r"^[A-Z]\.", "", number)
    return FileName(kind, number, int(year[1]) if year else None, _LETTERS[language[1]] if language else "", body)


def official_url(file: str) -> str:
    """Where ITU publishes the text whose file bears one of ITU's own names; "" for other names.

    Only addresses that follow from the name alone; where an edition is not in the name none is given.
    """
    stem = re.sub(r"\.[A-Za-z0-9]{2,5}$", "", file.replace("\\", "/").rsplit("/", 1)[-1])
    resolution = re.fullmatch(r"T-RES-T\.(\d{1,3})-(\d{4})(?:-(?:PDF|MSW))?-([EFSRAC])", stem)
    if resolution:
        return "https://www.itu.int/dms_pub/itu-t/opb/res/T-RES-T.{}-{}-PDF-{}.pdf".format(*resolution.groups())
    standard = re.fullmatch(r"([TR])-REC-((?:[A-Z]{1,3})\.[\w.-]+?)-(\d{6})-([IS])!!(?:PDF|MSW)-([EFSRAC])", stem)
    if not standard:
        return ""
    sector, number, month, status, letter = standard.groups()
    if sector == "T":
        return f"https://www.itu.int/rec/T-REC-{number}-{month}-{status}/{_LETTERS[letter]}"
    folder = number.split(".")[0].lower()
    return f"https://www.itu.int/dms_pubrec/itu-r/rec/{folder}/R-REC-{number}-{month}-{status}!!PDF-{letter}.pdf"


def adopter(enacting: str, language: str) -> str:
    """The key of the body that an enacting formula names, "" when none is known."""
    for mention in bodies.find(enacting, language):
        if mention.key in ADOPTERS:
            return mention.key
    for mention in bodies.find(enacting):
        if mention.key in ADOPTERS:
            return mention.key
    return ""


def years(text: str) -> tuple[int, ...]:
    """The years a revision or history prints, in its order; "WRC-19" and the Council's "C16" name one too."""
    found = (m[1] or m[2] for m in _YEAR_OR_MEETING.finditer(text))
    return tuple(int(y) if len(y) == 4 else 1900 + int(y) if int(y) > 50 else 2000 + int(y) for y in found)


def approved(text: str) -> tuple[int, ...]:
    """The years of approval that a Recommendation's cover prints after the month: "(04/2017)", "(03/93)"."""
    found = re.findall(r"[(（](?:0[1-9]|1[0-2])/(\d{4}|\d{2})[)）]", text)
    found += re.findall(r"[(（](\d{4})/(?:0[1-9]|1[0-2])[)）]", text)  # as Arabic texts print it
    return tuple(int(y) if len(y) == 4 else 1900 + int(y) if int(y) > 50 else 2000 + int(y) for y in found)


def spoken(kind: str, number: str, revision: str, language: str, printed: str = "") -> str:
    """A document's name as a delegate says it: "Résolution 57 (Rév. Dubaï, 2012)". ``printed``: the word on its number line,
    which tells "Vœu" from "Avis"."""
    words = WORDS.get(kind) or REGULATIONS[kind]
    word = words.get(language, words["en"])
    if kind == "opinion" and printed and "{}" not in word:
        word = printed.capitalize()
    said = word.format(number) if "{}" in word else f"{word} {number}".strip()
    return f"{said} ({revision})" if revision else said


def several(kind: str, numbers: str, language: str) -> str:
    """The numbers of several texts of a kind with its word: "Resolutions 21, 22 and 23–29"."""
    word = MANY[kind].get(language) or WORDS[kind][language]
    return word.format(numbers) if "{}" in word else f"{word} {numbers}"


def unshout(printed: str) -> str:
    """A revision in capitals as it is said: "REV. BUCHAREST, 2022" → "Rev. Bucharest, 2022"; others as they are."""
    if not printed.isupper():
        return printed
    return re.sub(r"[^\W\d_]+", lambda m: m[0] if re.fullmatch("WRC|CMR|WTSA|AMNT|PP|C|ВКР", m[0]) else m[0].capitalize(), printed)


@lru_cache(maxsize=65_536)
def plain_number(number: str) -> str:
    """A document's number as it is compared: "ITU-T E.119", "e119" → "e119", "057" → "57"."""
    plain = re.sub(r"[\u2010\u2011]", "-", number.casefold())
    plain = re.sub(r"^(?:itu|uit|мсэ)-?[rtdрт]\s*", "", plain.strip())
    return re.sub(r"^([a-z]{1,3})\.?\s?(?=\d)", r"\1", re.sub(r"^0+(?=\d)", "", plain))


def identifiers(body: str, kind: str, number: str, year: int | None, language: str, file: str) -> tuple[str, str]:
    """(work id, document id): ("WTSA-RES-57", "WTSA-RES-57-2012-fr"). A text without a number is named by its
    file, whatever folder it stands in."""
    if kind in ("constitution", "convention"):
        parts = ["ITU", CODES[kind]]
    elif number:
        parts = [body, CODES[kind], number]
    else:
        stem = re.sub(r"\.[A-Za-z0-9]{2,5}$", "", file.replace("\\", "/").rsplit("/", 1)[-1])
        stem = re.sub(r"[-_.][EFSRAC]$", "", stem)
        parts = ["TEXT", re.sub(r"[^\w.]+", "-", stem).strip("-") or "text"]
    work = "-".join(re.sub(r"[^\w.-]+", "-", p) for p in parts if p)
    return work, "-".join(filter(None, [work, str(year) if year else "", language]))
