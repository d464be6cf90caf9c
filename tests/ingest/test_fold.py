"""Folding printed lines: where a paragraph, a heading and a title end."""

from __future__ import annotations

import pytest

from ingest.documents import build
from ingest.fold import line_breaks
from ingest.source import SourceText

TOP = (
    "RESOLUTION 945 (REV. BERN, 2031)\nOn ferries\n"
    "The Plenipotentiary Conference of the International Telecommunication Union (Bern, 2031),\nconsidering\n"
    "a) that the wharves at which ferries are tied up overnight are of timber and decay sooner in\n"
    "salt water than in fresh water, and that this is of concern to all those who live on islands;\n"
    "b) that the pilots have asked again and again for bells to be rung in fog on all of the jetties\n"
    "and moles,\n")


def clauses(text: str) -> dict[str, str]:
    """Address → words of each clause of one document."""
    document, found = build(SourceText(text, (), (), "txt", "text"), "ferries.txt", "0" * 64)[0]
    return {c.address: document.text[c.start:c.end] for c in found}


@pytest.mark.parametrize(("below", "heading", "expected"), [
    ("instructs the Director of the Telecommunication\nDevelopment Bureau\n1 to ring bells;\n2 to mend wharves.\n",
     "instructs the Director of the Telecommunication Development Bureau", {" 1": "to ring bells;", " 2": "to mend wharves."}),
    ("instructs the Directors of the three Bureaux, together with the\nkeepers of\nthe wharves\n1 to ring bells;\n2 to rest.\n",
     "instructs the Directors of the three Bureaux, together with the keepers of the wharves",
     {" 1": "to ring bells;", " 2": "to rest."}),
    ("invites Member States, Sector Members and the\nAssociates and Academia\nto ring bells.\n",
     "invites Member States, Sector Members and the Associates and Academia", {"": "to ring bells."}),
])
def test_an_operative_heading_may_take_several_lines(below, heading, expected):
    found = clauses(TOP + below)
    assert {a: w for a, w in found.items() if a.startswith("in")} == {heading + n: words for n, words in expected.items()}


def test_a_paragraph_below_a_heading_is_not_of_the_heading():
    found = clauses(TOP + "instructs the Secretary-General\nto ring all of the bells in fog, and to see to it that every keeper\n"
                    "to whom a bell was lent rings it;\ninvites Member States\nto mend wharves.\n")
    assert found["instructs the Secretary-General"].startswith("to ring all of the bells")
    assert found["invites Member States"] == "to mend wharves."


ANNEXED = TOP + "resolves\nto ring bells.\nAnnex 1\n"


@pytest.mark.parametrize(("below", "expected"), [
    ("Strength of ropes\n1 The strength of a rope that ties a ferry to a wharf is not less than\ntwo tonnes.\n2 Ropes are dry.\n",
     {", paragraph 1": "Strength of ropes",
      ", 1": "The strength of a rope that ties a ferry to a wharf is not less than two tonnes.", ", 2": "Ropes are dry."}),
    ("Strength of ropes\nThe strength of ropes is given in another place.\n",
     {", paragraph 1": "Strength of ropes", ", paragraph 2": "The strength of ropes is given in another place."}),
    ("Strength of the ropes and of the chains that tie a ferry to a wharf and how they are\nmeasured\n1 Ropes are dry.\n",
     {", paragraph 1": "Strength of the ropes and of the chains that tie a ferry to a wharf and how they are measured",
      ", 1": "Ropes are dry."}),
])
def test_the_title_of_an_annex_is_not_its_first_paragraph(below, expected):
    found = clauses(ANNEXED + below)
    assert {a: w for a, w in found.items() if a.startswith("Annex 1,")} == {f"Annex 1{n}": w for n, w in expected.items()}


