"""What a single line of an ITU text may be: a number line, an annex, a history, an enacting formula …

Patterns only, in six languages; which of them holds in its place is for the fold and the grammar to say.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

KINDS = {  # the word on a document's number line, by kind
    "resolution": ("RESOLUTION", "RÉSOLUTION", "RESOLUCIÓN", "RESOLUCION", "РЕЗОЛЮЦИЯ", "القرار", "قرار"),
    "decision": ("DECISION", "DÉCISION", "DECISIÓN", "ACUERDO", "РЕШЕНИЕ", "المقرر", "مقرر"),
    "opinion": ("OPINION", "AVIS", "VŒU", "VOEU", "OPINIÓN", "RUEGO", "МНЕНИЕ", "ПОЖЕЛАНИЕ", "الرأي", "رأي"),
    "recommendation": ("RECOMMENDATION", "RECOMMANDATION", "RECOMENDACIÓN", "RECOMENDACION", "РЕКОМЕНДАЦИЯ", "التوصية", "توصية"),
}
# An accented letter may be lost on the way to us.
KINDS = {kind: (*words, *dict.fromkeys(bare for w in words if (bare := re.sub("[ÉÓ]", "", w)) != w))
         for kind, words in KINDS.items()}
_WORD = {word.casefold(): kind for kind, words in KINDS.items() for word in words}
_WORD |= {"r": "resolution", "d": "decision", "决议": "resolution", "决定": "decision", "意见": "opinion", "建议": "recommendation", "建议书": "recommendation"}
_PRINTED = sorted((w for words in KINDS.values() for w in words), key=len, reverse=True)
_WORDS = "|".join(_PRINTED)
_SECTOR = r"(?:(?P<sector>(?:ITU|UIT|МСЭ)[-\u2010\u2011](?:R|T|D|Т|Р|Д))\s+)?"  # the letter may be Cyrillic
_NUMBER = r"(?:[A-Z]{1,2}\.)?\d{1,4}(?:[-\u2010\u2011]\d{1,3})?(?:\.\d+)*"

NUMBER_LINE = re.compile(
    rf"^\s*(?:(?:[A-Z][A-Z-]{{1,9}})\s+)?(?P<word>{_WORDS})\s+(?:N[o°]\.?\s*|№\s*|رقم\s*)?{_SECTOR}(?P<number>{_NUMBER})\*?"
    r"\s*(?:[(（](?P<revision>[^()（）]{2,80})[)）](?:\d{1,2})?)?\s*$", re.IGNORECASE)
NUMBER_LINE_ZH = re.compile(
    r"^\s*(?:(?P<sector>(?:ITU|UIT)[-\u2010\u2011][RTD])\s*)?第\s*(?P<number>[\w-]+)\s*号\s*(?P<word>决议|决定|意见|建议)"
    r"\s*(?:[(（](?P<revision>[^()（）]{2,80})[)）])?\s*$")
NUMBER_LINE_ZH_REC = re.compile(
    rf"^\s*(?P<sector>(?:ITU|UIT)[-\u2010\u2011][RTD])\s*(?P<number>{_NUMBER})\s*(?P<word>建议书)"
    r"\s*(?:[(（](?P<revision>[^()（）]{2,80})[)）])?\s*$")
NUMBER_LINE_COUNCIL = re.compile(  # in the Council's volume: "R 88 (C-1948, amended C-1976)"
    r"^\s*(?P<word>[RD])\s+(?P<number>\d{1,4})\s*\((?P<revision>C-?\d{2,4}[^()]{0,80})\)\s*$")
NUMBER_INSIDE = re.compile(  # a number line inside a running text: in capitals, as titles are
    rf"(?<![^\W\d_])(?:{_WORDS.upper()})\s+(?:(?:ITU|UIT|МСЭ)[-\u2010\u2011][RTD]\s+)?{_NUMBER}(?!\w)"
    r"|(?<!\w)[RD]\s\d{1,4}(?=\s\(C-?\d)|第\s?\d{1,4}(?:-\d)?\s?号(?:决议|决定|意见|建议)")

_ENACTING = (
    r"(?:"
    r"(?:The|Le|El) (?:CC(?:ITT|IR)|WTSC)\b|МККТТ\b|МККР\b"
    r"|(?-i:The|THE) (?:\w+ ){0,3}(?:Plenipotentiary Conference|Assembly|Conference|Council)\b|The ITU (?:Radiocommunication Assembly|Council)\b"
    r"|(?-i:The|THE) (?:(?!\bThe\b).){0,60}?(?:Assembly|Conference)\b"
    r"|L['’]Assemblée\b|La Conférence\b|Le Conseil\b|L['’]Assemblee\b|La Conference\b"
    r"|La Asamblea\b|La Conferencia\b|El Consejo\b"
    r"|(?:Всемирная )?(?:ассамблея|конференция)\b|Полномочная конференция|Ассамблея радиосвязи|Совет\b|Всемирная"
    r"|إن (?:مؤتمر|المؤتمر|الجمعية|جمعية|مجلس|المجلس)|(?:مؤتمر المندوبين|المؤتمر العالمي|الجمعية العالمية)"
    r"|(?:国际电信联盟|国际电联)?(?:全权代表大会|无线电通信全会|理事会|[^，,。;；()（）\s]{0,16}?(?:大会|全会))"
    r"(?=\s*(?:[(（][^()（）]{0,60}[)）]\s*)?[,，])"
    r")")
ENACTING = re.compile(rf"^\s*{_ENACTING}", re.IGNORECASE)
ENACTING_INSIDE = re.compile(_ENACTING)
_ENACTING_END = re.compile(r"[,،，]\s*$")

_TO = r"(?:to|of|à|de|du|a|al|к)\s(?:the\s|la\s|le\s|l['’])?"  # the text that an annex belongs to
_TO_TEXTS = "РЕЗОЛЮЦИИ|РЕШЕНИЮ|РЕКОМЕНДАЦИИ|МНЕНИЮ"
_TO_ARABIC = r"(?:إلى\s|من\s)?(?:ال|بال|لل)(?:قرار|مقرر|توصية|رأي)"
ANNEX = re.compile(
    r"^\s*(?:(?:(?:ITU|UIT)[-\u2010\u2011][RTD]\s?)?第?\s?[\w.-]{1,12}\s?(?:号(?:决议|决定|意见|建议)|建议书)"  # 第71号决议（2022年…）附件1
    r"\s*(?:[(（][^()（）]{2,80}[)）])?\s?[之的]?\s?(?=附))?(?P<word>(?:ANNEXE?|ANEXO|ПРИЛОЖЕНИЕ|APPENDIX|APPENDICE|APÉNDICE|ДОПОЛНЕНИЕ|ATTACHMENT|PIÈCE JOINTE|ADJUNTO)(?![^\W\d_])"
    r"|الملحق|ملحق|التذييل|附件|附录)"
    r"\s*(?P<number>[A-ZА-Я]{1,2}|\d{1,2}|[IVX]{1,5}|[一二三四五六七八九十]{1,2}|ألف|باء|جيم|دال|[أبجدهو])?\s*(?P<to>[(（].{2,120}[)）]|[:：]\s?\S.{2,120}"
    rf"|\s{_TO}(?:{_WORDS}|ANNEXE?|ANEXO|APPENDI(?:X|CE)|ПРИЛОЖЕНИЮ|{_TO_TEXTS})"
    r"\s[^.;,]{1,20}(?:\([^()]{2,60}\))?"
    rf"|\s{_TO_ARABIC}\s\d[^.;,،]{{0,20}}(?:\([^()]{{2,60}}\))?)?\s*$", re.IGNORECASE)
_ANNEX_GOES_ON = re.compile(  # a line of an annex's heading after its first: what it belongs to, the revision, in Chinese its word
    rf"^\s*(?:[(（]\s*)?{_TO}(?:{_WORDS}|{_TO_TEXTS})\s+\S"
    rf"|^\s*[(（]?\s*{_TO_ARABIC}\s+\d|^\s*(?:附件|附录|[(（]\s?第?[\w-]{{1,8}}\s?号(?:决议|决定|意见|建议))", re.IGNORECASE)
PART = re.compile(  # heads a part of an annex: "I Programme 1: Training", "Part II – Tasks"
    r"^\s*(?:(?:PART|PARTIE|PARTE|ЧАСТЬ|SECTION|SECCIÓN|РАЗДЕЛ)\s+)?(?P<n>[IVX]{1,5})(?:[.:]|\s[–—-])?\s+(?=[A-ZÀ-ÖØ-ÞА-Я])")
DIVISION = re.compile(  # heads a part of a text, its title behind it or not: "PART II – Tasks", "CHAPTER 3", "第三章"
    r"^\s*(?:PART|PARTIE|PARTE|ЧАСТЬ|CHAPTER|CHAPITRE|CAPÍTULO|CAPITULO|ГЛАВА|SECTION|SECCIÓN|SECCION|РАЗДЕЛ|ARTICLE|ARTÍCULO|ARTICULO|СТАТЬЯ"
    r"|الجزء|الباب|الفصل|القسم|المادة)\s+(?:\d{1,3}|[IVXL]{1,6}|[A-ZА-Я])(?=\s*$|[.:]|\s+[–—-]\s|\s+(?-i:[A-ZÀ-ÖØ-ÞА-Я\u0621-\u064a]))"
    r"|^\s*第\s*[\d一二三四五六七八九十]{1,3}\s*(?:部分|[编章节条])(?![^\W\d_]*[。；])", re.IGNORECASE)
CONTINUED = re.compile(  # a heading printed again where its part goes on: "ANNEX 1 (continued)"
    r"[(（]\s?(?:continued|cont(?:['’]?d|\.)|end|concluded|suite|fin|continuación|продолжение|окончание|تابع|تتمة|续|完)\s?[)）]\s*$", re.IGNORECASE)
NOTE = re.compile(r"^\s*(?:NOTES?|NOTA|ПРИМЕЧАНИЕ|ملاحظة|注)\s?\d{0,2}\s?(?:[:：–—-])\s?\S", re.IGNORECASE)
FOREWORD = re.compile(
    r"^\s*(?:AVANT[-\u2010\u2011 ]PROPOS|FOREWORD|PREFACE|PREFACIO|PRÓLOGO|ПРЕДИСЛОВИЕ|تمهيد|تـمهيد|前言)\s*$", re.IGNORECASE)
_CITY_YEAR = r"(?:R[eé]v\.?\s*|Пересм\.\s*|المراجَ?ع\S*\s*)?[^\W\d][^()\d]{1,40}?,?\s*(?:\d{4})(?:\s*г\.)?"
_YEAR_CITY = r"\d{4}\s?年\s?[，,]\s?[^()（）;；\d]{1,20}"  # the Chinese order
HISTORY = re.compile(
    rf"^\s*[(（]\s*{_YEAR_CITY}(?:\s*[;；]\s*{_YEAR_CITY})*\s*[)）](?:\s*[–—-]\s*[(（]\s*{_YEAR_CITY}\s*[)）])*\s*$"
    rf"|^\s*\(\s*{_CITY_YEAR}(?:\s*[;,،；–-]\s*{_CITY_YEAR})*\s*\)(?:\s*[–—-]\s*\(\s*{_CITY_YEAR}\s*\))*\s*$"
    r"|^\s*\(\d{4}(?:\s?[-–]\s?\d{4})*\)\s*$|^\s*\(C-?\d{2,4}(?:,\s[^()]{2,40}\sC-?\d{2,4})*\)\s*$", re.IGNORECASE)
HISTORY_OPENS = re.compile(  # the first printed line of a history that takes several
    rf"^\s*\(\s*{_CITY_YEAR}(?:\s*[;,،；–-]\s*{_CITY_YEAR})*\s*(?:[;,–-]\s*$|\)(?:\s*[–—-]\s*\(\s*{_CITY_YEAR}\s*\))*"
    r"\s*[–—-]\s*(?:\([^()]*)?$)", re.IGNORECASE)
BRACKETED = re.compile(  # after a title: the Question a Recommendation answers, the places and years of its editions
    r"^\s*\((?:[^()]*(?<!\d)(?:1[89]|20)\d\d(?!\d)[^()]*|(?:Question|Cuestión|Вопрос|المسألة|adopted|adoptée?|adoptad[ao]|принят[ао]?)\b.{2,80})\)\s*$|^\s*（.*）\s*$")
BRACKET_OPENS = re.compile(r"^\s*\((?:Question|Cuestión|Вопрос|المسألة)\b|^\s*\([^()]*(?<!\d)(?:1[89]|20)\d\d(?!\d)")
CAPTION = re.compile(  # of a table or a figure, alone on its line
    r"^\s*(?:TABLE|FIGURE|TABLEAU|CUADRO|FIGURA|ТАБЛИЦА|РИСУНОК|الجدول|الشكل|表|图)\s*[A-Z]?\.?\d{1,3}[a-z]?(?:/[A-Z]\.\d+)?"
    r"(?:\s*\([^()]{3,20}\))?\s*$|^\s*FIGURE\s\d+\s.{0,20}$")
CAPTIONED = re.compile(  # the same with its words: "Figure 4.1 – Bells"
    r"^\s*(?:TABLE|FIGURE|TABLEAU|CUADRO|FIGURA|ТАБЛИЦА|РИСУНОК|الجدول|الشكل|表|图)\s?[A-ZА-Я]?[.-]?\d{1,3}(?:[.-]\d{1,3})?[a-z]?\s?(?:[–—:-]|\.\s)\s?\S",
    re.IGNORECASE)
_TERMS = re.compile(r"[^\W\d_]{4,}")
_SPOKEN = re.compile(r"[aeiouyà-ÿа-яё\u0621-\u064a\u3400-\u9fff]")  # a word has a small vowel; strings of symbols have none
_EQUATION = re.compile(r"=.*\(\d{1,3}[a-z]?\)\s*$")
_MATHS = re.compile(r"[=∑∫√±×÷≤≥∏−\uf000-\uf0ff]|\(\d{1,3}[a-z]?\)\s*$")
SUPPLEMENT = re.compile(  # names a text that goes with a series of Recommendations
    r"^\s*(?:Supplement|Supplément|Suplemento|Добавление|الإضافة|增补)\s+\d{1,3}\s+(?:to|à|aux|a|к|إلى|de)\s.{0,30}(?:ITU|UIT|МСЭ)[-\u2010\u2011]?.{0,50}$",
    re.IGNORECASE)
EDITION = re.compile(  # a row of the table of a Recommendation's editions, where its cells are not marked; it ends with a permanent name
    r"^\s*(?:Edition|Édition|Edición|Издание|الطبعة|版本)\s+(?:Recommend|Recomm|Recomend|Рекоменд|التوصية|建议书).{0,80}$"
    r"|^\s*\d{1,2}\.\d\s.{0,80}\d{2}\.\d{4}/1000/[\d-]+(?:-[a-z]{2})?\s*$", re.IGNORECASE)
LEADERS = re.compile(r"[.…]{4,}|(?: \.){4,}")  # a line of a list of contents
COPYRIGHT = re.compile(r"^\s*(?:©\s*)?(?:ITU|UIT|МСЭ)\s+\d{4}\s*$|^\s*©", re.IGNORECASE)

ENDS = re.compile(r"[.;:,!?؛،؟。；：，]['’”»\")\]]*\s*$")  # a line that may end a paragraph
ENDS_SENTENCE = re.compile(r"[.;:!?؛؟。；：]['’”»\")\]]*\s*$")
OPENS_LIST = re.compile(r"[:：]\s*$")

_NUMBERED = (  # words before the number of a provision that is cited
    r"(?:(?<![^\W\d_])(?:Nos?\.|[Nn](?:\.\s?)?[°º]s?\.?|N\.os|(?-i:nos)|numéros?|números?|numerales|пункт(?:а|е|у|ом|ы|ов|ам|ах|ами)?|пп?\.|номер\w{0,3}"
    r"|(?:وال|بال|لل|ال)?(?:رقم|رقمين|أرقام))|№№?|第)")
_TEXTS = (  # and before the number of a text, within a sentence
    r"(?:(?<=[a-zà-ÿа-я]\s)(?:articles?|artículos?|arts?\.|стать(?:я|и|е|ей|ями|ях)|resolutions?|résolutions?|resoluci(?:ón|ones)|резолюци(?:я|и|й|ей|ях)"
    r"|decisions?|décisions?|decisi(?:ón|ones)|решени(?:е|я|и|й|ях)|recommendations?|recommandations?|recomendaci(?:ón|ones)|annexe?s?|anexos?|приложени(?:е|я|и|й|ях)"
    r"|R[eé][sc]\.))")
_AND = r"(?:and|or|to|et|ou|à|y|o|e|u|a|al|и|или|до|по|و|أو|إلى|和|或|至|及|-|–)"
_CITES = re.compile(  # a line that ends where the number of what it cites stands next: "… under No.", "… in Nos. 90 and"
    rf"(?:{_NUMBERED}|{_TEXTS})\s*(?:\d{{1,4}}[A-Z]{{0,2}}(?:\s*(?:,|{_AND})\s*\d{{1,4}}[A-Z]{{0,2}})*\s*{_AND}\s*)?$", re.IGNORECASE)
NUMBERED = re.compile(rf"{_NUMBERED}\s*$", re.IGNORECASE)


def cites(before: str, line: str) -> bool:
    """Whether the number that ``line`` begins with is one that the line ``before`` cites: "under No." above "132 above"."""
    alone = len(before.split()) < 2  # the head of a column: "No."
    return bool(not alone and re.match(r"\s*[(«\"]?\d", line) and _CITES.search(before[-60:].rstrip()))


def number_line(line: str) -> dict[str, str] | None:
    """The parts of a document's number line (kind, number, revision), or None."""
    found = NUMBER_LINE.match(line) or NUMBER_LINE_ZH.match(line) or NUMBER_LINE_ZH_REC.match(line) or (
        NUMBER_LINE_COUNCIL.match(line))
    if not found:
        return None
    return {"kind": _WORD[found["word"].casefold()], "number": re.sub(r"\s+", " ", found["number"]),
            "revision": (found["revision"] or "").strip(), "word": found["word"],
            "sector": found.groupdict().get("sector") or ""}


