"""What pages print around the text: running lines, and the rule above footnotes."""

from __future__ import annotations

import pytest

from ingest.clean import clean
from ingest.documents import build
from ingest.source import SourceText

PAGES = (
    "RESOLUTION 945 (REV. BERN, 2031)\nOn ferries\n"
    "The Plenipotentiary Conference of the International Telecommunication Union (Bern, 2031),\nconsidering\n"
    "a) that the wharves at which ferries are tied up overnight are of timber and decay sooner in\n"
    "salt water than in fresh water, and that this is of concern to all those who live on islands;\n"
    "b) that the pilots have asked again and again for bells to be rung in fog on all of the jetties\n"
    "and moles,\nresolves\n"
    "1 to see to it that all of the wharves1 are mended before the winter, and so to keep the boats \n"
    "_______________ \n1 These include jetties.\n{first}\f{second}from drifting out to sea;\n2 to rest.\n{last}")


def cleaned(text: str):
    return clean(SourceText(text, (0, text.index("\f") + 1), ("", ""), "pdf", "pypdf"), "en")


@pytest.mark.parametrize(("first", "second", "last"), [
    ("BOAT945-1", "", "BOAT945-2"),
    ("BP-31 – Resolution 945 1", "", "2 BP-31 – Resolution 945"),
])
def test_running_lines_of_two_pages_are_dropped(first, second, last):
    found = cleaned(PAGES.format(first=first, second=second, last=last))
    assert found.text.split("\n")[7:] == [
        "1 to see to it that all of the wharves are mended before the winter, and so to keep the boats from drifting out to sea;",
        "These include jetties.", "2 to rest."]
    dropped = {d.kind for d in found.dropped}
    assert {"running_header", "footnote_marker"} <= dropped


@pytest.mark.parametrize(("first", "second"), [
    ("Annex 1\nRopes", "Annex 2\nChains"), ("Article 7\nRopes", "Article 8\nChains"), ("Table 3\nRopes", "Table 4\nChains"),
    ("1 to meet in Bern in 2031;", "2 to meet in Bern in 2031;")])
def test_numbered_lines_of_the_text_that_begin_two_pages_stay(first, second):
    text = f"{first}\nOf ropes there are many kinds.\f{second}\nOf chains there are few."
    assert cleaned(text).text.split("\n")[0] == first.split("\n")[0]
    assert second.split("\n")[0] in cleaned(text).text


def test_the_mark_of_a_suppressed_resolution_is_not_of_its_title():
    text = "RESOLUTION 45 (Bern, 2031)\nOn ferries\n(SUP)\nRESOLUTION 46 (Bern, 2031)\nOn wharves\n"
    found = clean(SourceText(text, (), (), "txt", "text"), "en")
    assert "SUP" not in found.text
    assert ("marginal_mark", "(SUP)") in {(d.kind, text[d.source_start:d.source_end].strip()) for d in found.dropped}


def test_the_name_of_the_text_on_its_cover_and_its_first_pages_stays():
    name = "Recommendation ITU-T Z.901"
    pages = [f"On bells\n{name}", "Bells ring.", f"{name}\nSummary\nOf bells.", "Horns blow.", "Lamps burn.", f"{name}\nOn bells\n1 Scope", "It rings.", "It blows."]
    assert cleaned("\f".join(pages)).text.count(name) == 3
    assert name not in cleaned("\f".join(f"{name}\nBells ring {n}." for n in "abcdefgh")).text.split("\n", 1)[1]


def test_the_title_below_the_name_of_the_text_stays():
    name, title = "Recommendation ITU-T Z.901", "Bells and horns of small harbours"
    pages = [f"{title}\n{name}", f"{name}\n{title}\nSummary\nOf bells.", "Horns blow.", f"{name}\n{title}\n1 Scope", "It rings."]
    assert cleaned("\f".join(pages)).text.count(title) == 3


def test_lines_of_facing_pages_and_roman_numbers_are_running_ones():
    facing = "Of bells.\f58 The Care of Bells\nThey are rung in fog and\f Bells of Harbours 59\nat night."
    assert cleaned(facing).text.split() == ["Of", "bells.", "They", "are", "rung", "in", "fog", "and", "at", "night."]
    roman = "Of bells.\n Z series – Supplement 9 (03/2031) i\fOf horns.\nii Z series – Supplement 9 (03/2031)\fOf lamps."
    assert cleaned(roman).text.split("\n") == ["Of bells.", "Of horns.", "Of lamps."]


def test_two_running_lines_of_which_the_second_is_set_in():
    text = "\f".join(f" - {n} - \n C31/118-E \nBells ring {w}." for n, w in ((2, "in fog"), (3, "at night"), (4, "by day")))
    assert cleaned(text).text.split("\n") == ["Bells ring in fog.", "Bells ring at night.", "Bells ring by day."]


