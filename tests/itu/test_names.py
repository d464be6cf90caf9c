"""What a file's name and an enacting formula say."""

from __future__ import annotations

import pytest

from itu import addresses, names
from itu.names import FileName


@pytest.mark.parametrize(("file", "expected"), [
    ("T-RES-T.57-2012-PDF-F.pdf", FileName("resolution", "57", 2012, "fr", "WTSA")),
    ("texts/T-RES-T.57-2012-F.txt", FileName("resolution", "57", 2012, "fr", "WTSA")),
    ("RES-123-E.docx", FileName("resolution", "123", None, "en", "")),
    ("RES-005-E.txt", FileName("resolution", "5", None, "en", "")),
    ("DEC-003-S.txt", FileName("decision", "3", None, "es", "")),
    ("D-RES-D.9-2014-MSW-R.docx", FileName("resolution", "9", 2014, "ru", "WTDC")),
    ("T-REC-E.119-201704-I!!MSW-F.docx", FileName("recommendation", "E.119", 2017, "fr", "")),
    ("R-REC-P.838-3-200503-I!!PDF-E.pdf", FileName("recommendation", "P.838-3", 2005, "en", "")),
    ("CONSTITUTION-C.txt", FileName("constitution", "", None, "zh", "")),
    ("minutes of the meeting.docx", FileName()),
    ("MEDIA.txt", FileName()),
])
def test_file_names(file, expected):
    assert names.from_file(file) == expected


@pytest.mark.parametrize(("formula", "language", "body"), [
    ("The Plenipotentiary Conference of the International Telecommunication Union (Kyoto, 1994),", "en", "PP"),
    ("L'Assemblée mondiale de normalisation des télécommunications (Dubaï, 2012),", "fr", "WTSA"),
    ("The World Telecommunication Development Conference (Kigali, 2022),", "en", "WTDC"),
    ("La Asamblea de Radiocomunicaciones de la UIT,", "es", "RA"),
    ("Le Conseil,", "fr", "Council"),
    ("The World Radiocommunication Conference (Geneva, 2015),", "en", "WRC"),
    ("The Assembly of the Lamp Keepers,", "en", ""),
])
def test_adopters(formula, language, body):
    assert names.adopter(formula, language) == body


def test_identifiers():
    assert names.identifiers("WTSA", "resolution", "57", 2012, "fr", "x.txt") == ("WTSA-RES-57", "WTSA-RES-57-2012-fr")
    assert names.identifiers("", "constitution", "", None, "en", "x.txt") == ("ITU-CS", "ITU-CS-en")
    assert names.identifiers("", "other", "", None, "fr", "a/my notes-F.txt") == ("TEXT-my-notes", "TEXT-my-notes-fr")


def test_spoken_names():
    assert names.spoken("resolution", "57", "Rév. Dubaï, 2012", "fr") == "Résolution 57 (Rév. Dubaï, 2012)"
    assert names.spoken("resolution", "57", "", "zh") == "第57号决议"
    assert names.unshout("REV. BUCHAREST, 2022") == "Rev. Bucharest, 2022"
    assert names.unshout("REV.WRC-19") == "Rev.WRC-19"
    assert names.unshout("Rév. Dubaï, 2012") == "Rév. Dubaï, 2012"


@pytest.mark.parametrize(("file", "url"), [
    ("T-RES-T.57-2012-F.txt", "https://www.itu.int/dms_pub/itu-t/opb/res/T-RES-T.57-2012-PDF-F.pdf"),
    ("in/T-RES-T.1-2016-MSW-E.docx", "https://www.itu.int/dms_pub/itu-t/opb/res/T-RES-T.1-2016-PDF-E.pdf"),
    ("T-REC-E.119-201704-I!!MSW-R.docx", "https://www.itu.int/rec/T-REC-E.119-201704-I/ru"),
    ("R-REC-P.838-3-200503-I!!PDF-E.pdf", "https://www.itu.int/dms_pubrec/itu-r/rec/p/R-REC-P.838-3-200503-I!!PDF-E.pdf"),
    ("RES-123-E.docx", ""),
    ("my T-RES-T.57-2012-F.txt", ""),
])
def test_official_urls(file, url):
    assert names.official_url(file) == url


@pytest.mark.parametrize(("revision", "years"), [
    ("Rev. Dubai, 2012", (2012,)), ("REV.WRC-19", (2019,)), ("C11, last amended C16", (2011, 2016)),
    ("C-1948, modificada por última vez C-1976", (1948, 1976)), ("ВКР-15", (2015,)), ("no year", ())])
def test_years_of_a_revision(revision, years):
    assert names.years(revision) == years


def test_an_opinion_has_the_name_that_it_prints():
    assert names.spoken("opinion", "6", "Bern, 2031", "fr", "VŒU") == "Vœu 6 (Bern, 2031)"
    assert names.spoken("opinion", "6", "", "fr") == "Avis 6"
    assert [addresses.parse(f"{word} 6").document_kind for word in ("Vœu", "Voeu", "Avis", "Opinión")] == ["opinion"] * 4
