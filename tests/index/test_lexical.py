from index.lexical import Lexical, build

PASSAGES = [
    ("d#1", "resolves to identify common topics"),
    ("d#2", "invites the advisory groups to identify common topics"),
    ("d#3", "considering that the Assembly met"),
    ("d#4", "the of and"),  # nothing but stop words
]


def search(tmp_path, text, k=10, passages=PASSAGES):
    build(tmp_path, "en", passages)
    return Lexical(tmp_path, "en").search(text, k)


def test_best_first_and_never_a_zero(tmp_path):
    found = search(tmp_path, "which advisory groups identify topics?")
    assert [clause_id for clause_id, _ in found] == ["d#2", "d#1"]
    assert all(score > 0 for _, score in found)


def test_k(tmp_path):
    assert [clause_id for clause_id, _ in search(tmp_path, "advisory groups identify topics", k=1)] == ["d#2"]
    assert search(tmp_path, "topics", k=0) == []


def test_nothing_known(tmp_path):
    assert search(tmp_path, "zebra") == search(tmp_path, "the of") == search(tmp_path, "") == []


def test_ties_by_id_whatever_the_order(tmp_path):
    twins = [(f"d#{i}", "numbering plans") for i in (3, 1, 2)] + [("d#9", "something else")]
    found = search(tmp_path / "a", "numbering", passages=twins)
    assert [clause_id for clause_id, _ in found] == ["d#1", "d#2", "d#3"]
    assert found == search(tmp_path / "b", "numbering", passages=twins[::-1])


def test_a_language_of_nothing_but_stop_words(tmp_path):
    assert search(tmp_path, "the", passages=[("d#1", "the of")]) == []
    assert len(Lexical(tmp_path, "en")) == 1


def meaning(tmp_path, wanted, k=10):
    build(tmp_path, "en", PASSAGES)
    return [clause_id for clause_id, _ in Lexical(tmp_path, "en").search_meaning(wanted, k)]


def test_a_clause_is_found_by_words_that_say_the_same(tmp_path):
    assert meaning(tmp_path, [{"find": 1.0, "identifi": 0.8}, {"meet": 1.0, "met": 0.2}]) == ["d#1", "d#2", "d#3"]
    assert meaning(tmp_path, [{"find": 1.0, "identifi": 0.8}], k=1) == ["d#1"]


def test_a_weaker_relation_counts_less(tmp_path):
    assert meaning(tmp_path, [{"met": 1.0}, {"identifi": 0.1}])[0] == "d#3"
    assert meaning(tmp_path, [{"met": 0.1}, {"identifi": 1.0}])[-1] == "d#3"


def test_a_word_counts_once_however_many_stems_say_it(tmp_path):
    once, twice = (
        Lexical(tmp_path, "en").search_meaning(wanted, 1)
        for wanted in ([{"topic": 1.0}], [{"topic": 1.0, "common": 1.0}])
        if not build(tmp_path, "en", PASSAGES)
    )
    assert twice[0][1] < 2 * once[0][1]


def test_nothing_that_is_wanted_is_there(tmp_path):
    assert meaning(tmp_path, [{"zebra": 1.0}]) == meaning(tmp_path, []) == []
