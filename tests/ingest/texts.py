"""Small resolutions of invented matter, for the tests that look at several texts together."""

from __future__ import annotations

from ingest import documents
from ingest.source import SourceText
from schema import Clause, Document

HEADS = {
    "en": ("RESOLUTION {} ({})", "On lamps", "The Plenipotentiary Conference of the International Telecommunication Union ({}),"),
    "fr": ("RÉSOLUTION {} ({})", "Lampes", "La Conférence de plénipotentiaires de l'Union internationale des télécommunications ({}),"),
    "es": ("RESOLUCIÓN {} ({})", "Lámparas", "La Conferencia de Plenipotenciarios de la Unión Internacional de Telecomunicaciones ({}),"),
    "ru": ("РЕЗОЛЮЦИЯ {} ({})", "О лампах", "Полномочная конференция Международного союза электросвязи ({}),"),
    "ar": ("القرار {} ({})", "المصابيح", "إن مؤتمر المندوبين المفوضين للاتحاد الدولي للاتصالات ({})،"),
    "zh": ("第{}号决议（{}）", "灯", "国际电信联盟全权代表大会（{}），"),
}


def resolution(number: str, revision: str, *paragraphs: str, language: str = "en") -> str:
    """The text of a resolution: its title block, then the paragraphs, headings among them."""
    line, title, enacting = HEADS[language]
    rows = [line.format(number, revision), title, enacting.format(revision), *paragraphs]
    return "\n\n".join(rows) + "\n"


def built(text: str, file: str = "x.txt") -> tuple[Document, tuple[Clause, ...]]:
    """The one document in ``text``."""
    ((document, clauses),) = documents.build(SourceText(text, (), (), "txt", "txt", ()), file, "0" * 64)
    return document, clauses
