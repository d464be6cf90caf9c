"""The built-in embedding as it ships: shapes, lengths, offsets, translations, size, no torch."""

import subprocess
import sys

import numpy as np
import pytest

from errors import BadFile, BadSetting
from index.embedding import builtin, load
from settings import ROOT

TEXTS = [
    "The advisory groups shall identify common topics.",
    "Les groupes consultatifs doivent identifier les sujets d'intérêt commun.",
    "The fee is payable within thirty days.",
    "La redevance est payable dans un délai de trente jours.",
    "The committee elects its chair for two years.",
    "Le comité élit son président pour deux ans.",
    "Radio frequencies may not be used without a licence.",
    "Les fréquences radioélectriques ne peuvent être utilisées sans licence.",
]


@pytest.fixture(scope="module")
def embedding():
    return load("builtin")


def test_rows_have_length_one(embedding):
    vectors = embedding.embed(TEXTS)
    assert vectors.shape == (len(TEXTS), embedding.dimensions)
    assert vectors.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)


@pytest.mark.parametrize("text", ["", "  \n", "?!", "日本"])
def test_text_without_a_known_word_gives_zeros(embedding, text):
    assert not embedding.embed([text]).any()
    tokens = embedding.tokens([text])[0]
    assert len(tokens) == 0 and tokens.vectors.shape == (0, embedding.dimensions)


def test_no_texts(embedding):
    assert embedding.embed([]).shape == (0, embedding.dimensions)
    assert embedding.tokens([]) == []


def test_a_vector_does_not_depend_on_its_neighbours(embedding, monkeypatch):
    together = embedding.embed(TEXTS)
    monkeypatch.setattr(builtin, "BATCH_CHARS", 60)
    np.testing.assert_array_equal(together, embedding.embed(TEXTS))
    np.testing.assert_array_equal(together[::-1], embedding.embed(TEXTS[::-1]))


def test_a_long_text_is_summed_alike(embedding, monkeypatch):
    text = " ".join(TEXTS)
    short = embedding.embed([text])
    monkeypatch.setattr(builtin, "LONG", 3)
    np.testing.assert_allclose(short, embedding.embed([text]), atol=1e-5)


def test_batches_cover_all_texts_in_order(monkeypatch):
    monkeypatch.setattr(builtin, "BATCH_CHARS", 10)
    assert builtin.batches(["a" * 4, "b" * 6, "c", "d" * 30, ""]) == [(0, 2), (2, 3), (3, 4), (4, 5)]
    assert builtin.batches([]) == []


def test_case_accents_and_punctuation_do_not_count(embedding):
    one, other = embedding.embed(["Résolution : l’Œuvre", "RESOLUTION L'OEUVRE"])
    np.testing.assert_allclose(one, other, atol=1e-6)


def test_a_token_is_a_word_and_its_span_stands_on_it(embedding):
    text = "L’Œuvre eﬃcace\u00a0— ré\u00adsolution n°57 des Groupes (GCNT), 2012"
    tokens = embedding.tokens([text])[0]
    found = [text[start:end] for start, end in tokens.spans]
    assert found == ["L", "Œuvre", "eﬃcace", "ré\u00adsolution", "n", "57", "des", "Groupes", "GCNT", "2012"]


def test_token_vectors(embedding):
    text = "Which telecommunication sectors does the resolution name?"
    tokens = embedding.tokens([text])[0]
    assert tokens.vectors.shape == (len(tokens), embedding.dimensions)
    np.testing.assert_allclose(np.linalg.norm(tokens.vectors, axis=1), 1, atol=1e-4)
    weight = {text[a:b]: w for (a, b), w in zip(tokens.spans, tokens.weights, strict=True)}
    assert weight["telecommunication"] > 3 * weight["the"] >= 0


def test_translations_are_nearest(embedding):
    vectors = embedding.embed(TEXTS)
    english, french = vectors[::2], vectors[1::2]
    cosines = english @ french.T
    assert (cosines.argmax(axis=1) == np.arange(len(english))).all()
    assert (cosines.argmax(axis=0) == np.arange(len(english))).all()


def test_all_of_it_is_small():
    files = [f for f in builtin.WEIGHTS.iterdir() if f.is_file()]
    assert {f.name for f in files} >= {builtin.TOKENIZER_FILE, builtin.VECTORS_FILE}
    assert sum(f.stat().st_size for f in files) <= 12_000_000


def test_needs_no_torch_and_no_index_library():
    code = (
        "import sys; from index.embedding import load; load('builtin').embed(['a clause']);"
        "print([m for m in ('torch', 'chromadb', 'llama_index', 'onnxruntime') if m in sys.modules])"
    )
    run = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"


def test_id_names_the_weights(embedding, tmp_path):
    assert embedding.id.startswith("builtin-")
    changed = embedding.table.copy()
    changed[5] = 0
    builtin.write_weights(tmp_path, embedding.tokenizer, changed, embedding.rarity)
    assert builtin.read_builtin(tmp_path).id != embedding.id


def test_weights_survive_a_round_trip(embedding, tmp_path):
    builtin.write_weights(tmp_path, embedding.tokenizer, embedding.table, embedding.rarity)
    again = builtin.read_builtin(tmp_path)
    np.testing.assert_allclose(again.table, embedding.table, atol=2e-2 * np.abs(embedding.table).max())
    np.testing.assert_allclose(again.embed(TEXTS), embedding.embed(TEXTS), atol=1e-2)


@pytest.mark.parametrize("file", [builtin.TOKENIZER_FILE, builtin.VECTORS_FILE])
def test_damaged_weights_give_one_sentence(embedding, tmp_path, file):
    builtin.write_weights(tmp_path, embedding.tokenizer, embedding.table, embedding.rarity)
    (tmp_path / file).write_bytes((tmp_path / file).read_bytes()[:1000])
    with pytest.raises(BadFile, match="weights cannot be read"):
        builtin.read_builtin(tmp_path)


def test_unknown_name():
    with pytest.raises(BadSetting, match="no embedding named 'e5'"):
        load("e5")