@pytest.mark.parametrize(("below", "expected"), [
    ("resolves\n1 to buy ropes for the\nWharf Authority;\n2 to rest.\n", {"1": "to buy ropes for the Wharf Authority;", "2": "to rest."}),
    ("resolves\n1 to mend the wharves (see the plan,\nRopes), in time;\n2 to rest.\n",
     {"1": "to mend the wharves (see the plan, Ropes), in time;", "2": "to rest."}),
    ("resolves\n1 to apply the rules of Annex A\n2 to rest.\n", {"1": "to apply the rules of Annex A", "2": "to rest."}),
])
def test_a_line_that_cannot_end_a_paragraph_joins_the_next(below, expected):
    top = TOP[:TOP.index("considering")]  # with no long lines that tell the width
    found = clauses(top + below)
    assert {a: w for a, w in found.items() if a.startswith("resolves")} == {f"resolves {n}": w for n, w in expected.items()}


def test_small_print_does_not_widen_the_page():
    note = "_______________\n1 Ferries are boats that carry the people of islands, their goods and their cattle from one wharf to the next,\n"
    note += "by day and by night, in summer as in winter, whatever the wind and whatever the height of the waves may be there.\n"
    found = clauses(TOP.replace("moles,", "moles1,") + note + "\fresolves\n1 that each of the ferries shall be given a bell of bronze, of which the\n"
                    "Secretary-General keeps the list;\n2 that the wharves are mended in the spring of each year by the United\nCarpenters.\n")
    assert found["resolves 1"].endswith("of which the Secretary-General keeps the list;")
    assert found["resolves 2"].endswith("by the United Carpenters.")


SPACED = (
    ("apart", "RESOLUTION 945 (REV. BERN, 2031)"), ("apart", "On ferries"),
    ("apart", "The Plenipotentiary Conference of the International Telecommunication Union (Bern, 2031),"), ("apart", "considering"),
    ("apart", "a) that the wharves at which ferries are tied up overnight are of timber and decay sooner in"),
    ("close", "salt water than in fresh water."), ("close", "Chains do not decay;"), ("apart", "b) that bells ring;"),
    ("apart", "c) that bells rest,"), ("apart", "resolves"), ("apart", "to see to it that all wharves are mended before the winter."),
    ("apart", "A wharf is mended when it is as strong as it was on the day on which the ferry was bought."),
    ("close", "Chains are mended by smiths, and wharves by carpenters, who may not leave before that is so."))


def test_the_space_between_printed_lines_tells_paragraphs_apart():
    text, starts = "", []
    for _, line in SPACED:
        starts.append(len(text))
        text += line + "\n"
    source = SourceText(text, (0,), ("",), "pdf", "pypdf", spacing=tuple(zip(starts, [how for how, _ in SPACED], strict=True)))
    document, found = build(source, "ferries.pdf", "0" * 64)[0]
    ends = {c.address: document.text[c.start:c.end][-24:] for c in found}
    assert ends["considering a)"] == "er. Chains do not decay;"  # close, though the line before ends a sentence
    assert ends["resolves"] == "ended before the winter."
    assert ends["resolves, paragraph 2"] == "leave before that is so."


def test_lines_of_a_column_are_measured_by_the_column():
    wide = "".join(f"{n} to mend the wharves at which the ferries of the northern islands are tied up overnight and by\nday;\n" for n in range(1, 8))
    narrow = ("Bells are made of bronze by the\nfounders of the old harbour who\nlive beside the lighthouse. The\n"
              "tone of a bell is told by its\nweight, and by the thickness of\nthe bronze at its rim and crown.\n"
              "Founders keep the moulds of all\nof the bells that they have cast\nfor as long as the bells ring in\n"
              "the harbour, and no less than\nthirty years in any other case.\n")
    found = clauses(TOP + "resolves\n" + wide + "Annex 1\nOn bells\n" + narrow)
    assert [a for a in found if a.startswith("Annex 1,")] == ["Annex 1, paragraph 1"]