def is_enacting(text: str) -> bool:
    """Whether a paragraph is the formula that names the body: it begins so and ends with a comma."""
    return len(text) < 250 and bool(ENACTING.match(text)) and bool(_ENACTING_END.search(text))


def annex_lines(rows: Sequence[str]) -> int:
    """How many of ``rows`` are one annex's heading, the first of them among these: "ANNEX 1 TO RESOLUTION 12" above
    "(REV. BERN, 2031)", "ANNEXE 1" above "(de la Résolution 12 …)", "第12号决议" above "附件1"; 0 where it heads none."""
    for n in (3, 2):
        more = rows[1:n]
        if len(more) == n - 1 and ANNEX.match(" ".join(rows[:n])) and not CONTINUED.search(rows[n - 1]) and all(
                _ANNEX_GOES_ON.match(row) or is_open(above) or HISTORY.match(row) and any(map(str.isalpha, row)) for above, row in zip(rows, more, strict=False)):
            return n
    return int(bool(rows and ANNEX.match(rows[0])))


def heads_part(line: str) -> bool:
    """Whether a line may head a part of an annex: short, in words, without an end."""
    words = line.strip()
    return len(words) < 100 and words[:1].isupper() and not ENDS.search(words) and not ANNEX.match(words) and " | " not in words


def is_formula(line: str) -> bool:
    """Whether a printed line is one of a formula: signs and letters, hardly a word."""
    words = [w for w in _TERMS.findall(line) if _SPOKEN.search(w)]
    if _EQUATION.search(line) and len(words) <= 6:
        return True
    return len(words) <= (2 if _MATHS.search(line) else 0) and not (words and line.rstrip().endswith((":", ".", ";")))


def is_prose(line: str, width: int) -> bool:
    """Whether a printed line below a table is of a paragraph again: long, and mostly words."""
    return len(line) > 0.75 * width and len(_TERMS.findall(line)) >= 5 and line.strip()[:1].isupper()


def is_open(text: str) -> bool:
    """Whether a bracket stands open at the text's end."""
    return text.count("(") > text.count(")")


def is_revision(number: str, line: str, distance: int) -> bool:
    """Whether ``line``, right after a number line that prints no revision, is that revision: "(Rev. Dubai, 2012)"."""
    found = number_line(number)
    return bool(distance == 1 and found and not found["revision"] and HISTORY.match(line)
                and any(c.isalpha() for c in line))
