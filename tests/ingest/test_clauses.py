"""The grammar: (text, clauses) pairs, one rule each. The matters are invented."""

from __future__ import annotations

import pytest

from ingest import completeness
from ingest.documents import SUPPRESSED, build
from ingest.source import SourceText

EN = ("RESOLUTION 12 (Rev. Atlantis, 2030)\nOn lamps\n(Thule, 2026; Atlantis, 2030)\n"
      "The World Telecommunication Development Conference (Atlantis, 2030),\n")
FR = ("RÉSOLUTION 12 (Rév. Atlantide, 2030)\nDes lampes\n(Thulé, 2026; Atlantide, 2030)\n"
      "La Conférence mondiale de développement des télécommunications (Atlantide, 2030),\n")


def built(text: str, file: str = "lamps.txt"):
    return build(SourceText(text, (), (), "txt", "plain"), file, "0" * 64)


def body(text: str) -> list[tuple[str, str, str, str]]:
    """(kind, address, key, text) of the clauses after the title block."""
    ((_, clauses),) = built(text)
    return [(c.kind, c.address, c.key, c.text) for c in clauses if c.kind not in ("title", "enacting", "foreword")]


PAIRS = [
    ("one unlettered paragraph", EN + "considering\nthat lamps burn,\nresolves\nto trim the wicks.",
     [("preambular", "considering", "1", "that lamps burn,"), ("operative", "resolves", "2", "to trim the wicks.")]),
    ("lettered and numbered", EN + "noting\na)\tthat lamps burn;\nb)\tthat oil is dear,\nresolves\n1\tto buy oil;\n2\tto trim wicks.",
     [("preambular", "noting a)", "1.1", "that lamps burn;"), ("preambular", "noting b)", "1.2", "that oil is dear,"),
      ("operative", "resolves 1", "2.1", "to buy oil;"), ("operative", "resolves 2", "2.2", "to trim wicks.")]),
    ("the heading's addressee is its words", FR + "charge le Gardien du Phare, en consultation avec les Pilotes\n1\tde veiller;\n2\td'éclairer.",
     [("operative", "charge le Gardien du Phare, en consultation avec les Pilotes 1", "1.1", "de veiller;"),
      ("operative", "charge le Gardien du Phare, en consultation avec les Pilotes 2", "1.2", "d'éclairer.")]),
    ("nested numbers, Roman numerals, letters", EN + "resolves\n1\tto keep:\n1.1\tlamps:\ni)\tof oil;\nii)\tof gas;\n1.2\tropes;\n2\tto sell:\na)\tboats;\nb)\toars.",
     [("operative", "resolves 1", "1.1", "to keep:"), ("operative", "resolves 1.1", "1.1.1", "lamps:"),
      ("operative", "resolves 1.1 i)", "1.1.1.1", "of oil;"), ("operative", "resolves 1.1 ii)", "1.1.1.2", "of gas;"),
      ("operative", "resolves 1.2", "1.1.2", "ropes;"), ("operative", "resolves 2", "1.2", "to sell:"),
      ("operative", "resolves 2 a)", "1.2.1", "boats;"), ("operative", "resolves 2 b)", "1.2.2", "oars.")]),
    ("the ninth letter is not a numeral", EN + "noting\n" + "".join(f"{c})\tlamp {c};\n" for c in "abcdefgh") + "i)\tlamp i;\nj)\tlamp j,",
     [("preambular", f"noting {c})", f"1.{n}", f"lamp {c}{',' if c == 'j' else ';'}") for n, c in enumerate("abcdefghij", 1)]),
    ("dashes", FR + "décide\n1\tde garder:\n–\tles lampes;\n–\tles cordages;\n2\tde veiller.",
     [("operative", "décide 1", "1.1", "de garder:"), ("operative", "décide 1, tiret 1", "1.1.d1", "les lampes;"),
      ("operative", "décide 1, tiret 2", "1.1.d2", "les cordages;"), ("operative", "décide 2", "1.2", "de veiller.")]),
    ("a dash before a figure", EN + "resolves\n1\tthat oil be lent:\n–\t95 casks to pilots;\n–\t2.5 casks to keepers;\n2\tto rest.",
     [("operative", "resolves 1", "1.1", "that oil be lent:"), ("operative", "resolves 1, indent 1", "1.1.d1", "95 casks to pilots;"),
      ("operative", "resolves 1, indent 2", "1.1.d2", "2.5 casks to keepers;"), ("operative", "resolves 2", "1.2", "to rest.")]),
    ("a dash before words that a heading begins with", EN + "resolves\n1\tto keep lamps:\n–\ttaking into account the wind;\n–\trecognizing ships;\n2\tto rest.",
     [("operative", "resolves 1", "1.1", "to keep lamps:"), ("operative", "resolves 1, indent 1", "1.1.d1", "taking into account the wind;"),
      ("operative", "resolves 1, indent 2", "1.1.d2", "recognizing ships;"), ("operative", "resolves 2", "1.2", "to rest.")]),
    ("a repeated heading is counted", FR + "décide\n1\tde veiller;\ninvite les Ports\nà éclairer;\ndécide\n1\tde garder.",
     [("operative", "décide 1", "1.1", "de veiller;"), ("operative", "invite les Ports", "2", "à éclairer;"),
      ("operative", "décide (2) 1", "3.1", "de garder.")]),
    ("a heading with its paragraph behind it", EN + "emphasizing the need for light,\nresolves\nto trim the wicks.",
     [("preambular", "emphasizing", "1", "the need for light,"), ("operative", "resolves", "2", "to trim the wicks.")]),
    ("heading words within a paragraph", FR + "considérant\na)\tque le Conseil,\nconsidérant\nb)\tque l'huile est chère et que, tenant compte de la houle, on veille,",
     [("preambular", "considérant a)", "1.1", "que le Conseil,"), ("preambular", "considérant (2) b)", "2.2",
      "que l'huile est chère et que, tenant compte de la houle, on veille,")]),
    ("further, feminine, masculine", FR + "considérant en outre\nque l'on veille,\nconvaincue\nque l'on dort,\nconscient\nque l'on rêve,",
     [("preambular", "considérant en outre", "1", "que l'on veille,"), ("preambular", "convaincue", "2", "que l'on dort,"),
      ("preambular", "conscient", "3", "que l'on rêve,")]),
    ("bulleted excerpt", EN + "  • considering\n    • a) that lamps burn;\n    • b) that oil is dear,\n  • resolves\n    • to trim the wicks.",
     [("preambular", "considering a)", "1.1", "that lamps burn;"), ("preambular", "considering b)", "1.2", "that oil is dear,"),
      ("operative", "resolves", "2", "to trim the wicks.")]),
    ("a label alone on its line", FR + "considérant\na)\nque l'on veille;\nb)\nque l'on dort,",
     [("preambular", "considérant a)", "1.1", "que l'on veille;"), ("preambular", "considérant b)", "1.2", "que l'on dort,")]),
    ("an annex", EN + "resolves\nto adopt the annex.\nANNEX 1 (to Resolution 12)\nHow to trim a wick\n1\tCut it.\n2\tBurn it.",
     [("operative", "resolves", "1", "to adopt the annex."), ("annex", "Annex 1", "A1", "ANNEX 1 (to Resolution 12)"),
      ("annex", "Annex 1, paragraph 1", "A1.p1", "How to trim a wick"), ("annex", "Annex 1, 1", "A1.1", "Cut it."),
      ("annex", "Annex 1, 2", "A1.2", "Burn it.")]),
    ("an annex that names its decision", EN + "resolves\nto adopt it.\nANNEX 2 TO DECISION 5 (REV. ATLANTIS, 2030)\na)\tCut.",
     [("operative", "resolves", "1", "to adopt it."), ("annex", "Annex 2", "A1", "ANNEX 2 TO DECISION 5 (REV. ATLANTIS, 2030)"),
      ("annex", "Annex 2, a)", "A1.1", "Cut.")]),
    ("a colon after the heading", FR + "considérant :\na)\tque l'on veille,\ndécide:\n1.\tde veiller.",
     [("preambular", "considérant a)", "1.1", "que l'on veille,"), ("operative", "décide 1", "2.1", "de veiller.")]),
    ("a heading that nothing stands under", EN + "resolves\n1\tto trim wicks,\ninvites the Keepers\ninstructs the Pilots\n1\tto watch.",
     [("operative", "resolves 1", "1.1", "to trim wicks,"), ("operative", "invites", "2", "the Keepers"),
      ("operative", "instructs the Pilots 1", "3.1", "to watch.")]),
    ("table rows", EN + "resolves\n1\tto light:\nLamp | Oil\nNorth | 12\n2\tto watch.",
     [("operative", "resolves 1", "1.1", "to light:"), ("table_row", "resolves 1, row 1", "1.1.r1", "Lamp | Oil"),
      ("table_row", "resolves 1, row 2", "1.1.r2", "North | 12"), ("operative", "resolves 2", "1.2", "to watch.")]),
    ("an annex below the number of its resolution, in Chinese", "第71号决议（2030年，亚特兰蒂斯，修订版）\n灯\n国际电信联盟全权代表大会（2030年，亚特兰蒂斯），\n"
     "做出决议\n通过附件。\n第71号决议（2030年，亚特兰蒂斯，修订版）附件2\n灯芯\n1\t剪灯芯。\n2\t点灯。",
     [("operative", "做出决议", "1", "通过附件。"), ("annex", "附件 2", "A1", "第71号决议（2030年，亚特兰蒂斯，修订版）附件2"),
      ("annex", "附件 2, 段 1", "A1.p1", "灯芯"), ("annex", "附件 2, 1", "A1.1", "剪灯芯。"), ("annex", "附件 2, 2", "A1.2", "点灯。")]),
]


