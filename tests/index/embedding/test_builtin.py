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


@pytest.mark.parametrize("text", ["", "  \n", "?!", "ไทย"])
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
    nearest(english, french)


OTHERS = {
    "es": [
        "Los grupos asesores identificarán temas comunes.",
        "La tasa se pagará en un plazo de treinta días.",
        "El comité elige a su presidente por dos años.",
        "Las frecuencias radioeléctricas no pueden utilizarse sin licencia.",
    ],
    "ru": [
        "Консультативные группы определяют общие темы.",
        "Сбор подлежит оплате в течение тридцати дней.",
        "Комитет избирает председателя на два года.",
        "Радиочастоты нельзя использовать без лицензии.",
    ],
    "ar": [
        "تحدد الأفرقة الاستشارية المواضيع المشتركة.",
        "تُدفع الرسوم خلال ثلاثين يوماً.",
        "تنتخب اللجنة رئيسها لمدة سنتين.",
        "لا يجوز استعمال الترددات الراديوية دون ترخيص.",
    ],
    "zh": [
        "顾问组应确定共同的议题。",
        "费用应在三十天内支付。",
        "委员会选举主席，任期两年。",
        "没有许可证不得使用无线电频率。",
    ],
}


@pytest.mark.parametrize("language", OTHERS)
def test_translations_into_every_language_are_nearest(embedding, language):
    nearest(embedding.embed(TEXTS)[::2], embedding.embed(OTHERS[language]))


def nearest(english, other):
    cosines = english @ other.T
    assert (cosines.argmax(axis=1) == np.arange(len(english))).all()
    assert (cosines.argmax(axis=0) == np.arange(len(english))).all()


def test_all_of_it_is_small():
    files = [f for f in builtin.WEIGHTS.iterdir() if f.is_file()]
    assert {f.name for f in files} >= {builtin.TOKENIZER_FILE, builtin.VECTORS_FILE}
    assert sum(f.stat().st_size for f in files) <= 16_000_000


def test_needs_no_torch_and_no_index_library():
    code = (
        "import sys; from index.embedding import load; load('builtin').embed(['a clause']);"
        "print([m for m in ('torch', 'chromadb', 'llama_index', 'onnxruntime') if m in sys.modules])"
    )
    run = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"


def write(folder, embedding, table):
    builtin.write_weights(folder, embedding.tokenizer, embedding.row_of, table, embedding.rarity)


def test_id_names_the_weights(embedding, tmp_path):
    assert embedding.id.startswith("builtin-")
    changed = embedding.table.copy()
    changed[5] = 0
    write(tmp_path, embedding, changed)
    assert builtin.read_builtin(tmp_path).id != embedding.id


def test_weights_survive_a_round_trip(embedding, tmp_path):
    write(tmp_path, embedding, embedding.table)
    again = builtin.read_builtin(tmp_path)
    cosines = (again.embed(TEXTS) * embedding.embed(TEXTS)).sum(axis=1)
    assert (cosines > 0.99).all()


@pytest.mark.parametrize("dimensions", [2, 64])
def test_four_bits_keep_a_row(dimensions):
    table = np.random.default_rng(0).standard_normal((50, dimensions)).astype(np.float32)
    table[3] = 0
    again = builtin.unpack(*builtin.pack(table))
    assert not again[3].any()
    wide = np.abs(table).max(axis=1, keepdims=True)
    assert (np.abs(again - table).mean(axis=1) <= 0.06 * wide[:, 0]).all()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("группами", "группы"),
        ("والمجموعات", "مجموعة"),
        ("الاِتِّحـاد", "اتحاد"),
        ("organizaciones", "organización"),
    ],
)
def test_forms_of_one_word_are_alike(embedding, one, other):
    first, second = embedding.embed([one, other])
    assert first @ second > 0.999


def test_chinese_words_are_tokens(embedding):
    text = "电信标准化部门的研究组 ITU"
    tokens = embedding.tokens([text])[0]
    found = [text[start:end] for start, end in tokens.spans]
    assert {"电信", "标准化", "部门", "研究组", "ITU"} <= set(found) and "".join(found) + " " == text.replace(" ITU", "ITU ")


@pytest.mark.parametrize("file", [builtin.TOKENIZER_FILE, builtin.VECTORS_FILE])
def test_damaged_weights_give_one_sentence(embedding, tmp_path, file):
    write(tmp_path, embedding, embedding.table)
    (tmp_path / file).write_bytes((tmp_path / file).read_bytes()[:1000])
    with pytest.raises(BadFile, match="weights cannot be read"):
        builtin.read_builtin(tmp_path)


def test_unknown_name():
    with pytest.raises(BadSetting, match="no embedding named 'e5'"):
        load("e5")


@pytest.mark.parametrize("text, words", [
    ("jfkdls the ajfkd council", ["jfkdls", "ajfkd"]), ("TSAG and GMDSS", []), ("les conférences", []), ("秘书长的职责", []),
    ("ионосферы", []), ("", []),
])  # fmt: skip
def test_words_of_which_the_letters_alone_are_known(text, words):
    assert [text[start:end] for start, end in load("builtin").spelled(text).tolist()] == words