@pytest.mark.parametrize("foot", ["\f", " \n \n\f", "\n_______________ \n1 Of oak.\n2 Of pine.\n\f412 Resolution 945\n"])
def test_a_paragraph_goes_on_over_the_end_of_a_page(foot):
    text = TOP.replace("timber", "timber1").replace("jetties", "jetties2") + (
        f"resolves\n1 to report on all of the wharves of the northern islands to the International{foot}Ferry Conference;\n2 to rest.\n")
    source = SourceText(text, (0, text.index("\f") + 1), ("", ""), "pdf", "pypdf")
    document, found = build(source, "ferries.pdf", "0" * 64)[0]
    assert {c.address: c.text for c in found}["resolves 1"].endswith("to the International Ferry Conference;")


def test_items_of_few_words_need_no_end():
    found = clauses(TOP + "resolves\nto ring bells.\nAnnex 1\nOn bells\n1) Purpose\n2) Activities\n3) Cost\n")
    assert [found.get(f"Annex 1, {n})") for n in (1, 2, 3)] == ["Purpose", "Activities", "Cost"]


def test_the_remark_below_a_number_line_is_not_of_the_title():
    text = TOP.replace("On ferries", "(adopted at the twelfth Plenary Meeting)\nOn ferries")
    document, _ = build(SourceText(text, (0,), ("",), "pdf", "pypdf"), "ferries.pdf", "0" * 64)[0]
    assert document.title == "On ferries"


PAGED = {"format": "pdf", "reader": "pypdf"}
BELOW = ("considering\na) that bells ring in fog;\nb) that bells rest,\nresolves\n1 to ring bells in all of the\nharbours of the islands;\n"
         "2 to rest.\n")


@pytest.mark.parametrize(("top", "title", "enacting"), [
    ("RESOLUTION 945 (Rev. Bern, 2031)\nOn the ferries of the islands\nThe World Telecommunication\nDevelopment Conference (Bern, 2031),\n",
     "On the ferries of the islands", "The World Telecommunication Development Conference (Bern, 2031),"),
    ("Council 2031\nBern, 12 June 2031\nRESOLUTION 945 (C30, last modified\nC31)\nOn ferries\nThe Council of ITU,\n", "On ferries", "The Council of ITU,"),
])
def test_a_number_line_and_a_formula_may_take_two_lines(top, title, enacting):
    document, found = build(SourceText(top + BELOW, (0,), ("",), **PAGED), "x.pdf", "0" * 64)[0]
    assert (document.number, document.year, document.title) == ("945", 2031, title)
    assert [c.text for c in found if c.kind == "enacting"] == [enacting]
    assert [c.text for c in found if c.address == "resolves 1"] == ["to ring bells in all of the harbours of the islands;"]


def test_the_line_of_an_annex_may_take_two_lines():
    below = BELOW + "ANNEX TO RESOLUTION 945 (REV.\nBERN, 2031)\nOn bells\n1 Bells are of bronze;\n2 Bells are rung.\n"
    found = clauses(TOP + below)
    assert found["Annex"] == "ANNEX TO RESOLUTION 945 (REV. BERN, 2031)" and found["Annex, 2"] == "Bells are rung."


def test_a_word_cut_at_a_lines_end_does_not_lengthen_the_line():
    wide = "1 to mend the wharves at which the ferries of the northern islands are tied up over-\nnight.\n"
    after = "The wharves are those that the keepers of the bells have named in writing.\n"
    found = clauses(TOP + "resolves\n" + wide + after + "2 to rest.\n")
    assert found["resolves 1"].endswith("overnight.") and found["resolves 1, paragraph 1"] == after.strip()


def test_a_front_heading_after_a_line_without_an_end():
    text = ("RECOMMENDATION ITU-R BT.9904-1\nOn bells\nScope\nThis Recommendation is about the bells that ring on ferries.\n"
            "Keywords\nBell, bronze, ferry\nAbbreviations/Glossary\nBRZ Bronze\nThe ITU Radiocommunication Assembly,\n" + BELOW)
    _, found = build(SourceText(text, (0,), ("",), **PAGED), "x.pdf", "0" * 64)[0]
    assert [c.address for c in found][1:5] == ["Scope", "Keywords", "Abbreviations/Glossary", "enacting formula"]