@pytest.mark.parametrize(("first", "second", "addresses"), [
    ("I\tLamps: care", "II\tRopes: care", ["Annex", "Annex, paragraph 1", "Annex, I, 1)", "Annex, I, 2)", "Annex, II, 1)", "Annex, II, 2)"]),
    ("Care of lamps", "Care of ropes",
     ["Annex", "Annex, paragraph 1", "Annex, paragraph 2", "Annex, 1)", "Annex, 2)", "Annex, Care of ropes, 1)", "Annex, Care of ropes, 2)"]),
])
def test_numbering_begins_anew_under_a_part_of_an_annex(first, second, addresses):
    text = EN + f"resolves\nto care.\nANNEX\nHow to care\n{first}\n1)\tDaily\n2)\tYearly\n{second}\n1)\tDaily\n2)\tYearly"
    found = [a for _, a, _, _ in body(text)][1:]
    assert found == addresses


@pytest.mark.parametrize("notices", ["SUP\n{9}SUP\n{10}", "(SUP)\n{9}(SUP)\n{10}", "{9}(SUP)\n{10}(SUP)\n"])
@pytest.mark.parametrize("first", ["", EN + "resolves\nto trim the wicks.\n"])
def test_a_text_of_which_only_the_title_and_the_mark_are_printed_is_a_document(first, notices):
    titles = {str(n): f"RESOLUTION {n} (Thule, 2026)\nOn {what}\n" for n, what in ((9, "ropes"), (10, "chains"))}
    for n, title in titles.items():
        notices = notices.replace(f"{{{n}}}", title)
    found = built(first + notices + "(MOD)\n" + EN.replace("12", "13", 1) + "resolves\nto trim the wicks.\n")
    assert [(document.number, document.title, any(w.startswith(SUPPRESSED) for w in document.warnings)) for document, _ in found] == [
        *([("12", "On lamps", False)] if first else []), ("9", "On ropes", True), ("10", "On chains", True), ("13", "On lamps", False)]


