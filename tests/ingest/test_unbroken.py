"""Texts that have lost their line breaks, and texts that have not."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from ingest import unbroken
from ingest.documents import build
from ingest.source import SourceText

RUNNING = {
    "en": ("RESOLUTION 9 (REV. ATLANTIS, 2030) Carrier pigeons The Plenipotentiary Conference of the International "
           "Telecommunication Union (Atlantis, 2030), considering a) that pigeons find their way home; b) that, noting the "
           "wind, they arrive late, resolves 1 to keep pigeons; 2 to feed them, instructs the Secretary-General to buy corn.",
           ["title", "enacting formula", "considering a)", "considering b)", "resolves 1", "resolves 2",
            "instructs the Secretary-General"]),
    "fr": ("RÉSOLUTION 9 (RÉV. ATLANTIDE, 2030) Pigeons La Conférence de plénipotentiaires de l'Union internationale des "
           "télécommunications (Atlantide, 2030), considérant a) que les pigeons volent; b) qu'ils reviennent, décide "
           "1 d'élever des pigeons: a) gris; b) blancs; 2 de les nourrir, invite les Etats Membres et les Membres des Secteurs "
           "à ne ménager aucun grain.",
           ["titre", "formule introductive", "considérant a)", "considérant b)", "décide 1", "décide 1 a)", "décide 1 b)",
            "décide 2", "invite les Etats Membres et les Membres des Secteurs"]),
    "zh": ("第9号决议 信鸽 理事会,考虑到应该饲养信鸽的问题,给予准确指示意见,做出决议 1 饲养信鸽; 2 喂养信鸽; 3 秘书长可以采取以下步骤: "
           "a) 购买玉米; b) 购买小麦; 4.1 信鸽不得夜间飞行; 4.2 然而,如果没有风,则可以飞行; 5 在必要时购买鸽舍,责成秘书长向理事会提交报告。",
           ["标题", "起首语", "考虑到", "做出决议 1", "做出决议 2", "做出决议 3", "做出决议 3 a)", "做出决议 3 b)", "做出决议 4.1",
            "做出决议 4.2", "做出决议 5", "责成秘书长"]),
}

OPENING = ("RESOLUCIÓN 9 (Atlántida, 2030)\nPalomas\nLa Conferencia de Plenipotenciarios (Atlántida, 2030),\n"
                 "considerando\na)\tque las palomas vuelan,\nresuelve\n")


def _build(text: str):
    return build(SourceText(text, (), (), "txt", "plain"), "text.txt", "0" * 64)[0]


@pytest.mark.parametrize("language", RUNNING)
def test_headings_and_labels_inside_a_running_text(language):
    text, addresses = RUNNING[language]
    document, clauses = _build(text)
    assert [c.address for c in clauses] == addresses
    assert unbroken.WARNING in document.warnings


def test_marginal_numbers_inside_a_running_text():
    document, clauses = _build(
        "2 6 1.4 These Regulations name pigeons. 7 1.5 Pigeons fly by day only, as far as these Regulations go. 8 1.6 A keeper "
        "keeps them. 9 1.7 a) Each Member State counts its pigeons. 10 b) It feeds them. ARTICLE 2 Definitions 11 The following "
        "definitions apply. 12 2.1 Pigeon: a bird that carries letters.")
    assert [(c.address, c.text.split()[0]) for c in clauses] == [
        ("6", "These"), ("7", "Pigeons"), ("8", "A"), ("9", "Each"), ("10", "It"), ("11", "The"), ("12", "Pigeon:")]
    assert unbroken.WARNING in document.warnings


def test_a_text_with_its_lines_keeps_its_headings_where_they_stand():
    text = ("RESOLUTION 9 (Atlantis, 2030)\nPigeons\nThe Plenipotentiary Conference (Atlantis, 2030),\nconsidering\n"
            "a)\tthat the assembly, recognizing that pigeons fly, resolves 1 to keep pigeons; 2 to feed them, invites Member States "
            "1 to lend them; 2 to send them back, and instructs the Secretary-General to report;\n"
            "b)\tthat they return,\nresolves\n1\tto keep them;\n2\tto feed them.")
    document, clauses = _build(text)
    assert [c.address for c in clauses] == [
        "title", "enacting formula", "considering a)", "considering b)", "resolves 1", "resolves 2"]
    assert unbroken.WARNING not in document.warnings


def test_slices_of_a_cut_text_are_joined():
    document, clauses = _build(
        "1、RESOLUCIN UIT-R 12-1 Palomas (1993-2000) La Asamblea de Radiocomunicaciones de la UIT, considerando a) que las palo\n"
        "2、mas vuelan de noche; b) que vuelven, resuelve 1 que se cren palo\n"
        "3、mas; 2 que se les d maz.")
    assert [c.address for c in clauses if c.kind == "preambular"] == ["considerando a)", "considerando b)"]
    assert clauses[2].text == "que las palomas vuelan de noche;"
    assert document.number.startswith("12")


NUMBERED = {
    "sentences": ("Los pueblos crían palomas grises y las alimentan con maíz durante los meses de invierno.",
                  "Las palomas vuelan de noche y de día, salvo cuando sopla el viento del norte en la costa.",
                  "La Secretaría cuenta las palomas cada año y presenta un informe a la Conferencia."),
    "titles": ("Palomas mensajeras", "Palomas grises", "Maíz para las palomas"),
    "titles in Chinese": ("信鸽", "灰鸽", "鸽食"),
}


@pytest.mark.parametrize("kind", NUMBERED)
def test_paragraphs_that_are_numbered_as_slices_are_keep_their_numbers(kind):
    text = "\n".join(f"{n}、{words}" for n, words in enumerate(NUMBERED[kind], 1))
    document, clauses = _build(text)
    assert [c.text for c in clauses] == text.split("\n") and not unbroken.slices(text)


def test_such_numbers_are_labels_under_a_heading():
    _, clauses = _build(OPENING + "\n".join(f"{n}、criar palomas{mark}" for n, mark in ((1, ";"), (2, ";"), (3, "."))))
    assert [(c.address, c.label, c.text) for c in clauses[-3:]] == [
        ("resuelve 1", "1", "criar palomas;"), ("resuelve 2", "2", "criar palomas;"), ("resuelve 3", "3", "criar palomas.")]


def test_a_long_line_does_not_cost_its_square(monkeypatch):
    seen, join = [], unbroken._JOIN
    monkeypatch.setattr(unbroken, "_JOIN", SimpleNamespace(sub=lambda put, text: seen.append(len(text)) or join.sub(put, text)))
    paragraphs = "; ".join(f"{letter}) that pigeons fly by day and by night, as keepers know" for letter in "abcdefghij" * 100)
    text = RUNNING["en"][0].replace("1 to keep pigeons;", f"1 to keep pigeons: {paragraphs};")
    assert unbroken.line_breaks(text, "en")
    assert len(seen) > 1000 and max(seen) < 1000 < len(text)


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("to keep; and ", "to keep;"),
        ("to keep;\tand" + " " * 300, "to keep;"),
        ("band ", "band"),
        ("fly; 鸽、 ", "fly; 鸽"),
        (" " * 500 + "and ", ""),
        ("", ""),
    ],
)
def test_what_stands_before_a_label(text, ends):
    """As of the whole text before it, of which it is the end."""
    assert unbroken._before(text, 0, len(text)) == unbroken._JOIN.sub("", text).rstrip() == ends
