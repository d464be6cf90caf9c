"""Marginal numbers beside narrow columns: a number that the line before cites, or that goes on with it, is none."""

from __future__ import annotations

import textwrap

import pytest

from ingest.documents import build
from ingest.source import SourceText

TITLES = {"en": "CONVENTION OF THE LAMPS", "fr": "CONVENTION DES LAMPES", "es": "CONVENIO DE LAS LÁMPARAS", "ru": "КОНВЕНЦИЯ О ЛАМПАХ"}
HEADS = {"en": "ARTICLE {}\nKeepers", "fr": "ARTICLE {}\nGardiens", "es": "ARTÍCULO {}\nGuardianes", "ru": "СТАТЬЯ {}\nСмотрители"}
PARAGRAPHS = {
    "en": ("The keepers of the lamps meet each year in one of the ports referred to in No. {next} below; their meeting elects a harbour master.",
           "In accordance with No. {last} above, the harbour master keeps the oil, and reports on it under Nos. {first} and {last} of this Convention.",
           "Lamps that are lent under Nos. {first} to {last} of this Convention shall be returned within {next} days of the fog.",
           "a) The pilots, in applying No. {next} or {later} below, ring the bells by day and by night and at least {next} times an hour."),
    "fr": ("Les gardiens se réunissent chaque année dans un des ports mentionnés au numéro {next} ci-dessous; leur réunion élit un maître de port.",
           "Conformément au numéro {last} ci-dessus, le maître de port garde l'huile et en rend compte au titre des numéros {first} et {last} de la présente Convention.",
           "Les lampes prêtées au titre des numéros {first} à {last} de la présente Convention sont rendues dans un délai de {next} jours.",
           "a) Les pilotes, en application du nº {next} ou {later} ci-dessous, font sonner les cloches de jour et de nuit."),
    "es": ("Los guardianes se reúnen cada año en uno de los puertos indicados en el número {next} siguiente; su reunión elige un capitán.",
           "De conformidad con el número {last} anterior, el capitán guarda el aceite e informa según los números {first} y {last} del presente Convenio.",
           "Las lámparas prestadas con arreglo a los números {first} a {last} del presente Convenio se devuelven en un plazo de {next} días.",
           "a) Los pilotos, en aplicación de los números {next} o {later} siguientes, hacen sonar las campanas de día y de noche."),
    "ru": ("Смотрители собираются каждый год в одном из портов, указанных в пункте {next}, ниже; их собрание избирает начальника порта.",
           "В соответствии с пунктом {last}, выше, начальник порта хранит масло и отчитывается за него согласно пунктам {first} и {last} настоящей Конвенции.",
           "Лампы, данные взаймы согласно пунктам {first} и {last} настоящей Конвенции, возвращаются в течение {next} дней после тумана.",
           "a) Лоцманы, применяя пункт {next} или {later}, ниже, звонят в колокола днем и ночью."),
}


def convention(language: str, width: int) -> tuple[str, dict[str, str]]:
    """Two articles printed in lines of ``width`` characters, and the words of each marginal number."""
    rows, expected = [TITLES[language]], {}
    for n in range(101, 117):
        if n % 8 == 5:
            rows.append(HEADS[language].format(n // 8))
        words = PARAGRAPHS[language][n % 4].format(last=n - 1, next=n + 1, later=n + 2, first=n - 2)
        rows += textwrap.wrap(f"{n} {words}", width, break_long_words=False, break_on_hyphens=False)
        expected[f"CV {n}"] = words.removeprefix("a) ")
    return "\n".join(rows) + "\n", expected


def read(text: str) -> dict[str, str]:
    """Address → words of each marginal number of a page of a PDF."""
    ((_, found),) = build(SourceText(text, (0,), ("",), "pdf", "pypdf"), "lamps.pdf", "0" * 64)
    return {c.address: c.text for c in found if c.address.startswith("CV")}


@pytest.mark.parametrize("width", range(34, 50))
@pytest.mark.parametrize("language", PARAGRAPHS)
def test_a_number_cited_is_no_marginal_number_wherever_the_line_breaks(language, width):
    text, expected = convention(language, width)
    assert read(text) == expected


@pytest.mark.parametrize("mark", ["{} to {}\n(SUP)", "{} to {}\nPP-98\n(SUP)", "{} to {} \nPP-98 \nPP-02 \n (SUP)", "{} to {} (SUP)", "{} to {}"])
def test_numbers_that_are_deleted_together_stand_above_the_mark(mark):
    text, expected = convention("en", 40)
    clauses = read(f"{text}{mark.format(117, 119)}\n120 Lamps burn.\n121 They smoke.\n")
    del clauses["CV 117 to 119"]
    assert clauses == expected | {"CV 120": "Lamps burn.", "CV 121": "They smoke."}


def test_numbers_that_are_deleted_together_in_a_row_of_a_table():
    text, expected = convention("en", 40)
    clauses = read(f"{text}116B to 116D PP-98 PP-02 | (SUP)\n117 PP-98 | Lamps burn.\n")
    assert clauses == expected | {"CV 116B to 116D": "(SUP)", "CV 117": "Lamps burn."}


def test_what_became_of_them_is_their_text():
    text, _ = convention("en", 40)
    assert read(f"{text}117 and 118\nPP-98\n(SUP)\n119 Lamps burn.\n")["CV 117 and 118"] == "(SUP)"