def test_a_notice_of_abrogation_takes_the_body_of_its_neighbours_and_an_id_of_its_own():
    one = EN + "resolves\nto trim the wicks.\n"
    notice = "SUP\nRESOLUTION 9 (Thule, 2026)\nOn ropes\n(SUP)\n"
    ids = [document.id for document, _ in built(one + notice + one.replace("12", "13", 1))]
    assert ids == ["WTDC-RES-12-2030-en", "WTDC-RES-9-SUP-2026-en", "WTDC-RES-13-2030-en"]


def article(n: int) -> str:
    return f"{n} {n} Lamp {n} of this Convention burns oil.\n"


@pytest.mark.parametrize("lost", [{107}, {107, 108}, {103, 110}])
def test_a_marginal_number_that_is_lost_does_not_lose_those_after_it(lost):
    kept = [n for n in range(101, 113) if n not in lost]
    ((_, found),) = built("CONVENTION OF THE LAMPS\nARTICLE 1\nLamps\n" + "".join(map(article, kept)))
    assert [c.address for c in found if c.kind == "article"] == [f"CV {n}" for n in kept]


@pytest.mark.parametrize(("chapter", "article_one"), [
    ("CHAPITRE PREMIER", "ARTICLE PREMIER"), ("CHAPITRE 1er", "ARTICLE 1er"), ("CAPÍTULO PRIMERO", "ARTÍCULO PRIMERO"), ("الفصل الأول", "المادة الأولى")])
