"""What is read before anyone asks: a question in each language held, which nobody counts."""

from dataclasses import replace
from types import SimpleNamespace

from answer import question, warm
from answer.tally import tally
from index import lexicon, matching


def test_each_language_held_is_asked_and_nothing_is_counted(index, settings, tmp_path, monkeypatch):
    understood, before = [], tally().outcomes()
    plain = question.understand

    def understand(text, language, history):
        understood.append((text, language))
        return plain(text, language, history)

    monkeypatch.setattr(question, "understand", understand)
    warm.prepare(index, replace(settings, log=str(tmp_path / "log"), llm_base_url="http://127.0.0.1:9/v1", llm_model="none"))
    titles = {document.language: document.title for document in index.catalogue.documents()}
    assert [language for _, language in understood] == [at for at in index.languages for _ in range(2)] and all(titles[at] for _, at in understood)
    assert tally().outcomes() == before and not (tmp_path / "log").exists()


def test_what_a_language_reads_once_is_read(index, settings):
    cached = (lexicon.related, matching._nearest)
    for function in cached:
        function.cache_clear()
    warm.prepare(index, settings)
    assert all(function.cache_info().currsize for function in cached)


def test_a_title_of_each_language_or_its_name_and_an_address():
    documents = [SimpleNamespace(language=at, title=title, name=f"{at} {n}") for n, (at, title) in
                 enumerate((("fr", "Titre"), ("fr", "Autre"), ("zh", "")))]  # fmt: skip
    held = SimpleNamespace(catalogue=SimpleNamespace(documents=lambda: documents))
    assert warm.texts(held) == {"fr": ("Titre", "fr 0, 1"), "zh": ("zh 2", "zh 2, 1")}
