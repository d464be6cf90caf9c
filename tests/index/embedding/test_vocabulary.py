"""Which pieces are known and which row each reads, on a few made-up counts."""

from collections import Counter

from index.embedding.train import vocabulary
from index.embedding.train.normal import NORMALIZER
from index.embedding.train.tokenizer import train_tokenizer
from index.embedding.train.vocabulary import NOTHING, read


def test_a_frequent_form_has_a_row_of_its_own_and_a_rare_one_shares():
    counts = {"en": Counter({"group": 50, "groups": 40, "grouped": 2, "table": 50, "rarest": 1})}
    found = vocabulary.build(counts, [])
    assert read(found, "group") != read(found, "groups")
    assert read(found, "grouped") == read(found, "group") != read(found, "table")
    assert "rarest" not in found.rows


def test_all_forms_of_a_russian_stem_read_one_row_and_unseen_ones_too():
    nouns = ["групп", "комисс", "таблиц", "систем", "програм", "проблем", "лини", "страниц", "реформ"]
    counts = {"ru": Counter({noun + ending: 1 for noun in nouns for ending in ("а", "ы", "ой")})}
    counts["ru"]["схема"] = 1
    found = vocabulary.build(counts, [])
    rows = read(found, "группа")
    assert len(rows) == 1 and read(found, "группы") == rows != read(found, "схема")
    assert read(found, NORMALIZER.normalize_str("схемой")) == read(found, "схема")  # never counted


def test_the_arabic_article_and_conjunction_mean_nothing():
    found = vocabulary.build({"ar": Counter({"مجموعة": 1, "اتحاد": 1})}, [])
    assert read(found, "والمجموعات") == read(found, "مجموعة") != read(found, "الاتحاد")
    assert found.rows["ال"] == NOTHING


def test_words_are_counted_without_marks_and_case():
    counts = vocabulary.count_words(["Groups GROUPS 5G", "المُجـموعة", "研究组ITU"])
    assert counts == Counter({"groups": 2, "5": 1, "g": 1, "المجموعة": 1, "研究组": 1, "itu": 1})


def test_the_tokenizer_reads_what_the_vocabulary_says():
    texts = {"en": ["the groups meet"] * 12, "ru": ["группы и комиссии"], "zh": ["研究组开会"] * 30}
    tokenizer, row_of = train_tokenizer(texts)
    encoding = tokenizer.encode("Groups ไทย 研究组")
    assert row_of[0] == NOTHING and tokenizer.token_to_id("<unk>") == 0
    assert encoding.tokens[0] == "groups" and encoding.ids[1] == 0
    assert (row_of[encoding.ids[2:]] > 0).all()