def test_the_first_chapter_and_the_first_article_have_their_number_in_words(chapter, article_one):
    ((_, found),) = built(f"CONVENTION OF THE LAMPS\n{chapter}\nOil\n{article_one}\nLamps\n" + "".join(map(article, range(101, 113))))
    assert [c.address for c in found] == ["title", f"{chapter} Oil", *(f"CV {n}" for n in range(101, 113))]
    assert {c.heading for c in found if c.kind == "article"} == {f"{article_one} Lamps"}


@pytest.mark.parametrize(("line", "label"), [
    ("104 and 105 (SUP)", "104 and 105"), ("104 à 106 (SUP)", "104 à 106"), ("104 – 106 SUP", "104 – 106"), ("104 和 105（SUP）", "104 和 105")])
def test_numbers_that_are_deleted_together_have_one_address(line, label):
    kept = [*range(101, 104), *range(107 if "106" in line else 106, 113)]
    rows = [article(n) for n in kept]
    ((_, found),) = built("CONVENTION OF THE LAMPS\nARTICLE 1\nLamps\n" + "".join([*rows[:3], line + "\n", *rows[3:]]))
    clauses = [c for c in found if c.kind == "article"]
    assert [c.address for c in clauses] == [f"CV {n}" for n in [*kept[:3], label, *kept[3:]]]
    assert (clauses[3].text, clauses[3].label, clauses[3].key) == (line.removeprefix(label).strip(), label, "104")
    assert list(completeness.warnings(clauses)) == ["Nos. 1 to 100 are missing before 'CV 101'"]


def test_the_french_word_for_annex_is_no_annex_e():
    assert [a for _, a, _, _ in body(FR + "décide\nde veiller.\nANNEXE\nDes lampes\n1\tLes lampes sont d'huile.")][1:] == [
        "Annexe", "Annexe, paragraphe 1", "Annexe, 1"]


@pytest.mark.parametrize(("text", "expected"), [p[1:] for p in PAIRS], ids=[p[0] for p in PAIRS])
def test_pair(text, expected):
    assert body(text) == expected


SIX = [  # number line, formula, preambular heading, its paragraph's label, operative heading
    ("en", "RESOLUTION 7 (Atlantis, 2030)", "The Plenipotentiary Conference of the ITU (Atlantis, 2030),",
     "recognizing", "a)", "that lamps burn,", "resolves", "to light them.", "Resolution 7 (Atlantis, 2030)"),
    ("fr", "RÉSOLUTION 7 (Atlantide, 2030)", "La Conférence de plénipotentiaires de l'UIT (Atlantide, 2030),",
     "reconnaissant", "a)", "que les lampes brûlent,", "décide", "de les allumer.", "Résolution 7 (Atlantide, 2030)"),
    ("es", "RESOLUCIÓN 7 (Atlántida, 2030)", "La Conferencia de Plenipotenciarios de la UIT (Atlántida, 2030),",
     "reconociendo", "a)", "que las lámparas arden,", "resuelve", "encender las lámparas.", "Resolución 7 (Atlántida, 2030)"),
    ("ru", "РЕЗОЛЮЦИЯ 7 (Атлантида, 2030 г.)", "Полномочная конференция Международного союза электросвязи (Атлантида, 2030 г.),",
     "признавая", "а)", "что лампы горят,", "решает", "зажечь их.", "Резолюция 7 (Атлантида, 2030 г.)"),
    ("ar", "القرار 7 (أطلانتس، 2030)", "إن مؤتمر المندوبين المفوضين للاتحاد الدولي للاتصالات (أطلانتس، 2030)،",
     "إذ يدرك", "أ )", "أن المصابيح تحترق،", "يقرر", "إشعال المصابيح.", "القرار 7 (أطلانتس، 2030)"),
    ("zh", "第7号决议（亚特兰蒂斯，2030年）", "国际电信联盟全权代表大会（亚特兰蒂斯，2030年），",
     "认识到", "a)", "灯在燃烧，", "做出决议", "点亮它们。", "第7号决议 (亚特兰蒂斯，2030年)"),
]


@pytest.mark.parametrize("row", SIX, ids=[r[0] for r in SIX])
def test_six_languages_align_by_key(row):
    language, number, formula, preamble, label, why, operative, what, name = row
    ((document, clauses),) = built("\n".join([number, formula, preamble, f"{label} {why}", operative, what]))
    assert (document.language, document.body, document.number, document.year) == (language, "PP", "7", 2030)
    assert document.id == f"PP-RES-7-2030-{language}"
    assert document.name == name
    found = [(c.section, c.key, c.text) for c in clauses if c.kind in ("preambular", "operative")]
    assert found == [("recognizing", "1.1", why), ("resolves", "2", what)]