def test_a_mark_stands_at_the_foot_of_a_page_once():
    text = ("resolves\nthat bells be rung1,\nAnnex\nOn bells\n1 Bells are rung whenever a ship is heard to sound her horn in\n1 Not in March.\f"
            "the harbour.\n2 They rest at night.\n")
    found = cleaned(text)
    assert [found.text[note.start:note.end] for note in found.notes] == ["Not in March."]


def test_a_conference_named_where_a_line_begins_is_of_the_sentence():
    text = PAGES.replace("and moles,\nresolves", "WTSA-28 and WRC-27, which asked for them,\nresolves\n").format(first="", second="", last="")
    assert "jetties WTSA-28 and WRC-27, which asked for them," in cleaned(text).text


def test_a_mark_beside_an_article_goes_in_a_volume_that_holds_resolutions_too():
    text = "ARTICLE 1\nBells\n1 The bells of each of the islands of the Union, and those of\nPP-98 its ships, ring.\n" + PAGES.replace("moles", "moles of\nPP-98").format(
        first="", second="", last="")
    found = cleaned(text).text
    assert "those of its ships, ring." in found.replace("\n", " ") and "PP-98" in found


VOLUME = (
    "ASSEMBLY FOR BELLS\fCONTENTS\nResolution 945 – On ferries ............ 1\nResolution 946 – On lamps ............ 2\n{foot} ii\f"
    + PAGES.format(first="{first}", second="", last="{last}\f") + "RESOLUTION 946 (Bern, 2031)\nOn lamps\nThe Assembly for Bells (Bern, 2031),\nresolves\n1 to light lamps.\n{third}")


def volume(**lines: str) -> list[str]:
    text = VOLUME.format(**lines)
    pages = tuple(m + 1 for m, c in enumerate(text) if c == "\f")
    documents = build(SourceText(text, (0, *pages), ("",) * (len(pages) + 1), "pdf", "pypdf"), "volume.pdf", "0" * 64)
    return [" / ".join([d.name, *(d.text[c.start:c.end] for c in clauses if c.kind == "title")]) for d, clauses in documents]


def test_a_page_of_a_volume_before_its_texts_has_a_running_line_of_another_wording():
    found = volume(foot="AFB-31 – Proceedings, with the reports of its committees and the list of those who came", first="AFB-31 – Resolutions 1", last="2 AFB-31 – Resolutions", third="AFB-31 – Resolutions 3")
    assert found == ["Resolution 945 (Rev. Bern, 2031) / RESOLUTION 945 (REV. BERN, 2031)\nOn ferries",
                     "Resolution 946 (Bern, 2031) / RESOLUTION 946 (Bern, 2031)\nOn lamps"]


def test_its_words_are_in_no_text():
    text = "Resolutions\f Of bells.\nAFB-31 – Proceedings ii\fOf horns.\nAFB-31 – Resolutions 1\f2 AFB-31 – Resolutions\nOf lamps."
    assert cleaned(text).text.split("\n") == ["Resolutions", "Of bells.", "Of horns.", "Of lamps."]


def test_a_conference_at_the_foot_of_a_page_is_no_mark_in_the_margin():
    found = volume(foot="WTSA-31 – Proceedings, with the reports of its committees and the list of those who came", first="WTSA-31 – Resolutions 1", last="2 WTSA-31 – Resolutions", third="WTSA-31 – Resolutions 3")
    assert len(found) == 2 and found[0].startswith("Resolution 945")


def test_a_note_whose_call_has_moved_to_the_next_page():
    text = ("resolves\nthat bells be rung whenever a ship is heard to sound her\n1 Not in March.\f"
            "horn1 in the harbour.\nBells rest at night.\n")
    found = cleaned(text)
    assert [found.text[note.start:note.end] for note in found.notes] == ["Not in March."]
    assert "to sound her horn in the harbour." in found.text
    listed = text.replace("horn1", "horn")
    assert not cleaned(listed).notes


def test_a_volume_of_texts_of_a_page_each_keeps_their_names_and_formulas():
    page = "RESOLUTION {} (Bern, 2031)\nOn {}\nThe World Telecommunication Development Conference (Bern, 2031),\nresolves\n1 to {};\n2 to {}."
    text = "\f".join(page.format(n, *words) for n, words in enumerate((
        ("lamps", "light", "rest"), ("bells", "ring", "rest"), ("ropes", "pull", "rest"), ("boats", "row", "rest")), 5))
    starts = (0, *(m + 1 for m, c in enumerate(text) if c == "\f"))
    found = build(SourceText(text, starts, ("",) * len(starts), "pdf", "pypdf"), "volume.pdf", "0" * 64)
    assert [(d.id, d.title, len(clauses)) for d, clauses in found] == [
        (f"WTDC-RES-{n}-2031-en", f"On {words}", 4) for n, words in enumerate(("lamps", "bells", "ropes", "boats"), 5)]


