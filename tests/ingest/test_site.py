"""Addresses of official texts: (what is asked for, the paths under ITU's site)."""

import pytest

from errors import BadInput
from ingest.site import patterns, texts

RES = "dms_pub/itu-t/opb/res/T-RES-T."


@pytest.mark.parametrize(
    ("asked", "paths"),
    [
        (("WTSA", "", "57", "2012", "fr"), [f"{RES}57-2012-PDF-F.pdf"]),
        (("wtsa", "resolution", "57, 62-63", "2012", "FR"), [f"{RES}{n}-2012-PDF-F.pdf" for n in (57, 62, 63)]),
        (("WTSA", "", "057,57", "2012,2016", "en"), [f"{RES}57-{y}-PDF-E.pdf" for y in (2012, 2016)]),
        (("WTSA", "", "1", "2016", "ar,zh"), [f"{RES}1-2016-PDF-{x}.pdf" for x in "AC"]),
        (("PP", "", "2", "", "en"), ["en/council/Documents/basic-texts-2023/RES-002-E.pdf"]),
        (("PP", "decision", "12", "2022", "es"), ["en/council/Documents/basic-texts-2023/DEC-012-S.pdf"]),
        (("PP", "convention", "", "", "en"), ["en/council/Documents/basic-texts-2023/Convention-E.pdf"]),
        (("WTDC", "", "", "2022", "zh"), ["dms_pub/itu-d/opb/tdc/D-TDC-WTDC-2022-PDF-C.pdf"]),
        (("RA", "", "1-9", "2023", "en"), ["dms_pub/itu-r/opb/res/R-RES-R.1-9-2023-PDF-E.pdf"]),
    ],
)
def test_addresses(asked, paths):
    assert [text.paths[0] for text in texts(*asked)] == paths


def test_recommendations_superseded_or_not():
    (text,) = texts("ITU-R", "", "p.838-3", "2005-03", "fr")
    assert text.file == "R-REC-P.838-3-200503-I!!PDF-F.pdf"
    assert [path.split("-200503-")[1] for path in text.paths] == ["I!!PDF-F.pdf", "S!!PDF-F.pdf"]
    (text,) = texts("ITU-T", "", "X.509", "201210", "fr")
    assert text.file == "T-REC-X.509-201210-PDF-F.pdf"
    assert text.paths[0] == "rec/dologin_pub.asp?lang=f&id=T-REC-X.509-201210-I!!PDF-F&type=items"


@pytest.mark.parametrize(
    ("asked", "where"),
    [
        (("XYZ", "", "57", "2012", "fr"), "--body"),
        (("WTSA", "decision", "57", "2012", "fr"), "--kind"),
        (("WTSA", "", "", "2012", "fr"), "--number"),
        (("WTSA", "", "65-62", "2012", "fr"), "--number"),
        (("WTSA", "", "1-99999", "2012", "fr"), "--number"),
        (("WTSA", "", "../../etc/passwd", "2012", "fr"), "--number"),
        (("RA", "", "1/9", "2023", "fr"), "--number"),
        (("PP", "convention", "57", "", "fr"), "--number"),
        (("WTSA", "", "57", "", "fr"), "--year"),
        (("WTSA", "", "57", "12", "fr"), "--year"),
        (("PP", "", "57", "2018", "fr"), "--year"),
        (("ITU-R", "", "P.838-3", "2005", "en"), "--year"),
        (("WTSA", "", "57", "2012", "de"), "--language"),
        (("WTSA", "", "57", "2012", ","), "--language"),
        (("WTSA", "", "1-900", "2012,2016", "en"), "fetch"),
    ],
)
def test_what_cannot_be_asked_for(asked, where):
    with pytest.raises(BadInput) as error:
        texts(*asked)
    assert error.value.where == where and error.value.do


def test_names_are_names_only():
    for pattern in patterns():
        number = {"plain": "57", "versioned": "P.838-3", "none": ""}[pattern.number]
        year = {"year": "2022", "month": "2005-03"}[pattern.year]
        (text,) = texts(pattern.body, pattern.kind, number, year, "en")
        assert "/" not in text.file and "{" not in "".join(text.paths) and text.file.endswith("E.pdf")