def test_parents_and_order():
    ((document, clauses),) = built(EN + "resolves\n1\tto keep:\na)\tlamps;\nb)\tropes.")
    by_address = {c.address: c for c in clauses}
    assert by_address["resolves 1 b)"].parent_id == by_address["resolves 1"].id == f"{document.id}#resolves-1"
    assert [c.order for c in clauses] == list(range(len(clauses)))


def test_front_matter_is_cover_and_foreword():
    ((_, clauses),) = built("International Union of Lamps\nAtlantis, 2030\nFOREWORD\nThe Union keeps lamps.\nIt keeps oil too.\n"
                            + EN + "resolves\nto light them.")
    front = [(c.address, c.heading, c.text) for c in clauses if c.kind == "foreword"]
    assert front == [("cover", "", "International Union of Lamps\nAtlantis, 2030"),
                     ("foreword 1", "FOREWORD", "The Union keeps lamps."), ("foreword 2", "FOREWORD", "It keeps oil too.")]


def test_contents_before_the_number_line_are_kept_line_by_line():
    ((_, clauses),) = built("".join(f"Lamp {n} of the islands\n" for n in range(30)) + EN + "resolves\nto light them.")
    assert [c.address for c in clauses if c.kind == "foreword"] == [f"cover, paragraph {n}" for n in range(1, 31)]


def test_a_history_at_the_end_is_a_clause_and_the_documents_history():
    ((document, clauses),) = built(
        "RESOLUTION 12 (REV. ATLANTIS, 2030)\nOn lamps\nThe Plenipotentiary Conference of the ITU (Atlantis, 2030),\n"
        "resolves\nto light them.\n(Thule, 2026) – (Rev. Atlantis, 2030)")
    assert (clauses[-1].section, clauses[-1].text) == ("history", "(Thule, 2026) – (Rev. Atlantis, 2030)")
    assert document.history == "Thule, 2026; Rev. Atlantis, 2030"
    assert (document.revision, document.name) == ("Rev. Atlantis, 2030", "Resolution 12 (Rev. Atlantis, 2030)")


def test_a_revision_on_the_line_after_the_number():
    ((document, clauses),) = built(EN.replace(" (Rev. Atlantis, 2030)\n", "\n(Rev. Atlantis, 2030)\n", 1) + "resolves\nto light.")
    assert (document.name, document.title) == ("Resolution 12 (Rev. Atlantis, 2030)", "On lamps")
    assert document.history == "Thule, 2026; Atlantis, 2030"
    assert clauses[0].text.count("\n") == 3


def test_a_volume_is_cut_into_its_documents():
    second = EN.replace("RESOLUTION 12", "RESOLUTION 13").replace("On lamps", "On ropes")
    text = EN + "resolves\nto light them.\n" + second + "resolves\nto tie them.\n"
    found = built(text, "volume.txt")
    assert [(d.id, d.title) for d, _ in found] == [("WTDC-RES-12-2030-en", "On lamps"), ("WTDC-RES-13-2030-en", "On ropes")]
    assert [c[-1].text for _, c in found] == ["to light them.", "to tie them."]
    assert "".join(d.source for d, _ in found) == text
    last, clauses = found[1]
    assert last.text[clauses[-1].start:clauses[-1].end] == "to tie them."


def test_a_chinese_history():
    ((document, _),) = built("第57号决议（2012年，迪拜，修订版）\n灯\n（2008年，约翰内斯堡；2012年，迪拜）\n"
                             "世界电信标准化全会（2012年，迪拜），\n考虑到\na） 灯在燃烧；\nb） 油很贵，\n做出决议\n1 点亮它们。")
    assert (document.title, document.history) == ("灯", "2008年，约翰内斯堡；2012年，迪拜".replace("；", "; "))
    assert (document.body, document.year) == ("WTSA", 2012)


def test_a_lone_word_that_some_heading_has_makes_no_resolution():
    ((_, clauses),) = built("Thanks\nThe keepers of the lamps were here.\n")
    assert [c.kind for c in clauses] == ["paragraph", "paragraph"]