def test_chinese_rows_that_fill_no_line_are_paragraphs():
    text = ("第9号决议（2031年，伯尔尼）\n渡轮\n世界电信发展大会（2031年，伯尔尼），\n考虑到\na) 北方各岛的渡轮夜间停靠的码头是木制的，海水比淡水更快地腐蚀木头，所有\n岛上居民都关心此事；\n"
            "b) 船员多次要求在大雾中敲响所有码头的钟，以便船只安全地返回各自停靠的\n港口，\n做出决议\n1 敲钟；\n2 按下列等级：\n等级 单位\n一 二十\n二 四\n3 休息。\n")
    document, found = build(SourceText(text, (0,), ("",), **PAGED), "x.pdf", "0" * 64)[0]
    assert [c.text for c in found if c.address.startswith("做出决议")][-2:] == ["二 四", "休息。"]


def test_a_line_between_two_marginal_numbers_heads_the_second():
    numbers = "".join(f"{n} {n} Ferry {n} of this Convention carries the mail of the northern islands and of the\nharbours there.\n"
                      for n in range(101, 108))
    cut = numbers.replace("harbours there.\n105", "harbours, and it also carries the keepers of the bells, their families and their cows.\nElected keepers\n105")
    text = "CONVENTION OF THE FERRIES\nARTICLE 1\nFerries\n" + cut
    document, found = build(SourceText(text, (0,), ("",), **PAGED), "x.pdf", "0" * 64)[0]
    by = {c.address: c for c in found}
    assert by["CV 104"].text.endswith("and their cows.") and by["CV 105"].heading == "Elected keepers"


def test_a_text_has_its_name_below_a_line_that_does_not_end():
    picture = "A ferry at the wharf of the island in the autumn before the wharf was mended, seen from a lamp of"
    found = clauses(f"FOREWORD\nFerries are boats.\n{picture}\n" + TOP + "resolves\nto ring bells.\n")
    assert found["title"].startswith("RESOLUTION 945") and found["resolves"] == "to ring bells."


def folded(rows: list[str], spacing: list[str] = ()) -> list[str]:
    text = "\n".join(rows)
    for edit in reversed(line_breaks(text, "en", paged=True, spacing=spacing)):
        text = text[:edit.start] + edit.replacement + text[edit.end:]
    return text.split("\n")


LONG_ROWS = [f"{letter}) that the bells of harbour number {n} are rung in fog and that the pilots who hear them there\nanswer with a horn;"
             for n, letter in enumerate("abc", 1)]


def test_the_entries_of_a_list_of_related_texts_are_paragraphs():
    entries = ["Recommendation ITU-R Z.901 – Strength of the ropes and of the chains that tie a boat to a wharf",
               "Recommendation ITU-R Z.902 – Strength of the wharves and of the jetties to which the boats of the",
               "islands are tied."]
    found = folded("\n".join(LONG_ROWS).split("\n") + ["Related ITU Recommendations, Reports", *entries, "considering"])
    assert found[4:-1] == [entries[0], f"{entries[1]} {entries[2]}"]


def test_the_entries_of_a_list_of_abbreviations_that_stand_apart_are_paragraphs():
    entries = ["HBW bell of a harbour that is rung at the wharf by night and by day, whatever the weather is there",
               "BOR ITU bell with a rope of hemp that is pulled by the keeper of the lamp, or by those who watch in",
               "ABC his stead"]
    rows = "\n".join(LONG_ROWS).split("\n") + ["Abbreviations", *entries, "considering"]
    spacing = ["apart", "close"] * 3 + ["apart", "apart", "apart", "close", "apart"]
    assert folded(rows, spacing)[4:-1] == [entries[0], f"{entries[1]} {entries[2]}"]


