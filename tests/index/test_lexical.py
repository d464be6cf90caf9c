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