def test_a_text_without_structure_is_kept_by_paragraphs_with_a_warning():
    ((document, clauses),) = built("Lamps burn all night long.\nRopes do not burn at all.\n")
    assert [(c.kind, c.address) for c in clauses] == [("paragraph", "paragraph 1"), ("paragraph", "paragraph 2")]
    assert document.warnings == ("no clauses of its own were found: kept as paragraphs",)


def test_marginal_numbers_of_articles():
    text = ("CONSTITUTION OF\nTHE UNION OF LAMPS\nCHAPTER I\nBasic Provisions\nARTICLE 1\nPurposes\n"
            + "".join(f"{n} {'abcdefghijklmnopqrstuvwxyz'[n - 1]}) the keeper of lamp {n} shall watch over the\n"
                      f"PP-98 waters of this Constitution together with keeper number\n{n + 40} of the mainland;\n" for n in range(1, 24))
            + "23A w bis) the pilots of this Constitution.\nARTICLE 2\nOil\n24 2 The oil shall be:\n– of fish, and\n– of trees.\n")
    ((document, clauses),) = built(text)
    by_address = {c.address: c for c in clauses}
    assert document.kind == "constitution" and document.id == "ITU-CS-en"
    seven = by_address["CS 7"]
    assert seven.text == ("the keeper of lamp 7 shall watch over the waters of this Constitution together with keeper "
                          "number 47 of the mainland;")
    assert (seven.kind, seven.label, seven.key, seven.heading) == ("article", "7", "7", "ARTICLE 1 Purposes")
    assert by_address["CS 23A"].text == "the pilots of this Constitution."
    assert by_address["CS 24"].heading == "ARTICLE 2 Oil"
    assert by_address["CS 24, indent 2"].text == "of trees."


def test_numbered_clauses_of_a_recommendation():
    text = ("Recommendation ITU-T X.77\nLamps in harbours\n1 Scope\nThis Recommendation is about lamps that burn in harbours.\n"
            "2 Definitions\n2.1 lamp: A thing that burns.\n3 Requirements\n3.1 Lamps shall burn all night.\n3.2 Wicks should be long.\n"
            "Annex A\nOil\nA.1 Fish\nFish oil should be used.\n")
    ((document, clauses),) = built(text)
    assert (document.kind, document.number, document.title) == ("recommendation", "X.77", "Lamps in harbours")
    found = [(c.kind, c.address, c.heading, c.text) for c in clauses[1:]]
    assert found == [
        ("numbered", "1", "Scope", "This Recommendation is about lamps that burn in harbours."),
        ("definition", "2.1", "Definitions", "lamp: A thing that burns."),
        ("numbered", "3.1", "Requirements", "Lamps shall burn all night."),
        ("numbered", "3.2", "Requirements", "Wicks should be long."),
        ("annex", "Annex A", "", "Annex A"), ("annex", "Annex A, paragraph 1", "", "Oil"),
        ("annex", "Annex A, A.1", "Fish", "Fish oil should be used.")]


@pytest.mark.parametrize("line", ["ملحق القرار 945 (المراجَع في برن، 2031)", "الملحق 1 بالقرار 945 (المراجَع في برن، 2031)"])
def test_an_arabic_annex_may_name_its_resolution_without_brackets(line):
    text = ("القرار 945 (المراجَع في برن، 2031)\nالعبارات\nإن مؤتمر المندوبين المفوضين للاتحاد الدولي للاتصالات (برن، 2031)،\n"
            f"يقرر\n1\tإصلاح الأرصفة؛\n2\tقرع الأجراس.\n{line}\nقائمة الأجراس\n1\tالاسم؛\n2\tالوزن.\n")
    _, found = build(SourceText(text, (), (), "txt", "text"), "RES-945-A.txt", "0" * 64)[0]
    assert [c.kind for c in found[-4:]] == ["annex"] * 4
    assert [c.label for c in found[-2:]] == ["1", "2"]


def test_a_french_opinion_may_emit_a_voeu():
    text = ("Vœu 99 (Berne, 2031)\nBacs\nL'Assemblée mondiale de normalisation des télécommunications (Berne, 2031),\nconsidérant\n"
            "que les bacs vieillissent,\német le vœu\n1\tque les bacs soient réparés;\n2\tque les cloches sonnent.\n")
    _, found = build(SourceText(text, (), (), "txt", "text"), "T-OP-99-2031-F.txt", "0" * 64)[0]
    assert [c.address for c in found[-2:]] == ["émet le vœu 1", "émet le vœu 2"]


