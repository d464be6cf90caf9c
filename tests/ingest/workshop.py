"""A folder of small texts and an index of them, for the tests of the ingest."""

from __future__ import annotations

from pathlib import Path

from index import Index, contextual, open_index
from ingest.pipeline import ingest
from ingest.report import Report
from settings import Settings
from tests import fakes

ONE = "# RES-1-2012-en\nresolves to act\ninvites the Council\n"
ONE_FR = "# RES-1-2012-fr\ndécide d'agir\ninvite le Conseil\n"
TWO = "# RES-2-2012-en\nconsidering numbering\nresolves to number\n"


class Workshop:
    """Texts in ``corpus/``, read by ``fakes.build``, and the index that they go into."""

    def __init__(self, folder: Path):
        self.settings = Settings(corpus=folder / "corpus", data=folder / "data")
        self.embedding = fakes.FakeEmbedding()
        self.settings.corpus.mkdir(exist_ok=True)
        self.read: list[str] = []  # the files that were read, in order

    def write(self, **texts: str) -> None:
        """``write(a_txt="…")`` writes a.txt."""
        for name, text in texts.items():
            (self.settings.corpus / name.replace("_", ".")).write_text(text, encoding="utf-8")

    def delete(self, *names: str) -> None:
        for name in names:
            (self.settings.corpus / name).unlink()

    def ingest(self, *paths: Path, **options) -> Report:
        self.read.clear()
        options = {"embedding": self.embedding, "build": self._build, **options}
        return ingest(paths or [self.settings.corpus], self.settings, **options)

    def open(self) -> Index:
        return open_index(self.settings, embedding=self.embedding)

    def texts(self) -> dict[str, list[str]]:
        """What the index holds: document id -> texts of its clauses, after checking that all parts agree."""
        index = self.open()
        held = {
            info.id: [clause.text for clause in index.catalogue.clauses(info.id)]
            for info in index.catalogue.documents()
        }
        check_whole(index, self.embedding)
        return held

    def _build(self, path, file, sha256):
        self.read.append(file)
        return fakes.build(path, file, sha256)


def check_whole(index: Index, embedding) -> None:
    """The catalogue, the vectors and the words hold the same clauses, each with its own text's vector."""
    for language in index.languages:
        pairs = list(index.catalogue.clauses_in(language))
        clauses = [clause for _, clause in pairs]
        assert index.store.ids(language) == {clause.id for clause in clauses}
        assert len(index._lexical[language]) == len(clauses)
        for clause, vector in zip(clauses, contextual.vectors(embedding, pairs), strict=True):
            assert index.score_dense(vector, language, [clause.id])[0][1] > 0.9999
    assert set(index.store.languages) == set(index.languages) == set(index.manifest.clauses)
