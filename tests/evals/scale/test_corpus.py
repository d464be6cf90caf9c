"""Made corpora: equal for equal seeds, in lines with each other, and every clause found again by the parser."""

from collections import Counter

from evals.scale import corpus
from ingest import documents, readers
from schema import LANGUAGES
from settings import Settings


def test_every_clause_is_found_again(tmp_path):
    made = corpus.write(tmp_path, 600, seed=3)
    found = Counter()
    for path in made.files:
        for document, clauses in documents.build(readers.read(path, Settings()), path.name, "0" * 64):
            found[document.language] += len(clauses)
    assert dict(found) == made.clauses and set(found) == set(LANGUAGES) and sum(found.values()) >= 600


def test_a_seed_makes_the_same_texts_and_another_one_others(tmp_path):
    texts = []
    for name, seed in (("a", 1), ("b", 1), ("c", 2)):
        made = corpus.write(tmp_path / name, 200, seed)
        texts.append([path.read_text("utf-8") for path in made.files])
    assert texts[0] == texts[1] != texts[2]


def test_few_clauses_are_alike(tmp_path):
    made = corpus.write(tmp_path, 1200, seed=0)
    english = [path for path in made.files if path.stem.endswith("-E")]
    lines = [line for path in english for line in path.read_text("utf-8").split("\n")[6:] if len(line) > 60]
    assert len(set(lines)) > 0.7 * len(lines)


def test_changing_some_files(tmp_path):
    made = corpus.write(tmp_path, 200)
    before = {path: path.read_text("utf-8") for path in made.files}
    changed = sum(path.read_text("utf-8") != before[path] for path in made.files) if corpus.change(made, 0.25) else 0
    assert changed == round(0.25 * len(made.files)) > 1


def test_questions_stand_in_the_texts(tmp_path):
    made = corpus.write(tmp_path, 200)
    texts = " ".join(" ".join(path.read_text("utf-8").split()) for path in made.files)
    asked = corpus.questions(made, 12)
    assert len(asked) == 12 and all(" ".join(text.split()) in texts for text in asked)