def test_a_decision_below_a_block_of_a_document_has_its_identity():
    text = ("Document C41/99-E\n13 July 2041\nOriginal: English\nDECISION 799\nMending of the wharves that belong to the people\nof the islands\n"
            "The Council of the International Telecommunication Union,\nconsidering\n"
            "a) that the wharves at which ferries are tied up overnight are of timber\nand decay soon;\n"
            "b) that pilots have asked again and again for bells to be rung in fog on\nall of the moles,\n"
            "decides\n1 to mend wharves in the spring of each of the years in which there is\nmoney;\n2 to rest.\n")
    document, _ = build(SourceText(text, (), (), "txt", "text"), "wharves.txt", "0" * 64)[0]
    assert (document.kind, document.number, document.body, document.year) == ("decision", "799", "Council", 2041)


def test_a_heading_whose_paragraph_begins_as_headings_do():
    text = ("第12号决议（2030年，日内瓦）\n灯\n国际电信联盟全权代表大会（2030年，日内瓦），\n考虑到\n灯很多，\n责成秘书长\n"
            "请理事会每年审议关于灯的报告，并向下届大会提交建议，\n请成员国\n提供灯。")
    assert body(text)[1:] == [("operative", "责成秘书长", "2", "请理事会每年审议关于灯的报告，并向下届大会提交建议，"),
                              ("operative", "请成员国", "3", "提供灯。")]


def test_a_title_may_begin_with_the_article():
    ((document, found),) = built(EN.replace("On lamps", "Lamps of lighthouses and\nthe safety of mountain guides") + "considering\nthat lamps burn.")
    assert document.title == "Lamps of lighthouses and the safety of mountain guides"
    assert [c.text[:22] for c in found if c.kind == "enacting"] == ["The World Telecommunic"]


def test_the_foreword_of_a_convention_is_not_its_title():
    text = ("CONVENTION\nFOREWORD\nThis text was adopted in Thule.\nCONVENTION OF LAMPS\nARTICLE 1\nLamps\n1 1) This Convention is on lamps.\n"
            "2 2) Lamps burn.\n3 3) Wicks too.\n4 4) Oil is dear.\n5 5) Gas is not.\nARTICLE 2\nGas\n6 Gas burns.\n7 It is kept dry.\n")
    ((_, found),) = built(text)
    assert [(c.kind, c.text) for c in found[:3]] == [
        ("title", "CONVENTION"), ("foreword", "This text was adopted in Thule."), ("title", "CONVENTION OF LAMPS")]


def test_figures_of_a_table_are_no_marginal_numbers():
    text = EN + "considering\nthat lamps burn,\nresolves\nto trim wicks.\nAnnex\nTable 1\n0 0.92 0.90 0.84\n5 0.85 0.76 0.55\n20 0.71 0.52 0.21\n1 a\n2 b\n3 c\n4 d\n5 e"
    assert ("preambular", "considering", "1", "that lamps burn,") in body(text)


@pytest.mark.parametrize("text", [
    EN + "considering\nthat lamps burn,\nresolves\n1\tto trim wicks.\n1\tLamps\nLamps burn.\n2\tOil\nOil is dear.",
    "2\tto buy oil;\n3\tto trim wicks,\nresolves further\nto buy gas,\ninvites Member States\nto buy lamps."])
def test_keys_are_told_apart(text):
    ((_, found),) = built(text)
    assert len({c.key for c in found}) == len(found)


def test_a_letter_may_be_closed_by_a_full_stop():
    text = EN + "considering\nthat lamps burn,\nresolves\n1\tto buy:\na. lamps;\nb. oil."
    assert body(text)[-2:] == [("operative", "resolves 1 a.", "2.1.1", "lamps;"), ("operative", "resolves 1 b.", "2.1.2", "oil.")]


def test_an_opinion_in_spanish_is_of_the_opinion():
    text = ("OPINIÓN 4 (Thule, 2030)\nLámparas\nLa Asamblea Mundial de Normalización de las Telecomunicaciones (Thule, 2030),\n"
            "considerando\nque las lámparas arden,\nes de la opinión\n1\tque conviene apagarlas.")
    assert body(text)[-1][:2] == ("operative", "es de la opinión 1")


