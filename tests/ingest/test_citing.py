"""Which document held a citation means."""

from __future__ import annotations

import pytest

from index.catalogue import Cited
from ingest.citing import resolve
from itu.references import read
from schema import DocumentInfo


def info(work: str, year: int | None, language: str = "en", name: str = "", revision: str = "") -> DocumentInfo:
    body, code, number = work.split("-", 2) if work.count("-") > 1 else ("", *work.split("-"))
    kind = {"RES": "resolution", "REC": "recommendation", "CS": "constitution"}[code if code in ("RES", "REC") else "CS"]
    return DocumentInfo(
        id="-".join(filter(None, [work, str(year or ""), language])), work_id=work, name=name or work, body=body, kind=kind,
        number="" if kind == "constitution" else number, revision=revision, year=year, language=language, title="", history="",
        file="", url="", sha256="", pages=None,
    )  # fmt: skip


HELD = (
    info("PP-RES-5", 1994, revision="Kyoto, 1994"), info("PP-RES-5", 2010, revision="Rev. Guadalajara, 2010"),
    info("PP-RES-5", 2010, "fr", revision="Rév. Guadalajara, 2010"), info("WTDC-RES-5", 2010, revision="Rev. Hyderabad, 2010"),
    info("WTSA-RES-8", 2012, revision="Rev. Dubai, 2012"), info("WTSA-RES-1", 2012),
    info("REC-P.8", 1999, name="Recommendation ITU-T P.8"),
    info("RA-REC-P.8-2", 1998, name="Recommendation ITU-R P.8-2"), info("RA-REC-P.8-3", 2005, name="Recommendation ITU-R P.8-3"),
    info("ITU-CS", None), info("REC-E.9", 2017, "ru", name="Рекомендация МСЭ-T E.9"),
)


@pytest.mark.parametrize(("citing", "words", "target", "work"), [
    ("WTSA-RES-1-2012-en", "Resolution 5 of the Plenipotentiary Conference", "PP-RES-5-2010-en", "PP-RES-5"),  # the latest
    ("WTSA-RES-1-2012-en", "Resolution 5 (Kyoto, 1994)", "PP-RES-5-1994-en", "PP-RES-5"),  # by place and year
    ("WTSA-RES-1-2012-en", "Resolution 5 (Rev. Hyderabad, 2010)", "WTDC-RES-5-2010-en", "WTDC-RES-5"),
    ("WTSA-RES-1-2012-en", "Resolution 5 (Rev. Busan, 2014)", "", "PP-RES-5"),  # another revision is held
    ("WTSA-RES-1-2012-en", "Resolution 5", "", ""),  # one of its own body, which is not held
    ("PP-RES-5-2010-fr", "Résolution 5 (Rév. Guadalajara, 2010)", "PP-RES-5-2010-fr", "PP-RES-5"),  # its own language
    ("PP-RES-5-2010-fr", "Résolution 8 (Rév. Dubaï, 2012)", "WTSA-RES-8-2012-en", "WTSA-RES-8"),  # two bodies met there
    ("PP-RES-5-2010-fr", "Résolution 8 (Rév. Lima, 2012)", "", ""),
    ("REC-E.9-2017-ru", "Резолюция 5", "", ""),  # several bodies have one
    ("REC-E.9-2017-ru", "Резолюция 1", "WTSA-RES-1-2012-en", "WTSA-RES-1"),  # only one has
    ("WTSA-RES-1-2012-en", "Recommendation ITU-T P.8", "REC-P.8-1999-en", "REC-P.8"),
    ("WTSA-RES-1-2012-en", "Recommendation ITU-R P.8", "RA-REC-P.8-3-2005-en", "RA-REC-P.8-3"),
    ("WTSA-RES-1-2012-en", "Recommendation ITU-R P.8-2", "RA-REC-P.8-2-1998-en", "RA-REC-P.8-2"),
    ("WTSA-RES-1-2012-en", "ITU-T E.9 (2003)", "", "REC-E.9"),
    ("WTSA-RES-1-2012-en", "No. 78 of the Constitution", "ITU-CS-en", "ITU-CS"),
    ("WTSA-RES-1-2012-en", "No. 78 of the Convention", "", ""),
    ("WTSA-RES-1-2012-en", "Resolution 8 of the United Nations General Assembly", "", ""),
    ("WTSA-RES-1-2012-en", "Resolution 9 (Lima, 2001)", "", ""),
])
def test_resolve(citing, words, target, work):
    cited = [Cited("c", citing, words, reference, "", "") for reference in read(words, citing[-2:])]
    (found,) = resolve(HELD, cited)
    assert (found.target, found.work_id) == (target, work)


def test_a_citation_beside_another_with_the_same_revision_shares_its_body():
    words = ["Resolution 8 (Dubai, 2012)", "Resolution 1 (Dubai, 2012) of WTSA"]
    cited = [Cited("c", "REC-E.9-2017-ru", w, read(w, "en")[0], "", "") for w in words]
    assert [c.target for c in resolve(HELD, cited)] == ["WTSA-RES-8-2012-en", "WTSA-RES-1-2012-en"]
