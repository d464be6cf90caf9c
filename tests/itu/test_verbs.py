"""The verb that opens a clause and whom it addresses, as (text, language, verb, addressee)."""

import pytest

from itu import verbs

CASES = [
    ("d'inviter les Groupes consultatifs (GCR), (GCNT) et (GCDT) à apporter leur aide", "fr", "invites",
     "les Groupes consultatifs (GCR), (GCNT) et (GCDT)"),
    ("d’inviter le Conseil à examiner la question", "fr", "invites", "le Conseil"),
    ("charge le Directeur du Bureau des radiocommunications", "fr", "instructs",
     "le Directeur du Bureau des radiocommunications"),
    ("décide de charger le Conseil", "fr", "instructs", "le Conseil"),
    ("prie instamment les États Membres de prendre des mesures", "fr", "urges", "les États Membres"),
    ("prie les Directeurs de faire rapport", "fr", "requests", "les Directeurs"),
    ("to invite the Directors of the Bureaux to collaborate", "en", "invites", "the Directors of the Bureaux"),
    ("resolves to instruct the Director of BDT to give priority", "en", "instructs", "the Director of BDT"),
    ("encourages Member States and Sector Members to take part", "en", "encourages",
     "Member States and Sector Members"),
    ("encarga al Director que prepare un informe", "es", "instructs", "al Director"),
    ("поручает Генеральному секретарю представить отчет", "ru", "instructs", "Генеральному секретарю"),
]  # fmt: skip


@pytest.mark.parametrize("text, language, verb, addressee", CASES)
def test_mandate(text, language, verb, addressee):
    found = verbs.mandate(text, language)
    assert found and found.verb == verb
    assert text[found.addressee_start : found.addressee_end] == addressee


@pytest.mark.parametrize(
    "text, language",
    [
        ("that resolutions shall be numbered", "en"),
        ("que les invitations sont envoyées", "fr"),
        ("the Council invites nobody here, since the verb does not open the clause", "en"),
    ],
)
def test_no_mandate(text, language):
    assert verbs.mandate(text, language) is None


def test_the_verb_is_repeated_and_not_strengthened():
    assert verbs.says("invites", "en") == "invites"
    assert verbs.says("invites", "fr") == "invite"
    assert verbs.says("encourages", "en") == "encourages"
    with pytest.raises(KeyError):
        verbs.says("must", "en")