def test_a_text_without_numbers_is_read_under_its_headings():
    text = ("Handbook on lamps\nLamps and oil\nOil is dear in the northern islands, where ships bring it in spring and in autumn.\n"
            "It is kept in barrels of oak.\nLamps and gas\nGas is cheap, but it has to be kept dry, and it may not be stored near a lighthouse.\n")
    assert [(address, words[:12]) for _, address, _, words in body(text)] == [
        ("paragraph 1", "Handbook on "), ("Lamps and oil", "Oil is dear "), ("Lamps and oil, paragraph 2", "It is kept i"), ("Lamps and gas", "Gas is cheap")]


def test_a_supplement_has_a_title():
    text = ("Supplement 9 to ITU-T Z-series Recommendations\nOf lamps\nSummary\nThis Supplement is on lamps.\n"
            "Supplement 9 to ITU-T Z-series Recommendations\nOf lamps\n1\tScope\nLamps.\n2\tOil\nOil.\n3\tGas\nGas.\n")
    ((document, found),) = built(text)
    assert document.title == "Of lamps"
    assert [c.address for c in found if c.kind == "numbered"] == ["1", "2", "3"]


def test_a_recommendation_whose_sentence_begins_as_a_heading_does():
    text = ("ITU-T X.1299建议书\n灯\n1\t范围\n本建议书规定灯的要求。\n2\t要求\n要求灯：\n1)\t明亮；\n2)\t安全。\n3\t油料\n油料很贵。\n")
    ((_, found),) = built(text)
    assert [c.address for c in found if c.kind == "numbered"] == ["1", "2", "2 1)", "2 2)", "3"]


def test_where_the_grammar_errs_the_paragraphs_are_kept(monkeypatch):
    from ingest import clauses
    from ingest.draft import Draft

    monkeypatch.setattr(clauses, "parse", lambda *_: ((Draft("paragraph", 0, 8, "1", "1", "1"), Draft("paragraph", 4, 12, "2", "2", "2")), ""))
    ((document, found),) = built("Lamps burn.\nOil is dear.\n")
    assert [c.text for c in found] == ["Lamps burn.", "Oil is dear."]
    assert any("fault of the program" in w for w in document.warnings)


def test_a_note_to_a_table_is_no_item_of_the_list_above_it():
    text = ("Recommendation ITU-R Z.901\nBells\n1\tScope\nBells ring.\n2\tOf bells\nThey are rung in three steps:\n–\tStep 1: Take the rope.\n–\tStep 2: Pull it.\n"
            "TABLE 1\nBells of harbours\nHarbour | Weight (kg)(1)\nBern | 12\n(1)\tWithout the rope.\nThe weights are given for bells of bronze.\n"
            "–\tStep 3: Rest.\n3\tOf horns\nThey blow.\n")
    found = {c.text: c.address for c in built(text)[0][1]}
    assert found["(1) Without the rope."] == "2, paragraph 4"
    assert found["The weights are given for bells of bronze."] == "2, paragraph 5"
    assert [found[f"Step {n}: {words}."] for n, words in ((1, "Take the rope"), (2, "Pull it"), (3, "Rest"))] == [
        "2, indent 1", "2, indent 2", "2, indent 3"]


@pytest.mark.parametrize(("item", "address"), [
    ("to ring bells for:", "2.1, paragraph 2"),  # one sentence, which the inner list closes
    ("to ring bells. They are heard by:", "2.1 c), paragraph 1")])
def test_the_paragraph_after_a_list_within_a_list(item, address):
    text = ("Recommendation ITU-R Z.902\nBells\n1\tScope\nBells ring.\n2\tKeepers\n2.1\tDuties\nKeepers are required:\na)\tto buy oil;\nb)\tto trim wicks;\n"
            f"c)\t{item}\ni)\tpilots;\nii)\tfishermen.\nKeepers may sleep by day.\nThey rise at dusk.\n3\tOf horns\nThey blow.\n")
    found = {c.text: c.address for c in built(text)[0][1]}
    assert found["fishermen."] == "2.1 c) ii)"
    assert found["Keepers may sleep by day."] == address


def test_a_note_of_an_annex_with_a_mark_used_before_is_named_with_the_annex():
    text = (EN + "resolves\nto buy oil[footnoteRef:1]1. [1: 1\tOf whales.]\nAnnex 2\n1\tLamps burn[footnoteRef:2]1. [2: 1\tBut not by day.]\n2\tThey smoke.")
    assert [(address, words) for kind, address, _, words in body(text) if kind == "footnote"] == [
        ("footnote 1", "Of whales."), ("Annex 2, footnote 1", "But not by day.")]