@pytest.mark.parametrize("pages", [
    (" Rés. 945 \n 51 \nBells ring", "52 \nRés. 945 \nin fog", " Rés. 945 \n 53 \nand at night."),
    ("52 \nRés. 945 \nBells ring in fog", " Rés. 945 \n 53 \nand at night."),
    ("Bells \nring \nin fog\nRés. 945\n53", "and\nat\nnight.\n54\nRés. 945"),
    (" Rec. 945-2 \n 51 \nBells ring in fog", "52 \nRec. 945-2 \nand at night."),
    ("52 \nRés. 945 \nBells ring", " Rés. 945 \n 53 \nin fog", "54 \nRés. 946 \nand at night.")])
def test_a_name_and_the_number_of_the_page_below_it_or_above_it(pages):
    assert cleaned("\f".join(pages)).text.split() == ["Bells", "ring", "in", "fog", "and", "at", "night."]


def test_a_figure_beside_words_that_the_next_page_has_too_is_of_the_text():
    text = "Quays 4 and 5\n51\nBells ring in fog.\fQuays 4 and 5\n7\nHorns blow."
    assert {"51", "7"} <= set(cleaned(text).text.split("\n"))


def test_the_history_below_each_text_of_a_volume_stays():
    page = ("RESOLUTION {} (Bern, 2031)\nOn {}\nThe Plenipotentiary Conference of the International Telecommunication Union (Bern, 2031),\nresolves\n"
            "1 to light, each evening before the ships come in, all those {} that stand on the quays and on\f"
            "the moles of the islands;\n2 to rest.\n(Bern, 2031)")
    text = "\f".join(page.format(n, *[words] * 2) for n, words in enumerate(("lamps", "beacons", "lanterns", "candles"), 5))
    starts = (0, *(m + 1 for m, c in enumerate(text) if c == "\f"))
    found = build(SourceText(text, starts, ("",) * len(starts), "pdf", "pypdf"), "volume.pdf", "0" * 64)
    assert [[d.text[c.start:c.end] for c in clauses if c.address == "history"] for d, clauses in found] == [["(Bern, 2031)"]] * 4


@pytest.mark.parametrize("row", [
    "{n} 0.{n}13 1.{n} 0.{n}4", "{n} 1.{n}", "Quay {n} 0.{n}13 1.{n} lamps", "{n} | lamps", "Quay | {n} | 0.{n}1", "0 0 0 0"])
def test_rows_of_a_table_at_the_edges_of_pages_stay(row):
    rows = [row.format(n=n) for n in (8, 46, 84, 300, 500, 700)]
    pages = [f"{first}\nBells ring in fog, and\n{page} horns are blown then.\n{last}"
             for page, first, last in zip(range(3), rows[::2], rows[1::2], strict=True)]
    found = cleaned("\f".join(f"{page}\nRec. 945-2 {n}" for n, page in enumerate(pages, 5)))
    assert sum(found.text.count(line) for line in set(rows)) == len(rows)
    assert "945-2" not in found.text


@pytest.mark.parametrize("head", ["Lamps 12.05.2031 Draft 4 ({page})", "Lamps | Draft 4 | {page}", "12.05 {page}", "Part 4 of 7 – sheet {page} –"])
def test_a_running_line_may_hold_figures_that_stay_and_the_number_of_the_page(head):
    pages = [f"{head.format(page=page)}\nBells ring in fog, and {words} hear them.\nHorns {words} blow."
             for page, words in enumerate(("pilots", "boatmen", "keepers"), 31)]
    found = cleaned("\f".join(pages))
    assert not any(head.format(page=page) in found.text for page in (31, 32, 33))
    assert found.text.count("Bells ring in fog") == 3


FOOT = "{}International Union of Lamps • 1 Quay Street • 00100 Thule • Atlantis\nTel: +00 12 345 6789 • E-mail: lamps@union.example • Fax: +00 12 345 6780\n"


@pytest.mark.parametrize("first", [FOOT.format(""), FOOT.format("  "), FOOT.format("") + "– 1 –\n"])
def test_the_address_at_the_foot_of_a_letters_first_page(first):
    text = cleaned(PAGES.format(first=first, second="", last="")).text
    assert "so to keep the boats from drifting out to sea;" in text
    assert "These include jetties." in text.split("\n")
    assert "Quay Street" not in text and "union.example" not in text


def test_bullets_at_the_foot_of_a_page_that_no_address_stands_among_stay():
    text = cleaned(PAGES.format(first="", second="", last="Lamps • bells • ropes\n")).text
    assert "Lamps • bells • ropes" in text
