import pytest

from evals.folding import contains, fold, states

SAME = [
    ("l’Union", "l'Union"),
    ("UIT\u2011T", "UIT-T"),
    ("télé\u00adcommunications", "télécommunications"),
    ("coordi-\nnation", "coordination"),
    ("effi\u0063ace ; les", "efficace; les"),
    ("e\u0301tude", "étude"),
    ("e\ufb03cient", "efficient"),
    ("Résolution\u00a01", "Résolution 1"),
    ("pays en développement[footnoteRef:1]1 aux", "pays en développement aux"),
    ("[bookmark: x]L'Union", "L'Union"),
]
DIFFERENT = [("décide 1", "décide 2"), ("Union", "union"), ("a", "à"), ("IMT-2000", "IMT-2020")]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_folds_what_may_differ(one, other):
    assert fold(one) == fold(other)


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_keeps_what_tells_apart(one, other):
    assert fold(one) != fold(other)


@pytest.mark.parametrize(
    ("text", "quote", "expected"),
    [
        ("les pays en développement1 participent;", "pays en développement participent", True),
        ("les pays en développement participent", "développement1 participent", True),
        ("les pays en développement¹ participent", "pays en développement participent", True),
        ("les pays en développement1) participent", "pays en développement participent", True),
        ("la Résolution 57 est adoptée", "la Résolution est adoptée", False),
        ("les pays participent", "pays qui participent", False),
        ("les pays", "", False),
        ("les pays", " - ", False),
    ],
)
def test_contains(text, quote, expected):
    assert contains(text, quote) is expected


@pytest.mark.parametrize(
    ("text", "alternative", "expected"),
    [
        ("The advisory groups (TSAG)", "tsag", True),
        ("in the first fragment", "RAG", False),
        ("les groupes consultatifs", "groupe", True),
        ("in 2012 at Dubai", "2012", True),
        ("in 2012 at Dubai", "201", False),
        ("57", "5", False),
        ("l’UIT", "UIT", True),
        ("由TSAG负责", "TSAG", True),
        ("text", " ", False),
    ],
)
def test_states(text, alternative, expected):
    assert states(text, alternative) is expected
