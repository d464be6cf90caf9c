"""The verbs that open a clause or a heading and whom they address, as (text, language, [(verb, addressee)])."""

import pytest

from itu import verbs

CLAUSES = [
    ("d'inviter les Groupes consultatifs (GCR), (GCNT) et (GCDT) à apporter leur aide", "fr",
     [("invites", "les Groupes consultatifs (GCR), (GCNT) et (GCDT)")]),
    ("d’inviter le Conseil à examiner la question", "fr", [("invites", "le Conseil")]),
    ("de prier instamment les États Membres de prendre des mesures", "fr", [("urges", "les États Membres")]),
    ("d'engager instamment les Membres à agir", "fr", [("urges", "les Membres")]),
    ("to invite the Directors of the Bureaux to collaborate", "en", [("invites", "the Directors of the Bureaux")]),
    ("further to encourage Member States to take part", "en", [("encourages", "Member States")]),
    ("encargar al Director que prepare un informe", "es", [("instructs", "al Director")]),
    ("поручить Генеральному секретарю представить отчет", "ru", [("instructs", "Генеральному секретарю")]),
    ("that resolutions shall be numbered", "en", []),
    ("que les invitations sont envoyées", "fr", []),
    ("requests for coordination are examined each year", "en", []),  # a noun
    ("to charge Member States no annual fee", "en", []),  # another verb
    ("to ask whether a licence is needed", "en", []),
    ("the Council invites nobody here, since the verb does not open the clause", "en", []),
]  # fmt: skip
HEADINGS = [
    ("charge le Directeur du Bureau des radiocommunications", "fr",
     [("instructs", "le Directeur du Bureau des radiocommunications")]),
    ("décide de charger le Conseil", "fr", [("instructs", "le Conseil")]),
    ("prie instamment les États Membres", "fr", [("urges", "les États Membres")]),
    ("resolves to instruct the Director of BDT", "en", [("instructs", "the Director of BDT")]),
    ("encourages Member States and Sector Members", "en", [("encourages", "Member States and Sector Members")]),
    ("instructs the Director and invites Member States", "en",
     [("instructs", "the Director"), ("invites", "Member States")]),
    ("charge le Directeur, invite les États Membres", "fr",
     [("instructs", "le Directeur"), ("invites", "les États Membres")]),
    ("requests the Secretary-General and instructs the Director", "en",
     [("requests", "the Secretary-General"), ("instructs", "the Director")]),
    ("encarga al Director e invita a los Miembros", "es", [("instructs", "al Director"), ("invites", "a los Miembros")]),
    ("поручает Генеральному секретарю", "ru", [("instructs", "Генеральному секретарю")]),
    ("责成秘书长", "zh", [("instructs", "秘书长")]),
    ("resolves", "en", []),
    ("décide", "fr", []),
]  # fmt: skip


def found(text, mandates):
    return [(m.verb, text[m.addressee_start : m.addressee_end]) for m in mandates]


@pytest.mark.parametrize("text, language, expected", CLAUSES)
def test_clause(text, language, expected):
    assert found(text, verbs.of_clause(text, language)) == expected


@pytest.mark.parametrize("text, language, expected", HEADINGS)
def test_heading(text, language, expected):
    assert found(text, verbs.of_heading(text, language)) == expected


def test_the_verb_is_repeated_and_not_strengthened():
    assert verbs.says("invites", "en") == "invites"
    assert verbs.says("invites", "fr") == "invite"
    assert verbs.says("encourages", "en") == "encourages"
    with pytest.raises(KeyError):
        verbs.says("must", "en")