@pytest.mark.parametrize(("lines", "name"), [
    ("ANNEX 1 TO RESOLUTION 945\n(REV. BERN, 2031)", "Annex 1"), ("ANNEX 1\n(to Resolution 945 (Rev. Bern, 2031))", "Annex 1"),
    ("ANNEX 1\nTO RESOLUTION 945\n(REV. BERN, 2031)", "Annex 1"), ("ANNEX\n(Rev. Bern, 2031)", "Annex")])
@pytest.mark.parametrize("printed", [True, False])
def test_the_heading_of_an_annex_may_take_several_lines(lines, name, printed):
    top = TOP if printed else TOP.replace("in\nsalt", "in salt").replace("jetties\nand", "jetties and")
    found = clauses(f"{top}resolves\nto ring bells.\n{lines}\nStrength of ropes\n1 Ropes are dry.\n2 Chains are not.\n")
    assert {a: w for a, w in found.items() if a.startswith("Annex")} == {
        name: lines.replace("\n", " "), f"{name}, paragraph 1": "Strength of ropes", f"{name}, 1": "Ropes are dry.", f"{name}, 2": "Chains are not."}


def test_a_remark_below_the_heading_of_an_annex_is_not_of_it():
    found = clauses(f"{TOP}resolves\nto ring bells.\nANNEX 1\n(This annex is of no effect.)\n1 Ropes are dry.\n2 Chains are not.\n")
    assert found["Annex 1"] == "ANNEX 1"


def test_the_heading_of_a_chinese_annex_begins_with_the_name_of_its_text():
    text = ("第945号决议（2031年，伯尔尼，修订版）\n渡船\n国际电信联盟全权代表大会（2031年，伯尔尼），\n做出决议\n1\t敲钟；\n2\t点灯。\n"
            "第945号决议（2031年，伯尔尼，修订版）\n附件1\n绳索\n1\t绳索是干的。\n2\t链条不是。\n")
    found = clauses(text)
    assert {a: w for a, w in found.items() if a.startswith("附件")} == {
        "附件 1": "第945号决议（2031年，伯尔尼，修订版） 附件1", "附件 1, 段 1": "绳索", "附件 1, 1": "绳索是干的。", "附件 1, 2": "链条不是。"}


@pytest.mark.parametrize("cited", ["under No.", "under Nos. 1 and", "under Nos. 1 to", "of Article", "of Resolution"])
def test_a_number_that_the_line_before_cites_is_no_label(cited):
    first = f"1 that all of the wharves shall be mended before the winter, {'as is said in the rules ' * 2}"[:92 - len(cited)].rsplit(" ", 1)[0]
    found = clauses(f"{TOP}resolves\n{first} {cited}\n2 of the rules of the ferries;\n2 to rest.\n")
    assert {a: w for a, w in found.items() if a.startswith("resolves")} == {
        "resolves 1": f"{first[2:]} {cited} 2 of the rules of the ferries;", "resolves 2": "to rest."}


def test_rows_of_figures_below_a_marked_row_are_rows_and_the_list_below_is_none():
    rows = ["Mending of the wharves and of the jetties | 40 | 260 | 35", "Lamps 25 25 1 025", "Total 65 285 1 060"]
    text = ("DECISION 945 (Bern, 2031)\nOn ferries\nThe Council (Bern, 2031),\ndecides\n1 to see to it that all of the wharves of the islands are mended before the winter, with the\n"
            "amounts of the annex;\n2 to rest.\n\fANNEX A\nAmounts\nThe amounts below are for the wharves of the islands, in thousands of crowns of the year of\nthis decision.\n"
            + "\n".join(rows) + "\n1 The harbour master may move up to a tenth of any amount from one of the items of the table to\nanother.\n"
            "2 What is not spent is kept for the next year.\n")
    ((_, found),) = build(SourceText(text, (0, text.index("\f") + 1), ("", ""), "pdf", "pypdf"), "ferries.pdf", "0" * 64)
    words = {c.address: c.text for c in found}
    assert words["Annex A, 1"] == "The harbour master may move up to a tenth of any amount from one of the items of the table to another."
    assert [c.text for c in found if c.text in rows[1:]] == rows[1:]
