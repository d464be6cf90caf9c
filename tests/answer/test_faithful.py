"""A sentence that says more than its quote is caught; one that says the same in other words passes."""

import pytest

from answer.faithful import Support, fault

INVITES = Support(
    "to invite the Radiocommunication, Telecommunication Standardization and Telecommunication Development Advisory "
    "Groups to help identify subjects common to the three Sectors",
    "resolves", "Resolution 570 (Rev. Harbour City, 2031), resolves 1", "en", True,
)  # fmt: skip
ELECTS = Support(
    "The Council shall elect, by a two-thirds majority, not more than 3 vice-chairmen for a period of four years "
    "before 31 March 2031, after consulting the Secretary-General.",
    "", "Resolution 570 (Rev. Harbour City, 2031), annex 2", "en", True,
)  # fmt: skip
FRENCH = Support(
    "de présenter au Conseil, chaque année, un rapport sur les contributions non versées, sans publier le nom des Membres",
    "charge le Secrétaire général", "Résolution 570 (Rév. Ville-Port, 2031), charge le Secrétaire général 2", "fr", True,
)  # fmt: skip
REASON = Support(
    "that radio interference has affected 12 ships, as Resolution 21 (Rev. Antalya, 2006) recalls",
    "considering", "Resolution 570 (Rev. Harbour City, 2031), considering a)", "en", False,
)  # fmt: skip
REPORTS = Support(
    "to report each year to the Council", "instructs the Director of the Telecommunication Standardization Bureau",
    "Resolution 570 (Rev. Harbour City, 2031), instructs the Director of the Telecommunication Standardization Bureau 1", "en", True,
)  # fmt: skip
GENERIC = Support(
    "The Council shall instruct the Director to publish the list.", "", "Resolution 570 (Rev. Harbour City, 2031), annex 3", "en", True,
)  # fmt: skip


@pytest.mark.parametrize("sentence, language, support", [
    ("Resolution 570 instructs the Director of TSB to report to the Council each year.", "en", REPORTS),
    ("The Council shall instruct the Director to publish the list.", "en", GENERIC),
    ("The advisory groups are invited to help identify common subjects.", "en", INVITES),
    ("Resolution 570 invites the Advisory Groups to help identify subjects common to the three Sectors.", "en", INVITES),
    ("The Council shall elect not more than three vice-chairmen by a two-thirds majority.", "en", ELECTS),
    ("The period is four years.", "en", ELECTS),
    ("The Secretary-General is instructed to present an annual report on unpaid contributions to the Council, "
     "without publishing the names of the Members.", "en", FRENCH),
    ("Le Secrétaire général est chargé de présenter chaque année au Conseil un rapport sur les contributions "
     "non versées, sans publier le nom des Membres.", "fr", FRENCH),
    ("Radio interference has affected 12 ships.", "en", REASON),
    ("As Resolution 21 (Rev. Antalya, 2006) recalls, interference has affected ships.", "en", REASON),
])  # fmt: skip
def test_what_the_quote_says_passes(sentence, language, support):
    assert fault(sentence, language, [support]) == ""


@pytest.mark.parametrize("sentence, language, support, why", [
    ("The advisory groups must identify common subjects.", "en", INVITES, "binds"),
    ("The advisory groups identify the subjects common to the Sectors.", "en", INVITES, "binds"),
    ("The advisory groups are instructed to help identify common subjects.", "en", INVITES, "binds"),
    ("The Council is invited to help identify common subjects.", "en", INVITES, "body"),
    ("The Advisory Groups are not invited to help identify common subjects.", "en", INVITES, "denies"),
    ("The four Sectors' Advisory Groups are invited to help identify common subjects.", "en", INVITES, "number"),
    ("The advisory groups are invited to hide common subjects.", "en", INVITES, "words"),
    ("The Council shall elect 3 vice-chairmen.", "en", ELECTS, ""),
    ("The Council shall elect not more than 4 vice-chairmen by a two-thirds majority for three years.", "en", ELECTS, "number"),
    ("The Council shall elect at least 3 vice-chairmen by a two-thirds majority.", "en", ELECTS, ""),
    ("The Secretary-General shall elect the vice-chairmen after consulting the Council.", "en", ELECTS, "body"),
    ("The Council shall elect the vice-chairmen unanimously.", "en", ELECTS, ""),
    ("The Council may elect not more than 3 vice-chairmen by a two-thirds majority after 31 March 2031.", "en", ELECTS, ""),
    ("The Council shall elect not more than 3 vice-chairmen by a two-thirds majority before 31 April 2031.", "en", ELECTS, "number"),
    ("The Secretary-General is instructed to present a monthly report on unpaid contributions, without publishing the "
     "names of the Members.", "en", FRENCH, "often"),
    ("The Secretary-General is invited to present an annual report on contributions, publishing the names of the "
     "Members.", "en", FRENCH, "denies"),
    ("Le Secrétaire général est chargé de détruire chaque année les contributions non versées, sans publier le nom des "
     "Membres.", "fr", FRENCH, "words"),
    ("The Council instructs the Secretary-General to present a report each year on unpaid contributions without names "
     "of Members.", "en", FRENCH, "body"),
    ("Radio interference has affected 21 ships.", "en", REASON, "number"),
    ("Resolution 22 recalls that radio interference has affected ships.", "en", REASON, ""),
    ("Le brouillage a touché 12 navires.", "en", REASON, "language"),
    ("The Director of the Telecommunication Standardization Bureau instructs the Council to report each year.", "en", REPORTS,
     "somebody else"),
    ("Resolution 570 instructs the Council to report each year.", "en", REPORTS, "somebody else"),
    ("Le Directeur du TSB charge le Conseil de faire rapport chaque année.", "fr", REPORTS, "somebody else"),
    ("决议责成理事会每年提交报告。", "zh", REPORTS, "somebody else"),
    ("The Director shall instruct the Council to publish the list.", "en", GENERIC, "body"),
    ("The aliens have landed.", "en", REASON, "words"),
])  # fmt: skip
def test_what_it_does_not_say_is_caught(sentence, language, support, why):
    found = fault(sentence, language, [support])
    assert found and why in found
